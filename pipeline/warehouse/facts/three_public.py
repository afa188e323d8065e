"""fact_three_public: travel abroad, vehicles and reception, also where the table prints them across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.statements.model import StatementCell
from pipeline.warehouse.facts.common import FactRow, origin
from pipeline.warehouse.facts.leaves import leaf_flags
from pipeline.warehouse.facts.places import place
from pipeline.warehouse.facts.rows import rows_of
from pipeline.warehouse.facts.vocabulary import vocabulary
from schemas.values import FUNDING_SOURCES, THREE_PUBLIC_ITEMS, dimensions


def three_public_facts(disclosure_id: str, cells: Sequence[StatementCell]) -> list[FactRow]:
    """One row for every amount of a known item; an item is a leaf unless its parts are printed too."""
    rows = [row for row in rows_of(cells, "three_public", "") if row.code in THREE_PUBLIC_ITEMS]
    places = place(rows, ["" if row.code == "total" else row.code for row in rows])
    placed = [replace(row, item="") for row in places]  # rows are known by their item's key alone
    whole = vocabulary()["fund_of_totals"]["three_public"]
    return [
        origin(disclosure_id, cell)
        | {
            "item": row.code,
            "funding_source": whole if cell.measure == "total" else cell.measure,
            "is_leaf": is_leaf,
        }
        for row, is_leaf in zip(rows, leaf_flags(placed, _ancestors), strict=True)
        for cell in row.cells
        if cell.measure == "total" or cell.measure in FUNDING_SOURCES
    ]


def _ancestors(item: str) -> tuple[str, ...]:
    """The items an item is part of; the total of all is ''."""
    if not item:
        return ()
    parent = dimensions()["three_public_items"][item]["parent"]
    return ("",) if parent == "total" else (parent, *_ancestors(parent))
