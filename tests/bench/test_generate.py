"""Synthetic disclosures: their sums hold, the same seed gives the same bytes, and the project reads every figure."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

pytest.importorskip("reportlab", reason="the extra `bench` is not installed")

from bench.budgets import BLANK, Line, budget
from bench.generate import write
from pipeline.extract import extract

KEY = ("statement", "section", "code", "project", "measure")


def _within(lines: tuple[Line, ...], head: Line, measure: str) -> int:
    """What the rows one level below a row add up to."""
    below = [line for line in lines if line.code.startswith(head.code) and len(line.code) == len(head.code) + 2]
    return sum(line.amounts[measure] for line in below if line.amounts[measure] != BLANK)


@pytest.mark.parametrize("number", [0, 7, 1234])
def test_details_make_heads_and_heads_make_totals(number: int) -> None:
    statements = {statement.name: statement for statement in budget(number, seed=3).statements}
    lines = statements["expenditure_summary"].lines
    total = lines[-1].amounts
    heads = [line for line in lines if len(line.code) == 3]
    assert len(heads) >= 3
    assert sum(head.amounts["total"] for head in heads) == total["total"] == total["basic"] + total["project"]
    for head in (line for line in lines if 3 <= len(line.code) < 7):
        assert _within(lines, head, "total") == head.amounts["total"]
    basic = statements["general_budget_basic"].lines[-1].amounts
    assert basic["total"] == basic["personnel"] + basic["operating"] == total["basic"]
    assert statements["general_budget_project"].lines[-1].amounts["total"] == total["project"]


def test_the_same_seed_gives_the_same_files_and_another_seed_others(tmp_path: Path) -> None:
    one, again, other = (write(2, seed, tmp_path / name) for name, seed in (("a", 5), ("b", 5), ("c", 6)))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in again]
    assert [path.name for path in one] == [path.name for path in other]
    assert all(path.read_bytes() != there.read_bytes() for path, there in zip(one, other, strict=True))


def test_every_printed_figure_is_read_and_nothing_else(tmp_path: Path) -> None:
    (path,) = write(1, 1, tmp_path)
    with path.with_suffix(".csv").open(encoding="utf-8") as stream:
        truth = Counter((*(row[name] for name in KEY), Decimal(row["amount"])) for row in csv.DictReader(stream))
    rows = extract(path).rows
    assert Counter((*(row[name] for name in KEY), row["amount"]) for row in rows["staging.statement_cell"]) == truth
    assert not rows["audit.finding"]
    assert rows["dim_disclosure"][0]["org_name"] == "清河市甲区医疗保障局"
    assert rows["dim_disclosure"][0]["fiscal_year"] == 2020
