"""The four bundled budgets: leaves against the totals that the documents print, from cells read off their text."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.statements.model import StatementCell
from pipeline.warehouse.facts import facts
from schemas import TABLES, frame, problems

SEEDS = ("000", "001", "002", "003")
TOTALS = ("总计", "合计", "支出总计")


def made(seed: str, root: Path) -> dict[str, list[dict[str, Any]]]:
    path = root / "tests" / "expected" / f"statement_cells_{seed}.csv"
    with path.open(encoding="utf-8") as lines:
        cells = [_cell(row, float(number)) for number, row in enumerate(csv.DictReader(lines))]
    return facts("d", cells)


def _cell(row: dict[str, str], position: float) -> StatementCell:
    given: dict[str, Any] = {**row, "row_no": int(row["row_no"]), "amount": Decimal(row["amount"])}
    fixed = {"title": "", "measure_printed": "", "pct": None, "page": 1, "x0": position, "top": 0.0, "x1": 0.0,
             "bottom": 0.0, "source_ref": "p1"}  # fmt: skip
    return StatementCell(**{**fixed, **given})


@pytest.mark.parametrize("seed", SEEDS)
def test_facts_keep_their_declarations(seed: str, root: Path) -> None:
    for name, rows in made(seed, root).items():
        assert problems(TABLES[name], frame(TABLES[name], rows)) == [], name


@pytest.mark.parametrize("seed", SEEDS)
def test_leaves_make_the_printed_total_of_every_column(seed: str, root: Path) -> None:
    rows = made(seed, root)["fact_expenditure"]
    leaves: dict[tuple[str, ...], list[Decimal]] = {}
    totals: dict[tuple[str, ...], Decimal] = {}
    for row in rows:
        key = (row["statement"], row["kind"], row["funding_source"], row["basis"])
        if row["is_leaf"]:
            leaves.setdefault(key, []).append(row["amount"])
        if row["label"] in TOTALS and not row["economic_code"]:
            totals[key] = row["amount"]
    assert len(totals) >= 10
    for key, total in totals.items():
        assert abs(sum(leaves[key]) - total) <= 50 * (len(leaves[key]) + 1), key


@pytest.mark.parametrize("seed", SEEDS)
def test_income_leaves_of_the_summary_make_its_total(seed: str, root: Path) -> None:
    rows = [row for row in made(seed, root)["fact_income"] if row["statement"] == "income_expenditure_summary"]
    [total] = [row["amount"] for row in rows if row["funding_source"] == "all"]
    assert sum(row["amount"] for row in rows if row["is_leaf"]) == total
    assert "unclassified" not in {row["funding_source"] for row in rows}


def test_every_amount_of_the_fact_statements_becomes_a_fact(root: Path) -> None:
    for seed in SEEDS:
        path = root / "tests" / "expected" / f"statement_cells_{seed}.csv"
        with path.open(encoding="utf-8") as lines:
            expected = sum(1 for _ in csv.DictReader(lines))
        assert sum(len(rows) for rows in made(seed, root).values()) == expected, seed
