"""The PDF reader by pdfplumber (its pages, pdfminer's interpreter): the careful one, the witness for the fast one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pdfplumber
from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTFigure
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import resolve_all
from pdfminer.utils import Matrix, PathSegment, Rect, apply_matrix_pt
from pdfplumber.page import Page as PlumberPage
from pdfplumber.pdf import PDF

from pipeline.reading.characters import readable
from pipeline.reading.checks import require_page_count
from pipeline.reading.drawing import Drawing
from pipeline.reading.layout import lay_out
from pipeline.reading.model import Box, Page
from pipeline.reading.settings import DEFAULT_SETTINGS, ReadingSettings
from pipeline.reading.shapes import ASCENT, Mark, direction_of

UNKNOWN_CHARACTER = "\ufffd"
"""Stands for a character whose font does not say what it means."""


class PlumberReader:
    """Reads PDF pages one by one and releases each after use."""

    name = "pdfplumber"

    def __init__(self, settings: ReadingSettings = DEFAULT_SETTINGS) -> None:
        self.settings = settings

    def accepts(self, head: bytes) -> bool:
        """True for the beginning of a PDF file."""
        return b"%PDF-" in head[:1024]

    def pages(self, path: Path, only: Collection[int] | None = None) -> Iterator[Page]:
        """Yield the pages, or `only` those of these numbers (from 1), in order."""
        with pdfplumber.open(path, pages=None if only is None else sorted(only)) as pdf:
            require_page_count(len(pdf.pages))
            for page in pdf.pages:
                yield self.page(page)
                page.close()

    def page(self, page: PlumberPage) -> Page:
        """One page as a reader sees it."""
        visible = _visible_box(page)
        drawing = Drawing(visible.width, visible.height, self.settings)
        device = _Device(page.pdf.rsrcmgr, drawing, visible)
        _Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
        return lay_out(page.page_number, drawing)


class PagesOnDemand:
    """Single pages of one file, which is opened when the first is asked for and stays open until `close`."""

    def __init__(self, path: Path, settings: ReadingSettings) -> None:
        self._path = path
        self._reader = PlumberReader(settings)
        self._pdf: PDF | None = None

    def page(self, number: int) -> Page:
        """The page of this number (from 1)."""
        if self._pdf is None:
            self._pdf = pdfplumber.open(self._path)
        page = self._pdf.pages[number - 1]
        try:
            return self._reader.page(page)
        finally:
            page.close()

    def close(self) -> None:
        """Close the file if it was opened."""
        if self._pdf is not None:
            self._pdf.close()


def _visible_box(page: PlumberPage) -> Box:
    """The visible part of the page in pdfminer's coordinates (turned by /Rotate, y upwards, media box at the origin).

    `top` and `bottom` are y values here: bottom > top, with y upwards.
    """
    media = _ordered(page.page_obj.mediabox)
    crop = media
    raw = resolve_all(page.page_obj.attrs.get("CropBox"))
    if isinstance(raw, list) and len(raw) == 4:
        box = _ordered(raw)
        crop = Box(max(media.x0, box.x0), max(media.top, box.top), min(media.x1, box.x1), min(media.bottom, box.bottom))
        if crop.width <= 0 or crop.height <= 0:
            crop = media
    x0, y0, x1, y1 = crop.x0 - media.x0, crop.top - media.top, crop.x1 - media.x0, crop.bottom - media.top
    rotation = page.page_obj.rotate % 360
    if rotation == 90:
        return Box(y0, media.width - x1, y1, media.width - x0)
    if rotation == 180:
        return Box(media.width - x1, media.height - y1, media.width - x0, media.height - y0)
    if rotation == 270:
        return Box(media.height - y1, x0, media.height - y0, x1)
    return Box(x0, y0, x1, y1)


def _ordered(box: Sequence[float]) -> Box:
    x0, y0, x1, y1 = (float(value) for value in box)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


class _Device(PDFLayoutAnalyzer):
    """Takes what pdfminer's interpreter paints and puts it into the drawing, with the clip that is in force."""

    def __init__(self, manager: PDFResourceManager, drawing: Drawing, visible: Box) -> None:
        super().__init__(manager)
        self.drawing = drawing
        self.left = visible.x0
        self.top = visible.bottom
        self.clip: Box | None = None
        self._clips: list[Box | None] = []

    def narrow(self, corners: Sequence[tuple[float, float]]) -> None:
        """Lay the box around these points (pdfminer's coordinates) over the clip."""
        xs = [x - self.left for x, _ in corners]
        ys = [self.top - y for _, y in corners]
        self.clip = self.drawing.narrow(self.clip, Box(min(xs), min(ys), max(xs), max(ys)))

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        """A form XObject begins: its own box clips it."""
        super().begin_figure(name, bbox, matrix)
        self._clips.append(self.clip)
        figure = self.cur_item
        if isinstance(figure, LTFigure):
            self.narrow([(figure.x0, figure.y0), (figure.x1, figure.y1)])

    def end_figure(self, name: str) -> None:
        """A form XObject ends."""
        super().end_figure(name)
        self.clip = self._clips.pop()

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Take one character; returns its advance in text space."""
        try:
            text = readable(font.to_unichr(cid))
        except PDFUnicodeNotDefined:
            text = UNKNOWN_CHARACTER
        advance = float(font.char_width(cid)) * fontsize * scaling
        a, b, c, d, e, f = matrix
        direction = direction_of(a, b)
        if direction >= 0:
            along, up = (abs(a), abs(d)) if direction % 2 == 0 else (abs(b), abs(c))
            x, y, width, size = e + rise * c, f + rise * d, advance * along, abs(fontsize) * up
            if font.is_vertical():
                # Glyphs of vertical writing hang below their origin, centred on it.
                x, y, width = x - size / 2, y - ASCENT * size, size
            if size > 0:
                self.drawing.add_character(Mark(x - self.left, self.top - y, width, size, text, direction, self.clip))
        return advance

    def paint_path(
        self, gstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[PathSegment]
    ) -> None:
        """Take one painted path."""
        subpaths: list[list[tuple[float, float, bool]]] = []
        left, top, ctm = self.left, self.top, self.ctm
        for segment in path:
            operator = segment[0]
            if operator == "h":
                if subpaths:
                    x, y, _ = subpaths[-1][0]
                    subpaths[-1].append((x, y, True))
                continue
            x, y = apply_matrix_pt(ctm, _end_point(segment))
            if operator == "m" or not subpaths:
                subpaths.append([(x - left, top - y, False)])
            else:
                subpaths[-1].append((x - left, top - y, operator == "l"))
        self.drawing.add_path(subpaths, stroke, fill, self.clip)


def _end_point(segment: PathSegment) -> tuple[float, float]:
    """The point at which a piece of a path ends: its last two operands."""
    values: Sequence[float] = segment[1:]
    return values[-2], values[-1]


class _Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter, which ignores clips, taught to tell the device about them (as boxes)."""

    device: _Device

    def init_state(self, ctm: Matrix) -> None:
        super().init_state(ctm)
        self._clips: list[Box | None] = []

    def do_q(self) -> None:
        super().do_q()
        self._clips.append(self.device.clip)

    def do_Q(self) -> None:
        super().do_Q()
        if self._clips:
            self.device.clip = self._clips.pop()

    def do_W(self) -> None:
        """Clip to the path under construction."""
        corners = []
        for segment in self.curpath:
            values = segment[1:]
            corners += [apply_matrix_pt(self.ctm, pair) for pair in zip(values[::2], values[1::2], strict=False)]
        if corners:
            self.device.narrow(corners)

    do_W_a = do_W
