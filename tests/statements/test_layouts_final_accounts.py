"""Layouts of final accounts: 公开01表 to 公开10表 and what they were called in earlier years."""

from __future__ import annotations

import pytest
from statements.grids import Grid, grid, measures, page, read, told

from pipeline.statements import StatementReading


def _final(*parts: str | Grid, year: int = 2024, unit: str = "") -> StatementReading:
    return read(page(1, *parts), stage="final_account", year=year, unit=unit)


def test_summary_with_row_and_column_numbers_on_both_sides() -> None:
    reading = _final("收入支出决算总表", "公开01表", "部门：某市某局", "金额单位：万元", grid(
        "收入|<|<|支出|<|<", "项目|行次|金额|项目|行次|金额", "栏次||1|栏次||2",
        "一、一般公共预算财政拨款收入|1|10.00|一、一般公共服务支出|32|8.00",
        "二、政府性基金预算财政拨款收入|2||二、外交支出|33|",
        "本年收入合计|27|10.00|本年支出合计|58|8.00",
        "使用非财政拨款结余（含专用结余）|28||结余分配|59|",
        "年初结转和结余|29|1.00|年末结转和结余|60|3.00",
        "总计|31|11.00|总计|62|11.00",
    ))  # fmt: skip
    assert told(reading, "statement section label measure basis printed") == [
        "income_expenditure_summary income 一般公共预算财政拨款收入 total final 10.00",
        "income_expenditure_summary expenditure 一般公共服务支出 total final 8.00",
        "income_expenditure_summary income 本年收入合计 total final 10.00",
        "income_expenditure_summary expenditure 本年支出合计 total final 8.00",
        "income_expenditure_summary income 年初结转和结余 total final 1.00",
        "income_expenditure_summary expenditure 年末结转和结余 total final 3.00",
        "income_expenditure_summary income 总计 total final 11.00",
        "income_expenditure_summary expenditure 总计 total final 11.00",
    ]  # fmt: skip


def test_class_section_item_merged_down_beside_the_index_and_total_rows() -> None:
    reading = _final("收入决算表", "公开02表", "金额单位：元", grid(
        "项目|<|<|<|本年收入合计|财政拨款收入|上级补助收入|事业收入|<|经营收入|附属单位上缴收入|其他收入",
        "功能分类科目编码|<|<|科目名称|^|^|^|小计|其中：教育收费|^|^|^",
        "类|款|项|栏次|1|2|3|4|5|6|7|8",
        "^|^|^|合计|1,234,567.89|1,000,000.00|0.00|200,000.00|100,000.00|0.00|0.00|34,567.89",
        "205|<|<|教育支出|1,234,567.89|1,000,000.00|0.00|200,000.00|100,000.00|0.00|0.00|34,567.89",
        "20502|<|<|普通教育|1,234,567.89|1,000,000.00|0.00|200,000.00|100,000.00|0.00|0.00|34,567.89",
        "2050205|<|<|高等教育|1,234,567.89|1,000,000.00|0.00|200,000.00|100,000.00|0.00|0.00|34,567.89",
    ))  # fmt: skip
    assert measures(reading) == [
        "total", "fiscal_appropriation", "superior_subsidy", "business_income", "other", "operating_income",
        "affiliate_remittance", "other_income",
    ]  # fmt: skip
    assert told(reading, "code label amount")[::8] == [
        "- 合计 1234567.89", "205 教育支出 1234567.89", "20502 普通教育 1234567.89", "2050205 高等教育 1234567.89",
    ]  # fmt: skip


def test_fiscal_summary_with_row_numbers_and_funds_across() -> None:
    reading = _final("财政拨款收入支出决算总表", "公开04表", "单位：万元", grid(
        "收入|<|<|支出|<|<|<|<|<",
        "项目|行次|金额|项目|行次|合计|一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款",
        "栏次||1|栏次||2|3|4|5",
        "一、一般公共预算财政拨款|1|9.00|一、一般公共服务支出|33|9.00|9.00||",
        "二、政府性基金预算财政拨款|2|1.00|二、外交支出|34||||",
        "本年收入合计|27|10.00|本年支出合计|59|9.00|9.00||",
        "年初财政拨款结转和结余|28|2.00|年末财政拨款结转和结余|60|3.00|2.00|1.00|",
        "一、一般公共预算财政拨款|29|2.00||61||||",
        "总计|32|12.00|总计|64|12.00|11.00|1.00|",
    ))  # fmt: skip
    assert told(reading, "section label measure printed")[:4] == [
        "income 一般公共预算财政拨款 total 9.00", "expenditure 一般公共服务支出 total 9.00",
        "expenditure 一般公共服务支出 general_budget 9.00", "income 政府性基金预算财政拨款 total 1.00",
    ]  # fmt: skip
    assert told(reading, "section label measure printed")[-3:] == [
        "expenditure 总计 total 12.00", "expenditure 总计 general_budget 11.00",
        "expenditure 总计 government_fund 1.00",
    ]  # fmt: skip


def test_movement_with_balances_parted_by_basic_and_project() -> None:
    reading = _final("一般公共预算财政拨款收入支出决算表", "公开05表", "单位：万元", grid(
        "项目|<|年初结转和结余|<|<|本年收入|<|<|本年支出|<|<|<|<|年末结转和结余|<|<|<|<",
        "功能分类科目编码|科目名称|合计|基本支出结转|项目支出结转和结余|合计|基本支出|项目支出|合计|基本支出|<|<|"
        "项目支出|合计|基本支出结转|项目支出结转和结余|<|<",
        "^|^|^|^|^|^|^|^|^|小计|人员经费|公用经费|^|^|^|小计|项目支出结转|项目支出结余",
        "栏次|<|1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16",
        "2100101|行政运行|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25",
    ))  # fmt: skip
    assert {c.statement for c in reading.cells} == {"general_budget_expenditure"}
    assert measures(reading) == [
        "opening_carryover", "basic_opening_carryover", "project_opening_carryover", "income", "basic_income",
        "project_income", "total", "basic", "personnel", "operating", "project", "closing_carryover",
        "basic_closing_carryover", "project_closing_carryover", "other", "other",
    ]  # fmt: skip


def test_basic_expenditure_in_three_blocks_with_a_total_for_each_side() -> None:
    reading = _final("一般公共预算财政拨款基本支出决算表", "公开06表", "单位：万元", grid(
        "人员经费|<|<|公用经费|<|<|<|<|<",
        "科目编码|科目名称|决算数|科目编码|科目名称|决算数|科目编码|科目名称|决算数",
        "301|工资福利支出|9.00|302|商品和服务支出|4.00|307|债务利息及费用支出|",
        "30101|基本工资|9.00|30201|办公费|4.00|310|资本性支出|1.00",
        "人员经费合计|<|9.00|公用经费合计|<|<|<|<|5.00",
    ))  # fmt: skip
    assert told(reading, "code label measure printed") == [
        "301 工资福利支出 personnel 9.00", "302 商品和服务支出 operating 4.00", "30101 基本工资 personnel 9.00",
        "30201 办公费 operating 4.00", "310 资本性支出 operating 1.00", "- 人员经费合计 personnel 9.00",
        "- 公用经费合计 operating 5.00",
    ]  # fmt: skip


def test_three_public_with_budget_and_account_halves_and_no_row_name() -> None:
    half = "合计|因公出国（境）费|公务用车购置及运行费|<|<|公务接待费"
    down = "^|^|小计|公务用车购置费|公务用车运行费|^"
    reading = _final("一般公共预算财政拨款“三公”经费支出决算表", "公开07表", "单位：万元", grid(
        "预算数|<|<|<|<|<|决算数|<|<|<|<|<", f"{half}|{half}", f"{down}|{down}",
        "1|2|3|4|5|6|7|8|9|10|11|12", "9.00|1.00|5.00|2.00|3.00|3.00|8.00|0.00|5.00|2.00|3.00|3.00",
    ))  # fmt: skip
    assert told(reading, "code basis printed")[:7] == [
        "total budget 9.00", "abroad budget 1.00", "vehicle budget 5.00", "vehicle_purchase budget 2.00",
        "vehicle_operation budget 3.00", "reception budget 3.00", "total final 8.00",
    ]  # fmt: skip


def test_three_public_down_the_rows_with_counts_and_operating_expense_below() -> None:
    reading = _final("“三公”经费、行政参公单位机关运行经费情况表", "公开10表", "单位：万元", grid(
        "项目|行次|预算数|全年预算数|决算统计数", "栏次|<|1|2|3", "一、“三公”经费支出|1|—|—|—",
        "（一）支出合计|2|9.00|9.50|8.00", "1．因公出国（境）费|3|0.00|0.00|0.00",
        "2．公务用车购置及运行维护费|4|5.00|5.00|4.00", "（1）公务用车购置费|5|||",
        "（2）公务用车运行维护费|6|5.00|5.00|4.00", "3．公务接待费|7|4.00|4.50|4.00",
        "（1）国内接待费|8|—|—|4.00", "其中：外事接待费|9|—|—|0.00", "（二）相关统计数|11|—|—|—",
        "1．因公出国（境）团组数（个）|12|—|—|2", "6．国内公务接待人次（人）|16|—|—|300",
        "二、机关运行经费|22|—|—|50.00",
    ))  # fmt: skip
    assert told(reading, "code label measure basis printed") == [
        "total 支出合计 total budget 9.00", "total 支出合计 other budget 9.50", "total 支出合计 total final 8.00",
        "abroad 因公出国（境）费 total budget 0.00", "abroad 因公出国（境）费 other budget 0.00",
        "abroad 因公出国（境）费 total final 0.00",
        "vehicle 公务用车购置及运行维护费 total budget 5.00", "vehicle 公务用车购置及运行维护费 other budget 5.00",
        "vehicle 公务用车购置及运行维护费 total final 4.00", "vehicle_operation 公务用车运行维护费 total budget 5.00",
        "vehicle_operation 公务用车运行维护费 other budget 5.00",
        "vehicle_operation 公务用车运行维护费 total final 4.00",
        "reception 公务接待费 total budget 4.00", "reception 公务接待费 other budget 4.50",
        "reception 公务接待费 total final 4.00",
        "- 国内接待费 total final 4.00", "- 外事接待费 total final 0.00", "- 机关运行经费 total final 50.00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "part", ["其中：国内公务接待费", "国内公务接待费", "（1）国（境）外公务接待费", "公务接待费（外事）"]
)
def test_a_part_of_a_three_public_item_is_no_item_of_its_own(part: str) -> None:
    reading = _final("“三公”经费支出决算表", "单位：万元", grid("项目|决算数", "2.公务接待费|4.00", f"{part}|3.00"))
    assert [c.code for c in reading.cells] == ["reception", ""]


def test_operation_of_the_body_in_two_blocks_of_money_and_counts() -> None:
    reading = _final("机构运行信息表", "公开09表", "单位：万元", grid(
        "项目|预算数|统计数|项目|统计数",
        "一、“三公”经费支出|—|—|四、机关运行经费|50.00", "（一）支出合计|9.00|8.00|（一）行政单位|50.00",
        "1.因公出国（境）费|0.00|0.00|五、国有资产占用情况|—", "3.公务接待费|4.00|4.00|（一）车辆数合计（辆）|3",
        "（二）相关统计数|—|—|（二）单价50万元（含）以上通用设备（台、套）|1",
        "1.国内公务接待批次（个）|—|7|六、政府采购支出信息|—",
        "2.国内公务接待人次（人）|—|30|（一）政府采购支出合计|20.00",
        "三、会议费|—|1.50|1.政府采购货物支出|20.00",
    ))  # fmt: skip
    assert told(reading, "statement label basis printed") == [
        "other 机关运行经费 final 50.00", "other 支出合计 budget 9.00", "other 支出合计 final 8.00",
        "other 行政单位 final 50.00", "other 因公出国（境）费 budget 0.00", "other 因公出国（境）费 final 0.00",
        "other 公务接待费 budget 4.00", "other 公务接待费 final 4.00", "other 政府采购支出合计 final 20.00",
        "other 会议费 final 1.50", "other 政府采购货物支出 final 20.00",
    ]  # fmt: skip


def test_earlier_names_without_the_word_table() -> None:
    reading = read(
        page(1, "公共预算财政拨款支出决算表", "金额单位：万元", grid(
            "科目编码|科目名称|本年支出合计|基本支出|项目支出", "210|医疗卫生与计划生育支出|9.00|6.00|3.00",
            "2080504|未归口管理的行政单位离退休|1.00|1.00|0.00",
        )),
        page(2, "六、公共预算财政拨款基本支出决算情况", "金额单位：万元", grid("经济分类科目编码|经济分类科目名称|金额",
            "301|工资福利支出|6.00")),
        stage="final_account", year=2017,
    )  # fmt: skip
    assert told(reading, "statement code label measure basis") == [
        "general_budget_expenditure 210 医疗卫生与计划生育支出 total final",
        "general_budget_expenditure 210 医疗卫生与计划生育支出 basic final",
        "general_budget_expenditure 210 医疗卫生与计划生育支出 project final",
        "general_budget_expenditure 2080504 未归口管理的行政单位离退休 total final",
        "general_budget_expenditure 2080504 未归口管理的行政单位离退休 basic final",
        "general_budget_expenditure 2080504 未归口管理的行政单位离退休 project final",
        "general_budget_basic 301 工资福利支出 total final",
    ]  # fmt: skip


def test_budget_adjusted_budget_and_account_beside_each_other() -> None:
    reading = _final("一般公共预算财政拨款支出决算表", "单位：万元", grid(
        "科目编码|科目名称|年初预算数|决算数|<|<|完成年初预算的%|占总支出比重（%）", "^|^|^|合计|基本支出|项目支出|^|^",
        "201|一般公共服务支出|8.00|10.00|6.00|4.00|125.00|100",
    ))  # fmt: skip
    assert told(reading, "measure basis amount pct") == [
        "total budget 80000.00 -", "total final 100000.00 -", "basic final 60000.00 -", "project final 40000.00 -",
        "other budget - 125.00", "other final - 100",
    ]  # fmt: skip
