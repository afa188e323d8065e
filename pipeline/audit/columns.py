"""Family `columns`: in every row the column that sums others equals their sum.

Which columns are parts of which is data (`rules.yaml`). A column whose header is not understood (`other`) may be one
more part or say something else: the reading under which most rows agree is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from itertools import combinations

from pipeline.audit.making import best, failed, held, nothing, sum_check
from pipeline.audit.model import NOTHING_TO_CHECK, PERCENT, Check, verdict_of
from pipeline.audit.precision import decimals
from pipeline.audit.rules import Identity, identities
from pipeline.audit.tables import Amount, Column, Row, Table

_MOST_OTHERS = 4
"""Of how many columns not understood every combination is tried."""

_FINEST = Decimal("0.0001")

CHANGE = "change_is_difference"
CHANGE_PCT = "change_percent"


@dataclass(frozen=True, slots=True)
class _Reading:
    """One identity as the columns of a table give it."""

    rule: str
    whole: Column
    parts: tuple[Column, ...]


def check_columns(table: Table) -> Iterator[Check]:
    """Every identity between the columns of one table, row by row."""
    columns = table.columns
    for basis in dict.fromkeys(column.basis for column in columns):
        of_basis = [column for column in columns if column.basis == basis]
        for identity in identities():
            yield from _check_identity(table, identity, of_basis)
    yield from check_changes(table)


def _check_identity(table: Table, identity: Identity, columns: Sequence[Column]) -> Iterator[Check]:
    wholes = [column for column in columns if column.measure == identity.whole]
    parts = _outermost(identity, columns)
    if len(wholes) != 1 or not parts or (identity.at_least and len(parts) < identity.at_least):
        return
    others = [c for c in columns if c.measure == "other" and "其中" not in c.printed] if identity.others else []
    readings = [_Reading(identity.rule, wholes[0], (*parts, *more)) for more in _subsets(others)]
    checks = best([_rows(table, reading) for reading in readings])
    if others and failed(checks) >= held(checks):
        what = f"不知{others[0].printed}等列是否为{wholes[0].printed}的组成部分"
        yield nothing(identity.rule, table, None, None, what)
        return
    yield from checks


def _outermost(identity: Identity, columns: Sequence[Column]) -> list[Column]:
    """The columns that are parts of the whole and not parts of another part printed beside them."""
    measures = {column.measure for column in columns}
    found = [column for column in columns if column.measure in identity.parts]
    return [c for c in found if not any(up in measures for up in identity.parts[c.measure])]


def _subsets(others: Sequence[Column]) -> Iterator[tuple[Column, ...]]:
    if len(others) > _MOST_OTHERS:
        yield from ((), tuple(others))
        return
    for size in range(len(others) + 1):
        yield from combinations(others, size)


def _rows(table: Table, reading: _Reading) -> list[Check]:
    checks: list[Check] = []
    for row in table.rows:
        whole = row.amounts.get(reading.whole)
        parts = [row.amounts[column] for column in reading.parts if column in row.amounts]
        if not parts:
            continue
        names = "、".join(dict.fromkeys(column.printed.rpartition("/")[2] for column in reading.parts))
        if whole is None:
            if any(part.value for part in parts):
                checks.append(nothing(reading.rule, table, row, None, f"“{row.name}”未印{reading.whole.printed}"))
            continue
        what = f"“{row.name}”{reading.whole.printed} = {names}之和"
        checks.append(sum_check(reading.rule, table, row, whole, parts, what))
    return checks


def check_changes(table: Table) -> Iterator[Check]:
    """A column of changes is this year's column less last year's; a column of percentages is change over last year."""
    columns = table.columns
    changes = [column for column in columns if column.basis == "change"]
    for change in changes:
        now = [c for c in columns if c.measure == change.measure and c.basis in ("budget", "final")]
        before = [c for c in columns if c.measure == change.measure and c.basis in ("prior_budget", "prior_final")]
        yield from best([_changes(table, change, n, b) for n in now for b in before])
    for percent in dict.fromkeys(column for row in table.rows for column in row.percents):
        before = [c for c in columns if c.measure == percent.measure and c.basis in ("prior_budget", "prior_final")]
        moved = [c for c in changes if c.measure == percent.measure]
        yield from best([_percents(table, percent, m, b) for m in moved for b in before])


def _changes(table: Table, change: Column, now: Column, before: Column) -> list[Check]:
    checks = []
    for row in table.rows:
        whole = row.amounts.get(change)
        if whole is None or not (now in row.amounts or before in row.amounts):
            continue
        parts = [row.amounts[now]] if now in row.amounts else []
        if before in row.amounts:
            last = row.amounts[before]
            parts.append(last._replace(value=-last.value))
        what = f"“{row.name}”{change.printed} = {now.printed} - {before.printed}"
        checks.append(sum_check(CHANGE, table, row, whole, parts, what))
    return checks


def _percents(table: Table, percent: Column, change: Column, before: Column) -> list[Check]:
    checks = []
    for row in table.rows:
        shown, moved, last = row.percents.get(percent), row.amounts.get(change), row.amounts.get(before)
        if shown is None or moved is None or last is None:
            continue
        what = f"“{row.name}”{percent.printed} = {change.printed} / {before.printed}"
        checks.append(percent_check(CHANGE_PCT, table, row, shown, moved, last, what))
    return checks


def percent_check(rule: str, table: Table, row: Row, shown: Amount, moved: Amount, base: Amount, what: str) -> Check:
    """A printed percentage against the two figures it is made of; growth from nothing has no percentage."""
    expected, tolerance = ratio(moved, base, shown.cell.printed)
    verdict = NOTHING_TO_CHECK if expected is None else verdict_of(shown.value - expected, tolerance)
    return Check(
        rule, table.statement, row.row_no, row.code, row.name, shown.cell.measure, shown.cell.basis,
        expected, shown.value, tolerance, PERCENT, verdict, what, (shown.spot, moved.spot, base.spot),
    )  # fmt: skip


def ratio(moved: Amount, base: Amount, printed: str) -> tuple[Decimal | None, Decimal]:
    """`moved` over `base` in percent, rounded like `printed`, and what the printing of all three allows.

    The quotient may be off by what rounding its terms makes of it, and the printed percentage is rounded once more.
    """
    places = Decimal(1).scaleb(-decimals(printed))
    if not base.value:
        return None, places
    value = moved.value / base.value * 100
    slack = (moved.step / 2 + abs(value) / 100 * base.step / 2) / abs(base.value) * 100
    return value.quantize(places), (slack + places).quantize(_FINEST, rounding=ROUND_UP)
