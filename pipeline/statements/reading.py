"""A document's statements, table by table over its pages."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from pipeline.narrative.facts import DocumentFacts
from pipeline.private import masked
from pipeline.reading.model import Box, Document, Grid, Page
from pipeline.statements.columns import Block, Context, read_blocks
from pipeline.statements.layout import AMOUNT, Column, Shape, split_stacked, take_apart
from pipeline.statements.model import StatementCell, TableCoverage
from pipeline.statements.rows import Placement, Shift, TableReader, Unread, figures_of
from pipeline.statements.text import canon, squeeze
from pipeline.statements.titles import Title, declares_empty, find_title, is_caption, read_title
from pipeline.statements.units import counts_only, has_unclear_unit, is_unit_line, read_unit

GridKey = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ReadTable:
    """What was recognised of one grid, for `yusuan inspect` and for number accounting.

    `shape`: the grid taken apart, where it was read as one table.
    """

    page: int
    grid: int
    box: Box
    title: str
    status: str
    statement: str
    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    cells: tuple[StatementCell, ...]
    unread: tuple[Unread, ...]
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class StatementReading:
    """All statements of a document: their cells, the coverage of every table, and the tables as recognised."""

    cells: tuple[StatementCell, ...]
    coverage: tuple[TableCoverage, ...]
    tables: tuple[ReadTable, ...]


@dataclass
class _Open:
    """The statement that the next grid may continue.

    `unit_line`: the unit that a line printed for it, '' where its unit comes from elsewhere; `above`: lines over it.
    """

    title: Title
    statement: str
    unit: str
    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    reader: TableReader
    grid: Grid
    page: int
    header: tuple[str, ...] = ()
    unit_line: str = ""
    above: frozenset[str] = frozenset()


@dataclass
class _State:
    facts: DocumentFacts
    document: Document
    unit: str
    open: _Open | None = None
    waiting: tuple[str, ...] = ()
    row_no: dict[str, int] = field(default_factory=dict)
    tables: list[ReadTable] = field(default_factory=list)
    coverage: list[TableCoverage] = field(default_factory=list)


def read_statements(
    document: Document, facts: DocumentFacts, taken: Collection[GridKey] = frozenset()
) -> StatementReading:
    """Read every statement of a document. `taken` are grids (page number, index) that other readers have claimed."""
    state = _State(facts, document, facts.printed_unit or "")
    for page in document.pages:
        _read_page(page, state, taken)
    cells = tuple(c for t in state.tables for c in t.cells)
    return StatementReading(cells, tuple(state.coverage), tuple(state.tables))


def _read_page(page: Page, state: _State, taken: Collection[GridKey]) -> None:
    above_from = 0.0
    waiting, state.waiting = state.waiting, ()
    reached = 0.0
    for index, grid in sorted(enumerate(page.grids), key=lambda item: (round(item[1].box.top), item[1].box.x0)):
        if grid.box.top > reached - 2:  # else the grid stands beside the one before, under the same title
            above_from = reached
        lines = [li.text for li in page.lines if above_from - 2 <= li.box.y_mid <= grid.box.top + 2]
        reached = max(reached, grid.box.bottom)
        if (page.number, index) in taken:
            state.open = None
            continue
        for at, part in enumerate(split_stacked(grid)):
            _read_grid(page, index, part, [*waiting, *lines] if at == 0 else [], state)
        waiting = ()
    below = [li.text for li in page.lines if li.box.top >= reached - 2]
    _close_by_title(below, state)
    _declared(page, below, state)
    _unruled(page, below, state)


def _close_by_title(below: Sequence[str], state: _State) -> None:
    """A title below the last grid of a page begins something new on the next page, and waits for its grid there."""
    titled = [at for at, line in enumerate(below) if (t := read_title(line, above_grid=False)) and t.statement]
    if titled:
        state.open = None
        state.waiting = tuple(below[titled[-1] :]) if len(below) - titled[-1] <= 5 else ()


def _read_grid(page: Page, index: int, grid: Grid, lines: Sequence[str], state: _State) -> None:
    shape = take_apart(grid)
    above = [*lines, *shape.caption]
    title = find_title(above)
    unit = read_unit(above) or read_unit(_unit_lines(shape))
    if title is not None and title.ignored:
        state.open = None
        _note(state, page, index, grid, title.text, "ignored", "", "its title names no statement of amounts")
        return
    if title is not None and not unit and counts_only(above):
        state.open = None
        _note(state, page, index, grid, title.text, "ignored", "", "its unit line counts people or things, not money")
        return
    goes_on = title is None or _repeats(title, state.open)
    if goes_on and state.open is not None and _continues(shape, grid, state.open, lines):
        _continue(page, index, grid, shape, state, unit, lines)
        return
    if not shape.columns or not any(c.role == AMOUNT for c in shape.columns):
        _no_columns(page, index, grid, shape, title, state)
        return
    if title is None:
        _untitled(page, index, grid, shape, state)
        return
    _begin(page, index, grid, shape, title, unit, state, lines)


def _begin(
    page: Page, index: int, grid: Grid, shape: Shape, title: Title, unit: str, state: _State, lines: Sequence[str]
) -> None:
    """Open a new statement with this grid."""
    context = Context(title.statement, state.facts.fiscal_year, state.facts.stage, title.text)
    blocks = read_blocks(shape.columns, context)
    reader = TableReader(blocks, context, state.facts.org_name, state.row_no.get(title.statement, 0))
    unclear = has_unclear_unit([*lines, *shape.caption])
    line = unit or ("" if unclear else _unit_on_page(page, state))
    unit = line or _unit_in(blocks) or ("" if unclear else state.unit)
    header = tuple(t for r in shape.header_rows for t in r.texts)
    above = frozenset(map(canon, lines))
    state.open = _Open(
        title, title.statement, unit, shape.columns, blocks, reader, grid, page.number, header, line, above
    )
    _load(page, index, grid, shape, state, Shift(), "loaded")


def _unit_on_page(page: Page, state: _State) -> str:
    """The unit line of the statement before on the same page: further statements below it print none of their own."""
    return state.open.unit_line if state.open is not None and state.open.page == page.number else ""


def _continue(page: Page, index: int, grid: Grid, shape: Shape, state: _State, unit: str, lines: Sequence[str]) -> None:
    """Go on with the open statement; a repeated header places the columns anew, else the page's edges do."""
    held = state.open
    assert held is not None
    if unit or has_unclear_unit([*lines, *shape.caption]):
        held.unit, held.unit_line = unit or _unit_in(held.blocks), unit
    _load(page, index, grid, shape, state, _shift(held, grid), "continuation")
    held.page = page.number


def _load(page: Page, index: int, grid: Grid, shape: Shape, state: _State, shift: Shift, status: str) -> None:
    held = state.open
    assert held is not None
    if not held.unit:
        figures = list(figures_of(shape.body))
        status = "unrecognised" if figures else "empty"
        _note(state, page, index, grid, held.title.text, status, held.statement, "no known unit of money is printed")
        return
    number = page.number if state.document.paged else None
    placement = Placement(
        held.statement, held.title.text, held.unit, number, f"p{page.number}" if number else page.label
    )
    cells, unread = held.reader.read(shape.body, placement, shift)
    state.row_no[held.statement] = held.reader.row_no
    if not cells and status == "loaded":
        status = "empty"
    detail = _detail(held.blocks, unread)
    state.tables.append(
        ReadTable(
            page.number, index, grid.box, held.title.text, status, held.statement, held.columns, held.blocks,
            tuple(cells), tuple(unread), shape if grid is page.grids[index] else None,
        )
    )  # fmt: skip
    state.coverage.append(
        TableCoverage(page.number, index + 1, held.title.text, status, held.statement, len(cells), detail)
    )


def _detail(blocks: Sequence[Block], unread: Sequence[Unread]) -> str:
    """What of a table was not understood, in words."""
    notes = [f"header not understood: {m.column.header}" for b in blocks for m in b.measures if not m.understood]
    notes += [f"{u.reason}: {masked(squeeze(u.cell.text))[:40]}" for u in unread[:5]]
    return "; ".join(notes)


def _repeats(title: Title, held: _Open | None) -> bool:
    """True where a page prints the title of the statement that is still open once more."""
    if held is None:
        return False
    return canon(title.text).rstrip("续()") == canon(held.title.text).rstrip("续()")


def _continues(shape: Shape, grid: Grid, held: _Open, lines: Sequence[str]) -> bool:
    """True where a grid without a title of its own has the open statement's columns."""
    if any(_is_new_heading(line, held) for line in lines):
        return False
    if shape.columns:
        here = tuple(t for r in shape.header_rows for t in r.texts)
        return _alike(here, held.header, whole=len(shape.columns) != len(held.columns))
    if any(_is_heading(line) or _is_prose(line) for line in lines):
        return False
    if held.reader.labels_are_amounts(shape.body, _shift(held, grid)):
        return False
    widths_agree = abs(grid.box.width - held.grid.box.width) < 0.06 * held.grid.box.width
    return grid.n_cols == held.grid.n_cols or (widths_agree and _same_edges(grid, held.grid))


def _alike(here: Sequence[str], there: Sequence[str], *, whole: bool) -> bool:
    """Two headers that print the same words (a broken cell aside); unless `whole`, the second may print more lines."""
    a, b = {canon(t) for t in here}, {canon(t) for t in there}
    return bool(a) and len(a & b) >= 0.8 * (max(len(a), len(b)) if whole else len(a))


def _is_heading(line: str) -> bool:
    return bool(re.match(r"^(第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、)", canon(line)))


def _is_new_heading(line: str, held: _Open) -> bool:
    """A heading that stands not above the open statement too, as a running head or its title does."""
    form = canon(line)
    is_title = form.rstrip("续()") == canon(held.title.text).rstrip("续()")
    return _is_heading(line) and not is_title and form not in held.above


def _is_prose(line: str) -> bool:
    """A sentence; above a continuation stand only running heads and captions."""
    form = canon(line)
    return "。" in form and len(form) > 20 and not is_caption(line)


def _same_edges(grid: Grid, other: Grid, scale: float = 1.0) -> bool:
    """Most column edges of one grid fall on edges of the other, their left sides laid upon each other.

    `scale`: how much wider the first is drawn.
    """
    if not grid.xs or not other.xs:
        return False
    mine = [(x - grid.box.x0) / scale for x in grid.xs]
    theirs = [x - other.box.x0 for x in other.xs]
    hits = sum(any(abs(x - y) < 3 for y in theirs) for x in mine)
    return hits >= 0.8 * len(mine)


def _shift(held: _Open, grid: Grid) -> Shift:
    """Lay a continuation's columns on the header's: by its edges.

    Where as many columns stand elsewhere than the width of the table makes expect, they are laid one on the other.
    """
    first = held.grid.box
    if first.width <= 0 or grid.box.width <= 0:
        return Shift()
    scale = grid.box.width / first.width
    if len(grid.xs) == len(held.grid.xs) and not _same_edges(grid, held.grid, scale) and _rises(grid.xs):
        return Shift(edges=tuple(zip(grid.xs, held.grid.xs, strict=True)))
    return Shift(scale, grid.box.x0 - first.x0 * scale)


def _rises(xs: Sequence[float]) -> bool:
    return len(xs) > 1 and all(a < b for a, b in pairwise(xs))


def _untitled(page: Page, index: int, grid: Grid, shape: Shape, state: _State) -> None:
    """A table with columns of figures and no title: listed, not guessed."""
    state.open = None
    figures = list(figures_of(shape.body))
    status = "unrecognised" if figures else "ignored"
    _note(state, page, index, grid, "", status, "", f"no title above it; {len(figures)} figures")


def _no_columns(page: Page, index: int, grid: Grid, shape: Shape, title: Title | None, state: _State) -> None:
    """A grid without a header of amounts."""
    figures = list(figures_of(shape.body))
    text = title.text if title is not None else ""
    statement = title.statement if title is not None else ""
    if title is not None and title.statement not in ("", "other") and not figures:
        _note(state, page, index, grid, text, "empty", statement, "no figure and no columns")
        state.open = None
        return
    if figures and grid.n_rows > 1:
        state.open = None
        _note(
            state, page, index, grid, text, "unrecognised", statement, f"no header understood; {len(figures)} figures"
        )
        return
    _note(state, page, index, grid, text, "ignored", statement, "a frame or a table of text without figures")


def _note(
    state: _State, page: Page, index: int, grid: Grid, title: str, status: str, statement: str, detail: str
) -> None:
    state.coverage.append(TableCoverage(page.number, index + 1, title, status, statement, 0, detail))
    state.tables.append(ReadTable(page.number, index, grid.box, title, status, statement, (), (), (), ()))


def _declared(page: Page, below: Sequence[str], state: _State) -> None:
    """Statements declared empty by a sentence under their title, without any grid."""
    if is_contents(page):
        return
    lines = below
    for at, line in enumerate(lines):
        title = read_title(line, above_grid=False)
        if title is None or not title.statement or title.statement == "other":
            continue
        sentence = next((li for li in lines[at + 1 : at + 7] if declares_empty(li)), "")
        between = [li for li in lines[at + 1 : at + 7] if not is_caption(li)]
        if sentence and between:
            state.coverage.append(
                TableCoverage(page.number, 0, title.text, "empty", title.statement, 0, squeeze(sentence)[:80])
            )


def _unruled(page: Page, below: Sequence[str], state: _State) -> None:
    """Titles with lines of figures, but no table that reading could make out: listed, not guessed."""
    titled = [at for at, line in enumerate(below) if (t := read_title(line, above_grid=False)) and t.statement]
    if is_contents(page):
        return
    for at, end in pairwise([*titled, len(below)]):
        title = read_title(below[at], above_grid=False)
        assert title is not None
        lines = [line for line in takewhile(lambda line: not _is_prose(line), below[at + 1 : end]) if _is_row(line)]
        if len(lines) > 2:
            detail = f"no columns made out under its title; {len(lines)} lines of figures"
            state.coverage.append(TableCoverage(page.number, 0, title.text, "unrecognised", title.statement, 0, detail))


def _is_row(line: str) -> bool:
    """True for a line with figures: two with a point, or one that ends the line apart from its name."""
    return len(re.findall(r"\d[\d,]*\.\d+", line)) > 1 or bool(re.search(r"\s[-+]?\d[\d,]*(?:\.\d+)?$", line))


def is_contents(page: Page) -> bool:
    """True for a page of the table of contents."""
    texts = [canon(li.text) for li in page.lines[:12]]
    return any(t in ("目录", "目次") for t in texts) or sum(bool(re.search(r"[.…·]{4,}\d+$", t)) for t in texts) > 2


def _unit_lines(shape: Shape) -> list[str]:
    """Unit lines that stand in a cell of the header (`单位：万元` beside 收入)."""
    return [cell.text for row in shape.header_rows for cell in row.fresh if is_unit_line(cell.text)]


def _unit_in(blocks: Sequence[Block]) -> str:
    """The unit that the headers of all columns of money print (`金额（万元）`), or else that of their total.

    '' where one prints another or none: a unit noted on one column says nothing of those beside it.
    """
    money = [measure for block in blocks for measure in block.measures if not measure.is_ratio]
    for columns in (money, [measure for measure in money if measure.measure == "total"]):
        units = {measure.unit for measure in columns}
        if len(units) == 1 and (unit := units.pop()):
            return unit
    return ""
