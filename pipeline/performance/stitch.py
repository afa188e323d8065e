"""Joining the next grid to a table: repeated headers, rows and merged cells that a page break cuts in two."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.performance.table import (
    TOLERANCE,
    Column,
    Header,
    PerformanceTable,
    Piece,
    TableCell,
    cells_of,
    find_header,
    same_header,
)
from pipeline.performance.text import label_of, number_of
from pipeline.performance.vocabulary import first_match, vocabulary
from pipeline.reading.model import Box, Grid, Page

_SPANNING = ("project", "unit_name", "amount", "goal", "activity", "level1", "level2")
"""Roles of cells that are merged over several records, outermost first."""

_OUTER: tuple[set[str | None], ...] = ({"project"}, {"project", "goal"}, {"level1"}, {"level2"})
"""Roles of cells that may stand in a row of their own above the records they hold."""


def append_grid(table: PerformanceTable, grid: Grid, page: Page, index: int, paged: bool) -> None:
    """Add a grid below the table, joining what the page break cut."""
    fresh = cells_of(grid, page, index, paged)
    table.parts.append((page.number, index))
    if not table.cells:
        table.cells, table.n_rows = fresh, grid.n_rows
        table.x0, table.x1 = min(cell.x0 for cell in fresh), max(cell.x1 for cell in fresh)
        table.header = _last_header(fresh)
        table.edge = [cell for cell in fresh if cell.covers(table.n_rows - 1)]
        return
    header = table.header
    if paged and fresh:
        fresh = [*_missing_columns(table, grid, page, index, header), *fresh]
        _shift(fresh, table.x1 - grid.box.x1)
    fresh, n_rows = _without_header(fresh, grid.n_rows, header)
    if not fresh:
        return
    _join(table, fresh, n_rows, header)
    table.header = _last_header(fresh) or header


def _shift(cells: list[TableCell], dx: float) -> None:
    for cell in cells:
        cell.x0 += dx
        cell.x1 += dx


def _missing_columns(
    table: PerformanceTable, grid: Grid, page: Page, index: int, header: Header | None
) -> list[TableCell]:
    """Columns left of the grid that have no rule on this page, because their cells go on above and below it."""
    dx = grid.box.x1 - table.x1
    left = grid.box.x0
    if header is None or left - (table.x0 + dx) < TOLERANCE:
        return []
    edges = [table.x0 + dx, *(column.x0 + dx for column in header.columns)]
    inner = sorted({round(edge, 1) for edge in edges if edge < left - TOLERANCE})
    found: list[TableCell] = []
    for x0, x1 in zip(inner, [*inner[1:], left], strict=True):
        box = Box(x0, grid.box.top, x1, grid.box.bottom)
        words = [word for word in page.words if box.holds(word.box.x_mid, word.box.y_mid)]
        lines = tuple(word.text for word in sorted(words, key=lambda word: (word.box.top, word.box.x0)))
        found.append(TableCell(0, grid.n_rows, x0, x1, [Piece((page.number, index), True, box, lines, "")]))
    return found


def _last_header(cells: list[TableCell]) -> Header | None:
    header = last = find_header(cells)
    while header is not None:
        last, header = header, find_header(cells, header.row_end)
    return last


def _without_header(fresh: list[TableCell], n_rows: int, header: Header | None) -> tuple[list[TableCell], int]:
    """The cells without a header (and what stands above it) that only repeats the table's own.

    A cell beside the header that goes on beside the records stays.
    """
    again = find_header(fresh)
    if header is None or again is None or again.row > 2 or not same_header(again, header):
        return fresh, n_rows
    kept = [cell for cell in fresh if cell.row_end > again.row_end]
    for cell in kept:
        cell.row = max(0, cell.row - again.row_end)
        cell.row_end -= again.row_end
    return kept, n_rows - again.row_end


def _join(table: PerformanceTable, fresh: list[TableCell], n_rows: int, header: Header | None) -> None:
    alone = _stands_alone(table, fresh, header)
    split = not alone and _is_split(table, fresh, header)
    offset = table.n_rows - (1 if split else 0)
    outer_is_new = False
    edge = table.edge
    added: list[TableCell] = []
    for cell in fresh:
        first = cell.row == 0
        cell.row += offset
        cell.row_end += offset
        above = _above(edge, cell) if first and not alone else None
        role = _role(cell, header)
        if above is None or not (split or _continues(above, cell, role, outer_is_new)):
            table.cells.append(cell)
            added.append(cell)
            outer_is_new = outer_is_new or bool(first and cell.text and role in _SPANNING)
            continue
        above.pieces.extend(cell.pieces)
        above.row_end = max(cell.row_end, above.row_end)
    table.n_rows = offset + n_rows
    table.edge = [cell for cell in (*edge, *added) if cell.covers(table.n_rows - 1)]


def _stands_alone(table: PerformanceTable, fresh: list[TableCell], header: Header | None) -> bool:
    """True where the first new row prints a project or a level only, as other rows of the table do.

    In other tables such a row is what a page break left of the row above.
    """
    if header is None or not _only_outer((cell for cell in fresh if cell.row == 0), header):
        return False
    rows: dict[int, list[TableCell]] = {}
    for cell in table.cells:
        if cell.row >= header.row_end:
            rows.setdefault(cell.row, []).append(cell)
    return any(_only_outer(cells, header) for cells in rows.values())


def _only_outer(cells: Iterable[TableCell], header: Header) -> bool:
    """True for a row of separate cells with text in the column of a level only, or of the project and its goal."""
    roles = {_role(cell, header) if cell.row_end == cell.row + 1 else None for cell in cells if cell.text}
    return roles in _OUTER


def _above(edge: list[TableCell], cell: TableCell) -> TableCell | None:
    """The cell of the last row in the same columns."""
    same = (other for other in edge if abs(other.x0 - cell.x0) < TOLERANCE and abs(other.x1 - cell.x1) < TOLERANCE)
    return next(same, None)


def _role(cell: TableCell, header: Header | None) -> str | None:
    """The role of the cell's column; None where it stands beside all columns."""
    if header is None:
        return None
    best = max(header.columns, key=lambda column: min(column.x1, cell.x1) - max(column.x0, cell.x0))
    return best.role if cell.overlap(best.x0, best.x1) > 0.5 else None


def _continues(above: TableCell, cell: TableCell, role: str | None, outer_is_new: bool) -> bool:
    """True where two cells at a page break are one merged cell."""
    words = vocabulary()
    if above.text and cell.text:
        names = {*words.form_labels, *words.funding_sections, *map(label_of, words.level1_names + words.level2_names)}
        joined, alone = label_of(above.text + cell.text), label_of(cell.text)
        return joined in names and alone not in names
    return role is None or (role in _SPANNING and not outer_is_new)


def _is_split(table: PerformanceTable, fresh: list[TableCell], header: Header | None) -> bool:
    """True where the first new row is the rest of the last row."""
    first = [cell for cell in fresh if cell.row == 0]
    last = table.n_rows - 1
    if header is not None and last >= header.row_end:
        if {"level3", "combined"} & header.roles and "target" in header.roles:
            return _record_split(table, first, last, header)
        return _blank_where_printed(table, first, last, header.column("project") or header.columns[0])
    return _head_split(table, first)


def _record_split(table: PerformanceTable, first: list[TableCell], last: int, header: Header) -> bool:
    name = header.column("level3") or header.column("combined")
    target, weight = header.column("target"), header.column("weight")
    if name is None or target is None:
        return False
    if weight is not None and _new_text(first, weight) and _old_text(table, last, weight):
        return False
    if any(_blank_where_printed(table, first, last, column) for column in (name, target)):
        return True
    half = bool(_old_text(table, last, name)) != bool(_old_text(table, last, target))
    return (
        half
        and (not _old_text(table, last, name) or not _old_text(table, last, target))
        and not _full(first, name, target)
    )


def _full(first: list[TableCell], name: Column, target: Column) -> bool:
    return bool(_new_text(first, name)) and bool(_new_text(first, target))


def _head_split(table: PerformanceTable, first: list[TableCell]) -> bool:
    """In the head of a form: nothing printed in the first column and no label or figure beside it."""
    words = vocabulary()
    left = min((cell.x0 for cell in table.cells), default=0.0)
    if any(cell.text and cell.x0 < left + TOLERANCE for cell in first):
        return False
    printed = [cell.text for cell in first if cell.text]
    known = any(
        words.form_label(text)
        or words.column(text)
        or number_of(text) is not None
        or (len(text) < 16 and first_match(words.sources, text))
        for text in printed
    )
    return bool(printed) and not known


def _blank_where_printed(table: PerformanceTable, first: list[TableCell], last: int, column: Column) -> bool:
    return not _new_text(first, column) and bool(_old_text(table, last, column))


def _new_text(first: list[TableCell], column: Column) -> str:
    found = [cell for cell in first if cell.overlap(column.x0, column.x1) > 0.5]
    return max(found, key=lambda cell: cell.overlap(column.x0, column.x1)).text if found else ""


def _old_text(table: PerformanceTable, row: int, column: Column) -> str:
    cell = table.at(row, column)
    return cell.text if cell is not None else ""
