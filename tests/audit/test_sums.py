"""Sums of children: by codes with and without gaps, by units, by projects, and by nothing but order."""

from __future__ import annotations

from dataclasses import replace

from pipeline.audit.hierarchy import check_kind_rows, check_sums
from pipeline.audit.model import FAILS, HOLDS, NOTHING_TO_CHECK, ROUNDING
from pipeline.audit.tables import Table, tables_of
from tests.audit.made_cells import cells, told

TREE = [
    ("210", "卫生健康支出", {"total": "30.00"}),
    ("21015", "医疗保障管理事务", {"total": "30.00"}),
    ("2101501", "行政运行", {"total": "10.00"}),
    ("2101505", "医疗保障政策管理", {"total": "20.00"}),
    ("221", "住房保障支出", {"total": "5.00"}),
    ("2210201", "住房公积金", {"total": "5.00"}),
    ("", "合计", {"total": "35.00"}),
]


def one(made: list) -> Table:
    (table,) = tables_of(made)
    return table


def test_levels_and_a_missing_level() -> None:
    checks = list(check_sums(one(cells("expenditure_summary", TREE))))
    assert told(checks) == [
        ("卫生健康支出", "total", HOLDS),
        ("医疗保障管理事务", "total", HOLDS),
        ("住房保障支出", "total", HOLDS),
        ("合计", "total", HOLDS),
    ]


def test_a_wrong_subtotal_breaks_its_own_sum_and_its_parent() -> None:
    wrong = [*TREE]
    wrong[1] = ("21015", "医疗保障管理事务", {"total": "31.00"})
    failed = [c for c in check_sums(one(cells("expenditure_summary", wrong))) if c.verdict == FAILS]
    assert {c.label for c in failed} == {"卫生健康支出", "医疗保障管理事务"}
    assert {c.difference for c in failed} == {10000, -10000}


def test_printing_to_two_decimals_is_rounding_and_more_is_not() -> None:
    rows = [
        ("301", "工资福利支出", {"total": "10.01"}),
        ("30101", "基本工资", {"total": "5.00"}),
        ("30102", "津贴", {"total": "5.00"}),
    ]
    assert told(list(check_sums(one(cells("general_budget_basic", rows))))) == [("工资福利支出", "total", ROUNDING)]
    rows[0] = ("301", "工资福利支出", {"total": "10.02"})
    assert told(list(check_sums(one(cells("general_budget_basic", rows))))) == [("工资福利支出", "total", FAILS)]


def test_a_blank_parent_is_nothing_to_check_and_blank_children_are_nothing() -> None:
    rows = [("208", "社保", {"total": "1.00", "project": "2.00"}), ("20805", "养老", {"total": "1.00"})]
    checks = list(check_sums(one(cells("expenditure_summary", rows))))
    assert ("社保", "project", FAILS) in told(checks)
    rows = [("208", "社保", {"total": "1.00"}), ("20805", "养老", {"total": "1.00", "project": "2.00"})]
    blank = [c for c in check_sums(one(cells("expenditure_summary", rows))) if c.actual is None]
    assert {c.verdict for c in blank} == {NOTHING_TO_CHECK}
    assert any("未印" in c.what for c in blank)


def test_each_unit_repeats_the_codes() -> None:
    made = []
    for at, (unit, amount) in enumerate((("甲局", "3.00"), ("乙中心", "4.00"))):
        head = cells("income_summary", [("", unit, {"total": amount})], unit_name=unit)
        body = cells("income_summary", [("208", "社保", {"total": amount}), ("2080505", "养老", {"total": amount})])
        made += [replace(c, row_no=c.row_no + 1 + 3 * at) for c in head]
        made += [replace(c, row_no=c.row_no + 2 + 3 * at) for c in body]
    made = cells("income_summary", [("", "合计", {"total": "7.00"})]) + made
    checks = list(check_sums(one(made)))
    assert all(check.verdict == HOLDS for check in checks)
    assert sum(check.label == "社保" for check in checks) == 2
    made[0] = replace(made[0], amount=made[0].amount * 2, printed="14.00")
    assert {c.label for c in check_sums(one(made)) if c.verdict == FAILS} == {"合计"}


def test_codes_repeated_without_names_of_units() -> None:
    rows = [
        ("208", "社保", {"total": "3.00"}), ("2080505", "养老", {"total": "3.00"}),
        ("208", "社保", {"total": "4.00"}), ("2080505", "养老", {"total": "4.00"}),
        ("", "合计", {"total": "7.00"}),
    ]  # fmt: skip
    assert [v for _, _, v in told(list(check_sums(one(cells("expenditure_summary", rows)))))] == [HOLDS] * 3


def test_projects_under_a_department_of_the_same_name_as_its_first_unit() -> None:
    made = cells("project_expenditure", [("", "合计", {"total": "9.00"})])
    made += [
        replace(c, row_no=2) for c in cells("project_expenditure", [("", "甲局", {"total": "9.00"})], unit_name="甲局")
    ]
    made += [
        replace(c, row_no=3) for c in cells("project_expenditure", [("", "甲局", {"total": "5.00"})], unit_name="甲局")
    ]
    made += [
        replace(c, row_no=4) for c in cells("project_expenditure", [("", "专网", {"total": "5.00"})], project="专网")
    ]
    made += [
        replace(c, row_no=5) for c in cells("project_expenditure", [("", "乙站", {"total": "4.00"})], unit_name="乙站")
    ]
    made += [
        replace(c, row_no=6) for c in cells("project_expenditure", [("", "宣传", {"total": "4.00"})], project="宣传")
    ]
    checks = list(check_sums(one(made)))
    assert checks
    assert all(check.verdict == HOLDS for check in checks)


def test_rows_that_sum_a_kind_below_economic_classes() -> None:
    rows = [
        ("301", "工资福利支出", {"personnel": "6.00"}), ("303", "对个人和家庭的补助", {"personnel": "1.00"}),
        ("302", "商品和服务支出", {"operating": "2.00"}), ("", "人员经费合计", {"personnel": "7.00"}),
        ("", "公用经费合计", {"operating": "2.50"}),
    ]  # fmt: skip
    assert told(list(check_kind_rows(one(cells("general_budget_basic", rows))))) == [
        ("人员经费合计", "personnel", HOLDS),
        ("公用经费合计", "operating", FAILS),
    ]
