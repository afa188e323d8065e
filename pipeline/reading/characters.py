"""Characters as a reader of the page sees them, where fonts give look-alikes in their place."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_RADICALS = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
"""Radicals that look just like the character, have no decomposition in Unicode, and which fonts give in its place."""


@lru_cache(maxsize=65536)
def readable(text: str) -> str:
    """The text with radicals and compatibility ideographs made the ideographs they look like.

    Invisible characters (zero-width spaces, soft hyphens, direction marks) are left out. Everything else, full-width
    digits and signs included, stays as printed.
    """
    if text.isascii():
        return text
    return "".join(_readable(character) for character in text)


def _readable(character: str) -> str:
    code = ord(character)
    if character in _RADICALS:
        return _RADICALS[character]
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", character)
    return "" if unicodedata.category(character) == "Cf" else character
