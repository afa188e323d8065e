"""The pictures of `yusuan inspect --image`: what became of each cell and number, drawn on the page."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from pipeline.audit.number_inspection import Inspection
from pipeline.reading.model import Box, Page
from pipeline.reading.picture import Mark, page_picture
from pipeline.statements.layout import column_cells, grid_rows
from pipeline.statements.reading import ReadTable

GRID, LABEL, LOADED, PERFORMANCE, PROSE, UNREAD = "grey", "blue", "green", "violet", "orange", "red"


def write_pictures(file: Path, seen: Inspection, folder: Path, pages: Collection[int] | None) -> list[Path]:
    """A PNG of each chosen page (None: all) in `folder`, made if it is not there; none for sheets and web pages."""
    if not seen.document.paged:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    width = len(str(len(seen.document.pages)))
    written = []
    for page in seen.document.pages:
        if pages is None or page.number in pages:
            target = folder / f"{file.stem}-p{page.number:0{width}}.png"
            page_picture(file, page, list(marks(page, seen)), target)
            written.append(target)
    return written


def marks(page: Page, seen: Inspection) -> Iterator[Mark]:
    """The boxes to draw on a page; what matters most comes last and so on top."""
    tables = {table.grid: table for table in seen.statements.tables if table.page == page.number}
    for index, grid in enumerate(page.grids):
        yield from (Mark(cell.box, "", GRID) for cell in grid.cells)
        if index in tables:
            yield from (Mark(box, "", LABEL, True) for box in _labels(page, tables[index]))
        yield Mark(grid.box, "", GRID)
        yield Mark(Box(grid.box.x0, above := grid.box.top - 7, grid.box.x0, above), _caption(tables.get(index)), GRID)
        yield from (Mark(box, "", PERFORMANCE, True) for box in seen.performance.claimed.get((page.number, index), ()))
    for claim in seen.narrative.claimed_numbers:
        if claim.page == page.number:
            yield Mark(claim.box, "", PROSE, True)
    for cell in seen.statements.cells:
        if cell.page == page.number and None not in (cell.x0, cell.top, cell.x1, cell.bottom):
            yield Mark(Box(cell.x0, cell.top, cell.x1, cell.bottom), "", LOADED, True)  # type: ignore[arg-type]
    for number in seen.numbers.unread:
        if number.page == page.number and number.x0 is not None:
            box = Box(number.x0, number.top, number.x1, number.bottom)  # type: ignore[arg-type]
            yield Mark(box, number.reason.partition(":")[0], UNREAD, True)


def _caption(table: ReadTable | None) -> str:
    return "" if table is None else f"{table.statement} {table.status}".strip()


def _labels(page: Page, table: ReadTable) -> Iterator[Box]:
    """Cells of the columns that name rows, as far as the header stands on this page."""
    rows = grid_rows(page.grids[table.grid])
    loaded = {cell.top for cell in table.cells}
    for column in (label for block in table.blocks for label in block.labels):
        for cell in column_cells(column, rows):
            if cell.text.strip() and any(top is not None and abs(top - cell.box.top) < 1 for top in loaded):
                yield cell.box
