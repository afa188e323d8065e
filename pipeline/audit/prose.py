"""Figures of the prose: how precisely they are printed, and where they stand."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.audit.model import Spot, box_of
from pipeline.audit.precision import decimals
from pipeline.narrative.model import Source
from pipeline.statements.amounts import UNIT_FACTOR

_FIGURE = re.compile(r"(?P<number>\d[\d,，]*(?:[.．]\d+)?)\s*(?P<unit>亿元|百万元|万元|千元|元|%|％)")
_FEN = Decimal("0.01")


def printed_amount(value: Decimal, sentence: str) -> tuple[str, Decimal]:
    """The text that prints this many yuan (of either sign) in a sentence, and one unit of its last place in yuan.

    Where the sentence does not print it so the text is '' and two decimals of 万元 are assumed.
    """
    for found in _FIGURE.finditer(sentence):
        factor = UNIT_FACTOR.get(found["unit"])
        number = found["number"].replace(",", "").replace("，", "").replace("．", ".")
        if factor is not None and (Decimal(number) * factor).quantize(_FEN) == abs(value):
            return found.group(), factor * Decimal(1).scaleb(-decimals(number))
    return "", Decimal(100)


def printed_percent(value: Decimal, sentence: str) -> tuple[str, Decimal]:
    """The text that prints this percentage (of either sign), and one unit of its last place."""
    for found in _FIGURE.finditer(sentence):
        number = found["number"].replace(",", "").replace("．", ".")
        if found["unit"] in "%％" and Decimal(number) == abs(value):
            return found.group(), Decimal(1).scaleb(-decimals(number))
    return "", Decimal(1).scaleb(-max(0, -int(value.as_tuple().exponent)))


def spot_in(source: Source, printed: str, label: str) -> Spot:
    """Where a sentence prints a figure: the box is that of the sentence's first line."""
    return Spot(printed, source.page, box_of(source), label, within=True)
