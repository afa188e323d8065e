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
