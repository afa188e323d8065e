"""The unit of a table is the one that its unit line prints, however the line is set."""

from __future__ import annotations

from decimal import Decimal

import pytest
from statements.grids import grid, page, read, values

from pipeline.statements.units import has_unclear_unit, is_unit_line, read_unit


@pytest.mark.parametrize(
    ("lines", "unit"),
    [
        (["单位：万", "元"], "万元"), (["（单位：万", "元）"], "万元"), (["金额单位：人民币万", "元"], "万元"),
        (["单位：万", "编制部门：某市某局", "元"], "万元"), (["单位：百万", "元"], "百万元"),
        (["（万", "元）"], "万元"), (["全年经费共计12.5万", "元"], ""),
        (["全年经费共计12.5万", "支出总表", "元"], "元"), (["编制部门：某市某局", "元"], "元"),
    ],
)  # fmt: skip
def test_a_unit_broken_over_two_lines_is_one_unit(lines: list[str], unit: str) -> None:
    assert read_unit(lines) == unit


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("单位：辆、万元", "万元"), ("单位：人、万元", "万元"), ("单位：户、元", "元"), ("单位：台/套、元", "元"),
        ("单位：%、万元", "万元"), ("单位：台/套，万元", "万元"), ("（单位：人次 万元）", "万元"),
        ("单位∶万元", "万元"), ("（单位∶万元）", "万元"), ("单位：（人民币）万元", "万元"),
        ("单位：人民币·万元", "万元"), ("单 位 ： 人 、 万 元", "万元"), ("单位：人、万元 编制部门：某市某局", "万元"),
        ("填报单位：某市某局（公章）    万元", "万元"), ("填报单位：某市某局（公章）    万 元", "万元"),
        ("填报单位：某市某局 金额：万元", "万元"), ("单位；万元", "万元"), ("单位—万元", "万元"),
        ("部门：某市某局    元", "元"),
    ],
)  # fmt: skip
def test_a_unit_of_money_may_stand_among_other_units_and_names(line: str, unit: str) -> None:
    assert read_unit([line]) == unit


@pytest.mark.parametrize(
    "line",
    [
        "单位：元 谋 县 第 一 中 学", "预算单位：某市某局、元谋县审计局", "单位：万里街道办事处", "单位：人",
        "按单位：一般公共预算支出 100 万元", "单位：某市某局，本年支出5.00 万元",
    ],
)  # fmt: skip
def test_a_name_or_a_sum_is_no_unit(line: str) -> None:
    assert read_unit([line]) == ""
    assert not has_unclear_unit([line])


@pytest.mark.parametrize(
    "line", ["单位：亿美元", "单位：人、万美元", "单位：十万元", "单位：US$元", "单位：元、万元", "单位：万"]
)
def test_money_in_no_known_unit_is_not_read_in_the_unit_of_the_other_tables(line: str) -> None:
    table = grid("科目编码|科目名称|合计", "205|教育支出|5.00")
    reading = read(page(1, "支出总表", line, table), unit="万元")
    assert reading.cells == ()
    assert [(c.status, c.detail) for c in reading.coverage] == [("unrecognised", "no known unit of money is printed")]


def test_columns_that_print_their_unit_need_no_unit_line() -> None:
    table = grid("科目编码|科目名称|金额（元）", "205|教育支出|5.00")
    reading = read(page(1, "支出总表", "单位：元、万元", table), unit="万元")
    assert values(reading, "amount") == [(Decimal("5.00"),)]


def test_an_unknown_unit_ends_a_known_one_on_the_next_page() -> None:
    reading = read(
        page(1, "支出总表", "单位：万元", grid("科目编码|科目名称|合计", "205|教育支出|5.00")),
        page(2, "支出总表", "单位：亿美元", grid("科目编码|科目名称|合计", "206|科学技术支出|5.00")),
    )
    assert values(reading, "page", "amount") == [(1, Decimal("50000.00"))]
    assert [c.status for c in reading.coverage] == ["loaded", "unrecognised"]


def test_a_unit_line_in_a_header_cell() -> None:
    assert is_unit_line("单位：万元")
    assert is_unit_line("（单位：人、万元）")
    assert not is_unit_line("单位：某市某局 万元")
    assert not is_unit_line("编制单位：万元")
