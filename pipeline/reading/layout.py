"""From what a page draws to a `Page`: the one way for every PDF reader, so that readers differ in the drawing only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.reading.grids import Lattice, find_lattices, join_strokes
from pipeline.reading.model import Box, Cell, Grid, Line, Page, Rule, Word
from pipeline.reading.settings import ReadingSettings
from pipeline.reading.shapes import MIDDLE, Mark, Strokes, clip_strokes, turn_mark, turn_strokes, upright
from pipeline.reading.text import Run, drop_doubles, find_words, group_lines, line_text, run_box, run_text


def lay_out(
    number: int,
    width: float,
    height: float,
    marks: Sequence[Mark],
    strokes: Strokes,
    settings: ReadingSettings,
) -> Page:
    """A page from its characters and strokes, whose coordinates start at the top left of the visible page."""
    turn = _turn_of(marks)
    if turn:
        marks = [turn_mark(mark, turn, width, height) for mark in marks]
        strokes = turn_strokes(strokes, turn, width, height)
        if turn != 180:
            width, height = height, width
    glyphs = [upright(mark) for mark in marks]
    rules = Strokes(
        join_strokes(clip_strokes(strokes.horizontal, height, width, settings.edge_slack), settings),
        join_strokes(clip_strokes(strokes.vertical, width, height, settings.edge_slack), settings),
    )
    seen = [g for g in glyphs if 0 <= (g.x0 + g.x1) / 2 <= width and 0 <= g.base - MIDDLE * g.size <= height]
    runs = find_words(drop_doubles(seen, settings), rules.vertical, settings)
    lattices = _tables(find_lattices(rules, settings))
    inside, outside = _share_out(runs, lattices)
    return Page(
        number=number,
        width=width,
        height=height,
        words=tuple(Word(run_text(run), run_box(run)) for run in runs),
        rules=tuple(_rules(rules)),
        grids=tuple(_grid(lattice, cells, settings) for lattice, cells in zip(lattices, inside, strict=True)),
        lines=tuple(_line(line, settings) for line in group_lines(outside, settings)),
        turn=turn,
    )


def _turn_of(marks: Sequence[Mark]) -> int:
    """By how many degrees clockwise to turn a page whose text is drawn sideways; 0 where most of it is upright."""
    count = Counter(mark.direction for mark in marks if not mark.text.isspace())
    if not count:
        return 0
    direction, most = max(count.items(), key=lambda item: (item[1], -item[0]))
    return direction * 90 if 2 * most > sum(count.values()) else 0


def _tables(lattices: list[Lattice]) -> list[Lattice]:
    """Without single boxes: a frame around a page or a sentence is no table, its text is read as lines."""
    return [lattice for lattice in lattices if len(lattice.spans) > 1]


def _share_out(runs: list[Run], lattices: list[Lattice]) -> tuple[list[dict[int, list[Run]]], list[Run]]:
    """Each word to its cell in the innermost table, by the middles of its glyphs; the rest stays outside."""
    inside: list[dict[int, list[Run]]] = [{} for _ in lattices]
    outside: list[Run] = []
    order = sorted(range(len(lattices)), key=lambda index: lattices[index].box.width * lattices[index].box.height)
    boxes = [lattices[index].box for index in order]
    for run in runs:
        first, last = run[0], run[-1]
        y = first.base - MIDDLE * first.size
        for index, box in zip(order, boxes, strict=True):
            if not box.top <= y <= box.bottom:
                continue
            lattice = lattices[index]
            left = lattice.cell_at((first.x0 + first.x1) / 2, y)
            right = lattice.cell_at((last.x0 + last.x1) / 2, y)
            if left == right:
                if left < 0:
                    continue
                inside[index].setdefault(left, []).append(run)
                break
            parts: dict[int, Run] = {}
            for glyph in run:
                parts.setdefault(lattice.cell_at((glyph.x0 + glyph.x1) / 2, y), []).append(glyph)
            for cell, part in parts.items():
                if cell < 0:
                    outside.append(part)
                else:
                    inside[index].setdefault(cell, []).append(part)
            break
        else:
            outside.append(run)
    return inside, outside


def _grid(lattice: Lattice, texts: dict[int, list[Run]], settings: ReadingSettings) -> Grid:
    cells = []
    for index, span in enumerate(lattice.spans):
        runs = texts.get(index)
        lines = tuple(line_text(line) for line in group_lines(runs, settings)) if runs else ()
        cells.append(Cell(span.row, span.col, span.row_end, span.col_end, lattice.span_box(span), lines))
    return Grid(lattice.box, len(lattice.ys) - 1, len(lattice.xs) - 1, tuple(cells), lattice.xs, lattice.ys)


def _rules(rules: Strokes) -> list[Rule]:
    return [Rule(Box(h.lo, h.pos, h.hi, h.pos), True) for h in rules.horizontal] + [
        Rule(Box(v.pos, v.lo, v.pos, v.hi), False) for v in rules.vertical
    ]


def _line(line: list[Run], settings: ReadingSettings) -> Line:
    box = run_box(line[0])
    for run in line[1:]:
        box = box.union(run_box(run))
    return Line(line_text(line, settings.wide_gap), box)
