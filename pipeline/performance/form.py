"""One performance table becomes its forms: head, records, foot, each with goals, indicators and figures."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.performance.head import FormHead, read_head
from pipeline.performance.indicators import Form, funding_of, read_indicators
from pipeline.performance.listing import read_list
from pipeline.performance.model import PerformanceFunding, PerformanceGoal, PerformanceIndicator
from pipeline.performance.period import Part, part_named
from pipeline.performance.records import foot_row
from pipeline.performance.table import Header, PerformanceTable, TableCell, find_header
from pipeline.performance.total import read_totals
from pipeline.performance.vocabulary import vocabulary


@dataclass(slots=True)
class FormReading:
    """What one form gives; `taken` are the cells read into it, `strange` the texts not understood."""

    goals: list[PerformanceGoal] = field(default_factory=list)
    indicators: list[PerformanceIndicator] = field(default_factory=list)
    fundings: list[PerformanceFunding] = field(default_factory=list)
    taken: list[TableCell] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)


def read_forms(table: PerformanceTable) -> list[FormReading]:
    """All forms of a table, in printed order."""
    readings: list[FormReading] = []
    start = 0
    while start < table.n_rows:
        header = find_header(table.cells, start)
        end = _end(table, header)
        if header is not None and _is_list(header):
            readings.append(_read_list(table, header, end))
        else:
            blocks = _blocks(table, header, end)
            end = blocks[-1].end if blocks else end
            readings.append(_read_form(table, blocks, start, end))
        start = end
    return readings


def _blocks(table: PerformanceTable, header: Header | None, end: int) -> list[Part]:
    """The parts of a form with a header of their own: more than one where a header comes right below records."""
    blocks: list[Part] = []
    while header is not None:
        blocks.append(Part(header, end))
        again = find_header(table.cells, end)
        below = again is not None and all(part_named(table, row) for row in range(end, again.row))
        goes_on = below and not _is_list(again) and not _has_other(table, header, end)
        header = again if goes_on else None
        end = _end(table, header)
    return blocks


def _has_other(table: PerformanceTable, header: Header, end: int) -> bool:
    """True where rows below a header hold the head of another form, or what closes a form."""
    words = vocabulary()
    rows = (table.row_cells(row) for row in range(header.row_end, end))
    firsts = [next((cell.text for cell in cells if cell.text), "") for cells in rows]
    return any(words.form_label(text) not in ("", "remark") or words.is_contact(text) for text in firsts)


def _is_list(header: Header | None) -> bool:
    return header is not None and "project" in header.roles


def _end(table: PerformanceTable, header: Header | None) -> int:
    """The row in which the next form begins."""
    if header is None:
        return table.n_rows
    following = find_header(table.cells, header.row_end)
    limit = following.row if following is not None else table.n_rows
    words = vocabulary()
    for row in range(header.row_end, limit):
        texts = [cell.text for cell in table.row_cells(row) if cell.text]
        begins = texts and words.form_label(texts[0]) in ("project_name", "unit_name")
        titled = len(texts) == 1 and bool(words.title_kind(texts[0])) and len(texts[0]) < 60
        if begins or titled or part_named(table, row):
            return row
    return limit


def _read_list(table: PerformanceTable, header: Header, end: int) -> FormReading:
    listed = read_list(table, header, end)
    return FormReading(listed.goals, listed.indicators, listed.fundings, listed.taken, listed.strange)


def _read_form(table: PerformanceTable, blocks: list[Part], start: int, end: int) -> FormReading:
    head_end = blocks[0].header.row if blocks else end
    head = FormHead()
    head_cells = [cell for cell in table.cells if start <= cell.row < head_end]
    read_head(head_cells, None, table.unit_text, head)
    feet = [foot_row(table, header, end) for header, end in blocks]
    foot_cells: list[TableCell] = []
    for (header, block_end), foot in zip(blocks, feet, strict=True):
        cells = [cell for cell in table.cells if foot <= cell.row < block_end]
        foot_cells.extend(cells)
        if cells:
            read_head(read_totals(cells, header, head), header, table.unit_text, head)
    scope = _scope(table, head)
    name = head.texts.get("project_name", "") if scope == "project" else ""
    form = Form(scope=scope, project_name=name, title=table.title)
    reading = FormReading(strange=list(head.strange))
    for (header, _), foot in zip(blocks, feet, strict=True):
        rows = read_indicators(table, header, start, foot, form)
        reading.indicators.extend(rows.indicators)
        reading.taken.extend(rows.taken)
        reading.strange.extend(rows.strange)
    if head.texts or head.figures or head.total_score is not None:
        reading.goals = [_goal(table, head, form, head_cells or foot_cells)]
        reading.fundings = [funding_of(figure, form) for figure in head.figures]
    read = head.taken - head.left_out
    reading.taken.extend(cell for cell in (*head_cells, *foot_cells) if id(cell) in read)
    return reading


def _scope(table: PerformanceTable, head: FormHead) -> str:
    """`department` for forms about the whole of a department, else `project`."""
    if vocabulary().is_department_title(table.title):
        return "department"
    has_project = "project_name" in head.texts
    return "department" if not has_project and "unit_name" in head.texts else "project"


def _goal(table: PerformanceTable, head: FormHead, form: Form, cells: list[TableCell]) -> PerformanceGoal:
    where = (
        head.where.get("goal")
        or head.where.get("period_goal")
        or next(iter(head.where.values()), None)
        or cells[0].provenance()
    )
    weight = head.value("total", "weight")
    key = cells[0].key
    return PerformanceGoal(
        row_no=0,
        scope=form.scope,
        project_name=form.project_name,
        title=form.title,
        unit_name=head.texts.get("unit_name") or table.owner,
        department_name=head.texts.get("department_name", ""),
        goal=head.texts.get("goal") or head.texts.get("period_goal", ""),
        goal_actual=head.texts.get("goal_actual", ""),
        overview=head.texts.get("overview", ""),
        initial_budget_amount=head.amount("total", "initial_budget"),
        budget_amount=head.amount("total", "budget"),
        fiscal_amount=head.fiscal_amount(),
        other_amount=head.amount("other", "budget"),
        executed_amount=head.amount("total", "executed"),
        execution_rate=head.value("total", "execution_rate"),
        execution_weight=weight if weight is not None else head.execution_weight,
        execution_score=head.value("total", "score"),
        total_weight=head.total_weight,
        score=head.total_score,
        grade=head.texts.get("grade", ""),
        table_no=key[1] + 1,
        page=where.page,
        x0=where.x0,
        top=where.top,
        x1=where.x1,
        bottom=where.bottom,
        source_ref=where.source_ref,
    )
