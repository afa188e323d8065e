"""The two sides of a summary: which rows are items, which the year's total, which balances, which the grand total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.audit.rules import vocabulary
from pipeline.audit.tables import Row, Table
from pipeline.warehouse.facts.vocabulary import income_source, is_closing_carryover, plain
from schemas.values import FUNDING_SOURCES, dimensions

_CARRIED = "_carryover"
BALANCES = ("carryover", "surplus_used")


@dataclass(slots=True)
class Side:
    """One list of a summary. `year` and `grand` are None where they are not printed; `known` says how each item reads.

    `sources` gives the funding source of each row of the income side by its index, '' where its name says none.
    """

    table: Table
    items: list[Row] = field(default_factory=list)
    balances: list[Row] = field(default_factory=list)
    year: Row | None = None
    grand: Row | None = None
    sources: dict[int, str] = field(default_factory=dict)

    @property
    def whole(self) -> Row | None:
        """The row that sums the whole side."""
        return self.grand or self.year


@cache
def _patterns(role: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in vocabulary()["sides"][role]))


def _is(role: str, row: Row) -> bool:
    return not row.code and bool(_patterns(role).fullmatch(plain(row.label)))


def read_side(table: Table) -> Side:
    """Sort the rows of one side into their roles.

    Rows after the year's total are balances even where their name is not understood: that is where they stand.
    """
    side = Side(table)
    side.grand = next((row for row in reversed(table.rows) if _is("grand", row)), None)
    years = [row for row in table.rows if _is("year", row) and row is not side.grand]
    if side.grand is None and len(years) > 1:
        side.grand = years.pop()  # 本年收入 ... 上年结转 ... 收入合计
    named = [row for row in years if plain(row.label)[:1] in ("本", "当")]
    side.year = next(iter(named or reversed(years)), None)
    if side.grand is None and side.year is None:
        side.grand = next((row for row in table.rows if row.is_total), None)
    side.sources = _sources(table) if table.section == "income" else {}
    closed = side.year is not None and side.year.index > 0
    for row in table.rows:
        if row in (side.grand, side.year) or (row in years and row is not side.year):
            continue
        after = closed and side.year is not None and row.index > side.year.index
        (side.balances if after or _is_balance(row, side) else side.items).append(row)
    return side


def _is_balance(row: Row, side: Side) -> bool:
    if side.table.section == "income":
        return any(above in BALANCES for above in with_ancestors(side.sources.get(row.index, "")))
    return not row.code and (is_closing_carryover(row.label) or _is("balance", row))


def _sources(table: Table) -> dict[int, str]:
    """The source of each income item; below 上年结转 the same names mean money carried over."""
    found: dict[int, str] = {}
    carried = False
    for row in table.rows:
        source = income_source(row.label)
        if source in ("all", "current_year_income"):
            carried = False
        elif "carryover" in with_ancestors(source):
            carried = True
        elif carried and f"{source}{_CARRIED}" in FUNDING_SOURCES:
            source = f"{source}{_CARRIED}"
        elif carried and source == "fiscal_appropriation":
            source = "fiscal_carryover"
        found[row.index] = source
    return found


def with_ancestors(source: str) -> list[str]:
    """A funding source and everything above it."""
    chain: list[str] = []
    while source:
        chain.append(source)
        source = dimensions()["funding_sources"][source]["parent"]
    return chain


def outermost(rows: Sequence[Row], sources: dict[int, str], unknown: bool) -> list[Row]:
    """The rows whose source stands under no other printed source; rows without a known source only with `unknown`."""
    printed = {sources[row.index] for row in rows if sources.get(row.index)}
    kept = []
    for row in rows:
        source = sources.get(row.index, "")
        if (source and not printed & set(with_ancestors(source)[1:])) or (not source and unknown):
            kept.append(row)
    return kept


def directly_below(source: str, rows: Sequence[Row], sources: dict[int, str]) -> list[Row]:
    """The rows whose source stands under `source` with no printed source in between."""
    printed = {sources[row.index] for row in rows if sources.get(row.index)}
    found = []
    for row in rows:
        above = with_ancestors(sources.get(row.index, ""))[1:]
        nearest = next((each for each in above if each in printed), "")
        if source in above and nearest == source:
            found.append(row)
    return found
