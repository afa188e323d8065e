"""The lines of a document as one reads them, inside and outside its tables, and the lines of its cover."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from pipeline.narrative.identity_words import squeeze, western_years
from pipeline.reading.model import Cell, Document, Grid, Page

_COVER_END = re.compile(
    r"^目录|^第[一二三四五六七八九十]+部分|^[一二三四五六七八九十]+、|^（[一二三四五六七八九十]+）|^[1-9][.、．]"
)


class PrintedLine(NamedTuple):
    """One printed line or one cell of a table (its lines joined). `text` is without white space, `spaced` keeps it."""

    page: int
    text: str
    printed: str
    in_grid: bool
    height: float
    top: float

    @property
    def spaced(self) -> str:
        """The text as printed, white space of any length as one blank."""
        return " ".join(self.printed.split())


def printed_lines(document: Document) -> list[PrintedLine]:
    """Every line and every cell with text, page by page from top to bottom."""
    found: list[PrintedLine] = []
    for page in document.pages:
        on_page = [_line(page, line.text, False, line.box.height, line.box.top) for line in page.lines]
        for grid in page.grids:
            for cell in grid.cells:
                text = "".join(cell.lines)
                if text:
                    on_page.append(_line(page, text, True, cell.box.height, cell.box.top))
        found += sorted((line for line in on_page if line.text), key=lambda line: line.top)
    return found


def _line(page: Page, text: str, in_grid: bool, height: float, top: float) -> PrintedLine:
    return PrintedLine(page.number, western_years(squeeze(text)), text, in_grid, height, top)


def cover_lines(document: Document, lines: list[PrintedLine]) -> list[PrintedLine]:
    """The lines of the first page with text, above its contents, its first heading and its first table."""
    numbers = [page.number for page in document.pages if page.words or page.lines or page.grids]
    if not numbers:
        return []
    page = next(page for page in document.pages if page.number == numbers[0])
    table_top = min((grid.box.top for grid in page.grids if _holds_text(grid)), default=float("inf"))
    cover: list[PrintedLine] = []
    for line in lines:
        if line.page != page.number or line.in_grid or (document.paged and line.top >= table_top):
            continue
        if _COVER_END.search(line.text):
            break
        cover.append(line)
        if len(cover) >= 12:
            break
    return cover


def values_beside(document: Document, is_label: Callable[[str], bool]) -> list[str]:
    """What tables print to the right of the cells that `is_label` knows by their text without white space."""
    values: list[str] = []
    for page in document.pages:
        for grid in page.grids:
            for cell in grid.cells:
                if cell.lines and is_label(squeeze("".join(cell.lines))) and (right := _beside(cell, grid)):
                    values.append(right)
    return values


def _beside(cell: Cell, grid: Grid) -> str:
    """The text of the cell that begins where this one ends, in its row."""
    found = next((o for o in grid.cells if o.col == cell.col_end and o.row <= cell.row < o.row_end), None)
    return squeeze("".join(found.lines)) if found is not None else ""


def _holds_text(grid: Grid) -> bool:
    return any(line.strip() for cell in grid.cells for line in cell.lines)
