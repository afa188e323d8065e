"""The fast PDF reader, on PDFium: the same drawing as the pdfplumber reader makes, many times faster.

A page of which PDFium leaves out text is left to that reader.
"""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2

from pipeline.reading import pdfium
from pipeline.reading.checks import require_page_count
from pipeline.reading.drawing import Drawing
from pipeline.reading.layout import lay_out
from pipeline.reading.model import Page
from pipeline.reading.page_objects import Affine, PageObjects
from pipeline.reading.page_text import TextReader
from pipeline.reading.pdf import PagesOnDemand
from pipeline.reading.pdfium import Pointer, pointer
from pipeline.reading.settings import DEFAULT_SETTINGS, ReadingSettings


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
            document = pointer(ctypes.addressof(pdf.raw.contents))
            indexes = [index for index in range(len(pdf)) if only is None or index + 1 in only]
            with (
                closing(draw_pages(document, indexes, self.settings)) as drawings,  # before the document closes
                closing(PagesOnDemand(path, self.settings)) as others,
            ):
                for index, drawing in zip(indexes, drawings, strict=True):
                    yield others.page(index + 1) if drawing is None else lay_out(index + 1, drawing)


def draw_pages(document: Pointer, indexes: Iterable[int], settings: ReadingSettings) -> Generator[Drawing | None]:
    """What each of these pages (from 0) draws; None for one of which PDFium leaves out text."""
    before: Pointer = None
    reader = TextReader()
    try:
        for index in indexes:
            page = pointer(pdfium.load_page(document, index))
            if page is None:
                raise ValueError(f"page {index + 1} cannot be loaded")
            # The page before is closed only now: a font of both pages stayed in memory, and kept its address.
            pdfium.close_page(before)
            before = page
            yield _draw(page, reader, settings)
    finally:
        pdfium.close_page(before)


def _draw(page: Pointer, reader: TextReader, settings: ReadingSettings) -> Drawing | None:
    text = pointer(pdfium.text_load_page(page))
    try:
        way, width, height = _visible(page)
        drawing = Drawing(width, height, settings)
        objects = PageObjects(page, way, drawing)
        objects.collect_paths()
        return drawing if reader.collect(text, objects, drawing) else None
    finally:
        pdfium.text_close_page(text)


def _visible(page: Pointer) -> tuple[Affine, float, float]:
    """The way from PDFium's coordinates to the visible page, and its width and height in points."""
    box = pdfium.Rectangle()
    pdfium.page_box(page, ctypes.byref(box))
    rotation = pdfium.page_rotation(page) % 4
    x0, y0, x1, y1 = box.left, box.bottom, box.right, box.top
    ways: tuple[Affine, ...] = (
        (1.0, 0.0, 0.0, -1.0, -x0, y1),
        (0.0, 1.0, 1.0, 0.0, -y0, -x0),
        (-1.0, 0.0, 0.0, 1.0, x1, -y0),
        (0.0, -1.0, -1.0, 0.0, y1, x1),
    )
    width, height = (x1 - x0, y1 - y0) if rotation % 2 == 0 else (y1 - y0, x1 - x0)
    return ways[rotation], width, height
