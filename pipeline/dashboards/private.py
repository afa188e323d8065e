"""Where a page prints names and telephone numbers of persons: covered before a picture of it is shown.

Works on the page's text alone, for forms and prose alike, and rather covers too much than too little: the words
behind a label such as 联系电话, what stands right of it or below it and looks like a name, and whatever looks like a
telephone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pypdfium2 as pdfium

from pipeline.performance.vocabulary import vocabulary
from pipeline.reading.model import Box

_TELEPHONE: Final = re.compile(r"(?<!\d)(?:\d{3,4}[-—－ ]?\d{7,8}|1[3-9]\d{9}|\d{7,8})(?![\d.,])")
_PERSON: Final = re.compile(r"[\u3400-\u9fff]\s*[\u3400-\u9fff·]{1,3}(?:\s*[、，,]\s*[\u3400-\u9fff·]{2,4})*")
_BELOW: Final = 400.0
"""A column of names below a header is followed so far, in points."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text on one line."""

    text: str
    box: Box


def private_boxes(path: Path, page: int) -> list[Box]:
    """The places to cover, in points from the page's top left corner."""
    pieces = _pieces(path, page)
    covered = [piece.box for piece in pieces if _TELEPHONE.search(piece.text)]
    for piece in pieces:
        label = _label(piece.text)
        if not label:
            continue
        rest = piece.text[len(label) :].lstrip(" :：")
        if rest:
            width = piece.box.x1 - piece.box.x0
            start = piece.box.x0 + width * len(label) / len(piece.text)
            covered.append(piece.box._replace(x0=start))
            continue
        covered += [other.box for other in _beside(piece, pieces) if not _label(other.text)]
        covered += [other.box for other in _under(piece, pieces) if _PERSON.fullmatch(other.text)]
    return covered


def _label(text: str) -> str:
    """The contact label that the text is or begins with; '' for other text."""
    words = sorted(vocabulary().contact_labels, key=len, reverse=True)
    found = next((word for word in words if text.startswith(word)), "")
    follows = text[len(found) : len(found) + 1]
    return found if found and (not follows or follows in ":： （(") else ""


def _beside(piece: _Piece, pieces: list[_Piece]) -> list[_Piece]:
    """The next stretch to the right on the same line."""
    middle = (piece.box.top + piece.box.bottom) / 2
    right = [
        each for each in pieces if each.box.x0 >= piece.box.x1 - 1 and each.box.top - 2 <= middle <= each.box.bottom + 2
    ]
    return sorted(right, key=lambda each: each.box.x0)[:1]


def _under(piece: _Piece, pieces: list[_Piece]) -> list[_Piece]:
    """What stands below, in the label's column."""
    reach = 20.0
    return [
        each
        for each in pieces
        if 0 < each.box.top - piece.box.top < _BELOW
        and each.box.x0 < piece.box.x1 + reach
        and each.box.x1 > piece.box.x0 - reach
    ]


def _pieces(path: Path, page: int) -> list[_Piece]:
    pdf = pdfium.PdfDocument(path)
    try:
        leaf = pdf[page - 1]
        text = leaf.get_textpage()
        height = leaf.get_height()
        found = []
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            words = re.sub(r"\s+", " ", text.get_text_bounded(left, bottom, right, top)).strip()
            if words:
                found.append(_Piece(words, Box(left, height - top, right, height - bottom)))
        text.close()
        leaf.close()
        return found
    finally:
        pdf.close()
