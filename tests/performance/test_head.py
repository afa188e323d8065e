"""The foot of a form: the total of its weights and its score."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.narrative.facts import DocumentFacts
from pipeline.performance import read_performance
from tests.performance.made_tables import LEFT, document, grid, line, page

LEVELS = [
    ["一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "指标值", "得分"],
    ["产出指标", "100", "数量指标", "100", "巡查次数", "100", "≥12次", "96.5"],
]
PLAIN = [
    ["一级指标", "二级指标", "三级指标", LEFT, LEFT, "分值", "指标值", "得分"],
    ["产出指标", "数量指标", "巡查次数", LEFT, LEFT, "100", "≥12次", "96.5"],
]
NO_SCORE = [[*PLAIN[0][:7], "说明"], [*PLAIN[1][:7], ""]]


def _total(rows: list[list[str]], *foot: list[str]) -> tuple[Decimal | None, Decimal | None]:
    head = ["项目名称", "河湖巡查", *[LEFT] * 6]
    made = document(page(1, [grid([head, *rows, *foot])], [line("项目支出绩效自评表", 60)]))
    (goal,) = read_performance(made, DocumentFacts()).goals
    return goal.total_weight, goal.score


@pytest.mark.parametrize(
    ("rows", "foot", "expected"),
    [
        (LEVELS, ["总分", "100", "", "100", "", "100", "", "96.5"], ("100", "96.5")),
        (LEVELS, ["总分", LEFT, LEFT, LEFT, LEFT, "100", "", "96.5"], ("100", "96.5")),
        (LEVELS, ["总分", "100", "", "100", "", "100", "", ""], ("100", None)),
        (PLAIN, ["总分", LEFT, LEFT, LEFT, LEFT, "100", "", "96.5"], ("100", "96.5")),
        (PLAIN, ["总分", LEFT, LEFT, LEFT, LEFT, "100", "", ""], ("100", None)),
        (PLAIN, ["总分", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT, "96.5"], (None, "96.5")),
        (NO_SCORE, ["总分", LEFT, LEFT, LEFT, LEFT, "100", "96.5", ""], ("100", "96.5")),
    ],
)
def test_the_score_of_a_form_stands_under_the_column_of_scores(
    rows: list[list[str]], foot: list[str], expected: tuple[str | None, str | None]
) -> None:
    assert _total(rows, foot) == tuple(None if text is None else Decimal(text) for text in expected)


def test_a_total_of_weights_above_the_score_stays() -> None:
    sums = ["合计", LEFT, LEFT, LEFT, LEFT, "100", "", ""]
    assert _total(PLAIN, sums, ["总分", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT, "96.5"]) == (Decimal(100), Decimal("96.5"))


def test_a_number_of_the_last_row_without_a_record_is_listed_and_no_money() -> None:
    rows = [["一级指标", "三级指标", "分值", "得分", "得分率"], ["产出指标", "巡查次数", "100", "85", "85%"]]
    foot = ["合计", "100", "90", "85", "85.00"]
    made = document(page(1, [grid([*rows, foot])], [line("项目支出绩效自评表", 60), line("单位：万元", 80)]))
    reading = read_performance(made, DocumentFacts())
    assert [(goal.total_weight, goal.score) for goal in reading.goals] == [(Decimal(90), Decimal(85))]
    assert (reading.fundings, reading.coverage[0].detail) == ((), "not understood: 合计: 100; 合计: 85.00")
    assert not [box for box in reading.claimed[(1, 0)] if box.top > 130 and box.x0 in (110.0, 290.0)]
