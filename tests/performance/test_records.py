"""Which column of a header says what: weights beside each level, totals at the foot, levels in rows of their own."""

from __future__ import annotations

from decimal import Decimal

from pipeline.narrative.facts import DocumentFacts
from pipeline.performance import PerformanceReading, read_performance
from tests.performance.made_tables import LEFT, UP, document, grid, line, page


def _read(rows: list[list[str]], title: str = "项目支出绩效自评表", unit: str = "") -> PerformanceReading:
    lines = [line(title, 60), *([line(unit, 80)] if unit else [])]
    return read_performance(document(page(1, [grid(rows, width=40.0)], lines)), DocumentFacts())


BY_LEVEL = [
    ["一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "评分标准", "得分"],
    ["投入", "20", "预算配置", "10", "在职人员控制率", "5", "不超编", "5"],
    [UP, UP, UP, UP, "三公经费变动率", "5", "不增加", "4"],
    [UP, UP, "预算执行", "10", "预算完成率", "10", "按比例", "9.5"],
    ["产出", "80", "职责履行", "80", "重点工作完成率", "80", "按比例", "78"],
]


def test_of_the_weights_beside_each_level_the_last_level_has_the_indicators() -> None:
    rows = [*BY_LEVEL, ["合计", "100", "", "100", "", "100", "", "96.5"]]
    reading = _read(rows, "部门整体支出绩效自评表")
    assert [row.weight for row in reading.indicators] == [5, 5, 10, 80]
    assert [row.score for row in reading.indicators] == [5, 4, Decimal("9.5"), 78]
    (goal,) = reading.goals
    assert (goal.total_weight, goal.score) == (100, Decimal("96.5"))
    assert reading.fundings == ()


def test_the_weights_of_higher_levels_are_listed() -> None:
    reading = _read([*BY_LEVEL, ["总分", "100", "", "100", "", "100", "", "96.5"]])
    detail = reading.coverage[0].detail
    assert [text for text in ("分值: 20", "分值: 10", "分值: 80", "总分: 100") if text not in detail] == []
    level_weight = grid(BY_LEVEL, width=40.0).cells[9].box
    assert level_weight not in reading.claimed[(1, 0)]


def test_a_weight_between_two_levels_is_not_that_of_the_lower() -> None:
    header = ["项目名称", "应急演练", LEFT, LEFT, LEFT]
    rows = [
        header,
        ["一级指标", "权重", "二级指标", "三级指标", "指标值"],
        ["产出指标", "50", "数量指标", "演练次数", "≥2次"],
        [UP, UP, "质量指标", "合格率", "≥95%"],
    ]
    reading = _read(rows)
    assert [row.weight for row in reading.indicators] == [None, None]
    assert "权重: 50" in reading.coverage[0].detail


def test_a_total_row_without_columns_of_its_own_is_read_in_order() -> None:
    rows = [
        ["项目名称", "应急演练", LEFT, LEFT, LEFT],
        ["一级指标", "二级指标", "三级指标", "指标值", "完成值"],
        ["产出指标", "数量指标", "演练次数", "≥2次", "2次"],
        ["总分", LEFT, LEFT, "100", "95.5"],
    ]
    (goal,) = _read(rows).goals
    assert (goal.total_weight, goal.score) == (100, Decimal("95.5"))


def test_two_targets_beside_one_name_are_two_indicators_where_no_third_level_is_printed() -> None:
    rows = [
        ["项目名称", "河湖巡查", LEFT, LEFT, LEFT],
        ["一级指标", "二级指标", "指标值", "分值", "得分"],
        ["产出指标", "数量指标", "巡查12次", "20", "20"],
        [UP, UP, "发现问题30个", "20", "16"],
        ["效益指标", "社会效益指标", "水环境改善", "50", "50"],
        ["总分", LEFT, LEFT, "100", "96"],
    ]
    reading = _read(rows)
    assert [(row.level2_name, row.target_printed, row.score) for row in reading.indicators] == [
        ("数量指标", "巡查12次", 20),
        ("数量指标", "发现问题30个", 16),
        ("社会效益指标", "水环境改善", 50),
    ]
    assert reading.coverage[0].detail == ""


def test_a_weight_left_of_what_an_indicator_means_is_that_of_the_indicator() -> None:
    rows = [
        ["项目名称", "河湖巡查", LEFT, LEFT, LEFT, LEFT],
        ["一级指标", "二级指标", "三级指标", "指标值", "权重", "指标内容"],
        ["产出指标", "数量指标", "巡查次数", "≥12次", "50", "全年巡查的次数"],
    ]
    assert [(row.level3_name, row.weight) for row in _read(rows).indicators] == [("巡查次数", 50)]


SCORED = [
    ["项目名称", "河湖巡查", LEFT, LEFT, LEFT],
    ["一级指标", "三级指标", "指标值", "分值", "得分"],
    ["产出指标", "巡查次数", "≥12次", "100", "99.5"],
]


def test_a_total_printed_in_one_cell_with_its_label_is_no_indicator() -> None:
    reading = _read([*SCORED, ["总分：99.5分", LEFT, LEFT, LEFT, LEFT]])
    assert [row.level3_name for row in reading.indicators] == ["巡查次数"]
    assert (reading.goals[0].total_weight, reading.goals[0].score) == (None, Decimal("99.5"))
    without_scores = [row[:4] for row in SCORED]
    (goal,) = _read([*without_scores, ["总分：100分", LEFT, LEFT, LEFT]]).goals
    assert (goal.total_weight, goal.score) == (100, None)


def test_a_remark_with_its_label_in_one_cell_is_listed_and_no_indicator() -> None:
    reading = _read([*SCORED, ["备注：数据截至年底", LEFT, LEFT, LEFT, LEFT]])
    assert [row.level3_name for row in reading.indicators] == ["巡查次数"]
    assert "备注：数据截至年底" in reading.coverage[0].detail


def test_a_weight_printed_once_for_several_indicators_is_that_of_none_of_them() -> None:
    rows = [*SCORED[:2], ["产出指标", "巡查次数", "≥12次", "60", "30"], [UP, "合格率", "≥95%", UP, "28"]]
    reading = _read(rows)
    assert [(row.weight, row.score) for row in reading.indicators] == [(None, 30), (None, 28)]
    assert "分值: 60" in reading.coverage[0].detail
