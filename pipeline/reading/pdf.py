"""The PDF reader by pdfplumber (pdfminer): the careful one, the witness for the fast one."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.layout import LTChar, LTCurve, LTLayoutContainer, LTFigure, LTLine, LTRect
from pdfminer.pdftypes import resolve_all
from pdfplumber.page import Page as PlumberPage

from pipeline.reading.layout import lay_out
from pipeline.reading.model import Box, Page
from pipeline.reading.settings import DEFAULT_SETTINGS, ReadingSettings
from pipeline.reading.shapes import Mark, Strokes, add_rectangle, add_segment, direction_of


class PlumberReader:
    """Reads PDF pages one by one and releases each after use."""

    name = "pdfplumber"

    def __init__(self, settings: ReadingSettings = DEFAULT_SETTINGS) -> None:
        self.settings = settings

    def accepts(self, head: bytes) -> bool:
        """True for the beginning of a PDF file."""
        return b"%PDF-" in head[:1024]

    def pages(self, path: Path) -> Iterator[Page]:
        """Yield the pages in order."""
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                yield self.page(page)
                page.close()

    def page(self, page: PlumberPage) -> Page:
        """One page as a reader sees it."""
        visible = _visible_box(page)
        marks: list[Mark] = []
        strokes = Strokes([], [])
        _collect(page.layout, visible, marks, strokes, self.settings)
        return lay_out(page.page_number, visible.width, visible.height, marks, strokes, self.settings)


def _visible_box(page: PlumberPage) -> Box:
    """The visible part of the page in pdfminer's coordinates (turned by /Rotate, y upwards, media box at the origin).

    `top` and `bottom` are y values here: bottom > top, with y upwards.
    """
    attributes = page.page_obj.attrs
    media = _ordered(page.page_obj.mediabox)
    crop = media
    raw = resolve_all(attributes.get("CropBox"))
    if isinstance(raw, list) and len(raw) == 4:
        box = _ordered(raw)
        crop = Box(max(media.x0, box.x0), max(media.top, box.top), min(media.x1, box.x1), min(media.bottom, box.bottom))
        if crop.width <= 0 or crop.height <= 0:
            crop = media
    x0, y0, x1, y1 = crop.x0 - media.x0, crop.top - media.top, crop.x1 - media.x0, crop.bottom - media.top
    rotation = page.rotation % 360
    if rotation == 90:
        return Box(y0, media.width - x1, y1, media.width - x0)
    if rotation == 180:
        return Box(media.width - x1, media.height - y1, media.width - x0, media.height - y0)
    if rotation == 270:
        return Box(media.height - y1, x0, media.height - y0, x1)
    return Box(x0, y0, x1, y1)


def _ordered(box: Any) -> Box:
    x0, y0, x1, y1 = (float(value) for value in box)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _collect(
    container: LTLayoutContainer | LTFigure,
    visible: Box,
    marks: list[Mark],
    strokes: Strokes,
    settings: ReadingSettings,
) -> None:
    """All characters and straight strokes of a page, form XObjects included."""
    left, top = visible.x0, visible.bottom
    for item in container:
        if isinstance(item, LTChar):
            mark = _mark(item, left, top)
            if mark is not None:
                marks.append(mark)
        elif isinstance(item, LTRect):
            # pdfminer's fill flag is set for stroked rectangles too where both are painted.
            add_rectangle(
                strokes, item.x0 - left, top - item.y1, item.x1 - left, top - item.y0, bool(item.stroke), settings
            )
        elif isinstance(item, LTLine):
            (x0, y0), (x1, y1) = item.pts
            add_segment(strokes, x0 - left, top - y0, x1 - left, top - y1, settings)
        elif isinstance(item, LTCurve):
            _add_path(item, left, top, strokes, settings)
        elif isinstance(item, LTFigure):
            _collect(item, visible, marks, strokes, settings)


def _add_path(item: LTCurve, left: float, top: float, strokes: Strokes, settings: ReadingSettings) -> None:
    """A path of several points: its straight segments where it is stroked, its box where it is a thin filled one."""
    points = [(x - left, top - y) for x, y in item.pts]
    if not item.stroke:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        add_rectangle(strokes, min(xs), min(ys), max(xs), max(ys), False, settings)
        return
    for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
        add_segment(strokes, x0, y0, x1, y1, settings)


def _mark(char: LTChar, left: float, top: float) -> Mark | None:
    a, b, _, _, e, f = char.matrix
    direction = direction_of(a, b)
    if direction < 0:
        return None
    upright = direction % 2 == 0
    width, height = char.x1 - char.x0, char.y1 - char.y0
    advance, size = (width, height) if upright else (height, width)
    if size <= 0 or math.isnan(size):
        return None
    return Mark(e - left, top - f, advance, size, char.get_text(), direction)
