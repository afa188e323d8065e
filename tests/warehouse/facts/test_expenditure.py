"""fact_expenditure: whose money, what kind, and nothing counted twice."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from pipeline.warehouse.facts import facts
from pipeline.warehouse.facts.columns import Meaning, expenditure_meaning


def expenditure(cells: Any) -> list[dict[str, Any]]:
    return facts("d", cells)["fact_expenditure"]


def leaf_sums(rows: list[dict[str, Any]]) -> dict[tuple[str, str, str, str], Decimal]:
    sums: dict[tuple[str, str, str, str], Decimal] = {}
    for row in rows:
        if row["is_leaf"]:
            key = (row["statement"], row["kind"], row["funding_source"], row["basis"])
            sums[key] = sums.get(key, Decimal(0)) + row["amount"]
    return sums


@pytest.mark.parametrize(
    ("statement", "measure", "meaning"),
    [
        ("expenditure_summary", "total", Meaning("all", "total")),
        ("expenditure_summary", "superior_remittance", Meaning("all", "superior_remittance")),
        ("income_expenditure_summary", "total", Meaning("all", "total")),
        ("fiscal_appropriation_summary", "total", Meaning("fiscal_appropriation", "total")),
        ("fiscal_appropriation_summary", "government_fund", Meaning("government_fund", "total")),
        ("general_budget_expenditure", "basic", Meaning("general_budget", "basic")),
        ("general_budget_expenditure", "personnel", Meaning("general_budget", "personnel")),
        ("general_budget_basic", "total", Meaning("general_budget", "basic")),
        ("general_budget_basic", "operating", Meaning("general_budget", "operating")),
        ("general_budget_project", "total", Meaning("general_budget", "project")),
        ("general_budget_project", "302", Meaning("general_budget", "project", "302")),
        ("government_fund_expenditure", "project", Meaning("government_fund", "project")),
        ("state_capital_expenditure", "total", Meaning("state_capital", "total")),
        ("general_budget_expenditure", "basic_current_year", Meaning("general_budget", "basic", "", "current_year")),
        ("general_budget_expenditure", "carryover", Meaning("general_budget", "total", "", "carryover")),
    ],
)
def test_columns_mean(statement: str, measure: str, meaning: Meaning) -> None:
    assert expenditure_meaning(statement, measure) == meaning


@pytest.mark.parametrize(
    ("statement", "measure"),
    [
        ("income_summary", "total"),
        ("three_public", "total"),
        ("government_procurement", "total"),
        ("government_fund_expenditure", "income"),
        ("government_fund_expenditure", "closing_carryover"),
        ("expenditure_summary", "other"),
        ("expenditure_summary", "something_carryover"),
    ],
)
def test_columns_that_are_no_expenditure(statement: str, measure: str) -> None:
    assert expenditure_meaning(statement, measure) is None


def test_a_row_keeps_its_place_and_provenance(make_cell: Any) -> None:
    cell = make_cell("general_budget_expenditure", "行政运行", "7785000.00", code="2101501", measure="basic",
                     title="表五", row_no=10, printed="778.50", page=9, source_ref="p9")  # fmt: skip
    [row] = expenditure([cell])
    assert row == {
        "disclosure_id": "d", "statement": "general_budget_expenditure", "title": "表五", "section": "", "row_no": 10,
        "label": "行政运行", "unit_name": "", "measure": "basic", "basis": "budget", "amount": Decimal("7785000.00"),
        "printed": "778.50", "page": 9, "x0": 100.0, "top": 100.0, "x1": 150.0, "bottom": 110.0, "source_ref": "p9",
        "function_code": "2101501", "economic_code": "", "project_name": "", "funding_source": "general_budget",
        "kind": "basic", "money_year": "all", "is_leaf": True,
    }  # fmt: skip


def test_project_rows_count_by_economic_class_when_the_classes_make_the_total(make_cell: Any) -> None:
    def line(number: int, amounts: dict[str, str], **given: Any) -> list[Any]:
        return [make_cell("general_budget_project", given.get("project", "x"), amount, measure=measure, row_no=number,
                          x0=number * 10.0, **given) for measure, amount in amounts.items()]  # fmt: skip

    cells = [
        *line(1, {"total": "300.00", "302": "200.00", "310": "100.00"}, code="2101502"),
        *line(2, {"total": "300.00", "302": "200.00", "310": "100.00"}, code="2101502", project="楼"),
        *line(3, {"total": "50.00", "302": "20.00"}, code="2101506", project="网"),
        *line(4, {"total": "7.00"}, code="2101506", project="会"),
    ]
    counted = [
        (row["project_name"], row["economic_code"], row["amount"]) for row in expenditure(cells) if row["is_leaf"]
    ]
    assert counted == [
        ("楼", "302", Decimal("200.00")),
        ("楼", "310", Decimal("100.00")),
        ("网", "", Decimal("50.00")),
        ("会", "", Decimal("7.00")),
    ]


def test_a_figure_on_a_parent_alone_is_still_no_leaf(make_cell: Any) -> None:
    cells = [
        make_cell("expenditure_summary", "社保", "100.00", code="208", measure="project"),
        make_cell("expenditure_summary", "养老", "60.00", code="20805", measure="basic", row_no=2),
        make_cell("expenditure_summary", "医疗", "100.00", code="21011", measure="project", row_no=3),
    ]
    assert leaf_sums(expenditure(cells))[("expenditure_summary", "project", "all", "budget")] == Decimal("100.00")


def test_both_sides_of_a_summary_are_kept_apart(make_cell: Any) -> None:
    cells = [
        make_cell("income_expenditure_summary", "一般公共预算拨款", "9.00", section="income"),
        make_cell("income_expenditure_summary", "社会保障和就业支出", "9.00", section="expenditure", code="208"),
        make_cell("income_expenditure_summary", "支出总计", "9.00", section="expenditure", row_no=2),
    ]
    rows = expenditure(cells)
    assert [row["section"] for row in rows] == ["expenditure", "expenditure"]
    assert [row["is_leaf"] for row in rows] == [True, False]


def test_a_class_printed_by_its_name_gets_its_code(make_cell: Any) -> None:
    cells = [make_cell("income_expenditure_summary", name, "1.00", section="expenditure", row_no=number)
             for number, name in enumerate(("一般公共服务支出", "医疗卫生与计划生育支出", "行政运行"))]  # fmt: skip
    assert [row["function_code"] for row in expenditure(cells)] == ["201", "210", ""]


def test_rows_by_use_are_of_their_own_kind(make_cell: Any) -> None:
    names = (("208", "社保", "30.00"), ("", "基本支出", "20.00"), ("", "项目支出", "10.00"), ("", "人员经费", "15.00"),
             ("", "结转下年", "5.00"), ("", "支出总计", "35.00"))  # fmt: skip
    cells = [make_cell("income_expenditure_summary", name, amount, code=code, section="expenditure", row_no=number)
             for number, (code, name, amount) in enumerate(names)]  # fmt: skip
    sums = {key[1]: value for key, value in leaf_sums(expenditure(cells)).items()}
    assert sums == {"total": Decimal(30), "basic": Decimal(20), "project": Decimal(10), "personnel": Decimal(15)}
    closing = facts("d", cells)["fact_carryover"]
    assert [(row["position"], row["amount"]) for row in closing] == [("closing", Decimal("5.00"))]


def test_money_of_this_year_and_carried_over_is_counted_once(make_cell: Any) -> None:
    def cells(*measures: str) -> list[Any]:
        return [make_cell("general_budget_expenditure", "行政运行", "10.00", code="2101501", measure=measure,
                          x0=10.0 * number) for number, measure in enumerate(measures)]  # fmt: skip

    whole = expenditure(cells("basic", "basic_current_year", "basic_carryover"))
    assert [row["is_leaf"] for row in whole] == [True, False, False]
    parts = expenditure(cells("basic_current_year", "basic_carryover"))
    assert [row["is_leaf"] for row in parts] == [True, True]
    assert [row["money_year"] for row in parts] == ["current_year", "carryover"]


def test_percentages_and_columns_without_meaning_give_no_fact(make_cell: Any) -> None:
    cell = make_cell("expenditure_summary", "行政运行", "1.00", code="2101501")
    percent = replace(cell, amount=None, pct=Decimal(5), basis="change_pct")
    assert expenditure([percent, replace(cell, measure="other")]) == []


def test_unit_codes_are_no_function_codes(make_cell: Any) -> None:
    [row] = expenditure([make_cell("expenditure_summary", "某局", "1.00", code="125003")])
    assert row["function_code"] == ""


def test_economic_rows(make_cell: Any) -> None:
    cells = [
        make_cell("general_budget_basic", "工资福利支出", "30.00", code="301", measure="personnel"),
        make_cell("general_budget_basic", "基本工资", "30.00", code="30101", measure="personnel", row_no=2),
        make_cell("general_budget_basic", "合计", "30.00", measure="personnel", row_no=3),
    ]
    rows = expenditure(cells)
    assert [(row["economic_code"], row["function_code"], row["is_leaf"]) for row in rows] == [
        ("301", "", False),
        ("30101", "", True),
        ("", "", False),
    ]


def test_function_and_economic_code_in_one_row(make_cell: Any) -> None:
    cells = [
        make_cell("project_expenditure", "管理", "30.00", code="2101502"),
        make_cell("project_expenditure", "办公费", "30.00", code="2101502", economic_code="30201", row_no=2),
    ]
    rows = expenditure(cells)
    assert [(row["function_code"], row["economic_code"], row["kind"], row["is_leaf"]) for row in rows] == [
        ("2101502", "", "project", False),
        ("2101502", "30201", "project", True),
    ]


def test_expenditure_printed_as_a_block_of_its_own_is_not_lost(make_cell: Any) -> None:
    fund = "government_fund_expenditure"
    rows = expenditure(
        [
            make_cell(fund, "政府性基金收入", "9.00", section="income", row_no=1),
            make_cell(fund, "城乡社区支出", "9.00", section="expenditure", code="212", row_no=1),
        ]
    )
    assert [(row["function_code"], row["amount"], row["is_leaf"]) for row in rows] == [("212", Decimal("9.00"), True)]


def test_classes_of_function_and_of_the_economy_side_by_side_count_once(make_cell: Any) -> None:
    general = "general_budget_expenditure"
    rows = expenditure(
        [
            make_cell(general, "一般公共服务支出", "9.00", section="expenditure", code="201", row_no=1),
            make_cell(general, "工资福利支出", "9.00", section="expenditure", code="301", row_no=1),
        ]
    )
    assert [(row["function_code"], row["is_leaf"]) for row in rows] == [("201", True), ("", False)]
