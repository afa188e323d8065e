"""Forms and lists made by hand: merged cells, page breaks, money, privacy."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.narrative.facts import DocumentFacts
from pipeline.performance import PerformanceReading, performance_grids, read_performance
from pipeline.reading.model import Document
from tests.performance.made_tables import LEFT, UP, document, grid, line, page

HEAD = [
    ["项目名称", "应急演练", LEFT, LEFT, LEFT],
    ["预算单位", "某某局", "项目负责人", "张某某", LEFT],
    ["项目资金|(万元)", "年度资金总额", "12.50", "其中：财政拨款", "12.50"],
    ["年度总|体目标", "完成两次演练，", LEFT, LEFT, LEFT],
]
HEADER = ["一级指标", "二级指标", "三级指标", "指标值", "分值权重"]


def _read(made: Document) -> PerformanceReading:
    return read_performance(made, DocumentFacts())


def _form() -> Document:
    first = grid([*HEAD, HEADER, ["产出", "数量指标", "演练次数", "≥2次", "50"]])
    second = grid(
        [
            ["指标", "", "", "", ""],
            [UP, "时效指标", "完成及时率", "=100%", "30"],
            ["满意度指标", "满意度指标", "群众满意度", "≥90%", "20"],
        ]
    )
    return document(
        page(3, [first], [line("项目支出绩效目标表", 60), line("（2026年度）", 80), line("3", 800)]),
        page(4, [second], [line("4", 800)]),
    )


def test_a_form_over_two_pages_is_one_table() -> None:
    made = _form()
    assert performance_grids(made) == {(3, 0), (4, 0)}
    reading = _read(made)
    assert [(row.page, row.status) for row in reading.coverage] == [(3, "loaded"), (4, "continuation")]
    assert [row.level3_name for row in reading.indicators] == ["演练次数", "完成及时率", "群众满意度"]
    assert sum(row.weight for row in reading.indicators if row.weight is not None) == 100


def test_a_level_name_cut_by_the_page_break_is_one_name() -> None:
    assert [row.level1_name for row in _read(_form()).indicators] == ["产出指标", "产出指标", "满意度指标"]


def test_the_head_gives_goal_and_money_in_yuan() -> None:
    (goal,) = _read(_form()).goals
    assert (goal.scope, goal.project_name, goal.unit_name) == ("project", "应急演练", "某某局")
    assert goal.goal == "完成两次演练，"
    assert goal.budget_amount == goal.fiscal_amount == Decimal("125000.00")
    assert goal.other_amount is None


def test_an_indicator_stands_on_its_target_cell() -> None:
    made = _form()
    target = next(cell for cell in made.pages[0].grids[0].cells if cell.text == "≥2次")
    row = _read(made).indicators[0]
    assert (row.page, row.x0, row.top, row.x1, row.bottom) == (3, *target.box)
    assert target.box in _read(made).claimed[(3, 0)]


def test_contact_names_are_nowhere() -> None:
    reading = _read(_form())
    assert "张某某" not in repr(reading)


NAME, NUMBER, MOBILE = "张三丰", "87654321", "138" + "0" * 8
INDICATOR = ["产出指标", "数量指标", "演练次数", "≥2次", "50"]


def _with_contact(*head: list[str], foot: tuple[list[str], ...] = ()) -> PerformanceReading:
    """A form with more rows in its head or at its foot; nothing of a contact is in what was read from it."""
    project, goal = ["项目名称", "应急演练", LEFT, LEFT, LEFT], ["年度总体目标", "完成演练", LEFT, LEFT, LEFT]
    rows = [project, *head, goal, HEADER, INDICATOR, *foot]
    reading = _read(document(page(1, [grid(rows)], [line("项目支出绩效目标表", 60)])))
    assert [row.level3_name for row in reading.indicators] == ["演练次数"]
    assert [goal.goal for goal in reading.goals] == ["完成演练"]
    known = repr((reading.goals, reading.indicators, reading.fundings, reading.coverage))
    assert not [text for text in (NAME, "李四光", NUMBER, "8765", MOBILE, "138", "0571") if text in known]
    return reading


@pytest.mark.parametrize(
    "text",
    [
        f"填表人（签字）：{NAME} 联系电话：{MOBILE}",
        f"填报日期：2024年3月5日 填报人：{NAME} 电话：0571 {NUMBER}",
        f"单位负责人（签字）：{NAME}",
        f"财务负责人：{NAME} {NUMBER}",
        f"填报单位负责人：{NAME}",
        f"审核人：{NAME}",
        f"制表人：{NAME}",
        f"分管领导：{NAME}",
    ],
)
def test_a_row_of_contacts_at_the_foot_is_no_indicator(text: str) -> None:
    _with_contact(foot=([text, LEFT, LEFT, LEFT, LEFT],))


def test_cells_of_contacts_at_the_foot_are_no_indicator() -> None:
    _with_contact(foot=(["审核人", NAME, "填报日期", "2024年3月5日", ""],))
    _with_contact(foot=(["填报日期", "2024年3月5日", "填报人", NAME, ""],))
    _with_contact(foot=(["填报人", NAME, "联系电话", f"（0571）{NUMBER}", "2024"],))


def test_everything_beside_the_label_of_a_contact_is_passed_over() -> None:
    for row in (
        ["项目单位", "某某局", "项目负责人及联系电话", f"{NAME} 138 0000 0000", LEFT],
        ["项目单位", "某某局", "项目责任人", NAME, "李四光"],
        ["项目单位", "某某局", "联系人及电话", NAME, NUMBER],
    ):
        reading = _with_contact(row)
        assert reading.goals[0].unit_name == "某某局"
        assert reading.coverage[0].detail == ""


def test_contacts_below_their_labels_are_passed_over() -> None:
    labels = ["项目单位", "项目负责人", "联系电话", "主管部门", ""]
    reading = _with_contact(labels, ["某某局", NAME, f"0571 {NUMBER}", "某某厅", ""])
    assert reading.coverage[0].detail == "not understood: 某某局; 某某厅"
    _with_contact(["项目单位", LEFT, LEFT, "项目负责人", "联系电话"], ["某某局", LEFT, LEFT, NAME, NUMBER])


def test_a_blank_beside_the_label_of_a_contact_leaves_the_row_below_alone() -> None:
    reading = _with_contact(
        ["项目单位", "某某局", "联系电话", "", LEFT], ["项目资金（万元）", "年度资金总额", "100.00", "", LEFT]
    )
    assert reading.goals[0].budget_amount == Decimal("1000000.00")


def test_the_name_of_a_unit_with_a_contact_behind_it_is_left_out_and_listed() -> None:
    reading = _with_contact(["实施单位", f"某某局 {NAME} 0571-8765 4321", LEFT, LEFT, LEFT])
    assert reading.goals[0].unit_name == ""
    assert "实施单位" in reading.coverage[0].detail


def test_a_field_in_one_cell_with_a_contact_is_listed_without_its_value() -> None:
    reading = _with_contact([f"实施单位：某某局 负责人：{NAME}", LEFT, LEFT, LEFT, LEFT])
    assert reading.coverage[0].detail == "not understood: 实施单位: a contact stands in its cell"


def test_a_telephone_number_inside_a_text_is_masked() -> None:
    rows = [["项目名称", "应急演练"], ["年度总体目标", f"公布监督电话{MOBILE}，开展演练"]]
    reading = _read(document(page(1, [grid(rows)], [line("项目支出绩效目标表", 60)])))
    assert reading.goals[0].goal == "公布监督电话[电话]，开展演练"


def test_a_row_cut_by_the_page_break_is_one_indicator() -> None:
    first = grid([*HEAD, HEADER, ["产出指标", "数量指标", "开展演练活", "≥2次", "50"]])
    second = grid([["", "", "动次数", "", ""], ["效益指标", "社会效益|指标", "应急能力", "有效提升", "50"]])
    reading = _read(document(page(1, [first], [line("项目支出绩效目标表", 60)]), page(2, [second])))
    assert [(row.level3_name, row.target_printed) for row in reading.indicators] == [
        ("开展演练活动次数", "≥2次"),
        ("应急能力", "有效提升"),
    ]
    assert reading.indicators[1].level2_name == "社会效益指标"


def test_text_between_two_grids_ends_a_table() -> None:
    first = grid([*HEAD, HEADER, ["产出指标", "数量指标", "演练次数", "≥2次", "100"]])
    second = grid([["科目", "名称", "合计", "基本", "项目"], ["201", "一般公共服务", "1.00", "1.00", ""]])
    made = document(
        page(1, [first], [line("项目支出绩效目标表", 60)]),
        page(2, [second], [line("五、一般公共预算支出情况表", 60)]),
    )
    assert performance_grids(made) == {(1, 0)}


def test_self_evaluation_has_execution_score_and_deviation() -> None:
    rows = [
        ["项目名称", "专网服务费", LEFT, LEFT, LEFT, LEFT, LEFT],
        ["项目资金|（万元）", "", "年初预算数", "全年预算数", "全年执行数", "执行率", "得分"],
        [UP, "年度资金总额", "2.00", "2.20", "1.87", "85.00%", "8.50分"],
        [UP, "其他资金", "0.00", "-", "", "—", "—"],
        ["年度总体|目标", "预期目标", LEFT, LEFT, "实际完成情况", LEFT, LEFT],
        [UP, "保障专网运行。", LEFT, LEFT, "专网全年畅通。", LEFT, LEFT],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "专网数量", ">=1个", "1个", "90", "87"],
        ["总分", LEFT, LEFT, LEFT, LEFT, "100", "95.50分"],
    ]
    reading = _read(document(page(9, [grid(rows)], [line("项目支出绩效自评表", 60)])))
    (goal,) = reading.goals
    assert (goal.initial_budget_amount, goal.budget_amount) == (Decimal("20000.00"), Decimal("22000.00"))
    assert (goal.executed_amount, goal.execution_rate) == (Decimal("18700.00"), Decimal("85.00"))
    assert (goal.execution_score, goal.total_weight, goal.score) == (Decimal("8.50"), Decimal(100), Decimal("95.50"))
    assert (goal.goal, goal.goal_actual) == ("保障专网运行。", "专网全年畅通。")
    (row,) = reading.indicators
    assert (row.weight, row.score, row.actual_value) == (Decimal(90), Decimal(87), Decimal(1))
    assert {(f.source, f.measure) for f in reading.fundings if f.source == "other"} == {("other", "initial_budget")}


def test_a_project_cell_open_at_the_foot_of_a_page_takes_its_name_from_the_next() -> None:
    header = ["项目名称", "项目总额", "绩效目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "计量单位"]
    one = ["甲项目", "1.50", "目标甲", "产出指标", "数量指标", "报告", "≥", "3", "份"]
    open_row = ["", "", "", "产出指标", "质量指标", "合格率", "=", "100", "%"]
    next_row = ["乙项目", "2.00", "目标乙", "成本指标", "经济成本指标", "总成本", "≤", "2", "万元"]
    lines = [line("项目支出绩效目标表", 60), line("金额单位：万元", 80)]
    reading = _read(
        document(page(1, [grid([header, one, open_row])], lines), page(2, [grid([header, next_row])], lines))
    )
    assert [(goal.project_name, goal.budget_amount) for goal in reading.goals] == [
        ("甲项目", Decimal("15000.00")),
        ("乙项目", Decimal("20000.00")),
    ]
    assert [(row.project_name, row.target_printed) for row in reading.indicators] == [
        ("甲项目", "≥3份"),
        ("乙项目", "=100%"),
        ("乙项目", "≤2万元"),
    ]


def test_money_without_a_unit_is_kept_as_printed_only() -> None:
    rows = [["项目", "预算数", "绩效目标"], ["甲", "300", "做好甲"]]
    reading = _read(document(page(1, [grid(rows)], [line("重点项目绩效目标情况如下：", 60)])))
    (figure,) = reading.fundings
    assert (figure.amount, figure.printed) == (None, "300")
    assert reading.goals[0].budget_amount is None
    assert "unit" in reading.coverage[0].detail


def test_a_blank_form_is_empty() -> None:
    rows = [
        ["项目名称", "", LEFT, LEFT],
        ["总体目标", "目标1：|目标2：|……", LEFT, LEFT],
        ["一级指标", "二级指标", "指标内容", "指标值"],
        ["产出指标", "数量指标", "指标1：", ""],
        ["", "", "……", ""],
    ]
    reading = _read(document(page(1, [grid(rows)], [line("专项资金总体绩效目标表", 60)])))
    assert (reading.goals, reading.indicators) == ((), ())
    assert [row.status for row in reading.coverage] == ["empty"]


def test_a_statement_with_a_column_of_goals_is_left_to_the_statements() -> None:
    rows = [
        ["支出项目类别", "总计", "一般公共预算", "其他资金", "绩效目标"],
        ["物业管理费", "99.00", "99.00", "0.00", "做好物业管理。"],
    ]
    made = document(page(1, [grid(rows)], [line("部门预算项目支出及其他支出预算表", 60), line("单位：万元", 80)]))
    assert performance_grids(made) == frozenset()
    reading = _read(made)
    assert [(goal.project_name, goal.goal) for goal in reading.goals] == [("物业管理费", "做好物业管理。")]
    assert (reading.fundings, reading.claimed) == ((), {})


def test_what_is_not_understood_is_listed() -> None:
    rows = [
        ["项目名称", "甲", LEFT, LEFT, LEFT],
        ["一级指标", "三级指标", "指标值", "权重", "奇怪的列"],
        ["产出指标", "报告数", "≥3份", "若干", "奇怪的值"],
    ]
    reading = _read(document(page(1, [grid(rows)], [line("项目支出绩效目标表", 60)])))
    assert "奇怪的列: 奇怪的值" in reading.coverage[0].detail
    assert "若干" in reading.coverage[0].detail
    assert reading.indicators[0].weight is None


def test_a_statement_on_the_next_page_is_no_continuation() -> None:
    first = grid([*HEAD, HEADER, ["产出指标", "数量指标", "演练次数", "≥2次", "100"]])
    titled = grid([["政府采购预算表", LEFT, LEFT, LEFT, LEFT], ["编码", "名称", "合计", "货物", "服务"]])
    other = grid([["编码", "合计"], ["201", "1.00"]], width=150.0)
    title = [line("项目支出绩效目标表", 60)]
    for second in (titled, other):
        made = document(page(1, [first], title), page(2, [second]))
        assert performance_grids(made) == {(1, 0)}


def test_a_second_form_on_the_same_page_is_a_table_of_its_own() -> None:
    rows = [*HEAD, HEADER, ["产出指标", "数量指标", "演练次数", "≥2次", "100"]]
    title = line("项目支出绩效目标表", 60)
    made = document(page(1, [grid(rows), grid(rows, top=400)], [title, line("项目支出绩效目标表", 380)]))
    reading = _read(made)
    assert [(row.table_no, row.status) for row in reading.coverage] == [(1, "loaded"), (2, "loaded")]
    assert [row.row_no for row in reading.indicators] == [1, 2]


def test_forms_stacked_in_one_grid_are_kept_apart() -> None:
    rows = [*HEAD, HEADER, ["产出指标", "数量指标", "演练次数", "≥2次", "100"]]
    second = [["项目名称", "宣传培训", LEFT, LEFT, LEFT], *rows[1:]]
    reading = _read(document(page(1, [grid([*rows, *second])], [line("项目支出绩效目标表", 60)])))
    assert [goal.project_name for goal in reading.goals] == ["应急演练", "宣传培训"]
    assert [row.project_name for row in reading.indicators] == ["应急演练", "宣传培训"]


def test_a_level_cell_that_reaches_too_far_names_only_its_own_rows() -> None:
    rows = [*HEAD, HEADER, ["产出指标", "数量指标", "次数", "≥2次", "50"], [UP, "社会效益指标", "影响", "长期", "50"]]
    reading = _read(document(page(1, [grid(rows)], [line("项目支出绩效目标表", 60)])))
    assert [row.level1_name for row in reading.indicators] == ["产出指标", ""]


@pytest.mark.parametrize("labels", [["项目负责人及电话", "项目联系人姓名"], ["责任人", "手机号码"]])
def test_contact_columns_of_a_list_are_known_by_any_name(labels: list[str]) -> None:
    header = ["项目名称", "预算数（万元）", "绩效目标", *labels]
    row = ["甲项目", "3.00", "做好甲", f"{NAME}0571－{NUMBER}", "李四光"]
    foot = [f"填报人：{NAME} 电话：{NUMBER}", LEFT, LEFT, LEFT, LEFT]
    reading = _read(document(page(1, [grid([header, row, foot])], [line("项目绩效目标情况如下：", 60)])))
    assert [goal.project_name for goal in reading.goals] == ["甲项目"]
    known = repr((reading.goals, reading.coverage))
    assert not [text for text in (NAME, "李四光", NUMBER) if text in known]


def test_contact_columns_of_a_list_are_nowhere() -> None:
    header = ["项目名称", "预算数（万元）", "绩效目标", "项目负责人", "联系电话"]
    row = ["甲项目", "3.00", "做好甲", "张某某", "0990-0000000"]
    reading = _read(document(page(1, [grid([header, row])], [line("项目绩效目标情况如下：", 60)])))
    assert reading.goals[0].budget_amount == Decimal("30000.00")
    assert "张某某" not in repr((reading.goals, reading.coverage))
    assert "0990" not in repr((reading.goals, reading.coverage))


def _money_form(*rows: list[str], unit: str = "") -> PerformanceReading:
    lines = [line("项目支出绩效目标表", 60), *([line(unit, 80)] if unit else [])]
    return _read(
        document(page(1, [grid([["项目名称", "应急演练", LEFT, LEFT, LEFT], *rows, HEADER, INDICATOR])], lines))
    )


def test_the_unit_beside_a_number_goes_before_every_other() -> None:
    in_yuan = _money_form(["项目资金（万元）", "年度资金总额", "125000元", "其中：财政拨款", "125000元"]).goals[0]
    assert (in_yuan.budget_amount, in_yuan.fiscal_amount) == (Decimal("125000.00"), Decimal("125000.00"))
    row = ["项目资金", "年度资金总额", "12.5万元", "其中：财政拨款", "125千元"]
    in_wan = _money_form(row, unit="单位：元").goals[0]
    assert (in_wan.budget_amount, in_wan.fiscal_amount) == (Decimal("125000.00"), Decimal("125000.00"))


def test_the_unit_beside_a_number_of_a_list_goes_before_its_header() -> None:
    rows = [["项目名称", "预算数（万元）", "绩效目标"], ["甲项目", "30000元", "做好甲"], ["乙项目", "3.00", "做好乙"]]
    reading = _read(document(page(1, [grid(rows)], [line("项目绩效目标情况如下：", 60)])))
    assert [goal.budget_amount for goal in reading.goals] == [Decimal("30000.00"), Decimal("30000.00")]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("省级财政资金", "县级财政资金"),
        ("中央财政资金", "市县财政资金"),
        ("上级财政资金", "县级资金"),
        ("其中：省级补助", "市县资金"),
        ("中央补助", "地方资金"),
    ],
)
def test_the_lower_level_of_public_money_is_part_of_it(upper: str, lower: str) -> None:
    reading = _money_form(
        ["项目资金（万元）", "年度资金总额", "100", "", ""], [UP, upper, "60", "", ""], [UP, lower, "40", "", ""]
    )
    assert [(f.source, f.amount) for f in reading.fundings][1:] == [
        ("superior", Decimal("600000.00")),
        ("local", Decimal("400000.00")),
    ]
    assert reading.goals[0].fiscal_amount == Decimal("1000000.00")


def test_money_paid_on_to_lower_levels_and_bonds_are_no_local_money() -> None:
    reading = _money_form(
        ["项目资金（万元）", "补助区县资金", "60", "", ""], [UP, "地方政府专项债券资金", "40", "", ""]
    )
    assert "local" not in {figure.source for figure in reading.fundings}


def test_levels_are_not_added_up_where_a_figure_was_not_understood() -> None:
    reading = _money_form(
        ["项目资金（万元）", "年度资金总额", "100", "", ""],
        [UP, "省级财政资金", "60", "", ""],
        [UP, "乡镇筹集", "40", "", ""],
    )
    assert reading.goals[0].fiscal_amount is None
    assert reading.coverage[0].detail == "not understood: figure 40; 乡镇筹集"
