"""Text of cells: joined without stray spaces, reduced to comparable labels, read as numbers. No vocabulary here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_CIRCLED = re.compile(r"[①-⑳⑴-⒇]")
_BRACKETS = re.compile(r"\([^()]*\)")
_TRIM = re.compile(r"^[\s、.:*※]+|[\s:*※=+]+$")
_NUMBER = re.compile(r"^[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$")
_NUMBER_UNIT = re.compile(r"(%|分|(?P<money>万元|千元|元))$")
_MONEY_UNIT = re.compile(r"(?:\(|单位:|单位|^)(?:人民币)?(万元|千元|元)(?:\)|$)")
_DASHES = frozenset({"-", "--", "—", "——", "–", "―"})


def _is_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _squeeze(line: str) -> str:
    """Drop white space unless it parts two Latin words or numbers."""
    out: list[str] = []
    for piece in line.split():
        if out and _is_word(out[-1][-1]) and _is_word(piece[0]):
            out.append(" ")
        out.append(piece)
    return "".join(out)


def join_lines(lines: Iterable[str]) -> str:
    """One text of several printed lines: no space inside Chinese text, one between Latin words."""
    return _joined(tuple(lines))


@lru_cache(maxsize=1 << 14)
def _joined(lines: tuple[str, ...]) -> str:
    out = ""
    for line in lines:
        piece = _squeeze(line)
        if not piece:
            continue
        latin = bool(out) and out[-1].isascii() and out[-1].isalpha() and piece[0].isascii() and piece[0].isalpha()
        out += (" " if latin else "") + piece
    return out


@lru_cache(maxsize=1 << 14)
def compact(text: str) -> str:
    """NFKC without any white space: what patterns are tried on."""
    return "".join(unicodedata.normalize("NFKC", _CIRCLED.sub("", text)).split())


@lru_cache(maxsize=1 << 14)
def label_of(text: str) -> str:
    """A label as it is compared: compact, without brackets and their content, colons and index marks."""
    bare = compact(text)
    while (shorter := _BRACKETS.sub("", bare)) != bare:
        bare = shorter
    return _TRIM.sub("", bare)


def number_of(text: str) -> Decimal | None:
    """The number a cell prints, `None` where it prints anything else. A trailing %, 分 or money unit is allowed."""
    bare = _NUMBER_UNIT.sub("", compact(text))
    return Decimal(bare.replace(",", "")) if _NUMBER.match(bare) else None


def own_unit(text: str) -> str:
    """The money unit printed behind the number of a cell (`12.5万元`), '' where none is."""
    found = _NUMBER_UNIT.search(compact(text))
    return (found["money"] or "") if found and number_of(text) is not None else ""


def is_dash(text: str) -> bool:
    """True for a printed dash, which says "none" and is neither zero nor blank."""
    return compact(text) in _DASHES


def money_unit(text: str) -> int:
    """Yuan per printed unit named in the text (`(万元)`, `单位:元`), 0 where it names none."""
    found = _MONEY_UNIT.search(compact(text))
    return {"万元": 10_000, "千元": 1_000, "元": 1}[found.group(1)] if found else 0


def yuan(number: Decimal, unit: int) -> Decimal | None:
    """Money in yuan with two decimals, None where no unit is known (`unit` 0)."""
    return (number * unit).quantize(Decimal("0.01"), ROUND_HALF_UP) if unit else None
