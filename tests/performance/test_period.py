"""Goals of the whole period beside or above those of the year: only the latter are the year's targets."""

from __future__ import annotations

from pipeline.narrative.facts import DocumentFacts
from pipeline.performance import PerformanceReading, read_performance
from tests.performance.made_tables import LEFT, UP, document, grid, line, page

SIDE_BY_SIDE = [
    ["项目名称", LEFT, "河道治理", LEFT, LEFT, LEFT, LEFT, LEFT],
    ["总体目标", "中期目标（2023年—2025年）", LEFT, LEFT, "年度目标", LEFT, LEFT, LEFT],
    [UP, "治理30公里。", LEFT, LEFT, "治理10公里。", LEFT, LEFT, LEFT],
    ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"],
    [UP, "产出指标", "数量指标", "治理河道长度", "30公里", "数量指标", "治理河道长度", "10公里"],
    [UP, UP, "质量指标", "验收合格率", "≥95%", "时效指标", "完工及时率", "≥90%"],
]
STACKED = [
    ["项目名称", "河道治理", LEFT, LEFT, LEFT, LEFT],
    ["年度目标", "治理10公里。", LEFT, LEFT, LEFT, LEFT],
    ["长期绩效指标", "一级指标", "二级指标", "指标内容", "指标值", "分值"],
    [UP, "产出指标", "数量指标", "治理河道长度", "30公里", "60"],
    [UP, "效益指标", "社会效益指标", "受益人口", "≥9万人", "40"],
    ["年度绩效指标", "一级指标", "二级指标", "指标内容", "指标值", "分值"],
    [UP, "产出指标", "数量指标", "治理河道长度", "10公里", "60"],
    [UP, "效益指标", "社会效益指标", "受益人口", "≥3万人", "40"],
]


def _read(rows: list[list[str]]) -> PerformanceReading:
    made = document(page(1, [grid(rows)], [line("项目支出绩效目标申报表", 60)]))
    return read_performance(made, DocumentFacts())


def _targets(reading: PerformanceReading) -> list[tuple[str, str, str]]:
    return [(row.level3_name, row.target_printed, row.period_target_printed) for row in reading.indicators]


def test_of_two_blocks_of_indicators_side_by_side_that_of_the_period_gives_its_targets_only() -> None:
    reading = _read(SIDE_BY_SIDE)
    assert _targets(reading) == [
        ("治理河道长度", "10公里", "30公里"),
        ("完工及时率", "≥90%", ""),
        ("验收合格率", "", "≥95%"),
    ]
    assert [row.target_unit for row in reading.indicators] == ["公里", "%", ""]
    assert {row.level1_name for row in reading.indicators} == {"产出指标"}
    assert "指标" not in reading.coverage[0].detail


def test_the_order_of_two_blocks_is_that_of_the_goals_above_them() -> None:
    rows = [list(row) for row in SIDE_BY_SIDE]
    rows[1][1], rows[1][4] = "年度目标", "中期目标（2023年—2025年）"
    assert _targets(_read(rows))[0] == ("治理河道长度", "30公里", "10公里")


def test_targets_of_two_blocks_that_nothing_tells_apart_are_listed_not_read() -> None:
    rows = [SIDE_BY_SIDE[0], *SIDE_BY_SIDE[3:]]
    reading = _read(rows)
    assert _targets(reading) == [("治理河道长度", "", ""), ("验收合格率", "", "")]
    assert [text for text in ("30公里", "10公里", "≥90%") if text not in reading.coverage[0].detail] == []


def test_indicators_of_the_period_above_those_of_the_year_have_no_target_of_the_year() -> None:
    reading = _read(STACKED)
    assert _targets(reading) == [
        ("治理河道长度", "", "30公里"),
        ("受益人口", "", "≥9万人"),
        ("治理河道长度", "10公里", ""),
        ("受益人口", "≥3万人", ""),
    ]
    assert [row.weight for row in reading.indicators] == [None, None, 60, 40]
    assert reading.indicators[0].target_value is None
    assert "分值: 60" in reading.coverage[0].detail


def test_a_second_header_of_a_form_has_the_head_and_the_foot_of_the_form() -> None:
    reading = _read([*STACKED, ["总分", LEFT, LEFT, LEFT, LEFT, "100"]])
    assert {row.project_name for row in reading.indicators} == {"河道治理"}
    (goal,) = reading.goals
    assert (goal.project_name, goal.total_weight) == ("河道治理", 100)


def test_a_header_below_the_total_of_a_form_begins_another() -> None:
    foot = ["总分", LEFT, LEFT, LEFT, LEFT, "100"]
    reading = _read([*STACKED[:2], *STACKED[5:], foot, *STACKED[5:]])
    assert [row.project_name for row in reading.indicators] == ["河道治理", "河道治理", "", ""]


def test_one_header_over_rows_of_the_period_and_of_the_year() -> None:
    rows = [
        ["项目名称", "河道治理", LEFT, LEFT, LEFT, LEFT],
        ["目标名称", "一级指标", "二级指标", "三级指标", "指标值", "备注"],
        ["长期目标1", "产出指标", "数量指标", "治理河道长度", "30公里", ""],
        ["年度目标1", "产出指标", "数量指标", "治理河道长度", "10公里", ""],
    ]
    assert _targets(_read(rows)) == [("治理河道长度", "", "30公里"), ("治理河道长度", "10公里", "")]


def test_the_label_of_a_period_goes_on_below_a_header_that_the_next_page_repeats() -> None:
    for again, targets in (("", ("", "≥9万人")), ("年度绩效指标", ("≥9万人", ""))):
        first, second = grid(STACKED[:4]), grid([[again, *STACKED[2][1:]], STACKED[4]])
        made = document(page(1, [first], [line("项目支出绩效目标申报表", 60)]), page(2, [second]))
        reading = read_performance(made, DocumentFacts())
        assert _targets(reading) == [("治理河道长度", "", "30公里"), ("受益人口", *targets)]


def test_the_name_of_a_part_in_a_row_of_its_own_says_whose_the_indicators_below_it_are() -> None:
    header = ["目标名称", "一级指标", "二级指标", "三级指标", "指标值", "指标值确定依据"]
    for period, year in (("长期绩效目标表", "年度绩效目标表"), ("中期绩效指标", "年度绩效指标")):
        rows = [
            ["项目名称", "河道治理", LEFT, LEFT, LEFT, LEFT],
            [period, LEFT, LEFT, LEFT, LEFT, LEFT],
            header,
            ["目标1", "产出指标", "数量指标", "治理河道长度", "30公里", "规划"],
            [year, LEFT, LEFT, LEFT, LEFT, LEFT],
            header,
            ["目标1", "产出指标", "数量指标", "治理河道长度", "10公里", "计划"],
        ]
        reading = _read(rows)
        assert _targets(reading) == [("治理河道长度", "", "30公里"), ("治理河道长度", "10公里", "")]
        assert {row.project_name for row in reading.indicators} == {"河道治理"}
        assert len(reading.goals) == 1


def test_of_the_values_of_three_years_that_of_the_year_is_the_target() -> None:
    rows = [
        ["项目名称", "河道治理", LEFT, LEFT, LEFT, LEFT, LEFT],
        ["目标名称", "一级指标", "二级指标", "三级指标", "指标值", LEFT, LEFT],
        [UP, UP, UP, UP, "前年", "上年", "预计当年实现"],
        ["年度目标1", "产出指标", "数量指标", "巡查次数", "10次", "11次", "≥12次"],
    ]
    reading = _read(rows)
    assert _targets(reading) == [("巡查次数", "≥12次", "")]
    assert "前年: 10次" in reading.coverage[0].detail
