"""The vocabulary of document facts (`vocabulary/identity.yaml`), loaded once and compiled."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from pipeline.folding import Folding
from pipeline.words import load_words

_ZEROS = "〇零○◯OО\u039f0"
"""What is printed for the zero of a year: Chinese signs, circles, the letter O (Latin, Cyrillic, Greek), a digit."""
_CHINESE_DIGITS = (
    {c: i for i, c in enumerate("〇一二三四五六七八九")}
    | {
        "两": 2,
    }
    | dict.fromkeys(_ZEROS, 0)
)


@lru_cache(maxsize=1)
def identity_words() -> dict[str, Any]:
    """The file as loaded."""
    loaded: dict[str, Any] = load_words("identity.yaml")
    return loaded


@lru_cache(maxsize=64)
def pattern(key: str) -> re.Pattern[str]:
    """The compiled expression under `patterns`; a list there matches where any of its members does."""
    entry = identity_words()["patterns"][key]
    return re.compile(entry if isinstance(entry, str) else "|".join(f"(?:{member})" for member in entry))


@lru_cache(maxsize=64)
def patterns(key: str) -> tuple[re.Pattern[str], ...]:
    """The compiled members of a list under `patterns`, for those with named groups."""
    return tuple(re.compile(member) for member in identity_words()["patterns"][key])


_SPACE = re.compile(r"\s")
_FULL_WIDTH = str.maketrans("():,;", "（）：，；")
_CHINESE_YEAR = re.compile(rf"二[{_ZEROS}][一二三四五六七八九{_ZEROS}]{{2}}(?=年)")


def _squeezed(character: str) -> str:
    folded = character if character in "（），：；" else unicodedata.normalize("NFKC", character)
    return _SPACE.sub("", folded).translate(_FULL_WIDTH)


_SQUEEZED = Folding(_squeezed)


@lru_cache(maxsize=16384)  # the same lines are looked at by every question about a document
def squeeze(text: str) -> str:
    """Text without white space, digits and Latin letters half-width, brackets and colons full-width."""
    return text.translate(_SQUEEZED)


def count_of(text: str) -> int:
    """A count printed as `12` or `十二` (below 100)."""
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_CHINESE_DIGITS[tens] if tens else 1) * 10 + (_CHINESE_DIGITS[ones] if ones else 0)
    return _CHINESE_DIGITS.get(text, 0)


def western_years(text: str) -> str:
    """The text with years in Chinese numerals (二〇二六年) written in digits."""
    if "二" not in text:
        return text
    return _CHINESE_YEAR.sub(lambda found: "".join(str(_CHINESE_DIGITS[c]) for c in found[0]), text)
