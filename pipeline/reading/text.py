"""From glyphs to words, from words to lines: what one reads as one run of text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.reading.model import Box
from pipeline.reading.settings import ReadingSettings
from pipeline.reading.shapes import ASCENT, Glyph, Stroke

Run = list[Glyph]
"""Glyphs of one word, left to right."""


def drop_doubles(glyphs: Iterable[Glyph], settings: ReadingSettings) -> list[Glyph]:
    """Glyphs without those drawn again nearly in place (fake bold, shadows).

    Hidden glyphs are compared among those of the same clip only: what overflows one cell may lie, unseen, right on
    the same character of the next cell.
    """
    kept: list[Glyph] = []
    places: dict[tuple[str, int, int, Box | None], list[Glyph]] = {}
    for glyph in glyphs:
        text, tolerance = glyph.text, settings.same_glyph * glyph.size
        clip = glyph.clip if glyph.hidden else None
        # Squares of 4 pt: a double lies in the same square or, near its border, in the one beside it.
        left, right = int((glyph.x0 - tolerance) // 4), int((glyph.x0 + tolerance) // 4)
        low, high = int((glyph.base - tolerance) // 4), int((glyph.base + tolerance) // 4)
        double = False
        for column in (left, right) if left != right else (left,):
            for row in (low, high) if low != high else (low,):
                for other in places.get((text, column, row, clip), ()):
                    if abs(other.x0 - glyph.x0) <= tolerance and abs(other.base - glyph.base) <= tolerance:
                        double = True
        if double:
            continue
        kept.append(glyph)
        places.setdefault((text, int(glyph.x0 // 4), int(glyph.base // 4), clip), []).append(glyph)
    return kept


def find_words(glyphs: Sequence[Glyph], vertical: Sequence[Stroke], settings: ReadingSettings) -> list[Run]:
    """Words in the order in which the file draws them, pieces drawn apart put together, split at vertical rules."""
    pieces: list[Run] = []
    run: Run = []
    for glyph in glyphs:
        if run and _continues(run[-1], glyph, settings):
            run.append(glyph)
            continue
        run = [glyph]
        pieces.append(run)
    words: list[Run] = []
    for word in _merge(pieces, settings):
        words.extend(_split_at_rules(word, vertical))
    return words


def _continues(before: Glyph, glyph: Glyph, settings: ReadingSettings) -> bool:
    size = max(before.size, glyph.size)
    gap = glyph.x0 - before.x1
    if (before.hidden or glyph.hidden) and before.clip != glyph.clip:
        return False
    return (
        -settings.word_overlap * size <= gap <= _word_gap(before, glyph, settings) * size
        and glyph.x0 > before.x0
        and abs(glyph.base - before.base) <= settings.same_word * size
    )


def _word_gap(before: Glyph, glyph: Glyph, settings: ReadingSettings) -> float:
    """The widest gap, as a share of the glyph size, that does not yet part two words.

    Printed spaces count by the gap they leave only: PDF files are full of spaces that are not seen, and of gaps
    without one.
    """
    return settings.latin_gap if before.text.isascii() or glyph.text.isascii() else settings.word_gap


def _merge(pieces: list[Run], settings: ReadingSettings) -> list[Run]:
    """Put together pieces that continue each other on the page though not in the file."""
    buckets: dict[int, list[int]] = {}
    for index, piece in enumerate(pieces):
        buckets.setdefault(int(piece[0].x0 // 16), []).append(index)
    follower: dict[int, int] = {}
    taken: set[int] = set()
    for index, piece in enumerate(pieces):
        last = piece[-1]
        best, best_distance = -1, 0.0
        column = int(last.x1 // 16)
        for bucket in (column - 1, column, column + 1):
            for other in buckets.get(bucket, ()):
                first = pieces[other][0]
                if other == index or other in taken or not _continues(last, first, settings):
                    continue
                distance = abs(first.x0 - last.x1) + 2 * abs(first.base - last.base)
                if best < 0 or distance < best_distance:
                    best, best_distance = other, distance
        if best >= 0:
            follower[index] = best
            taken.add(best)
    words: list[Run] = []
    for index, piece in enumerate(pieces):
        if index in taken:
            continue
        word, current = list(piece), index
        while current in follower:
            current = follower[current]
            word.extend(pieces[current])
        words.append(word)
    return words


def _split_at_rules(word: Run, vertical: Sequence[Stroke]) -> list[Run]:
    """Split a word where a vertical rule stands between the middles of two of its glyphs."""
    if len(word) < 2 or any(glyph.hidden for glyph in word):
        return [word]
    first = (word[0].x0 + word[0].x1) / 2
    last = (word[-1].x0 + word[-1].x1) / 2
    y = word[0].base - 0.4 * word[0].size
    cuts = [rule.pos for rule in vertical if first < rule.pos < last and rule.lo <= y <= rule.hi]
    if not cuts:
        return [word]
    parts: dict[int, Run] = {}
    for glyph in word:
        middle = (glyph.x0 + glyph.x1) / 2
        parts.setdefault(sum(cut < middle for cut in cuts), []).append(glyph)
    return [parts[key] for key in sorted(parts)]


def run_text(run: Run) -> str:
    """The characters of a word."""
    return "".join([glyph.text for glyph in run])


def run_box(run: Run) -> Box:
    """The box of a word: em boxes of its glyphs together."""
    top = min([glyph.base - ASCENT * glyph.size for glyph in run])
    bottom = max([glyph.base + (1 - ASCENT) * glyph.size for glyph in run])
    return Box(min([glyph.x0 for glyph in run]), top, max([glyph.x1 for glyph in run]), bottom)


def group_lines(runs: Iterable[Run], settings: ReadingSettings) -> list[list[Run]]:
    """Words by line, top to bottom, each line left to right; baselines within a line may differ a little."""
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
    parts = [run_text(line[0])]
    for before, run in pairwise(line):
        last, first = before[-1], run[0]
        apart = gap > 0 and first.x0 - last.x1 > gap * max(last.size, first.size)
        if apart or (last.text.isascii() and first.text.isascii()):
            parts.append(" ")
        parts.append(run_text(run))
    return "".join(parts)
