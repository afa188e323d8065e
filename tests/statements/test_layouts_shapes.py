"""Shapes of tables that are independent of what they say: where headers end, continuations, numbers, notes, units."""

from __future__ import annotations

from itertools import accumulate

import pytest
from statements.grids import grid, measures, page, read, told

from pipeline.reading.model import Box, Grid


def test_a_header_drawn_without_merged_cells() -> None:
    reading = read(page(1, "一般公共预算基本支出表", "单位：万元", grid(
        "科目编码|科目名称|合计|工资福利支出|<|商品和服务支出", "|||基本工资|津贴补贴|", "201|一般公共服务支出|9|4|3|2",
        "205|教育支出|9|4|3|2",
    )))  # fmt: skip
    assert told(reading, "code measure_printed printed")[:4] == [
        "201 合计 9", "201 工资福利支出/基本工资 4", "201 工资福利支出/津贴补贴 3", "201 商品和服务支出 2",
    ]  # fmt: skip


def test_caption_inside_the_grid_and_notes_and_signatures_below() -> None:
    reading = read(page(1, grid(
        "收入总表|<|<|<", "编制单位：某市某局|<|单位：万元|<", "单位代码|单位名称|合计|一般公共预算",
        "123001|某市某局|9.00|9.00", "合计|<|9.00|9.00", "注：本表反映部门本年度的收入情况。|<|<|<",
        "填表人：|张某|联系电话|09910000000",
    )))  # fmt: skip
    assert told(reading, "statement label measure printed") == [
        "income_summary 某市某局 total 9.00", "income_summary 某市某局 general_budget 9.00",
        "income_summary 合计 total 9.00",
        "income_summary 合计 general_budget 9.00",
    ]  # fmt: skip


def test_a_row_of_any_contact_below_a_statement_is_no_row_of_it() -> None:
    number = "138" + "0" * 8
    for label in ("填报人：张三丰", "审核人（签字）：张三丰", "填报日期：2026年3月 责任人：张三丰"):
        foot = f"{label}|{number}|"
        reading = read(page(1, grid("收入总表|<|<", "单位名称|合计（元）|一般公共预算", "某市某局|9.00|9.00", foot)))
        assert told(reading, "label printed") == ["某市某局 9.00", "某市某局 9.00"]
        assert "张三丰" not in repr(reading.coverage)
        assert number not in repr(reading.coverage)


def test_a_header_repeated_within_the_grid() -> None:
    head = ("科目编码|科目名称|合计|基本支出|项目支出", "**|**|1|2|3")
    reading = read(
        page(1, "支出总表", "单位：元", grid(*head, "201|一般公共服务支出|9|9|", *head, "205|教育支出|4||4"))
    )
    assert told(reading, "code label measure printed") == [
        "201 一般公共服务支出 total 9", "201 一般公共服务支出 basic 9", "205 教育支出 total 4",
        "205 教育支出 project 4",
    ]  # fmt: skip
    assert reading.coverage[0].detail == ""


def test_only_the_last_line_of_the_header_repeated_on_the_next_page() -> None:
    reading = read(
        page(1, "一般公共预算支出表", "单位：元", grid(
            "科目|<|2025年预算数|<|<", "科目编码|科目名称|小计|基本支出|项目支出", "201|一般公共服务支出|9|9|",
        )),
        page(2, grid("科目编码|科目名称|小计|基本支出|项目支出", "205|教育支出|4||4")),
        year=2025,
    )  # fmt: skip
    assert told(reading, "page row_no code measure printed") == [
        "1 1 201 total 9", "1 1 201 basic 9", "2 2 205 total 4", "2 2 205 project 4",
    ]  # fmt: skip


def test_two_values_in_one_cell_are_not_made_one() -> None:
    reading = read(
        page(
            1,
            "支出总表",
            "单位：万元",
            grid(
                "科目编码|科目名称|合计",
                "201|一般公共服务支出|70\\n12.5",
                "205|教育支出|22,718,394.\\n48",
                "206|科学技术支出|-\\n3.00",
            ),
        )
    )
    assert told(reading, "code printed") == ["205 22,718,394.48", "206 -3.00"]


def test_figures_as_agencies_print_them() -> None:
    shown = [
        "0",
        "70",
        "1208.2",
        "１２．５",
        "-3.00",
        "－3.00",
        "(3.00)",
        "（1,203.00）",
        "¥5.00",
        "—",
        "/",
        "",
        "12,345.678901",
    ]
    reading = read(
        page(
            1,
            "支出总表",
            "单位：万元",
            grid("科目编码|科目名称|合计", *[f"2010{n + 10}|某科目|{s}" for n, s in enumerate(shown)]),
        )
    )
    assert told(reading, "amount") == [
        "0.00", "700000.00", "12082000.00", "125000.00", "-30000.00", "-30000.00", "-30000.00", "-12030000.00",
        "50000.00", "123456789.01",
    ]  # fmt: skip


def test_headcounts_are_no_money() -> None:
    reading = read(
        page(1, "收入总表", "单位：万元", grid("单位名称|合计", "某局|5.00")),
        page(2, "部门人员情况表", "单位：人", grid("单位名称|编制数|实有人数|<", "^|^|在职|离退休", "某局|20|18|5")),
        page(3, "机构基本情况表", "单位：个、人", grid("单位名称|机构数|合计", "某局|1|18")),
        unit="万元",
    )  # fmt: skip
    assert told(reading, "page printed") == ["1 5.00"]


def test_years_as_bare_numbers_over_the_columns() -> None:
    reading = read(page(1, "收入总表", "单位：万元", grid("单位名称|2023|2024", "某局|5.00|6.00")), year=2024)
    assert told(reading, "measure basis printed") == ["total prior_budget 5.00", "total budget 6.00"]


def test_statements_of_different_units_of_money() -> None:
    table = ("科目编码|科目名称|金额", "201|一般公共服务支出|5.00")
    reading = read(
        page(1, "支出总表", "单位：元", grid(*table), "财政拨款支出表", grid(*table)), page(2, "一般公共预算支出表",
            "单位：千元", grid(*table)),
        page(3, "政府性基金预算支出表", grid(*table)), unit="万元",
    )  # fmt: skip
    assert told(reading, "statement amount") == [
        "expenditure_summary 5.00", "fiscal_appropriation_expenditure 5.00", "general_budget_expenditure 5000.00",
        "government_fund_expenditure 50000.00",
    ]  # fmt: skip


def test_a_unit_of_money_in_one_column_or_one_row() -> None:
    reading = read(page(1, "国有资产占有使用情况表", "单位：元", grid(
        "项目|数量|账面原值（万元）|账面净值", "车辆（辆）|3|60.00|100000.00", "房屋（平方米）|1200.5|70.00|200000.00",
        "资产总额（万元）|||35.00",
    )))  # fmt: skip
    assert told(reading, "label amount") == [
        "车辆（辆） 600000.00", "车辆（辆） 100000.00", "房屋（平方米） 700000.00", "房屋（平方米） 200000.00",
        "资产总额（万元） 350000.00",
    ]  # fmt: skip


def test_four_blocks_by_income_function_class_and_use() -> None:
    reading = read(page(1, "收支总表", "单位：万元", grid(
        "收入|<|支出|<|<|<|<|<", "项目|预算数|按功能分类|预算数|按部门预算经济分类|预算数|按支出用途|预算数",
        "一、财政拨款|9|一、一般公共服务支出|9|一、工资福利支出|5|一、基本支出|5",
        "收入总计|9|支出总计|9|支出总计|9|支出总计|9",
    )))  # fmt: skip
    assert told(reading, "section label printed")[:4] == [
        "income 财政拨款 9", "expenditure 一般公共服务支出 9", "expenditure 工资福利支出 5", "expenditure 基本支出 5",
    ]  # fmt: skip


def test_title_broken_over_two_lines_and_a_table_number_between_title_and_unit() -> None:
    reading = read(
        page(
            1,
            "2024年度一般公共预算财政拨款基本支出",
            "决算表",
            "公开06表",
            "单位：元",
            grid("科目编码|科目名称|金额", "301|工资福利支出|5.00"),
        )
    )
    assert told(reading, "statement amount") == ["general_budget_basic 5.00"]


def test_titles_that_are_headings_without_the_word_table() -> None:
    table = ("科目编码|科目名称|金额", "201|一般公共服务支出|5.00")
    reading = read(
        page(1, "三、2024年部门支出总体情况", "单位：元", grid(*table)), page(2, "（五）一般公共预算支出情况",
            "单位：元", grid(*table)),
        page(3, "七、一般公共预算“三公”经费支出情况", "单位：元", grid("项目|预算数", "公务接待费|5.00")),
    )  # fmt: skip
    assert [c.statement for c in reading.cells] == ["expenditure_summary", "general_budget_expenditure", "three_public"]


def test_a_code_with_spaces_and_one_glued_to_its_name() -> None:
    reading = read(
        page(1, "支出总表", "单位：元", grid("科目编码|科目名称|合计", "201 03 01|行政运行|9", "2050205 高等教育|<|4"))
    )
    assert told(reading, "code label printed") == ["2010301 行政运行 9", "2050205 高等教育 4"]


def test_a_total_written_over_the_code_and_name_columns_below_blank_rows() -> None:
    reading = read(page(1, "政府性基金预算支出表", "单位：万元", grid(
        "科目编码|科目名称|本年支出|<|<", "^|^|合计|基本支出|项目支出", "||||", "||||", "合 计|<|0.00|0.00|0.00",
    )))  # fmt: skip
    assert told(reading, "label measure printed") == ["合计 total 0.00", "合计 basic 0.00", "合计 project 0.00"]


def test_change_given_as_amount_and_sign() -> None:
    reading = read(page(1, "“三公”经费预算表", "单位：万元", grid(
        "项目|上年预算数|本年预算数|增减情况|<", "^|^|^|金额|%", "合计|10.00|8.00|-2.00|-20.00",
    )))  # fmt: skip
    assert measures(reading) == ["total@prior_budget", "total", "total@change", "total@change_pct"]
    assert told(reading, "amount pct")[2:] == ["-20000.00 -", "- -20.00"]


def test_a_table_below_prose_does_not_continue_the_statement_before() -> None:
    reading = read(
        page(1, "支出总表", "单位：元", grid("科目编码|科目名称|合计", "201|一般公共服务支出|9")),
        page(2, "2024年本部门政府采购支出总额9元，其中政府采购货物支出9元。授予中小企业合同金额9元。", grid(
            "货物|台式机|9", "服务|印刷|4")),
    )  # fmt: skip
    assert told(reading, "page printed") == ["1 9"]
    assert [c.status for c in reading.coverage] == ["loaded", "unrecognised"]


def test_party_organs_courts_and_schools_name_their_rows_alike() -> None:
    reading = read(page(1, "部门收支总表", "单位：万元", grid(
        "收入|<|支出|<", "项 目|预算数|项 目|预算数", "一、一般公共预算拨款收入|9|一、公共安全支出|9",
        "　其中：诉讼费收入|1|二、教育支出|",
        "二、事业收入|4|（一）教育事业收入|4", "　　1.教育事业收入|3|三、社会保障和就业支出|4",
        "　　2.科研事业收入|1||",
        "本 年 收 入 合 计|13|本 年 支 出 合 计|13", "上年结转|0|结转下年|0", "收 入 总 计|13|支 出 总 计|13",
    )))  # fmt: skip
    assert told(reading, "section label printed") == [
        "income 一般公共预算拨款收入 9", "expenditure 公共安全支出 9", "income 诉讼费收入 1", "income 事业收入 4",
        "expenditure 教育事业收入 4",
        "income 教育事业收入 3", "expenditure 社会保障和就业支出 4", "income 科研事业收入 1", "income 本年收入合计 13",
        "expenditure 本年支出合计 13",
        "income 上年结转 0", "expenditure 结转下年 0", "income 收入总计 13", "expenditure 支出总计 13",
    ]  # fmt: skip


def test_an_empty_statement_with_a_note_below_the_grid() -> None:
    reading = read(page(
        1, "国有资本经营预算支出表", "单位：万元", grid("科目编码|科目名称|合计|基本支出|项目支出", "||||", "合计||||"),
            "注：本单位2024年无国有资本经营预算支出，故本表为空表。",
    ))  # fmt: skip
    assert reading.cells == ()
    assert {(c.status, c.statement) for c in reading.coverage} == {("empty", "state_capital_expenditure")}


def test_a_sentence_inside_the_grid_declares_it_empty() -> None:
    reading = read(page(1, "政府性基金预算支出表", "单位：万元", grid(
        "科目编码|科目名称|合计|基本支出|项目支出",
        "本单位2024年没有使用政府性基金预算拨款安排的支出，故本表无数据。|<|<|<|<",
    )))  # fmt: skip
    assert [(c.status, c.cells) for c in reading.coverage] == [("empty", 0)]


def test_total_first_in_a_header_like_row_and_units_told_by_indent() -> None:
    reading = read(page(1, "部门支出预算表", "单位：万元", grid(
        "单位名称|功能科目|<|总计|基本支出|<|<|项目支出|<|<",
        "^|编码|名称|^|合计|人员经费|公用经费|合计|本级支出|对下转移支付",
        "合计|<|<|9|5|4|1|4|3|1", "某市某局|<|<|9|5|4|1|4|3|1", "某市某局|2010301|行政运行|9|5|4|1|4|3|1",
    )))  # fmt: skip
    assert measures(reading) == ["total", "basic", "personnel", "operating", "project", "other", "other"]
    assert told(reading, "code label unit_name")[::7] == [
        "- 合计 -",
        "- 某市某局 某市某局",
        "2010301 行政运行 某市某局",
    ]


def test_rows_of_units_merged_down_over_their_classes() -> None:
    reading = read(page(1, "财政拨款支出表", "单位：万元", grid(
        "单位|科目编码|科目名称|合计", "某市某局|201|一般公共服务支出|9", "^|2010301|行政运行|9",
        "某市某中心|205|教育支出|4",
    )))  # fmt: skip
    assert told(reading, "code label unit_name printed") == [
        "201 一般公共服务支出 某市某局 9", "2010301 行政运行 某市某局 9", "205 教育支出 某市某中心 4",
    ]  # fmt: skip


def test_percentages_with_their_sign_among_amounts() -> None:
    reading = read(
        page(
            1,
            "支出总表",
            "单位：万元",
            grid("科目编码|科目名称|合计|占比", "201|一般公共服务支出|9.00|45%", "205|教育支出|11.00|55%"),
        )
    )
    assert told(reading, "measure amount pct") == ["total 90000.00 -", "other - 45", "total 110000.00 -", "other - 55"]


def test_sides_one_below_the_other_with_a_title_each() -> None:
    reading = read(page(1, "部门收支总表", "单位：万元", grid(
        "收入|<", "项目|金额", "一、财政拨款收入|9", "本年收入合计|9", "上年结转|1", "收入总计|10", "支出|<",
        "项目|金额", "一、基本支出|6", "二、项目支出|4", "支出总计|10",
    )))  # fmt: skip
    assert told(reading, "section label printed") == [
        "income 财政拨款收入 9", "income 本年收入合计 9", "income 上年结转 1", "income 收入总计 10",
        "expenditure 基本支出 6", "expenditure 项目支出 4",
        "expenditure 支出总计 10",
    ]  # fmt: skip


def test_another_table_of_as_many_columns_does_not_continue_the_statement() -> None:
    reading = read(
        page(1, "支出总表", "单位：元", grid("科目编码|科目名称|合计", "201|一般公共服务支出|9")),
        page(2, grid("项目名称|实施单位|预算金额", "某专项|某局|4", "某工程|某局|5")),
    )
    assert told(reading, "page printed") == ["1 9"]
    assert reading.coverage[1].status == "unrecognised"


def test_counts_beside_the_three_public_items_are_no_money() -> None:
    counts = (
        "国内公务接待批次|12",
        "国内公务接待人次|100",
        "因公出国（境）团组数|2",
        "公务用车购置数|1",
        "公务用车保有量|3",
    )
    table = grid("项目|决算数", "公务接待费|1.00", *counts)
    reading = read(page(1, "“三公”经费支出决算表", "单位：万元", table), stage="final_account")
    assert told(reading, "code amount") == ["reception 10000.00"]
    assert [u.cell.text for u in reading.tables[0].unread] == ["12", "100", "2", "1", "3"]


def test_what_is_paid_for_each_person_is_money() -> None:
    reading = read(page(1, "一般公共预算基本支出表", "单位：万元", grid("科目名称|合计", "住房补贴（个人）|5.00")))
    assert told(reading, "label amount") == ["住房补贴（个人） 50000.00"]


def test_items_named_like_a_contact_are_no_signatures() -> None:
    table = grid("项目名称|合计", "电话费|5.00", "联系人大代表工作经费|3.00", "联系人张三丰|12345", "电话|12345")
    reading = read(page(1, "项目支出表", "单位：万元", table))
    assert told(reading, "label amount") == ["电话费 50000.00", "联系人大代表工作经费 30000.00"]


def test_column_numbers_with_formulas_are_no_amounts() -> None:
    header = "科目编码|科目名称|上年预算数|本年预算数|增减额|增减%"
    numbers = "栏次|<|1|2|3=2-1|4=3÷1×100%"
    table = grid(header, numbers, "201|一般公共服务支出|9|10|1|11.1")
    reading = read(page(1, "一般公共预算支出表", "单位：万元", table))
    assert told(reading, "code printed") == ["201 9", "201 10", "201 1", "201 11.1"]
    marked = grid("项目|预算数|决算数|完成率", "栏次|1|2|（2-1）/1", "公务接待费|9|10|111.1")
    reading = read(page(1, "“三公”经费支出决算表", "单位：万元", marked), stage="final_account")
    assert [c.printed for c in reading.cells] == ["9", "10", "111.1"]


def test_the_mark_of_a_note_is_no_digit_of_the_figure() -> None:
    table = grid(
        "科目编码|科目名称|合计|基本支出", "栏次|<|①|②", "201|一般公共服务支出|9.00①|10.00", "205|教育支出|12.5²|3.00"
    )
    reading = read(page(1, "支出总表", "单位：万元", table))
    assert told(reading, "code amount") == ["201 100000.00", "205 30000.00"]
    assert [u.cell.text for u in reading.tables[0].unread] == ["9.00①", "12.5²"]


def _drawn(g: Grid, *widths: float) -> Grid:
    """The grid with columns of these widths."""
    xs = tuple(accumulate(widths, initial=50.0))
    cells = tuple(c._replace(box=Box(xs[c.col], c.box.top, xs[c.col_end], c.box.bottom)) for c in g.cells)
    return Grid(Box(xs[0], g.box.top, xs[-1], g.box.bottom), g.n_rows, g.n_cols, cells, xs, g.ys)


def test_a_continuation_with_columns_of_other_widths() -> None:
    first = _drawn(grid("科目名称|合计|基本支出|项目支出", "教育支出|9|8|1"), 100, 40, 40, 40)
    second = _drawn(grid("农林水支出|7|6|1", "卫生健康支出|5|3|2"), 40, 60, 60, 60)
    reading = read(page(1, "支出总表", "单位：万元", first), page(2, second))
    assert told(reading, "page label measure printed")[3:] == [
        "2 农林水支出 total 7", "2 农林水支出 basic 6", "2 农林水支出 project 1",
        "2 卫生健康支出 total 5", "2 卫生健康支出 basic 3", "2 卫生健康支出 project 2",
    ]  # fmt: skip


def test_a_unit_noted_on_one_column_is_not_that_of_the_others() -> None:
    header = "项目|数量|账面原值（万元）|账面净值"
    pages = (
        page(1, "国有资产占有使用情况表", "单位：元", grid(header, "车辆|3|60.00|100000.00")),
        page(2, grid(header, "房屋|2|70.00|200000.00")),
    )
    assert told(read(*pages), "page label amount") == [
        "1 车辆 600000.00", "1 车辆 100000.00", "2 房屋 700000.00", "2 房屋 200000.00",
    ]  # fmt: skip
    alone = page(1, "国有资产表", grid("项目|账面原值（万元）|账面净值", "车辆|60.00|100000.00"))
    assert told(read(alone, unit="元"), "amount") == ["600000.00", "100000.00"]
    whole = page(1, "收入总表", grid("单位名称|合计（元）|一般公共预算", "某局|9.00|9.00"))
    assert told(read(whole, unit="万元"), "amount") == ["9.00", "9.00"]


def test_a_unit_noted_on_the_columns_is_not_that_of_the_next_statement() -> None:
    first = ("国有资产表", grid("项目|账面原值（万元）", "车辆|60.00"))
    reading = read(page(1, *first, "部门支出总表", grid("科目名称|合计", "教育支出|90000.00")), unit="元")
    assert told(reading, "label amount") == ["车辆 600000.00", "教育支出 90000.00"]


@pytest.mark.parametrize(
    "rows",
    [
        ("收入|单位：万元|支出|<", "项目|预算数|项目|预算数", "一、财政拨款|1|一、教育支出|1"),
        ("收入|<|支出|<", "项目|金额/万元|项目|金额/万元", "一、财政拨款|1|一、教育支出|1"),
    ],
)
def test_a_unit_within_the_header(rows: tuple[str, ...]) -> None:
    reading = read(page(1, "收支总表", grid(*rows)), unit="元")
    assert told(reading, "label amount") == ["财政拨款 10000.00", "教育支出 10000.00"]
    below = page(1, "支出总表", grid("科目名称|合计", "^|万元", "教育支出|9.00"))
    assert told(read(below, unit="元"), "amount") == ["90000.00"]


def test_the_same_header_under_a_new_heading_does_not_continue_the_statement() -> None:
    header = "科目编码|科目名称|合计"
    first = ("第二部分 部门预算表", "一般公共预算支出表", "单位：万元", grid(header, "201|一般公共服务支出|9.00"))
    prose = "本部门2026年政府性基金安排如下，资金全部用于城乡社区建设方面的支出。"
    apart = page(2, "八、政府性基金预算安排", prose, "单位：万元", grid(header, "212|城乡社区支出|5.00"))
    reading = read(page(1, *first), apart)
    assert told(reading, "statement code") == ["general_budget_expenditure 201"]
    assert [c.status for c in reading.coverage] == ["loaded", "unrecognised"]
    head = page(2, "第二部分 部门预算表", grid(header, "204|公共安全支出|5.00"))
    assert told(read(page(1, *first), head), "page code") == ["1 201", "2 204"]
