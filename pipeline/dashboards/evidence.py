"""The picture that proves a number: its source file, the page, the cells in boxes, private details covered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from pipeline.audit.pages import CHECKED, OTHER, open_pages
from pipeline.audit.source_file import find_source
from pipeline.dashboards.private import private_boxes
from pipeline.places import SNAPSHOTS
from pipeline.reading.model import Box
from pipeline.reading.picture import Mark, draw_marks, render_page
from pipeline.sources.snapshots import Snapshots

SCALE: Final = 1.8
"""Pixels per point: readable on a screen of 1440 pixels, about 100 KB as PNG."""

_AROUND: Final = 110.0
"""Points above and below the boxes in the closer view."""

_COVER: Final = "#d0d5d8"


@dataclass(frozen=True, slots=True)
class Source:
    """A file as the warehouse knows it."""

    file_name: str
    source_uri: str
    sha256: str
    byte_size: int
    media_type: str


def find_file(source: Source, folders: Iterable[Path]) -> Path | None:
    """The very file, found by its content: among the snapshots, where it came from, else below the folders."""
    kept = Snapshots(SNAPSHOTS).path(source.sha256, source.file_name)
    if kept.is_file():
        return kept
    return find_source(source.sha256, source.byte_size, source.source_uri, [each for each in folders if each.is_dir()])


def page_count(path: Path) -> int:
    """Pages of a PDF; 0 for what is none."""
    try:
        pdf = pdfium.PdfDocument(path)
    except pdfium.PdfiumError:
        return 0
    try:
        return len(pdf)
    finally:
        pdf.close()


def picture(path: Path, page: int, boxes: Sequence[Box], close: bool, alike: bool = False) -> Image.Image:
    """The page with the boxes, the first in red and the others, which it is compared with, in blue.

    `alike`: all in red. `close`: only the band of the page around them. Names and telephones of contacts are grey.
    """
    image = render_page(path, page, scale=SCALE)
    brush = ImageDraw.Draw(image)
    for box in private_boxes(path, page):
        brush.rectangle([value * SCALE for value in box], fill=_COVER)
    turn = page_turn(path, page, boxes[0]) if boxes else 0
    if turn:
        image = image.rotate(-turn, expand=True)
    if boxes:
        marks = [Mark(box, "", OTHER if number and not alike else CHECKED, True) for number, box in enumerate(boxes)]
        image = draw_marks(image, reversed(marks), SCALE)
    if not (close and boxes):
        return image
    top = max(min(box.top for box in boxes) - _AROUND, 0) * SCALE
    bottom = min((max(box.bottom for box in boxes) + _AROUND) * SCALE, image.height)
    return image.crop((0, int(top), image.width, max(int(bottom), int(top) + 1)))


@lru_cache(maxsize=64)
def page_turn(path: Path, page: int, box: Box) -> int:
    """By how much the page was turned to be read; the file is read again only where the box is empty as it lies."""
    pdf = pdfium.PdfDocument(path)
    try:
        leaf = pdf[page - 1]
        text = leaf.get_textpage()
        height = leaf.get_height()
        found = text.get_text_bounded(box.x0, height - box.bottom, box.x1, height - box.top)
        text.close()
        leaf.close()
    finally:
        pdf.close()
    if any(char.isdigit() for char in found):
        return 0
    return open_pages(path).turns.get(page, 0)
