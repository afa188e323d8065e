"""The piece of a long text that shows why it was found."""

from __future__ import annotations

from collections.abc import Sequence


def excerpt(text: str, words: Sequence[str], before: int = 20, length: int = 80) -> str:
    """`length` characters of the text from `before` the first word that stands in it; … where something is left out."""
    small = text.lower()
    places = [place for word in words if (place := small.find(word.lower())) >= 0]
    start = max(min(places, default=0) - before, 0)
    cut = text[start : start + length]
    return f"{'…' if start else ''}{cut}{'…' if start + length < len(text) else ''}"
