"""The paths of a page by PDFium, those inside form XObjects included, and the clips in force for its objects."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

from pipeline.reading import pdfium
from pipeline.reading.drawing import Drawing
from pipeline.reading.model import Box
from pipeline.reading.pdfium import Address, Pointer, pointer

Affine = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f): x' = a x + c y + e, y' = b x + d y + f."""


class Place(NamedTuple):
    """Where the objects of a page or form lie: their way to the visible page, and the clip around them."""

    way: Affine
    clip: Box | None


class PageObjects:
    """Puts the paths of a page into its drawing, and knows its text objects and where they lie."""

    def __init__(self, page: Pointer, way: Affine, drawing: Drawing) -> None:
        self.page = page
        self.drawing = drawing
        self.outer = Place(way, None)
        self.texts: list[Address] = []
        self._inner: dict[Address, Place] = {}
        self._clips: dict[Address, Box | None] = {}
        # Places that PDFium writes its answers to.
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._modes = ctypes.byref(self._fill), ctypes.byref(self._stroke)
        self._x, self._y, self._x1, self._y1 = (ctypes.c_float() for _ in range(4))
        self._point = ctypes.byref(self._x), ctypes.byref(self._y)
        self._point1 = ctypes.byref(self._x1), ctypes.byref(self._y1)
        self._matrix = pdfium.Matrix()
        self._matrix_at = ctypes.byref(self._matrix)

    def collect_paths(self) -> None:
        """All painted paths, those of form XObjects included."""
        self._paths(self.page, pdfium.count_objects(self.page), pdfium.get_object, self.outer)

    def clips_of(self, items: Iterable[Address], handles: Iterable[Pointer]) -> list[Box | None]:
        """The clips in force for objects that are no paths."""
        inner, outer, clip = self._inner, self.outer, self._clip
        paths = list(map(pointer, map(pdfium.object_clip, handles)))
        counts = map(pdfium.clip_count_paths, paths)
        places = [inner.get(item, outer) for item in items]
        return [
            clip(path, count, place) if count > 0 else place.clip
            for path, count, place in zip(paths, counts, places, strict=True)
        ]

    def _paths(self, parent: Pointer, count: int, child: Callable[..., Address], place: Place) -> None:
        inner = place is not self.outer
        indexes = map(ctypes.c_ulong, range(count)) if inner else range(count)
        addresses = list(map(child, repeat(parent), indexes))
        items = list(map(pointer, addresses))
        kinds = list(map(pdfium.object_type, items))
        self.texts += [address for address, kind in zip(addresses, kinds, strict=True) if kind == pdfium.TEXT]
        for address, item, kind in zip(addresses, items, kinds, strict=True):
            if kind == pdfium.PATH:
                self._path(item, place)
            elif kind == pdfium.FORM:
                within = Place(_chain(self._own_matrix(item), place.way), self._clip_of(item, place))
                self._paths(item, pdfium.form_count_objects(item), pdfium.form_get_object, within)
            elif inner:
                self._inner[address] = place

    def _own_matrix(self, item: Pointer) -> Affine:
        matrix = self._matrix
        pdfium.object_matrix(item, self._matrix_at)
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def _path(self, item: Pointer, place: Place) -> None:
        pdfium.path_draw_mode(item, *self._modes)
        filled, stroked = self._fill.value != 0, self._stroke.value != 0
        if not (filled or stroked):
            return
        count = pdfium.path_count_segments(item)
        if not stroked and count <= 5:
            self._small_fill(item, place)
            return
        way = _chain(self._own_matrix(item), place.way)
        if count == 2:
            pdfium.segment_point(pointer(pdfium.path_segment(item, 0)), *self._point)
            pdfium.segment_point(pointer(pdfium.path_segment(item, 1)), *self._point1)
            self.drawing.add_line(*self._two_points(way), self._clip_of(item, place))
            return
        subpaths: list[list[tuple[float, float, bool]]] = []
        for index in range(count):
            segment = pointer(pdfium.path_segment(item, index))
            kind = pdfium.segment_type(segment)
            x, y = self._end_of(segment, way)
            if kind == pdfium.MOVE_TO or not subpaths:
                subpaths.append([(x, y, False)])
            else:
                subpaths[-1].append((x, y, kind == pdfium.LINE_TO))
            if index > 1 and pdfium.segment_close(segment):
                first = subpaths[-1][0]
                subpaths[-1].append((first[0], first[1], True))
        self.drawing.add_path(subpaths, stroked, filled, self._clip_of(item, place))

    def _end_of(self, segment: Pointer, way: Affine) -> tuple[float, float]:
        """The point at which a piece of a path ends, on the visible page."""
        pdfium.segment_point(segment, *self._point)
        a, b, c, d, e, f = way
        x, y = self._x.value, self._y.value
        return a * x + c * y + e, b * x + d * y + f

    def _two_points(self, way: Affine) -> tuple[float, float, float, float]:
        """The two points that PDFium wrote, on the visible page."""
        a, b, c, d, e, f = way
        x0, y0, x1, y1 = self._x.value, self._y.value, self._x1.value, self._y1.value
        return a * x0 + c * y0 + e, b * x0 + d * y0 + f, a * x1 + c * y1 + e, b * x1 + d * y1 + f

    def _small_fill(self, item: Pointer, place: Place) -> None:
        """A filled rectangle, triangle or the like: its bounds tell all there is to know."""
        pdfium.object_bounds(item, *self._point, *self._point1)
        x0, y0, x1, y1 = self._two_points(place.way)
        if min(abs(x1 - x0), abs(y1 - y0)) <= self.drawing.settings.thick_fill:
            clip = self._clip_of(item, place)
            self.drawing.add_fill(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), clip)

    def _clip_of(self, item: Pointer, place: Place) -> Box | None:
        """The clip in force for an object, on the visible page."""
        path = pointer(pdfium.object_clip(item))
        count = pdfium.clip_count_paths(path)
        return self._clip(path, count, place) if count > 0 else place.clip

    def _clip(self, path: Pointer, count: int, place: Place) -> Box | None:
        # Objects drawn under the same clip share its points, so that the last one's address names the clip.
        key = pdfium.clip_segment(path, count - 1, 0)
        if key not in self._clips:
            self._clips[key] = self._narrowed(path, count, place)
        return self._clips[key]

    def _narrowed(self, path: Pointer, count: int, place: Place) -> Box | None:
        clip = place.clip
        for index in range(count):
            segments = range(pdfium.clip_count_segments(path, index))
            points = [self._end_of(pointer(pdfium.clip_segment(path, index, at)), place.way) for at in segments]
            if points:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                clip = self.drawing.narrow(clip, Box(min(xs), min(ys), max(xs), max(ys)))
        return clip


@lru_cache(maxsize=1024)
def _chain(first: Affine, then: Affine) -> Affine:
    """One way after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return p * a + r * b, q * a + s * b, p * c + r * d, q * c + s * d, p * e + r * f + t, q * e + s * f + u


def move_all(way: Affine, xs: Sequence[float], ys: Sequence[float]) -> tuple[list[float], list[float]]:
    """The points on the visible page."""
    a, b, c, d, e, f = way
    if (a, b, c, d) == (1.0, 0.0, 0.0, -1.0):  # the usual way, with less to reckon
        return [x + e for x in xs], [f - y for y in ys]
    pairs = list(zip(xs, ys, strict=True))
    return [a * x + c * y + e for x, y in pairs], [b * x + d * y + f for x, y in pairs]
