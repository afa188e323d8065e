"""Lists of projects: names of units and projects in one column, levels in rows of their own, scores of projects."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.narrative.facts import DocumentFacts
from pipeline.performance import PerformanceReading, read_performance
from tests.performance.made_tables import LEFT, UP, document, grid, line, page

UNITS_AND_PROJECTS = [
    ["单位编码", "单位（专项）名称", "资金总额", "实施期绩效目标", "绩效指标", LEFT, LEFT, LEFT],
    [UP, UP, UP, UP, "一级指标", "二级指标", "三级指标", "指标值"],
    ["125", "水务局", "150.00", "", "", "", "", ""],
    ["125001", "河湖巡查", "50.00", "完成巡查", "产出指标", "数量指标", "巡查次数", "≥12次"],
    [UP, UP, UP, UP, UP, "质量指标", "合格率", "≥95%"],
    ["125001", "农村供水", "100.00", "保障供水", "产出指标", "数量指标", "工程数", "3处"],
]
LEVEL_ROWS = [
    ["单位名称、项目名称", "项目年度绩效目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"],
    ["水务局", "", "", "", "", "", "", ""],
    ["河湖巡查", "完成巡查", "", "", "", "", "", ""],
    ["", "", "产出指标", "", "", "", "", ""],
    ["", "", "", "数量指标", "", "", "", ""],
    ["", "", "", "", "巡查次数", ">=", "12", "次"],
    ["", "", "", "质量指标", "", "", "", ""],
    ["", "", "", "", "合格率", ">=", "95", "%"],
    ["", "", "效益指标", "", "", "", "", ""],
    ["", "", "", "", "受益人口", ">=", "3", "万人"],
    ["农村供水", "保障供水", "", "", "", "", "", ""],
    ["", "", "", "", "工程数", "=", "3", "处"],
]


def _read(rows: list[list[str]], title: str = "项目支出绩效目标表") -> PerformanceReading:
    lines = [line(title, 60), line("单位：万元", 80)]
    return read_performance(document(page(1, [grid(rows)], lines)), DocumentFacts())


def test_units_and_their_projects_in_one_column() -> None:
    reading = _read(UNITS_AND_PROJECTS)
    assert [(goal.project_name, goal.unit_name, goal.goal, goal.budget_amount) for goal in reading.goals] == [
        ("河湖巡查", "水务局", "完成巡查", Decimal("500000.00")),
        ("农村供水", "水务局", "保障供水", Decimal("1000000.00")),
    ]
    assert [(row.project_name, row.level3_name) for row in reading.indicators] == [
        ("河湖巡查", "巡查次数"),
        ("河湖巡查", "合格率"),
        ("农村供水", "工程数"),
    ]


def test_the_money_of_a_unit_is_no_project() -> None:
    unit = _read(UNITS_AND_PROJECTS).fundings[0]
    assert (unit.project_name, unit.source_printed, unit.amount) == ("", "水务局/资金总额", Decimal("1500000.00"))


def test_projects_and_levels_in_rows_of_their_own_are_those_of_the_rows_below() -> None:
    reading = _read(LEVEL_ROWS)
    assert [(goal.project_name, goal.unit_name, goal.goal) for goal in reading.goals] == [
        ("河湖巡查", "水务局", "完成巡查"),
        ("农村供水", "水务局", "保障供水"),
    ]
    assert [(row.project_name, row.level1_name, row.level2_name, row.level3_name) for row in reading.indicators] == [
        ("河湖巡查", "产出指标", "数量指标", "巡查次数"),
        ("河湖巡查", "产出指标", "质量指标", "合格率"),
        ("河湖巡查", "效益指标", "", "受益人口"),
        ("农村供水", "", "", "工程数"),
    ]
    claimed = reading.claimed[(1, 0)]
    assert [cell.text for cell in grid(LEVEL_ROWS).cells[8:] if cell.text and cell.box not in claimed] == []


@pytest.mark.parametrize("cut", range(5, len(LEVEL_ROWS)))
@pytest.mark.parametrize("repeated", [False, True])
def test_rows_of_their_own_at_a_page_break(cut: int, repeated: bool) -> None:
    lines = [line("项目支出绩效目标表", 60), line("单位：万元", 80)]
    first, second = LEVEL_ROWS[:cut], [*LEVEL_ROWS[:repeated], *LEVEL_ROWS[cut:]]
    pages = page(1, [grid(first)], lines), page(2, [grid(second)])
    reading, whole = read_performance(document(*pages), DocumentFacts()), _read(LEVEL_ROWS)
    assert [(row.project_name, row.level1_name, row.level2_name, row.level3_name) for row in reading.indicators] == [
        (row.project_name, row.level1_name, row.level2_name, row.level3_name) for row in whole.indicators
    ]
    assert [(goal.project_name, goal.goal) for goal in reading.goals] == [
        (goal.project_name, goal.goal) for goal in whole.goals
    ]


def test_levels_in_rows_of_their_own_in_a_form() -> None:
    rows = [
        ["项目名称", "河湖巡查", LEFT, LEFT],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "", "", ""],
        ["", "数量指标", "", ""],
        ["", "", "巡查次数", "≥12次"],
    ]
    (row,) = _read(rows).indicators
    assert (row.level1_name, row.level2_name) == ("产出指标", "数量指标")


def test_money_in_a_column_of_a_form_is_listed() -> None:
    rows = [
        ["项目名称", "河湖巡查", LEFT, LEFT, LEFT],
        ["一级指标", "二级指标", "三级指标", "指标值", "预算金额"],
        ["产出指标", "数量指标", "巡查次数", "≥12次", "50.00"],
    ]
    assert "预算金额: 50.00" in _read(rows).coverage[0].detail


OPERATORS = ["项目名称", "年度绩效目标", "一级指标", "二级指标", "三级指标", "指标方向", "计算符号", "指标值", "单位"]


def test_the_sign_of_a_target_is_taken_from_the_column_that_has_signs() -> None:
    rows = [
        OPERATORS,
        ["河湖巡查", "完成巡查", "产出指标", "数量指标", "巡查次数", "正向", "≥", "12", "次"],
        [UP, UP, UP, "时效指标", "响应时间", "反向", "≤", "2", "小时"],
        [UP, UP, "效益指标", "社会效益指标", "水环境", "正向", "定性", "改善", ""],
    ]
    reading = _read(rows)
    assert [(row.operator, row.target_value, row.target_unit, row.target_printed) for row in reading.indicators] == [
        (">=", 12, "次", "≥12次"),
        ("<=", 2, "小时", "≤2小时"),
        ("", None, "", "改善"),
    ]
    assert "指标方向: 正向" in reading.coverage[0].detail


def test_a_sign_stands_for_itself_whatever_its_column_is_called() -> None:
    header = [text for text in OPERATORS if text != "计算符号"]
    row = ["河湖巡查", "完成巡查", "产出指标", "数量指标", "巡查次数", "≥", "12", "次"]
    assert [(row.operator, row.target_unit) for row in _read([header, row]).indicators] == [(">=", "次")]


def test_a_column_called_unit_that_is_not_beside_a_target_is_no_unit_of_measure() -> None:
    rows = [
        ["单位", "项目名称", "年度绩效目标", "三级指标", "指标值"],
        ["水务局", "河湖巡查", "完成巡查", "巡查次数", "12次"],
    ]
    reading = _read(rows)
    assert [(row.target_printed, row.target_unit) for row in reading.indicators] == [("12次", "次")]
    assert "单位: 水务局" in reading.coverage[0].detail


BY_PROJECT = [
    ["项目名称", "预算金额", "年度绩效目标", "一级指标", "三级指标", "指标值", "自评得分"],
    ["河湖巡查", "100.00", "完成巡查", "产出指标", "巡查次数", "12次", "98"],
    [UP, UP, UP, UP, "合格率", "≥95%", UP],
    ["农村供水", "50.00", "保障供水", "产出指标", "工程数", "3处", "100"],
]


def test_a_column_with_one_score_for_all_indicators_of_a_project_has_the_scores_of_projects() -> None:
    reading = _read(BY_PROJECT, "项目支出绩效自评表")
    assert [(goal.project_name, goal.score) for goal in reading.goals] == [("河湖巡查", 98), ("农村供水", 100)]
    assert [row.score for row in reading.indicators] == [None, None, None]


def test_scores_of_single_indicators_stay_theirs() -> None:
    rows = [[*row[:6], score] for row, score in zip(BY_PROJECT, ("得分", "48", "50", "100"), strict=True)]
    reading = _read(rows, "项目支出绩效自评表")
    assert [goal.score for goal in reading.goals] == [None, None]
    assert [row.score for row in reading.indicators] == [48, 50, 100]


def test_a_score_of_some_indicators_of_a_project_is_listed_not_read() -> None:
    rows = [*BY_PROJECT[:3], [UP, UP, UP, "效益指标", "水环境", "改善", "30"]]
    reading = _read(rows, "项目支出绩效自评表")
    assert [goal.score for goal in reading.goals] == [None]
    assert [row.score for row in reading.indicators] == [None, None, 30]
    assert "自评得分: 98" in reading.coverage[0].detail


def test_the_total_of_a_list_names_no_indicator_below_it() -> None:
    total = ["", "合计", "150.00", "", "", "", "", ""]
    nameless = ["", "", "", "", "产出指标", "数量指标", "巡查次数", "≥12次"]
    reading = _read([*UNITS_AND_PROJECTS[:2], total, nameless])
    assert [(figure.project_name, figure.source_printed) for figure in reading.fundings] == [("", "合计/资金总额")]
    assert [row.project_name for row in reading.indicators] == [""]
    assert reading.goals == ()


@pytest.mark.parametrize("name", ["预算金额", "当年预算金额", "项目金额", "安排金额"])
def test_the_only_amount_of_a_project_is_its_total(name: str) -> None:
    reading = _read(
        [["项目名称", name, "绩效目标"], ["校园安全", "30.00", "完成改造"], ["校舍维修", "50.00", "维修校舍"]]
    )
    assert [(goal.project_name, goal.budget_amount) for goal in reading.goals] == [
        ("校园安全", Decimal("300000.00")), ("校舍维修", Decimal("500000.00")),
    ]  # fmt: skip


@pytest.mark.parametrize(("printed", "held"), [("30.00", 3), ("7.77%", 2)])
def test_an_amount_counts_as_read_only_where_a_record_holds_it(printed: str, held: int) -> None:
    reading = _read([["项目名称", "财政拨款", "绩效目标"], ["校园安全", printed, "完成改造"]])
    assert sum(map(len, reading.claimed.values())) == held
    assert len(reading.fundings) == held - 2
