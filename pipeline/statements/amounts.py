"""Printed figures: what a cell says, exactly. No float touches money."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from functools import lru_cache
from itertools import pairwise

CENT = Decimal("0.01")
UNIT_FACTOR = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10000),
    "百万元": Decimal(1000000),
    "亿元": Decimal(100000000),
}

_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_PERCENT = re.compile(rf"({_NUMBER.pattern})%")
_NEGATIVE = re.compile(r"\((\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+)\)")
_AMOUNT = re.compile(rf"({_NUMBER.pattern})(百万元|万元|千元|亿元|元)?")
_DASHES = {"-", "--", "---", "/", "\\", "_", "*", "**"}
_MINUS = str.maketrans({"−": "-", "—": "-", "–": "-", "―": "-", "‐": "-", "－": "-", "，": ",", "．": ".", "。": "."})

_GROUPED = re.compile(r"(?<![\d.,])(?:\d{1,3}(?: \d{3})+\.\d+|(?:[1-9]|0(?= \.))(?: [\d.,]){2,})(?![\d.,])")
"""Thousands of a decimal figure, or all its characters, set apart by spaces."""
_CLOSED_GAP = re.compile(r"(?<=[.,]) (?=\d)|(?<=\d) (?=[.,%)])|(?<=\d) (?=[十百千万亿元])|(?<![\d.,]) | (?![\d.,])")
"""A gap that can only stand within one figure, or beside what is no figure."""

_MARKS = ("<circle>", "<super>", "<sub>", "<fraction>")
"""Digits in circles and raised ones are marks of notes; folded they would read as digits of the figure."""


class Kind(Enum):
    """What a cell of an amount column holds; blank and dash are no zero."""

    AMOUNT = "amount"
    PERCENT = "percent"
    BLANK = "blank"
    DASH = "dash"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure: `value` in the printed unit (percent points for a percentage), None unless a number.

    `unit` is the unit of money that the cell itself prints (`12.5万元`), else ''.
    """

    kind: Kind
    printed: str
    value: Decimal | None = None
    unit: str = ""


def parse_figure(lines: Sequence[str]) -> Figure:
    """Read the lines of one cell. A number broken over lines is joined only where the break is plain to see."""
    return _parsed(tuple(lines))


@lru_cache(maxsize=16384)  # a cell is looked at for its row, for its column and for its figure
def _parsed(lines: tuple[str, ...]) -> Figure:
    parts = ["".join(line.split()) for line in lines]
    printed = "".join(parts)
    if any(unicodedata.decomposition(c).startswith(_MARKS) for c in printed):
        return Figure(Kind.TEXT, printed)
    folded = unicodedata.normalize("NFKC", printed).translate(_MINUS)
    if not folded:
        return Figure(Kind.BLANK, "")
    if folded in _DASHES:
        return Figure(Kind.DASH, printed)
    if len([p for p in parts if p]) > 1 and not _breaks_inside(parts):
        return Figure(Kind.TEXT, printed)
    if any(_holds_two(line) for line in lines):
        return Figure(Kind.TEXT, printed)
    if match := _PERCENT.fullmatch(folded):
        return Figure(Kind.PERCENT, printed, Decimal(match.group(1).replace(",", "")))
    folded = _NEGATIVE.sub(r"-\1", folded.lstrip("¥"))
    if match := _AMOUNT.fullmatch(folded):
        return Figure(Kind.AMOUNT, printed, Decimal(match.group(1).replace(",", "")), match.group(2) or "")
    return Figure(Kind.TEXT, printed)


def _holds_two(line: str) -> bool:
    """True where a gap within a line may part two figures: `70 12.5`, `5 0`, but not `1 234.56`, `12 .5`, `1 2 . 4`."""
    plain = " ".join(unicodedata.normalize("NFKC", line).translate(_MINUS).split())
    return " " in _CLOSED_GAP.sub("", _GROUPED.sub("0", plain))


def _breaks_inside(parts: Sequence[str]) -> bool:
    """True where the pieces can only be one number that a narrow cell broke.

    A full line breaks, so no piece is longer than the one before: `22,718,394.` + `48` and `1682.7` + `6` are one
    number; `12.00` + `13.00`, `70` + `12.5` are two. Figures end in an even number of decimals or in one.
    """
    pieces = [unicodedata.normalize("NFKC", p).translate(_MINUS) for p in parts if p]
    if any(not re.fullmatch(r"[-+]|[-+]?[\d,.%]+", p) for p in pieces):
        return False
    decimals = len("".join(pieces).rstrip("%").partition(".")[2])
    shrinking = all(len(a) >= len(b) or a in ("-", "+") for a, b in pairwise(pieces))
    return sum(p.count(".") for p in pieces) == 1 and shrinking and (decimals % 2 == 0 or decimals == 1)


def to_yuan(value: Decimal, unit: str) -> Decimal:
    """An amount in yuan with two decimals; digits below a fen (seven decimals of 万元) are rounded half up."""
    return (value * UNIT_FACTOR[unit]).quantize(CENT, rounding=ROUND_HALF_UP)
