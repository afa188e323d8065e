"""From words to lines: what one reads as one line of text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.reading.model import Box
from pipeline.reading.settings import ReadingSettings
from pipeline.reading.shapes import ASCENT
from pipeline.reading.words import Run


def run_text(run: Run) -> str:
    """The characters of a word."""
    return "".join([glyph.text for glyph in run])


def run_box(run: Run) -> Box:
    """The box of a word: em boxes of its glyphs together."""
    x0, x1, base, size = run[0][:4]
    top = base - ASCENT * size
    if len(run) == 1:
        return Box(x0, top, x1, top + size)
    for glyph in run:
        if glyph[2] != base or glyph[3] != size:
            top = min([glyph.base - ASCENT * glyph.size for glyph in run])
            bottom = max([glyph.base + (1 - ASCENT) * glyph.size for glyph in run])
            return Box(x0, top, max([glyph.x1 for glyph in run]), bottom)
    return Box(x0, top, max(run[-1][1], run[-2][1]), top + size)


def group_lines(runs: Sequence[Run], settings: ReadingSettings) -> list[list[Run]]:
    """Words by line, top to bottom, each line left to right; baselines within a line may differ a little."""
    if len(runs) == 1:
        return [[runs[0]]]
    lines: list[list[Run]] = []
    base = size = 0.0
    for run in sorted(runs, key=lambda run: (run[0].base, run[0].x0)):
        glyph = run[0]
        if lines and glyph.base - base <= settings.same_line * max(size, glyph.size):
            lines[-1].append(run)
            size = max(size, glyph.size)
            continue
        lines.append([run])
        base, size = glyph.base, glyph.size
    for line in lines:
        line.sort(key=lambda run: run[0].x0)
    return lines


def line_text(line: Sequence[Run], gap: float = 0.0) -> str:
    """The text of a line: a space between two Latin or number runs that stand apart.

    With `gap`, a share of the glyph size, also where two words of any kind stand further apart than that.
    """
    if len(line) == 1:
        return run_text(line[0])
    parts = [run_text(line[0])]
    for before, run in pairwise(line):
        last, first = before[-1], run[0]
        apart = gap > 0 and first.x0 - last.x1 > gap * max(last.size, first.size)
        if apart or (last.text.isascii() and first.text.isascii()):
            parts.append(" ")
        parts.append(run_text(run))
    return "".join(parts)
