"""Lists of projects: a row a project with its goal, a row an indicator, or all indicators in one cell."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.performance.coded import CodedIndicator, split_coded
from pipeline.performance.funding import NO_UNIT, Figure
from pipeline.performance.indicators import Form, funding_of, indicator_of
from pipeline.performance.model import PerformanceFunding, PerformanceGoal, PerformanceIndicator
from pipeline.performance.money_labels import source_of
from pipeline.performance.records import Record, is_total, records
from pipeline.performance.scores import of_one_each, project_scores
from pipeline.performance.table import Header, PerformanceTable, TableCell
from pipeline.performance.targets import parse_target
from pipeline.performance.text import compact, is_dash, money_unit, number_of, own_unit, yuan
from pipeline.performance.vocabulary import vocabulary


@dataclass(slots=True)
class ListReading:
    """What a list of projects gives."""

    goals: list[PerformanceGoal] = field(default_factory=list)
    indicators: list[PerformanceIndicator] = field(default_factory=list)
    fundings: list[PerformanceFunding] = field(default_factory=list)
    taken: list[TableCell] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)


def read_list(table: PerformanceTable, header: Header, end: int) -> ListReading:
    """Goals, indicators and figures in rows [header.row_end, end)."""
    reading = ListReading()
    unit_name = table.owner
    project_cell: TableCell | None = None
    found = list(records(table, header, end))
    scores = project_scores(header, found)
    for record in of_one_each(header, [_without_score(each) for each in found] if scores else found):
        project = record.cells.get("project")
        if project is not None and vocabulary().is_contact(project.text):
            reading.taken.extend(table.covering(record.row))  # the foot of the list: its values are never read
            continue
        named = record.text("project")
        form = Form("project", named, table.title)
        if project is not None and project is not project_cell:
            project_cell = project
            unit_name = _group(record, unit_name)
            _read_project(table, record, form, unit_name, scores.get(id(project)), reading)
        elif project is None:
            reading.strange.append(f"row without a project: {_row_text(record)}")
        _read_row(table, header, record, form, reading)
        reading.taken.extend(record.cells.values())
        reading.strange.extend(f"{column.label}: {cell.text}" for column, cell in record.unknown)
    return reading


def _group(record: Record, unit_name: str) -> str:
    """A row with neither goal nor indicators names the unit of the projects below it."""
    is_group = not _goal_cell(record) and not record.text("combined") and not record.text("level3")
    if record.text("unit_name"):
        return record.text("unit_name")
    return record.text("project") if is_group and not is_total(record.text("project")) else unit_name


def _without_score(record: Record) -> Record:
    return replace(record, cells={role: cell for role, cell in record.cells.items() if role != "score"})


def _read_project(
    table: PerformanceTable,
    record: Record,
    form: Form,
    unit_name: str,
    score: TableCell | None,
    reading: ListReading,
) -> None:
    figures = _figures(table, record, reading)
    sums = is_total(form.project_name) or (form.project_name == unit_name and not _goal_cell(record))
    named = replace(form, project_name="") if sums else form
    for figure in figures:
        printed = f"{form.project_name}/{figure.source_printed}" if sums else figure.source_printed
        reading.fundings.append(funding_of(replace(figure, source_printed=printed), named))
    number = number_of(score.text) if score is not None else None
    if score is not None and (sums or number is None) and not is_dash(score.text):
        reading.strange.append(f"{form.project_name}: {score.text}")
    if not sums:
        reading.taken.extend([score] if score is not None and number is not None else [])
        reading.goals.append(_goal(record, form, unit_name, figures, number))


def _figures(table: PerformanceTable, record: Record, reading: ListReading) -> list[Figure]:
    """The amounts of a row; what is none stays to be listed as unread."""
    figures: list[Figure] = []
    for column, cell in record.amounts:
        number = number_of(cell.text)
        *_, leaf = headers = column.label.split("/")
        texts = (own_unit(cell.text), *reversed(headers), table.unit_text)
        unit = next((unit for unit in map(money_unit, texts) if unit), 0)
        source = source_of(column.label) if "/" not in column.label else source_of(leaf) or source_of(column.label)
        if not unit:
            reading.strange.append(NO_UNIT)
        if number is None or not source or compact(cell.text).endswith("%"):
            reading.strange.append(f"{column.label}: {cell.text}")
            continue
        reading.taken.append(cell)
        figures.append(
            Figure(
                source=source,
                source_printed=column.label,
                measure="budget",
                measure_printed="",
                amount=yuan(number, unit),
                value=None,
                printed=compact(cell.text),
                where=cell.provenance(),
            )
        )
    return figures


def _goal(record: Record, form: Form, unit_name: str, figures: list[Figure], score: Decimal | None) -> PerformanceGoal:
    goal = _goal_cell(record)
    cell = goal or record.cells["project"]
    where = cell.provenance()
    return PerformanceGoal(
        row_no=0,
        scope=form.scope,
        project_name=form.project_name,
        title=form.title,
        unit_name=unit_name,
        department_name="",
        goal=goal.text if goal is not None else "",
        goal_actual="",
        overview="",
        initial_budget_amount=None,
        budget_amount=_amount(figures, "total"),
        fiscal_amount=_amount(figures, "fiscal"),
        other_amount=_amount(figures, "other"),
        executed_amount=None,
        execution_rate=None,
        execution_weight=None,
        execution_score=None,
        total_weight=None,
        score=score,
        grade="",
        table_no=cell.key[1] + 1,
        page=where.page,
        x0=where.x0,
        top=where.top,
        x1=where.x1,
        bottom=where.bottom,
        source_ref=where.source_ref,
    )


def _goal_cell(record: Record) -> TableCell | None:
    """The goal of the year, else that of the whole period."""
    return record.cells.get("goal") or record.cells.get("period_goal")


def _amount(figures: list[Figure], source: str) -> Decimal | None:
    return next((figure.amount for figure in figures if figure.source == source), None)


def _read_row(table: PerformanceTable, header: Header, record: Record, form: Form, reading: ListReading) -> None:
    """The indicator or the coded indicators of one row."""
    if "target" in header.roles:
        if record.text("level3") or record.text("target") or record.text("combined"):
            indicator, strange = indicator_of(table, header, record, form)
            reading.indicators.append(indicator)
            reading.strange.extend(strange)
        return
    if not record.text("combined"):
        return
    coded, rest = split_coded(record.text("combined"))
    reading.strange.extend(f"{form.project_name}: {text}" for text in rest)
    reading.indicators.extend(_coded(item, record.cells["combined"], form) for item in coded)


def _coded(item: CodedIndicator, cell: TableCell, form: Form) -> PerformanceIndicator:
    target = parse_target(item.target)
    where = cell.provenance()
    return PerformanceIndicator(
        row_no=0,
        scope=form.scope,
        project_name=form.project_name,
        title=form.title,
        activity="",
        level1_name=item.level1,
        level2_name=item.level2,
        level3_name=item.level3,
        operator=target.operator,
        target_value=target.value,
        target_unit=target.unit,
        target_printed=item.target,
        period_target_printed=item.period_target,
        basis="",
        prior_printed="",
        weight=None,
        scoring_rule="",
        evidence="",
        explanation="",
        is_core="",
        actual_printed="",
        actual_value=None,
        score=None,
        score_rate=None,
        deviation_reason="",
        remark="",
        table_no=cell.key[1] + 1,
        page=where.page,
        x0=where.x0,
        top=where.top,
        x1=where.x1,
        bottom=where.bottom,
        source_ref=where.source_ref,
    )


def _row_text(record: Record) -> str:
    return " ".join(cell.text for cell in record.cells.values())
