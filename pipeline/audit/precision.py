"""How precisely a figure is printed, from its text: the value of one unit in its last place, in yuan.

A statement prints all its figures alike; one with fewer decimals than its neighbours has lost zeros (`70` beside
`1208.25`), which costs no precision, unless it fills the width of the column (`480544221.6` for 480544221.62).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from pipeline.statements.amounts import UNIT_FACTOR
from pipeline.statements.model import StatementCell

_NOT_NUMBER = re.compile(r"[^\d.\-]")
_FEN = Decimal("0.01")


@lru_cache(maxsize=8192)  # a figure is looked at for its statement's printing, for its own, and for its unit
def printed_number(printed: str) -> Decimal | None:
    """The number of a printed text, without separators and percent sign; None where there is none."""
    try:
        return Decimal(_NOT_NUMBER.sub("", unicodedata.normalize("NFKC", printed)))
    except InvalidOperation:
        return None


@lru_cache(maxsize=8192)
def decimals(printed: str) -> int:
    """How many decimals are printed."""
    number = _NOT_NUMBER.sub("", unicodedata.normalize("NFKC", printed))
    return len(number.partition(".")[2])


def unit_factor(amount: Decimal | None, printed: str) -> Decimal | None:
    """Yuan per printed unit, None for zero and for text that is no number."""
    number = printed_number(printed)
    if not amount or not number:
        return None
    ratio = abs(amount / number)
    return min(UNIT_FACTOR.values(), key=lambda factor: max(ratio / factor, factor / ratio))


@dataclass(frozen=True, slots=True)
class Precision:
    """The printing of one statement: its unit, its decimals and the length of its longest figure."""

    factor: Decimal
    decimals: int
    width: int

    def step(self, printed: str) -> Decimal:
        """One unit of the last place of this figure, in yuan."""
        own = decimals(printed)
        lossless = own >= self.decimals or len(printed) < self.width
        return max(_FEN, self.factor * Decimal(1).scaleb(-(self.decimals if lossless else own)))


def precision_of(cells: Sequence[StatementCell]) -> Precision:
    """The printing of the statement these cells are of."""
    factors = [unit_factor(cell.amount, cell.printed) for cell in cells]
    factor = _most(f for f in factors if f is not None) or Decimal(1)
    texts = [cell.printed for cell in cells if cell.amount is not None and printed_number(cell.printed) is not None]
    places = max((decimals(text) for text in texts), default=0)
    width = max((len(text) for text in texts if decimals(text) == places), default=0)
    return Precision(factor, places, width)


def tolerance(steps: Iterable[Decimal]) -> Decimal:
    """What rounding each of these figures to its last place may add up to."""
    return sum(steps, Decimal(0)) / 2


def _most(values: Iterable[Decimal]) -> Decimal | None:
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value)) if counted else None
