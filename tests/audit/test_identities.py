"""Identities between columns, sides, statements and the three public expenses, each on the smallest statement."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.audit.across import check_across
from pipeline.audit.balance import check_balance
from pipeline.audit.columns import check_columns, ratio
from pipeline.audit.income import check_income
from pipeline.audit.model import FAILS, HOLDS, NOTHING_TO_CHECK
from pipeline.audit.precision import precision_of
from pipeline.audit.spending import check_spending
from pipeline.audit.tables import Amount, tables_of
from pipeline.statements.model import StatementCell
from tests.audit.made_cells import cells, told


@pytest.mark.parametrize(
    ("figures", "rule"),
    [
        ({"total": "9.00", "basic": "5.00", "project": "4.00"}, "total_of_kinds"),
        ({"total": "9.00", "personnel": "5.00", "operating": "1.00", "project": "3.00"}, "total_of_kinds"),
        ({"basic": "9.00", "personnel": "5.00", "operating": "4.00"}, "basic_of_parts"),
        (
            {"fiscal_appropriation": "9.00", "general_budget": "5.00", "general_budget_transfer": "4.00"},
            "fiscal_of_budgets",
        ),
        (
            {"total": "9.00", "fiscal_appropriation": "5.00", "general_budget": "5.00", "unit_funds": "4.00"},
            "total_of_sources",
        ),
        ({"total": "9.00", "current_year": "5.00", "general_budget": "5.00", "carryover": "4.00"}, "total_of_years"),
        ({"total": "9.00", "301": "5.00", "302": "4.00"}, "total_of_classes"),
        ({"total": "9.00", "fiscal": "5.00", "fiscal_project": "5.00", "non_fiscal": "4.00"}, "carryover_of_parts"),
    ],
)
def test_a_column_is_the_sum_of_its_parts(figures: dict[str, str], rule: str) -> None:
    (table,) = tables_of(cells("expenditure_summary", [("210", "卫生健康支出", figures)]))
    assert HOLDS in [verdict for _, _, verdict in told(list(check_columns(table)), rule)]
    first = next(iter(figures))
    wrong = {**figures, first: "9.10"}
    (table,) = tables_of(cells("expenditure_summary", [("210", "卫生健康支出", wrong)]))
    assert FAILS in [verdict for _, _, verdict in told(list(check_columns(table)), rule)]


def test_a_column_not_understood_is_a_part_where_most_rows_say_so() -> None:
    rows = [
        (f"21{n}", "某", {"total": f"{n + 3}.00", "general_budget": f"{n}.00", "other": "3.00"}) for n in range(1, 6)
    ]
    rows[2] = ("213", "某", {"total": "6.50", "general_budget": "3.00", "other": "3.00"})
    (table,) = tables_of(cells("income_summary", rows))
    assert [v for _, _, v in told(list(check_columns(table)), "total_of_sources")] == [
        HOLDS,
        HOLDS,
        FAILS,
        HOLDS,
        HOLDS,
    ]


def test_change_and_percent_of_a_statement() -> None:
    figures = {"total/budget": "9.00", "total/prior_budget": "6.00", "total/change": "3.00"}
    (table,) = tables_of(cells("general_budget_expenditure", [("210", "卫生健康支出", figures)]))
    assert told(list(check_columns(table)), "change_is_difference") == [("卫生健康支出", "total", HOLDS)]
    amounts = next(iter(table.rows)).amounts
    by_basis = {column.basis: amount for column, amount in amounts.items()}
    assert ratio(by_basis["change"], by_basis["prior_budget"], "50.00%")[0] == Decimal("50.00")
    nothing = by_basis["prior_budget"]._replace(value=Decimal(0))
    assert ratio(by_basis["change"], nothing, "100%")[0] is None


def summary(income: list, expenditure: list, statement: str = "income_expenditure_summary") -> list[StatementCell]:
    left = cells(statement, [("", label, {"total": figure}) for label, figure in income], section="income")
    right = cells(
        statement, [(code, label, {"total": figure}) for code, label, figure in expenditure], section="expenditure"
    )
    return left + right


INCOME = [
    ("财政拨款收入", "8.00"), ("一般公共预算拨款收入", "6.00"), ("政府性基金预算拨款收入", "2.00"),
    ("其他收入", "1.00"), ("本年收入合计", "9.00"), ("上年结转", "1.00"), ("收入总计", "10.00"),
]  # fmt: skip
EXPENDITURE = [
    ("208", "社会保障和就业支出", "4.00"), ("210", "卫生健康支出", "5.00"), ("", "本年支出合计", "9.00"),
    ("", "结转下年", "1.00"), ("", "支出总计", "10.00"),
]  # fmt: skip


def test_both_sides_of_a_summary() -> None:
    checks = list(check_balance(tables_of(summary(INCOME, EXPENDITURE))))
    assert {c.rule for c in checks} == {"side_of_items", "side_total", "item_of_parts", "income_equals_expenditure"}
    assert {c.verdict for c in checks} == {HOLDS}


@pytest.mark.parametrize("at", range(len(INCOME)))
def test_no_figure_of_a_side_is_free(at: int) -> None:
    wrong = [*INCOME]
    wrong[at] = (wrong[at][0], "7.77")
    assert FAILS in [c.verdict for c in check_balance(tables_of(summary(wrong, EXPENDITURE)))]


def test_years_money_at_the_head_of_a_side() -> None:
    income = [("本年收入", "9.00"), ("一般公共预算资金", "9.00"), ("上年结转", "1.00"), ("收入合计", "10.00")]
    expenditure = [("", "本年支出", "10.00"), ("210", "卫生健康支出", "10.00"), ("", "支出合计", "10.00")]
    checks = list(check_balance(tables_of(summary(income, expenditure))))
    assert {c.verdict for c in checks} == {HOLDS}


def test_totals_and_classes_over_statements() -> None:
    made = summary(INCOME, EXPENDITURE)
    made += cells(
        "expenditure_summary",
        [("208", "社保", {"total": "4.00"}), ("210", "卫生", {"total": "5.00"}), ("", "合计", {"total": "9.00"})],
    )
    assert {c.verdict for c in check_across(tables_of(made))} == {HOLDS}
    made[-1] = made[-1].__class__(
        **{**{f: getattr(made[-1], f) for f in made[-1].__slots__}, "printed": "9.50", "amount": Decimal(95000)}
    )
    assert [c.rule for c in check_across(tables_of(made)) if c.verdict == FAILS] == ["same_total"]


def test_a_class_named_otherwise_in_another_statement() -> None:
    made = summary(INCOME, [("201", "一般公共服务支出", "4.00"), *EXPENDITURE[1:]])
    made += cells(
        "expenditure_summary",
        [("208", "社保", {"total": "4.00"}), ("210", "卫生", {"total": "5.00"}), ("", "合计", {"total": "9.00"})],
    )
    failed = [c for c in check_across(tables_of(made)) if c.verdict == FAILS]
    assert {c.code for c in failed} == {"201", "208"}


def test_income_over_statements() -> None:
    made = summary(INCOME, EXPENDITURE)
    made += cells(
        "income_summary",
        [
            (
                "",
                "合计",
                {
                    "total": "10.00",
                    "general_budget": "6.00",
                    "government_fund": "2.00",
                    "other_income": "1.00",
                    "carryover": "1.00",
                },
            )
        ],
    )
    checks = list(check_income(tables_of(made), "budget"))
    assert len(checks) == 5
    assert {c.verdict for c in checks} == {HOLDS}


def test_three_public_down_and_across() -> None:
    items = [
        ("total", "合计", "6.00"), ("abroad", "出国", "1.00"), ("vehicle", "车", "3.00"), ("reception", "接待", "2.00"),
        ("vehicle_purchase", "购置", "0.00"), ("vehicle_operation", "运行", "3.00"),
    ]  # fmt: skip
    down = cells("three_public", [(code, label, {"total": figure}) for code, label, figure in items])
    basic = cells(
        "general_budget_basic",
        [
            ("302", "商品和服务支出", {"total": "5.00"}),
            ("30217", "公务接待费", {"total": "1.50"}),
            ("30231", "运行维护费", {"total": "4.00"}),
        ],
    )
    checks = list(check_spending(tables_of(down + basic)))
    assert told(checks, "three_public_total") == [("合计", "total", HOLDS)]
    assert told(checks, "three_public_vehicles") == [("车", "total", HOLDS)]
    by_item = {c.label: c.verdict for c in checks if c.rule == "three_public_class"}
    assert by_item["接待"] == NOTHING_TO_CHECK  # 2.00 against 1.50 of basic expenditure: projects may pay the rest
    assert by_item["运行"] == FAILS  # 3.00 against 4.00


def test_precision_of_a_statement_that_drops_zeros() -> None:
    made = cells("expenditure_summary", [("208", "甲", {"total": "1208.25"}), ("210", "乙", {"total": "70"})])
    precision = precision_of(made)
    assert precision.factor == 10000
    assert precision.step("70") == 100
    yuan = cells(
        "expenditure_summary",
        [("208", "甲", {"total": "480544221.6"}), ("210", "乙", {"total": "18941962.57"})],
        unit=1,
    )
    assert precision_of(yuan).step("480544221.6") == Decimal("0.1")
    assert precision_of(yuan).step("18941962.57") == Decimal("0.01")


def test_an_amount_knows_its_place() -> None:
    (table,) = tables_of(cells("expenditure_summary", [("208", "甲", {"total": "1.00"})]))
    amount = next(iter(table.rows[0].amounts.values()))
    assert isinstance(amount, Amount)
    assert (amount.value, amount.step, amount.spot.printed) == (10000, 100, "1.00")
