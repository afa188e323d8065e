"""What a page draws, free of any PDF library: characters, and straight strokes of lines, rectangles and paths.

Coordinates are points from the top left of the visible page, y downwards.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.reading.model import Box

ASCENT = 0.88
"""Share of the glyph size above the baseline: the em box of East Asian fonts, used whatever the font says of itself."""
MIDDLE = ASCENT - 0.5
"""Share of the glyph size from the baseline up to the glyph's middle."""


class Mark(NamedTuple):
    """A character as drawn, in any direction: its origin on the baseline, its advance along it, its size.

    `direction`: 0 left to right, 1 upwards, 2 upside down, 3 downwards. `clip` is the area outside which nothing
    of it is seen, None where that is the whole page.
    """

    x: float
    y: float
    advance: float
    size: float
    text: str
    direction: int
    clip: Box | None = None


class Glyph(NamedTuple):
    """A character to be read: its advance from x0 to x1, its baseline and its size.

    `hidden` glyphs lie outside their clip: a reader of the page does not see them.
    """

    x0: float
    x1: float
    base: float
    size: float
    text: str
    clip: Box | None = None
    hidden: bool = False


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


def upright(mark: Mark, slack: float) -> Glyph:
    """The glyph of a character; one that is drawn sideways becomes a glyph in the middle of its own box."""
    x, y, advance, size, text, direction, clip = mark
    if direction == 0:
        x0, x1, base = x, x + advance, y
    elif direction == 2:
        x0, x1, base = x - advance, x, y + (2 * ASCENT - 1) * size
    elif direction == 1:
        x0, x1, base = x - ASCENT * size, x + (1 - ASCENT) * size, y - advance / 2 + MIDDLE * size
    else:
        x0, x1, base = x - (1 - ASCENT) * size, x + ASCENT * size, y + advance / 2 + MIDDLE * size
    if clip is None:
        return Glyph(x0, x1, base, size, text)
    hidden = is_hidden((x0 + x1) / 2, base - MIDDLE * size, clip, slack)
    return Glyph(x0, x1, base, size, text, clip, hidden)


def is_hidden(x: float, y: float, clip: Box, slack: float) -> bool:
    """Whether the middle of a glyph lies outside its clip."""
    return not (clip.x0 - slack <= x <= clip.x1 + slack and clip.top - slack <= y <= clip.bottom + slack)


def sideways(glyph: Glyph) -> Mark:
    """The character of an upright glyph as drawn, to be turned."""
    return Mark(glyph.x0, glyph.base, glyph.x1 - glyph.x0, glyph.size, glyph.text, 0, glyph.clip)


def turn_mark(mark: Mark, turn: int, width: float, height: float) -> Mark:
    """The character on the page turned clockwise by 90, 180 or 270 degrees; width and height are before the turn."""
    x, y, advance, size, text, direction, clip = mark
    if turn == 90:
        area = clip and Box(height - clip.bottom, clip.x0, height - clip.top, clip.x1)
        return Mark(height - y, x, advance, size, text, (direction - 1) % 4, area)
    if turn == 180:
        area = clip and Box(width - clip.x1, height - clip.bottom, width - clip.x0, height - clip.top)
        return Mark(width - x, height - y, advance, size, text, (direction - 2) % 4, area)
    area = clip and Box(clip.top, width - clip.x1, clip.bottom, width - clip.x0)
    return Mark(y, width - x, advance, size, text, (direction - 3) % 4, area)


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
