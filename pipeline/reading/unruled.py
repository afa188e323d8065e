"""Tables without rules: on a page that draws no table, figures in columns below a line that names a unit of money.

Geometry only. A column is where figures stand one below the other; labels stand left of them; the lines above the first
figures are the header: one line of words, or two of which the upper heads the columns over which it stands centred, or
two with words that head one column alone halfway between them. An integer is a figure where another number ends, or is
centred, above or below it. Anything less clear is no grid: its figures stay unread.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from pipeline.reading.model import Box, Cell, Grid, Line, Page, Word

_UNIT_LINE = re.compile(r"单位[:：]?[(（]?(?:人民币)?(?:万|千|百万|亿)?元")
_FIGURE = re.compile(r"[-+－−(（]?\d[\d,，]*\.\d+[)）]?%?|[-+]?\d{1,3}(?:,\d{3})+")
_INTEGER = re.compile(r"[-+]?\d+")
_LETTER = re.compile(r"[^\W\d_]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_COLUMN_NUMBER = re.compile(r"(\d{1,2})(?:[=＝].*)?")
_NUMBER = re.compile(r"[\d=＝+*※-]+")


@dataclass(frozen=True, slots=True)
class UnruledSettings:
    """What makes lines of text a table; lengths in points."""

    enabled: bool = True
    least_lines: int = 3
    """Lines with figures that a table has at least."""
    most_header_lines: int = 10
    """More lines than this between the unit and the first figures are prose."""
    same_line: float = 0.5
    """Share of the text height: words whose middles differ less are on one line."""
    touch: float = 2.0
    """Words nearer than this belong to one column; a word may reach this far over a column's edge."""
    aligned: float = 1.0
    """Integers whose ends or middles differ less stand in one column."""
    fitting: float = 0.95
    """Share of the words that must lie within one column each."""
    wrapped: float = 1.35
    """Share of the text height: lines further apart are no pieces of one text broken over lines."""
    pitch: float = 0.85
    """Share of the distance between rows: the same."""
    halfway: float = 0.2
    """Share of the distance between two header lines by which a line between them may miss the middle."""


DEFAULT_UNRULED = UnruledSettings()
_Span = tuple[float, float]
_Columns = tuple[int, int]


def add_unruled(pages: Iterable[Page], settings: UnruledSettings = DEFAULT_UNRULED) -> tuple[Page, ...]:
    """The pages, each that has no ruled table with its unruled one, if any; a table may go on over several pages."""
    out: list[Page] = []
    before: Grid | None = None
    for page in pages:
        if not settings.enabled or page.grids:
            before = None
        else:
            before = _grid_of(page, before, settings)
            if before is not None:
                page = replace(page, grids=(before,), lines=_outside(page.lines, before.box))
        out.append(page)
    return tuple(out)


def _outside(lines: Sequence[Line], box: Box) -> tuple[Line, ...]:
    return tuple(line for line in lines if not box.top <= line.box.y_mid <= box.bottom)


def _grid_of(page: Page, before: Grid | None, settings: UnruledSettings) -> Grid | None:
    unit = next((line for line in page.lines if _UNIT_LINE.search(re.sub(r"\s", "", line.text))), None)
    if unit is None and before is None:
        return None
    lines = _lines([w for w in page.words if unit is None or w.box.y_mid > unit.box.bottom], settings)
    figures = _figures(lines, settings)
    figured = [at for at, line in enumerate(lines) if any(w in figures for w in line)]
    if len(figured) < settings.least_lines or (unit is not None and figured[0] > settings.most_header_lines):
        return None
    head, body = _rows(lines, figured, settings)
    edges = _edges(body, figures, settings) if unit is not None else before.xs if before is not None else ()
    if len(edges) < 3 or not _fits(body, figures, edges, settings):
        return None
    heads = _head_spans(head, edges, settings) if unit is not None else []
    return None if heads is None else _grid(heads, head if heads else [], body, edges)


def _lines(words: Sequence[Word], settings: UnruledSettings) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.box.y_mid, w.box.x0)):
        if lines and word.box.y_mid - lines[-1][0].box.y_mid < settings.same_line * lines[-1][0].box.height:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.box.x0) for line in lines]


def _rows(
    lines: Sequence[list[Word]], figured: Sequence[int], settings: UnruledSettings
) -> tuple[list[list[Word]], list[list[Word]]]:
    """Header and body, one list of words a row; pieces of a broken text go to the row that they stand nearest to."""
    pitch = median(lines[b][0].box.y_mid - lines[a][0].box.y_mid for a, b in pairwise(figured))
    near = min(settings.wrapped * lines[figured[0]][0].box.height, settings.pitch * pitch)
    body = {at: list(lines[at]) for at in figured}
    head: list[list[Word]] = []
    for at, line in enumerate(lines[: figured[-1] + 2]):
        if at in body:
            continue
        row = min(figured, key=lambda f: abs(lines[f][0].box.y_mid - line[0].box.y_mid))
        if abs(lines[row][0].box.y_mid - line[0].box.y_mid) < near:
            body[row] += line
        elif at < figured[0]:
            head.append(line)
        elif at < figured[-1]:
            body[at] = list(line)
    return _unwrapped(head, near, settings), [body[at] for at in sorted(body)]


def _unwrapped(lines: Sequence[list[Word]], near: float, settings: UnruledSettings) -> list[list[Word]]:
    """Header lines with words broken over lines made one word each."""
    blocks: list[Word] = []
    for word in [w for line in lines for w in line]:
        above = next(
            (
                b
                for b in blocks
                if 0 < word.box.top - b.box.bottom + word.box.height < near
                and min(b.box.x1, word.box.x1) - max(b.box.x0, word.box.x0) > 0.5 * min(b.box.width, word.box.width)
            ),
            None,
        )
        if above is not None:
            blocks.remove(above)
            word = Word(above.text + word.text, above.box.union(word.box))
        blocks.append(word)
    return _lines(blocks, settings)


def _figures(lines: Sequence[Sequence[Word]], settings: UnruledSettings) -> frozenset[Word]:
    """Numbers that by their form are amounts, and integers in a column of numbers set right or centred."""
    figures = {w for line in lines for w in line if _FIGURE.fullmatch(w.text)}
    numbers = [*figures, *(w for at, line in enumerate(lines) if not _is_folio(at, lines) for w in _integers(line))]
    ends = sorted(w.box.x1 for w in numbers)
    middles = sorted(w.box.x_mid for w in numbers)
    return frozenset(
        w for w in numbers if _shared(w.box.x1, ends, settings) or _shared(w.box.x_mid, middles, settings)
    ).union(figures)


def _integers(line: Sequence[Word]) -> list[Word]:
    """Integers that may be amounts: no years, column numbers, or codes and row numbers before the name of a row."""
    named = next((at for at, w in enumerate(line) if _LETTER.search(w.text)), -1)
    found = [w for w in line[named + 1 :] if _INTEGER.fullmatch(w.text)]
    return [] if _counts_up(line) or all(_YEAR.fullmatch(w.text) for w in found) else found


def _counts_up(line: Sequence[Word]) -> bool:
    """True for a line with column numbers one after the other (1 2 3, 1=2+3 2 3)."""
    values = [int(m[1]) for w in line if (m := _COLUMN_NUMBER.fullmatch(w.text))]
    return len(values) > 1 and values[0] <= 2 and all(b == a + 1 for a, b in pairwise(values))


def _is_folio(at: int, lines: Sequence[Sequence[Word]]) -> bool:
    """True for a first or last line of one number and no words: the number of the page."""
    numbers = sum(bool(_INTEGER.fullmatch(w.text)) for w in lines[at])
    return at in (0, len(lines) - 1) and numbers < 2 and not any(_LETTER.search(w.text) for w in lines[at])


def _shared(x: float, sorted_xs: Sequence[float], settings: UnruledSettings) -> bool:
    """True where another number has this x too."""
    return bisect_right(sorted_xs, x + settings.aligned) - bisect_left(sorted_xs, x - settings.aligned) > 1


def _edges(body: Sequence[Sequence[Word]], figured: Collection[Word], settings: UnruledSettings) -> tuple[float, ...]:
    """Column edges, in the middle between neighbouring columns; none without figures and labels."""
    words = [w for line in body for w in line]
    figures = _merged([(w.box.x0, w.box.x1) for w in words if w in figured], settings.touch)
    others = [w for w in words if w not in figured]
    labels = _merged([_left_of(w, figures) for w in others if not _within(w, figures)], settings.touch)
    columns = sorted([*figures, *labels])
    if not figures or not labels or any(a[1] > b[0] for a, b in pairwise(columns)):
        return ()
    inner = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    return (columns[0][0] - settings.touch, *inner, columns[-1][1] + settings.touch)


def _merged(spans: Sequence[_Span], gap: float) -> list[_Span]:
    out: list[_Span] = []
    for lo, hi in sorted(spans):
        if out and lo <= out[-1][1] + gap:
            out[-1] = (out[-1][0], max(out[-1][1], hi))
        else:
            out.append((lo, hi))
    return out


def _within(word: Word, figures: Sequence[_Span]) -> bool:
    return any(lo <= word.box.x_mid <= hi for lo, hi in figures)


def _left_of(word: Word, figures: Sequence[_Span]) -> _Span:
    """A label's extent, cut off where a column of figures begins."""
    return word.box.x0, min([word.box.x1, *(lo - 0.1 for lo, _ in figures if lo > word.box.x0)])


def _fits(
    body: Sequence[Sequence[Word]], figures: Collection[Word], edges: Sequence[float], settings: UnruledSettings
) -> bool:
    """True where nearly every word lies within one column and no column of figures holds two numbers of a line."""
    of_figures = {_column(w, edges) for line in body for w in line if w in figures}
    words = inside = 0
    for line in body:
        held: set[int] = set()
        for word in line:
            at = bisect_right(edges, word.box.x_mid) - 1
            words += 1
            if not 0 <= at < len(edges) - 1:
                continue
            inside += edges[at] - settings.touch <= word.box.x0 and word.box.x1 <= edges[at + 1] + settings.touch
            if word in figures or (at in of_figures and _INTEGER.fullmatch(word.text)):
                if at in held:
                    return False
                held.add(at)
    return inside >= settings.fitting * words


def _grid(
    heads: Sequence[dict[_Columns, str]],
    head: Sequence[Sequence[Word]],
    body: Sequence[Sequence[Word]],
    edges: tuple[float, ...],
) -> Grid:
    lines = [*head, *body]
    middles = [sum(w.box.y_mid for w in line) / len(line) for line in lines]
    top = min(w.box.top for w in lines[0])
    ys = (top, *((a + b) / 2 for a, b in pairwise(middles)), max(w.box.bottom for w in lines[-1]))
    n_cols = len(edges) - 1
    cells: list[Cell] = []
    for row, spans in enumerate([*heads, *(_by_column(line, edges) for line in body)]):
        taken = {c for span in spans for c in range(*span)}
        blank: dict[_Columns, str] = {(c, c + 1): "" for c in range(n_cols) if c not in taken}
        for (col, col_end), text in sorted({**blank, **spans}.items()):
            box = Box(edges[col], ys[row], edges[col_end], ys[row + 1])
            cells.append(Cell(row, col, row + 1, col_end, box, (text,) if text else ()))
    return Grid(Box(edges[0], ys[0], edges[-1], ys[-1]), len(lines), n_cols, tuple(cells), edges, ys, ruled=False)


def _column(word: Word, edges: Sequence[float]) -> int:
    return min(max(bisect_right(edges, word.box.x_mid) - 1, 0), len(edges) - 2)


def _by_column(line: Sequence[Word], edges: Sequence[float]) -> dict[_Columns, str]:
    texts: dict[_Columns, str] = {}
    for word in sorted(line, key=lambda w: (round(w.box.y_mid), w.box.x0)):
        at = _column(word, edges)
        texts[at, at + 1] = texts.get((at, at + 1), "") + word.text
    return texts


def _head_spans(
    head: Sequence[Sequence[Word]], edges: Sequence[float], settings: UnruledSettings
) -> list[dict[_Columns, str]] | None:
    """The words of each header line with the columns that each heads; None where that is not plain."""
    worded = [at for at, line in enumerate(head) if not _numbers_columns(line)]
    spans = [_by_column(line, edges) for line in head]
    if len(worded) == 1:
        return spans
    if not 2 <= len(worded) <= 3:
        return None
    upper, lower = head[worded[0]], head[worded[-1]]
    alone: set[int] = set()
    if len(worded) == 3:
        middle = head[worded[1]]
        first, between, last = (line[0].box.y_mid for line in (upper, middle, lower))
        if abs((first + last) / 2 - between) > settings.halfway * (last - first):
            return None
        alone = {_column(w, edges) for w in middle}
    below = {c: w.box.x_mid for w in lower if (c := _column(w, edges)) not in alone}
    own = {_column(w, edges) for w in upper}
    spans[worded[0]] = {}
    for word in upper:
        at = _column(word, edges)
        span = _centred(word, at, own, below) if at in below else (at, at + 1)
        if span in spans[worded[0]]:
            return None
        spans[worded[0]][span] = word.text
    return spans


def _numbers_columns(line: Sequence[Word]) -> bool:
    """True for a line of column numbers (栏次 1 2 3)."""
    numbers = sum(bool(_NUMBER.fullmatch(w.text)) for w in line)
    return numbers >= 2 and len(line) - numbers <= 1


def _centred(word: Word, at: int, own: set[int], below: dict[int, float]) -> _Columns:
    """The run of columns with words below and none of this line whose middle is nearest to the word's."""
    first = last = at
    while first - 1 in below and first - 1 not in own:
        first -= 1
    while last + 1 in below and last + 1 not in own:
        last += 1
    runs = [(i, j) for i in range(first, at + 1) for j in range(at, last + 1)]
    i, j = min(runs, key=lambda run: abs(word.box.x_mid - (below[run[0]] + below[run[1]]) / 2))
    return i, j + 1
