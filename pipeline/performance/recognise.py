"""Which grids of a document belong to performance tables, and which of them continue one another.

Decided by meaning: a title, a header of indicators or goals, the labels of a form, or the place right after such a
table on the page before. A statement that only carries a column of goals is not claimed; its goals are read all the
same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.performance.model import GridKey
from pipeline.performance.stitch import append_grid
from pipeline.performance.table import (
    RECORD_ROLES,
    TOLERANCE,
    Header,
    PerformanceTable,
    TableCell,
    cells_of,
    find_header,
    same_header,
)
from pipeline.performance.text import compact, join_lines, label_of, money_unit
from pipeline.performance.vocabulary import first_match, vocabulary
from pipeline.reading.model import Document, Grid, Page

_FURNITURE = re.compile(
    r"^(第?[-—–]*\d+[-—–]*页?(,?共\d+页)?|\(?\d{4}年度?\)?|\(?\d{4}年度?\d*月?\)?|(金额)?单位:.*|附?表[\d一二三四五六七八九十-]+"
    r"|(部门|单位)(\(单位\))?名称:.*|续表.*)$"
)
_OWNER = re.compile(
    r"^(?:部门|单位|部门（单位）|部门预算单位|资金主管部门)(?:名称)?[:：](?P<name>[^:：]{4,40}?)(?:金额)?(?:单位[:：].*)?$"
)
_LONGEST_TITLE = 60
_ANY_TITLE = re.compile(r"^.{2,40}表(\(.*\))?$")
_CARRIED = 4
_TITLE_ROWS = 3
_HEAD_ROWS = 4
_FEWEST_COLUMNS = 3
_MOST = 0.6
_SLACK = 12.0
"""Points by which two parts of one table may differ at an edge."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A grid with what is printed between it and the grids before and after it on its page.

    `carried`: the last lines of the page before, where the title of a table on top of a page may stand.
    """

    page: Page
    index: int
    grid: Grid
    above: tuple[str, ...]
    below: tuple[str, ...]
    carried: tuple[str, ...]
    is_first: bool
    is_last: bool


def performance_grids(document: Document) -> frozenset[GridKey]:
    """(page number, index in page.grids) of every grid of a performance table."""
    return frozenset(key for table in find_tables(document) if table.claims_grid for key in table.parts)


def find_tables(document: Document) -> list[PerformanceTable]:
    """All performance tables in printed order, each with its parts joined."""
    tables: list[PerformanceTable] = []
    current: PerformanceTable | None = None
    before: _Place | None = None
    for place in _places(document):
        if current is None and _is_other(place):
            continue
        cells = cells_of(place.grid, place.page, place.index, document.paged)
        if (
            current is None
            or before is None
            or not _follows(before, place, current)
            or not _goes_on(place, cells, current)
        ):
            current = _start(place, cells)
            tables.extend([current] if current is not None else [])
        if current is not None:
            append_grid(current, place.grid, place.page, place.index, document.paged)
        before = place
    for table in tables:
        table.seal()
    return tables


def _is_other(place: _Place) -> bool:
    """True for a grid that cannot begin a table, as most of a document: no title, no word that heads records only."""
    words = vocabulary()
    if _title(place.above) or _title(place.carried):
        return False
    texts = [(cell.row, join_lines(cell.lines)) for cell in place.grid.cells if cell.lines]
    return not any(
        words.column(text) in RECORD_ROLES or (row < _TITLE_ROWS and words.title_kind(text)) for row, text in texts
    )


def _places(document: Document) -> Iterator[_Place]:
    last_lines: tuple[str, ...] = ()
    for page in document.pages:
        order = _order(page, document.paged)
        for position, index in enumerate(order):
            grid = page.grids[index]
            top = page.grids[order[position - 1]].box.bottom if position else float("-inf")
            is_last = position == len(order) - 1
            bottom = float("inf") if is_last else page.grids[order[position + 1]].box.top
            yield _Place(
                page=page,
                index=index,
                grid=grid,
                above=tuple(li.text for li in page.lines if top - 1 < li.box.top and li.box.y_mid < grid.box.top + 1),
                below=tuple(li.text for li in page.lines if grid.box.bottom - 1 < li.box.top < bottom),
                carried=last_lines if position == 0 else (),
                is_first=position == 0,
                is_last=is_last,
            )
        end = max((grid.box.bottom for grid in page.grids), default=float("-inf"))
        last_lines = tuple(li.text for li in page.lines if li.box.top > end)[-_CARRIED:]


def _order(page: Page, paged: bool) -> list[int]:
    """Grids from top to bottom; in sheets and web pages as they come."""
    indices = range(len(page.grids))
    return sorted(indices, key=lambda index: page.grids[index].box[:2][::-1]) if paged else list(indices)


def _start(place: _Place, cells: list[TableCell]) -> PerformanceTable | None:
    """A new table where the grid begins one."""
    header = find_header(cells)
    shown = _inner_title(cells) or _title(place.above) or _title(place.carried)
    if not _begins(shown, header, cells):
        return None
    goals_only = header is not None and not header.roles & {"level1", "level3", "combined", "target"}
    return PerformanceTable(
        statement=vocabulary().title_kind(shown) or _kind_by_header(header),
        title=compact(shown),
        unit_text=_unit_text(place.above, cells),
        owner=_owner(place.above),
        claims_grid=not goals_only or bool(shown) or _amount_columns(header) <= 1,
    )


def _begins(title: str, header: Header | None, cells: list[TableCell]) -> bool:
    columns = _rows_of_columns(cells)
    labels = _form_labels([cell for cell in cells if cell.row not in columns], header)
    is_form = bool(labels & {"project_name", "unit_name", "department_name"}) or (
        "goal" in labels and header is not None
    )
    if header is None:
        return is_form and bool(title)
    return is_form or bool(title) or header.row <= 1


def _form_labels(cells: list[TableCell], header: Header | None) -> set[str]:
    """The form labels in the rows above the header of records, in the first rows of the grid."""
    end = min(_HEAD_ROWS, header.row if header is not None else _HEAD_ROWS)
    return {vocabulary().form_label(cell.text) for cell in cells if cell.row < end} - {""}


def _rows_of_columns(cells: list[TableCell]) -> set[int]:
    """Of the first rows those that head the columns of a list; in a row of a form a value stands beside each label."""
    rows = {row: [cell.text for cell in cells if cell.row == row] for row in range(_HEAD_ROWS)}
    return {row for row, texts in rows.items() if len(texts) >= _FEWEST_COLUMNS and _are_columns(texts)}


def _are_columns(texts: list[str]) -> bool:
    words = vocabulary()
    if any(words.column(text) == "sequence" for text in texts):
        return True
    money = {text for text in texts if words.column(text) or first_match(words.measures, compact(text))}
    return bool(money) and all(text in money or words.form_label(text) or words.is_contact(text) for text in texts)


def _goes_on(place: _Place, cells: list[TableCell], table: PerformanceTable) -> bool:
    """True where a grid that may follow the table begins nothing of its own."""
    header, known = find_header(cells), table.header
    labels = _form_labels(cells, header)
    title = compact(_inner_title(cells) or _title(place.above))
    if _foreign_title(cells) or "project_name" in labels or (title and not (table.title and table.title in title)):
        return False
    if labels & {"unit_name", "department_name"} and (known is not None or title):
        return False
    return header is None or known is None or same_header(header, known)


def _unit_text(above: tuple[str, ...], cells: list[TableCell]) -> str:
    """The line or cell above the table that names the money unit (`单位：万元`)."""
    inside = [cell.text for cell in cells if cell.row <= 2 and "单位:" in compact(cell.text)]
    return next((text for text in [*inside, *reversed(above)] if money_unit(text)), "")


def _owner(above: tuple[str, ...]) -> str:
    """Whose table it is, where a line above it says so."""
    found = [match for line in above if (match := _OWNER.match("".join(line.split())))]
    return found[-1].group("name") if found else ""


def _kind_by_header(header: Header | None) -> str:
    evaluated = header is not None and bool(header.roles & {"actual", "score", "deviation"})
    return "performance_self_evaluation" if evaluated else "performance_goal_table"


def _amount_columns(header: Header | None) -> int:
    return sum(1 for column in header.columns if column.role == "amount") if header is not None else 0


def _title(above: tuple[str, ...]) -> str:
    """The lowest line above the grid that names a performance table, else two lines that do so together."""
    words = vocabulary()
    pairs = [first + second for first, second in pairwise(above)]
    for text in [*reversed(above), *reversed(pairs)]:
        if len(compact(text)) <= _LONGEST_TITLE and words.title_kind(text):
            return text
    return ""


def _inner_title(cells: list[TableCell]) -> str:
    """A title printed as the only text of the first row with text."""
    for row in range(_TITLE_ROWS):
        texts = [cell.text for cell in cells if cell.row == row and cell.text]
        if texts:
            shown = texts[0] if len(texts) == 1 and len(texts[0]) <= _LONGEST_TITLE else ""
            return shown if vocabulary().title_kind(shown) and not vocabulary().form_label(shown) else ""
    return ""


def _foreign_title(cells: list[TableCell]) -> bool:
    """True where the grid begins with the title of a table of another kind."""
    texts = [cell.text for cell in cells if cell.row == 0 and cell.text]
    return len(texts) == 1 and bool(_ANY_TITLE.match(compact(texts[0]))) and not vocabulary().title_kind(texts[0])


def _follows(before: _Place, place: _Place, table: PerformanceTable) -> bool:
    """True where the grid continues the table: first on the next page, no other text between, same width."""
    if not (before.is_last and place.is_first and place.page.number == before.page.number + 1):
        return False
    if _repeats(place, table):
        return True
    if not all(_is_furniture(line) for line in (*before.below, *place.above)):
        return False
    box, other = place.grid.box, before.grid.box
    if not _aligned(table, cells_of(place.grid, place.page, place.index, True)):
        return False
    same = abs(box.width - other.width) < _SLACK or (
        abs(box.x1 - other.x1) < _SLACK and abs(table.x1 - box.x1) < _SLACK
    )
    return (same or place.grid.n_cols == before.grid.n_cols) and not _is_closed(table)


def _aligned(table: PerformanceTable, fresh: list[TableCell]) -> bool:
    """True where most inner column edges of the grid or of the last row stand in the other, right edges together."""
    last = table.edge
    right = max((cell.x1 for cell in fresh), default=0.0)
    theirs = _edges(table.cells, table.x1)
    ours = _edges(fresh, right)
    shared = sum(any(abs(edge - other) < TOLERANCE for other in theirs) for edge in ours)
    below = sum(any(abs(edge - other) < TOLERANCE for other in ours) for edge in _edges(last, table.x1))
    return shared >= _MOST * len(ours) or below >= _MOST * len(_edges(last, table.x1))


def _edges(cells: list[TableCell], right: float) -> list[int]:
    """Inner column edges as distances from the right edge, each once."""
    edges = sorted({round(right - edge) for cell in cells for edge in (cell.x0, cell.x1)})
    return edges[1:-1]


def _repeats(place: _Place, table: PerformanceTable) -> bool:
    """True where a list of projects goes on under its title and header, printed again."""
    cells = cells_of(place.grid, place.page, place.index, True)
    header, known = find_header(cells), table.header
    shown = compact(_inner_title(cells) or _title(place.above))
    return known is not None and "project" in known.roles and same_header(header, known) and table.title in shown


def _is_furniture(line: str) -> bool:
    words = vocabulary()
    text = compact(line)
    is_level_name = len(text) <= 10 and set(text) <= words.level_characters
    return not text or is_level_name or bool(_FURNITURE.match(text)) or bool(words.title_kind(text))


def _is_closed(table: PerformanceTable) -> bool:
    """True where the last row ends a form."""
    words = vocabulary()
    last = [cell.text for cell in table.edge]
    return any(words.form_label(text) in {"grade"} or label_of(text) == "总分" for text in last)
