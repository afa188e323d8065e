"""Numbers of the prose: money to yuan, percentages, counts. No float touches them."""

from __future__ import annotations

import re
from decimal import Decimal

NUMBER = r"[-−－]?\d+(?:,\d{3})*(?:\.\d+)?"
UNIT = r"(?:亿元|万元|千元|元)"
MONEY = rf"{NUMBER}{UNIT}"
PERCENT = rf"{NUMBER}[%％]"

_FACTORS = {"亿元": Decimal(100_000_000), "万元": Decimal(10_000), "千元": Decimal(1_000), "元": Decimal(1)}
_MONEY = re.compile(rf"({NUMBER})({UNIT})")
_CENT = Decimal("0.01")


def number(printed: str) -> Decimal:
    """The value of a printed number: separators dropped, any minus sign understood."""
    return Decimal(re.sub(r"[,%％]", "", printed).replace("−", "-").replace("－", "-"))


def money(printed: str) -> Decimal:
    """`116.83万元` as yuan with two decimals."""
    found = _MONEY.fullmatch(printed)
    if found is None:
        raise ValueError("not an amount of money with its unit")
    return (number(found[1]) * _FACTORS[found[2]]).quantize(_CENT)


def percent(printed: str) -> Decimal:
    """`39.95%` as 39.95."""
    return number(printed)
