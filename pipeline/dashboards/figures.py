"""How figures look: money in 万元 with thousands separators, percentages, counts. The last step before the screen."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

BLANK: Final = "—"
"""What stands where nothing is printed; 0 stands as 0.00."""

_WAN: Final = Decimal(10_000)
_CENT: Final = Decimal("0.01")


def in_wan(yuan: Decimal | None) -> Decimal | None:
    """Yuan as 万元, exact."""
    return None if yuan is None else yuan / _WAN


def wan(yuan: Decimal | None) -> str:
    """Yuan as text in 万元 with two decimals; four where two would show an amount as nothing."""
    if yuan is None:
        return BLANK
    amount = yuan / _WAN
    places = _CENT if amount == 0 or abs(amount) >= _CENT / 2 else Decimal("0.0001")
    return f"{amount.quantize(places, ROUND_HALF_UP):,}"


def percent(value: Decimal | None, places: int = 2) -> str:
    """A percentage as text."""
    return BLANK if value is None else f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}%"


def share(part: Decimal | int | None, whole: Decimal | int | None) -> Decimal | None:
    """`part` in percent of `whole`, None where that says nothing."""
    return None if part is None or not whole else Decimal(100) * part / whole


def plain(value: Decimal | None) -> str:
    """A figure without trailing zeros, with thousands separators (findings: yuan, percent, points or counts)."""
    if value is None:
        return BLANK
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def count(value: int | None) -> str:
    """A count with thousands separators."""
    return BLANK if value is None else f"{value:,}"
