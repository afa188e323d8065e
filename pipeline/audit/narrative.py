"""Family `narrative`: the prose repeats the statements; its comparisons and shares are right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_UP, Decimal

from pipeline.audit.lookup import THREE_PUBLIC, Lookup, Subject
from pipeline.audit.making import allowed, best, total_of
from pipeline.audit.model import FAILS, HOLDS, NOTHING_TO_CHECK, PERCENT, ROUNDING, YUAN, Check, Spot, verdict_of
from pipeline.audit.precision import decimals
from pipeline.audit.prose import printed_amount, printed_percent, spot_in
from pipeline.audit.rules import vocabulary
from pipeline.audit.tables import Table
from pipeline.narrative.model import BudgetChange, NarrativeReading, TextFact

STATEMENT = "narrative_statement"
CHANGE = "narrative_change"
RATE = "narrative_rate"
SHARE = "narrative_share"

_TELLING = 3
"""A rate whose tolerance is so many units of its last place tells whether it was made from the printed figures."""

_HABIT = 3
"""So many telling rates are a habit."""

_FINEST = Decimal("0.0001")
_HUNDRED = Decimal(100)


def check_narrative(narrative: NarrativeReading, tables: Sequence[Table], basis: str) -> Iterator[Check]:
    """Every figure and comparison of the prose. `basis`: budget or final, what the document is of."""
    lookup = Lookup(tables)
    for fact in narrative.text_facts:
        if fact.basis == basis:
            yield from _against_statements(fact, lookup)
    yield from check_shares(narrative.text_facts, lookup)
    yield from _sharpened([check for change in narrative.budget_changes for check in check_change(change)])


def _sharpened(checks: Sequence[Check]) -> Iterator[Check]:
    """Rates by the habit of their document: where rates of small figures, which rounding could have moved, are the
    quotients of the printed figures to the last place, one that is not is no matter of rounding.
    """
    rates = [check for check in checks if check.rule == RATE]
    told = [check for check in rates if (check.tolerance or Decimal(0)) >= _TELLING * _last_place(check)]
    exact = sum(check.verdict == HOLDS for check in told)
    by_habit = exact >= _HABIT and sum(check.verdict == ROUNDING for check in told) * _HABIT <= exact
    for check in checks:
        off = (
            check.rule == RATE
            and check.verdict == ROUNDING
            and abs(check.difference or Decimal(0)) > _last_place(check)
        )
        yield replace(check, verdict=FAILS, tolerance=_last_place(check)) if by_habit and off else check


def _last_place(check: Check) -> Decimal:
    return Decimal(1).scaleb(-decimals(f"{check.actual}"))


def _subject(fact: TextFact) -> Subject:
    return Subject(fact.section, fact.subject, fact.funding_source, fact.function_code, fact.economic_code, fact.basis)


def _against_statements(fact: TextFact, lookup: Lookup) -> Iterator[Check]:
    """A figure of the prose against whatever the statements print for its subject; one of them must agree.

    The prose may add up rounded figures: a unit of its last place is rounding. A whole's figure under a part's subject
    is a sentence that is not understood, which is no matter of this rule.
    """
    _, step = printed_amount(fact.amount, fact.printed)
    checks = []
    for found in lookup.figures(_subject(fact)):
        expected = total_of(found.amounts)
        tolerance = step + allowed(found.amounts)
        cell = found.amounts[0].cell
        what = f"文字“{fact.subject_printed}”{fact.printed} = 第{cell.page}页《{cell.title}》“{found.row.name}”"
        others = tuple(amount.spot for amount in found.amounts)
        checks.append(_check(STATEMENT, fact, expected, fact.amount, tolerance, YUAN, what, others))
    chosen = best([[check] for check in checks])
    if chosen and chosen[0].verdict == FAILS and (fact.amount in lookup.wholes() or _elsewhere(fact)):
        chosen = [replace(chosen[0], verdict=NOTHING_TO_CHECK, what=f"{chosen[0].what}；这句话说的可能是别的数")]
    yield from chosen


def _elsewhere(fact: TextFact) -> bool:
    """Sentences about single projects, performance or procurement speak of parts of what they name."""
    patterns: list[str] = vocabulary()["speaks_of_parts"]
    text = f"{fact.heading} {fact.source.sentence}"
    return fact.source.sentence == fact.printed or any(re.search(pattern, text) for pattern in patterns)


def _check(
    rule: str,
    fact: TextFact,
    expected: Decimal,
    actual: Decimal,
    tolerance: Decimal,
    unit: str,
    what: str,
    others: tuple[Spot, ...],
) -> Check:
    return Check(
        rule=rule,
        statement="narrative",
        row_no=None,
        code=fact.function_code or fact.economic_code,
        label=fact.subject_printed,
        measure=fact.subject,
        basis=fact.basis,
        expected=expected,
        actual=actual,
        tolerance=tolerance,
        quantity_unit=unit,
        verdict=verdict_of(actual - expected, tolerance),
        what=what,
        spots=(spot_in(fact.source, fact.printed, fact.subject_printed), *others),
    )


def check_shares(facts: Sequence[TextFact], lookup: Lookup) -> Iterator[Check]:
    """占…% of what its section is about: of the whole that the same heading names, else of the statement's total."""
    for fact in facts:
        if fact.share_pct is None:
            continue
        wholes = [each.amount for each in facts if _may_be_whole(each, fact)]
        wholes += [total_of(found.amounts) for asked in _totals_of(fact) for found in lookup.figures(asked)]
        text, step = printed_percent(fact.share_pct, fact.source.sentence)
        checks = [_share(fact, whole, text, step) for whole in dict.fromkeys(wholes) if whole]
        checks.sort(key=lambda check: check.verdict == FAILS)
        yield from checks[:1]


def _may_be_whole(whole: TextFact, part: TextFact) -> bool:
    same_place = whole.heading == part.heading and whole.basis == part.basis and whole is not part
    items = THREE_PUBLIC if part.subject in THREE_PUBLIC else ()
    wide = (
        ("three_public", "vehicle") if items else ("total", "fiscal_appropriation", "general_budget", "government_fund")
    )
    return same_place and whole.subject in wide and whole.subject != part.subject


def _totals_of(fact: TextFact) -> list[Subject]:
    if fact.subject in THREE_PUBLIC:
        return [Subject(fact.section, "three_public", fact.funding_source, "", "", fact.basis)]
    wide = [fact.funding_source] if fact.funding_source and fact.funding_source != fact.subject else []
    names = [*wide, "total"] if fact.section != "income" else ["total"]
    return [Subject(fact.section or "expenditure", name, "", "", "", fact.basis) for name in names]


def _share(fact: TextFact, whole: Decimal, text: str, step: Decimal) -> Check:
    assert fact.share_pct is not None
    _, amount_step = printed_amount(fact.amount, fact.printed)
    expected = fact.amount / whole * _HUNDRED
    slack = amount_step / 2 * (1 + abs(expected) / _HUNDRED) / abs(whole) * _HUNDRED
    what = f"文字“{fact.subject_printed}”占{text or fact.share_pct}% = {fact.printed} / {whole:,.2f}元".replace(
        "%%", "%"
    )
    return _check(SHARE, fact, _at(expected, step), fact.share_pct, _up(slack + step), PERCENT, what, ())


def check_change(change: BudgetChange) -> Iterator[Check]:
    """A comparison: the two figures differ by the printed change, and the rate is change over the other side."""
    if change.condition or change.amount is None:
        return
    amount, base, moved = change.amount, change.base_amount, change.change_amount
    if base is not None and moved is not None:
        step = sum((_step(change, value) for value in (amount, base, moved)), Decimal(0)) / 2
        what = f"文字“{change.subject_printed}”增减{moved:,.2f}元 = {amount:,.2f}元 - {base:,.2f}元"
        yield _of_change(CHANGE, change, amount - base, moved, step, YUAN, what, moved)
    if change.change_pct is not None:
        yield from _rate(change)


def _step(change: BudgetChange, value: Decimal) -> Decimal:
    return printed_amount(value, change.source.sentence)[1]


def _rate(change: BudgetChange) -> Iterator[Check]:
    """Growth from nothing printed as 100 % (or as nothing) is usage and tells nothing."""
    amount, base, moved, shown = change.amount, change.base_amount, change.change_amount, change.change_pct
    assert amount is not None
    assert shown is not None
    if base is None and moved is None:
        return
    base = base if base is not None else amount - (moved or Decimal(0))
    moved = amount - base if moved is None else moved
    step = printed_percent(shown, change.source.sentence)[1]
    what = f"文字“{change.subject_printed}”增减{shown}% = {moved:,.2f}元 / {base:,.2f}元"
    if base == 0:
        yield _of_change(RATE, change, None, shown, step, PERCENT, f"{what}；上年为零", moved)
        return
    half = (_step(change, amount) + _step(change, moved)) / 2
    expected = moved / base * _HUNDRED
    slack = half * (1 + abs(expected) / _HUNDRED) / abs(base) * _HUNDRED
    yield _of_change(RATE, change, _at(expected, step), shown, _up(slack + step), PERCENT, what, moved)


def _of_change(
    rule: str,
    change: BudgetChange,
    expected: Decimal | None,
    actual: Decimal,
    tolerance: Decimal,
    unit: str,
    what: str,
    moved: Decimal,
) -> Check:
    printed = printed_percent(actual, change.source.sentence)[0] if unit == PERCENT else ""
    printed = printed or printed_amount(moved, change.source.sentence)[0]
    return Check(
        rule=rule,
        statement="narrative",
        row_no=None,
        code=change.function_code or change.economic_code,
        label=change.subject_printed,
        measure=change.subject,
        basis="final" if change.compared_with in ("budget", "adjusted_budget") else "change",
        expected=expected,
        actual=actual,
        tolerance=tolerance,
        quantity_unit=unit,
        verdict=NOTHING_TO_CHECK if expected is None else verdict_of(actual - expected, tolerance),
        what=what,
        spots=(spot_in(change.source, printed, change.subject_printed),),
    )


def _at(value: Decimal, step: Decimal) -> Decimal:
    """A quotient as it would be printed."""
    return value.quantize(max(step, _FINEST)) if step < 1 else value.quantize(Decimal(1))


def _up(value: Decimal) -> Decimal:
    return value.quantize(_FINEST, rounding=ROUND_UP)
