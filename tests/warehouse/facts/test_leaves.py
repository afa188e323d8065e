"""Rows that only sum others: hand-made tables of every layout, and tables made at random."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.statements.model import StatementCell
from pipeline.warehouse.facts.leaves import leaf_flags
from pipeline.warehouse.facts.names import resolved_codes
from pipeline.warehouse.facts.places import place
from pipeline.warehouse.facts.rows import PrintedRow

Line = tuple[str, str, str]
"""A printed row: what names it (`code`, `unit:`, `project:` or ``), its label, its amount in yuan."""


def row(number: int, name: str, label: str, amount: str) -> PrintedRow:
    """`name` is a code, or `code/project`, or `unit:name`, or '' for a bare label."""
    unit = name.removeprefix("unit:") if name.startswith("unit:") else ""
    code, _, project = ("", "", "") if unit else name.partition("/")
    names = (code, "", label, project, unit)
    printed = f"{int(amount) / 10000:.4f}".removesuffix("00")
    where = (1, 0.0, 0.0, 0.0, 0.0, "p1")
    cell = StatementCell("", "", "", number, *names, "total", "", "budget", Decimal(amount), None, printed, *where)
    return PrintedRow(number, code, "", label, project, unit, [cell])


def leaves(lines: list[Line]) -> list[str]:
    """Labels of the leaves."""
    rows = [row(number, *line) for number, line in enumerate(lines, start=1)]
    flags = leaf_flags(place(rows, resolved_codes(rows)))
    return [each.label for each, flag in zip(rows, flags, strict=True) if flag]


def test_only_the_lowest_codes_count() -> None:
    lines = [("208", "社保", "30"), ("20805", "养老", "30"), ("2080505", "养老保险", "20"), ("2080506", "年金", "10"),
             ("", "合计", "30")]  # fmt: skip
    assert leaves(lines) == ["养老保险", "年金"]
    assert leaves(lines[-1:] + lines[:-1]) == ["养老保险", "年金"]


def test_a_class_without_parts_is_a_leaf() -> None:
    assert leaves([("208", "社保", "30"), ("210", "卫生", "5"), ("21011", "医疗", "5")]) == ["社保", "医疗"]


def test_a_misprinted_figure_changes_nothing() -> None:
    assert leaves([("208", "社保", "99"), ("20805", "养老", "30"), ("", "合计", "7")]) == ["养老"]


def test_a_code_printed_once_for_every_unit_counts_every_time() -> None:
    lines = [("208", "社保", "30"), ("20805", "养老", "30"), ("2080501", "甲", "9"), ("2080501", "乙", "21")]
    assert leaves(lines) == ["甲", "乙"]


def test_units_with_their_own_rows() -> None:
    lines = [("", "合计", "30"), ("unit:本级", "本级", "10"), ("208", "社保", "10"), ("2080501", "离退休", "10"),
             ("unit:中心", "中心", "20"), ("208", "社保二", "20")]  # fmt: skip
    assert leaves(lines) == ["离退休", "社保二"]


def test_a_department_before_its_units_sums_them() -> None:
    lines = [("unit:部门", "部门", "30"), ("unit:本级", "本级", "10"), ("208", "甲", "10"), ("unit:中心", "中心", "20"),
             ("208", "乙", "20")]  # fmt: skip
    assert leaves(lines) == ["甲", "乙"]


def test_codes_of_the_whole_before_those_of_the_units() -> None:
    lines = [("208", "全部", "30"), ("unit:本级", "本级", "10"), ("208", "甲", "10"), ("unit:中心", "中心", "20"),
             ("208", "乙", "20")]  # fmt: skip
    assert leaves(lines) == ["甲", "乙"]


def test_a_total_repeated_on_every_page_ends_no_unit() -> None:
    lines = [("unit:本级", "本级", "30"), ("208", "社保", "30"), ("", "合计", "30"), ("20805", "养老", "30")]
    assert leaves(lines) == ["养老"]


def test_a_table_of_units_alone() -> None:
    lines = [("unit:甲", "甲", "10"), ("unit:乙", "乙", "20"), ("", "合计", "30")]
    assert leaves(lines) == ["甲", "乙"]
    assert leaves([("unit:部门", "部门", "30"), *lines]) == ["甲", "乙"]


def test_projects_under_their_code() -> None:
    lines = [("unit:局", "局", "30"), ("210", "卫生", "30"), ("2101502", "管理", "30"), ("2101502/楼", "楼", "10"),
             ("2101502/业务", "业务", "20"), ("", "总计", "30")]  # fmt: skip
    assert leaves(lines) == ["楼", "业务"]


def test_projects_without_code_under_a_unit() -> None:
    assert leaves([("unit:局", "局", "30"), ("/甲", "甲", "10"), ("/乙", "乙", "20"), ("", "总计", "30")]) == [
        "甲",
        "乙",
    ]


def test_only_a_total() -> None:
    assert leaves([("", "合计", "30")]) == ["合计"]
    assert leaves([("", "合计", "30"), ("", "合计", "30")]) == ["合计"]


def test_names_without_codes_are_found_in_the_classification() -> None:
    lines = [("", "社会保障和就业支出", "30"), ("", "行政事业单位养老支出", "30"), ("", "行政单位离退休", "10"),
             ("", "机关事业单位基本养老保险缴费支出", "20"), ("", "合计", "30")]  # fmt: skip
    assert leaves(lines) == ["行政单位离退休", "机关事业单位基本养老保险缴费支出"]


def test_bare_items_are_told_apart_by_their_sums() -> None:
    lines = [("", "甲类", "30"), ("", "甲一", "10"), ("", "甲二", "20"), ("", "乙类", "5"), ("", "合计", "35")]
    assert leaves(lines) == ["甲一", "甲二", "乙类"]


def test_bare_items_that_do_not_add_up_leave_the_total_alone() -> None:
    assert leaves([("", "甲", "3000"), ("", "乙", "2000"), ("", "合计", "4000")]) == ["合计"]


def test_rounding_of_the_printing_is_no_reason() -> None:
    parts = [("", "甲", "333300"), ("", "乙", "333300"), ("", "丙", "333300")]
    assert leaves([*parts, ("", "合计", "1000000")]) == ["甲", "乙", "丙"]


def test_the_same_money_by_function_and_by_economic_class_counts_once() -> None:
    lines = [("208", "社保", "30"), ("301", "工资", "20"), ("302", "商品", "10"), ("", "支出总计", "30")]
    assert leaves(lines) == ["社保"]


@st.composite
def classifications(draw: st.DrawFn) -> list[tuple[str, int]]:
    """Amounts by code: a consistent table whose parents are the sums of their children, some codes printed twice."""
    lowest = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["208", "210", "221"]),
                st.sampled_from(["01", "05", "15"]),
                st.sampled_from(["", "01", "02", "50"]),
                st.integers(-5, 10**9),
            ),
            min_size=1,
            max_size=12,
        )
    )
    deep = {first + second for first, second, third, _ in lowest if third}
    return [
        (first + second + third, amount)
        for first, second, third, amount in lowest
        if third or first + second not in deep
    ]


@settings(deadline=None)
@given(classifications(), st.booleans())
def test_leaves_of_a_consistent_table_make_its_total(table: list[tuple[str, int]], totals_first: bool) -> None:
    lines: list[Line] = []
    printed: set[str] = set()
    for code, amount in sorted(table):
        for length in (3, 5):
            parent = code[:length]
            if length < len(code) and parent not in printed:
                printed.add(parent)
                lines.append((parent, parent, str(sum(value for below, value in table if below.startswith(parent)))))
        lines.append((code, code, str(amount)))
    total = ("", "总计", str(sum(amount for _, amount in table)))
    lines = [total, *lines] if totals_first else [*lines, total]
    rows = [row(number, *line) for number, line in enumerate(lines, start=1)]
    flags = leaf_flags(place(rows, resolved_codes(rows)))
    counted = sum(Decimal(line[2]) for line, flag in zip(lines, flags, strict=True) if flag)
    assert counted == Decimal(total[2])


@pytest.mark.parametrize("empty", [[]])
def test_no_rows_no_leaves(empty: list[Line]) -> None:
    assert leaves(empty) == []
