"""From glyphs to words: what stands together is one word, however the file draws it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.reading.model import Box
from pipeline.reading.settings import ReadingSettings
from pipeline.reading.shapes import MIDDLE, Glyph, Stroke

Run = list[Glyph]
"""Glyphs of one word, left to right."""

_BUCKET = 16.0
"""Side of the squares by which neighbours are looked up, in points; more than half of any glyph."""


def find_words(glyphs: Iterable[Glyph], vertical: Sequence[Stroke], settings: ReadingSettings) -> list[Run]:
    """Words: glyphs that follow each other, pieces drawn apart put together, doubles dropped, split at rules.

    `vertical` rules are sorted by position, as joined strokes are.
    """
    pieces = drop_double_runs(_pieces(glyphs, settings), settings)
    merged = _merge(pieces, settings)
    if len(merged) < len(pieces):
        merged = drop_double_runs(merged, settings)
    words: list[Run] = []
    positions = [rule.pos for rule in vertical]
    for word in merged:
        head, tail = word[0], word[-1]
        first = bisect_right(positions, (head[0] + head[1]) / 2)
        last = bisect_left(positions, (tail[0] + tail[1]) / 2)
        if first < last:
            words.extend(_split_at_rules(word, vertical[first:last]))
        else:
            words.append(word)
    return words


def _pieces(glyphs: Iterable[Glyph], settings: ReadingSettings) -> list[Run]:
    """Runs of glyphs that follow each other in the file and on the page.

    This loop sees every glyph; the tests of `_continues` are written out in it.
    """
    latin, wide, overlap = settings.latin_gap, settings.word_gap, -settings.word_overlap
    level, twice = settings.same_word, settings.same_glyph
    pieces: list[Run] = []
    run: Run = []
    before = Glyph(0.0, 0.0, 0.0, 0.0, "")
    for glyph in glyphs:
        x0, _, base, size, text, clip, hidden = glyph
        before_x0, before_x1, before_base, before_size, before_text, before_clip, before_hidden = before
        if run and (not (hidden or before_hidden) or clip == before_clip):
            if size < before_size:
                size = before_size
            step, drop = x0 - before_x0, abs(base - before_base)
            if text == before_text and abs(step) <= twice * size and drop <= twice * size:
                continue  # drawn again for boldness
            gap = x0 - before_x1
            if (
                step > 0
                and overlap * size <= gap
                and drop <= level * size
                and (gap <= latin * size or (gap <= wide * size and not before_text.isascii() and not text.isascii()))
            ):
                run.append(glyph)
                before = glyph
                continue
        run = [glyph]
        pieces.append(run)
        before = glyph
    return pieces


def _continues(before: Glyph, glyph: Glyph, settings: ReadingSettings) -> bool:
    """Whether a glyph goes on with a word: near its end, on its line, and not under another clip if one hides it.

    Printed spaces count by the gap they leave only: PDF files are full of spaces that are not seen, and of gaps
    without one.
    """
    if (before.hidden or glyph.hidden) and before.clip != glyph.clip:
        return False
    size = max(before.size, glyph.size)
    beside_latin = before.text.isascii() or glyph.text.isascii()
    widest = settings.latin_gap if beside_latin else settings.word_gap
    return (
        glyph.x0 > before.x0
        and -settings.word_overlap * size <= glyph.x0 - before.x1 <= widest * size
        and abs(glyph.base - before.base) <= settings.same_word * size
    )


def drop_double_runs(runs: list[Run], settings: ReadingSettings) -> list[Run]:
    """Runs without those drawn again nearly in place (fake bold, shadows).

    Hidden runs are compared among those of the same clip only: what overflows one cell may lie, unseen, right on
    the same text of the next cell.
    """
    texts = [run[0][4] if len(run) == 1 else "".join([glyph[4] for glyph in run]) for run in runs]
    counts = Counter(texts)
    kept: list[Run] = []
    places: dict[tuple[str, int, int, Box | None], list[Glyph]] = {}
    for run, text in zip(runs, texts, strict=True):
        if counts[text] == 1:
            kept.append(run)
            continue
        first = run[0]
        x0, _, base, size, _, clip, _ = first
        shade = clip if clip is not None and any(glyph.hidden for glyph in run) else None
        near = settings.same_glyph * size
        # A double begins in the same square or, near its border, in the one beside it.
        left, right = int((x0 - near) // _BUCKET), int((x0 + near) // _BUCKET)
        low, high = int((base - near) // _BUCKET), int((base + near) // _BUCKET)
        others = places.get((text, left, low, shade), [])
        if left != right or low != high:
            for key in ((text, right, low, shade), (text, left, high, shade), (text, right, high, shade)):
                others = others + places.get(key, [])
        if others and any(abs(other.x0 - x0) <= near and abs(other.base - base) <= near for other in others):
            continue
        kept.append(run)
        places.setdefault((text, int(x0 // _BUCKET), int(base // _BUCKET), shade), []).append(first)
    return kept


def _merge(pieces: list[Run], settings: ReadingSettings) -> list[Run]:
    """Put together pieces that continue each other on the page though not in the file."""
    overlap, widest, level = settings.word_overlap, settings.word_gap, settings.same_word
    buckets: dict[tuple[int, int], list[int]] = {}
    for index, piece in enumerate(pieces):
        x0, _, base = piece[0][:3]
        buckets.setdefault((int(x0 // _BUCKET), int(base // _BUCKET)), []).append(index)
    follower: dict[int, int] = {}
    taken: set[int] = set()
    for index, piece in enumerate(pieces):
        last = piece[-1]
        _, end, base, size = last[:4]
        back, ahead, up = overlap * size, widest * size, level * size
        rows = range(int((base - up) // _BUCKET), int((base + up) // _BUCKET) + 1)
        best, best_distance = -1, 0.0
        for column in range(int((end - back) // _BUCKET), int((end + ahead) // _BUCKET) + 1):
            for row in rows:
                for other in buckets.get((column, row), ()):
                    first = pieces[other][0]
                    if other == index or other in taken or not _continues(last, first, settings):
                        continue
                    distance = abs(first.x0 - last.x1) + 2 * abs(first.base - last.base)
                    if best < 0 or distance < best_distance:
                        best, best_distance = other, distance
        if best >= 0:
            follower[index] = best
            taken.add(best)
    return _chains(pieces, follower, taken) if follower else pieces


def _chains(pieces: list[Run], follower: dict[int, int], taken: set[int]) -> list[Run]:
    """The pieces joined to those that follow them; x grows from piece to piece, so that no chain closes."""
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


def _split_at_rules(word: Run, between: Sequence[Stroke]) -> list[Run]:
    """Split a word where a vertical rule, one of those `between` its ends, stands between the middles of two glyphs."""
    y = word[0].base - MIDDLE * word[0].size
    cuts = [rule for rule in between if rule.lo <= y <= rule.hi]
    if not cuts or any(glyph.hidden for glyph in word):
        return [word]
    parts: dict[int, Run] = {}
    for glyph in word:
        middle = (glyph.x0 + glyph.x1) / 2
        parts.setdefault(sum(cut.pos < middle for cut in cuts), []).append(glyph)
    return [parts[key] for key in sorted(parts)]
