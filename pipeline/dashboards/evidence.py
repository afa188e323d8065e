"""The picture that proves a number: its source file, the page, the cells in boxes, private details covered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from pipeline.audit.pages import CHECKED, OTHER, Pages
from pipeline.audit.source_file import find_source
from pipeline.places import SNAPSHOTS
from pipeline.reading.model import Box
from pipeline.reading.picture import Mark, draw_marks, render_page
from pipeline.sources.snapshots import Snapshots

SCALE: Final = 1.8
"""Pixels per point: readable on a screen of 1440 pixels, about 100 KB as PNG."""

_AROUND: Final = 110.0
"""Points above and below the boxes in the closer view."""

COVER: Final = "#c9d0d4"
"""The colour over names and telephone numbers of contacts."""


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


def picture(pages: Pages, page: int, boxes: Sequence[Box], close: bool, alike: bool = False) -> Image.Image:
    """The page with the boxes, the first in red and the others, which it is compared with, in blue.

    `alike`: all in red. `close`: only the band of the page around them. Names and telephones of contacts are covered.
    """
    image = render_page(pages.path, page, pages.turns.get(page, 0), SCALE)
    brush = ImageDraw.Draw(image)
    for box in pages.private.get(page, ()):
        brush.rectangle([value * SCALE for value in box], fill=COVER)
    if not boxes:
        return image
    marks = [Mark(box, "", OTHER if number and not alike else CHECKED, True) for number, box in enumerate(boxes)]
    image = draw_marks(image, reversed(marks), SCALE)
    if not close:
        return image
    top = max(min(box.top for box in boxes) - _AROUND, 0) * SCALE
    bottom = min((max(box.bottom for box in boxes) + _AROUND) * SCALE, image.height)
    return image.crop((0, int(top), image.width, max(int(bottom), int(top) + 1)))
