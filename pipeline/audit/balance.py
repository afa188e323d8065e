"""Family `balance`: the summaries' items make the year's total, with the balances the grand total; both sides agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.audit.making import best, nothing, sum_check
from pipeline.audit.model import Check
from pipeline.audit.outline import tops
from pipeline.audit.sides import Side, directly_below, outermost, read_side
from pipeline.audit.tables import Column, Row, Table

ITEMS = "side_of_items"
TOTAL = "side_total"
PARTS = "item_of_parts"
BALANCE = "income_equals_expenditure"


def check_balance(tables: Sequence[Table]) -> Iterator[Check]:
    """Every two-sided statement of a document."""
    sides = [read_side(table) for table in tables if table.section]
    for side in sides:
        yield from check_side(side)
    for title_no in dict.fromkeys(side.table.title_no for side in sides):
        both = [side for side in sides if side.table.title_no == title_no]
        incomes = [side for side in both if side.table.section == "income"]
        expenditures = [side for side in both if side.table.section == "expenditure"]
        for expenditure in expenditures:
            if incomes:
                yield _check_both(incomes[0], expenditure)


def check_side(side: Side) -> Iterator[Check]:
    """The sums of one side, in every column."""
    for column in side.table.columns:
        if side.year is not None and column in side.year.amounts and side.items:
            yield from _sum_of(side, side.year, side.items, column, ITEMS)
        if side.grand is not None and column in side.grand.amounts:
            yield from _grand(side, side.grand, column)
        yield from _parts(side, column)


def _grand(side: Side, grand: Row, column: Column) -> Iterator[Check]:
    if side.year is not None and column in side.year.amounts:
        readings = [[side.year, *rows] for rows in _readings(side, side.balances, column)]
        yield from best([[_check(side, grand, rows, column, TOTAL)] for rows in readings])
    elif side.items or side.balances:
        yield from _sum_of(side, grand, [*side.items, *side.balances], column, TOTAL)
    else:
        yield nothing(TOTAL, side.table, grand, grand.amounts[column], f"“{grand.name}”之外没有印数")


def _sum_of(side: Side, whole: Row, rows: Sequence[Row], column: Column, rule: str) -> Iterator[Check]:
    yield from best([[_check(side, whole, reading, column, rule)] for reading in _readings(side, rows, column)])


def _readings(side: Side, rows: Sequence[Row], column: Column) -> list[list[Row]]:
    """Which rows may be the outermost ones: by what they name, with names not understood, or by their sums."""
    if side.table.section == "income":
        named = [outermost(rows, side.sources, unknown) for unknown in (False, True)]
    else:
        classes = [row for row in rows if len(row.code) <= 3]
        named = [classes, [row for row in rows if len(row.code) == 3]]
    return [*named, *(tops(rows, column, lone) for lone in (False, True))]


def _parts(side: Side, column: Column) -> Iterator[Check]:
    """Items that have items below them."""
    rows = sorted([*side.items, *side.balances], key=lambda row: row.index)
    for row in rows:
        source = side.sources.get(row.index, "")
        twins = [other.index for other in rows if source and side.sources.get(other.index) == source]
        end = next((index for index in twins if index > row.index), len(side.table.rows))
        below = directly_below(source, rows, side.sources) if source else []
        if len(twins) > 1:
            below = [other for other in below if row.index < other.index < end]
        if below and column in row.amounts:
            yield _check(side, row, below, column, PARTS)


def _check(side: Side, whole: Row, rows: Sequence[Row], column: Column, rule: str) -> Check:
    parts = [row.amounts[column] for row in rows if column in row.amounts]
    names = "、".join(row.name for row in rows if column in row.amounts)
    what = f"“{whole.name}”{column.printed} = {names or '（各项均未印数）'}"
    return sum_check(rule, side.table, whole, whole.amounts[column], parts, what)


def _check_both(income: Side, expenditure: Side) -> Check:
    """The two sides' wholes: grand totals, or the year's totals where one side prints no grand total."""
    left, right = income.whole, expenditure.whole
    if (income.grand is None) != (expenditure.grand is None) and income.year and expenditure.year:
        left, right = income.year, expenditure.year
    if left is None or right is None:
        return nothing(BALANCE, expenditure.table, right, None, "没有印总计")
    ours, theirs = _main(right), _main(left)
    what = f"“{right.name}” = “{left.name}”"
    if ours is None or theirs is None:
        return nothing(BALANCE, expenditure.table, right, None, what)
    return sum_check(BALANCE, expenditure.table, right, right.amounts[ours], [left.amounts[theirs]], what)


def _main(row: Row) -> Column | None:
    """The column of the row's whole amount in the document's own year."""
    own = [c for c in row.amounts if c.measure == "total" and c.basis in ("budget", "final")]
    final = [c for c in own if c.basis == "final"]
    return next(iter(final or own), None)
