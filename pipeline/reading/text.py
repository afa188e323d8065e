"""From words to lines: what one reads as one line of text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from pipeline.reading.model import Box, Word
from pipeline.reading.settings import ReadingSettings
from pipeline.reading.shapes import ASCENT, Glyph
from pipeline.reading.words import Run


class PlacedWord(NamedTuple):
    """A word with its text and box, and what lines are told by: its first and last glyphs."""

    word: Word
    first: Glyph
    last: Glyph


def placed(runs: Iterable[Run]) -> list[PlacedWord]:
    """Words whose glyphs are settled."""
    return [PlacedWord(Word("".join([glyph[4] for glyph in run]), run_box(run)), run[0], run[-1]) for run in runs]


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


def group_lines(words: Sequence[PlacedWord], settings: ReadingSettings) -> list[list[PlacedWord]]:
    """Words by line, top to bottom, each line left to right; baselines within a line may differ a little."""
    if len(words) == 1:
        return [[words[0]]]
    lines: list[list[PlacedWord]] = []
    base = size = 0.0
    for word in sorted(words, key=lambda word: (word.first.base, word.first.x0)):
        glyph = word.first
        if lines and glyph.base - base <= settings.same_line * max(size, glyph.size):
            lines[-1].append(word)
            size = max(size, glyph.size)
            continue
        lines.append([word])
        base, size = glyph.base, glyph.size
    for line in lines:
        line.sort(key=attrgetter("first.x0"))
    return lines


def line_text(line: Sequence[PlacedWord], gap: float = 0.0) -> str:
    """The text of a line: a space between two Latin or number words that stand apart.

    With `gap`, a share of the glyph size, also where two words of any kind stand further apart than that.
    """
    if len(line) == 1:
        return line[0].word.text
    parts = [line[0].word.text]
    for before, after in pairwise(line):
        last, first = before.last, after.first
        apart = gap > 0 and first.x0 - last.x1 > gap * max(last.size, first.size)
        if apart or (last.text.isascii() and first.text.isascii()):
            parts.append(" ")
        parts.append(after.word.text)
    return "".join(parts)
