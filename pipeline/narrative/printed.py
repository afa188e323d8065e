"""The lines of a document as one reads them, inside and outside its tables, and the lines of its cover."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.narrative.identity_words import squeeze, western_years
from pipeline.reading.model import Cell, Document, Grid, Page

_COVER_END = re.compile(
    r"^目录|^第[一二三四五六七八九十]+部分|^[一二三四五六七八九十]+、|^（[一二三四五六七八九十]+）|^[1-9][.、．]"
)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line or one cell of a table (its lines joined). `text` is without white space, `spaced` keeps it."""

    page: int
    text: str
    spaced: str
    in_grid: bool
    height: float
    top: float


def printed_lines(document: Document) -> list[PrintedLine]:
    """Every line and every cell with text, page by page from top to bottom."""
    found: list[PrintedLine] = []
    for page in document.pages:
        on_page = [_line(page, line.text, False, line.box.height, line.box.top) for line in page.lines]
        for grid in page.grids:
            for cell in grid.cells:
                text = "".join(cell.lines)
                if text.strip():
                    on_page.append(_line(page, text, True, cell.box.height, cell.box.top))
        found += sorted((line for line in on_page if line.text), key=lambda line: line.top)
    return found


def _line(page: Page, text: str, in_grid: bool, height: float, top: float) -> PrintedLine:
    spaced = " ".join(text.split())
    return PrintedLine(page.number, western_years(squeeze(text)), spaced, in_grid, height, top)


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


def label_pairs(document: Document) -> list[tuple[str, str]]:
    """A table's label cells with the text of the cell to their right: (部门名称（盖章）, name)."""
    pairs: list[tuple[str, str]] = []
    for page in document.pages:
        for grid in page.grids:
            starting: dict[int, list[Cell]] = {}
            for cell in grid.cells:
                starting.setdefault(cell.col, []).append(cell)
            for cell in grid.cells:
                text = squeeze("".join(cell.lines))
                if 2 <= len(text) <= 14:
                    right = _beside(cell, starting.get(cell.col_end, []))
                    if right:
                        pairs.append((text, right))
    return pairs


def _beside(cell: Cell, others: list[Cell]) -> str:
    """The text of the one of `others` that stands in the cell's row."""
    found = next((other for other in others if other.row <= cell.row < other.row_end), None)
    return squeeze("".join(found.lines)) if found is not None else ""


def _holds_text(grid: Grid) -> bool:
    return any(line.strip() for cell in grid.cells for line in cell.lines)
