"""Column headers as agencies word them, each with the measure (or role) it stands for."""

from __future__ import annotations

from typing import Any

import pytest
from statements.grids import grid, page, read, told

INCOME = {
    "general_budget": (
        "一般公共预算财政拨款收入", "一般公共预算拨款", "一般公共预算资金", "公共财政预算拨款", "一般公共财政预算",
        "一般公共预算拨款收入小计", "一般公共预算财政拨款（补助）",
        "公共财政拨款", "一般公共预算（万元）", "其中：一般公共预算", "财政拨款（一般公共预算）", "本年一般公共预算",
        "当年一般公共预算拨款",
    ),
    "government_fund": ("政府性基金预算财政拨款收入", "政府性基金预算拨款收入", "政府性基金收入", "基金预算拨款",
    "政府性基金预算资金", "政府性基金"),
    "state_capital": ("国有资本经营预算财政拨款收入", "国有资本经营预算拨款收入", "国有资本经营收入",
    "国有资本经营预算资金", "国有资本经营预算"),
    "fiscal_special_account": (
        "财政专户管理资金收入", "财政专户管理资金", "财政专户核拨资金", "纳入财政专户管理的非税收入",
        "财政专户拨款收入", "专户资金收入", "财政专户管理的资金",
        "纳入专户管理的非税收入拨款", "财政专户核拨资金收入", "财政专户管理的非税收入", "纳入专户管理的事业收入",
        "财政专户资金收入",
    ),
    "unit_funds": ("单位资金", "单位资金收入", "单位自有资金", "自有资金", "单位自筹资金", "单位其他资金"),
    "business_income": ("事业收入", "事业收入（不含专户管理资金）", "事业收入（不含教育收费）",
    "事业收入（不含财政专户管理资金）", "事业单位事业收入"),
    "operating_income": ("事业单位经营收入", "经营收入", "事业单位经营服务收入", "单位经营收入"),
    "superior_subsidy": ("上级补助收入", "上级单位补助收入", "上级补助"),
    "affiliate_remittance": ("附属单位上缴收入", "下级单位上缴收入", "附属单位上缴", "附属单位上缴款", "下级上缴收入"),
    "other_income": ("其他收入", "其它收入", "单位其他收入"),
    "carryover": (
        "上年结转", "上年结转和结余", "上年结转结余", "上年结余", "上年结余结转", "上年结转收入", "以前年度结转",
        "结转资金", "上年结转（结余）", "上年结转、结余",
        "上年结转和结余收入", "上年结转资金", "年初结转和结余", "结余结转",
    ),
    "fiscal_carryover": ("财政拨款结转", "上年财政拨款结转", "财政拨款结转资金", "财政拨款结转结余",
    "上年财政拨款结转和结余", "上年结转财政拨款"),
    "non_fiscal_carryover": ("非财政拨款结转", "非财政拨款结转结余", "上年非财政拨款结转"),
    "fiscal_appropriation": ("财政拨款收入", "财政拨款", "财政拨款小计", "财政补助收入", "财政拨款（补助）收入",
    "本级财政拨款", "财政拨款合计"),
    "other": ("使用非财政拨款结余", "用事业基金弥补收支差额", "上年实户资金余额", "非同级财政拨款收入", "债务收入",
    "投资收益", "政府债券"),
}  # fmt: skip

EXPENDITURE = {
    "basic": ("基本支出", "基本支出小计", "其中：基本支出", "基本支出合计", "一、基本支出"),
    "project": ("项目支出", "项目支出小计", "项目支出合计", "其中：项目支出", "二、项目支出", "专项支出"),
    "personnel": ("人员经费", "人员支出", "人员经费支出", "基本支出/人员经费", "基本支出/人员类", "人员经费合计",
    "基本支出（人员经费）"),
    "operating": (
        "公用经费", "日常公用经费", "日常公用支出", "公用支出", "基本支出/公用经费", "公用经费合计",
        "基本支出（公用经费）",
        "日常公用经费支出", "公用经费支出",
    ),
    "superior_remittance": ("上缴上级支出", "上缴上级"),
    "operating_expenditure": ("事业单位经营支出", "经营支出", "事业单位经营服务支出"),
    "affiliate_subsidy": ("对附属单位补助支出", "对附属单位补助", "对下级单位补助支出", "附属单位补助支出",
    "对附属单位补助"),
    "current_year": ("本年预算安排",),
}  # fmt: skip


def _measure(statement: str, header: str) -> tuple[str, str]:
    beside = "上年结转安排" if "安排" in header else "甲"
    path = header.split("/")
    table = [f"科目编码|科目名称|合计|{path[0]}|{beside}"]
    table += ["^|^|^|" + path[1] + "|^"] if len(path) > 1 else []
    reading = read(page(1, statement, "单位：万元", grid(*table, "201|一般公共服务支出|9.00|5.00|")))
    cell = reading.cells[-1]
    return cell.measure, cell.printed


@pytest.mark.parametrize(("key", "header"), [(k, h) for k, hs in INCOME.items() for h in hs])
def test_income_column(key: str, header: str) -> None:
    wanted = {key} | ({"opening_carryover"} if header.startswith("年初") else set())
    measure, printed = _measure("收入总表", header)
    assert measure in wanted
    assert printed == "5.00"


@pytest.mark.parametrize(("key", "header"), [(k, h) for k, hs in EXPENDITURE.items() for h in hs])
def test_expenditure_column(key: str, header: str) -> None:
    assert _measure("支出总表", header) == (key, "5.00")


@pytest.mark.parametrize(
    ("header", "basis"),
    [
        ("2023年预算数", "prior_budget"), ("上年预算数", "prior_budget"), ("2023年度预算", "prior_budget"),
        ("2023年年初预算数", "prior_budget"),
        ("2023年执行数", "prior_final"), ("2023年决算数", "prior_final"), ("上年决算数", "prior_final"),
        ("2023年预计执行数", "prior_final"),
        ("2023年实际支出", "prior_final"), ("上年执行数", "prior_final"), ("去年预算数", "prior_budget"),
        ("2023年完成数", "prior_final"),
        ("2024年预算数", "budget"), ("本年预算数", "budget"), ("2024年年初预算数", "budget"), ("2024年部门预算",
        "budget"), ("当年预算数", "budget"),
        ("2024年预算比2023年预算增减额", "change"), ("比上年增减", "change"), ("增减额", "change"),
        ("2024年比2023年增减（+、-）", "change"), ("较上年增减变动额", "change"),
        ("增（减）额", "change"), ("本年比上年增减额", "change"), ("2024年与2023年对比增减", "change"), ("同比增减额",
        "change"), ("差异", "change"),
        ("增减%", "change_pct"), ("增减幅度（%）", "change_pct"), ("比上年增减%", "change_pct"), ("增长率",
        "change_pct"), ("2024年预算比2023年预算增减（%）", "change_pct"),
        ("变动率（%）", "change_pct"), ("增减比例", "change_pct"), ("同比增长（%）", "change_pct"), ("比上年增长%",
        "change_pct"), ("增减比率（%）", "change_pct"),
    ],
)  # fmt: skip
def test_basis(header: str, basis: str) -> None:
    table = grid(f"科目编码|科目名称|甲|{header}", "201|一般公共服务支出|9.00|5.00")
    cell = read(page(1, "支出总表", "单位：万元", table), year=2024).cells[-1]
    assert (cell.measure, cell.basis) == ("total", basis)
    assert (cell.pct is None) == (basis != "change_pct")


@pytest.mark.parametrize(
    "header",
    [
        "备注", "说明", "数量", "采购数量", "计量单位", "单价", "单价（元）", "编制人数", "年末实有人数", "项目负责人",
        "绩效目标", "项目起止时间", "采购方式", "是否面向中小企业",
        "项目类别", "资金用途", "车辆编制数", "预算级次", "实施期限", "序号", "行次", "在职人数", "设立依据",
        "项目内容", "购买方式", "项目概况", "文号", "规格型号", "申报理由",
    ],
)  # fmt: skip
def test_columns_that_hold_no_money(header: str) -> None:
    reading = read(
        page(1, "支出总表", "单位：万元", grid(f"科目编码|科目名称|合计|{header}", "201|一般公共服务支出|9.00|5"))
    )
    assert [c.printed for c in reading.cells] == ["9.00"]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("单位名称", "unit_name"), ("部门名称", "unit_name"), ("预算单位", "unit_name"), ("单位", "unit_name"),
        ("部门（单位）名称", "unit_name"), ("主管部门", "unit_name"),
        ("项目单位", "unit_name"), ("二级预算单位名称", "unit_name"), ("预算单位名称", "unit_name"), ("项目名称",
        "project"), ("二级项目名称", "project"),
        ("项目支出名称", "project"), ("一级项目名称", "project"), ("支出项目名称", "project"), ("专项名称", "project"),
        ("所属单位", "unit_name"), ("资金使用单位", "unit_name"), ("项目名称（二级）", "project"), ("预算部门",
        "unit_name"),
    ],
)  # fmt: skip
def test_names_of_units_and_projects(header: str, field: str) -> None:
    reading = read(page(1, "项目支出预算表", "单位：万元", grid(f"{header}|合计|一般公共预算", "某某某某|9.00|5.00")))
    assert getattr(reading.cells[0], field) == "某某某某"


def _told_keys(title: str, *rows: str, **document: Any) -> list[str]:
    return told(read(page(1, title, "单位：万元", grid(*rows)), **document), "measure basis printed")


def test_columns_of_last_year_stay_last_years_where_carried_over_money_is_split_off() -> None:
    assert _told_keys(
        "一般公共预算支出表",
        "科目编码|科目名称|上年预算数|<|<|本年预算数|<|<", "^|^|合计|当年拨款|上年结转|合计|当年拨款|上年结转",
        "201|一般公共服务支出|10|9|1|20|18|2",
    )[:3] == ["total prior_budget 10", "current_year prior_budget 9", "carryover prior_budget 1"]  # fmt: skip


def test_money_carried_over_is_no_figure_of_last_year() -> None:
    for head in ("上年财政拨款结转", "上年/结转资金", "上年结转/财政拨款"):
        upper, _, lower = head.partition("/")
        table = (f"科目编码|科目名称|合计|{upper}", f"^|^|^|{lower or '^'}", "201|一般公共服务支出|20|2")
        assert _told_keys("支出总表", *table)[1].split()[1] == "budget", head


def test_a_year_further_back_is_not_last_year() -> None:
    header = "项目|2024年预算数|2025年预算数|2026年预算数"
    assert _told_keys("“三公”经费表", header, "公务接待费|1|2|3") == [
        "other prior_budget 1", "total prior_budget 2", "total budget 3",
    ]  # fmt: skip


def test_a_row_of_a_year_further_back_is_not_last_years() -> None:
    rows = ("年度|三公经费合计|公务接待费", "2024年|1|1", "2025年|2|2", "2026年|3|3")
    assert _told_keys("“三公”经费支出表", *rows) == [
        "other prior_budget 1", "other prior_budget 1", "total prior_budget 2", "total prior_budget 2",
        "total budget 3", "total budget 3",
    ]  # fmt: skip


def test_a_column_under_one_of_several_heads_is_a_part() -> None:
    assert _told_keys(
        "支出总表",
        "科目编码|科目名称|合计|省级|<|市级|<", "^|^|^|基本支出|项目支出|基本支出|项目支出",
        "201|一般公共服务支出|10|1|2|3|4",
    ) == ["total budget 10", "other budget 1", "other budget 2", "other budget 3", "other budget 4"]  # fmt: skip
