"""Budget layouts: funds across by unit, years side by side, projects, procurement, assets."""

from __future__ import annotations

from statements.grids import grid, measures, page, read, told


def test_integrated_income_by_unit_with_funds_of_this_and_last_year() -> None:
    reading = read(page(1, "部门公开表2", "收入总表", "单位：万元", grid(
        "部门（单位）代码|部门（单位）名称|合计|本年收入|<|<|<|<|<|<|上年结转结余|<|<|<",
        "^|^|^|小计|一般公共预算|政府性基金预算|国有资本经营预算|财政专户管理资金|事业收入|其他收入|小计|一般公共预算|"
        "政府性基金预算|单位资金",
        "|合计|90|60|50|4|1|2|2|1|30|20|8|2", "101|某市某局|90|60|50|4|1|2|2|1|30|20|8|2",
    )))  # fmt: skip
    assert measures(reading) == [
        "total", "current_year", "general_budget", "government_fund", "state_capital", "fiscal_special_account",
        "business_income", "other_income", "carryover", "general_budget_carryover", "government_fund_carryover",
        "unit_funds_carryover",
    ]  # fmt: skip
    assert told(reading, "code label unit_name")[12] == "- 某市某局 某市某局"


def test_projects_with_kind_and_unit_and_funds_of_this_and_last_year() -> None:
    reading = read(page(1, "表10", "项目支出表", "单位：万元", grid(
        "类型|项目名称|项目单位|合计|本年拨款|<|<|财政拨款结转结余|<|<|财政专户管理资金|单位资金",
        "^|^|^|^|一般公共预算|政府性基金预算|国有资本经营预算|一般公共预算|政府性基金预算|国有资本经营预算|^|^",
        "合计|<|<|9.00|8.00|||1.00||||",
        "其他运转类|<|<|9.00|8.00|||1.00||||",
        "其他运转类|信息系统运行维护|某市某局|9.00|8.00|||1.00||||",
    )))  # fmt: skip
    assert measures(reading) == ["total", "general_budget", "general_budget_carryover"]
    assert told(reading, "statement label project unit_name measure")[::3] == [
        "project_expenditure 合计 - - total", "project_expenditure 其他运转类 - - total",
        "project_expenditure 信息系统运行维护 信息系统运行维护 某市某局 total",
    ]  # fmt: skip


def test_two_years_side_by_side_with_change_in_percent_on_both_sides() -> None:
    reading = read(page(1, "预算公开表1", "2024年部门收支总表", "单位：万元", grid(
        "收入|<|<|<|支出|<|<|<",
        "项目|2023年预算数|2024年预算数|2024年比2023年增减（%）|项目|2023年预算数|2024年预算数|2024年比2023年增减（%）",
        "一、一般公共预算|8.00|10.00|25.00|一、一般公共服务支出|8.00|10.00|25.00",
        "本年收入合计|8.00|10.00|25.00|本年支出合计|8.00|10.00|25.00",
    )), year=2024)  # fmt: skip
    assert told(reading, "section label measure basis amount pct")[:6] == [
        "income 一般公共预算 total prior_budget 80000.00 -", "income 一般公共预算 total budget 100000.00 -",
        "income 一般公共预算 total change_pct - 25.00", "expenditure 一般公共服务支出 total prior_budget 80000.00 -",
        "expenditure 一般公共服务支出 total budget 100000.00 -",
        "expenditure 一般公共服务支出 total change_pct - 25.00",
    ]  # fmt: skip


def test_last_year_and_this_year_in_words() -> None:
    reading = read(page(1, "一般公共预算支出表", "单位：万元", grid(
        "功能分类科目|<|上年预算数|本年预算数|<|<|本年预算数比上年预算数增减|<",
        "科目编码|科目名称|^|小计|基本支出|项目支出|增减额|增减%",
        "208|社会保障和就业支出|8.00|6.00|6.00||-2.00|-25.00",
    )))  # fmt: skip
    assert told(reading, "measure basis amount pct") == [
        "total prior_budget 80000.00 -", "total budget 60000.00 -", "basic budget 60000.00 -",
        "total change -20000.00 -",
        "total change_pct - -25.00",
    ]  # fmt: skip


def test_fiscal_summary_with_total_own_and_carried_over_money() -> None:
    reading = read(page(1, "财政拨款收支总表", "单位：元", grid(
        "收入|<|支出|<|<|<", "项目|预算数|项目（按功能分类）|合计|本年预算|上年结转结余",
        "一、本年收入|10|一、本年支出|12|10|2", "（一）一般公共预算拨款|10|（一）一般公共服务支出|12|10|2",
        "二、上年结转|2|二、年终结转结余|||",
        "收入总计|12|支出总计|12|10|2",
    )))  # fmt: skip
    assert told(reading, "section label measure printed")[4:8] == [
        "income 一般公共预算拨款 total 10", "expenditure 一般公共服务支出 total 12",
        "expenditure 一般公共服务支出 current_year 10",
        "expenditure 一般公共服务支出 carryover 2",
    ]  # fmt: skip


def test_basic_expenditure_item_by_item_with_unit_project_and_both_codes() -> None:
    reading = read(page(1, "部门基本支出预算表（人员类、运转类公用经费项目）", "单位：元", grid(
        "单位名称|项目代码|项目名称|功能科目编码|功能科目名称|部门经济科目编码|部门经济科目名称|资金来源|<|<",
        "^|^|^|^|^|^|^|总计|一般公共预算|单位资金",
        "某市某局|530100210000000012345|行政人员工资支出|2010301|行政运行|30101|基本工资|100.00|100.00|",
    )))  # fmt: skip
    assert told(reading, "code economic_code label project unit_name measure") == [
        "2010301 30101 行政运行 行政人员工资支出 某市某局 total",
        "2010301 30101 行政运行 行政人员工资支出 某市某局 general_budget",
    ]  # fmt: skip


def test_projects_over_the_coming_years() -> None:
    reading = read(page(1, "部门项目中期规划预算表", "单位：万元", grid(
        "单位名称|项目类别|项目名称|项目级次|2024年|2025年|2026年", "某市某局|特定目标类|某专项|本级|1.00|2.00|3.00",
    )), year=2024)  # fmt: skip
    assert told(reading, "statement project unit_name measure printed") == [
        "other 某专项 某市某局 total 1.00", "other 某专项 某市某局 other 2.00", "other 某专项 某市某局 other 3.00",
    ]  # fmt: skip


def test_procurement_with_quantities_unit_prices_and_funds() -> None:
    reading = read(page(1, "部门政府采购预算表", "单位：万元", grid(
        "单位名称|项目名称|采购品目|计量单位|数量|单价|合计|一般公共预算|政府性基金|单位自筹",
        "某市某局|办公设备购置|A02010105台式计算机|台|10|0.50|5.00|5.00||", "合计|<|<|<|<|<|5.00|5.00||",
    )))  # fmt: skip
    assert told(reading, "statement project unit_name measure printed") == [
        "government_procurement 办公设备购置 某市某局 total 5.00",
        "government_procurement 办公设备购置 某市某局 general_budget 5.00",
        "government_procurement - - total 5.00", "government_procurement - - general_budget 5.00",
    ]  # fmt: skip


def test_new_assets_in_yuan_beside_statements_in_ten_thousands() -> None:
    reading = read(
        page(1, "收入总表", "单位：万元", grid("单位名称|合计", "某市某局|5.00")),
        page(2, "新增资产配置表", grid("单位名称|资产类别|资产名称|计量单位|数量|单价（元）|金额（元）",
            "某市某局|设备|台式计算机|台|2|5000.00|10000.00")),
        unit="万元",
    )  # fmt: skip
    assert told(reading, "statement unit_name amount") == [
        "income_summary 某市某局 50000.00",
        "other 某市某局 10000.00",
    ]


def test_three_public_meetings_and_training_by_unit() -> None:
    reading = read(page(1, "一般公共预算“三公”经费、会议费、培训费支出情况表", "单位：元", grid(
        "序号|单位名称|总计|“三公”经费|<|<|<|<|<|会议费|培训费",
        "^|^|^|小计|因公出国（境）费用|公务接待费|公务用车购置和运行费|<|<|^|^",
        "^|^|^|^|^|^|小计|公务用车购置费|公务用车运行维护费|^|^",
        "**|**|1|2|3|4|5|6|7|8|9", "1|某市某局|12|9|1|3|5|2|3|1|2",
    )))  # fmt: skip
    assert told(reading, "code unit_name printed") == [
        "- 某市某局 12", "total 某市某局 9", "abroad 某市某局 1", "reception 某市某局 3", "vehicle 某市某局 5",
        "vehicle_purchase 某市某局 2", "vehicle_operation 某市某局 3", "- 某市某局 1", "- 某市某局 2",
    ]  # fmt: skip


def test_operating_expense_with_items_across() -> None:
    reading = read(page(1, "一般公共预算机关运行经费表", "单位：万元", grid(
        "单位编码|单位名称|合计|办公费|印刷费|水费|其他商品和服务支出", "123001|某市某局|9.00|4.00|3.00|1.00|1.00",
    )))  # fmt: skip
    assert told(reading, "statement unit_name measure measure_printed printed") == [
        "operating_expense 某市某局 total 合计 9.00", "operating_expense 某市某局 other 办公费 4.00",
        "operating_expense 某市某局 other 印刷费 3.00",
        "operating_expense 某市某局 other 水费 1.00", "operating_expense 某市某局 other 其他商品和服务支出 1.00",
    ]  # fmt: skip


def test_expenditure_by_fund_each_with_basic_and_project() -> None:
    reading = read(page(1, "部门支出预算表", "单位：万元", grid(
        "科目编码|科目名称|合计|财政拨款|<|<|财政专户管理资金|<|单位资金|<",
        "^|^|^|小计|基本支出|项目支出|基本支出|项目支出|基本支出|项目支出",
        "205|教育支出|21|6|1|5|2|3|4|6",
    )))  # fmt: skip
    assert measures(reading) == [
        "total", "fiscal_appropriation", "fiscal_basic", "fiscal_project", "fiscal_special_account_basic",
        "fiscal_special_account_project", "unit_funds_basic", "unit_funds_project",
    ]  # fmt: skip


def test_fund_income_alone_is_no_expenditure() -> None:
    reading = read(
        page(
            1,
            "预算公开表8",
            "政府性基金预算收入表",
            "单位：万元",
            grid("科目编码|科目名称|预算数", "1030148|国有土地使用权出让收入|5.00"),
        )
    )
    assert told(reading, "statement measure printed") == ["other total 5.00"]


def test_debt_and_transfers_down_to_regions_are_loaded() -> None:
    reading = read(
        page(
            1,
            "对下转移支付预算表",
            "单位：万元",
            grid("单位名称（项目）|资金来源|<|地区|<", "^|合计|一般公共预算|某县|某区", "某专项|9.00|9.00|4.00|5.00"),
        ),
    )
    assert told(reading, "statement measure printed") == [
        "other total 9.00",
        "other general_budget 9.00",
        "other other 4.00",
        "other other 5.00",
    ]
