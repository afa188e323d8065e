"""Whether an amount is the own year's: what the words before it say."""

from __future__ import annotations

import re

from pipeline.narrative.vocabulary import pattern

_YEAR = re.compile(r"(?<!\d)20\d{2}(?=年)")


def is_of_another_year(before: str, fiscal_year: int | None) -> bool:
    """True where the words name a year, or last year, and not the own one. Money carried over is the own year's."""
    plain = pattern("carried_over").sub("", before)
    years = {int(year) for year in _YEAR.findall(plain)}
    other = fiscal_year is not None and bool(years) and fiscal_year not in years
    return other or pattern("year_before").search(plain) is not None
