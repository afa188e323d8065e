"""Family `across`: one figure that stands in several statements is the same in all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.audit.figures import FISCAL, GENERAL, Found, Key, Statement, statements_of
from pipeline.audit.making import best, check_amounts
from pipeline.audit.model import FAILS, NOTHING_TO_CHECK, Check
from pipeline.audit.rules import vocabulary
from pipeline.audit.sides import read_side
from pipeline.audit.tables import Amount, Table

TOTALS = "same_total"
CLASSES = "same_class"
BASIC = "basic_by_class"
PROJECT = "projects_total"
FUNDS = "fiscal_of_statements"


def check_across(tables: Sequence[Table]) -> Iterator[Check]:
    """Totals and classes of all statements of expenditure."""
    statements = statements_of(tables)
    carried = list(carried_over(tables))
    keys = dict.fromkeys(key for statement in statements for key in statement.columns)
    for key in keys:
        holders = _in_order(statement for statement in statements if key in statement.columns)
        for other in holders[1:]:
            checks = [*_totals(key, holders[0], other), *_classes(key, holders[0], other)]
            yield from _of_one_scope(checks) if carried and _of_all_years(key, holders[0], other) else checks
    yield from _funds(statements, carried)


def carried_over(tables: Sequence[Table]) -> Iterator[Amount]:
    """Money carried over from last year that the summaries print, other than zero."""
    for table in tables:
        if table.section == "income":
            side = read_side(table)
            rows = [row for row in side.balances if side.sources.get(row.index) == "carryover"] or side.balances
            yield from (a for row in rows for a in row.amounts.values() if a.value and a.cell.measure == "total")


def _of_all_years(key: Key, *statements: Statement) -> bool:
    """A list of projects or basic expenditure by unit may hold carried-over money that a single budget's statement,
    which is of the year, does not."""
    return key.fund != "all" and any(s.table.statement in vocabulary()["all_years"] for s in statements)


def _of_one_scope(checks: Iterable[Check]) -> Iterator[Check]:
    for check in checks:
        if check.verdict == FAILS:
            yield replace(check, verdict=NOTHING_TO_CHECK, what=f"{check.what}；口径可能相差上年结转")
        else:
            yield check


def _in_order(holders: Iterator[Statement]) -> list[Statement]:
    """The statement that is made for a figure first (`hubs` of rules.yaml), the others in printed order."""
    hubs: list[str] = vocabulary()["hubs"]
    rank = {name: at for at, name in enumerate(hubs)}
    return sorted(holders, key=lambda each: (rank.get(each.table.statement, len(hubs)), each.table.title_no))


def _rule(first: Statement, second: Statement, key: Key) -> str:
    """Which of the rules a comparison of two totals comes under."""
    if key.kind == "project" and "project_expenditure" in (first.table.statement, second.table.statement):
        return PROJECT
    kinds = {statement.table.classification for statement in (first, second)}
    return BASIC if key.kind in ("basic", "personnel", "operating") and len(kinds) == 2 else TOTALS


def _totals(key: Key, first: Statement, second: Statement) -> Iterator[Check]:
    """Two totals; of a summary either the year's total or the grand total may be meant."""
    rule = _rule(first, second, key)
    yield from best([[_same(rule, first, a, second, b)] for a in first.totals(key) for b in second.totals(key)])


def _classes(key: Key, first: Statement, second: Statement) -> Iterator[Check]:
    """Classes that both print, down to the level both have."""
    for length in (3, 5, 7):
        codes = [code for code in second.codes(length) if first.has_class(code, whole=length > 3)]
        for code in codes:
            a, b = first.of_code(key, code), second.of_code(key, code)
            if a is not None and b is not None:
                yield _same(CLASSES, first, a, second, b)
        if length == 3:
            yield from _missing(key, first, second)


def _missing(key: Key, first: Statement, second: Statement) -> Iterator[Check]:
    """A 类 with money in one statement of functions that the other one does not have."""
    for have, lack in ((first, second), (second, first)):
        theirs = lack.codes(3)
        if not all(statement.table.classification == "function" for statement in (have, lack)) or not theirs:
            continue
        for code in have.codes(3):
            found = have.of_code(key, code)
            if code.startswith("2") and code not in theirs and found and any(a.value for a in found.amounts):
                what = f"“{found.row.name}”在《{have.table.title}》有数，《{lack.table.title}》没有这一类"
                check = check_amounts(CLASSES, have.table.statement, found.row, found.amounts, [], what)
                yield replace(check, lacking=lack.table.title)


def _same(rule: str, first: Statement, a: Found, second: Statement, b: Found) -> Check:
    what = f"《{second.table.title}》“{b.row.name}” = 《{first.table.title}》“{a.row.name}”"
    return check_amounts(rule, second.table.statement, b.row, b.amounts, a.amounts, what)


def _funds(statements: Sequence[Statement], carried: Sequence[Amount]) -> Iterator[Check]:
    """Statements of all fiscal appropriation against those of the single budgets together.

    The single budgets may be those of the year's money only: then they differ by exactly what is carried over, and
    their classes cannot be compared.
    """
    for whole in statements:
        for basis in ("budget", "final"):
            key = Key(FISCAL, "total", basis)
            if key not in whole.columns or whole.table.statement not in vocabulary()["fiscal_statements"]:
                continue
            singles = _singles(statements, basis)
            if Key(GENERAL, "total", basis) not in [k for k, _ in singles]:
                continue
            totals = [s.totals(k) for k, s in singles]
            parts = [found[0].amounts for found in totals if found]
            check = best([[_of_funds(whole, mine, parts)] for mine in whole.totals(key)])
            more = [[_of_funds(whole, mine, [*parts, (carry,)])] for mine in whole.totals(key) for carry in carried]
            with_carried = best(more) if check and check[0].verdict == FAILS else []
            if with_carried and with_carried[0].verdict != FAILS:
                yield from with_carried
            else:
                yield from check
                yield from _funds_by_class(whole, key, singles)


def _singles(statements: Sequence[Statement], basis: str) -> list[tuple[Key, Statement]]:
    """The statement of each of the three budgets, classified by function."""
    found: list[tuple[Key, Statement]] = []
    for fund, name in vocabulary()["budgets"].items():
        key = Key(fund, "total", basis)
        for statement in statements:
            if statement.table.statement == name and key in statement.columns and not statement.has_codes("3"):
                found.append((key, statement))
                break
    return found


def _funds_by_class(whole: Statement, key: Key, singles: Sequence[tuple[Key, Statement]]) -> Iterator[Check]:
    for code in whole.codes(3):
        mine = whole.of_code(key, code)
        theirs = [found for k, s in singles if (found := s.of_code(k, code))]
        if mine is not None and theirs:
            yield _of_funds(whole, mine, [found.amounts for found in theirs])


def _of_funds(whole: Statement, mine: Found, parts: Sequence[tuple[Amount, ...]]) -> Check:
    flat = [amount for amounts in parts for amount in amounts]
    what = f"《{whole.table.title}》“{mine.row.name}” = 一般公共预算、政府性基金预算、国有资本经营预算各支出表之和"
    return check_amounts(FUNDS, whole.table.statement, mine.row, mine.amounts, flat, what)
