"""Which grids are performance tables: a list of projects with their scores is none that can be read as a form."""

from __future__ import annotations

import pytest

from pipeline.narrative.facts import DocumentFacts
from pipeline.performance import performance_grids, read_performance
from tests.performance.made_tables import LEFT, document, grid, line, page

SUMMARIES = [
    ["序号", "项目名称", "预算数", "执行数", "执行率", "自评得分", "自评等级"],
    ["序号", "项目名称", "预算数", "执行数", "执行率", "自评分数", "是否公开"],
    ["项目名称", "主管部门", "年初预算数", "全年预算数", "全年执行数", "执行率", "自评得分"],
]
TITLE = [line("项目支出绩效自评情况汇总表", 60), line("单位：万元", 80)]


@pytest.mark.parametrize("columns", SUMMARIES)
def test_the_columns_of_a_summary_of_projects_are_no_labels_of_a_form(columns: list[str]) -> None:
    rows = [columns, ["1", "河湖巡查", "100.00", "90.00", "90.00%", "95.5", "优"]]
    total = ["合计", "", "100.00", "90.00", "90.00%", "", ""]
    made = document(page(1, [grid([*rows, total])], TITLE))
    assert performance_grids(made) == frozenset()
    assert read_performance(made, DocumentFacts()).goals == ()


def test_a_form_with_the_name_of_a_source_in_its_project_is_a_form() -> None:
    rows = [
        ["项目名称", "中央财政专项", "主管部门", "省级财政厅"],
        ["项目资金（万元）", "年度资金总额", "100.00", ""],
        ["年度目标", "完成", LEFT, LEFT],
    ]
    reading = read_performance(document(page(1, [grid(rows)], TITLE)), DocumentFacts())
    assert [(goal.project_name, goal.department_name) for goal in reading.goals] == [("中央财政专项", "省级财政厅")]


def test_the_header_of_a_column_is_no_name_of_a_project() -> None:
    rows = [["项目名称", "预算数", "绩效"], ["河湖巡查", "100.00", "好"], ["年度目标", "完成", ""]]
    reading = read_performance(document(page(1, [grid(rows)], TITLE)), DocumentFacts())
    assert [goal.project_name for goal in reading.goals] == [""]
