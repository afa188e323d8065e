"""Where rows stand to one another: by unit, function class, economic class, project and bare name.

Both questions, what stands below a row and which rows have nothing above them, take time in proportion to the rows:
statements may have thousands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from pipeline.audit.tables import Row

Position = tuple[str, str, str, str, str]


def position(row: Row) -> Position:
    """Where a row stands: unit, code, economic code, project, item by its bare name; '' where the row is of all."""
    bare = not (row.unit_name or row.code or row.economic_code or row.project or row.is_total)
    return (row.unit, row.code, row.economic_code, row.project, row.label if bare else "")


def coarser(place: Position) -> Iterator[Position]:
    """Every place that a place is part of, without itself: all units, the codes it is under, all projects."""
    unit, code, economic_code, project, item = place
    choices = (
        (unit, "") if unit else ("",),
        _with_prefixes(code),
        _with_prefixes(economic_code),
        (project, "") if project else ("",),
        (item, "") if item else ("",),
    )
    return (each for each in product(*choices) if each != place)


def _with_prefixes(code: str) -> tuple[str, ...]:
    """A code and everything it is part of; names of items have no parts."""
    if not code.isdigit():
        return (code, "") if code else ("",)
    return (code, *(code[:length] for length in range(len(code) - 1, 1, -1)), "")


class Places:
    """The rows of one table by their places."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._below: dict[Position, list[Row]] = {}
        self._at: dict[Position, list[int]] = {}
        self.place = {row.index: position(row) for row in rows}
        for row in rows:
            self._at.setdefault(self.place[row.index], []).append(row.index)
        for row in rows:
            for above in coarser(self.place[row.index]):
                if above in self._at:
                    self._below.setdefault(above, []).append(row)

    def scope(self, row: Row) -> list[Row]:
        """The rows that refine a row: all, or up to the next row of the same place where there are several."""
        here = self.place[row.index]
        below, twins = self._below.get(here, []), self._at[here]
        if len(twins) == 1 or row.is_total:
            return below
        end = next((index for index in twins if index > row.index), None)
        return [other for other in below if other.index > row.index and (end is None or other.index < end)]


def nearest(rows: Sequence[Row]) -> list[Row]:
    """The rows that no other of them stands above."""
    placed = [(row, position(row)) for row in rows]
    places = {place for _, place in placed}
    return [row for row, here in placed if not any(above in places for above in coarser(here))]
