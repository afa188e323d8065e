"""The unit that a statement is printed in, told by its figures: what they were multiplied with on their way to yuan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from pipeline.statements.amounts import UNIT_FACTOR, Kind, parse_figure, to_yuan


def printed_unit(figures: Iterable[tuple[Decimal | None, str]]) -> str:
    """The unit of most figures, given as amount in yuan and printed text; '' where no figure tells it.

    A zero is the same in every unit, and a figure that prints a unit of its own says nothing about the others.
    """
    found: Counter[str] = Counter()
    for amount, printed in figures:
        figure = parse_figure((printed,))
        if amount and figure.kind is Kind.AMOUNT and figure.value is not None and not figure.unit:
            found.update(unit for unit in UNIT_FACTOR if to_yuan(figure.value, unit) == amount)
    return max(found, key=lambda unit: found[unit], default="")
