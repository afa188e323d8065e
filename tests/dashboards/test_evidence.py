"""Pictures of pages: the right file, the box on the figure, names and telephones covered."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.audit.pages import Pages
from pipeline.dashboards.evidence import COVER, SCALE, Source, find_file, picture
from pipeline.reading.model import Box
from tests.made_files import text_pdf

FIGURE = Box(100, 112, 160, 126)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """One page with a figure."""
    path = tmp_path / "files" / "a.pdf"
    path.parent.mkdir()
    path.write_bytes(text_pdf(["Total 1234.56", "A contact"]))
    return path


def source(path: Path, digest: str = "") -> Source:
    content = path.read_bytes()
    return Source("other name.pdf", "", digest or sha256(content).hexdigest(), len(content), "application/pdf")


def test_the_file_is_found_by_its_content(page: Path, tmp_path: Path) -> None:
    assert find_file(source(page), [tmp_path]) == page
    assert find_file(source(page, "0" * 64), [tmp_path]) is None
    assert find_file(source(page), [tmp_path / "none"]) is None


def test_private_places_are_covered(page: Path) -> None:
    private = Box(70, 133, 140, 147)
    shown = picture(Pages(page, {}, {1: [private]}), 1, [], close=False)
    middle = (int(105 * SCALE), int(140 * SCALE))
    assert "#{:02x}{:02x}{:02x}".format(*shown.getpixel(middle)) == COVER  # type: ignore[misc]


def test_the_figure_is_boxed_and_the_closer_view_is_a_band(page: Path) -> None:
    pages = Pages(page, {}, {})
    whole = picture(pages, 1, [FIGURE, Box(300, 112, 360, 126)], close=False)
    red, blue = (whole.getpixel((int(x * SCALE) + 8, int(125 * SCALE))) for x in (160 - 12, 300))
    assert red[0] > red[2]  # type: ignore[index]
    assert blue[2] > blue[0]  # type: ignore[index]
    alike = picture(pages, 1, [FIGURE, Box(300, 112, 360, 126)], close=False, alike=True)
    assert alike.getpixel((int(300 * SCALE) + 8, int(125 * SCALE))) == red
    band = picture(pages, 1, [FIGURE], close=True)
    assert band.width == whole.width
    assert band.height < whole.height / 2
