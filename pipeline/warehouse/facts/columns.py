"""What a column of an expenditure statement stands for: whose money, what kind, which economic class, which year's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.warehouse.facts.vocabulary import vocabulary
from schemas.values import FUNDING_SOURCES, KINDS

_YEARS = ("current_year", "carryover")


@dataclass(frozen=True, slots=True)
class Meaning:
    """The meaning of one column. `money_year`: all, current_year or carryover."""

    funding_source: str
    kind: str
    economic_code: str = ""
    money_year: str = "all"


@lru_cache(maxsize=1024)
def expenditure_meaning(statement: str, measure: str) -> Meaning | None:
    """The meaning of a measure in an expenditure statement; None if it is no expenditure there or not understood."""
    default = vocabulary()["expenditure_statements"].get(statement)
    if default is None or measure in vocabulary()["income_columns"]:
        return None
    start = Meaning(default["funding_source"], default["kind"])
    for year in _YEARS:
        if measure == year:
            return replace(start, money_year=year)
        if measure.endswith(f"_{year}"):
            whole = _named(start, measure.removesuffix(f"_{year}"))
            return None if whole is None else replace(whole, money_year=year)
    return _named(start, measure)


def _named(start: Meaning, measure: str) -> Meaning | None:
    if measure == "total":
        return start
    if measure in KINDS:
        return replace(start, kind=measure)
    if measure in FUNDING_SOURCES:
        return replace(start, funding_source=measure)
    if measure in vocabulary()["economic_columns"]:
        return replace(start, economic_code=measure)
    return None
