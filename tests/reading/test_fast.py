"""What the fast reader keeps from page to page never shows: pages read alone and in a row are the same."""

from __future__ import annotations

from pathlib import Path

from pipeline.reading.fast import FastReader


def test_each_page_alone_is_as_among_the_others(inbox_dir: Path) -> None:
    path = sorted(inbox_dir.glob("*.pdf"))[0]
    reader = FastReader()
    together = list(reader.pages(path))
    assert len(together) > 5
    for page in together:
        assert list(reader.pages(path, {page.number})) == [page]


def test_a_reading_can_be_given_up_midway(inbox_dir: Path) -> None:
    path = sorted(inbox_dir.glob("*.pdf"))[0]
    pages = FastReader().pages(path)
    first = next(pages)
    pages.close()  # type: ignore[attr-defined]
    assert next(FastReader().pages(path)) == first
