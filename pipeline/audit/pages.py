"""Pictures of the pages of a disclosure with the cells that a check looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from pipeline.audit.model import Spot
from pipeline.audit.private import private_boxes
from pipeline.reading import read_document
from pipeline.reading.model import Box
from pipeline.reading.picture import Mark, draw_marks, render_page

CHECKED, OTHER = "red", "blue"
"""The colour of the figure that is checked, and of those it is compared with."""

_AROUND = 60.0
"""Points shown above and below the cells in a cut-out."""


@dataclass(frozen=True, slots=True)
class Pages:
    """A file whose pages can be drawn: by how much each page was turned to be read, and what of it is covered."""

    path: Path
    turns: dict[int, int]
    private: dict[int, list[Box]]


def open_pages(path: Path) -> Pages:
    """Read a file to know how its pages are turned and where they print contact persons."""
    pages = read_document(path).pages
    return Pages(path, {page.number: page.turn for page in pages}, {p.number: private_boxes(p) for p in pages})


def picture(pages: Pages, spots: Sequence[Spot], scale: float = 2.0, cut: bool = False) -> Image.Image:
    """The page of the first spot with all spots that stand on it; `cut`: only the strip of the page around them.

    Names and telephone numbers of contact persons are covered.
    """
    number = spots[0].page
    if number is None:
        raise ValueError("a place without a page cannot be drawn")
    here = [spot for spot in spots if spot.page == number and spot.box is not None]
    image = render_page(pages.path, number, pages.turns.get(number, 0), scale)
    image = _covered(image, pages.private.get(number, []), scale)
    marks = [Mark(_grown(s.box), "", CHECKED if s == spots[0] else OTHER, fill=True) for s in here if s.box is not None]
    drawn = draw_marks(image, marks, scale)
    boxes = [spot.box for spot in here if spot.box is not None]
    if not cut or not boxes:
        return drawn
    top = max(0, int((min(box.top for box in boxes) - _AROUND) * scale))
    bottom = min(drawn.height, int((max(box.bottom for box in boxes) + _AROUND) * scale))
    return drawn.crop((0, top, drawn.width, bottom))


def _covered(image: Image.Image, boxes: Sequence[Box], scale: float) -> Image.Image:
    brush = ImageDraw.Draw(image)
    for box in boxes:
        brush.rectangle([value * scale for value in box], fill="#b8bec6")
    return image


def _grown(box: Box) -> Box:
    return Box(box.x0 - 0.5, box.top - 0.5, box.x1 + 0.5, box.bottom + 0.5)
