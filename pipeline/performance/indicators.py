"""Records under an indicator header become indicators with their targets, weights, outcomes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.performance.coded import split_levels
from pipeline.performance.funding import Figure
from pipeline.performance.model import PerformanceFunding, PerformanceIndicator
from pipeline.performance.period import parts
from pipeline.performance.records import Record, level1_of, records
from pipeline.performance.scores import of_one_each
from pipeline.performance.table import Header, PerformanceTable, TableCell
from pipeline.performance.targets import Target, combine, parse_actual, parse_target
from pipeline.performance.text import compact, is_dash, number_of

_PLACE = ("target", "period_target", "level3", "combined", "level2", "level1")
"""The cell an indicator stands on: its target, or its name where no target is printed."""


@dataclass(frozen=True, slots=True)
class Form:
    """The form an indicator stands in."""

    scope: str
    project_name: str
    title: str


@dataclass(slots=True)
class IndicatorRows:
    """Indicators, the cells read into them, and texts not understood."""

    indicators: list[PerformanceIndicator] = field(default_factory=list)
    taken: list[TableCell] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)


def read_indicators(table: PerformanceTable, header: Header, start: int, end: int, form: Form) -> IndicatorRows:
    """The indicators in rows [header.row_end, end) of a form whose head begins in row `start`.

    Of an indicator that a block beside that of the year prints again for the whole period, only that target is added.
    """
    rows = IndicatorRows()
    places: dict[tuple[int, str, str], int] = {}
    for part in parts(table, header, start, end):
        for record in of_one_each(part.header, list(records(table, part.header, part.end))):
            indicator, strange = indicator_of(table, part.header, record, form)
            named = (record.row, indicator.level2_name, indicator.level3_name)
            if named in places:
                target = indicator.period_target_printed
                at = places[named]
                rows.indicators[at] = replace(rows.indicators[at], period_target_printed=target)
            else:
                places[named] = len(rows.indicators)
                rows.indicators.append(indicator)
            rows.taken.extend(record.cells.values())
            rows.strange.extend(strange)
            rows.strange.extend(f"{column.label}: {cell.text}" for column, cell in (*record.amounts, *record.unknown))
    return rows


def indicator_of(
    table: PerformanceTable, header: Header, record: Record, form: Form
) -> tuple[PerformanceIndicator, list[str]]:
    """One indicator of one record, and what of it was not understood."""
    level1, level2, level3 = _levels(table, header, record)
    printed, target = _target(header, record)
    weight, score, rate = (_number(record, role) for role in ("weight", "score", "score_rate"))
    strange = [
        f"{role}: {record.text(role)}"
        for role in ("weight", "score", "score_rate")
        if record.text(role) and _number(record, role) is None and not is_dash(record.text(role))
    ]
    cell = next(record.cells[role] for role in _PLACE if role in record.cells)
    where = cell.provenance()
    indicator = PerformanceIndicator(
        row_no=0,
        scope=form.scope,
        project_name=form.project_name,
        title=form.title,
        activity=record.text("activity"),
        level1_name=level1,
        level2_name=level2,
        level3_name=level3,
        operator=target.operator,
        target_value=target.value,
        target_unit=target.unit,
        target_printed=printed,
        period_target_printed=record.text("period_target"),
        basis=record.text("basis"),
        prior_printed=record.text("prior"),
        weight=weight,
        scoring_rule=record.text("scoring_rule"),
        evidence=record.text("evidence"),
        explanation=record.text("explanation"),
        is_core=record.text("core"),
        actual_printed=record.text("actual"),
        actual_value=parse_actual(record.text("actual")),
        score=score,
        score_rate=rate,
        deviation_reason=record.text("deviation"),
        remark=record.text("remark"),
        table_no=cell.key[1] + 1,
        page=where.page,
        x0=where.x0,
        top=where.top,
        x1=where.x1,
        bottom=where.bottom,
        source_ref=where.source_ref,
    )
    return indicator, strange


def _levels(table: PerformanceTable, header: Header, record: Record) -> tuple[str, str, str]:
    if "combined" in record.cells and "level3" not in record.cells:
        return split_levels(record.text("combined"))
    return level1_of(table, header, record), record.text("level2"), record.text("level3")


def _target(header: Header, record: Record) -> tuple[str, Target]:
    if header.roles & {"operator", "unit"}:
        return combine(compact(record.text("operator")), record.text("target"), record.text("unit"))
    printed = record.text("target")
    return printed, parse_target(printed)


def _number(record: Record, role: str) -> Decimal | None:
    return number_of(record.text(role))


def funding_of(figure: Figure, form: Form) -> PerformanceFunding:
    """A figure as the record of its form."""
    return PerformanceFunding(
        row_no=0,
        scope=form.scope,
        project_name=form.project_name,
        source=figure.source,
        source_printed=figure.source_printed,
        measure=figure.measure,
        measure_printed=figure.measure_printed,
        amount=figure.amount,
        value=figure.value,
        printed=figure.printed,
        page=figure.where.page,
        x0=figure.where.x0,
        top=figure.where.top,
        x1=figure.where.x1,
        bottom=figure.where.bottom,
        source_ref=figure.where.source_ref,
    )
