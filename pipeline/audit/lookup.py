"""What the statements of a document say about a subject of the prose: every figure that it may mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.audit.figures import Found, Key, statements_of
from pipeline.audit.rules import kind_classes
from pipeline.audit.sides import Side, read_side
from pipeline.audit.spending import items_of
from pipeline.audit.tables import Row, Table

KINDS = (
    "basic", "project", "personnel", "operating",
    "superior_remittance", "operating_expenditure", "affiliate_subsidy",
)  # fmt: skip
BASIC = ("general_budget_basic", "fiscal_appropriation_basic")
FUNDS = ("general_budget", "government_fund", "state_capital", "fiscal_appropriation")
THREE_PUBLIC = {"three_public": "total"} | {
    item: item for item in ("abroad", "reception", "vehicle", "vehicle_purchase", "vehicle_operation")
}


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject of the prose by the keys of `fact_text_figure`."""

    section: str
    subject: str
    funding_source: str
    function_code: str
    economic_code: str
    basis: str


class Lookup:
    """The statements of one document, asked for the figures of a subject."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._statements = statements_of(tables)
        self._incomes = [read_side(table) for table in tables if table.section == "income"]
        self._income_tables = [table for table in tables if table.statement == "income_summary"]
        self._items = [items for table in tables if table.statement == "three_public" for items in items_of(table)[:1]]

    def figures(self, asked: Subject) -> list[Found]:
        """Every figure that the subject may mean: one must agree. None where the statements do not print it."""
        if asked.subject in THREE_PUBLIC:
            return self._three_public(THREE_PUBLIC[asked.subject], asked.basis)
        if asked.section == "income":
            return self._income(asked)
        if asked.section == "carryover":
            return []
        found = self._expenditure(asked)
        return found if asked.section == "expenditure" else [*found, *self._income(asked)]

    def wholes(self) -> set[Decimal]:
        """The totals of all money and of fiscal appropriation, in yuan."""
        found = [each for side in self._incomes for each in _of_rows([side.year, side.grand])]
        return {amount.value for each in found for amount in each.amounts}

    def _three_public(self, item: str, basis: str) -> list[Found]:
        found = []
        for items in self._items:
            row = items.get(item)
            amounts = [a for c, a in row.amounts.items() if c.basis == basis] if row else []
            found += [Found(row, (amount,)) for amount in amounts if row is not None]
        return found

    def _expenditure(self, asked: Subject) -> list[Found]:
        kind = asked.subject if asked.subject in KINDS else "total"
        for fund in _funds(asked):
            key = Key(fund, kind, asked.basis)
            holders = [s for s in self._statements if key in s.columns]
            code = asked.function_code or asked.economic_code
            if code:
                found = [f for s in holders if s.has_codes(code[:1]) and (f := s.of_code(key, code)) is not None]
                if not found and len(code) == 3:
                    continue
            elif asked.subject in (*KINDS, *FUNDS, "total"):
                found = [each for s in holders for each in s.totals(key)] or self._by_classes(fund, asked)
            else:
                found = []
            if found:
                return found
        return []

    def _by_classes(self, fund: str, asked: Subject) -> list[Found]:
        """Personnel and operating expenditure of a list of economic classes that does not name them."""
        key = Key(fund, "basic", asked.basis)
        classes = kind_classes(asked.subject)
        for statement in self._statements:
            if classes and key in statement.columns and statement.table.statement in BASIC and statement.has_codes("3"):
                found = [f for code in classes if (f := statement.of_code(key, code)) is not None]
                if found:
                    return [Found(found[0].row, tuple(amount for f in found for amount in f.amounts))]
        return []

    def _income(self, asked: Subject) -> list[Found]:
        found: list[Found] = []
        if asked.subject == "total":
            for side in self._incomes[:1]:
                found += _of_rows([side.year, side.grand])
        elif asked.subject in ("fiscal_appropriation", *FUNDS) and asked.section != "income":
            for side in self._incomes[1:]:
                wholes = [side.year, side.grand] if asked.subject == "fiscal_appropriation" else []
                found += _of_rows([*wholes, *self._items_of(side, asked.subject)])
        else:
            for side in self._incomes:
                found += _of_rows(self._items_of(side, asked.subject))
            for table in self._income_tables:
                row = next(iter(table.totals), None)
                columns = [c for c in row.amounts if c.measure == asked.subject] if row else []
                found += [Found(row, (row.amounts[c],)) for c in columns if row is not None]
        return found

    @staticmethod
    def _items_of(side: Side, source: str) -> Iterable[Row]:
        rows = (*side.items, *side.balances)
        return (row for row in rows if side.sources.get(row.index) in (source, f"{source}_carryover"))


def _funds(asked: Subject) -> tuple[str, ...]:
    """Whose money is meant; where nothing is said, all money."""
    if asked.subject in FUNDS:
        return (asked.subject,)
    return (asked.funding_source or "all",)


def _of_rows(rows: Iterable[Row | None]) -> list[Found]:
    found = []
    for row in rows:
        amounts = [a for c, a in row.amounts.items() if c.measure == "total"] if row else []
        found += [Found(row, (amount,)) for amount in amounts[:1] if row is not None]
    return found
