"""The characters of a page by PDFium, in the order of its text page."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterable
from itertools import repeat
from typing import NamedTuple

from pipeline.reading import pdfium
from pipeline.reading.characters import readable
from pipeline.reading.drawing import Drawing
from pipeline.reading.left_out import may_be_text
from pipeline.reading.model import Box
from pipeline.reading.page_objects import Affine, PageObjects, move_all
from pipeline.reading.pdfium import Address, Pointer, pointer
from pipeline.reading.shapes import MIDDLE, Glyph, Mark, direction_of, is_hidden

BLANKS = frozenset(code for code in range(0x3001) if chr(code).isspace())
"""Spaces are real or made up by PDFium, which cannot be told apart; nothing is seen of them."""
HYPHEN_AT_LINE_END = 2
"""What PDFium gives for a hyphen that it takes for the break of a word."""
UNKNOWN_CHARACTER = "\ufffd"
_ONE = ctypes.c_float(1.0)


class Widths(dict[int, tuple[float, str]]):
    """The characters of a font by PDFium's code: advance as a share of the font size, and text ('' if unseen)."""

    def __init__(self, font: Address) -> None:
        super().__init__()
        self._font = pointer(font)

    def __missing__(self, code: int) -> tuple[float, str]:
        width = ctypes.c_float()
        pdfium.glyph_width(self._font, code, _ONE, ctypes.byref(width))
        if code == HYPHEN_AT_LINE_END:
            text = "-"
        else:
            text = UNKNOWN_CHARACTER if code == 0 or 0xD800 <= code <= 0xDFFF else readable(chr(code))
        self[code] = width.value, text
        return self[code]


class Shape(NamedTuple):
    """What size and matrix make of the characters of a text object: advance per width, and size, both in points.

    `direction` is -1 where they are slanted or have no size.
    """

    direction: int
    along: float
    size: float


class Shapes(dict[tuple[float, ...], Shape]):
    """Shapes by font size and the text matrix's a, b, c and d."""

    def __init__(self, way: Affine) -> None:
        super().__init__()
        self._way = way

    def __missing__(self, key: tuple[float, ...]) -> Shape:
        font_size, ma, mb, mc, md = key
        # The way to the visible page only turns and mirrors; y points up again for the direction.
        wa, wb, wc, wd = self._way[:4]
        a, b = wa * ma + wc * mb, -(wb * ma + wd * mb)
        c, d = wa * mc + wc * md, -(wb * mc + wd * md)
        direction = direction_of(a, b)
        along, up = (abs(a), abs(d)) if direction % 2 == 0 else (abs(b), abs(c))
        size = abs(font_size) * up
        self[key] = Shape(direction if size > 0 else -1, along * font_size, size)
        return self[key]


Style = tuple[Widths, Box | None, int, float, float]
"""What the characters of a text object share: their font's widths, the clip, and their shape."""


class TextReader:
    """Puts the characters of a document's pages, one page after the other, into their drawings.

    An address names a font only as long as a page is open that uses the font: each page is to be read while the one
    before is open, or was when the page was loaded.
    """

    def __init__(self) -> None:
        self._fonts: dict[Address, Widths] = {}
        self._xs, self._ys = pdfium.Room("d"), pdfium.Room("d")
        self._matrices = pdfium.Room("f", 6)

    def collect(self, text: Pointer, objects: PageObjects, drawing: Drawing) -> bool:
        """All characters of a page that are seen, but for the slanted ones of watermarks.

        False where PDFium leaves out text.
        """
        codes = list(map(pdfium.text_unicode, repeat(text), range(pdfium.text_count(text))))
        indexes = [index for index, code in enumerate(codes) if code not in BLANKS]
        items = list(map(pdfium.text_object, repeat(text), indexes))
        if None in items:  # characters that PDFium made up
            indexes = [index for index, item in zip(indexes, items, strict=True) if item]
            items = [item for item in items if item]
        styles = self._styles(text, objects, indexes, items)
        count = len(indexes)
        _call_all(map(pdfium.text_origin, repeat(text), indexes, self._xs.places(count), self._ys.places(count)))
        xs, ys = move_all(objects.outer.way, self._xs.column(count), self._ys.column(count))
        glyphs, sideways, slack = drawing.glyphs, drawing.sideways, drawing.settings.edge_slack
        new = tuple.__new__  # a NamedTuple's own takes twice the time
        for code, item, x, y in zip(map(codes.__getitem__, indexes), items, xs, ys, strict=True):
            widths, clip, direction, along, size = styles[item]
            width, character = widths[code]
            if direction:
                if direction > 0 and character:
                    sideways.append(Mark(x, y, width * along, size, character, direction, clip))
            elif clip is None:
                if character:
                    glyphs.append(new(Glyph, (x, x + width * along, y, size, character, None, False)))
            elif character:
                advance = width * along
                hidden = is_hidden(x + advance / 2, y - MIDDLE * size, clip, slack)
                glyphs.append(new(Glyph, (x, x + advance, y, size, character, clip, hidden)))
        left_out = set(objects.texts).difference(styles)
        if left_out:  # most hold blanks
            left_out.difference_update(map(pdfium.text_object, repeat(text), range(len(codes))))
        return not may_be_text(left_out)

    def _styles(
        self, text: Pointer, objects: PageObjects, indexes: list[int], items: list[Address]
    ) -> dict[Address, Style]:
        """The style of each text object; `items` are the objects of the characters at `indexes`."""
        first = dict(zip(reversed(items), reversed(indexes), strict=True))
        handles = list(map(pointer, first))
        _call_all(map(pdfium.text_matrix, repeat(text), first.values(), self._matrices.places(len(first))))
        matrices = [self._matrices.column(len(first), at) for at in range(4)]
        sizes = map(pdfium.text_font_size, repeat(text), first.values())
        fonts = list(map(pdfium.text_font, handles))
        self._fonts = {font: self._fonts[font] if font in self._fonts else Widths(font) for font in set(fonts)}
        shapes = map(Shapes(objects.outer.way).__getitem__, zip(sizes, *matrices, strict=True))
        widths = map(self._fonts.__getitem__, fonts)
        styles = zip(first, widths, objects.clips_of(first, handles), shapes, strict=True)
        return {item: (width, clip, *shape) for item, width, clip, shape in styles}


def _call_all(calls: Iterable[object]) -> None:
    """Make calls for what they write, not for what they return."""
    deque(calls, maxlen=0)
