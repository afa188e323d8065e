"""Documents for tests of the audit: read ones with their readings, and ways to break a page's grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline.audit.number_inspection import Inspection, inspect_document
from pipeline.reading import read_document
from pipeline.reading.model import Box, Cell, Document, Grid, Page, Word

BUNDLED = (
    "乌鲁木齐市医疗保障局（汇总）_2022年预算.pdf",
    "乌鲁木齐市沙依巴克区医疗保障局_2023年度部门决算.pdf",
    "乌鲁木齐市沙依巴克区医疗保障局_2026年部门预算.pdf",
    "博尔塔拉蒙古自治州医疗保障局_2026年部门预算.pdf",
    "阿合奇县医疗保障局_2026年部门预算.pdf",
)
"""The bundled disclosures."""


@cache
def inspection(path: Path) -> Inspection:
    """A file read once for all tests."""
    return inspect_document(read_document(path))


def words_of(page: Page) -> Page:
    """A made page with the words that its cells and lines print, each in the middle of its cell."""
    words = [word for grid in page.grids for cell in grid.cells for word in _cell_words(cell)]
    words += [Word(line.text, line.box) for line in page.lines]
    return replace(page, words=tuple(words))


def _cell_words(cell: Cell) -> list[Word]:
    height = cell.box.height / max(len(cell.lines), 1)
    out = []
    for at, line in enumerate(cell.lines):
        top = cell.box.top + at * height
        pieces = line.split()
        width = (cell.box.width - 4) / max(len(pieces), 1)
        for nth, piece in enumerate(pieces):
            x0 = cell.box.x0 + 2 + nth * width
            out.append(Word(piece, Box(x0, top + 1, x0 + width - 1, top + height - 1)))
    return out


def broken(document: Document, number: int, change: Callable[[Grid], Grid | None]) -> Inspection:
    """The document read again with the first grid of page `number` changed (None: lost); its words stay as they are."""
    pages = []
    for page in document.pages:
        if page.number == number:
            first = change(page.grids[0])
            page = replace(page, grids=((first,) if first is not None else ()) + page.grids[1:])
        pages.append(page)
    return inspect_document(replace(document, pages=tuple(pages)))


def row_of(grid: Grid, *printed: str) -> int:
    """The row whose cells print these texts one after the other, blanks aside."""
    for row in range(grid.n_rows):
        texts = [cell.text for cell in grid.cells if cell.row == row and cell.text]
        if any(tuple(texts[at : at + len(printed)]) == printed for at in range(len(texts))):
            return row
    raise AssertionError(f"no row prints {printed}")


def without_row(grid: Grid, row: int) -> Grid:
    """The grid as if it had no cells in a row."""
    return replace(grid, cells=tuple(cell for cell in grid.cells if cell.row != row))


def cut_after(grid: Grid, row: int) -> Grid:
    """The grid as if it ended below a row."""
    box = Box(grid.box.x0, grid.box.top, grid.box.x1, grid.ys[row + 1])
    cells = tuple(cell for cell in grid.cells if cell.row_end <= row + 1)
    return Grid(box, row + 1, grid.n_cols, cells, grid.xs, grid.ys[: row + 2])


def shifted(grid: Grid, from_row: int, from_column: int) -> Grid:
    """The texts of the body moved one column to the right, from a column on; the boxes stay."""
    texts = {(c.row, c.col): c.lines for c in grid.cells}
    cells = []
    for cell in grid.cells:
        if cell.row >= from_row and cell.col >= from_column:
            lines = texts.get((cell.row, cell.col - 1), ()) if cell.col > from_column else ()
            cell = cell._replace(lines=lines)
        cells.append(cell)
    return replace(grid, cells=tuple(cells))


def joined(grid: Grid, row: int, column: int) -> Grid:
    """The cell at a place and the one on its right made one, their texts on one line."""
    left = next(c for c in grid.cells if (c.row, c.col) == (row, column))
    right = next(c for c in grid.cells if (c.row, c.col) == (row, left.col_end))
    lines = (f"{left.text} {right.text}",)
    both = left._replace(col_end=right.col_end, box=left.box.union(right.box), lines=lines)
    return replace(grid, cells=tuple(both if c is left else c for c in grid.cells if c is not right))


def joined_rows(grid: Grid, row: int, column: int) -> Grid:
    """The cell at a place and the one below it made one, their texts on two lines."""
    upper = next(c for c in grid.cells if (c.row, c.col) == (row, column))
    lower = next(c for c in grid.cells if (c.row, c.col) == (upper.row_end, column))
    both = upper._replace(row_end=lower.row_end, box=upper.box.union(lower.box), lines=upper.lines + lower.lines)
    return replace(grid, cells=tuple(both if c is upper else c for c in grid.cells if c is not lower))
