"""Family `across`, income: the summary's items, the income statement and fiscal appropriation say the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from pipeline.audit.figures import Key, Statement, statements_of
from pipeline.audit.making import best, check_amounts
from pipeline.audit.model import HOLDS, ROUNDING, Check
from pipeline.audit.sides import Side, read_side
from pipeline.audit.tables import Amount, Column, Row, Table

INCOME = "same_income"
BY_FUNCTION = "income_by_function"
SUMMARY, INCOME_TABLE, FISCAL_SUMMARY = "income_expenditure_summary", "income_summary", "fiscal_appropriation_summary"


def check_income(tables: Sequence[Table], stage: str) -> Iterator[Check]:
    """Income over all statements. In a final account income by function need not be expenditure by function."""
    sides = {t.statement: read_side(t) for t in reversed(tables) if t.section == "income"}
    summary, fiscal = sides.get(SUMMARY), sides.get(FISCAL_SUMMARY)
    for table in tables:
        if table.statement == INCOME_TABLE and summary is not None:
            yield from _totals(summary, table)
            yield from _sources(summary, table)
    if summary is not None and fiscal is not None:
        yield from _items(summary, fiscal)
    if stage == "budget":
        yield from _by_function(tables)


def _whole(table: Table) -> Row | None:
    """The row for everything: the total, else the only row, else the first unit's."""
    if table.totals:
        return table.totals[0]
    units = [row for row in table.rows if row.is_unit]
    return units[0] if len(units) == 1 else None


def _main(row: Row) -> Column | None:
    return next((c for c in row.amounts if c.measure == "total" and c.basis in ("budget", "final")), None)


def _totals(summary: Side, table: Table) -> Iterator[Check]:
    whole = _whole(table)
    column = _main(whole) if whole else None
    if whole is None or column is None:
        return
    rows = [row for row in (summary.grand, summary.year) if row is not None]
    theirs = [(row, row.amounts[main]) for row in rows if (main := _main(row)) is not None]
    what = f"《{table.title}》合计 = 《{summary.table.title}》"
    yield from best(
        [
            [check_amounts(INCOME, table.statement, whole, [whole.amounts[column]], [amount], f"{what}“{row.name}”")]
            for row, amount in theirs
        ]
    )


def _sources(summary: Side, table: Table) -> Iterator[Check]:
    """Each item of the summary against the column of its funding source (with transfers from above, or without)."""
    whole = _whole(table)
    if whole is None:
        return
    by_measure = {c.measure: a for c, a in whole.amounts.items() if c.basis in ("budget", "final")}
    rows = [row for row in (*summary.items, *summary.balances) if summary.sources.get(row.index) in by_measure]
    for source in dict.fromkeys(summary.sources[row.index] for row in rows):
        same = [row for row in rows if summary.sources[row.index] == source]
        ours = [row.amounts[main] for row in same if (main := _main(row)) is not None]
        if not ours or source == "total":
            continue
        row = same[0]
        readings = [[by_measure[source]]]
        more = (by_measure.get(f"{source}_{kind}") for kind in ("transfer", "carryover"))
        readings += [[by_measure[source], amount] for amount in more if amount is not None]
        what = f"《{summary.table.title}》“{row.name}” = 《{table.title}》合计"
        wholes = [[amount] for amount in ours] + ([ours] if len(ours) > 1 else [])
        yield from best(
            [[check_amounts(INCOME, SUMMARY, row, whole, reading, what)] for whole in wholes for reading in readings]
        )


def _items(summary: Side, fiscal: Side) -> Iterator[Check]:
    """The three budgets in the summary of all money and in that of fiscal appropriation, with carry-over or without."""
    for source in ("general_budget", "government_fund", "state_capital"):
        ours, theirs = _amounts(summary, source), _amounts(fiscal, source)
        if not ours or not theirs:
            continue
        row = next(row for row in summary.items if summary.sources.get(row.index) == source)
        what = f"《{summary.table.title}》“{row.name}” = 《{fiscal.table.title}》同名项"
        yield from best(
            [[check_amounts(INCOME, SUMMARY, row, a, b, what)] for a, b in product(_ways(ours), _ways(theirs))]
        )


def _amounts(side: Side, source: str) -> list[Amount]:
    """The item of a source in the year's money, then its carry-over."""
    found = []
    for name, rows in ((source, side.items), (f"{source}_carryover", side.balances)):
        row = next((row for row in rows if side.sources.get(row.index) == name), None)
        main = _main(row) if row is not None else None
        if row is not None and main is not None:
            found.append(row.amounts[main])
        elif name == source:
            return []
    return found


def _ways(amounts: list[Amount]) -> list[list[Amount]]:
    return [amounts[:1], amounts] if len(amounts) > 1 else [amounts]


def _by_function(tables: Sequence[Table]) -> Iterator[Check]:
    """In a budget the income of a function is spent on it: income and expenditure statement agree class by class."""
    incomes = [t for t in tables if t.statement == INCOME_TABLE and t.classification == "function"]
    spent = [s for s in statements_of(tables) if s.table.statement == "expenditure_summary" and s.has_codes("2")]
    for table, statement in zip(incomes, spent, strict=False):
        key = Key("all", "total", "budget")
        column = next((c for c in table.columns if c.measure == "total" and c.basis == "budget"), None)
        if column is not None and key in statement.columns:
            yield from _class_by_class(Statement.of(table, {key: column}, None), statement, key)


def _class_by_class(income: Statement, spent: Statement, key: Key) -> Iterator[Check]:
    checks = []
    for length in (3, 5, 7):
        for code in income.codes(length):
            a, b = income.of_code(key, code), spent.of_code(key, code)
            if a is not None and b is not None and code in spent.codes(length):
                what = f"《{income.table.title}》“{a.row.name}” = 《{spent.table.title}》“{b.row.name}”"
                checks.append(check_amounts(BY_FUNCTION, INCOME_TABLE, a.row, a.amounts, b.amounts, what))
    wholes = income.totals(key), spent.totals(key)
    if all(wholes):
        ours, theirs = wholes[0][0], wholes[1][0]
        totals = check_amounts(BY_FUNCTION, INCOME_TABLE, ours.row, ours.amounts, theirs.amounts, "")
        if totals.verdict in (HOLDS, ROUNDING):
            yield from checks
