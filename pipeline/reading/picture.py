"""Pictures of pages with boxes drawn on them: the debugging tool of reading, and the proof of a number's place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont

from pipeline.reading.model import Box, Page


class Mark(NamedTuple):
    """A box to draw, with a label (may be empty), in a colour that Pillow knows; `fill` tints its inside."""

    box: Box
    label: str = ""
    colour: str = "red"
    fill: bool = False


def render_page(path: Path, number: int, turn: int = 0, scale: float = 2.0) -> Image.Image:
    """Page `number` (1-based) as a picture, `scale` pixels per point, turned as `Page.turn` says beyond /Rotate."""
    pdf = pdfium.PdfDocument(path)
    try:
        page = pdf[number - 1]
        image: Image.Image = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
        page.close()
    finally:
        pdf.close()
    return image.rotate(-turn, expand=True) if turn else image


def draw_marks(image: Image.Image, marks: Iterable[Mark], scale: float = 2.0) -> Image.Image:
    """A copy of the picture with boxes and labels. Boxes are in points, from the picture's top left corner."""
    picture = image.convert("RGBA")
    tint = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    brush, pen = ImageDraw.Draw(tint), ImageDraw.Draw(picture)
    font = _font(max(9, int(5 * scale)))
    for box, label, colour, fill in marks:
        corners = [value * scale for value in box]
        corners[2], corners[3] = max(corners[2], corners[0] + 1), max(corners[3], corners[1] + 1)
        if fill:
            brush.rectangle(corners, fill=(*_rgb(colour), 60))
        pen.rectangle(corners, outline=colour, width=max(1, round(scale / 2)))
        if label:
            pen.text((corners[0] + 1, corners[1]), label, fill=colour, font=font)
    return Image.alpha_composite(picture, tint).convert("RGB")


def grid_marks(page: Page, texts: bool = False) -> list[Mark]:
    """Boxes of a page's grids (blue) and of their cells (red, labelled row,column or with their text)."""
    marks = []
    for number, grid in enumerate(page.grids):
        for cell in grid.cells:
            label = cell.text if texts else f"{cell.row},{cell.col}"
            marks.append(Mark(cell.box, label, "red"))
        marks.append(Mark(grid.box, f"grid {number}", "blue"))
    return marks


def page_picture(path: Path, page: Page, marks: Iterable[Mark], target: Path, scale: float = 2.0) -> None:
    """Write the page with these boxes to `target` (PNG)."""
    image = render_page(path, page.number, page.turn, scale)
    draw_marks(image, marks, scale).save(target, format="PNG")


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = Image.new("RGB", (1, 1), colour).getpixel((0, 0))  # type: ignore[misc]
    return int(red), int(green), int(blue)


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A font with Chinese glyphs where the system has one, else Pillow's own."""
    for name in ("NotoSansCJK-Regular.ttc", "wqy-zenhei.ttc", "msyh.ttc", "PingFang.ttc", "DejaVuSans.ttf"):
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)
