"""Lists whose rows stand under one another without any sign of it: which rows are the top ones, read from sums."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.audit.tables import Column, Row


def tops(rows: Sequence[Row], column: Column, lone: bool = False) -> list[Row]:
    """The rows without those that a row above them sums up, as far as one column tells.

    A row is the head of the shortest run of rows right below it that adds up to it (within the printing from three rows
    on): two rows at least, or one row of the same unit, or the only row below; with `lone` any one row of the same
    amount. Heads may stand under heads: seen from the last row up, what a row sums up is passed over.
    """
    return Outline(rows, column, lone).tops()


class Outline:
    """A list of rows with how many rows below it each one sums up."""

    def __init__(self, rows: Sequence[Row], column: Column, lone: bool = False) -> None:
        self._rows = rows
        self._spans = _spans(rows, column, lone)

    def tops(self) -> list[Row]:
        """The outermost rows."""
        return self._walk(0, len(self._rows))

    def children(self, at: int) -> list[Row]:
        """The rows right below the one at `at`; none where it sums up nothing."""
        return self._walk(at + 1, at + 1 + self._spans[at])

    def _walk(self, at: int, end: int) -> list[Row]:
        kept: list[Row] = []
        while at < end:
            kept.append(self._rows[at])
            at += 1 + self._spans[at]
        return kept


def _spans(rows: Sequence[Row], column: Column, lone: bool) -> list[int]:
    values = [_value(row, column) for row in rows]
    half = max((row.amounts[column].step for row in rows if column in row.amounts), default=Decimal(0)) / 2
    spans = [0] * len(rows)
    for at in range(len(rows) - 2, -1, -1):
        spans[at] = _span(at, values, half, spans, rows, lone)
    return spans


def _span(
    at: int, values: Sequence[Decimal], half: Decimal, spans: Sequence[int], rows: Sequence[Row], lone: bool
) -> int:
    """How many rows below the row at `at` it sums up; 0 where it is no head. `half`: half a unit of the last place."""
    head, running, below, count = values[at], Decimal(0), at + 1, 0
    while head and below < len(rows) and running <= head + half * (count + 1):
        running += values[below]
        count += 1
        same_unit = rows[below].unit_name == rows[at].unit_name != ""
        below += 1 + spans[below]
        near = abs(running - head) <= half * (count + 1)
        exact = running == head
        if (exact if count < 3 else near) and (lone or count > 1 or same_unit or below == len(rows)):
            return below - at - 1
    return 0


def _value(row: Row, column: Column) -> Decimal:
    amount = row.amounts.get(column)
    return amount.value if amount is not None else Decimal(0)
