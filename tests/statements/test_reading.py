"""Whole statements in the layouts met across the country, each as a small grid."""

from __future__ import annotations

from decimal import Decimal

from statements.grids import grid, page, read, values

WAN = Decimal(10000)


def test_two_sided_summary_has_sections_and_one_row_number_a_line() -> None:
    reading = read(
        page(
            1,
            "收支总表",
            "单位：万元",
            grid(
                "收入|<|支出|<",
                "项目|预算数|项目|预算数",
                "一、财政拨款|10.00|201一般公共服务支出|4.00",
                "收入总计|10.00|支出总计|10.00",
            ),
        )
    )
    assert values(reading, "section", "row_no", "code", "label", "amount") == [
        ("income", 1, "", "财政拨款", Decimal("100000.00")),
        ("expenditure", 1, "201", "一般公共服务支出", Decimal("40000.00")),
        ("income", 2, "", "收入总计", Decimal("100000.00")),
        ("expenditure", 2, "", "支出总计", Decimal("100000.00")),
    ]


def test_summary_without_the_words_income_and_expenditure_over_its_sides() -> None:
    reading = read(page(1, "收支预算总表", "单位：元", grid("项目|预算数|项目|预算数", "财政拨款|7|教育支出|7")))
    assert values(reading, "section", "label") == [("income", "财政拨款"), ("expenditure", "教育支出")]


def test_income_stacked_above_expenditure() -> None:
    reading = read(
        page(1, "收支总表", "单位：元", grid("项目|预算数", "财政拨款收入|7", "收入总计|7", "教育支出|7", "支出总计|7"))
    )
    assert values(reading, "section", "label") == [
        ("income", "财政拨款收入"), ("income", "收入总计"), ("expenditure", "教育支出"), ("expenditure", "支出总计"),
    ]  # fmt: skip


def test_continuation_without_header_and_with_blank_parents() -> None:
    reading = read(
        page(
            1,
            "支出总表",
            "单位：万元",
            grid(
                "科目编码|<|<|科目名称|合计|基本支出|项目支出",
                "类|款|项|^|^|^|^",
                "208|||社会保障和就业支出|3.00|3.00|",
            ),
        ),
        page(2, grid("|05||行政事业单位养老支出|2.00|2.00|", "||05|养老保险缴费|1.00|1.00|")),
    )
    assert values(reading, "page", "row_no", "code", "measure") == [
        (1, 1, "208", "total"), (1, 1, "208", "basic"),
        (2, 2, "20805", "total"), (2, 2, "20805", "basic"),
        (2, 3, "2080505", "total"), (2, 3, "2080505", "basic"),
    ]  # fmt: skip
    assert [c.status for c in reading.coverage] == ["loaded", "continuation"]


def test_continuation_with_repeated_title_header_and_total() -> None:
    head = ("科目编码|科目名称|合计", "|合计|9.00")
    reading = read(
        page(1, "表3 支出总表", "单位：万元", grid(*head, "201|一般公共服务支出|5.00")),
        page(2, "表3 支出总表（续）", "单位：万元", grid(*head, "205|教育支出|4.00")),
    )
    assert values(reading, "page", "row_no", "label") == [
        (1, 1, "合计"), (1, 2, "一般公共服务支出"), (2, 3, "合计"), (2, 4, "教育支出"),
    ]  # fmt: skip


def test_index_rows_are_no_amounts() -> None:
    reading = read(
        page(
            1,
            "收入决算表",
            "金额单位：万元",
            grid("项目|<|本年收入合计|财政拨款收入", "科目代码|科目名称|^|^", "栏次|<|1|2", "合计|<|20.00|19.00"),
        ),
        stage="final_account",
    )
    assert values(reading, "label", "measure", "basis", "printed") == [
        ("合计", "total", "final", "20.00"), ("合计", "fiscal_appropriation", "final", "19.00"),
    ]  # fmt: skip


def test_prior_year_columns_keep_their_basis() -> None:
    reading = read(
        page(1, "一般公共预算支出表", "单位：万元", grid(
            "科目编码|科目名称|2025年执行数|2026年预算数|<|2026年预算数比2025年执行数|<",
            "^|^|^|小计|基本支出|增减额|增减（%）",
            "201|一般公共服务支出|8.00|9.00|4.00|1.00|12.50%",
        )),
    )  # fmt: skip
    assert values(reading, "measure", "basis", "amount", "pct") == [
        ("total", "prior_final", 8 * WAN, None),
        ("total", "budget", 9 * WAN, None),
        ("basic", "budget", 4 * WAN, None),
        ("total", "change", 1 * WAN, None),
        ("total", "change_pct", None, Decimal("12.50")),
    ]


def test_current_year_and_carried_over_money_side_by_side() -> None:
    reading = read(
        page(1, "支出预算表", "单位：万元", grid(
            "科目编码|科目名称|合计|本年|<|<|上年结转|<",
            "^|^|^|小计|基本支出|项目支出|基本支出|项目支出",
            "201|一般公共服务支出|10|6|4|2|3|1",
        )),
    )  # fmt: skip
    assert [c.measure for c in reading.cells] == [
        "total", "current_year", "basic_current_year", "project_current_year", "basic_carryover", "project_carryover",
    ]  # fmt: skip


def test_movement_of_a_fund_in_a_final_account() -> None:
    reading = read(
        page(1, "政府性基金预算财政拨款收入支出决算表", "单位：万元", grid(
            "科目编码|科目名称|年初结转和结余|本年收入|本年支出|<|<|年末结转和结余",
            "^|^|^|^|小计|基本支出|项目支出|^",
            "212|城乡社区支出|1|5|4|1|3|2",
        )),
        stage="final_account",
    )  # fmt: skip
    assert [c.measure for c in reading.cells] == [
        "opening_carryover", "income", "total", "basic", "project", "closing_carryover",
    ]  # fmt: skip
    assert {c.basis for c in reading.cells} == {"final"}


def test_three_public_across_by_unit_and_year() -> None:
    reading = read(
        page(1, "一般公共预算拨款“三公”经费、会议费表", "单位：元", grid(
            "单位名称|2025年|<|<|2026年|<|<",
            "^|三公经费|<|会议费|三公经费|<|会议费",
            "^|小计|公务接待费|^|小计|公务接待费|^",
            "某局|5|5|1|4|4|2",
        )),
    )  # fmt: skip
    assert values(reading, "code", "basis", "unit_name", "printed") == [
        ("total", "prior_budget", "某局", "5"), ("reception", "prior_budget", "某局", "5"),
        ("", "prior_budget", "某局", "1"), ("total", "budget", "某局", "4"), ("reception", "budget", "某局", "4"),
        ("", "budget", "某局", "2"),
    ]  # fmt: skip


def test_years_down_the_rows() -> None:
    reading = read(
        page(1, "“三公”经费支出表", "单位：万元", grid(
            "预算单位|年度|总计|<|公务接待费|<", "^|^|一般公共预算|政府性基金预算|一般公共预算|政府性基金预算",
            "某局|2025年|3.00|0.00|3.00|0.00", "|2026年|4.00|0.00|4.00|0.00", "|增减变化金额|1.00|0.00|1.00|0.00",
        )),
    )  # fmt: skip
    first = [c for c in reading.cells if c.code == "total" and c.measure == "general_budget"]
    assert [(c.basis, c.printed) for c in first] == [("prior_budget", "3.00"), ("budget", "4.00"), ("change", "1.00")]


def test_unit_rows_with_codes_that_look_like_subjects() -> None:
    reading = read(
        page(1, "一般公共预算支出明细表（按支出功能分类科目）", "单位：万元", grid(
            "功能科目编码|功能科目名称|合计", "125003|某市某执法支队|8.00", "208|社会保障和就业支出|8.00",
            "05|行政事业单位离退休|7.00", "2080505|养老保险缴费支出|7.00", "99|其他社会保障和就业支出|1.00",
        )),
    )  # fmt: skip
    assert values(reading, "code", "unit_name") == [
        ("", "某市某执法支队"), ("208", ""), ("20805", ""), ("2080505", ""), ("20899", ""),
    ]  # fmt: skip


def test_function_and_both_economic_codes_in_one_row() -> None:
    reading = read(
        page(1, "支出总表", "单位：万元", grid(
            "支出功能分类科目|政府支出经济分类科目|部门支出经济分类科目|合计",
            "2101501-行政运行|50101-工资奖金津补贴|30101-基本工资|9.000000",
        )),
    )  # fmt: skip
    assert values(reading, "code", "economic_code", "label") == [("2101501", "30101", "行政运行")]


def test_project_statement_names_class_and_project() -> None:
    reading = read(
        page(1, "一般公共预算项目支出情况表", "单位：万元", grid(
            "科目代码|科目名称|项目名称|项目支出合计|工资福利支出|商品和服务支出|资本性支出\\n（基本建设）|资本性支出",
            "|某市某局||9.00||9.00||", "2101599|其他医疗保障管理事务支出|后勤服务费|9.00||9.00||",
        )),
    )  # fmt: skip
    assert values(reading, "label", "project", "unit_name", "measure") == [
        ("某市某局", "", "某市某局", "total"), ("某市某局", "", "某市某局", "302"),
        ("其他医疗保障管理事务支出", "后勤服务费", "", "total"), ("其他医疗保障管理事务支出", "后勤服务费", "", "302"),
    ]  # fmt: skip


def test_a_column_that_no_word_explains_is_loaded_as_other_and_reported() -> None:
    reading = read(page(1, "收入总表", "单位：万元", grid("单位名称|合计|上年实户资金余额", "某局|5.00|1.00")))
    assert values(reading, "measure", "basis", "measure_printed") == [
        ("total", "budget", "合计"), ("other", "budget", "上年实户资金余额"),
    ]  # fmt: skip
    assert "上年实户资金余额" in reading.coverage[0].detail


def test_statements_stacked_in_one_grid_are_two() -> None:
    reading = read(
        page(1, "支出总表", "单位：万元", grid(
            "科目编码|科目名称|合计", "201|一般公共服务支出|5.00", "合计|<|5.00",
            "收入总表|<|<", "科目编码|科目名称|合计", "201|一般公共服务支出|6.00",
        )),
    )  # fmt: skip
    assert values(reading, "statement", "printed") == [
        ("expenditure_summary", "5.00"), ("expenditure_summary", "5.00"), ("income_summary", "6.00"),
    ]  # fmt: skip


def test_title_at_the_foot_of_the_page_before() -> None:
    reading = read(
        page(1, "一些说明", "收入总表", "单位：万元"), page(2, grid("单位名称|合计", "某局|5.00")),
    )  # fmt: skip
    assert values(reading, "statement", "printed") == [("income_summary", "5.00")]


def test_counts_are_no_money() -> None:
    reading = read(
        page(1, "机关运行经费表", "单位：万元", grid("项目|统计数", "机关运行经费|7.00", "车辆数合计（台、辆）|3"))
    )
    assert values(reading, "label", "printed") == [("机关运行经费", "7.00")]
    assert "count" in reading.coverage[0].detail


def test_declared_empty_without_a_grid() -> None:
    reading = read(
        page(1, "政府性基金预算支出情况表", "本单位2026年没有使用政府性基金预算拨款安排的支出，故本表为空表。")
    )
    assert reading.cells == ()
    assert [(c.status, c.statement) for c in reading.coverage] == [("empty", "government_fund_expenditure")]


def test_without_any_unit_nothing_is_guessed() -> None:
    reading = read(page(1, "收入总表", grid("单位名称|合计", "某局|5.00")))
    assert reading.cells == ()
    assert reading.coverage[0].status == "unrecognised"


def test_an_untitled_table_of_figures_is_listed() -> None:
    reading = read(page(1, grid("单位名称|合计", "某局|5.00")), unit="万元")
    assert reading.cells == ()
    assert [(c.status, c.statement) for c in reading.coverage] == [("unrecognised", "")]


def test_two_tables_of_one_kind_number_their_rows_on() -> None:
    table = ("科目编码|科目名称|合计", "301|工资福利支出|5.00")
    reading = read(
        page(1, "一般公共预算基本支出表（按部门经济分类）", "单位：万元", grid(*table)),
        page(2, "一般公共预算基本支出表（按政府经济分类）", "单位：万元", grid(*table)),
    )
    assert [c.row_no for c in reading.cells] == [1, 2]


def test_a_project_named_like_a_place_is_no_unit() -> None:
    reading = read(
        page(1, "部门预算项目支出预算表", "单位：万元", grid(
            "支出项目类别（资金使用单位）|总计", "某市某局|9.00", "边境口岸联合检查站|4.00", "某市某服务站|5.00",
        )),
    )  # fmt: skip
    assert values(reading, "project", "unit_name") == [
        ("", "某市某局"), ("边境口岸联合检查站", ""), ("", "某市某服务站"),
    ]  # fmt: skip


def test_classes_printed_without_their_leading_zero() -> None:
    header = ("科目编码|<|<|科目名称|合计", "类|款|项|^|^")
    table = grid(*header, "208|||社会保障和就业支出|9", "208|5||行政事业单位养老支出|8", "208|5|1|行政单位离退休|7")
    reading = read(page(1, "支出总表", "单位：万元", table))
    assert values(reading, "code", "label") == [
        ("208", "社会保障和就业支出"), ("20805", "行政事业单位养老支出"), ("2080501", "行政单位离退休"),
    ]  # fmt: skip


def test_further_columns_of_a_table_on_the_next_page_do_not_continue_its_rows() -> None:
    head = ("科目编码|科目名称|合计|基本支出", "205|教育支出|100.00|60.00", "合计|<|100.00|60.00")
    decimals = grid("40.00|0.00|0.00|0.00", "40.00|0.00|0.00|0.00")
    whole = grid("400000|0|0|0", "400000|0|0|0")
    for beside in (decimals, whole):
        reading = read(page(1, "部门支出总表", "单位：万元", grid(*head)), page(2, beside))
        assert {c.page for c in reading.cells} == {1}
        assert [c.status for c in reading.coverage] == ["loaded", "unrecognised"]


def test_a_continuation_with_nothing_but_codes_for_names_goes_on() -> None:
    head = ("类|款|项|合计|基本支出", "205|1|1|100.00|60.00")
    reading = read(
        page(1, "部门支出总表", "单位：万元", grid(*head)), page(2, grid("|1|2|40.00|0.00", "208|5|5|3.00|0.00"))
    )
    assert [c.status for c in reading.coverage] == ["loaded", "continuation"]
