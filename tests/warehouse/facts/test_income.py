"""fact_income: columns name the source in the income statement, rows do in the summaries."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from pipeline.warehouse.facts import facts
from pipeline.warehouse.facts.vocabulary import income_source, vocabulary
from schemas.values import FUNDING_SOURCES


@pytest.fixture
def summary(make_cell: Any) -> Any:  # a function
    """`summary((label, amount), ...)`: fact_income of the income side of a summary."""

    def make(*items: tuple[str, str], statement: str = "income_expenditure_summary") -> Sequence[dict[str, Any]]:
        cells = [make_cell(statement, label, amount, section="income", row_no=number)
                 for number, (label, amount) in enumerate(items, start=1)]  # fmt: skip
        return facts("d", cells)["fact_income"]

    return make


def counted(rows: Sequence[dict[str, Any]]) -> dict[str, Decimal]:
    return {row["funding_source"]: row["amount"] for row in rows if row["is_leaf"]}


def test_the_summary_of_a_2026_budget(summary: Any) -> None:
    rows = summary(
        ("本年收入", "457.50"), ("一般公共预算拨款", "457.50"), ("一般财力", "357.50"),
        ("上级一般公共预算安排转移支付", "100.00"), ("收入总计", "457.50"),
    )  # fmt: skip
    assert [row["funding_source"] for row in rows] == [
        "current_year_income", "general_budget", "general_budget_own", "general_budget_transfer", "all",
    ]  # fmt: skip
    assert counted(rows) == {"general_budget_own": Decimal("357.50"), "general_budget_transfer": Decimal("100.00")}
    assert rows[0]["item"] == "本年收入"


def test_the_summary_of_a_2022_budget(summary: Any) -> None:
    rows = summary(
        ("财政拨款（补助）", "10.00"), ("一般公共预算", "10.00"), ("事业收入", "2.00"), ("收入总计", "12.00")
    )
    assert counted(rows) == {"general_budget": Decimal("10.00"), "business_income": Decimal("2.00")}


def test_below_the_carry_over_the_same_names_mean_carried_money(summary: Any) -> None:
    rows = summary(
        ("本年收入", "5.00"), ("一般公共预算拨款", "5.00"), ("上年结转结余", "4.00"), ("财政拨款结转", "3.00"),
        ("一般公共预算拨款", "3.00"), ("非财政拨款结转结余", "1.00"), ("单位资金", "1.00"), ("收入总计", "9.00"),
    )  # fmt: skip
    assert counted(rows) == {
        "general_budget": Decimal("5.00"),
        "general_budget_carryover": Decimal("3.00"),
        "unit_funds_carryover": Decimal("1.00"),
    }


def test_carry_over_before_the_income_of_the_year(summary: Any) -> None:
    rows = summary(("上年结转", "1.00"), ("本年收入", "2.00"), ("一般公共预算拨款", "2.00"), ("收入总计", "3.00"))
    assert counted(rows) == {"carryover": Decimal("1.00"), "general_budget": Decimal("2.00")}


def test_an_unknown_item_counts_only_when_the_total_needs_it(summary: Any) -> None:
    needed = summary(("一般公共预算拨款", "5.00"), ("捐赠彩票等", "2.00"), ("收入总计", "7.00"))
    assert counted(needed) == {"general_budget": Decimal("5.00"), "unclassified": Decimal("2.00")}
    detail = summary(("一般公共预算拨款", "7.00"), ("捐赠彩票等", "2.00"), ("收入总计", "7.00"))
    assert counted(detail) == {"general_budget": Decimal("7.00")}


def test_totals_of_the_fiscal_summary_are_fiscal(summary: Any) -> None:
    rows = summary(
        ("本年收入", "5.00"),
        ("一般公共预算拨款", "5.00"),
        ("收入总计", "5.00"),
        statement="fiscal_appropriation_summary",
    )
    assert [row["funding_source"] for row in rows] == ["fiscal_appropriation", "general_budget", "fiscal_appropriation"]
    assert [row["is_leaf"] for row in rows] == [False, True, False]


def test_columns_across_name_the_fund(make_cell: Any) -> None:
    cells = [
        make_cell("fiscal_appropriation_summary", label, "1.00", section="income", row_no=number, measure=measure)
        for number, label in enumerate(("本年收入", "上年结转"))
        for measure in ("total", "government_fund")
    ]
    rows = facts("d", cells)["fact_income"]
    assert [row["funding_source"] for row in rows] == [
        "fiscal_appropriation", "government_fund", "carryover", "government_fund_carryover",
    ]  # fmt: skip


def test_the_income_statement(make_cell: Any) -> None:
    cells = [
        make_cell("income_summary", label, "1.00", code=code, row_no=number, measure=measure)
        for number, (code, label) in enumerate((("208", "社保"), ("2080505", "养老保险"), ("", "总计")), start=1)
        for measure in ("total", "general_budget", "carryover", "other")
    ]
    rows = facts("d", cells)["fact_income"]
    assert [row["funding_source"] for row in rows[:4]] == ["all", "general_budget", "carryover", "unclassified"]
    assert [row["function_code"] for row in rows[::4]] == ["208", "2080505", ""]
    assert [row["is_leaf"] for row in rows[::4]] == [False, True, False]
    assert {row["item"] for row in rows} == {""}


def test_income_beside_the_expenditure_of_a_fund(make_cell: Any) -> None:
    cells = [
        make_cell("government_fund_expenditure", "彩票公益金", "1.00", code="22960", measure=measure, x0=10.0 * number)
        for number, measure in enumerate(("opening_carryover", "income", "total", "closing_carryover"))
    ]
    made = facts("d", cells)
    assert [(row["funding_source"], row["is_leaf"]) for row in made["fact_income"]] == [("government_fund", True)]
    assert [row["measure"] for row in made["fact_expenditure"]] == ["total"]
    assert [(row["position"], row["funding_source"]) for row in made["fact_carryover"]] == [
        ("opening", "government_fund"),
        ("closing", "government_fund"),
    ]


@pytest.mark.parametrize(
    ("label", "source"),
    [
        ("一般公共预算财政拨款收入", "general_budget"),
        ("政府性基金预算拨款收入", "government_fund"),
        ("国有资本经营预算财政拨款", "state_capital"),
        ("财政专户管理资金收入", "fiscal_special_account"),
        ("财政专户（教育收费）", "fiscal_special_account"),
        ("事业收入（不含教育收费）", "business_income"),
        ("事业单位经营收入", "operating_income"),
        ("上级补助收入", "superior_subsidy"),
        ("附属单位上缴收入", "affiliate_remittance"),
        ("其他收入", "other_income"),
        ("使用非财政拨款结余", "surplus_used"),
        ("年初财政拨款结转和结余", "fiscal_carryover"),
        ("年初结转和结余", "carryover"),
        ("收入总计", "all"),
        ("本年收入合计", "current_year_income"),
        ("车辆购置", ""),
    ],
)
def test_items_of_other_provinces(label: str, source: str) -> None:
    assert income_source(label) == source


def test_every_pattern_leads_to_a_known_source() -> None:
    assert set(vocabulary()["income_items"]) <= set(FUNDING_SOURCES)


def test_a_part_of_a_source_does_not_stand_for_the_whole(summary: Any) -> None:
    rows = summary(
        ("财政拨款收入", "1000.00"), ("政府性基金预算财政拨款", "0.00"), ("事业收入", "10.00"),
        ("本年收入合计", "1010.00"), ("总计", "1010.00"),
    )  # fmt: skip
    assert counted(rows) == {"fiscal_appropriation": Decimal("1000.00"), "business_income": Decimal("10.00")}
    rows = summary(("一般公共预算拨款收入", "100.00"), ("上级一般公共预算转移支付", "30.00"), ("收入总计", "100.00"))
    assert counted(rows) == {"general_budget": Decimal("100.00")}


def test_a_balance_counts_beside_money_carried_over_with_parts_of_its_own(summary: Any) -> None:
    rows = summary(
        ("一般公共预算拨款收入", "50.00"), ("本年收入合计", "50.00"), ("上年实户资金余额", "4.00"),
        ("上年结转", "1.00"), ("财政拨款资金结转", "1.00"), ("收入总计", "55.00"),
    )  # fmt: skip
    assert [row["item"] for row in rows if row["is_leaf"]] == [
        "一般公共预算拨款收入", "上年实户资金余额", "财政拨款资金结转",
    ]  # fmt: skip


def test_without_a_total_that_tells_the_parts_count(summary: Any) -> None:
    rows = summary(("财政拨款收入", "100.00"), ("政府性基金预算财政拨款", "10.00"))
    assert counted(rows) == {"government_fund": Decimal("10.00")}
