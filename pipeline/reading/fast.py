"""The fast PDF reader, on PDFium: the same drawing as the pdfplumber reader makes, many times faster."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2

from pipeline.reading import pdfium
from pipeline.reading.checks import require_page_count
from pipeline.reading.drawing import Drawing
from pipeline.reading.layout import lay_out
from pipeline.reading.model import Box, Page
from pipeline.reading.settings import DEFAULT_SETTINGS, ReadingSettings
from pipeline.reading.shapes import Glyph, Mark, direction_of

Affine = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f): x' = a x + c y + e, y' = b x + d y + f."""

IDENTITY: Affine = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
SPACE = 32
HYPHEN_AT_LINE_END = 2
"""What PDFium gives for a hyphen that it takes for the break of a word."""
UNKNOWN_CHARACTER = "\ufffd"


class FastReader:
    """Reads PDF pages one by one and releases each after use."""

    name = "fast"

    def __init__(self, settings: ReadingSettings = DEFAULT_SETTINGS) -> None:
        self.settings = settings

    def accepts(self, head: bytes) -> bool:
        """True for the beginning of a PDF file."""
        return b"%PDF-" in head[:1024]

    def pages(self, path: Path) -> Iterator[Page]:
        """Yield the pages in order."""
        with pypdfium2.PdfDocument(path) as pdf:
            require_page_count(len(pdf))
            handle = ctypes.cast(pdf.raw, ctypes.c_void_p).value
            for index in range(len(pdf)):
                drawing = _draw(handle, index, self.settings)
                yield lay_out(index + 1, drawing)


def _draw(document: int | None, index: int, settings: ReadingSettings) -> Drawing:
    page = pdfium.load_page(document, index)
    if not page:
        raise ValueError(f"page {index + 1} cannot be loaded")
    text = pdfium.text_load_page(page)
    try:
        collector = _Collector(page, settings)
        collector.collect_paths()
        collector.collect_text(text)
        return collector.drawing
    finally:
        pdfium.text_close_page(text)
        pdfium.close_page(page)


class _Place(NamedTuple):
    """Where the objects of a page or form lie: their way to the visible page, and the clip around them."""

    way: Affine
    clip: Box | None


class _Font(NamedTuple):
    """What the characters of one text object share: matrix towards the visible page, clip, widths by character."""

    direction: int
    along: float
    size: float
    clip: Box | None
    widths: dict[int, tuple[float, str]]
    handle: int


class _Collector:
    """Collects one page's drawing."""

    def __init__(self, page: int, settings: ReadingSettings) -> None:
        self.page = page
        box = pdfium.Rectangle()
        pdfium.page_box(page, ctypes.byref(box))
        rotation = pdfium.page_rotation(page) % 4
        x0, y0, x1, y1 = box.left, box.bottom, box.right, box.top
        self.way: Affine = (
            (1.0, 0.0, 0.0, -1.0, -x0, y1),
            (0.0, 1.0, 1.0, 0.0, -y0, -x0),
            (-1.0, 0.0, 0.0, 1.0, x1, -y0),
            (0.0, -1.0, -1.0, 0.0, y1, x1),
        )[rotation]
        width, height = (x1 - x0, y1 - y0) if rotation % 2 == 0 else (y1 - y0, x1 - x0)
        self.drawing = Drawing(width, height, settings)
        self._clips: dict[int, Box | None] = {}
        self._inner: dict[int, _Place] = {}
        self._widths: dict[int, dict[int, tuple[float, str]]] = {}
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._numbers = [ctypes.c_float() for _ in range(4)]
        self._matrix = pdfium.Matrix()

    # Paths

    def collect_paths(self) -> None:
        """All painted paths, those of form XObjects included."""
        place = _Place(self.way, None)
        self._paths(self.page, pdfium.count_objects(self.page), pdfium.get_object, place, False)

    def _paths(self, parent: int, count: int, child: Callable[..., int], place: _Place, inner: bool) -> None:
        for index in range(count):
            item = child(parent, index)
            kind = pdfium.object_type(item)
            if kind == pdfium.PATH:
                self._path(item, place)
            elif kind == pdfium.FORM:
                clip = self._clip(item, place)
                within = _Place(_chain(self._own_matrix(item), place.way), clip)
                self._paths(item, pdfium.form_count_objects(item), pdfium.form_get_object, within, True)
            elif inner:
                self._inner[item] = place

    def _own_matrix(self, item: int) -> Affine:
        matrix = self._matrix
        pdfium.object_matrix(item, ctypes.byref(matrix))
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def _path(self, item: int, place: _Place) -> None:
        if not pdfium.path_draw_mode(item, self._fill, self._stroke):
            return
        filled, stroked = self._fill.value != 0, self._stroke.value != 0
        count = pdfium.path_count_segments(item)
        if not (filled or stroked) or count < 2:
            return
        if not stroked and count <= 5:
            left, bottom, right, top = self._numbers
            pdfium.object_bounds(item, left, bottom, right, top)
            x0, y0 = _move(place.way, left.value, bottom.value)
            x1, y1 = _move(place.way, right.value, top.value)
            width, height = abs(x1 - x0), abs(y1 - y0)
            if min(width, height) <= self.drawing.settings.thick_fill:
                corners = [(x0, y0, False), (x1, y1, True)]
                self.drawing.add_path([corners], False, True, self._clip(item, place))
            return
        way = _chain(self._own_matrix(item), place.way)
        subpaths: list[list[tuple[float, float, bool]]] = []
        x_value, y_value = self._numbers[:2]
        for index in range(count):
            segment = pdfium.path_segment(item, index)
            pdfium.segment_point(segment, x_value, y_value)
            kind = pdfium.segment_type(segment)
            x, y = _move(way, x_value.value, y_value.value)
            if kind == pdfium.MOVE_TO or not subpaths:
                subpaths.append([(x, y, False)])
            else:
                subpaths[-1].append((x, y, kind == pdfium.LINE_TO))
            if pdfium.segment_close(segment):
                first = subpaths[-1][0]
                subpaths[-1].append((first[0], first[1], True))
        self.drawing.add_path(subpaths, stroked, filled, self._clip(item, place))

    # Clips

    def _clip(self, item: int, place: _Place) -> Box | None:
        """The clip in force for an object, on the visible page."""
        path = pdfium.object_clip(item)
        count = pdfium.clip_count_paths(path) if path else 0
        if count <= 0:
            return place.clip
        # Objects drawn under the same clip share its points, so that the last one's address names the clip.
        key = pdfium.clip_segment(path, count - 1, 0)
        if key in self._clips:
            return self._clips[key]
        clip = place.clip
        x_value, y_value = self._numbers[:2]
        for index in range(count):
            points = []
            for number in range(pdfium.clip_count_segments(path, index)):
                pdfium.segment_point(pdfium.clip_segment(path, index, number), x_value, y_value)
                points.append(_move(place.way, x_value.value, y_value.value))
            if points:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                clip = self.drawing.narrow(clip, Box(min(xs), min(ys), max(xs), max(ys)))
        self._clips[key] = clip
        return clip

    # Text

    def collect_text(self, text: int) -> None:
        """All characters of the page, in the order of PDFium's text page."""
        a, b, c, d, e, f = self.way
        fonts: dict[int, _Font] = {}
        glyphs = self.drawing.glyphs
        x_value, y_value = ctypes.c_double(), ctypes.c_double()
        get_unicode, get_origin, get_object = pdfium.text_unicode, pdfium.text_origin, pdfium.text_object
        for index in range(pdfium.text_count(text)):
            code = get_unicode(text, index)
            if code == SPACE:
                continue  # real or made up by PDFium, which cannot be told apart
            item = get_object(text, index)
            if not item:
                continue  # a line end that PDFium made up
            font = fonts.get(item)
            if font is None:
                font = fonts[item] = self._font(text, index, item)
            direction, along, size, clip, widths, handle = font
            if direction < 0:
                continue
            get_origin(text, index, x_value, y_value)
            x, y = x_value.value, y_value.value
            width, character = widths.get(code) or self._character(code, handle, widths)
            x, y = a * x + c * y + e, b * x + d * y + f
            if direction or clip or character.isspace():
                mark = Mark(x, y, width * along, size, character, direction, clip)
                self.drawing.add_character(mark)
            else:
                glyphs.append(Glyph(x, x + width * along, y, size, character))

    def _font(self, text: int, index: int, item: int) -> _Font:
        matrix = self._matrix
        pdfium.text_matrix(text, index, ctypes.byref(matrix))
        size = float(pdfium.text_font_size(text, index))
        # The way to the visible page only turns and mirrors; y points up again for the direction.
        ma, mb, mc, md = matrix.a, matrix.b, matrix.c, matrix.d
        wa, wb, wc, wd = self.way[:4]
        a, b = wa * ma + wc * mb, -(wb * ma + wd * mb)
        c, d = wa * mc + wc * md, -(wb * mc + wd * md)
        direction = direction_of(a, b) if size else -1
        along, up = (abs(a), abs(d)) if direction % 2 == 0 else (abs(b), abs(c))
        place = self._inner.get(item) or _Place(self.way, None)
        handle = pdfium.text_font(item)
        widths = self._widths.setdefault(handle, {})
        return _Font(direction, along * size, abs(size) * up, self._clip(item, place), widths, handle)

    def _character(self, code: int, handle: int, widths: dict[int, tuple[float, str]]) -> tuple[float, str]:
        """The advance of a character as a share of the font size, and the character."""
        width = self._numbers[0]
        width.value = 0.0
        pdfium.glyph_width(handle, code, 1.0, width)
        if code == HYPHEN_AT_LINE_END:
            text = "-"
        else:
            text = UNKNOWN_CHARACTER if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)
        widths[code] = float(width.value), text
        return widths[code]


def _chain(first: Affine, then: Affine) -> Affine:
    """One way after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        p * a + r * b,
        q * a + s * b,
        p * c + r * d,
        q * c + s * d,
        p * e + r * f + t,
        q * e + s * f + u,
    )


def _move(way: Affine, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = way
    return a * x + c * y + e, b * x + d * y + f
