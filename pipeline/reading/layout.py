"""From what a page draws to a `Page`: the one way for every PDF reader, so that readers differ in the drawing only."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from operator import attrgetter

from pipeline.reading.drawing import Drawing
from pipeline.reading.grids import Lattice, find_lattices, join_strokes, without_empty_margins
from pipeline.reading.model import Box, Cell, Grid, Line, Page, Rule, Word
from pipeline.reading.settings import ReadingSettings
from pipeline.reading.shapes import MIDDLE, Strokes, sideways, turn_mark, turn_strokes, upright
from pipeline.reading.text import PlacedWord, group_lines, line_text, placed
from pipeline.reading.words import Run, find_words


def lay_out(number: int, drawing: Drawing) -> Page:
    """Page `number` (1-based) as a reader sees it."""
    settings, glyphs, strokes = drawing.settings, drawing.glyphs, drawing.strokes
    width, height = drawing.width, drawing.height
    turn = _turn_of(drawing)
    if turn:
        marks = [sideways(glyph) for glyph in glyphs] + drawing.sideways
        glyphs = [upright(turn_mark(mark, turn, width, height), settings.edge_slack) for mark in marks]
        strokes = turn_strokes(strokes, turn, width, height)
        if turn != 180:
            width, height = height, width
    elif drawing.sideways:
        glyphs = glyphs + [upright(mark, settings.edge_slack) for mark in drawing.sideways]
    rules = Strokes(join_strokes(strokes.horizontal, settings), join_strokes(strokes.vertical, settings))
    seen = [g for g in glyphs if 0 <= g[0] + g[1] <= 2 * width and 0 <= g[2] - MIDDLE * g[3] <= height]
    runs = find_words(seen, rules.vertical, settings)
    lattices = find_lattices(rules, settings)
    inside, outside = _share_out(runs, lattices, settings)
    if any(any(lattice.closed) for lattice in lattices):
        lattices = [without_empty_margins(*pair) for pair in zip(lattices, inside, strict=True)]
        inside, outside = _share_out(runs, lattices, settings)
    words = [{cell: placed(runs) for cell, runs in cells.items()} for cells in inside]
    rest = placed(outside)
    return Page(
        number=number,
        width=width,
        height=height,
        words=_in_order([*chain.from_iterable(chain.from_iterable(cells.values()) for cells in words), *rest]),
        rules=tuple(_rules(rules)),
        grids=tuple(_grid(lattice, cells, settings) for lattice, cells in zip(lattices, words, strict=True)),
        lines=tuple(_line(line, settings) for line in group_lines(rest, settings)),
        turn=turn,
    )


def _in_order(words: list[PlacedWord]) -> tuple[Word, ...]:
    """Words are listed from top to bottom, then left to right, whatever the order in which a file draws them."""
    keyed = []
    for index, (word, _, _) in enumerate(words):
        text, (x0, top, _, _) = word
        keyed.append((round(top), round(x0), text, index, word))
    keyed.sort()
    return tuple([word for *_, word in keyed])


def _turn_of(drawing: Drawing) -> int:
    """By how many degrees clockwise to turn a page whose text is drawn sideways; 0 where most of it is upright."""
    if not drawing.sideways:
        return 0
    count = Counter(mark.direction for mark in drawing.sideways)
    direction, most = max(count.items(), key=lambda item: (item[1], -item[0]))
    return direction * 90 if 2 * most > len(drawing.sideways) + len(drawing.glyphs) else 0


def _share_out(
    runs: list[Run], lattices: list[Lattice], settings: ReadingSettings
) -> tuple[list[dict[int, list[Run]]], list[Run]]:
    """Each word to its cell in the innermost table, by the middles of its glyphs; the rest stays outside.

    Words that a clip hides in part or in full belong to the cell that the clip lies in, wherever they run; a hidden
    word whose clip is no cell's is seen by nobody and left out (rows of the next page drawn below the print area).
    """
    inside: list[dict[int, list[Run]]] = [{} for _ in lattices]
    outside: list[Run] = []
    order = sorted(range(len(lattices)), key=lambda index: lattices[index].box.width * lattices[index].box.height)
    some_hidden = any(map(attrgetter("hidden"), chain.from_iterable(runs)))
    for run in runs:
        if some_hidden and any(glyph.hidden for glyph in run):
            place = _cell_of_clip(run, lattices, order, settings)
            if place is not None:
                inside[place[0]].setdefault(place[1], []).append(run)
                continue
            run = [glyph for glyph in run if not glyph.hidden]
            if not run:
                continue
        first, last = run[0], run[-1]
        y = first.base - MIDDLE * first.size
        for index in order:
            lattice = lattices[index]
            if not lattice.ys[0] <= y <= lattice.ys[-1]:
                continue
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


def _cell_of_clip(
    run: Run, lattices: list[Lattice], order: list[int], settings: ReadingSettings
) -> tuple[int, int] | None:
    """The lattice and cell in which the clip of a word lies, None where it is wider than a cell."""
    clip = next(glyph.clip for glyph in run if glyph.hidden)
    if clip is None:
        return None
    for index in order:
        cell = lattices[index].cell_at(clip.x_mid, clip.y_mid)
        if cell < 0:
            continue
        box, slack = lattices[index].span_box(lattices[index].spans[cell]), settings.snap
        if (
            clip.x0 >= box.x0 - slack
            and clip.x1 <= box.x1 + slack
            and clip.top >= box.top - slack
            and clip.bottom <= box.bottom + slack
        ):
            return index, cell
    return None


def _grid(lattice: Lattice, texts: dict[int, list[PlacedWord]], settings: ReadingSettings) -> Grid:
    xs, ys = lattice.xs, lattice.ys
    cells = []
    for index, (row, col, row_end, col_end) in enumerate(lattice.spans):
        words = texts.get(index)
        lines = tuple([line_text(line) for line in group_lines(words, settings)]) if words else ()
        cells.append(Cell(row, col, row_end, col_end, Box(xs[col], ys[row], xs[col_end], ys[row_end]), lines))
    return Grid(lattice.box, len(ys) - 1, len(xs) - 1, tuple(cells), xs, ys)


def _rules(rules: Strokes) -> list[Rule]:
    return [Rule(Box(h.lo, h.pos, h.hi, h.pos), True) for h in rules.horizontal] + [
        Rule(Box(v.pos, v.lo, v.pos, v.hi), False) for v in rules.vertical
    ]


def _line(line: list[PlacedWord], settings: ReadingSettings) -> Line:
    box = line[0].word.box
    for each in line[1:]:
        box = box.union(each.word.box)
    return Line(line_text(line, settings.wide_gap), box)
