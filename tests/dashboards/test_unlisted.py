"""Money that no row of a function carries stands in every chart by function, so that shares are shares of the total."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.dashboards.queries.scope import Period
from pipeline.warehouse import build, publish
from tests.dashboards.conftest import Run, ask, drawn, words
from tests.warehouse.conftest import _cell, _document


def budget(name: str, total: str, *rows: str) -> Any:
    """A budget that prints this total above rows of 教育支出."""
    spent = [_cell("expenditure_summary", "合计", total)]
    for number, amount in enumerate(rows, start=2):
        code = f"205020{number}"
        spent.append(_cell("expenditure_summary", code, amount, code=code, row_no=number, top=100.0 + 10 * number))
    income = _cell("income_expenditure_summary", "一般公共预算", total, section="income")
    return _document(f"{name}.pdf", [*spent, income], org_name=name)


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    made = [
        budget("甲县教育局", "1000000.00", "100000.00", "150000.00"),
        budget("乙县教育局", "500100.00", "200000.00", "300000.00"),  # within rounding
    ]
    return publish(build(made, None, tmp_path))


def test_the_overview_has_a_tile_for_what_only_the_totals_have(run: Run, warehouse: Path) -> None:
    page = run("overview", warehouse=warehouse, period=Period(2026, "budget"))
    tiles = {(tile["group"], tile["name"]): tile for tile in drawn(page, "tiles")}
    assert tiles["未列科目", "只在合计中"]["amount"] == "75.00"
    assert tiles["未列科目", "只在合计中"]["share"] == "50.0%"
    assert "未列科目 · 50.0%" in words(page)
    english = drawn(run("overview", "en", warehouse=warehouse, period=Period(2026, "budget")), "tiles")
    assert ("no function class", "in the total only") in {(tile["group"], tile["name"]) for tile in english}


def test_an_organization_has_a_step_for_it_and_no_balance(run: Run, warehouse: Path) -> None:
    ((org_id,),) = ask(warehouse, "SELECT org_id FROM mart.budget WHERE org_name = '甲县教育局'")
    bars = drawn(run("organization", warehouse=warehouse, org=org_id), "bars")
    assert [(bar["label"], bar["amount"]) for bar in bars] == [
        ("一般公共预算", "100.00"), ("收入总计", "100.00"), ("教育支出", "25.00"), ("未列科目", "75.00"),
    ]  # fmt: skip


def test_rounding_is_no_missing_money(run: Run, warehouse: Path) -> None:
    ((org_id,),) = ask(warehouse, "SELECT org_id FROM mart.budget WHERE org_name = '乙县教育局'")
    labels = [bar["label"] for bar in drawn(run("organization", warehouse=warehouse, org=org_id), "bars")]
    assert "未列科目" not in labels


def test_the_structure_of_a_budget_has_it_too(run: Run, warehouse: Path) -> None:
    bars = drawn(run("compare", warehouse=warehouse, measure="share", kind=1), "bars")
    assert {(bar["place"], bar["series"]): bar["amount"] for bar in bars}["甲县教育局", "未列科目"] == "75.00"
