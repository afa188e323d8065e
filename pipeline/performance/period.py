"""Indicators of the whole period of a project (中期, 长期, 实施期) told from those of the year.

They stand in a block beside those of the year, or above them. Their targets are never the year's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from pipeline.performance.table import LEVELS, Column, Header, PerformanceTable
from pipeline.performance.vocabulary import vocabulary


class Part(NamedTuple):
    """Columns and rows that hold indicators of the year, or of the period: rows [header.row_end, end)."""

    header: Header
    end: int


def parts(table: PerformanceTable, header: Header, start: int, end: int) -> list[Part]:
    """The parts of the records of a form, whose head begins in row `start`."""
    halves = _halves(header)
    if halves is None:
        return list(_rows_apart(table, header, end))
    shared, first, second = halves
    is_first = _period_is_first(table, header, start)
    if is_first is None:
        told = tuple(column if column.role in LEVELS else replace(column, role="") for column in first)
        unread = tuple(replace(column, role="") for column in second)
        return [Part(replace(header, columns=(*shared, *told, *unread)), end)]
    period, year = (first, second) if is_first else (second, first)
    return [
        Part(replace(header, columns=(*shared, *year)), end),
        Part(_of_period(replace(header, columns=(*shared, *period))), end),
    ]


def part_named(table: PerformanceTable, row: int) -> str:
    """`period` or `year` where a row of its own across the table names the indicators below it, '' elsewhere."""
    cells = [cell for cell in table.row_cells(row) if cell.text]
    is_wide = len(cells) == 1 and cells[0].x1 - cells[0].x0 > (table.x1 - table.x0) / 2
    return vocabulary().time_of(cells[0].text) if is_wide else ""


def _rows_apart(table: PerformanceTable, header: Header, end: int) -> Iterator[Part]:
    """The rows of a period, and the others."""
    above = part_named(table, header.row - 1)
    rows = range(header.row_end, end)
    for time, run in groupby(rows, key=lambda row: _beside(table, header, row) or above):
        first, *rest = run
        part = replace(header, row_end=first)
        yield Part(_of_period(part) if time == "period" else part, (rest or [first])[-1] + 1)


def _beside(table: PerformanceTable, header: Header, row: int) -> str:
    """What the label beside the names of a row says of their time."""
    left = next((column.x0 for column in header.columns if column.role in LEVELS), header.columns[0].x0)
    times = (vocabulary().time_of(cell.text) for cell in table.covering(row) if cell.x1 <= left + 1)
    return next((time for time in times if time), "")


def _of_period(header: Header) -> Header:
    """The header with its targets as those of the period; of what else it has only the names are read."""
    roles = {role: role for role in LEVELS} | {"target": "period_target", "period_target": "period_target"}
    return replace(header, columns=tuple(replace(c, role=roles.get(c.role, "")) for c in header.columns))


def _halves(header: Header) -> tuple[tuple[Column, ...], tuple[Column, ...], tuple[Column, ...]] | None:
    """Columns of both blocks, of the first and of the second, where names and targets are printed twice."""
    columns = header.columns
    names = [at for at, column in enumerate(columns) if column.role == "level3"]
    targets = [at for at, column in enumerate(columns) if column.role == "target"]
    if len(names) != 2 or len(targets) != 2 or not names[0] < targets[0] < names[1] < targets[1]:
        return None
    if any(len({columns[at].label.rsplit("/", 1)[-1] for at in places}) > 1 for places in (names, targets)):
        return None
    second = next(at for at in range(targets[0], len(columns)) if columns[at].role in LEVELS)
    repeated = {column.role for column in columns[second:]} & set(LEVELS)
    first = next(at for at, column in enumerate(columns) if column.role in repeated)
    return columns[:first], columns[first:second], columns[second:]


def _period_is_first(table: PerformanceTable, header: Header, start: int) -> bool | None:
    """True where the goal of the period stands left of that of the year, None where no row has both."""
    words = vocabulary()
    for row in range(start, header.row):
        times = [time for cell in table.row_cells(row) if (time := words.time_of(cell.text))]
        if sorted(times) == ["period", "year"]:
            return times[0] == "period"
    return None
