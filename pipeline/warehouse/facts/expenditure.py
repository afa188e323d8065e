"""fact_expenditure from the cells of expenditure statements and of the expenditure side of the summaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.statements.model import StatementCell
from pipeline.warehouse.facts.columns import Meaning, expenditure_meaning
from pipeline.warehouse.facts.common import FactRow, origin
from pipeline.warehouse.facts.leaves import leaf_flags
from pipeline.warehouse.facts.names import resolved_codes
from pipeline.warehouse.facts.places import place
from pipeline.warehouse.facts.rows import PrintedRow, close, half_place, rows_of
from pipeline.warehouse.facts.vocabulary import expenditure_kind, is_closing_carryover, vocabulary

Column = tuple[Meaning, str]


def expenditure_facts(disclosure_id: str, cells: Sequence[StatementCell]) -> list[FactRow]:
    """One row for every amount whose column is expenditure. Columns of other meaning stay in staging only.

    `is_leaf` holds where the row is a leaf of its table and the cell no whole of parts printed beside it.
    """
    facts: list[FactRow] = []
    for statement in vocabulary()["expenditure_statements"]:
        rows = [row for row in _rows(cells, statement) if not _is_carried_out(row)]
        for kind in dict.fromkeys(_row_kind(row) for row in rows):
            facts += _table(disclosure_id, statement, kind, [row for row in rows if _row_kind(row) == kind])
    return facts


def _rows(cells: Sequence[StatementCell], statement: str) -> list[PrintedRow]:
    """The rows of expenditure of a statement. One without an income side may still print it as a block of its own."""
    beside = rows_of(cells, statement, "expenditure")
    if statement in vocabulary()["two_sided_statements"]:
        return beside
    return sorted([*rows_of(cells, statement, ""), *beside], key=lambda row: row.row_no)


def _row_kind(row: PrintedRow) -> str:
    """The kind a row names itself (基本支出 as a row), '' where its column says it."""
    return "" if row.code or row.project or row.unit_name else expenditure_kind(row.label)


def _is_carried_out(row: PrintedRow) -> bool:
    return not row.code and not row.project and is_closing_carryover(row.label)


def _table(disclosure_id: str, statement: str, kind: str, rows: Sequence[PrintedRow]) -> list[FactRow]:
    codes = resolved_codes(rows)
    leaves = leaf_flags(place(rows, codes))
    wholes = _columns_of_all_years(statement, rows)
    facts: list[FactRow] = []
    for row, code, is_leaf in zip(rows, codes, leaves, strict=True):
        counted = _counted_cells(statement, row)
        for index, cell in enumerate(row.cells):
            meaning = expenditure_meaning(statement, cell.measure)
            if meaning is None:
                continue
            part_of_whole = meaning.money_year != "all" and (replace(meaning, money_year="all"), cell.basis) in wholes
            facts.append(
                origin(disclosure_id, cell)
                | {
                    "function_code": _function_code(row, code),
                    "economic_code": meaning.economic_code or row.economic,
                    "project_name": row.project,
                    "funding_source": meaning.funding_source,
                    "kind": kind or meaning.kind,
                    "money_year": meaning.money_year,
                    "is_leaf": is_leaf and index in counted and not part_of_whole,
                }
            )
    return facts


def _function_code(row: PrintedRow, resolved: str) -> str:
    """The printed function code, or that of a 类 printed by its name only; deeper names are left without code."""
    return row.function_code or (resolved if not row.code and len(resolved) == 3 and resolved.startswith("2") else "")


def _columns_of_all_years(statement: str, rows: Sequence[PrintedRow]) -> set[Column]:
    """The columns of the table that are not split by the year of the money."""
    meanings = ((expenditure_meaning(statement, cell.measure), cell.basis) for row in rows for cell in row.cells)
    return {(meaning, basis) for meaning, basis in meanings if meaning is not None and meaning.money_year == "all"}


def _counted_cells(statement: str, row: PrintedRow) -> set[int]:
    """Indexes of the cells that count: of a total and its economic classes, the classes if they make the total."""
    groups: dict[Column, list[tuple[int, str, Decimal]]] = {}
    for index, cell in enumerate(row.cells):
        meaning = expenditure_meaning(statement, cell.measure)
        if meaning is not None and cell.amount is not None:
            whole = replace(meaning, economic_code="")
            groups.setdefault((whole, cell.basis), []).append((index, meaning.economic_code, cell.amount))
    counted: set[int] = set()
    for members in groups.values():
        wholes = [(index, amount) for index, code, amount in members if not code]
        parts = [(index, amount) for index, code, amount in members if code]
        if wholes and parts and not close(_sum(parts), _sum(wholes), len(parts), half_place([row])):
            parts = []
        counted |= {index for index, _ in parts or wholes}
    return counted


def _sum(members: Sequence[tuple[int, Decimal]]) -> Decimal:
    return sum((amount for _, amount in members), Decimal(0))
