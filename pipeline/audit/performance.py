"""Family `performance`: the money, the weights and the scores of every performance form, and its money elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from pipeline.audit.model import FAILS, PERCENT, POINTS, YUAN, Check, Placed, Spot, box_of
from pipeline.audit.precision import decimals
from pipeline.audit.records import About, Value, at_most, equal, nothing_known, total
from pipeline.performance.model import PerformanceFunding, PerformanceGoal, PerformanceIndicator, PerformanceReading
from pipeline.statements.amounts import UNIT_FACTOR

Record = TypeVar("Record", PerformanceGoal, PerformanceIndicator)

WEIGHTS = "indicator_weights"
SCORES = "indicator_scores"
SCORE_RANGE = "score_within_weight"
FUNDING = "performance_funding"
RATE = "execution_rate"
RATE_SCORE = "execution_score"

_FULL = (Decimal(100), Decimal(90))
"""Weights of the indicators of a whole form: with the money's ten points, or beside them."""

_HUNDRED = Decimal(100)
_STATEMENT = "performance"
_YUAN_STEP = Decimal(100)


def check_performance(reading: PerformanceReading) -> Iterator[Check]:
    """Every form on its own."""
    for goal, indicators in forms(reading):
        yield from _weights(goal, indicators)
        yield from _scores(goal, indicators)
        yield from _execution(goal, reading.fundings)
    yield from _fundings(reading.fundings)


def forms(reading: PerformanceReading) -> Iterator[tuple[PerformanceGoal, list[PerformanceIndicator]]]:
    """Each goal with the indicators of its form: those of its project after it and before that project's next goal."""
    goals = _by_project(reading.goals)
    indicators = _by_project(reading.indicators)
    for at, goal in enumerate(reading.goals):
        name = (goal.scope, goal.project_name)
        twins, theirs = goals[name], indicators.get(name, [])
        if len(twins) > 1:
            later = [_order(g) for g in twins if _order(g) > _order(goal)]
            end = min(later) if later else None
            theirs = [i for i in theirs if _order(i) >= _order(goal) and (end is None or _order(i) < end)]
        elif any(_order(other) == _order(goal) for other in reading.goals[at + 1 : at + 2]):
            theirs = [i for i in theirs if i.table_no == goal.table_no]
        yield goal, theirs


def _by_project(records: Iterable[Record]) -> dict[tuple[str, str], list[Record]]:
    """Records of one project together, in printed order."""
    held: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        held.setdefault((record.scope, record.project_name), []).append(record)
    return held


def _order(record: Placed) -> tuple[int, float]:
    return (record.page or 0, record.top or 0.0)


def _about(record: PerformanceGoal | PerformanceIndicator, measure: str) -> About:
    name = record.project_name or {"department": "部门整体", "project": "项目"}.get(record.scope, record.scope)
    return About(_STATEMENT, name, measure, row_no=record.row_no)


def _spot(record: Placed, printed: str, label: str) -> Spot:
    return Spot(printed, record.page, box_of(record), label, within=True)


def _value(record: Placed, number: Decimal, label: str) -> Value:
    """A number of a form; it is printed to the decimals it has."""
    step = Decimal(1).scaleb(-decimals(f"{number}"))
    return Value(number, step, _spot(record, f"{number}", label))


def _weights(goal: PerformanceGoal, indicators: Sequence[PerformanceIndicator]) -> Iterator[Check]:
    """The weights of a form's indicators make 100, or 90 beside the 10 of its money."""
    weighted = [i for i in indicators if i.weight is not None]
    if not weighted:
        return
    values = [_value(i, i.weight, i.level3_name) for i in weighted if i.weight is not None]
    found = total(values)
    full = min(_FULL, key=lambda each: abs(each - found))
    if goal.total_weight is not None and goal.execution_weight is not None:
        full = goal.total_weight - goal.execution_weight
    whole = Value(found, Decimal(0), _spot(goal, "", "权重之和"))
    if len(weighted) < len(indicators) and found != full:
        yield nothing_known(WEIGHTS, _about(goal, "weight"), whole, POINTS, "有的指标未印权重")
        return
    exact = [each._replace(step=Decimal(0)) for each in values]
    yield equal(WEIGHTS, _about(goal, "weight"), whole, full, exact, POINTS, f"{len(values)}个指标的权重之和 = {full}")


def _scores(goal: PerformanceGoal, indicators: Sequence[PerformanceIndicator]) -> Iterator[Check]:
    """No indicator has more than its weight; all scores with that of the money make the form's score."""
    scored = [i for i in indicators if i.score is not None]
    for each in scored:
        if each.weight is not None and each.score is not None:
            part, whole = _value(each, each.score, each.level3_name), _value(each, each.weight, "权重")
            what = f"“{each.level3_name}”得分不高于权重"
            yield at_most(SCORE_RANGE, _about(each, "score"), part, whole, POINTS, what)
    if goal.score is None or not scored or len(scored) < len(indicators):
        return
    values = [_value(i, i.score, i.level3_name) for i in scored if i.score is not None]
    if goal.execution_score is not None:
        values.append(_value(goal, goal.execution_score, "预算执行得分"))
    what = "总分 = 各指标得分与预算执行得分之和"
    yield equal(SCORES, _about(goal, "score"), _value(goal, goal.score, "总分"), total(values), values, POINTS, what)


def _cell(goal: PerformanceGoal, fundings: Sequence[PerformanceFunding], measure: str, number: Decimal) -> Value:
    """A number of a form's money, in its own cell where that is known."""
    for each in fundings:
        same_form = (each.scope, each.project_name, each.page) == (goal.scope, goal.project_name, goal.page)
        if same_form and each.measure == measure and number in (each.value, each.amount):
            step = Decimal(1).scaleb(-decimals(f"{number}"))
            return Value(number, step, _spot(each, each.printed, each.source_printed))
    return _value(goal, number, measure)


def _execution(goal: PerformanceGoal, fundings: Sequence[PerformanceFunding]) -> Iterator[Check]:
    """Execution rate is executed over budget; its score is the weight times the rate, never more than the weight."""
    budget, executed, rate = goal.budget_amount, goal.executed_amount, goal.execution_rate
    if rate is None or budget is None or executed is None:
        return
    shown = _cell(goal, fundings, "execution_rate", rate)
    if not budget:
        yield nothing_known(RATE, _about(goal, "execution_rate"), shown, PERCENT, "预算数为零，执行率无从核对")
        return
    expected = executed / budget * _HUNDRED
    slack = shown.step + (_YUAN_STEP / 2 + expected / _HUNDRED * _YUAN_STEP / 2) / budget * _HUNDRED
    cells = [_cell(goal, fundings, "executed", executed), _cell(goal, fundings, "budget", budget)]
    money = [each._replace(step=slack.quantize(Decimal("0.0001"))) for each in cells]
    exact = expected.quantize(max(shown.step, Decimal("0.0001")))
    what = f"执行率 = {executed:,.2f}元 / {budget:,.2f}元"
    yield equal(RATE, _about(goal, "execution_rate"), shown, exact, money, PERCENT, what)
    if goal.execution_weight is not None and goal.execution_score is not None:
        yield _rate_score(goal, goal.execution_weight, goal.execution_score, min(rate, _HUNDRED))


def _rate_score(goal: PerformanceGoal, weight: Decimal, score: Decimal, rate: Decimal) -> Check:
    """Some forms score by grades of their own: a score below the product is left to a person."""
    shown = _value(goal, score, "预算执行得分")
    expected = weight * rate / _HUNDRED
    what = f"预算执行得分 = {weight} × {rate}%"
    exact = expected.quantize(Decimal("0.0001"))
    about = _about(goal, "execution_score")
    check = equal(RATE_SCORE, about, shown._replace(step=shown.step * 2), exact, [], POINTS, what)
    if check.verdict == FAILS and score <= weight and score == score.to_integral_value():
        return nothing_known(RATE_SCORE, about, shown, POINTS, f"{what}；可能按档计分")
    return check


def _fundings(fundings: Sequence[PerformanceFunding]) -> Iterator[Check]:
    """In each form's money the sources make the total, measure by measure."""
    for group in _blocks(fundings):
        for measure in dict.fromkeys(f.measure for f in group if f.amount is not None):
            column = [f for f in group if f.measure == measure and f.amount is not None]
            whole = next((f for f in column if f.source == "total"), None)
            parts = [f for f in column if f is not whole]
            if whole is None or not parts:
                continue
            yield _sources(whole, parts)


def _sources(whole: PerformanceFunding, parts: Sequence[PerformanceFunding]) -> Check:
    values = [_funding(f) for f in parts]
    about = About(_STATEMENT, whole.project_name or "部门整体", whole.measure, row_no=whole.row_no)
    names = "、".join(f.source_printed for f in parts)
    what = f"{whole.source_printed}（{whole.measure_printed}） = {names}之和"
    check = equal(FUNDING, about, _funding(whole), total(values), values, YUAN, what)
    fiscal = [v for v, f in zip(values, parts, strict=True) if f.source in ("fiscal", "other", "carryover")]
    if check.verdict == FAILS and fiscal:
        # Sources of fiscal money may be told once more below it.
        narrower = equal(FUNDING, about, _funding(whole), total(fiscal), fiscal, YUAN, what)
        return narrower if narrower.verdict != FAILS else check
    return check


def _blocks(fundings: Sequence[PerformanceFunding]) -> Iterator[list[PerformanceFunding]]:
    """The money of one form: figures of one project up to the next total of the same measure."""
    group: list[PerformanceFunding] = []
    seen: set[tuple[str, str]] = set()
    for each in fundings:
        key = (each.source, each.measure)
        other = group and (each.scope, each.project_name) != (group[0].scope, group[0].project_name)
        if group and (other or (each.source == "total" and key in seen)):
            yield group
            group, seen = [], set()
        group.append(each)
        seen.add(key)
    if group:
        yield group


def _funding(each: PerformanceFunding) -> Value:
    assert each.amount is not None
    factor = next((UNIT_FACTOR[unit] for unit in ("万元", "元") if unit in each.printed), None)
    step = _YUAN_STEP if factor is None else factor * Decimal(1).scaleb(-decimals(each.printed))
    return Value(each.amount, step, _spot(each, each.printed, each.source_printed))
