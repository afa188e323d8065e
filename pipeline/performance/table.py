"""A performance table as one sheet of cells, whatever number of grids and pages it is printed on.

Columns are told apart by their x range: points on a page, column numbers in sheets and web pages. Rows are numbered
through all parts of the table, so that what reads the table knows nothing of pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple

from pipeline.performance.model import GridKey, Provenance
from pipeline.performance.text import join_lines
from pipeline.performance.vocabulary import vocabulary
from pipeline.reading.model import Box, Cell, Grid, Page

TOLERANCE = 5.0
"""Two edges closer than this many points are the same edge."""
_MEASURED = frozenset({"target", "weight", "score", "operator", "actual"})
RECORD_ROLES = _MEASURED | {"goal", "period_goal"}
"""Roles of columns of which every header of records has at least one; hardly another table has any."""

LEVELS = ("combined", "level1", "level2", "level3")
"""Columns that name an indicator, the lowest level last."""


class Piece(NamedTuple):
    """What one grid cell adds to a cell of the table."""

    key: GridKey
    paged: bool
    box: Box
    lines: tuple[str, ...]
    ref: str


@dataclass(slots=True)
class TableCell:
    """A cell of the whole table; its pieces stand on one page or on two."""

    row: int
    row_end: int
    x0: float
    x1: float
    pieces: list[Piece]
    _text: tuple[int, str] = (0, "")

    @property
    def text(self) -> str:
        """The whole text, joined once for the pieces that are there."""
        if self._text[0] != len(self.pieces):
            self._text = (len(self.pieces), join_lines(chain.from_iterable(piece.lines for piece in self.pieces)))
        return self._text[1]

    @property
    def key(self) -> GridKey:
        return self._first().key

    def provenance(self) -> Provenance:
        """Page and box of the first piece with text."""
        piece = self._first()
        if not piece.paged:
            return Provenance(None, None, None, None, None, piece.ref)
        page = piece.key[0]
        box = piece.box
        return Provenance(page, box.x0, box.top, box.x1, box.bottom, piece.ref or f"p{page}")

    def covers(self, row: int) -> bool:
        return self.row <= row < self.row_end

    def overlap(self, x0: float, x1: float) -> float:
        """Share of the narrower of the two ranges that both cover."""
        common = min(self.x1, x1) - max(self.x0, x0)
        return max(0.0, common) / max(min(self.x1 - self.x0, x1 - x0), 0.01)

    def _first(self) -> Piece:
        return next((piece for piece in self.pieces if any(line.strip() for line in piece.lines)), self.pieces[0])


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the records: its role ('' where the header is not understood) and its header path as printed."""

    role: str
    x0: float
    x1: float
    label: str


@dataclass(frozen=True, slots=True)
class Header:
    """The header of the records: rows [row, row_end) and the columns beneath."""

    row: int
    row_end: int
    columns: tuple[Column, ...]

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(column.role for column in self.columns if column.role)

    def column(self, role: str) -> Column | None:
        return next((column for column in self.columns if column.role == role), None)


@dataclass(slots=True)
class PerformanceTable:
    """One table over all its parts, with the title, unit and owner (单位名称：...) printed above it.

    `header` is the last header of records that its parts print, `edge` the cells of the last row so far.
    """

    statement: str
    title: str
    unit_text: str
    owner: str = ""
    parts: list[GridKey] = field(default_factory=list)
    cells: list[TableCell] = field(default_factory=list)
    n_rows: int = 0
    x0: float = 0.0
    x1: float = 0.0
    claims_grid: bool = True
    header: Header | None = None
    edge: list[TableCell] = field(default_factory=list)
    _by_row: dict[int, list[TableCell]] = field(default_factory=dict)

    def seal(self) -> None:
        """Index the cells by row, once all parts are joined: long tables are read row by row."""
        self._by_row = {}
        for cell in self.cells:
            for row in range(cell.row, cell.row_end):
                self._by_row.setdefault(row, []).append(cell)

    def covering(self, row: int) -> list[TableCell]:
        """The cells that cover a row."""
        if self._by_row:
            return self._by_row.get(row, [])
        return self.edge if row == self.n_rows - 1 else [cell for cell in self.cells if cell.covers(row)]

    def row_cells(self, row: int) -> list[TableCell]:
        """Cells that begin in the row, left to right."""
        return sorted((cell for cell in self.covering(row) if cell.row == row), key=lambda cell: cell.x0)

    def at(self, row: int, column: Column) -> TableCell | None:
        """The cell that covers the row in the column."""
        best = max(
            self.covering(row),
            key=lambda cell: min(cell.x1, column.x1) - max(cell.x0, column.x0),
            default=None,
        )
        return best if best is not None and best.overlap(column.x0, column.x1) > 0.5 else None


def cells_of(grid: Grid, page: Page, index: int, paged: bool) -> list[TableCell]:
    """The cells of one grid as table cells, rows counted from 0."""
    key = (page.number, index)
    return [_table_cell(cell, key, paged) for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.col))]


def _table_cell(cell: Cell, key: GridKey, paged: bool) -> TableCell:
    x0, x1 = (cell.box.x0, cell.box.x1) if paged else (float(cell.col), float(cell.col_end))
    return TableCell(cell.row, cell.row_end, x0, x1, [Piece(key, paged, cell.box, cell.lines, cell.ref)])


def find_header(cells: Iterable[TableCell], start: int = 0) -> Header | None:
    """The first header of indicator or goal records at or below row `start`."""
    by_row: dict[int, list[TableCell]] = {}
    for cell in cells:
        if cell.row >= start:
            by_row.setdefault(cell.row, []).append(cell)
    for row in sorted(by_row):
        header = _header_at(by_row, row)
        if header is not None:
            return header
    return None


def _header_at(by_row: dict[int, list[TableCell]], row: int) -> Header | None:
    words = vocabulary()
    top = [(cell, words.column(text)) for cell in by_row[row] if (text := cell.text)]
    roles = {role for _, role in top} - {""}
    if not _is_header(roles, len(top)):
        return None
    beside = {"combined"} if roles & {"level1", "level3"} else set()
    row_end = max(cell.row_end for cell, role in top if role and role not in beside)
    within = [cell for at in range(row, row_end) for cell in by_row.get(at, [])]
    named = [cell for cell in within if cell.row_end <= row_end and cell.text]
    leaves = [cell for cell in named if not any(_is_below(other, cell) for other in named)]
    columns = tuple(_column(leaf, named) for leaf in sorted(leaves, key=lambda cell: cell.x0))
    columns = _with_units(tuple(column for column in columns if column.role not in beside))
    return Header(row, row_end, _of_indicators(columns))


def _is_header(roles: set[str], n_cells: int) -> bool:
    measured = roles & _MEASURED
    named = roles & {"level3", "combined"} or {"level1", "level2"} <= roles
    listed = "project" in roles and bool(roles & {"goal", "period_goal"}) and n_cells >= 3
    return bool(named and measured) or ("level1" in roles and bool(measured)) or listed


def _is_below(other: TableCell, cell: TableCell) -> bool:
    return other.row >= cell.row_end and other.overlap(cell.x0, cell.x1) > 0.5


def _column(leaf: TableCell, named: list[TableCell]) -> Column:
    above = [cell for cell in named if cell.row_end <= leaf.row and cell.overlap(leaf.x0, leaf.x1) > 0.5]
    path = [cell.text for cell in sorted(above, key=lambda cell: cell.row)] + [leaf.text]
    words = vocabulary()
    role = "contact" if words.is_contact(leaf.text) else words.column(leaf.text)
    return Column(role, leaf.x0, leaf.x1, "/".join(path))


def _with_units(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns, with what is called a unit taken for the unit of the target where it stands right of that."""
    left = ["", *(column.role for column in columns)]
    roles = {
        at: "unit" if left[at] in ("target", "operator") and "unit" not in left else ""
        for at, column in enumerate(columns)
        if column.role == "unit_of_target"
    }
    return tuple(replace(column, role=roles.get(at, column.role)) for at, column in enumerate(columns))


def _of_indicators(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns, with those weights and scores that are a higher level's or stand beside another without a role.

    Forms print a weight beside each level: an indicator's is the nearest on the right of the last level.
    """
    levels = [at for at, column in enumerate(columns) if column.role in LEVELS]
    lowest = next((role for role in reversed(LEVELS) if any(column.role == role for column in columns)), "")
    last = next((at for at in levels if columns[at].role == lowest), -1)
    found = list(columns)
    for role in ("weight", "score"):
        own = [at for at, column in enumerate(columns) if column.role == role]
        kept = next((at for at in own if at > last), None)
        for at in own:
            if at != kept and (kept is not None or at > min(levels)):
                found[at] = replace(columns[at], role="")
    return tuple(found)


def same_header(header: Header | None, known: Header) -> bool:
    """True where a header repeats a known one; one of its cells may be spoilt by text that overflows into it."""
    if header is None or not header.roles <= known.roles:
        return False
    return len(known.roles - header.roles) <= (1 if len(known.roles) > 5 else 0)
