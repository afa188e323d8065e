"""What a table lists as not understood, and which of its cells count as read."""

from __future__ import annotations

from pipeline.narrative.facts import DocumentFacts
from pipeline.performance import PerformanceReading, read_performance
from tests.performance.made_tables import document, grid, line, page

TITLE = [line("项目支出绩效目标表", 60)]


def _read(*rows: list[str]) -> PerformanceReading:
    form = [["项目名称", "河湖巡查", ""], *rows]
    return read_performance(document(page(1, [grid(form)], TITLE)), DocumentFacts())


def test_a_figure_that_is_not_understood_does_not_count_as_read() -> None:
    reading = _read(["项目资金（万元）", "年度资金总额", "12.50"], ["", "乡镇筹集", "1.25"])
    tops = {box.top for box in reading.claimed[(1, 0)] if box.x0 == 170.0}
    assert tops == {116.0}


def test_what_there_is_no_room_to_list_is_counted() -> None:
    detail = _read(*[[f"第{n}项奇怪的说明{'甲' * 30}", "", ""] for n in range(100)]).coverage[0].detail
    assert 1900 < len(detail) < 2100
    listed, _, more = detail.rpartition("; ")
    assert more.endswith(" more")
    assert listed.count(";") + 1 + int(more.removesuffix(" more")) == 100


def test_what_stands_beside_a_label_that_may_be_a_persons_is_not_listed() -> None:
    reading = _read(
        ["自评人员", "赵志强、孙丽华", ""], ["评价组长", "周文斌", ""], ["受托管理人", "周文斌 87654321", ""]
    )
    assert reading.coverage[0].detail == "not understood: 受托管理人"
