"""Documents with ruled tables made from rows of text, for tests that need no file."""

from __future__ import annotations

from pipeline.reading.model import Box, Cell, Document, Grid, Line, Page

LEFT = "<"
"""In a row: merged with the cell on the left."""
UP = "^"
"""In a row: merged with the cell above."""
_WIDTH, _HEIGHT, _X0 = 60.0, 16.0, 50.0


def grid(rows: list[list[str]], top: float = 100.0, width: float = _WIDTH) -> Grid:
    """A grid of equal columns of `width` points."""
    cells: list[Cell] = []
    for at, row in enumerate(rows):
        for col, text in enumerate(row):
            if text in (LEFT, UP):
                continue
            col_end = col + 1
            while col_end < len(row) and row[col_end] == LEFT:
                col_end += 1
            row_end = at + 1
            while row_end < len(rows) and rows[row_end][col] == UP:
                row_end += 1
            x0, x1 = _X0 + col * width, _X0 + (col_end) * width
            box = Box(x0, top + at * _HEIGHT, x1, top + row_end * _HEIGHT)
            cells.append(Cell(at, col, row_end, col_end, box, tuple(text.split("|")) if text else ()))
    whole = Box(_X0, top, _X0 + len(rows[0]) * width, top + len(rows) * _HEIGHT)
    return Grid(whole, len(rows), len(rows[0]), tuple(cells))


def line(text: str, top: float) -> Line:
    """A printed line outside the grids."""
    return Line(text, Box(_X0, top, _X0 + 8.0 * len(text), top + 12))


def page(number: int, grids: list[Grid], lines: list[Line] | None = None) -> Page:
    """A portrait page."""
    return Page(number, 595.0, 842.0, (), (), tuple(grids), tuple(lines or ()))


def document(*pages: Page, paged: bool = True) -> Document:
    """A document of these pages."""
    return Document("made.pdf", "0" * 64, 1, "application/pdf", tuple(pages), paged)
