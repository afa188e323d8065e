"""Checks made from records that are no statement cells: their figures, with the place where each is printed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from pipeline.audit.model import NOTHING_TO_CHECK, Check, Spot, verdict_of

ZERO = Decimal(0)


class Value(NamedTuple):
    """A printed number of a record, one unit of its last place, and where it stands."""

    value: Decimal
    step: Decimal
    spot: Spot


class About(NamedTuple):
    """What a check is about: the columns that all checks share."""

    statement: str
    label: str
    measure: str
    basis: str = ""
    row_no: int | None = None
    code: str = ""


def total(values: Sequence[Value]) -> Decimal:
    """The sum of the values."""
    return sum((each.value for each in values), ZERO)


def equal(
    rule: str, about: About, whole: Value, expected: Decimal, parts: Sequence[Value], unit: str, what: str
) -> Check:
    """A printed number against what it should be; the tolerance is what the printing of all numbers allows."""
    slack = sum((each.step for each in (whole, *parts) if each.value), ZERO) / 2
    return _check(rule, about, whole, expected, slack, parts, unit, verdict_of(whole.value - expected, slack), what)


def at_most(rule: str, about: About, part: Value, whole: Value, unit: str, what: str) -> Check:
    """A part that may not be more than its whole."""
    slack = (part.step + whole.step) / 2
    over = max(part.value - whole.value, ZERO)
    return _check(rule, about, part, whole.value, slack, [whole], unit, verdict_of(over, slack), what)


def nothing_known(rule: str, about: About, whole: Value, unit: str, what: str) -> Check:
    """A number that has nothing to be compared with."""
    return _check(rule, about, whole, None, None, [], unit, NOTHING_TO_CHECK, what)


def _check(
    rule: str,
    about: About,
    whole: Value,
    expected: Decimal | None,
    slack: Decimal | None,
    parts: Sequence[Value],
    unit: str,
    verdict: str,
    what: str,
) -> Check:
    return Check(
        rule=rule,
        statement=about.statement,
        row_no=about.row_no,
        code=about.code,
        label=about.label,
        measure=about.measure,
        basis=about.basis,
        expected=expected,
        actual=whole.value,
        tolerance=slack,
        quantity_unit=unit,
        verdict=verdict,
        what=what,
        spots=tuple(each.spot for each in (whole, *parts)),
    )
