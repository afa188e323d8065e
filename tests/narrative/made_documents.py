"""Documents made from plain lines and rows, for tests that need a text and no file."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading.model import Box, Cell, Document, Grid, Line, Page, Word

BODY, TITLE = 14.0, 26.0
_LEFT, _STEP, _ROW = 60.0, 30.0, 20.0


def made_page(
    number: int, lines: Sequence[str] = (), rows: Sequence[Sequence[str]] = (), *, height: float = BODY
) -> Page:
    """A page of lines with, below them, a table of `rows`."""
    printed = tuple(
        Line(text, Box(_LEFT, 60 + i * _STEP, _LEFT + height * len(text), 60 + i * _STEP + height))
        for i, text in enumerate(lines)
    )
    words = tuple(Word(line.text, line.box) for line in printed)
    grids = (_grid(rows, 60 + len(printed) * _STEP),) if rows else ()
    return Page(number, 595.0, 842.0, words, (), grids, printed)


def made_document(*pages: Page, file_name: str = "x.pdf") -> Document:
    """A document of pages; its file name says nothing."""
    return Document(file_name, "0" * 64, 1, "application/pdf", pages)


def _grid(rows: Sequence[Sequence[str]], top: float) -> Grid:
    columns = max(len(row) for row in rows)
    width = 475.0 / columns
    cells = tuple(
        Cell(
            r, c, r + 1, c + 1, Box(60 + c * width, top + r * _ROW, 60 + (c + 1) * width, top + (r + 1) * _ROW), (text,)
        )
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Grid(Box(60, top, 535, top + len(rows) * _ROW), len(rows), columns, cells)
