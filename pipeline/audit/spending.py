"""Family `three_public`: the items make their totals and agree with the economic classes they are paid from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.audit.figures import FISCAL, GENERAL, Found, Key, Statement, statements_of
from pipeline.audit.making import best, check_amounts, nothing, sum_check
from pipeline.audit.model import FAILS, NOTHING_TO_CHECK, Check
from pipeline.audit.outline import tops
from pipeline.audit.rules import vocabulary
from pipeline.audit.tables import Column, Row, Table

TOTAL = "three_public_total"
VEHICLES = "three_public_vehicles"
UNITS = "three_public_units"
CLASS = "three_public_class"
SERVICES = "commissioned_class"

Meant = tuple[str, str]


def check_spending(tables: Sequence[Table]) -> Iterator[Check]:
    """Every three_public statement, and commissioned services."""
    statements = statements_of(tables)
    for table in tables:
        if table.statement == "three_public":
            groups = items_of(table)
            for group in groups:
                yield from _sums(table, group)
            if len(groups) > 1:
                yield from _units(table)
            yield from _classes(table, groups[0], statements)
        elif table.statement == "commissioned_service" and table.totals:
            yield from _against_classes(table, SERVICES, table.totals[0], ["30227"], statements, part_only=True)


def items_of(table: Table) -> list[dict[str, Row]]:
    """The items of a three_public statement by their code, for each unit; printed across they share a row number."""
    numbers: dict[int, list[Row]] = {}
    for row in table.rows:
        if row.code:
            numbers.setdefault(row.row_no, []).append(row)
    across = [rows for rows in numbers.values() if len(rows) > 1]
    if across:
        return [{row.code: row for row in rows} for rows in numbers.values()]
    units: dict[str, dict[str, Row]] = {}
    for row in table.rows:
        if row.code:
            units.setdefault(row.unit, {}).setdefault(row.code, row)
    return list(units.values()) or [{}]


def _meant(column: Column) -> Meant:
    """Columns across have a header each; what they mean is measure and basis."""
    return (column.measure, column.basis)


def _amount(row: Row | None, meant: Meant) -> Column | None:
    return next((c for c in row.amounts if _meant(c) == meant), None) if row else None


def _sums(table: Table, group: dict[str, Row]) -> Iterator[Check]:
    meanings = dict.fromkeys(_meant(column) for row in group.values() for column in row.amounts)
    for meant in meanings:
        printed = {code: column for code, row in group.items() if (column := _amount(row, meant))}
        vehicles = [code for code in ("vehicle_purchase", "vehicle_operation") if code in printed]
        if "vehicle" in printed and vehicles:
            yield _sum(VEHICLES, table, group, printed, "vehicle", vehicles)
        items: list[str] = [c for c in ("abroad", "vehicle", "reception") if c in printed]
        if "vehicle" not in printed:
            items += vehicles
        if "total" in printed and items:
            yield _sum(TOTAL, table, group, printed, "total", items)
        elif items:
            yield nothing(TOTAL, table, group[items[0]], None, "未印“三公”经费合计")


def _sum(
    rule: str, table: Table, group: dict[str, Row], printed: dict[str, Column], whole: str, items: Sequence[str]
) -> Check:
    parts = [group[code].amounts[printed[code]] for code in items]
    names = "、".join(group[code].name for code in items)
    row = group[whole]
    return sum_check(rule, table, row, row.amounts[printed[whole]], parts, f"“{row.name}” = {names}之和")


def _units(table: Table) -> Iterator[Check]:
    """An item over all units: the first row is the sum of the units' rows, in every column alike."""
    for name in dict.fromkeys((row.code, row.label) for row in table.rows):
        whole, *below = [row for row in table.rows if (row.code, row.label) == name]
        below = [row for row in below if row.amounts.keys() & whole.amounts.keys()]  # rows may be years instead
        if below:
            readings = [below, *(tops(below, column, lone) for column in whole.amounts for lone in (False, True))]
            yield from best([_of_units(table, whole, reading) for reading in readings])


def _of_units(table: Table, whole: Row, rows: Sequence[Row]) -> list[Check]:
    checks = []
    for column, amount in whole.amounts.items():
        parts = [row.amounts[column] for row in rows if column in row.amounts]
        what = f"“{whole.name}”{column.printed} = 各单位之和"
        checks.append(sum_check(UNITS, table, whole, amount, parts, what))
    return checks


def _classes(table: Table, group: dict[str, Row], statements: Sequence[Statement]) -> Iterator[Check]:
    for item, codes in vocabulary()["three_public_classes"].items():
        if item in group:
            yield from _against_classes(table, CLASS, group[item], codes, statements, part_only=False)


def _against_classes(
    table: Table, rule: str, row: Row, codes: Sequence[str], statements: Sequence[Statement], part_only: bool
) -> Iterator[Check]:
    """An item against its economic classes.

    Where a statement gives all expenditure by economic class both are equal. Where only basic expenditure is given by
    class, the item may not be smaller; that it is larger may be projects. `part_only`: it may be larger in any case.
    """
    column = next((c for m in ("total", GENERAL) for b in ("final", "budget") if (c := _amount(row, (m, b)))), None)
    if column is None:
        return
    whole = row.amounts[column]
    complete, found = _by_class(statements, codes, column.basis)
    if not found:
        yield nothing(rule, table, row, whole, f"没有按经济分类印出的{'、'.join(codes)}")
        return
    what = f"“{row.name}” = {'、'.join(f'{f.row.name}（{f.row.code}）' for f in found)}"
    check = check_amounts(rule, table.statement, row, [whole], [a for f in found for a in f.amounts], what)
    more = check.difference is not None and check.difference > 0
    if check.verdict == FAILS and more and (part_only or not complete):
        check = replace(check, verdict=NOTHING_TO_CHECK, what=f"{what}；多出部分可能在项目支出")
    yield check


def _by_class(statements: Sequence[Statement], codes: Sequence[str], basis: str) -> tuple[bool, list[Found]]:
    """The classes' amounts of fiscal money: of all expenditure if some statement has that, else of basic expenditure
    with that of projects where it is printed. First: whether they cover all expenditure."""
    by_class = [s for s in statements if s.has_codes("3") and not s.has_codes("2")]
    for fund in (FISCAL, GENERAL):
        for kinds in (("total",), ("basic", "project"), ("basic",)):
            found: list[Found] = []
            for kind in kinds:
                key = Key(fund, kind, basis)
                holder = next((s for s in by_class if key in s.columns), None)
                if holder is not None:
                    found += [f for code in codes if (f := holder.of_code(key, code)) is not None]
            if all(any(Key(fund, kind, basis) in s.columns for s in by_class) for kind in kinds) and found:
                return kinds != ("basic",), found
    return False, []
