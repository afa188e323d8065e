"""The fast PDF reader, on PDFium: the same drawing as the pdfplumber reader makes, many times faster."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2

from pipeline.reading import pdfium
from pipeline.reading.characters import readable
from pipeline.reading.checks import require_page_count
from pipeline.reading.drawing import Drawing
from pipeline.reading.layout import lay_out
from pipeline.reading.model import Box, Page
from pipeline.reading.pdfium import Handle
from pipeline.reading.settings import DEFAULT_SETTINGS, ReadingSettings
from pipeline.reading.shapes import Glyph, Mark, direction_of

Affine = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f): x' = a x + c y + e, y' = b x + d y + f."""

SPACE = 32
HYPHEN_AT_LINE_END = 2
"""What PDFium gives for a hyphen that it takes for the break of a word."""
UNKNOWN_CHARACTER = "\ufffd"
_ONE = ctypes.c_float(1.0)


class FastReader:
    """Reads PDF pages one by one and releases each after use."""

    name = "fast"

    def __init__(self, settings: ReadingSettings = DEFAULT_SETTINGS) -> None:
        self.settings = settings

    def accepts(self, head: bytes) -> bool:
        """True for the beginning of a PDF file."""
        return b"%PDF-" in head[:1024]

    def pages(self, path: Path, only: Collection[int] | None = None) -> Iterator[Page]:
        """Yield the pages, or `only` those of these numbers (from 1), in order."""
        with pypdfium2.PdfDocument(path) as pdf:
            require_page_count(len(pdf))
            document = ctypes.cast(pdf.raw, Handle)
            for index in range(len(pdf)):
                if only is None or index + 1 in only:
                    yield lay_out(index + 1, draw_page(document, index, self.settings))


def draw_page(document: Handle, index: int, settings: ReadingSettings) -> Drawing:
    """What page `index` (from 0) draws."""
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


class _Style(NamedTuple):
    """What the characters of one text object share; `widths` has advance and text by PDFium's character."""

    direction: int
    along: float
    size: float
    clip: Box | None
    widths: dict[int, tuple[float, str]]
    font: Handle


class _Collector:
    """Collects one page's drawing."""

    def __init__(self, page: Handle, settings: ReadingSettings) -> None:
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
        self._clips: dict[int | None, Box | None] = {}
        self._inner: dict[int | None, _Place] = {}
        self._widths: dict[int | None, dict[int, tuple[float, str]]] = {}
        # Places that PDFium writes its answers to.
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._modes = ctypes.byref(self._fill), ctypes.byref(self._stroke)
        self._x, self._y, self._x1, self._y1 = (ctypes.c_float() for _ in range(4))
        self._point = ctypes.byref(self._x), ctypes.byref(self._y)
        self._bounds = *self._point, ctypes.byref(self._x1), ctypes.byref(self._y1)
        self._matrix = pdfium.Matrix()
        self._matrix_at = ctypes.byref(self._matrix)

    # Paths

    def collect_paths(self) -> None:
        """All painted paths, those of form XObjects included."""
        place = _Place(self.way, None)
        self._paths(self.page, pdfium.count_objects(self.page), pdfium.get_object, place, False)

    def _paths(self, parent: Handle, count: int, child: Callable[..., Handle], place: _Place, inner: bool) -> None:
        get_type, path, form = pdfium.object_type, pdfium.PATH, pdfium.FORM
        for index in range(count):
            item = child(parent, ctypes.c_ulong(index) if inner else index)
            kind = get_type(item)
            if kind == path:
                self._path(item, place)
            elif kind == form:
                clip = self._clip(item, place)
                within = _Place(_chain(self._own_matrix(item), place.way), clip)
                self._paths(item, pdfium.form_count_objects(item), pdfium.form_get_object, within, True)
            elif inner:
                self._inner[item.value] = place

    def _own_matrix(self, item: Handle) -> Affine:
        matrix = self._matrix
        pdfium.object_matrix(item, self._matrix_at)
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def _path(self, item: Handle, place: _Place) -> None:
        pdfium.path_draw_mode(item, *self._modes)
        filled, stroked = self._fill.value != 0, self._stroke.value != 0
        if not (filled or stroked):
            return
        count = pdfium.path_count_segments(item)
        if not stroked and count <= 5:
            self._small_fill(item, place)
            return
        a, b, c, d, e, f = _chain(self._own_matrix(item), place.way)
        subpaths: list[list[tuple[float, float, bool]]] = []
        x_value, y_value, point = self._x, self._y, self._point
        for index in range(count):
            segment = pdfium.path_segment(item, index)
            pdfium.segment_point(segment, *point)
            kind = pdfium.segment_type(segment) if count > 2 or not index else pdfium.LINE_TO
            px, py = x_value.value, y_value.value
            x, y = a * px + c * py + e, b * px + d * py + f
            if kind == pdfium.MOVE_TO or not subpaths:
                subpaths.append([(x, y, False)])
            else:
                subpaths[-1].append((x, y, kind == pdfium.LINE_TO))
            if index > 1 and pdfium.segment_close(segment):
                first = subpaths[-1][0]
                subpaths[-1].append((first[0], first[1], True))
        self.drawing.add_path(subpaths, stroked, filled, self._clip(item, place))

    def _small_fill(self, item: Handle, place: _Place) -> None:
        """A filled rectangle, triangle or the like: its bounds tell all there is to know."""
        pdfium.object_bounds(item, *self._bounds)
        x0, y0 = _move(place.way, self._x.value, self._y.value)
        x1, y1 = _move(place.way, self._x1.value, self._y1.value)
        if min(abs(x1 - x0), abs(y1 - y0)) <= self.drawing.settings.thick_fill:
            self.drawing.add_path([[(x0, y0, False), (x1, y1, True)]], False, True, self._clip(item, place))

    # Clips

    def _clip(self, item: Handle, place: _Place) -> Box | None:
        """The clip in force for an object, on the visible page."""
        path = pdfium.object_clip(item)
        count = pdfium.clip_count_paths(path) if path else 0
        if count <= 0:
            return place.clip
        # Objects drawn under the same clip share its points, so that the last one's address names the clip.
        key = pdfium.clip_segment(path, count - 1, 0).value
        if key in self._clips:
            return self._clips[key]
        clip = place.clip
        for index in range(count):
            points = []
            for number in range(pdfium.clip_count_segments(path, index)):
                pdfium.segment_point(pdfium.clip_segment(path, index, number), *self._point)
                points.append(_move(place.way, self._x.value, self._y.value))
            if points:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                clip = self.drawing.narrow(clip, Box(min(xs), min(ys), max(xs), max(ys)))
        self._clips[key] = clip
        return clip

    # Text

    def collect_text(self, text: Handle) -> None:
        """All characters of the page, in the order of PDFium's text page."""
        a, b, c, d, e, f = self.way
        styles: dict[int, _Style] = {}
        add, glyphs = self.drawing.add_character, self.drawing.glyphs
        x_value, y_value = ctypes.c_double(), ctypes.c_double()
        x_at, y_at = ctypes.byref(x_value), ctypes.byref(y_value)
        get_unicode, get_origin, get_object = pdfium.text_unicode, pdfium.text_origin, pdfium.text_object
        for index in range(pdfium.text_count(text)):
            code = get_unicode(text, index)
            if code == SPACE:
                continue  # real or made up by PDFium, which cannot be told apart
            item = get_object(text, index)
            if not item:
                continue  # a line end that PDFium made up
            style = styles.get(item)
            if style is None:
                style = styles[item] = self._style(text, index, item)
            direction, along, size, clip, widths, font = style
            if direction < 0:
                continue
            get_origin(text, index, x_at, y_at)
            x, y = x_value.value, y_value.value
            width, character = widths.get(code) or self._character(code, font, widths)
            x, y = a * x + c * y + e, b * x + d * y + f
            if direction or clip or not character or character.isspace():
                add(Mark(x, y, width * along, size, character, direction, clip))
            else:
                glyphs.append(Glyph(x, x + width * along, y, size, character))

    def _style(self, text: Handle, index: int, item: int) -> _Style:
        matrix, handle = self._matrix, Handle(item)
        pdfium.text_matrix(text, index, self._matrix_at)
        size = pdfium.text_font_size(text, index)
        # The way to the visible page only turns and mirrors; y points up again for the direction.
        ma, mb, mc, md = matrix.a, matrix.b, matrix.c, matrix.d
        wa, wb, wc, wd = self.way[:4]
        a, b = wa * ma + wc * mb, -(wb * ma + wd * mb)
        c, d = wa * mc + wc * md, -(wb * mc + wd * md)
        direction = direction_of(a, b) if size else -1
        along, up = (abs(a), abs(d)) if direction % 2 == 0 else (abs(b), abs(c))
        place = self._inner.get(item) or _Place(self.way, None)
        font = pdfium.text_font(handle)
        widths = self._widths.setdefault(font.value, {})
        return _Style(direction, along * size, abs(size) * up, self._clip(handle, place), widths, font)

    def _character(self, code: int, font: Handle, widths: dict[int, tuple[float, str]]) -> tuple[float, str]:
        """The advance of a character as a share of the font size, and the character."""
        self._x.value = 0.0
        pdfium.glyph_width(font, code, _ONE, self._point[0])
        if code == HYPHEN_AT_LINE_END:
            text = "-"
        else:
            text = UNKNOWN_CHARACTER if code == 0 or 0xD800 <= code <= 0xDFFF else readable(chr(code))
        widths[code] = self._x.value, text
        return widths[code]


def _chain(first: Affine, then: Affine) -> Affine:
    """One way after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return p * a + r * b, q * a + s * b, p * c + r * d, q * c + s * d, p * e + r * f + t, q * e + s * f + u


def _move(way: Affine, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = way
    return a * x + c * y + e, b * x + d * y + f
