"""The unit of a statement, told by what is printed and what it is in yuan."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.statements.printed_unit import printed_unit


@pytest.mark.parametrize(
    ("figures", "unit"),
    [
        ([("72800.00", "7.28"), ("0.00", "0.00")], "万元"),
        ([("110896.62", "110,896.62")], "元"),
        ([("-72800.00", "(7.28)")], "万元"),
        ([("7000.00", "7")], "千元"),
        ([("1234.57", "0.1234567")], "万元"),
    ],
)
def test_what_a_figure_was_multiplied_with_is_the_unit(figures: list[tuple[str, str]], unit: str) -> None:
    assert printed_unit((Decimal(amount), printed) for amount, printed in figures) == unit


def test_the_unit_of_most_figures_is_that_of_the_statement() -> None:
    figures = [("350.00", "350"), ("72800.00", "7.28"), ("10000.00", "1.00"), ("10000.00", "1")]
    assert printed_unit((Decimal(amount), printed) for amount, printed in figures) == "万元"


def test_zeros_percentages_text_and_figures_with_a_unit_of_their_own_tell_nothing() -> None:
    assert not printed_unit([(Decimal(0), "0.00"), (None, "12.5%"), (None, "无"), (Decimal(125000), "12.5万元")])
