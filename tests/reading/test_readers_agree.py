"""Two readers, two libraries, one result: they are each other's witness only while they agree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.reading import READERS, UnreadableFile, read_document
from pipeline.reading.model import Document, Grid, Page

TOLERANCE = 0.05
"""Points by which the two libraries' own rounding may move a box."""

WORD_TOLERANCE = 5.0
"""The libraries differ on the advance of single characters whose font gives no or two widths."""


def both(path: Path) -> Iterator[tuple[Page, Page]]:
    """The pages of a file as the two readers see them."""
    documents: list[Document] = [read_document(path, reader) for reader in READERS]
    yield from zip(documents[0].pages, documents[1].pages, strict=True)


def cells(grid: Grid) -> list[tuple[int, int, int, int, tuple[str, ...]]]:
    """The cells of a grid without their boxes."""
    return [(cell.row, cell.col, cell.row_end, cell.col_end, cell.lines) for cell in grid.cells]


def assert_same(first: Page, second: Page) -> None:
    """The same page but for rounding."""
    assert (first.turn, len(first.grids)) == (second.turn, len(second.grids))
    assert second.width == pytest.approx(first.width, abs=TOLERANCE)
    assert second.height == pytest.approx(first.height, abs=TOLERANCE)
    for one, other in zip(first.grids, second.grids, strict=True):
        assert cells(one) == cells(other)
        assert other.xs == pytest.approx(one.xs, abs=TOLERANCE)
        assert other.ys == pytest.approx(one.ys, abs=TOLERANCE)
    assert sorted(word.text for word in first.words) == sorted(word.text for word in second.words)
    assert [line.text for line in first.lines] == [line.text for line in second.lines]
    for word in first.words:
        assert any(
            other.text == word.text
            and max(abs(a - b) for a, b in zip(word.box, other.box, strict=True)) <= WORD_TOLERANCE
            for other in second.words
        )


def test_readers_agree_on_every_bundled_page(inbox_dir: Path) -> None:
    paths = sorted(inbox_dir.glob("*.pdf"))
    assert len(paths) == 5
    for path in paths:
        for first, second in both(path):
            assert_same(first, second)


@pytest.mark.slow
def test_readers_agree_on_every_page_of_the_corpus(corpus_dir: Path) -> None:
    pages = 0
    for path in sorted(corpus_dir.rglob("*.pdf")):
        try:
            read_document(path, "fast")
        except UnreadableFile:
            continue
        for first, second in both(path):
            assert_same(first, second)
            pages += 1
    assert pages > 100
