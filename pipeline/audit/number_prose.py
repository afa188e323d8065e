"""Figures outside tables: part of a text, or a row of a table that no grid holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.audit.number_words import Number, PlacedWord

_NEAR = 2.0
"""Text is beside a number up to so many times the number's height away; columns of a table stand further apart."""
_LETTER = re.compile(r"[^\W\d_]")


def stands_in_text(number: Number, words: Sequence[PlacedWord]) -> bool:
    """True where a number outside all tables is part of a text: of a longer word, or with a word of text beside it.

    In files without boxes every piece outside a table belongs to a line of text.
    """
    word = words[number.word]
    if not number.bare or word.box is None:
        return True
    box = word.box
    for other in words:
        if other is word or other.box is None or other.grid is not None or not _LETTER.search(other.text):
            continue
        same_line = abs(other.box.y_mid - box.y_mid) < 0.6 * box.height
        gap = max(other.box.x0 - box.x1, box.x0 - other.box.x1)
        if same_line and gap <= _NEAR * box.height:
            return True
    return False
