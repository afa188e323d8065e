"""Corrections: both values are kept, and a correction that does not fit is no silent one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.audit.corrections import (
    Correction,
    CorrectionError,
    correct,
    correction_rows,
    fingerprint,
    read_corrections,
)
from pipeline.extract import extract
from pipeline.extraction import ExtractionSettings
from tests.audit.number_documents import BUNDLED
from tests.audit.seed_figures import disclosure

GIVEN = disclosure("002")
"""乌鲁木齐市医疗保障局 2022: prints 254.10 of project expenditure in the row of 208, whose classes have none."""

FITTING = Correction(
    org_name=GIVEN.facts.org_name, fiscal_year=2022, stage="budget", statement="expenditure_summary", code="208",
    measure="project", expect="254.10", amount=Decimal("0.00"), reason="各款均无项目支出", author="测试",
)  # fmt: skip

TEXT = """\
- org_name: 乌鲁木齐市医疗保障局
  fiscal_year: 2022
  stage: budget
  statement: expenditure_summary
  code: '208'
  measure: project
  expect: '254.10'
  amount: '0.00'
  reason: 各款均无项目支出
  author: 测试
"""


def test_only_the_named_cell_is_changed_and_keeps_its_print() -> None:
    cells, made = correct(GIVEN.cells, GIVEN.facts, [FITTING])
    changed = [(old, new) for old, new in zip(GIVEN.cells, cells, strict=True) if old != new]
    assert [(new.printed, old.amount, new.amount) for old, new in changed] == [
        ("254.10", Decimal("2541000.00"), Decimal("0.00"))
    ]
    (row,) = correction_rows(made)
    assert (row["printed"], row["printed_amount"], row["amount"]) == ("254.10", Decimal("2541000.00"), Decimal("0.00"))


def test_corrections_of_other_disclosures_change_nothing() -> None:
    assert correct(GIVEN.cells, GIVEN.facts, [replace(FITTING, fiscal_year=2023)]) == (GIVEN.cells, ())


@pytest.mark.parametrize(
    ("correction", "told"),
    [
        (replace(FITTING, expect="254.11"), "254.10 is printed"),
        (replace(FITTING, code="209"), "0 cells fit"),
        (replace(FITTING, code=None), "cells fit, one is expected"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(correction: Correction, told: str) -> None:
    with pytest.raises(CorrectionError, match=told):
        correct(GIVEN.cells, GIVEN.facts, [correction])


def test_the_files_of_a_folder_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(TEXT, encoding="utf-8")
    assert read_corrections(tmp_path) == (FITTING,)
    assert read_corrections(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TEXT.replace("  author: 测试\n", ""), "author is missing"),
        (TEXT.replace("'254.10'", "254.10"), "in quotes"),
        (TEXT + "  colour: red\n", "a mapping of"),
        (TEXT.replace("'0.00'", "'nothing'"), "no amount"),
        ("a: b\n", "a list"),
    ],
)
def test_a_file_that_says_something_else_is_refused(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CorrectionError, match=told):
        read_corrections(tmp_path)


def test_results_under_corrections_are_kept_apart() -> None:
    assert fingerprint(()) == ""
    assert fingerprint([FITTING]) != fingerprint([replace(FITTING, amount=Decimal(1))])
    assert ExtractionSettings().variant != ExtractionSettings(corrections=(FITTING,)).variant


def test_facts_take_the_correction_and_staging_does_not(inbox_dir: Path) -> None:
    extraction = extract(inbox_dir / BUNDLED[0], ExtractionSettings(corrections=(FITTING,)))
    assert extraction.quarantine is None

    def amounts(table: str, code: str) -> set[object]:
        rows = extraction.rows[table]
        return {
            row["amount"]
            for row in rows
            if row["statement"] == "expenditure_summary" and row[code] == "208" and row["measure"] == "project"
        }

    assert amounts("staging.statement_cell", "code") == {Decimal("2541000.00")}
    assert amounts("fact_expenditure", "function_code") == {Decimal("0.00")}
    assert len(extraction.rows["audit.correction"]) == 1


def test_a_document_whose_correction_does_not_fit_is_set_aside(inbox_dir: Path) -> None:
    wrong = replace(FITTING, expect="254.11")
    extraction = extract(inbox_dir / BUNDLED[0], ExtractionSettings(corrections=(wrong,)))
    assert extraction.quarantine is not None
    assert extraction.quarantine.stage == "corrections"
    assert "254.11" in extraction.quarantine.detail
