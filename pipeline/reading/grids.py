"""From strokes to grids: join the strokes into rules, find rules that meet, lay a lattice, merge what no wall parts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.reading.model import Box
from pipeline.reading.settings import ReadingSettings
from pipeline.reading.shapes import Stroke, Strokes


class Span(NamedTuple):
    """Rows [row, row_end) and columns [col, col_end) of a lattice."""

    row: int
    col: int
    row_end: int
    col_end: int


class Sides(NamedTuple):
    """Which outermost rules of a lattice the page does not draw: they were added to close an open row or column."""

    top: bool = False
    bottom: bool = False
    left: bool = False
    right: bool = False


class Lattice(NamedTuple):
    """A ruled table without its text: boundaries, cells as spans, and the cell of each elementary square (-1: none)."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    spans: tuple[Span, ...]
    owner: tuple[tuple[int, ...], ...]
    closed: Sides = Sides()

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def span_box(self, span: Span) -> Box:
        """The box of a cell, in points."""
        return Box(self.xs[span.col], self.ys[span.row], self.xs[span.col_end], self.ys[span.row_end])

    def cell_at(self, x: float, y: float) -> int:
        """Index of the cell that holds the point, -1 where there is none."""
        row, col = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        if 0 <= row < len(self.ys) - 1 and 0 <= col < len(self.xs) - 1:
            return self.owner[row][col]
        return -1


def join_strokes(strokes: Iterable[Stroke], settings: ReadingSettings) -> list[Stroke]:
    """Rules made of strokes: parallel strokes that nearly coincide share a position, touching pieces become one."""
    rules: list[Stroke] = []
    group: list[Stroke] = []
    for stroke in sorted(strokes):
        if group and stroke.pos - group[-1].pos > settings.snap:
            rules.extend(_join_group(group, settings))
            group = []
        group.append(stroke)
    if group:
        rules.extend(_join_group(group, settings))
    return rules


def _join_group(group: list[Stroke], settings: ReadingSettings) -> list[Stroke]:
    # Sorted positions, so that the mean does not depend on the order in which a file draws.
    pos = sum(stroke.pos for stroke in group) / len(group)
    joined: list[Stroke] = []
    spans = sorted((stroke.lo, stroke.hi) for stroke in group)
    start, end = spans[0]
    for lo, hi in spans[1:]:
        if lo - end <= settings.join:
            end = max(end, hi)
            continue
        joined.append(Stroke(pos, start, end))
        start, end = lo, hi
    joined.append(Stroke(pos, start, end))
    return [rule for rule in joined if rule.hi - rule.lo >= settings.min_rule]


def find_lattices(rules: Strokes, settings: ReadingSettings) -> list[Lattice]:
    """All ruled tables of a page, top to bottom, then left to right. `rules` are joined strokes."""
    lattices = []
    for horizontal, vertical in _connected(rules, settings):
        if len(horizontal) + len(vertical) < 3:
            continue
        floors, closed_rows = _close(horizontal, vertical, settings.open_row)
        sides, closed_columns = _close(vertical, floors, settings.open_column)
        if len(floors) < 2 or len(sides) < 2:
            continue
        lattice = _lattice(floors, sides, settings)
        # A single box is a frame around a page or a sentence, no table: its text is read as lines.
        if lattice is not None and len(lattice.spans) > 1:
            lattices.append(lattice._replace(closed=Sides(*closed_rows, *closed_columns)))
    return sorted(lattices, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def _connected(rules: Strokes, settings: ReadingSettings) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Groups of rules that meet, each as (horizontal, vertical)."""
    horizontal, vertical = rules
    count = len(horizontal)
    parent = list(range(count + len(vertical)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    slack = settings.cross
    levels = [h.pos for h in horizontal]  # sorted, as joined strokes are
    for i, v in enumerate(vertical):
        for j in range(bisect_left(levels, v.lo - slack), bisect_right(levels, v.hi + slack)):
            h = horizontal[j]
            if h.lo - slack <= v.pos <= h.hi + slack:
                a, b = root(j), root(count + i)
                if a != b:
                    parent[max(a, b)] = min(a, b)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = defaultdict(lambda: ([], []))
    for j, h in enumerate(horizontal):
        groups[root(j)][0].append(h)
    for i, v in enumerate(vertical):
        groups[root(count + i)][1].append(v)
    return list(groups.values())


def _close(across: list[Stroke], along: list[Stroke], reach: float) -> tuple[list[Stroke], tuple[bool, bool]]:
    """Close an open first and last row (or column): add a rule where two or more run past the outermost across them.

    Returns all rules across, and whether the first and the last one are added ones.
    """
    if not across or len(along) < 2:
        return across, (False, False)
    first, last = min(rule.pos for rule in across), max(rule.pos for rule in across)
    before = [rule for rule in along if rule.lo < first - reach]
    after = [rule for rule in along if rule.hi > last + reach]
    closed = list(across)
    opened_first, opened_last = len({rule.pos for rule in before}) >= 2, len({rule.pos for rule in after}) >= 2
    if opened_first:
        ends = [rule.pos for rule in before]
        closed.append(Stroke(min(rule.lo for rule in before), min(ends), max(ends)))
    if opened_last:
        ends = [rule.pos for rule in after]
        closed.append(Stroke(max(rule.hi for rule in after), min(ends), max(ends)))
    return closed, (opened_first, opened_last)


def _lattice(horizontal: list[Stroke], vertical: list[Stroke], settings: ReadingSettings) -> Lattice | None:
    ys, xs = sorted({rule.pos for rule in horizontal}), sorted({rule.pos for rule in vertical})
    n_rows, n_cols = len(ys) - 1, len(xs) - 1
    if n_rows < 1 or n_cols < 1 or n_rows * n_cols > settings.most_squares:
        return None
    floors = _walls(horizontal, ys, xs, settings)
    sides = _walls(vertical, xs, ys, settings)
    spans: list[Span] = []
    seen = [[False] * n_cols for _ in range(n_rows)]
    for row in range(n_rows):
        above, below, done = floors[row], floors[row + 1], seen[row]
        for col in range(n_cols):
            if done[col]:
                continue
            if above[col] and below[col] and sides[col][row] and sides[col + 1][row]:
                spans.append(Span(row, col, row + 1, col + 1))  # a square with all its walls, the usual case
                continue
            region = _region(row, col, floors, sides, seen)
            spans.extend(_cells_of(region, floors, sides, n_rows, n_cols))
    if not spans:
        return None
    return _reading_order(xs, ys, spans)


def _reading_order(xs: list[float], ys: list[float], spans: list[Span]) -> Lattice:
    spans = sorted(spans)
    owner = [[-1] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for index, (row, col, row_end, col_end) in enumerate(spans):
        for line in owner[row:row_end]:
            line[col:col_end] = [index] * (col_end - col)
    return Lattice(tuple(xs), tuple(ys), tuple(spans), tuple(tuple(line) for line in owner))


def without_empty_margins(lattice: Lattice, filled: Container[int]) -> Lattice:
    """Drop rows and columns that exist only since they were closed, where none of their own cells is `filled`.

    Borders often overshoot a table by some points; what they enclose then is no part of it.
    """
    n_rows, n_cols = len(lattice.ys) - 1, len(lattice.xs) - 1
    margins = {
        "top": {(0, c) for c in range(n_cols)},
        "bottom": {(n_rows - 1, c) for c in range(n_cols)},
        "left": {(r, 0) for r in range(n_rows)},
        "right": {(r, n_cols - 1) for r in range(n_rows)},
    }
    first_row, last_row, first_col, last_col = 0, n_rows, 0, n_cols
    for side, squares in margins.items():
        owners = {lattice.owner[r][c] for r, c in squares} - {-1}
        if not getattr(lattice.closed, side) or any(owner in filled for owner in owners):
            continue
        first_row += side == "top"
        last_row -= side == "bottom"
        first_col += side == "left"
        last_col -= side == "right"
    if (first_row, last_row, first_col, last_col) == (0, n_rows, 0, n_cols):
        return lattice
    spans = []
    for row, col, row_end, col_end in lattice.spans:
        span = Span(
            max(row, first_row) - first_row,
            max(col, first_col) - first_col,
            min(row_end, last_row) - first_row,
            min(col_end, last_col) - first_col,
        )
        if span.row < span.row_end and span.col < span.col_end:
            spans.append(span)
    xs, ys = lattice.xs[first_col : last_col + 1], lattice.ys[first_row : last_row + 1]
    if len(xs) < 2 or len(ys) < 2 or len(spans) < 2:
        return lattice
    return _reading_order(list(xs), list(ys), spans)


def _walls(
    rules: list[Stroke], positions: list[float], cuts: list[float], settings: ReadingSettings
) -> list[list[bool]]:
    """walls[i][j]: a rule at positions[i] covers cuts[j] to cuts[j + 1]."""
    index = {pos: i for i, pos in enumerate(positions)}
    lengths = [b - a for a, b in pairwise(cuts)]
    covered = [[0.0] * len(lengths) for _ in positions]
    for pos, lo, hi in rules:
        line = covered[index[pos]]
        for j in range(max(bisect_right(cuts, lo) - 1, 0), bisect_left(cuts, hi, hi=len(lengths))):
            start, end = cuts[j], cuts[j + 1]
            line[j] += lengths[j] if lo <= start and hi >= end else min(hi, end) - max(lo, start)
    needed = [max(length - 2 * settings.cross, length / 2) for length in lengths]
    return [[have >= need for have, need in zip(line, needed, strict=True)] for line in covered]


def _region(
    row: int, col: int, floors: list[list[bool]], sides: list[list[bool]], seen: list[list[bool]]
) -> list[tuple[int, int]]:
    """The squares that no wall parts from this one. `sides[c][r]` is the wall left of column c in row r."""
    n_rows, n_cols = len(seen), len(seen[0])
    seen[row][col] = True
    region = [(row, col)]
    for r, c in region:
        if c + 1 < n_cols and not sides[c + 1][r] and not seen[r][c + 1]:
            seen[r][c + 1] = True
            region.append((r, c + 1))
        if r + 1 < n_rows and not floors[r + 1][c] and not seen[r + 1][c]:
            seen[r + 1][c] = True
            region.append((r + 1, c))
        if c > 0 and not sides[c][r] and not seen[r][c - 1]:
            seen[r][c - 1] = True
            region.append((r, c - 1))
        if r > 0 and not floors[r][c] and not seen[r - 1][c]:
            seen[r - 1][c] = True
            region.append((r - 1, c))
    return region


def _cells_of(
    region: list[tuple[int, int]], floors: list[list[bool]], sides: list[list[bool]], n_rows: int, n_cols: int
) -> list[Span]:
    """The cells that a region makes: itself where it is a rectangle, else its largest rectangles row by row.

    A region that is open to the outside on more than one side is the space around a table, not a cell of it.
    """
    if len(region) == 1:
        row, col = region[0]
        span = Span(row, col, row + 1, col + 1)
        return [span] if _open_sides(span, floors, sides) <= 1 else []
    rows = [r for r, _ in region]
    cols = [c for _, c in region]
    span = Span(min(rows), min(cols), max(rows) + 1, max(cols) + 1)
    if (span.row_end - span.row) * (span.col_end - span.col) == len(region):
        return [span] if _open_sides(span, floors, sides) <= 1 else []
    leaks = any(
        (r == 0 and not floors[0][c])
        or (r == n_rows - 1 and not floors[n_rows][c])
        or (c == 0 and not sides[0][r])
        or (c == n_cols - 1 and not sides[n_cols][r])
        for r, c in region
    )
    return [] if leaks else _rectangles(region)


def _open_sides(span: Span, floors: Sequence[Sequence[bool]], sides: Sequence[Sequence[bool]]) -> int:
    """How many of the four sides have no complete wall."""
    return (
        (not all(floors[span.row][span.col : span.col_end]))
        + (not all(floors[span.row_end][span.col : span.col_end]))
        + (not all(sides[span.col][span.row : span.row_end]))
        + (not all(sides[span.col_end][span.row : span.row_end]))
    )


def _rectangles(region: list[tuple[int, int]]) -> list[Span]:
    """Cut a region that is no rectangle into runs of columns, equal runs of following rows together."""
    by_row: dict[int, list[int]] = defaultdict(list)
    for r, c in sorted(region):
        by_row[r].append(c)
    done: list[Span] = []
    open_runs: dict[tuple[int, int], Span] = {}
    for r in sorted(by_row):
        runs: dict[tuple[int, int], Span] = {}
        for start, end in _runs(by_row[r]):
            above = open_runs.pop((start, end), None)
            first = above.row if above is not None and above.row_end == r else r
            runs[start, end] = Span(first, start, r + 1, end)
        done.extend(open_runs.values())
        open_runs = runs
    return done + list(open_runs.values())


def _runs(columns: list[int]) -> list[tuple[int, int]]:
    runs = []
    start = previous = columns[0]
    for c in columns[1:]:
        if c != previous + 1:
            runs.append((start, previous + 1))
            start = c
        previous = c
    runs.append((start, previous + 1))
    return runs
