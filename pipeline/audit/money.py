"""Family `performance`, across: the money of performance forms is the money of the statements and of the narrative.

Family `across`, empty: a statement that is declared empty has no figures, here or in the summaries.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from pipeline.audit.across import carried_over
from pipeline.audit.lookup import Lookup, Subject
from pipeline.audit.model import FAILS, NOTHING_TO_CHECK, YUAN, AuditInput, Check, Spot, box_of
from pipeline.audit.prose import printed_amount, spot_in
from pipeline.audit.records import About, Value, equal, nothing_known, total
from pipeline.audit.rules import vocabulary
from pipeline.audit.tables import Amount, Table
from pipeline.performance.model import PerformanceFunding, PerformanceGoal

PROJECT = "performance_project"
DEPARTMENT = "performance_department"
EMPTY = "declared_empty"

_NEAR = Decimal("0.95")
"""A department's form with less than this share of its expenditure is about a part of its money."""

_LEADING_CODE = re.compile(r"^[0-9A-Z]{6,}[-—]")


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """A project's name for comparison: without its code, white space, quotes and a closing 项目."""
    folded = re.sub(r"[\s\"“”《》]", "", unicodedata.normalize("NFKC", name))
    return _LEADING_CODE.sub("", folded).removesuffix("项目").removesuffix("经费")


def check_money(given: AuditInput, tables: Sequence[Table], basis: str) -> Iterator[Check]:
    """Performance money against projects and totals, and declared-empty statements."""
    for goal in given.performance.goals:
        if goal.budget_amount is None:
            continue
        if goal.scope == "project":
            yield from _project(goal, given, tables)
        else:
            yield from _department(goal, given, tables, basis)
    yield from _empty(given, tables, basis)


def _whole(goal: PerformanceGoal, fundings: Sequence[PerformanceFunding]) -> Value:
    """The money of a form, in its own cell where that is known."""
    assert goal.budget_amount is not None
    step = printed_amount(goal.budget_amount, f"{goal.budget_amount / 10000:f}万元")[1]
    cells = [f for f in fundings if (f.scope, f.project_name, f.measure) == (goal.scope, goal.project_name, "budget")]
    cells = [f for f in cells if f.amount == goal.budget_amount] or cells
    if cells:
        first = min(cells, key=lambda f: (abs((f.page or 0) - (goal.page or 0)), f.source != "total", f.row_no))
        return Value(goal.budget_amount, step, Spot(first.printed, first.page, box_of(first), "资金", within=True))
    return Value(goal.budget_amount, step, Spot("", goal.page, box_of(goal), goal.project_name, within=True))


def _amount(amount: Amount) -> Value:
    return Value(amount.value, amount.step, amount.spot)


def _project(goal: PerformanceGoal, given: AuditInput, tables: Sequence[Table]) -> Iterator[Check]:
    """A project's money in its performance form, in the statement of projects, and in the narrative."""
    about = About("performance", goal.project_name, "budget_amount", row_no=goal.row_no)
    whole = _whole(goal, given.performance.fundings)
    name = plain_name(goal.project_name)
    printed = _of_project(name, tables)
    told = [
        Value(p.amount, printed_amount(p.amount, p.source.sentence)[1], spot_in(p.source, "", p.project_name))
        for p in given.narrative.projects
        if p.amount is not None and plain_name(p.project_name) == name
    ]
    if not printed and not told:
        return
    checks = [equal(PROJECT, about, whole, part.value, [part], YUAN, _what(goal, part)) for part in (*printed, *told)]
    checks.sort(key=lambda check: check.verdict == FAILS)
    what = f"“{goal.project_name}”绩效表资金{goal.budget_amount:,.2f}元 = 同名项目各行之和"
    together = equal(PROJECT, about, whole, total(printed), printed, YUAN, what)
    check = together if checks[0].verdict == FAILS and printed and together.verdict != FAILS else checks[0]
    if check.verdict == FAILS and any(carried_over(tables)) and (check.difference or 0) < 0:
        check = replace(check, verdict=NOTHING_TO_CHECK, what=f"{check.what}；项目表可能含上年结转")
    yield check


def _of_project(name: str, tables: Sequence[Table]) -> list[Value]:
    """The amounts of the rows of a project in the statements."""
    rows = [row for table in tables for row in table.rows if name and plain_name(row.project) == name]
    return [_amount(a) for row in rows for column, a in row.amounts.items() if column.measure == "total"]


def _what(goal: PerformanceGoal, part: Value) -> str:
    return (
        f"“{goal.project_name}”绩效表资金{goal.budget_amount:,.2f}元 = 第{part.spot.page}页同名项目{part.value:,.2f}元"
    )


def _department(goal: PerformanceGoal, given: AuditInput, tables: Sequence[Table], basis: str) -> Iterator[Check]:
    """The department's money in its form is its expenditure, of all money or of fiscal appropriation."""
    if basis != "budget":
        return
    lookup = Lookup(tables)
    names = ("total", "fiscal_appropriation", "general_budget")
    found = [f for name in names for f in lookup.figures(Subject("expenditure", name, "", "", "", basis))]
    about = About("performance", "部门整体", "budget_amount", row_no=goal.row_no)
    whole = _whole(goal, given.performance.fundings)
    what = f"部门整体绩效资金{goal.budget_amount:,.2f}元 = 支出合计"
    checks = [equal(DEPARTMENT, about, whole, f.amounts[0].value, [_amount(f.amounts[0])], YUAN, what) for f in found]
    checks.sort(key=lambda check: check.verdict == FAILS)
    for check in checks[:1]:
        part_only = check.expected is not None and whole.value < check.expected * _NEAR
        scope = replace(check, verdict=NOTHING_TO_CHECK, what=f"{what}；可能只含部分资金")
        yield scope if check.verdict == FAILS and part_only else check
    if not checks:
        yield nothing_known(DEPARTMENT, about, whole, YUAN, what)


def _empty(given: AuditInput, tables: Sequence[Table], basis: str) -> Iterator[Check]:
    """A statement declared empty, and what the summaries print for its money."""
    printed = {table.statement for table in tables}
    lookup = Lookup(tables)
    for statement, fund in vocabulary()["empty_funds"].items():
        declared = [c for c in given.coverage if c.status == "empty" and c.statement == statement]
        if not declared or statement in printed:
            continue
        found = lookup.figures(Subject("expenditure", fund, "", "", "", basis))
        found += lookup.figures(Subject("income", fund, "", "", "", basis))
        for each in found:
            amount, cell = _amount(each.amounts[0]), each.amounts[0].cell
            empty = f"《{declared[0].title}》（第{declared[0].page}页）为空表"
            what = f"{empty}，《{cell.title}》“{each.row.name}”应为零"
            about = About(cell.statement, each.row.name, cell.measure, basis, each.row.row_no)
            yield equal(EMPTY, about, amount, amount.value * 0, [], YUAN, what)
