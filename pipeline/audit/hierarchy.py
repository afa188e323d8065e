"""Family `sums`: a row that sums others equals their sum, in every column.

Which rows a row sums is read from codes, unit names and project names, never from amounts. Where that leaves several
readings (units below a unit of the same name, several totals), the reading under which most columns agree is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.audit.making import best, failed, held, nothing, sum_check
from pipeline.audit.model import Check
from pipeline.audit.outline import Outline, tops
from pipeline.audit.places import Places, nearest, position
from pipeline.audit.rules import kind_row
from pipeline.audit.tables import Amount, Column, Row, Table

SUMS = "sum_of_children"
TOTAL = "sum_of_table"
KINDS = "kind_of_classes"


def check_sums(table: Table) -> Iterator[Check]:
    """Every row of a table by classes, units or projects against the rows right below it."""
    named = _by_names(table)
    if not failed(named) or any(row.code for row in table.rows):
        yield from named
        return
    outlined = best([_by_outline(table, lone) for lone in (False, True)])
    if not failed(outlined) and held(outlined) * 2 >= held(named):
        yield from outlined
    else:
        yield from named if failed(named) * 2 <= held(named) else best([named, outlined])


def check_kind_rows(table: Table) -> Iterator[Check]:
    """Rows like 人员经费合计 below a list of economic classes; the classes stand in their own columns or in one."""
    for row in table.rows:
        codes = kind_row(row.label)
        if row.code or codes is None:
            continue
        classes = [other for other in table.rows if other.code in codes]
        for column, whole in row.amounts.items():
            parts = [other.amounts[column] for other in classes if column in other.amounts]
            if parts:
                what = f"“{row.name}” = {'、'.join(part.cell.code for part in parts)}各类之和"
                yield sum_check(KINDS, table, row, whole, parts, what)


def _by_names(table: Table) -> list[Check]:
    """Parents and children as their codes and names say."""
    checks: list[Check] = []
    places = Places(table.rows)
    for row in table.rows:
        below = places.scope(row)
        if row.is_total:
            checks += _check_total(table, row, below)
        elif below:
            checks += _choice(table, row, below, SUMS)
        elif _should_have_children(row):
            checks.append(nothing(SUMS, table, row, None, f"“{row.name}”没有下级"))
    return checks


def _by_outline(table: Table, lone: bool) -> list[Check]:
    """Parents and children as the sums of the first column say: where names of projects look like names of units.

    With `lone` a row may stand above one single row.
    """
    rows = [row for row in table.rows if not row.is_total]
    column = table.columns[0]
    outline = Outline(rows, column, lone)
    checks = [check for total in table.totals for check in _columns(table, total, outline.tops(), TOTAL)]
    for at, row in enumerate(rows):
        if under := outline.children(at):
            checks += _columns(table, row, under, SUMS)
    return checks


def _should_have_children(row: Row) -> bool:
    """类 and 款 of functions and 类 of the economic classification are printed with what they consist of, as a rule."""
    levels = (3, 5) if row.code.startswith("2") else (3,)
    return len(row.code) in levels and row.code.isdigit() and not (row.project or row.economic_code)


def _check_total(table: Table, total: Row, below: list[Row]) -> list[Check]:
    """A total sums the whole table, or the part up to it, or the part from it on (totals of units)."""
    totals = [row.index for row in table.totals]
    readings = [below]
    if len(totals) > 1:
        bounds = [-1, *totals, len(table.rows)]
        for start, end in pairwise(bounds):
            part = [row for row in below if start < row.index < end]
            if part and total.index in (start, end):
                readings.append(part)
    return best([_choice(table, total, part, TOTAL) for part in readings])


def _choice(table: Table, row: Row, below: Sequence[Row], rule: str) -> list[Check]:
    """The row against each way in which the rows below it divide it (by class, by unit), or against all together."""
    children = nearest(below)
    ways: dict[tuple[bool, ...], list[Row]] = {}
    for child in children:
        differs = tuple(a != b for a, b in zip(position(child), position(row), strict=True))
        ways.setdefault(differs, []).append(child)
    apart = [check for rows in ways.values() for check in _divided(table, row, rows, rule)]
    if len(ways) < 2:
        return apart
    together = _divided(table, row, children, rule)
    return together if not failed(together) and held(together) else apart


def _divided(table: Table, row: Row, children: Sequence[Row], rule: str) -> list[Check]:
    """The row against these children; units and projects may stand under one another without a sign of it."""
    readings = [list(children)]
    if any(child.is_unit or child.project for child in children):
        readings += [tops(children, column, lone) for column in row.amounts for lone in (False, True)]
        if len(children) > 1:
            readings += [list(children[:1]), list(children[1:])]
    apart = {tuple(child.index for child in reading): reading for reading in readings if reading}
    return best([_columns(table, row, reading, rule) for reading in apart.values()])


def _columns(table: Table, row: Row, children: Sequence[Row], rule: str) -> list[Check]:
    checks: list[Check] = []
    for column in table.columns:
        parts = [child.amounts[column] for child in children if column in child.amounts]
        whole = row.amounts.get(column)
        if whole is not None:
            checks.append(sum_check(rule, table, row, whole, parts, _what(row, column, parts)))
        elif parts and any(part.value for part in parts):
            checks.append(nothing(rule, table, row, None, f"“{row.name}”未印{column.printed}，而下级有数"))
    return checks


def _what(row: Row, column: Column, parts: Sequence[Amount]) -> str:
    names = "、".join(part.spot.label for part in parts[:4]) + ("等" if len(parts) > 4 else "")
    told = f"{len(parts)}个下级之和（{names}）" if parts else "下级之和（下级均未印数）"
    return f"“{row.name}”{column.printed} = {told}"
