"""What the figures of a document's statements mean, so that the same figure can be found in several of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.audit.places import nearest
from pipeline.audit.sides import Side, read_side
from pipeline.audit.tables import Amount, Column, Row, Table
from pipeline.warehouse.facts.columns import Meaning, expenditure_meaning

FISCAL = "fiscal_appropriation"
GENERAL = "general_budget"


class Key(NamedTuple):
    """What an amount of expenditure is: whose money, what kind, of which year and year's money."""

    fund: str
    kind: str
    basis: str
    money_year: str = "all"


@dataclass(frozen=True, slots=True)
class Found:
    """The printed amounts that make a figure (one, or those of several units), and the row that stands for it."""

    row: Row
    amounts: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One list of expenditure with the meaning of its columns."""

    table: Table
    columns: dict[Key, Column]
    side: Side | None
    rows: dict[str, list[Row]]

    @classmethod
    def of(cls, table: Table, columns: dict[Key, Column], side: Side | None) -> Statement:
        """A list with its rows by code."""
        rows: dict[str, list[Row]] = {}
        for row in table.rows:
            rows.setdefault(row.code, []).append(row)
        return cls(table, columns, side, rows)

    def has_codes(self, digit: str) -> bool:
        """Whether rows are classes of functions (`2`) or of the economy (`3`)."""
        return any(code.startswith(digit) for code in self.rows)

    def codes(self, length: int) -> list[str]:
        """The codes of one length that are printed, in order."""
        return [code for code in self.rows if len(code) == length and code.isdigit()]

    def has_class(self, code: str, *, whole: bool) -> bool:
        """Whether a class is printed, or (`whole` not asked for) only what it consists of."""
        return code in self.rows or (not whole and any(each.startswith(code) for each in self.rows))

    def of_code(self, key: Key, code: str) -> Found | None:
        """The amount of a class: of its own rows (every unit's, or all units'), else of the rows below it."""
        column = self.columns.get(key)
        if column is None:
            return None
        rows = [row for row in self.rows.get(code, []) if not row.project and not row.economic_code]
        if not rows:
            below = (held for each, held in self.rows.items() if each.startswith(code))
            rows = sorted((row for held in below for row in held), key=lambda row: row.index)
        return _found(nearest(rows), column)

    def totals(self, key: Key) -> list[Found]:
        """What may stand for the whole: the total row, in summaries the year's total and the grand total."""
        column = self.columns.get(key)
        if column is None:
            return []
        if self.side is not None:
            rows = [row for row in (self.side.year, self.side.grand) if row is not None]
            return [Found(row, (row.amounts[column],)) for row in rows if column in row.amounts]
        totals = self.table.totals
        if len(totals) > 1:
            totals = [max(totals, key=lambda row: row.amounts[column].value if column in row.amounts else -1)]
        if not totals:
            placed = [row for row in self.table.rows if row.code or row.economic_code or row.project or row.unit_name]
            found = _found(nearest(placed), column)
            return [found] if found is not None else []
        return [Found(row, (row.amounts[column],)) for row in totals if column in row.amounts]


def _found(rows: Sequence[Row], column: Column) -> Found | None:
    amounts = tuple(row.amounts[column] for row in rows if column in row.amounts)
    return Found(rows[0], amounts) if amounts else None


def statements_of(tables: Sequence[Table]) -> list[Statement]:
    """Every list of expenditure of a document; of lists side by side in a summary only the one by functions."""
    found: list[Statement] = []
    for table in tables:
        if table.section == "income" or (table.section and table.classification != "function"):
            continue
        columns: dict[Key, Column] = {}
        for column in table.columns:
            meaning = meaning_of(table, column)
            if meaning is not None and not meaning.economic_code:
                columns.setdefault(Key(meaning.funding_source, meaning.kind, column.basis, meaning.money_year), column)
        if columns:
            found.append(Statement.of(table, columns, read_side(table) if table.section else None))
    return found


def meaning_of(table: Table, column: Column) -> Meaning | None:
    """A column's meaning in its statement; a title may say whose money a statement is about that others of its kind
    give for all funds."""
    meaning = expenditure_meaning(table.statement, column.measure)
    if meaning is not None and meaning.funding_source == "all":
        meaning = replace(meaning, funding_source=_fund_of(table.title))
    if meaning is None and table.statement == "other" and "基本支出" in table.title:
        meaning = expenditure_meaning("general_budget_basic", column.measure)
        if meaning is not None and column.measure not in (GENERAL, FISCAL):
            meaning = replace(meaning, funding_source=_fund_of(table.title))
    return meaning


def _fund_of(title: str) -> str:
    if "一般公共预算" in title or "公共财政预算" in title:
        return GENERAL
    return FISCAL if "财政拨款" in title else "all"
