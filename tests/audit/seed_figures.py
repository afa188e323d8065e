"""The bundled disclosures as input of the audit, from what a person read in them (`tests/expected`)."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from seed_reader import EXPECTED, read_csv

from pipeline.audit.model import AuditInput
from pipeline.narrative.facts import DocumentFacts
from pipeline.narrative.model import BudgetChange, NarrativeReading, Source
from pipeline.performance.model import PerformanceGoal, PerformanceIndicator, PerformanceReading
from pipeline.statements.model import StatementCell

DOCUMENTS = {row["seed"]: row for row in read_csv(EXPECTED / "documents.csv")}
NOWHERE: dict[str, Any] = {"page": None, "x0": None, "top": None, "x1": None, "bottom": None, "source_ref": ""}


def _rows(kind: str, seed: str) -> list[dict[str, str]]:
    path = EXPECTED / f"{kind}_{seed}.csv"
    return read_csv(path) if path.exists() else []


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


@cache
def disclosure(seed: str) -> AuditInput:
    """All figures of one bundled disclosure that a person read."""
    document = DOCUMENTS[seed]
    facts = DocumentFacts(
        org_name=document["org_name"], fiscal_year=int(document["fiscal_year"]), stage=document["stage"]
    )
    cells = tuple(_cell(row) for row in _rows("statement_cells", seed))
    changes = [_change(row) for row in _rows("changes", seed)]
    indicators = tuple(_indicator(at, row) for at, row in enumerate(_rows("indicators", seed), start=1))
    goals = tuple(_goal(at, row) for at, row in enumerate(_rows("goals", seed), start=1))
    return AuditInput(cells, facts, (), PerformanceReading(goals, indicators), NarrativeReading(budget_changes=changes))


def _cell(row: dict[str, str]) -> StatementCell:
    return StatementCell(
        statement=row["statement"], title=row["statement"], section=row["section"], row_no=int(row["row_no"]),
        code=row["code"], economic_code=row["economic_code"], label=row["label"], project=row["project"],
        unit_name=row["unit_name"], measure=row["measure"], measure_printed=row["measure"], basis=row["basis"],
        amount=Decimal(row["amount"]), pct=None, printed=row["printed"], **NOWHERE,
    )  # fmt: skip


def _change(row: dict[str, str]) -> BudgetChange:
    return BudgetChange(
        subject=row["subject"], section="", funding_source=row["funding_source"], function_code=row["function_code"],
        economic_code="", subject_printed=row["subject_name"], compared_with=row["compared_with"],
        amount=_number(row["amount"]), base_amount=_number(row["base_amount"]), direction="",
        change_amount=_number(row["change_amount"]), change_pct=_number(row["change_pct"]), completion_pct=None,
        condition="", reason="", source=Source(sentence="", **NOWHERE),
    )  # fmt: skip


def _indicator(number: int, row: dict[str, str]) -> PerformanceIndicator:
    texts = {
        name: row.get(name, "")
        for name in (
            "level1_name", "level2_name", "level3_name", "operator", "target_unit", "target_printed", "basis",
            "prior_printed", "scoring_rule", "evidence", "actual_printed", "deviation_reason",
        )
    }  # fmt: skip
    return PerformanceIndicator(
        row_no=number, scope=row["scope"], project_name=row["project_name"], title="", activity="", table_no=1,
        target_value=None, period_target_printed="", weight=_number(row["weight"]), explanation="", is_core="",
        actual_value=None, score=_number(row["score"]), score_rate=None, remark="", **texts, **NOWHERE,
    )  # fmt: skip


def _goal(number: int, row: dict[str, str]) -> PerformanceGoal:
    amounts = {
        name: _number(row[name])
        for name in (
            "budget_amount", "fiscal_amount", "other_amount", "initial_budget_amount", "executed_amount",
            "execution_rate", "execution_weight", "execution_score", "score",
        )
    }  # fmt: skip
    return PerformanceGoal(
        row_no=number, scope=row["scope"], project_name=row["project_name"], title="", unit_name=row["unit_name"],
        department_name="", goal="", goal_actual="", overview="", total_weight=None, grade="", table_no=1,
        **amounts, **NOWHERE,
    )  # fmt: skip
