"""Layouts whose rows are function classes under units, with funds, kinds or economic classes across."""

from __future__ import annotations

import pytest
from statements.grids import grid, measures, page, read, told


def test_government_classes_across_are_government_codes_even_where_names_are_shared() -> None:
    reading = read(page(1, "支出预算分类汇总表（按政府预算经济分类）", "单位：万元", grid(
        "功能科目|<|<|<|<|总计|机关工资福利支出|机关商品和服务支出|对事业单位经常性补助|对企业补助|对个人和家庭的补助|"
        "其他支出",
        "科目编码|<|<|单位代码|单位名称（科目）|^|^|^|^|^|^|^",
        "类|款|项|^|^|^|^|^|^|^|^|^",
        "||||合计|21.00|1.00|2.00|3.00|4.00|5.00|6.00",
        "|||123001|某市某局|21.00|1.00|2.00|3.00|4.00|5.00|6.00",
        "201||||一般公共服务支出|9.00|9.00|||||",
        "201|03||123001|政府办公厅（室）及相关机构事务|9.00|9.00|||||",
        "201|03|01|123001|行政运行|9.00|9.00|||||",
    )))  # fmt: skip
    assert measures(reading) == ["total", "501", "502", "505", "507", "509", "599"]
    assert told(reading, "statement code label unit_name printed")[14:] == [
        "economic_class_expenditure 201 一般公共服务支出 - 9.00",
        "economic_class_expenditure 201 一般公共服务支出 - 9.00",
        "economic_class_expenditure 20103 政府办公厅（室）及相关机构事务 - 9.00",
        "economic_class_expenditure 20103 政府办公厅（室）及相关机构事务 - 9.00",
        "economic_class_expenditure 2010301 行政运行 - 9.00", "economic_class_expenditure 2010301 行政运行 - 9.00",
    ]  # fmt: skip
    assert told(reading, "code label unit_name")[7] == "- 某市某局 某市某局"


def test_department_classes_across_under_basic_and_project() -> None:
    reading = read(page(1, "支出预算分类汇总表（按部门预算经济分类）", "单位：元", grid(
        "科目编码|<|<|单位代码|单位名称（科目）|总计|基本支出|<|<|项目支出|<|<",
        "类|款|项|^|^|^|合计|工资福利支出|商品和服务支出|合计|按项目管理的商品和服务支出|其他支出",
        "201|03|01|123001|行政运行|9|6|4|2|3|1|2",
    )))  # fmt: skip
    assert measures(reading)[:5] == ["total", "basic", "301", "302", "project"]
    assert told(reading, "code label") == ["2010301 行政运行"] * 7


def test_income_by_unit_with_parts_of_a_fund_and_transfers_from_above() -> None:
    reading = read(page(1, "收入总表", "金额单位：万元", grid(
        "单位代码|单位名称|合计|一般公共预算拨款|<|<|政府性基金预算拨款|财政专户管理资金收入|上级财政补助收入|<|<|"
        "事业收入|上级单位补助收入|上年结转结余",
        "^|^|^|小计|经费拨款|纳入一般公共预算管理的非税收入拨款|^|^|小计|一般公共预算补助|政府性基金补助|^|^|^",
        "|合计|90|10|7|3|20|5|3|1|2|4|6|8",
        "123|某市某局|90|10|7|3|20|5|3|1|2|4|6|8",
        "123001|某市某局本级|90|10|7|3|20|5|3|1|2|4|6|8",
    )))  # fmt: skip
    assert measures(reading) == [
        "total", "general_budget", "other", "other", "government_fund", "fiscal_special_account", "other",
        "general_budget_transfer", "government_fund_transfer", "business_income", "superior_subsidy", "carryover",
    ]  # fmt: skip
    assert told(reading, "code label unit_name")[12::12] == ["- 某市某局 某市某局", "- 某市某局本级 某市某局本级"]


def test_basic_kinds_across_with_unit_rows_and_whole_codes_of_class_section_item() -> None:
    reading = read(page(1, "部门支出总体情况表", "单位：万元", grid(
        "科目编码|<|<|单位代码|单位（科目名称）|合计|基本支出|<|<|<|项目支出|<|<",
        "类|款|项|^|^|^|小计|工资福利支出|对个人和家庭的补助|商品和服务支出|小计|一般性项目|专项资金",
        "**|**|**|**|**|1|2|3|4|5|6|7|8",
        "||||合计|9.0|6.0|3.0|1.0|2.0|3.0|1.0|2.0",
        "|||123|某市某局|9.0|6.0|3.0|1.0|2.0|3.0|1.0|2.0",
        "208|05|05|123001|机关事业单位基本养老保险缴费支出|9.0|6.0|3.0|1.0|2.0|3.0|1.0|2.0",
    )))  # fmt: skip
    assert measures(reading) == ["total", "basic", "301", "303", "302", "project", "other", "other"]
    assert told(reading, "code label unit_name measure")[8] == "- 某市某局 某市某局 total"
    assert told(reading, "code label unit_name measure")[16] == "2080505 机关事业单位基本养老保险缴费支出 - total"


def test_both_economic_classifications_beside_each_other() -> None:
    reading = read(page(1, "支出经济分类汇总表", "单位：万元", grid(
        "部门预算经济分类|<|<|政府预算经济分类|<|<|总计|一般公共预算|<|政府性基金预算|国有资本经营预算|"
        "财政专户管理资金|单位资金|上年结转结余",
        "科目编码|<|科目名称|科目编码|<|科目名称|^|小计|其中：财政拨款|^|^|^|^|^",
        "类|款|^|类|款|^|^|^|^|^|^|^|^|^",
        "|||||合计|9|8|7|1|||| ",
        "301|01|基本工资|501|01|工资奖金津补贴|9|8|7|1||||",
        "|02|津贴补贴|501|01|工资奖金津补贴|9|8|7|1||||",
    )))  # fmt: skip
    assert told(reading, "code label measure")[4:8] == [
        "30101 基本工资 total", "30101 基本工资 general_budget", "30101 基本工资 other",
        "30101 基本工资 government_fund",
    ]  # fmt: skip
    assert told(reading, "code label measure")[8] == "30102 津贴补贴 total"


def test_own_money_transfers_and_carryover_each_with_funds_and_kinds() -> None:
    reading = read(page(1, "表2-1", "财政拨款支出预算表（部门经济分类科目）", "单位：万元", grid(
        "科目编码|<|单位代码|单位名称（科目）|总计|省级当年财政拨款安排|<|<|<|<|上年结转安排|<|<|<",
        "^|<|^|^|^|合计|一般公共预算拨款|<|<|政府性基金安排|合计|一般公共预算拨款|<|<",
        "类|款|^|^|^|^|小计|基本支出|项目支出|小计|^|小计|基本支出|项目支出",
        "|||合计|99|60|50|30|20|10|39|39|9|30",
        "|||某市某局|99|60|50|30|20|10|39|39|9|30",
        "301|01|123301|基本工资|99|60|50|30|20|10|39|39|9|30",
    )))  # fmt: skip
    assert measures(reading) == [
        "total", "current_year", "general_budget", "general_budget_basic_current_year",
        "general_budget_project_current_year", "government_fund", "carryover", "general_budget_carryover",
        "general_budget_basic_carryover", "general_budget_project_carryover",
    ]  # fmt: skip
    assert {c.title for c in reading.cells} == {"财政拨款支出预算表（部门经济分类科目）"}
    assert told(reading, "code label unit_name")[10] == "- 某市某局 某市某局"
    assert told(reading, "code label unit_name")[20] == "30101 基本工资 -"


def test_current_year_and_carried_over_money_alone() -> None:
    reading = read(page(1, "表3", "一般公共预算支出预算表", "单位：万元", grid(
        "项目|<|<|<|<|合计|当年财政拨款安排|上年结转安排",
        "科目编码|<|<|单位代码|单位名称（科目）|^|^|^",
        "类|款|项|^|^|^|^|^",
        "||||合计|9|6|3", "205|08|03|123301|培训支出|9|6|3",
    )))  # fmt: skip
    assert measures(reading) == ["total", "current_year", "carryover"]
    assert told(reading, "statement code label")[3] == "general_budget_expenditure 2050803 培训支出"


def test_units_classes_and_projects_in_one_column() -> None:
    reading = read(page(1, "表3-2", "一般公共预算项目支出预算表", "单位：万元", grid(
        "科目编码|<|<|单位代码|单位名称（科目）|金额", "类|款|项|^|^|^",
        "||||合计|9", "|||123301|某市某局|9", "201|03|02||一般行政管理事务|9", "201|03|02|123301|信息系统运行维护费|9",
    )))  # fmt: skip
    assert told(reading, "statement code label unit_name measure printed") == [
        "general_budget_project - 合计 - total 9", "general_budget_project - 某市某局 某市某局 total 9",
        "general_budget_project 2010302 一般行政管理事务 - total 9",
        "general_budget_project 2010302 信息系统运行维护费 - total 9",
    ]  # fmt: skip


def test_three_public_by_unit_with_one_band_over_all() -> None:
    reading = read(page(1, "表3-3", "一般公共预算“三公”经费支出预算表", "单位：万元", grid(
        "单位编码|单位名称（科目）|当年财政拨款预算安排|<|<|<|<|<",
        "^|^|合计|因公出国（境）费用|公务用车购置及运行费|<|<|公务接待费",
        "^|^|^|^|小计|公务用车购置费|公务用车运行费|^",
        "|合计|9|1|5|2|3|3", "123|某市某局|9|1|5|2|3|3", "123301|某市某局机关|9|1|5|2|3|3",
    )))  # fmt: skip
    assert told(reading, "code unit_name measure basis printed")[6:12] == [
        "total 某市某局 total budget 9", "abroad 某市某局 total budget 1", "vehicle 某市某局 total budget 5",
        "vehicle_purchase 某市某局 total budget 2", "vehicle_operation 某市某局 total budget 3",
        "reception 某市某局 total budget 3",
    ]  # fmt: skip


def test_funds_with_basic_and_project_below_a_named_fund() -> None:
    reading = read(page(1, "表4", "政府性基金支出预算表", "单位：万元", grid(
        "科目编码|<|<|单位代码|单位名称（科目）|本年政府性基金预算支出|<|<", "类|款|项|^|^|合计|基本支出|项目支出",
        "212|08|01|123301|征地和拆迁补偿支出|9|1|8",
    )))  # fmt: skip
    assert told(reading, "statement code measure printed") == [
        "government_fund_expenditure 2120801 total 9", "government_fund_expenditure 2120801 basic 1",
        "government_fund_expenditure 2120801 project 8",
    ]  # fmt: skip


@pytest.mark.parametrize("item", ["劳务费", "会议费", "公务接待费", "公务用车运行维护费"])
def test_items_of_a_class_continued_sideways_are_not_the_class(item: str) -> None:
    head = "科目编码|科目名称|"
    title = "一般公共预算财政拨款支出决算明细表"
    reading = read(
        page(1, title, "单位：万元", grid(
            f"{head}合计|商品和服务支出|<", "^|^|^|小计|办公费", "2050101|行政运行|40.00|40.00|10.00",
        )),
        page(2, title, "单位：万元", grid(
            f"{head}商品和服务支出|<|资本性支出|<", f"^|^|{item}|其他交通费用|小计|公务用车购置",
            "2050101|行政运行|3.00|1.00|2.00|1.00",
        )),
        stage="final_account",
    )  # fmt: skip
    assert [c.measure for c in reading.cells] == ["total", "302", "other", "other", "other", "310", "other"]


def test_an_item_under_a_kind_is_not_the_kind() -> None:
    reading = read(page(1, "支出总表", "单位：万元", grid(
        "科目编码|科目名称|公用经费|<", "^|^|培训费|会议费", "2050101|行政运行|3.00|1.00",
    )))  # fmt: skip
    assert [c.measure for c in reading.cells] == ["other", "other"]


@pytest.mark.parametrize(
    "heads",
    [
        ("科目编码|科目名称|合计|301 工资福利支出|302商品和服务支出|310-资本性支出",),
        ("科目编码|科目名称|合计|[301]工资福利支出|[302]商品和服务支出|[310]资本性支出",),
        ("科目编码|科目名称|合计|工资福利支出（301）|商品和服务支出（302）|资本性支出（310）",),
        ("科目编码|科目名称|合计|301|302|310", "^|^|^|工资福利支出|商品和服务支出|资本性支出"),
        ("科目编码|科目名称|合计|工资福利支出|商品和服务支出|资本性支出", "^|^|^|301|302|310"),
    ],
)
def test_classes_across_may_print_their_codes(heads: tuple[str, ...]) -> None:
    body = ("2050101|行政运行|30.00|10.00|15.00|5.00", "合计|<|30.00|10.00|15.00|5.00")
    reading = read(page(1, "一般公共预算支出表", "单位：万元", grid(*heads, *body)))
    assert measures(reading) == ["total", "301", "302", "310"]
    assert told(reading, "code label printed")[3:5] == ["2050101 行政运行 5.00", "- 合计 30.00"]
    assert [c.detail for c in reading.coverage] == [""]


def test_a_class_across_has_the_code_that_is_printed_with_it() -> None:
    reading = read(page(1, "一般公共预算支出表", "单位：万元", grid(
        "科目编码|科目名称|合计|509对个人和家庭的补助|301商品和服务支出", "2050101|行政运行|30.00|10.00|20.00",
    )))  # fmt: skip
    assert measures(reading) == ["total", "509", "other"]


def test_classes_down_the_rows_begin_the_body_though_they_have_no_figures() -> None:
    reading = read(page(1, "一般公共预算基本支出表", "单位：万元", grid(
        "科目编码|科目名称|合计", "301|工资福利支出|", "30101|基本工资|5.00",
    )))  # fmt: skip
    assert told(reading, "code label printed") == ["30101 基本工资 5.00"]
