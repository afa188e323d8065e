"""What a page draws, free of any PDF library: glyphs, and straight strokes made of lines, rectangles and paths."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.reading.model import Box
from pipeline.reading.settings import ReadingSettings

ASCENT = 0.88
"""Share of the glyph size above the baseline: the em box of East Asian fonts, used whatever the font says of itself."""
MIDDLE = ASCENT - 0.5
"""Share of the glyph size from the baseline up to the glyph's middle."""


class Glyph(NamedTuple):
    """A printed character: its advance from x0 to x1, its baseline (downwards from the page's top) and its size."""

    x0: float
    x1: float
    base: float
    size: float
    text: str


class Mark(NamedTuple):
    """A character as drawn, in any direction: its origin on the baseline, its advance along it, its size.

    `direction`: 0 left to right, 1 upwards, 2 upside down, 3 downwards.
    """

    x: float
    y: float
    advance: float
    size: float
    text: str
    direction: int


class Stroke(NamedTuple):
    """A straight horizontal or vertical piece of a rule: at `pos` (y if horizontal, x if not) from `lo` to `hi`."""

    pos: float
    lo: float
    hi: float


class Strokes(NamedTuple):
    """The strokes of a page by direction."""

    horizontal: list[Stroke]
    vertical: list[Stroke]


def direction_of(a: float, b: float) -> int:
    """Direction of text whose matrix (y upwards) begins with a and b; -1 for slanted text, which is a watermark."""
    if abs(b) <= 0.2 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= 0.2 * abs(b):
        return 1 if b > 0 else 3
    return -1


def upright(mark: Mark) -> Glyph:
    """The glyph of a character; one that is drawn sideways becomes a glyph in the middle of its own box."""
    x, y, advance, size, text, direction = mark
    if direction == 0:
        return Glyph(x, x + advance, y, size, text)
    if direction == 2:
        return Glyph(x - advance, x, y + (2 * ASCENT - 1) * size, size, text)
    if direction == 1:
        return Glyph(x - ASCENT * size, x + (1 - ASCENT) * size, y - advance / 2 + MIDDLE * size, size, text)
    return Glyph(x - (1 - ASCENT) * size, x + ASCENT * size, y + advance / 2 + MIDDLE * size, size, text)


def turn_mark(mark: Mark, turn: int, width: float, height: float) -> Mark:
    """The character on the page turned clockwise by 90, 180 or 270 degrees; width and height are before the turn."""
    x, y, advance, size, text, direction = mark
    if turn == 90:
        return Mark(height - y, x, advance, size, text, (direction - 1) % 4)
    if turn == 180:
        return Mark(width - x, height - y, advance, size, text, (direction - 2) % 4)
    return Mark(y, width - x, advance, size, text, (direction - 3) % 4)


def turn_strokes(strokes: Strokes, turn: int, width: float, height: float) -> Strokes:
    """The strokes on the page turned likewise."""
    h, v = strokes
    if turn == 90:
        return Strokes(
            [Stroke(s.pos, height - s.hi, height - s.lo) for s in v],
            [Stroke(height - s.pos, s.lo, s.hi) for s in h],
        )
    if turn == 180:
        return Strokes(
            [Stroke(height - s.pos, width - s.hi, width - s.lo) for s in h],
            [Stroke(width - s.pos, height - s.hi, height - s.lo) for s in v],
        )
    return Strokes(
        [Stroke(width - s.pos, s.lo, s.hi) for s in v],
        [Stroke(s.pos, width - s.hi, width - s.lo) for s in h],
    )


def glyph_box(glyph: Glyph) -> Box:
    """The em box of a glyph."""
    top = glyph.base - ASCENT * glyph.size
    return Box(glyph.x0, top, glyph.x1, top + glyph.size)


def add_rectangle(
    strokes: Strokes, x0: float, y0: float, x1: float, y1: float, stroked: bool, settings: ReadingSettings
) -> None:
    """Add a rectangle: a thin one is a rule along its middle, a stroked one four borders, a thick fill nothing."""
    width, height = x1 - x0, y1 - y0
    if width > settings.thick_fill and height > settings.thick_fill:
        if stroked:
            strokes.horizontal.append(Stroke(y0, x0, x1))
            strokes.horizontal.append(Stroke(y1, x0, x1))
            strokes.vertical.append(Stroke(x0, y0, y1))
            strokes.vertical.append(Stroke(x1, y0, y1))
        return
    if height <= settings.thick_fill:
        strokes.horizontal.append(Stroke((y0 + y1) / 2, x0, x1))
    if width <= settings.thick_fill:
        strokes.vertical.append(Stroke((x0 + x1) / 2, y0, y1))


def add_segment(strokes: Strokes, x0: float, y0: float, x1: float, y1: float, settings: ReadingSettings) -> None:
    """Add a straight path segment; slanted ones are no rules."""
    dx, dy = abs(x1 - x0), abs(y1 - y0)
    if dy <= settings.straight and dx >= dy:
        strokes.horizontal.append(Stroke((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
    elif dx <= settings.straight:
        strokes.vertical.append(Stroke((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def clip_strokes(strokes: Iterable[Stroke], pos_limit: float, end_limit: float, slack: float) -> list[Stroke]:
    """Strokes on the visible page, cut at its edges; a border just outside it is moved onto the edge."""
    kept = []
    for pos, lo, hi in strokes:
        if lo > end_limit + slack or hi < -slack or pos < -slack or pos > pos_limit + slack:
            continue
        kept.append(Stroke(min(max(pos, 0.0), pos_limit), max(lo, 0.0), min(hi, end_limit)))
    return kept
