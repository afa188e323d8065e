"""Narratives of other provinces: values that a person read in them, and nothing lost."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from pipeline.narrative import NarrativeReading, read_narrative
from pipeline.narrative.identity import read_identity
from pipeline.narrative.text import paragraphs
from pipeline.reading import read_document
from pipeline.reading.model import Document
from tests.narrative.made_prose import wan

BEIJING = "beijing_2026/北京市医保局_2026预算_说明.pdf"
GUANGZHOU = "guangdong/广州市信访局_2026预算.pdf"
PUTUO = "shanghai/普陀区财政局_2024部门决算_ONLYOFFICE.pdf"
FILES = (BEIJING, GUANGZHOU, PUTUO)


@cache
def read(path: Path) -> tuple[Document, NarrativeReading]:
    document = read_document(path)
    return document, read_narrative(document, read_identity(document))


def test_beijing_states_both_sides_of_its_comparison(corpus_dir: Path) -> None:
    _, reading = read(corpus_dir / BEIJING)
    income = next(change for change in reading.budget_changes if change.section == "income")
    assert (income.amount, income.base_amount, income.change_amount, income.change_pct) == (
        wan("110896.62"),
        wan("115041.34"),
        wan("-4144.72"),
        Decimal("-3.60"),
    )
    assert income.reason == "上年结转至本年使用的结转结余资金较2025年减少"
    assert income.source.page == 4


def test_guangzhou_prints_ten_comparisons(corpus_dir: Path) -> None:
    """Income, expenditure, six of 三公 (two inside a bracket), 机关运行经费, 委托业务费."""
    _, reading = read(corpus_dir / GUANGZHOU)
    assert [(change.subject, change.change_amount) for change in reading.budget_changes] == [
        ("total", wan("286.07")),
        ("total", wan("286.07")),
        ("three_public", wan("-1")),
        ("abroad", wan("0")),
        ("vehicle", wan("-1")),
        ("reception", wan("0")),
        ("vehicle_purchase", wan("0")),
        ("vehicle_operation", wan("-1")),
        ("agency_operation", wan("-23.32")),
        ("commissioned_service", wan("49.27")),
    ]
    assert [(asset.item, asset.quantity, asset.amount) for asset in reading.state_assets] == [
        ("fixed_asset", None, wan("2995.16")),
        ("building", Decimal("8268.74"), None),
        ("vehicle", Decimal(2), None),
        ("equipment_over_1m", Decimal(1), None),
        ("fixed_asset", None, wan("12.1")),
    ]


def test_putuo_compares_every_function_class_with_its_opening_budget(corpus_dir: Path) -> None:
    _, reading = read(corpus_dir / PUTUO)
    found = [
        (change.function_code, change.base_amount, change.amount)
        for change in reading.budget_changes
        if change.function_code and change.compared_with == "budget"
    ]
    assert found[:4] == [
        ("2010601", wan("1560.05"), wan("1511.89")),
        ("2010602", wan("10"), wan("10")),
        ("2010607", wan("135.90"), wan("135.25")),
        ("2010608", wan("450.52"), wan("449.52")),
    ]
    assert len(found) == 11


@pytest.mark.parametrize("name", FILES)
def test_every_sentence_that_compares_is_a_row_or_listed(corpus_dir: Path, name: str) -> None:
    document, reading = read(corpus_dir / name)
    known = [change.source.sentence for change in reading.budget_changes]
    known += [change.reason for change in reading.budget_changes]
    known += [entry.detail for entry in reading.coverage]
    comparing = re.compile(r"(?:比|较|与)(?:上年|\d{4}年)[^，。；]*?(?:增加|减少|持平)[\d,.]*万元")
    for paragraph in paragraphs(document):
        for found in comparing.finditer(paragraph.text):
            assert any(found.group() in text for text in known), found.group()


@pytest.mark.parametrize("name", FILES)
def test_every_record_says_where_it_is_printed(corpus_dir: Path, name: str) -> None:
    document, reading = read(corpus_dir / name)
    for change in reading.budget_changes:
        source = change.source
        assert source.page is not None
        page = document.pages[source.page - 1]
        assert any(line.box.top - 1 <= (source.top or 0) <= line.box.bottom for line in page.lines)
        assert 0 <= (source.x0 or 0) < (source.x1 or 0) <= page.width
