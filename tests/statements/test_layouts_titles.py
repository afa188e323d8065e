"""Titles as they stand in disclosures across the country, each with the statement it names."""

from __future__ import annotations

import pytest
from statements.grids import grid, page, read, told

from pipeline.statements.titles import classify, read_title
from pipeline.statements.units import read_unit

TITLES = {
    "income_expenditure_summary": (
        "部门收支预算总表",
        "2024年部门收支总体情况表",
        "单位收支总表",
        "部门财务收支预算总表",
        "收支决算总表",
        "收入支出决算总表",
        "2017年度收入支出决算总表",
        "部门预算收支总表（公开）",
    ),
    "income_summary": (
        "部门收入总体情况表",
        "收入预算总表",
        "单位收入总体情况表",
        "收入决算表",
        "部门收入预算表",
        "财政拨款收入表",
    ),
    "expenditure_summary": (
        "部门支出总表",
        "支出预算总表",
        "部门支出总体情况表",
        "支出决算明细表",
        "部门支出总表（按功能科目分类）",
    ),
    "fiscal_appropriation_summary": (
        "财政拨款收支预算总表",
        "部门财政拨款收支总体情况表",
        "财政拨款预算收支总表",
        "财政拨款收入支出决算总表",
        "公共财政拨款收支总表",
        "一般公共预算拨款收支总表",
    ),
    "fiscal_appropriation_expenditure": (
        "财政拨款支出预算表",
        "财政拨款支出表（按功能分类）",
        "财政拨款支出决算明细表",
    ),
    "fiscal_appropriation_basic": ("财政拨款基本支出预算表（按政府预算经济分类）", "财政拨款安排的基本支出预算表"),
    "general_budget_expenditure": (
        "一般公共预算支出预算表",
        "一般公共预算财政拨款支出情况表",
        "公共财政预算支出表",
        "一般公共预算支出预算表（按功能科目分类）",
        "一般公共预算财政拨款收入支出决算表",
        "一般公共预算财政拨款支出决算明细表",
    ),
    "general_budget_basic": (
        "一般公共预算基本支出预算表",
        "一般公共预算财政拨款基本支出决算明细表",
        "一般公共预算基本支出表-人员经费（工资福利支出）（按部门预算经济分类）",
    ),
    "general_budget_project": ("一般公共预算项目支出预算表", "一般公共预算财政拨款项目支出决算表"),
    "government_fund_expenditure": (
        "政府性基金支出预算表",
        "政府性基金预算财政拨款收入支出决算表",
        "政府性基金预算收支表",
    ),
    "state_capital_expenditure": ("国有资本经营预算支出预算表", "国有资本经营预算财政拨款支出决算表"),
    "three_public": (
        "一般公共预算“三公”经费支出预算表",
        "“三公”经费预算财政拨款情况统计表",
        "部门“三公”经费、会议费、培训费预算表",
        "政府性基金预算“三公”经费支出预算表",
        "“三公”经费、行政参公单位机关运行经费情况表",
        "财政拨款三公经费公开表",
    ),
    "project_expenditure": (
        "项目支出预算表（其他运转类、特定目标类项目）",
        "部门项目支出预算明细表",
        "财政拨款项目支出表",
        "专项资金预算汇总表",
    ),
    "economic_class_expenditure": (
        "支出预算分类汇总表（按部门预算经济分类）",
        "部门预算支出经济分类汇总表",
        "一般公共预算支出经济分类情况表",
        "财政拨款支出经济分类表",
    ),
    "government_procurement": ("部门政府采购预算表", "政府采购支出表", "政府采购预算明细表"),
    "purchased_services": ("政府购买服务预算表", "政府购买服务支出表", "部门政府购买服务预算表"),
    "operating_expense": ("机关运行经费预算表", "一般公共预算机关运行经费支出情况表"),
    "carryover": ("上年结转结余情况表", "上年结转支出预算表"),
    "other": (
        "对下转移支付预算表",
        "新增资产配置表",
        "政府性基金预算收入表",
        "国有资产占有使用情况表",
        "资产负债简表",
        "一般公共预算收入表",
    ),
}


@pytest.mark.parametrize(("statement", "title"), [(s, t) for s, titles in TITLES.items() for t in titles])
def test_title(statement: str, title: str) -> None:
    for printed in (title, f"附表3：{title}", f"某市某局2024年{title}", " ".join(title), f"表3-1 {title}（续）"):
        found = read_title(printed, above_grid=True)
        assert found is not None
        assert found.statement == statement


@pytest.mark.parametrize(
    "line",
    [
        "某市某局2024年部门预算公开表",
        "2024年度部门决算报表",
        "部门预算表",
        "单位预算公开报表",
        "某省2024年省级部门预算公开表格",
    ],
)
def test_the_name_of_a_whole_set_of_tables_is_no_title(line: str) -> None:
    assert read_title(line, above_grid=True) is None


def test_a_running_head_does_not_end_a_statement() -> None:
    head = "某市某局2024年部门预算公开表"
    reading = read(
        page(1, head, "支出总表", "单位：万元", grid("科目编码|科目名称|合计", "201|一般公共服务支出|5.00")),
        page(2, head, grid("20103|政府办公厅及相关机构事务|5.00", "2010301|行政运行|5.00")),
    )
    assert told(reading, "statement row_no code") == [
        "expenditure_summary 1 201", "expenditure_summary 2 20103", "expenditure_summary 3 2010301",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("编制单位：元氏县财政局", ""), ("单位：元江县教育局", ""), ("预算单位：元谋县审计局 单位：万元", "万元"),
        ("金额单位：元（列至角分）", "元"),
        ("单位：元谋县第一中学", ""), ("单位：元氏县图书馆", ""), ("单位：人民币（元）", "元"), ("单位:￥元", "元"),
        ("金额：万元", "万元"), ("单位：万元 编制部门：某市财政局", "万元"), ("单位：元 编制部门：某市财政局", "元"),
        ("单位：万元，%", "万元"), ("计量单位：人民币元", "元"), ("（单位：千元）", "千元"), ("单位（万元）", "万元"),
        ("编制日期：2024年1月 金额单位：元 第1页", "元"),
    ],
)  # fmt: skip
def test_unit_line(line: str, unit: str) -> None:
    assert read_unit([line]) == unit


def test_three_public_of_another_fund_is_that_funds() -> None:
    reading = read(
        page(1, "政府性基金预算“三公”经费支出预算表", "单位：万元", grid("项目|预算数", "合计|5.00", "公务接待费|5.00"))
    )
    assert told(reading, "code measure") == ["total government_fund", "reception government_fund"]


@pytest.mark.parametrize(
    "title",
    [
        "财政专户管理资金预算支出表", "专户资金支出预算表", "单位资金支出表", "工资福利支出预算表",
        "商品和服务支出预算表", "对个人和家庭的补助支出预算表", "公用经费支出表", "事业单位经营支出表",
        "社会保险基金支出预算表", "社会保险基金预算支出表", "住房改革支出预算表", "其他资金支出表",
    ],
)  # fmt: skip
def test_a_statement_of_one_fund_or_one_class_is_not_that_of_all_expenditure(title: str) -> None:
    assert classify(title) == "other"


def test_an_organization_named_after_a_fund_has_a_statement_of_all_expenditure() -> None:
    assert classify("某市社会保险基金管理中心2026年支出预算总表") == "expenditure_summary"


@pytest.mark.parametrize(
    "title",
    [
        "信息化建设支出预算表", "教育收费支出预算表", "教育费附加支出预算表", "重点支出情况表", "城乡社区支出预算表",
        "老干部支出预算表", "信息平台支出预算表", "信息化建设2026年支出预算表", "支出预算总表（公用经费）",
        "支出预算表（政府性基金）", "项目收入支出决算表", "行政事业类项目收入支出决算表", "单位资金收支预算表",
    ],
)  # fmt: skip
def test_a_statement_of_any_subject_is_not_that_of_all_money(title: str) -> None:
    assert classify(title) == "other"


@pytest.mark.parametrize(
    "title",
    [
        "部门支出预算总表（按单位）", "部门支出预算明细表（基本支出、项目支出）", "部门支出总表（不含上年结转）",
        "江城市教育局支出预算总表", "江城市人大常委会办公室部门支出总体情况表", "江城市教育局本级2026年支出预算总表",
        "江城市2026年市级部门支出预算总表", "江城市第一中学2025年度支出决算表", "行政事业单位支出预算总表",
        "第三部分 江城市教育局2026年部门支出预算总表", "财决04表 支出决算表", "Z04 支出决算表(财决04表)",
        "支出预算表2026年", "部门支出功能分类预算表", "部门支出预算分类汇总表", "县本级支出预算总表",
        "全部支出预算情况表", "部门整体支出预算表", "三、部门支出总体情况表..........10",
        "2025年部门支出预算执行情况表", "部门（单位）支出预算表（按支出性质）",
        "预算批复03表 部门支出预算总表", "支出总体情况表（江城市公用经费管理中心）",
    ],
)  # fmt: skip
def test_a_statement_of_all_expenditure_may_name_its_agency_and_its_order(title: str) -> None:
    assert classify(title) == "expenditure_summary"


@pytest.mark.parametrize(
    "title",
    [
        "部门收支预算平衡表", "部门财务收支预算总表", "江城市教育局收入支出决算总表",
        "收入、支出总体情况表", "2025年度部门收支执行情况表", "综合收支预算总表", "Z01 收入支出决算总表(财决01表)",
    ],
)  # fmt: skip
def test_a_statement_of_all_income_and_expenditure(title: str) -> None:
    assert classify(title) == "income_expenditure_summary"
