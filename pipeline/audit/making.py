"""Checks made from amounts: a printed figure against a sum of printed figures, with the printing's tolerance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipeline.audit.model import FAILS, HOLDS, NOTHING_TO_CHECK, ROUNDING, YUAN, Check, verdict_of
from pipeline.audit.precision import tolerance
from pipeline.audit.tables import Amount, Row, Table

ZERO = Decimal(0)


def total_of(amounts: Iterable[Amount]) -> Decimal:
    """The sum of amounts in yuan."""
    return sum((amount.value for amount in amounts), ZERO)


def allowed(amounts: Iterable[Amount]) -> Decimal:
    """What the printing of these figures allows a sum of them to be off by; a printed zero counts as exact."""
    return tolerance(amount.step for amount in amounts if amount.value)


def sum_check(rule: str, table: Table, row: Row, whole: Amount, parts: Sequence[Amount], what: str) -> Check:
    """A printed whole against the sum of its printed parts."""
    return check_amounts(rule, table.statement, row, [whole], parts, what)


def check_amounts(
    rule: str, statement: str, row: Row, wholes: Sequence[Amount], parts: Sequence[Amount], what: str
) -> Check:
    """The sum of `wholes` (one figure as a rule, the first is shown) against the sum of `parts`.

    Only a check that fails keeps the places of all its figures.
    """
    expected, actual = total_of(parts), total_of(wholes)
    slack = allowed([*wholes, *parts])
    cell = wholes[0].cell
    verdict = verdict_of(actual - expected, slack)
    shown = (*wholes, *parts) if verdict == FAILS else wholes[:1]
    return Check(
        rule=rule,
        statement=statement,
        row_no=row.row_no,
        code=row.code or row.economic_code,
        label=row.name,
        measure=cell.measure,
        basis=cell.basis,
        expected=expected,
        actual=actual,
        tolerance=slack,
        quantity_unit=YUAN,
        verdict=verdict,
        what=what,
        spots=tuple(amount.spot for amount in shown),
    )


def nothing(rule: str, table: Table, row: Row | None, whole: Amount | None, what: str) -> Check:
    """A figure that has nothing to be compared with, or a rule that finds nothing in a statement."""
    return Check(
        rule=rule,
        statement=table.statement,
        row_no=row.row_no if row else None,
        code=(row.code or row.economic_code) if row else "",
        label=row.name if row else "",
        measure=whole.cell.measure if whole else "",
        basis=whole.cell.basis if whole else "",
        expected=None,
        actual=whole.value if whole else None,
        tolerance=None,
        quantity_unit=YUAN,
        verdict=NOTHING_TO_CHECK,
        what=what,
        spots=(whole.spot,) if whole else (),
    )


def held(checks: Iterable[Check]) -> int:
    """How many of the checks hold, rounding included."""
    return sum(check.verdict in (HOLDS, ROUNDING) for check in checks)


def failed(checks: Iterable[Check]) -> int:
    return sum(check.verdict == FAILS for check in checks)


def best(candidates: Sequence[list[Check]]) -> list[Check]:
    """Of several readings of one structure the one under which most figures agree; the first where they tie.

    A single wrong figure cannot change the choice: it fails under every reading that contains it.
    """
    return max(candidates, key=lambda checks: held(checks) - failed(checks), default=[])
