"""The text under a box, read a second time: character by character, by place, without words or tables.

The library is the fast reader's own; what it may misread itself is for the witness (`pipeline.audit.witness`) to tell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium

from pipeline.audit.model import Spot
from pipeline.reading.model import Box, Document

SecondLook = Callable[[Spot], str | None]
"""The text printed at a spot by a second reading; None where there is none to be had (sheets, web pages)."""

_ALIKE = str.maketrans(dict.fromkeys("−–—―‐", "-") | {"。": "."})


_LINES = 8
"""How many lines a sentence may go on for."""


class _Character(NamedTuple):
    text: str
    x: float
    y: float


def second_look(path: Path, document: Document) -> SecondLook:
    """Look at a PDF again; pages are opened when they are asked for."""
    turns = {page.number: page.turn for page in document.pages}
    paged = document.paged and document.media_type == "application/pdf"

    @lru_cache(maxsize=64)
    def characters(number: int) -> tuple[_Character, ...]:
        return tuple(read_characters(path, number, turns.get(number, 0)))

    def look(spot: Spot) -> str | None:
        if not paged or spot.page is None or spot.box is None:
            return None
        box = _paragraph(spot.box) if spot.within else spot.box
        return "".join(c.text for c in characters(spot.page) if box.holds(c.x, c.y))

    return look


def _paragraph(first_line: Box) -> Box:
    """Where the sentence of a first line may go on: some lines down, over the whole width."""
    return Box(0.0, first_line.top, float("inf"), first_line.bottom + _LINES * first_line.height)


def read_characters(path: Path, number: int, turn: int) -> list[_Character]:
    """The characters of a page (1-based) with the middle of each, in points from the top left of the page as read."""
    pdf = pdfium.PdfDocument(path)
    try:
        page = pdf[number - 1]
        text = page.get_textpage()
        left, bottom, right, top = page.get_cropbox(fallback_ok=True)
        rotation = (page.get_rotation() + turn) % 360
        found = []
        for index in range(text.count_chars()):
            x0, y0, x1, y1 = text.get_charbox(index)
            x, y = (x0 + x1) / 2, (y0 + y1) / 2
            seen = {
                0: (x - left, top - y),
                90: (y - bottom, x - left),
                180: (right - x, y - bottom),
                270: (top - y, right - x),
            }[rotation]
            found.append(_Character(text.get_text_range(index, 1), *seen))
        return found
    finally:
        pdf.close()


def confirms(seen: str | None, spot: Spot) -> bool | None:
    """Whether a second reading confirms a figure; None where it cannot tell.

    The box of a sentence is that of its first line: a figure that is not in it may stand on the next.
    """
    if seen is None:
        return None
    if spot.within:
        return True if _plain(spot.printed) in _plain(seen) else None
    return same_text(seen, spot.printed)


def same_text(one: str, other: str) -> bool:
    """Whether two readings print the same, white space and the forms of characters aside."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(_ALIKE))
