"""The money of a form: whose figure it is, and of what, in every way that the labels are laid out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.narrative.facts import DocumentFacts
from pipeline.performance import PerformanceReading, read_performance
from tests.performance.made_tables import LEFT, UP, document, grid, line, page

PROJECT = ["项目名称", "河道治理", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT, LEFT]
HEADER = ["一级指标", "二级指标", "三级指标", LEFT, LEFT, LEFT, "指标值", "分值", "得分"]
INDICATOR = ["产出指标", "数量指标", "治理长度", LEFT, LEFT, LEFT, "10公里", "90", "90"]


def _read(*rows: list[str], unit: str = "") -> PerformanceReading:
    """A form of nine columns with these rows of money."""
    lines = [line("项目支出绩效自评表", 60), *([line(unit, 80)] if unit else [])]
    return read_performance(document(page(1, [grid([PROJECT, *rows, HEADER, INDICATOR])], lines)), DocumentFacts())


def _figures(reading: PerformanceReading) -> list[tuple[str, str, str]]:
    """Source, measure and figure in 万元, or as it is where it is no money."""
    shown = [f.value if f.amount is None else f.amount / 10_000 for f in reading.fundings]
    return [(f.source, f.measure, f"{n:.2f}") for f, n in zip(reading.fundings, shown, strict=True) if n is not None]


def test_labels_beside_the_figures_of_one_row_tell_their_measures() -> None:
    row = ["项目资金（万元）", "预算数", "100.00", "执行数", "95.00", "执行率", "95.00%", "得分", "9.5"]
    reading = _read(row)
    assert _figures(reading) == [
        ("total", "budget", "100.00"),
        ("total", "executed", "95.00"),
        ("total", "execution_rate", "95.00"),
        ("total", "score", "9.50"),
    ]
    assert reading.fundings[1].measure_printed == "执行数"
    (goal,) = reading.goals
    assert (goal.budget_amount, goal.executed_amount) == (Decimal("1000000.00"), Decimal("950000.00"))
    assert (goal.execution_rate, goal.execution_score) == (Decimal("95.00"), Decimal("9.5"))


def test_a_source_printed_once_for_each_measure_takes_the_measure_above_its_label() -> None:
    reading = _read(
        ["项目资金（万元）", "年初预算数", "100.00", "调整后预算", "110.00", "支出数", "95.00", "执行率", "86.36%"],
        [UP, "其中：财政拨款", "80.00", "其中：财政拨款", "90.00", "其中：财政拨款", "80.00", "执行率", "88.89%"],
    )
    assert _figures(reading) == [
        ("total", "initial_budget", "100.00"),
        ("total", "budget", "110.00"),
        ("total", "executed", "95.00"),
        ("total", "execution_rate", "86.36"),
        ("fiscal", "initial_budget", "80.00"),
        ("fiscal", "budget", "90.00"),
        ("fiscal", "executed", "80.00"),
        ("fiscal", "execution_rate", "88.89"),
    ]


def test_the_measure_of_the_first_row_holds_for_the_sources_below_it() -> None:
    reading = _read(
        ["项目资金（万元）", "预算数：", LEFT, LEFT, "100.00", "执行数：", LEFT, LEFT, "95.00"],
        [UP, "其中：财政拨款", LEFT, LEFT, "80.00", "其中：财政拨款", LEFT, LEFT, "76.00"],
        [UP, "其他资金", LEFT, LEFT, "20.00", "其他资金", LEFT, LEFT, "19.00"],
    )
    assert _figures(reading) == [
        ("total", "budget", "100.00"),
        ("total", "executed", "95.00"),
        ("fiscal", "budget", "80.00"),
        ("fiscal", "executed", "76.00"),
        ("other", "budget", "20.00"),
        ("other", "executed", "19.00"),
    ]
    assert {f.source_printed for f in reading.fundings if f.source == "other"} == {"其他资金"}


def test_labels_and_figures_in_one_cell_take_the_measure_above_them() -> None:
    reading = _read(
        ["项目资金（万元）", "预算数：100.00", LEFT, LEFT, LEFT, "执行数：95.00", LEFT, LEFT, LEFT],
        [UP, "其中：财政拨款：80.00", LEFT, LEFT, LEFT, "其中：财政拨款：76.00", LEFT, LEFT, LEFT],
        [UP, "其他资金：20.00", LEFT, LEFT, LEFT, "其他资金：19.00", LEFT, LEFT, LEFT],
    )
    assert _figures(reading) == [
        ("total", "budget", "100.00"),
        ("fiscal", "budget", "80.00"),
        ("fiscal", "executed", "76.00"),
        ("other", "budget", "20.00"),
        ("other", "executed", "19.00"),
    ]


def test_a_label_printed_twice_in_a_row_without_a_measure_leaves_its_figures_open() -> None:
    reading = _read(
        ["项目资金（万元）", "批复情况", LEFT, LEFT, "100.00", "结算情况", LEFT, LEFT, "95.00"],
        [UP, "其中：财政拨款", LEFT, LEFT, "80.00", "其中：财政拨款", LEFT, LEFT, "76.00"],
    )
    assert _figures(reading) == []
    assert "figure 80.00; figure 76.00" in reading.coverage[0].detail


def test_money_split_by_use_beside_money_by_source_is_not_taken_for_a_source() -> None:
    reading = _read(
        ["年度预算申请（万元）", "资金总额：1,234.00", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT, LEFT],
        [UP, "按收入性质分：", LEFT, LEFT, LEFT, "按支出性质分：", LEFT, LEFT, LEFT],
        [UP, "其中：一般公共预算", LEFT, LEFT, "1,200.00", "其中：基本支出", LEFT, LEFT, "800.00"],
        [UP, "政府性基金拨款", LEFT, LEFT, "34.00", "项目支出", LEFT, LEFT, "434.00"],
    )
    assert _figures(reading) == [
        ("total", "budget", "1234.00"),
        ("fiscal", "budget", "1200.00"),
        ("government_fund", "budget", "34.00"),
    ]
    assert "figure 800.00; figure 434.00" in reading.coverage[0].detail


def test_shares_and_other_years_beside_the_money_of_the_year_are_left_open() -> None:
    reading = _read(
        ["总体资金情况（万元）", LEFT, LEFT, LEFT, LEFT, "当年金额", "占比", "近两年收支金额", LEFT],
        [UP, LEFT, LEFT, LEFT, LEFT, UP, UP, "2022年", "2023年"],
        ["收入构成", "财政拨款", LEFT, LEFT, LEFT, "1,000.00", "97.09%", "930.00", "950.00"],
        [UP, "其他资金", LEFT, LEFT, LEFT, "30.00", "2.91%", "20.00", "20.00"],
        unit="单位：万元",
    )
    assert _figures(reading) == [("fiscal", "budget", "1000.00"), ("other", "budget", "30.00")]
    assert "figure 97.09%; figure 930.00; figure 950.00" in reading.coverage[0].detail


def test_figures_in_the_row_of_a_year_are_left_open() -> None:
    reading = _read(
        ["预算情况（万元）", "年度", LEFT, LEFT, LEFT, "财政拨款", LEFT, "其他资金", LEFT],
        [UP, "2022年", LEFT, LEFT, LEFT, "880.00", LEFT, "20.00", LEFT],
        [UP, "2023年", LEFT, LEFT, LEFT, "930.00", LEFT, "20.00", LEFT],
    )
    assert _figures(reading) == []


def test_a_percentage_is_never_money() -> None:
    reading = _read(["项目资金（万元）", "年度资金总额", "95.00%", "", LEFT, LEFT, LEFT, LEFT, LEFT])
    assert (reading.fundings, reading.goals[0].budget_amount) == ((), None)
    assert "figure 95.00%" in reading.coverage[0].detail


def test_the_score_of_the_whole_form_is_not_that_of_its_money() -> None:
    row = ["项目资金（万元）", "预算数", "100.00", "自评得分", "95", "", LEFT, LEFT, LEFT]
    reading = _read(row)
    assert (_figures(reading), reading.goals[0].execution_score) == ([("total", "budget", "100.00")], None)


def _whole(*rows: list[str], unit: str = "") -> list[Decimal | None]:
    return [f.amount for f in _read(["总体资金情况（万元）", *[LEFT] * 7, "当年金额"], *rows, unit=unit).fundings]


def test_the_section_that_begins_above_the_labels_names_the_unit() -> None:
    row = ["收入构成", "财政拨款", *[LEFT] * 6, "1,000.00"]
    assert _whole(row) == _whole(row, unit="单位：万元") == [Decimal("10000000.00")]


def test_amounts_are_left_open_where_section_and_table_name_different_units() -> None:
    assert _whole(["收入构成", "财政拨款", *[LEFT] * 6, "1,000.00"], unit="单位：元") == [None]


@pytest.mark.parametrize("unit", ["", "金额单位：元"])
def test_the_unit_over_the_columns_of_a_list_goes_before_that_of_the_table(unit: str) -> None:
    rows = [
        ["项目名称", "项目资金（万元）", LEFT, "绩效目标", "三级指标", "指标值"],
        [UP, "合计", "财政拨款", UP, UP, UP],
        ["河湖巡查", "100.00", "90.00", "完成巡查", "巡查次数", "≥12次"],
    ]
    lines = [line("项目支出绩效目标表", 60), *([line(unit, 80)] if unit else [])]
    (goal,) = read_performance(document(page(1, [grid(rows)], lines)), DocumentFacts()).goals
    assert (goal.budget_amount, goal.fiscal_amount) == (Decimal("1000000.00"), Decimal("900000.00"))


def _budgets(reading: PerformanceReading) -> list[tuple[str, str]]:
    return [(source, figure) for source, measure, figure in _figures(reading) if measure == "budget"]


def test_the_money_of_several_years_beside_that_of_the_year_is_told_apart() -> None:
    reading = _read(
        ["项目资金（万元）", "中期资金总额：", LEFT, LEFT, "300.00", "年度资金总额：", LEFT, LEFT, "100.00"],
        [UP, "其中：财政拨款", LEFT, LEFT, "270.00", "其中：财政拨款", LEFT, LEFT, "90.00"],
        [UP, "其他资金", LEFT, LEFT, "30.00", "其他资金", LEFT, LEFT, "10.00"],
    )
    assert _budgets(reading) == [("total", "100.00"), ("fiscal", "90.00"), ("other", "10.00")]
    assert {f.measure for f in reading.fundings} == {"budget", "period_budget"}
    assert reading.goals[0].budget_amount == Decimal("1000000.00")


def test_the_money_of_several_years_above_that_of_the_year_is_told_apart() -> None:
    reading = _read(
        ["项目资金（万元）", "实施期资金总额", "300.00", "其中：财政拨款", "270.00", "其他资金", LEFT, LEFT, "30.00"],
        [UP, "年度资金总额", "100.00", "其中：财政拨款", "90.00", "其他资金", LEFT, LEFT, "10.00"],
    )
    assert _budgets(reading) == [("total", "100.00"), ("fiscal", "90.00"), ("other", "10.00")]


def test_the_money_of_several_years_alone_is_no_budget_of_the_year() -> None:
    row = ["项目资金（万元）", "中期资金总额", "300.00", "其中：财政拨款", "270.00", "", LEFT, LEFT, LEFT]
    reading = _read(row)
    assert (_budgets(reading), len(reading.fundings), reading.goals[0].budget_amount) == ([], 2, None)


def test_the_only_total_of_a_form_for_one_year_is_its_budget() -> None:
    reading = _read(["项目资金（万元）", "实施期资金总额", "50.00", "其中：财政拨款", "40.00", "", LEFT, LEFT, LEFT])
    assert _budgets(reading) == [("total", "50.00"), ("fiscal", "40.00")]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["总体目标", "中期目标（2023年—2025年）", LEFT, LEFT, LEFT, "年度目标", LEFT, LEFT, LEFT],
            [UP, "三年治理30公里。", LEFT, LEFT, LEFT, "当年治理10公里。", LEFT, LEFT, LEFT],
        ],
        [["长期目标", "三年治理30公里。", *[LEFT] * 7], ["年度目标", "当年治理10公里。", *[LEFT] * 7]],
    ],
)
def test_the_goal_of_several_years_is_listed_beside_the_goal_of_the_year(rows: list[list[str]]) -> None:
    reading = _read(*rows)
    assert [goal.goal for goal in reading.goals] == ["当年治理10公里。"]
    assert reading.coverage[0].detail == "not understood: 三年治理30公里。"


MONEY = ["年度部门整体支出预算（万元）", LEFT, LEFT, "资金总额", LEFT, "财政拨款", LEFT, "其他资金", LEFT]
AMOUNTS = [UP, LEFT, LEFT, "1,234.00", LEFT, "1,200.00", LEFT, "34.00", LEFT]


@pytest.mark.parametrize(
    "tasks",
    [
        [
            ["年度主要任务", LEFT, LEFT, "任务名称", LEFT, "主要内容", LEFT, LEFT, LEFT],
            [UP, LEFT, LEFT, "河湖管护", LEFT, "巡查", LEFT, LEFT, LEFT],
        ],
        [["任务名称", LEFT, LEFT, "主要内容", *[LEFT] * 5], ["河湖管护", LEFT, LEFT, "巡查", *[LEFT] * 5]],
    ],
)
def test_the_money_of_a_department_below_its_tasks_is_no_task(tasks: list[list[str]]) -> None:
    reading = _read(*tasks, MONEY, AMOUNTS)
    assert _figures(reading) == [
        ("total", "budget", "1234.00"),
        ("fiscal", "budget", "1200.00"),
        ("other", "budget", "34.00"),
    ]


def test_the_money_of_each_task_stays_that_of_the_task() -> None:
    reading = _read(
        ["年度主要任务", LEFT, "任务名称", LEFT, LEFT, "预算金额（万元）", LEFT, LEFT, LEFT],
        [UP, LEFT, UP, LEFT, LEFT, "总额", LEFT, "财政拨款", LEFT],
        [UP, LEFT, "河湖管护", LEFT, LEFT, "600.00", LEFT, "500.00", LEFT],
        [UP, LEFT, "金额合计", LEFT, LEFT, "600.00", LEFT, "500.00", LEFT],
    )
    assert _figures(reading) == [
        ("task", "budget", "600.00"),
        ("task", "budget_fiscal", "500.00"),
        ("total", "budget", "600.00"),
        ("fiscal", "budget", "500.00"),
    ]


def test_a_second_figure_behind_a_label_without_a_header_is_left_open() -> None:
    reading = _read(["项目资金（万元）", "年度资金总额", "100.00", "95.00", "95.00%", "", LEFT, LEFT, LEFT])
    assert _figures(reading) == [("total", "budget", "100.00")]


@pytest.mark.parametrize(
    "labels", [("2023年预算数", "2024年预算数"), ("原预算数", "调整后预算数"), ("总预算数", "累计执行数")]
)
def test_figures_under_the_same_measure_or_of_other_years_are_not_all_money(labels: tuple[str, str]) -> None:
    reading = _read(["项目资金（万元）", labels[0], "300.00", labels[1], "100.00", "", LEFT, LEFT, LEFT])
    assert _figures(reading) == []


def test_a_label_of_another_year_with_its_figure_in_one_cell_is_left_open() -> None:
    reading = _read(["项目资金（万元）", "上年资金总额：90.00", LEFT, LEFT, LEFT, "资金总额：100.00", LEFT, LEFT, LEFT])
    assert _figures(reading) == [("total", "budget", "100.00")]
