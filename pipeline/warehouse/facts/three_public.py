"""fact_three_public: travel abroad, vehicles and reception, also where the table prints them across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.statements.model import StatementCell
from pipeline.warehouse.facts.common import FactRow, origin
from pipeline.warehouse.facts.leaves import leaf_flags
from pipeline.warehouse.facts.places import Placed, place
from pipeline.warehouse.facts.rows import PrintedRow, rows_of
from pipeline.warehouse.facts.sums import settle_by_sums
from pipeline.warehouse.facts.vocabulary import vocabulary
from schemas.values import FUNDING_SOURCES, THREE_PUBLIC_ITEMS, dimensions


def three_public_facts(disclosure_id: str, cells: Sequence[StatementCell]) -> list[FactRow]:
    """One row for every amount of a known item; an item is a leaf unless its parts are printed too."""
    rows = [row for row in rows_of(cells, "three_public", "") if row.code in THREE_PUBLIC_ITEMS]
    whole = vocabulary()["fund_of_totals"]["three_public"]
    return [
        origin(disclosure_id, cell)
        | {
            "item": row.code,
            "funding_source": whole if cell.measure == "total" else cell.measure,
            "is_leaf": is_leaf,
        }
        for row, is_leaf in zip(rows, _leaf_flags(rows), strict=True)
        for cell in row.cells
        if cell.measure == "total" or cell.measure in FUNDING_SOURCES
    ]


def _leaf_flags(rows: Sequence[PrintedRow]) -> list[bool]:
    heads = _heads_of_units(rows)
    below = [row for row in rows if row.row_no not in heads]
    places = place(below, ["" if row.code == "total" else row.code for row in below])
    placed = [replace(row, item="") for row in places]  # rows are known by their item's key alone
    flags = iter(leaf_flags(placed, _ancestors))
    return [row.row_no not in heads and next(flags) for row in rows]


def _heads_of_units(rows: Sequence[PrintedRow]) -> set[int]:
    """The numbers of unit rows that sum the unit rows below them: a department often bears the name of one of them.

    Read from the totals of all items and the total of all units.
    """
    totals = [row for row in rows if row.code == "total"]
    placed = [Placed(replace(row, code=""), "", "", row.unit_name, "", "") for row in totals]
    flags = [bool(row.unit_name) for row in totals]
    settle_by_sums(placed, flags)
    return {row.row_no for row, flag in zip(totals, flags, strict=True) if row.unit_name and not flag}


def _ancestors(item: str) -> tuple[str, ...]:
    """The items an item is part of; the total of all is ''."""
    if not item:
        return ()
    parent = dimensions()["three_public_items"][item]["parent"]
    return ("",) if parent == "total" else (parent, *_ancestors(parent))
