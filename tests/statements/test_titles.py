"""Titles are recognised by what they say, in any of the forms agencies use."""

from __future__ import annotations

import pytest

from pipeline.statements.titles import classify, declares_empty, find_title, read_title
from pipeline.statements.units import read_unit


@pytest.mark.parametrize(
    ("title", "statement"),
    [
        ("部门收支总体情况表", "income_expenditure_summary"),
        ("收入支出决算总表", "income_expenditure_summary"),
        ("2026年度收支预算总表", "income_expenditure_summary"),
        ("部门公开表1 部门收支总表", "income_expenditure_summary"),
        ("预算02表 收入总表", "income_summary"),
        ("收入决算表", "income_summary"),
        ("本年支出总体情况表", "expenditure_summary"),
        ("公开03表 支出决算表", "expenditure_summary"),
        ("财政拨款收入支出决算总表", "fiscal_appropriation_summary"),
        ("财政拨款支出表（功能科目）", "fiscal_appropriation_expenditure"),
        ("财政拨款基本支出表（经济科目）", "fiscal_appropriation_basic"),
        ("一般公共预算财政拨款支出决算表", "general_budget_expenditure"),
        ("一般公共预算财政拨款收入支出决算表", "general_budget_expenditure"),
        ("一般公共预算支出表（按功能分类）", "general_budget_expenditure"),
        ("2022年部门综合预算一般公共预算支出明细表（按支出功能分类科目-不含上年结转）", "general_budget_expenditure"),
        ("一般公共预算支出表（按经济分类）", "economic_class_expenditure"),
        ("一般公共预算基本支出部门预算经济分类预算表", "general_budget_basic"),
        ("一般公共预算项目支出情况表", "general_budget_project"),
        ("政府性基金预算财政拨款收入支出决算表", "government_fund_expenditure"),
        ("国有资本经营预算支出预算表", "state_capital_expenditure"),
        ("财政拨款“三公”经费支出情况表", "three_public"),
        ("一般公共预算“三公”经费、会议费、培训费支出表", "three_public"),
        ("财政拨款委托业务费支出情况表", "commissioned_service"),
        ("上年结转结余情况表", "carryover"),
        ("财政拨款上年结转资金支出表", "carryover"),
        ("部门预算项目支出及其他支出预算表", "project_expenditure"),
        ("专项业务经费支出表（不含上年结转）", "project_expenditure"),
        ("政府采购预算明细表", "government_procurement"),
        ("财政拨款政府购买服务明细表", "purchased_services"),
        ("一般公共预算机关运行经费支出预算表", "operating_expense"),
        ("基本支出预算情况表", "other"),
    ],
)
def test_a_title_names_its_statement(title: str, statement: str) -> None:
    assert classify(title) == statement


@pytest.mark.parametrize(
    "line",
    ["具体情况如下表", "单位：万元", "编制部门：某市某局", "公开01表", "收入较上年增加，主要原因是人员增加。", "表1"],
)
def test_what_is_no_title_is_none(line: str) -> None:
    assert read_title(line, above_grid=True) is None


def test_performance_tables_are_no_statements() -> None:
    title = read_title("项目支出绩效目标表", above_grid=True)
    assert title is not None
    assert title.ignored


def test_a_title_broken_over_two_lines_is_joined() -> None:
    title = find_title(["2026年一般公共预算财政拨款“三公”经费", "支出情况表", "单位：万元"])
    assert title is not None
    assert title.statement == "three_public"


def test_the_nearest_title_counts() -> None:
    title = find_title(["部门预算公开表", "表2", "收入总表", "单位：元"])
    assert title is not None
    assert title.statement == "income_summary"


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("单位：万元", "万元"),
        ("金额单位：元", "元"),
        ("单位 : 千元", "千元"),
        ("编制单位：某局 单位:万元", "万元"),
        ("（元）", "元"),
        ("单位：某局", ""),
    ],
)
def test_the_unit_line(line: str, unit: str) -> None:
    assert read_unit([line]) == unit


def test_a_sentence_declares_a_statement_empty() -> None:
    assert declares_empty("某局2026年没有使用政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表。")
    assert not declares_empty("一般公共预算支出116.83万元")
