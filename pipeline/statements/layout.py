"""The shape of a grid: which rows are caption, header, index and body, and what each column is for.

Nothing here looks at positions or table numbers: a header is known by its words, a body by figures, codes
and row names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

from pipeline.reading.model import Box, Cell, Grid
from pipeline.statements.amounts import Kind, parse_figure
from pipeline.statements.codes import code_digits, is_class_code, split_coded
from pipeline.statements.terms import cut
from pipeline.statements.text import canon, header_form, squeeze
from pipeline.statements.titles import declares_empty, is_caption, read_title
from pipeline.statements.units import read_unit
from pipeline.statements.vocabulary import headers

_EDGE = 1.0
"""Points by which the middle of a cell may lie beside its column."""
_INDEX_WORDS = {
    "栏次",
    "行次",
    "类",
    "款",
    "项",
    "**",
    "*",
    "※",
    "甲",
    "乙",
    "丙",
    "丁",
    "序号",
    "栏次/行次",
    "—",
    "-",
    "×",
    "x",
    "X",
}
_INDEX_NAMES = {"栏次", "栏次/行次"}
_WORD = re.compile(r"[\u4e00-\u9fff]")
_FORMULA = re.compile(r"(\d{1,2})(?:[=＝][\d+\-*/()（）×÷%]+)?")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_NUMBERED_ITEM = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十]{1,3}[)]|\d{1,2}[、.](?!\d)|其中[:：].)"
)
AMOUNT = "amount"
_ACROSS = 0.55
"""A cell of more than this part of the table's width stands across it."""


@dataclass(frozen=True)
class Column:
    """One column of a table: its horizontal extent, its header path, and its role.

    `role` is `amount`, one of headers.yaml's roles, or '' where neither is known; `classification` says which classes a
    code or name column carries (function, department, government), '' where its header does not tell.
    """

    x0: float
    x1: float
    path: tuple[str, ...]
    role: str
    classification: str = ""

    @cached_property
    def header(self) -> str:
        """The header path as the warehouse keeps it."""
        return "/".join(squeeze(p) for p in self.path)


@dataclass(frozen=True)
class Row:
    """One row of a grid: its cells left to right; `fresh` are those that start in it (not spanning from above)."""

    number: int
    cells: tuple[Cell, ...]

    @cached_property
    def fresh(self) -> tuple[Cell, ...]:
        return tuple(c for c in self.cells if c.row == self.number)

    @cached_property
    def filled(self) -> tuple[Cell, ...]:
        """The fresh cells that are not blank."""
        return tuple(c for c in self.fresh if squeeze(c.text))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The squeezed texts of the filled cells."""
        return tuple(squeeze(c.text) for c in self.filled)

    @cached_property
    def is_index(self) -> bool:
        """True for a row of column numbers (栏次 1 2 3, `※` 1 2 3, ** ** 1 2 3=4+5), which are no amounts."""
        texts = [canon(t) for t in self.texts]
        if texts and texts[0] in _INDEX_NAMES and not any(_WORD.search(t) for t in texts if t not in _INDEX_WORDS):
            return True
        values: list[int] = []
        others: list[str] = []
        for text in texts:
            if formula := _FORMULA.fullmatch(text):
                values.append(int(formula[1]))
            elif text in _INDEX_WORDS:
                others.append(text)
            else:
                return False
        if not texts:
            return False
        rising = all(a < b <= a + 3 for a, b in pairwise(values))
        marked = any(t in {"栏次", "**", "※", "甲", "栏次/行次"} for t in others)
        if not values:
            return marked and all(t in {"**", "*", "※", "甲", "乙", "栏次"} for t in others)
        return rising and (marked or (len(values) >= 2 and values[0] <= 2))


@dataclass(frozen=True, slots=True)
class Shape:
    """A grid taken apart: caption lines inside it, its columns (empty without a header), and its body rows."""

    caption: tuple[str, ...]
    header_rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    body: tuple[Row, ...]


def grid_rows(grid: Grid) -> list[Row]:
    """The rows of a grid with the cells that cover each."""
    held: list[list[Cell]] = [[] for _ in range(grid.n_rows)]
    for cell in grid.cells:
        for number in range(cell.row, min(cell.row_end, grid.n_rows)):
            held[number].append(cell)
    return [Row(n, tuple(sorted(cells, key=lambda c: c.col))) for n, cells in enumerate(held)]


def take_apart(grid: Grid) -> Shape:
    """Split a grid into caption, header and body."""
    all_rows = grid_rows(grid)
    start = 0
    caption: list[str] = []
    while start < len(all_rows) and _is_caption_row(all_rows[start], grid):
        caption += [line for cell in all_rows[start].fresh for line in cell.lines]
        start += 1
    body_at = start
    while body_at < len(all_rows) and not _is_body_row(all_rows[body_at], grid):
        body_at += 1
    header = tuple(r for r in all_rows[start:body_at] if not r.is_index)
    if not any(_is_header_text(t) for r in header for t in r.texts) or _is_lone_row(header):
        header, body_at = (), start
    repeated = {r.texts for r in header if len(r.texts) > 1}
    body = tuple(r for r in all_rows[body_at:] if not r.is_index and r.texts not in repeated)
    columns = _columns(grid, header, body) if header else ()
    return Shape(tuple(caption), header, columns, body)


def _is_lone_row(header: Sequence[Row]) -> bool:
    """A supposed header of one name in one whole row: the name of an item at the top of a continuation page."""
    return len(header) == 1 and len(header[0].texts) == 1 and len(header[0].fresh) == len(header[0].cells) > 2


def split_stacked(grid: Grid) -> list[Grid]:
    """A grid in which a further table begins (its title in a row across) cut into one grid per table."""
    across = _ACROSS * grid.box.width
    if not any(c.row > 0 and c.box.width >= across for c in grid.cells):
        return [grid]
    cuts = [0]
    for row in grid_rows(grid)[1:]:
        if len(row.filled) != 1 or row.filled[0].box.width < across or len(row.fresh) != len(row.cells):
            continue
        title = read_title(row.filled[0].text, above_grid=False)
        if title is not None and title.statement not in ("", "other") and row.number - cuts[-1] > 2:
            cuts.append(row.number)
    if len(cuts) == 1:
        return [grid]
    ends = [*cuts[1:], grid.n_rows]
    return [_slice(grid, start, end) for start, end in zip(cuts, ends, strict=True)]


def _slice(grid: Grid, start: int, end: int) -> Grid:
    """The rows [start, end) of a grid as a grid of its own."""
    cells = tuple(
        c._replace(row=c.row - start, row_end=min(c.row_end, end) - start) for c in grid.cells if start <= c.row < end
    )
    top = min((c.box.top for c in cells), default=grid.box.top)
    bottom = max((c.box.bottom for c in cells), default=grid.box.bottom)
    box = Box(grid.box.x0, top, grid.box.x1, bottom)
    return Grid(box, end - start, grid.n_cols, cells, grid.xs, grid.ys[start : end + 1])


def _is_caption_row(row: Row, grid: Grid) -> bool:
    """A row above the header that holds the title, the department or the unit, or nothing."""
    filled = row.filled
    if not filled:
        return True
    wide = len(filled) == 1 and filled[0].box.width > _ACROSS * grid.box.width
    for cell in filled:
        said = squeeze(cell.text)
        if any(is_caption(line) for line in cell.lines) and (read_unit([said]) or not _is_header_text(said)):
            continue
        if wide and grid.n_cols > 1 and any(read_title(t, above_grid=True) for t in (*cell.lines, "".join(cell.lines))):
            continue
        return False
    return True


def _is_body_row(row: Row, grid: Grid) -> bool:
    """A row that holds a figure, a code or a row's name."""
    if row.is_index or _heads_classes(row):
        return False
    filled = row.filled
    if not filled:
        return row.number > 0 and len(row.fresh) == len(row.cells) and len(row.fresh) > 1
    for cell in filled:
        figure = parse_figure(cell.lines)
        text = canon(cell.text)
        is_year = bool(_YEAR.fullmatch(text))
        if figure.kind in (Kind.AMOUNT, Kind.PERCENT) and not is_year:
            return True
        if len(code_digits(text)) >= 3 and not is_year:
            return True
        coded = split_coded(cell.text)
        if coded.code and coded.name:
            return True
        if len(row.fresh) == len(row.cells) and _NUMBERED_ITEM.match(text) and not _is_header_text(squeeze(cell.text)):
            return True
        if declares_empty(text):
            return True
    return _lone_name(filled, row) or _unheard_of(filled, row, grid)


def _heads_classes(row: Row) -> bool:
    """A row of a header whose columns are economic classes with their codes (`科目编码 | 合计 | 301工资福利支出`).

    Rows of a body begin with the code; here it stands right of header words, or below those of merged cells.
    """
    words = [cell for cell in row.filled if not _is_class(cell.text)]
    if len(words) == len(row.filled):
        return False
    below = row.number > 0 and row.cells[0].row < row.number
    first = row.filled[0]
    beside = first in words and bool(role_of(header_form(first.text)))
    return (below or beside) and all(_is_header_text(squeeze(cell.text)) for cell in words)


def _is_class(text: str) -> bool:
    """True for an economic class given by its code, with or without its name."""
    code = code_digits(text) or split_coded(text).code
    return is_class_code(code) and code[0] in "35"


def _lone_name(filled: Sequence[Cell], row: Row) -> bool:
    """A row below the first with nothing but a name on its left: an item or a total without figures."""
    whole = len(row.fresh) == len(row.cells) > 1
    return whole and row.number > 0 and len(filled) == 1 and filled[0] in row.cells[: max(1, len(row.cells) // 2)]


def _unheard_of(filled: Sequence[Cell], row: Row, grid: Grid) -> bool:
    """A row below the first of which no cell is a header word: names of items without figures.

    Names stand on the left; where only the right is filled, it is the lower line of a header without merged cells.
    """
    if row.number == 0 or len(row.fresh) < len(row.cells) or filled[0] not in row.cells[: len(row.cells) // 2]:
        return False
    return len(filled) < grid.n_cols and not any(_is_header_text(squeeze(c.text)) for c in filled)


@lru_cache(maxsize=8192)
def _is_header_text(text: str) -> bool:
    """True for text that the header vocabulary covers in full, or whose role it knows."""
    form = header_form(text)
    if not form:
        return False
    return bool(role_of(form)) or (not cut(text).rest and bool(cut(text).terms))


@lru_cache(maxsize=8192)
def role_of(form: str) -> str:
    """The role of a column whose leaf header is `form`, '' where it is none of headers.yaml's roles."""
    for role, pattern in headers().roles:
        if pattern.fullmatch(form):
            return role
    return ""


def _columns(grid: Grid, header: Sequence[Row], body: Sequence[Row]) -> tuple[Column, ...]:
    """One column per different stack of header cells, left to right."""
    stacks: list[tuple[Cell, ...]] = []
    for col in range(grid.n_cols):
        stack: list[Cell] = []
        for row in header:
            cell = next((c for c in row.cells if c.col <= col < c.col_end), None)
            if cell is not None and (not stack or stack[-1] is not cell):
                stack.append(cell)
        stacks.append(tuple(stack))
    columns: list[Column] = []
    last: tuple[Cell, ...] = ()
    for held in stacks:
        if not held or held == last:
            continue
        last = held
        leaf = held[-1]
        path = tuple(dict.fromkeys(c.text for c in held if squeeze(c.text)))
        columns.append(Column(leaf.box.x0, leaf.box.x1, path, _role(path), _classification(path)))
    return tuple(_by_content(columns, body))


def _role(path: Sequence[str]) -> str:
    """The role that a header path gives: its leaf decides, then its parents; an amount where terms say so."""
    if not path:
        return ""
    leaf = header_form(path[-1])
    if any(role_of(header_form(p)) == "quantity" for p in path):
        return "quantity"
    if role := role_of(leaf):
        return _sharpen(role, path)
    found = cut(path[-1])
    if any(t.facet not in ("neutral", "prior", "comparison") for t in found.terms) or found.years:
        return AMOUNT
    for text in reversed(path[:-1]):
        if (role := role_of(header_form(text))) in ("code", "name", "unit_name", "project"):
            return role
    return AMOUNT if not found.rest and found.terms else ""


def _sharpen(role: str, path: Sequence[str]) -> str:
    """A leaf 项目 or 单位 below a wider header: the words above decide between name and amount."""
    leaf = header_form(path[-1])
    if role == "name" and leaf in ("收入", "支出") and len(path) > 1:
        return AMOUNT
    return role


def _classification(path: Sequence[str]) -> str:
    joined = canon("/".join(path))
    if "政府" in joined and "经济" in joined:
        return "government"
    if "经济" in joined:
        return "department"
    return "function" if "功能" in joined else ""


def _by_content(columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
    """Let the body decide where the header leaves a column's role open or contradicts what stands in it."""
    out: list[Column] = []
    placed = [(c.box.x_mid, parse_figure(c.lines).kind) for r in body for c in r.fresh]
    for column in columns:
        kinds = [kind for x, kind in placed if column.x0 - _EDGE <= x <= column.x1 + _EDGE]
        figures = sum(k in (Kind.AMOUNT, Kind.PERCENT) for k in kinds)
        texts = sum(k is Kind.TEXT for k in kinds)
        role = column.role
        if role == "":
            role = AMOUNT if figures > texts or (not column.path and figures) else "text" if texts else ""
        elif (
            role in ("name", "project", "unit_name")
            and figures > 1
            and figures > 2 * texts
            and not _looks_coded(column, body)
        ):
            role = AMOUNT
        elif role == AMOUNT and texts > 2 and texts > 3 * figures:
            role = "name" if not out or all(c.role != AMOUNT for c in out) else "text"
        out.append(replace(column, role=role))
    return _with_names(out)


def _with_names(columns: list[Column]) -> list[Column]:
    """A table whose only texts stand in a column such as 采购类别 has its row names there."""
    if any(c.role in ("name", "project", "unit_name", "code", "code_part") for c in columns):
        return columns
    at = next((i for i, c in enumerate(columns) if c.role == "text"), None)
    if at is not None:
        columns[at] = replace(columns[at], role="name")
    return columns


def _looks_coded(column: Column, body: Sequence[Row]) -> bool:
    """True where the figures of a name column are codes of three to seven digits."""
    texts = [canon(c.text) for c in column_cells(column, body) if squeeze(c.text)]
    return bool(texts) and sum(bool(re.fullmatch(r"\d{3,7}", t)) for t in texts) > len(texts) / 2


def column_cells(column: Column, body: Sequence[Row]) -> list[Cell]:
    """The cells of the body whose middle lies within a column."""
    return [c for r in body for c in r.fresh if column.x0 - _EDGE <= c.box.x_mid <= column.x1 + _EDGE]
