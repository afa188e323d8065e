"""Performance tables of real disclosures: the right pages, sums that the forms print themselves, nothing private.

Expected figures are printed ones: totals of a table, pages listed by people in `truth`, words counted on the pages.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import pytest

from pipeline.narrative.facts import DocumentFacts
from pipeline.performance import PerformanceReading, performance_grids, read_performance
from pipeline.reading import Document, read_document

WEIGHTED = [
    "performance_tables/宁德市政府办_2024部门整体绩效自评表.pdf",
    "central_ministry/国家信访局_2024决算.pdf",
    "central_ministry/国家信访局_2026预算.pdf",
    "shaanxi/西安市信访局_2026预算.pdf",
    "chongqing_2026/重庆市水利局_2026预算.pdf",
]
GUANGZHOU = "performance_tables/广州市政数局_2026项目支出绩效目标表.pdf"
BEIJING = "beijing_2026/北京市医保局_2026预算_报表.pdf"


@lru_cache(maxsize=16)
def _document(path: Path) -> Document:
    return read_document(path)


def _read(corpus_dir: Path, name: str) -> PerformanceReading:
    return read_performance(_document(corpus_dir / name), DocumentFacts())


def _truths(corpus_dir: Path) -> list[tuple[Path, list[int]]]:
    found = []
    for truth in sorted((corpus_dir / "truth").glob("*.json")):
        doc = json.loads(truth.read_text(encoding="utf-8"))
        pages = doc["doc"].get("performance_pages")
        if pages is not None:
            found.append((next(corpus_dir.rglob(doc["file"])), pages))
    return found


@pytest.mark.slow
def test_performance_tables_stand_on_the_pages_that_people_found(corpus_dir: Path) -> None:
    truths = _truths(corpus_dir)
    assert truths
    for path, pages in truths:
        assert sorted({page for page, _ in performance_grids(_document(path))}) == pages, path.name


@pytest.mark.slow
@pytest.mark.parametrize("name", WEIGHTED)
def test_weights_sum_to_100_with_the_weight_of_execution_or_without(corpus_dir: Path, name: str) -> None:
    reading = _read(corpus_dir, name)
    weighted = [row for row in reading.indicators if row.weight is not None]
    assert weighted
    for key, rows in groupby(weighted, key=lambda row: (row.scope, row.project_name, row.title)):
        total = sum((row.weight for row in rows if row.weight is not None), Decimal(0))
        assert total in (90, 100), (key, total)


@pytest.mark.slow
def test_scores_of_a_self_evaluation_sum_to_its_printed_total(corpus_dir: Path) -> None:
    reading = _read(corpus_dir, WEIGHTED[0])
    (goal,) = reading.goals
    assert goal.execution_score is not None
    scores = [row.score for row in reading.indicators if row.score is not None]
    assert sum(scores, goal.execution_score) == goal.score == Decimal("92.33")
    assert goal.budget_amount is None  # the form prints no money unit


@pytest.mark.slow
def test_projects_of_a_list_sum_to_its_printed_total(corpus_dir: Path) -> None:
    reading = _read(corpus_dir, GUANGZHOU)
    totals = [
        row.amount for row in reading.fundings if row.source_printed.startswith("合计/") and row.source == "total"
    ]
    budgets = [goal.budget_amount for goal in reading.goals if goal.budget_amount is not None]
    assert totals == [Decimal("862466400.00")]  # 86,246.64 万元
    half_digit = Decimal("50.00")  # of the last printed digit, 0.01 万元
    assert abs(sum(budgets) - totals[0]) <= half_digit * len(budgets)


@pytest.mark.slow
def test_every_coded_target_is_an_indicator(corpus_dir: Path) -> None:
    text = "".join(
        "".join(cell.lines)
        for page in _document(corpus_dir / GUANGZHOU).pages
        for grid in page.grids
        for cell in grid.cells
    )
    printed = len(re.findall("年度指标值[:：]", re.sub(r"\s", "", text)))
    assert len(_read(corpus_dir, GUANGZHOU).indicators) == printed > 0


@pytest.mark.slow
def test_lists_of_many_pages_name_the_project_of_every_indicator(corpus_dir: Path) -> None:
    reading = _read(corpus_dir, BEIJING)
    assert all(row.project_name for row in reading.indicators if row.scope == "project")
    (department,) = [goal for goal in reading.goals if goal.scope == "department"]
    assert department.budget_amount == Decimal("1108966196.02")  # 110,896.619602 万元
    first = [row for row in reading.indicators if row.page == 15]
    assert len(first) == 52  # rows counted on the page


@pytest.mark.slow
@pytest.mark.parametrize("name", [*WEIGHTED, GUANGZHOU, BEIJING])
def test_everything_is_loaded_or_listed(corpus_dir: Path, name: str) -> None:
    reading = _read(corpus_dir, name)
    assert {row.status for row in reading.coverage} <= {"loaded", "continuation", "empty"}
    assert len(reading.coverage) == len(reading.claimed)
    assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", repr(reading))
