"""fact_income from income statements, the income side of the summaries, and income columns of fund statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from pipeline.statements.model import StatementCell
from pipeline.warehouse.facts.common import FactRow, origin
from pipeline.warehouse.facts.leaves import leaf_flags
from pipeline.warehouse.facts.names import resolved_codes
from pipeline.warehouse.facts.places import place
from pipeline.warehouse.facts.rows import PrintedRow, amount_in, close, half_place, main_column, rows_of
from pipeline.warehouse.facts.vocabulary import income_source, is_total, vocabulary
from schemas.values import FUNDING_SOURCES, dimensions

UNCLASSIFIED = "unclassified"
_CARRIED = "_carryover"
_TOTALS = ("all", "current_year_income")


def income_facts(disclosure_id: str, cells: Sequence[StatementCell]) -> list[FactRow]:
    """One row for every income amount.

    In income_summary the column names the funding source and the rows are functions or units; in the summaries the row
    names it. `is_leaf` is about rows: the sum of the leaves of one funding source (of all items, in the summaries)
    counts nothing twice.
    """
    facts = _by_function(disclosure_id, cells)
    facts += _income_columns(disclosure_id, cells)
    for statement in vocabulary()["two_sided_statements"]:
        facts += _by_item(disclosure_id, statement, rows_of(cells, statement, "income"))
    return facts


def _by_function(disclosure_id: str, cells: Sequence[StatementCell]) -> list[FactRow]:
    rows = rows_of(cells, "income_summary", "")
    leaves = leaf_flags(place(rows, resolved_codes(rows)))
    facts: list[FactRow] = []
    for row, is_leaf in zip(rows, leaves, strict=True):
        for cell in row.cells:
            source = _column_source(cell.measure)
            bare = not (row.code or row.unit_name or row.project or is_total(row.label))
            facts.append(_fact(disclosure_id, cell, row.function_code, row.label if bare else "", source, is_leaf))
    return facts


def _income_columns(disclosure_id: str, cells: Sequence[StatementCell]) -> list[FactRow]:
    """The income column that final accounts of a fund print beside its expenditure."""
    facts: list[FactRow] = []
    for statement, default in vocabulary()["expenditure_statements"].items():
        rows = rows_of([cell for cell in cells if cell.measure == "income"], statement, "")
        for row, is_leaf in zip(rows, leaf_flags(place(rows, resolved_codes(rows))), strict=True):
            facts += [
                _fact(disclosure_id, cell, row.function_code, "", default["funding_source"], is_leaf)
                for cell in row.cells
            ]
    return facts


def _by_item(disclosure_id: str, statement: str, rows: Sequence[PrintedRow]) -> list[FactRow]:
    sources = _item_sources(rows)
    leaves = _item_leaves(rows, sources)
    whole = vocabulary()["income_statements"][statement]
    facts: list[FactRow] = []
    for row, source, is_leaf in zip(rows, sources, leaves, strict=True):
        for cell in row.cells:
            printed = source if whole == "all" or source not in ("all", "current_year_income") else whole
            facts.append(
                _fact(disclosure_id, cell, row.function_code, row.label, _of_column(printed, cell.measure), is_leaf)
            )
    return facts


def _item_sources(rows: Sequence[PrintedRow]) -> list[str]:
    """The source of each item. Below 上年结转 the same names mean money carried over, until 本年收入 or a total."""
    sources: list[str] = []
    carried = False
    for row in rows:
        source = income_source(row.label) or UNCLASSIFIED
        if source in ("all", "current_year_income"):
            carried = False
        elif _is_carried(source):
            carried = True
        elif carried and f"{source}{_CARRIED}" in FUNDING_SOURCES:
            source = f"{source}{_CARRIED}"
        elif carried and source == "fiscal_appropriation":
            source = "fiscal_carryover"
        sources.append(source)
    return sources


def _item_leaves(rows: Sequence[PrintedRow], sources: Sequence[str]) -> list[bool]:
    """An item is a leaf unless a source below it is printed too; an unknown item is one only if the total needs it.

    Where that does not make the total, some parts (其中) are not all of what they stand below: then the item above them
    is the leaf, if that makes the total.
    """
    summing = {ancestor for source in sources for ancestor in _ancestors(source)}
    leaves = [source not in summing and source != UNCLASSIFIED for source in sources]
    column = main_column(rows)
    if column is None:
        return leaves
    half = half_place(rows)
    amounts = [amount_in(row, column) or Decimal(0) for row in rows]
    totals = [amount for amount, source in zip(amounts, sources, strict=True) if source in _TOTALS]
    if _makes(amounts, leaves, totals, half):
        return leaves
    wholes = _whole_leaves(amounts, sources, half)
    readings = (_with_unknown(leaves, sources), wholes, _with_unknown(wholes, sources))
    return next((reading for reading in readings if _makes(amounts, reading, totals, half)), leaves)


def _makes(amounts: Sequence[Decimal], leaves: Sequence[bool], totals: Sequence[Decimal], half: Decimal) -> bool:
    """Whether the leaves add up to one of the printed totals."""
    made = sum((amount for amount, leaf in zip(amounts, leaves, strict=True) if leaf), Decimal(0))
    return any(close(made, total, len(amounts), half) for total in totals)


def _with_unknown(leaves: Sequence[bool], sources: Sequence[str]) -> list[bool]:
    return [leaf or source == UNCLASSIFIED for leaf, source in zip(leaves, sources, strict=True)]


def _whole_leaves(amounts: Sequence[Decimal], sources: Sequence[str], half: Decimal) -> list[bool]:
    """Leaves where an item counts itself unless the parts printed right below it make it."""
    leaves = [False] * len(sources)
    for at in reversed(range(len(sources))):
        if sources[at] in (*_TOTALS, UNCLASSIFIED):
            continue
        parts = [i for i in _right_below(at, sources) if leaves[i]]
        made = sum((amounts[i] for i in parts), Decimal(0))
        if parts and close(made, amounts[at], len(parts), half):
            continue
        leaves[at] = True
        for i in parts:
            leaves[i] = False
    return leaves


def _right_below(at: int, sources: Sequence[str]) -> Iterator[int]:
    """The items that follow an item as long as their sources lie below its own."""
    return takewhile(lambda i: sources[at] in _ancestors(sources[i]), range(at + 1, len(sources)))


def _of_column(source: str, measure: str) -> str:
    """Row and column together: a column named after a fund tells whose money the row's item is."""
    if measure == "total" or measure not in FUNDING_SOURCES:
        return source if measure == "total" else UNCLASSIFIED
    if _is_carried(source) and f"{measure}{_CARRIED}" in FUNDING_SOURCES:
        return f"{measure}{_CARRIED}"
    return measure


def _column_source(measure: str) -> str:
    """The funding source a column of the income statement stands for."""
    whole = {"total": "all", "current_year": "current_year_income"}
    return whole.get(measure, measure if measure in FUNDING_SOURCES else UNCLASSIFIED)


def _is_carried(source: str) -> bool:
    return source == "carryover" or source.endswith(_CARRIED)


def _ancestors(source: str) -> list[str]:
    above: list[str] = []
    parent = dimensions()["funding_sources"][source]["parent"]
    while parent:
        above.append(parent)
        parent = dimensions()["funding_sources"][parent]["parent"]
    return above


def _fact(disclosure_id: str, cell: StatementCell, code: str, item: str, source: str, is_leaf: bool) -> FactRow:
    return origin(disclosure_id, cell) | {
        "function_code": code,
        "item": item,
        "funding_source": source,
        "is_leaf": is_leaf,
    }
