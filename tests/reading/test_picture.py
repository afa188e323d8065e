"""Pictures of pages: the boxes lie where the page is printed, also on turned pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from reading.drawn import DrawnPage, write_pdf

from pipeline.reading import read_document
from pipeline.reading.model import Box
from pipeline.reading.picture import Mark, draw_marks, grid_marks, page_picture, render_page

XS = [50.0, 150.0, 350.0]
TOPS = [60.0, 80.0, 120.0]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_rules_in_the_picture_lie_where_the_grid_says(tmp_path: Path, rotate: int) -> None:
    drawn = DrawnPage(rotate=rotate, crop=(20, 30, 390, 280)).raw("2 w").lattice(XS, TOPS).numbers(XS, TOPS)
    path = write_pdf(tmp_path / "a.pdf", drawn)
    page = read_document(path).pages[0]
    image = render_page(path, page.number, page.turn, scale=2).convert("L")
    assert image.size == (page.width * 2, page.height * 2)
    (grid,) = page.grids
    for x in grid.xs:
        assert image.getpixel((round(x * 2), round(grid.box.y_mid * 2) + 5)) < 128
    for y in grid.ys:
        assert image.getpixel((round(grid.box.x_mid * 2) + 7, round(y * 2))) < 128
    assert image.getpixel((round(grid.box.x1 * 2) - 20, round(grid.box.bottom * 2) - 10)) > 128


def test_marks_are_drawn_in_their_colour_with_a_tint(tmp_path: Path) -> None:
    image = draw_marks(Image.new("RGB", (200, 100), "white"), [Mark(Box(10, 10, 50, 30), "", "blue", True)], scale=2)
    assert image.getpixel((20, 40)) == (0, 0, 255)
    red, green, blue = image.getpixel((60, 40))
    assert red == green < blue
    assert image.getpixel((150, 40)) == (255, 255, 255)


def test_page_picture_is_written(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", DrawnPage().lattice(XS, TOPS).numbers(XS, TOPS))
    page = read_document(path).pages[0]
    marks = grid_marks(page)
    assert [mark.label for mark in marks] == ["0,0", "0,1", "1,0", "1,1", "grid 0"]
    page_picture(path, page, marks, tmp_path / "a.png", scale=1)
    assert Image.open(tmp_path / "a.png").size == (400, 300)
