"""fact_carryover: money carried in from the prior year, and out at the end of the year where a statement prints it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.statements.model import StatementCell
from pipeline.warehouse.facts.common import FactRow, origin
from pipeline.warehouse.facts.leaves import leaf_flags
from pipeline.warehouse.facts.names import resolved_codes
from pipeline.warehouse.facts.places import place
from pipeline.warehouse.facts.rows import PrintedRow, rows_of
from pipeline.warehouse.facts.vocabulary import is_closing_carryover, vocabulary
from schemas.values import FUNDING_SOURCES


def carryover_facts(disclosure_id: str, cells: Sequence[StatementCell]) -> list[FactRow]:
    """One row for every amount of the carry-over statement, of carry-over columns and of 结转下年 in the summaries."""
    facts: list[FactRow] = []
    rows = rows_of(cells, "carryover", "")
    columns = vocabulary()["carryover_columns"]
    for row, is_leaf in _with_leaves(rows):
        for cell in row.cells:
            if cell.measure in columns:
                source, kind = columns[cell.measure]
                facts.append(_fact(disclosure_id, row, cell, "opening", source, kind, is_leaf))
    facts += _carryover_columns(disclosure_id, cells)
    for statement in vocabulary()["two_sided_statements"]:
        facts += _carried_out(disclosure_id, statement, rows_of(cells, statement, "expenditure"))
    return facts


def _carryover_columns(disclosure_id: str, cells: Sequence[StatementCell]) -> list[FactRow]:
    """The opening and closing columns that final accounts of a fund print beside its expenditure."""
    facts: list[FactRow] = []
    positions = {measure: name for measure, name in vocabulary()["income_columns"].items() if name != "income"}
    carried = [cell for cell in cells if cell.measure in positions]
    for statement, default in vocabulary()["expenditure_statements"].items():
        for row, is_leaf in _with_leaves(rows_of(carried, statement, "")):
            for cell in row.cells:
                position, source = positions[cell.measure], default["funding_source"]
                facts.append(_fact(disclosure_id, row, cell, position, source, "total", is_leaf))
    return facts


def _carried_out(disclosure_id: str, statement: str, rows: Sequence[PrintedRow]) -> list[FactRow]:
    """结转下年 on the expenditure side of a summary; a second such row (结余 beside 结转) is part of none."""
    whole = vocabulary()["expenditure_statements"][statement]["funding_source"]
    return [
        _fact(disclosure_id, row, cell, "closing", whole if cell.measure == "total" else cell.measure, "total", True)
        for row in rows
        if not row.code and not row.project and is_closing_carryover(row.label)
        for cell in row.cells
        if cell.measure == "total" or cell.measure in FUNDING_SOURCES
    ]


def _with_leaves(rows: Sequence[PrintedRow]) -> list[tuple[PrintedRow, bool]]:
    return list(zip(rows, leaf_flags(place(rows, resolved_codes(rows))), strict=True))


def _fact(
    disclosure_id: str, row: PrintedRow, cell: StatementCell, position: str, source: str, kind: str, is_leaf: bool
) -> FactRow:
    return origin(disclosure_id, cell) | {
        "item": row.label,
        "function_code": row.function_code,
        "position": position,
        "funding_source": source,
        "kind": kind,
        "is_leaf": is_leaf,
    }
