"""Where a number that no record holds stands in the tables as recognised, in the words of a reason.

What is said here explains and never decides that a number counts as loaded; that is decided by its cell's box and text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.audit.number_bands import Bands, at_height, by_band
from pipeline.audit.number_words import Number, PlacedWord
from pipeline.performance import PerformanceReading
from pipeline.reading.model import Box, Cell, Document, Grid, Page
from pipeline.statements.layout import Column, Row, Shape, grid_rows, take_apart
from pipeline.statements.reading import GridKey, ReadTable, StatementReading
from pipeline.statements.rows import Shift

_LETTER = re.compile(r"[^\W\d_]")
_COUNTED = re.compile(r"; \d+ figures|\d+ figures; ")
_CODES = frozenset({"code", "code_part", "unit_code", "project_code"})
_COUNTS = frozenset({"serial", "period", "quantity"})
_READ = ("loaded", "continuation", "empty")


@dataclass(frozen=True, slots=True)
class Place:
    """Why a number is in no record. `set_aside`: the reason is a rule by which an integer is no amount at all."""

    reason: str
    set_aside: bool = False


class TablePlaces:
    """The tables of one document, as far as they say why a number was not loaded."""

    def __init__(self, document: Document, statements: StatementReading, performance: PerformanceReading) -> None:
        self._grids = {(page.number, i): grid for page in document.pages for i, grid in enumerate(page.grids)}
        self._bands: dict[GridKey, Bands[Cell]] = {}
        self._tables = {(table.page, table.grid): table for table in statements.tables}
        self._told = {(table.page, table.grid): _told(table) for table in statements.tables if table.unread}
        self._shifts = _shifts(statements, self._grids)
        self._details = {(c.page, c.table_no - 1): c.detail for c in statements.coverage if c.table_no}
        self._claimed: Mapping[GridKey, object] = performance.claimed
        self._shapes: dict[GridKey, Shape] = {}
        self._rows: dict[GridKey, dict[int, str]] = {}

    def place(self, page: Page, word: PlacedWord, number: Number) -> Place:
        """Why this number of a grid is in no record."""
        assert word.grid is not None
        key = (page.number, word.grid)
        cell = word.cell or self._cell_at(key, word)
        alone = cell is not None and not _LETTER.search(cell.text)
        if cell is not None and not alone and number.plain:
            return Place("in the text of a cell", True)
        table = self._tables.get(key)
        if key in self._claimed:
            return Place("performance table: no record uses this cell")
        if table is None:
            return Place("table not looked at")
        if table.status not in _READ:
            return self._unread_table(key, table, cell, number)
        if cell is None:
            return Place("no cell at this place")
        return self._of_read_table(key, table, cell, number)

    def _unread_table(self, key: GridKey, table: ReadTable, cell: Cell | None, number: Number) -> Place:
        column = _column_at(self._shape(key).columns, cell, Shift()) if cell is not None else None
        if column is not None and _no_amount(column, number):
            return Place(f"{column.role} column: {column.header}", True)
        reason = f"table {table.status}: {self._details.get(key) or 'no reason given'}"
        return Place(_COUNTED.sub("", reason))

    def _cell_at(self, key: GridKey, word: PlacedWord) -> Cell | None:
        assert word.box is not None
        x, y = word.box.x_mid, word.box.y_mid
        if key not in self._bands:
            self._bands[key] = by_band(self._grids[key].cells, lambda cell: cell.box)
        return next((cell for cell in at_height(self._bands[key], y) if cell.box.holds(x, y)), None)

    def _of_read_table(self, key: GridKey, table: ReadTable, cell: Cell, number: Number) -> Place:
        told = self._told.get(key, {}).get((cell.box, cell.ref), "")
        if told:
            return Place(told)
        part = self._part_of(key, cell.row)
        if part == "column numbers":
            return Place(part, number.plain)
        if part:
            return Place(f"{part} of the table")
        column = _column_at(table.columns, cell, self._shifts.get(key, Shift()))
        if column is None:
            return Place("no column at this place")
        header = column.header or "no header"
        if column.role == "amount":
            return Place("cell not loaded")
        return Place(f"{column.role or 'unknown'} column: {header}", _no_amount(column, number))

    def _part_of(self, key: GridKey, row: int) -> str:
        """`header`, `caption` or `column numbers` where a row of a grid is that, else ''."""
        if key not in self._rows:
            self._rows[key] = _parts(self._grids[key], self._shape(key))
        return self._rows[key].get(row, "")

    def _shape(self, key: GridKey) -> Shape:
        if key not in self._shapes:
            table = self._tables.get(key)
            self._shapes[key] = (table.shape if table is not None else None) or take_apart(self._grids[key])
        return self._shapes[key]


def _no_amount(column: Column, number: Number) -> bool:
    """True for an integer in a column that by its header counts rows or things or holds codes of two digits or more."""
    if not number.plain:
        return False
    if column.role in _CODES:
        return len(number.printed.strip("()[]（）")) > 1
    return column.role in _COUNTS


def _parts(grid: Grid, shape: Shape) -> dict[int, str]:
    rows: list[Row] = grid_rows(grid)
    parts = {row.number: "column numbers" for row in rows if row.is_index}
    parts |= {row.number: "header" for row in shape.header_rows}
    first = min((row.number for row in (*shape.header_rows, *shape.body)), default=0)
    return parts | {number: "caption" for number in range(first) if number not in parts}


def _shifts(statements: StatementReading, grids: Mapping[GridKey, Grid]) -> dict[GridKey, Shift]:
    """How the columns of each continuation lie against those on the header's page."""
    shifts: dict[GridKey, Shift] = {}
    first: Grid | None = None
    for table in statements.tables:
        grid = grids[table.page, table.grid]
        if table.status != "continuation":
            first = grid
        elif first is not None and first.box.width > 0 and grid.box.width > 0:
            scale = grid.box.width / first.box.width
            shifts[table.page, table.grid] = Shift(scale, grid.box.x0 - first.box.x0 * scale)
    return shifts


def _told(table: ReadTable) -> dict[tuple[Box, str], str]:
    """Why cells of a table were not read, by box and reference; of several reasons the first."""
    return {(unread.cell.box, unread.cell.ref): unread.reason for unread in reversed(table.unread)}


def _column_at(columns: tuple[Column, ...], cell: Cell, shift: Shift) -> Column | None:
    x = shift.back(cell.box.x_mid)
    return next((column for column in columns if column.x0 - 1 <= x <= column.x1 + 1), None)
