"""Printed figures are read exactly, and what is no single figure is not read at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statements.amounts import Kind, parse_figure, to_yuan


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (["116.83"], "116.83"),
        (["1,234,567.89"], "1234567.89"),
        (["70"], "70"),
        (["-60.86"], "-60.86"),
        (["０．５０"], "0.50"),
        (["−12.00"], "-12.00"),
        (["22,718,394.", "48"], "22718394.48"),
        (["1682.7", "6"], "1682.76"),
        (["110,387.97", "6749"], "110387.976749"),
        (["1 234.50"], "1234.50"),
    ],
)
def test_a_figure_is_read_as_printed(lines: list[str], value: str) -> None:
    figure = parse_figure(lines)
    assert figure.kind is Kind.AMOUNT
    assert figure.value == Decimal(value)


def test_zero_blank_dash_and_text_are_four_things() -> None:
    assert parse_figure(["0.00"]).value == 0
    assert parse_figure([]).kind is Kind.BLANK
    assert parse_figure([" "]).kind is Kind.BLANK
    assert parse_figure(["—"]).kind is Kind.DASH
    assert parse_figure(["-"]).kind is Kind.DASH
    assert parse_figure(["无"]).kind is Kind.TEXT


@pytest.mark.parametrize(
    "lines", [["12.00", "13.00"], ["12.00", "合计"], ["1,23.4"], ["12..3"], ["2026年"], ["70", "71"]]
)
def test_what_is_no_single_figure_is_text(lines: list[str]) -> None:
    assert parse_figure(lines).kind is Kind.TEXT


@pytest.mark.parametrize(
    "line", ["70 12.5", "12.5 13.5", "100 200", "5 0", "-1 2.5", "12 -5", "1234 567.00", "70 1 2 3"]
)
def test_two_figures_on_one_line_of_a_cell_are_no_figure(line: str) -> None:
    assert parse_figure([line]).kind is Kind.TEXT


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("1 234 567.89", "1234567.89"), ("1, 234.56", "1234.56"), ("1,234 .56", "1234.56"), ("- 5", "-5"),
        ("¥ 12.50", "12.50"), ("( 12.50 )", "-12.50"), ("1 2 3 . 4", "123.4"), ("1 , 2 3 4 . 5 6", "1234.56"),
        ("0 . 5 0", "0.50"), ("12 万元", "12"),
    ],
)  # fmt: skip
def test_a_figure_with_gaps_that_can_only_be_its_own_is_read(line: str, value: str) -> None:
    figure = parse_figure([line])
    assert (figure.kind, figure.value) == (Kind.AMOUNT, Decimal(value))


def test_a_percentage_keeps_its_points() -> None:
    figure = parse_figure(["-100.00%"])
    assert (figure.kind, figure.value) == (Kind.PERCENT, Decimal("-100.00"))


def test_a_cell_that_prints_its_unit_says_so() -> None:
    figure = parse_figure(["12.5万元"])
    assert (figure.value, figure.unit) == (Decimal("12.5"), "万元")


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_every_amount_comes_back_from_its_print(value: Decimal) -> None:
    assert parse_figure([f"{value:,.2f}"]).value == value


@given(st.decimals(min_value=0, max_value=10**8, places=6))
def test_six_decimals_of_ten_thousand_yuan_are_whole_fen(value: Decimal) -> None:
    assert to_yuan(value, "万元") == value * 10000
