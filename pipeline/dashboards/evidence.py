"""The picture that proves a number: its source file, the page, the cell in a box, private details covered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlparse

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from pipeline.dashboards.private import private_boxes
from pipeline.reading.model import Box
from pipeline.reading.picture import Mark, draw_marks, render_page

SCALE: Final = 1.8
"""Pixels per point: readable on a screen of 1440 pixels, about 150 KB as PNG."""

_AROUND: Final = 110.0
"""Points above and below the box in the closer view."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as the warehouse knows it."""

    file_name: str
    source_uri: str
    sha256: str
    byte_size: int
    media_type: str


def find_file(source: Source, folders: Iterable[Path]) -> Path | None:
    """The very file (same SHA-256) in one of the folders, under its own name or any other; None if it is not there."""
    uri = urlparse(source.source_uri)
    named = [Path(unquote(uri.path))] if uri.scheme == "file" else []
    roots = [folder for folder in folders if folder.is_dir()]
    named += [folder / source.file_name for folder in roots]
    for path in named:
        if _is(path, source):
            return path
    return next((path for folder in roots for path in sorted(folder.rglob("*")) if _is(path, source)), None)


def _is(path: Path, source: Source) -> bool:
    try:
        if not path.is_file() or path.stat().st_size != source.byte_size:
            return False
        return sha256(path.read_bytes()).hexdigest() == source.sha256
    except OSError:
        return False


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


def picture(path: Path, page: int, boxes: Sequence[Box], close: bool) -> Image.Image:
    """The page with the boxes in red; `close`: only the band of the page around them. Names and telephones are grey."""
    image = render_page(path, page, scale=SCALE)
    brush = ImageDraw.Draw(image)
    for box in private_boxes(path, page):
        brush.rectangle([value * SCALE for value in box], fill="#d0d5d8")
    if boxes:
        image = draw_marks(image, [Mark(box, "", "red", True) for box in boxes], SCALE)
    if not (close and boxes):
        return image
    top = max(min(box.top for box in boxes) - _AROUND, 0) * SCALE
    bottom = min((max(box.bottom for box in boxes) + _AROUND) * SCALE, image.height)
    return image.crop((0, int(top), image.width, max(int(bottom), int(top) + 1)))
