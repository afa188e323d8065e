"""The text under a box, read a second time: character by character, by place, without words or tables.

The library is the fast reader's own; what it may misread itself is for the witness (`pipeline.audit.witness`) to tell.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.audit.model import Spot
from pipeline.reading.model import Box, Document

SecondLook = Callable[[Spot], str | None]
"""The text printed at a spot by a second reading; None where there is none to be had (sheets, web pages)."""

Point = tuple[float, float]

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
        place = _place_of(page.get_cropbox(fallback_ok=True), (page.get_rotation() + turn) % 360)
        x0, x1, y0, y1 = (ctypes.c_double() for _ in range(4))
        found = []
        for index in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text, index)
            if code and raw.FPDFText_GetCharBox(text, index, x0, x1, y0, y1):
                x, y = place((x0.value + x1.value) / 2, (y0.value + y1.value) / 2)
                found.append(_Character(chr(code), x, y))
        return found
    finally:
        pdf.close()


def _place_of(visible: tuple[float, float, float, float], rotation: int) -> Callable[[float, float], Point]:
    """The way from PDF coordinates to the page as read, of which `visible` is left, bottom, right and top."""
    left, bottom, right, top = visible
    ways: dict[int, Callable[[float, float], Point]] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return ways[rotation]


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
