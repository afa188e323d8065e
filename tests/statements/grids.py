"""Grids written as text: cells separated by `|`; `<` continues the cell on the left, `^` the one above."""

from __future__ import annotations

from pipeline.narrative.facts import DocumentFacts
from pipeline.reading.model import Box, Cell, Document, Grid, Line, Page
from pipeline.statements import StatementReading, read_statements

WIDTH, HEIGHT = 60.0, 12.0


def grid(*rows: str, top: float = 100.0) -> Grid:
    """A grid of equal columns; `\\n` in a cell breaks its lines."""
    texts = [[c.strip() for c in row.split("|")] for row in rows]
    n_rows, n_cols = len(texts), max(map(len, texts))
    cells = []
    for r, row in enumerate(texts):
        assert len(row) == n_cols, f"row {r} has {len(row)} cells, not {n_cols}"
        for c, text in enumerate(row):
            if text in ("<", "^"):
                continue
            col_end, row_end = c + 1, r + 1
            while col_end < n_cols and row[col_end] == "<":
                col_end += 1
            while row_end < n_rows and texts[row_end][c] == "^":
                row_end += 1
            box = Box(50 + c * WIDTH, top + r * HEIGHT, 50 + col_end * WIDTH, top + row_end * HEIGHT)
            lines = tuple(text.replace("\\n", "\n").split("\n")) if text else ()
            cells.append(Cell(r, c, row_end, col_end, box, lines))
    xs = tuple(50 + c * WIDTH for c in range(n_cols + 1))
    ys = tuple(top + r * HEIGHT for r in range(n_rows + 1))
    return Grid(Box(xs[0], ys[0], xs[-1], ys[-1]), n_rows, n_cols, tuple(cells), xs, ys)


def page(number: int, *parts: str | Grid) -> Page:
    """A page of lines and grids from top to bottom."""
    lines, grids, y = [], [], 20.0
    for part in parts:
        if isinstance(part, str):
            lines.append(Line(part, Box(50, y, 50 + 10 * len(part), y + 10)))
            y += 14
        else:
            shift = y + 2 - part.box.top
            grids.append(_moved(part, shift))
            y += part.box.height + 6
    return Page(number, 600, 840, (), (), tuple(grids), tuple(lines))


def _moved(g: Grid, dy: float) -> Grid:
    def down(b: Box) -> Box:
        return Box(b.x0, b.top + dy, b.x1, b.bottom + dy)

    cells = tuple(Cell(c.row, c.col, c.row_end, c.col_end, down(c.box), c.lines) for c in g.cells)
    return Grid(down(g.box), g.n_rows, g.n_cols, cells, g.xs, tuple(y + dy for y in g.ys))


def read(
    *pages: Page, unit: str = "", year: int = 2026, stage: str = "budget", org: str = "某市某局"
) -> StatementReading:
    """The statements of a document of these pages."""
    document = Document("made.pdf", "0" * 64, 1, "application/pdf", pages)
    return read_statements(document, DocumentFacts(org_name=org, fiscal_year=year, stage=stage, printed_unit=unit))


def values(reading: StatementReading, *names: str) -> list[tuple[object, ...]]:
    """The named fields of every cell, in order."""
    return [tuple(getattr(c, n) for n in names) for c in reading.cells]


def told(reading: StatementReading, names: str) -> list[str]:
    """The named fields (names apart by blanks) of every cell as one line of text; `-` for what is not said."""
    fields = names.split()
    return [" ".join(_said(getattr(c, n)) for n in fields) for c in reading.cells]


def _said(value: object) -> str:
    return "-" if value in (None, "") else str(value).replace(" ", "")


def measures(reading: StatementReading) -> list[str]:
    """`measure` of the first row's cells, with its basis where that is not the document's own."""
    own = {"budget", "final"}
    first = [c for c in reading.cells if c.row_no == reading.cells[0].row_no]
    return [c.measure if c.basis in own else f"{c.measure}@{c.basis}" for c in first]
