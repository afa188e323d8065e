"""The money part of a form: every figure with its source, its measure and its unit, whatever way the form is laid out.

A figure's source is the label left of it (`其中：财政拨款`), its measure the header above it (`全年执行数`); forms that
print the sources across have the source above instead. Both are looked up in the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from pipeline.performance.model import Provenance
from pipeline.performance.table import TableCell
from pipeline.performance.text import compact, is_dash, label_of, money_unit, number_of, own_unit, yuan
from pipeline.performance.vocabulary import Vocabulary, first_match, vocabulary

_VALUE_MEASURES = frozenset({"execution_rate", "balance_rate", "weight", "score"})
_GENERIC = re.compile(r"^(合计|小计|总计|总额|金额合计)$")
_LABELLED = re.compile(r"^(?P<label>[^\d]{2,20}?)[:：]?(?P<number>-?\d[\d,]*(\.\d+)?)(?P<unit>万元|千元|元)?$")
_LONGEST_LABEL = 24
NO_UNIT = "no money unit printed: amounts left open"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a form: `amount` in yuan for money, `value` for rates, weights and scores.

    Money without a printed unit has neither: its worth is not known.
    """

    source: str
    source_printed: str
    measure: str
    measure_printed: str
    amount: Decimal | None
    value: Decimal | None
    printed: str
    where: Provenance


class Figures(NamedTuple):
    """The figures of a form, what was not understood, and how many figures were not."""

    read: list[Figure]
    strange: list[str]
    unread: int


def read_figures(cells: list[TableCell], taken: set[int], unit_text: str) -> Figures:
    """The figures among the cells of a form's head, and what was not understood.

    `taken` holds the ids of cells read as something else; cells read here are added to it.
    """
    strange: list[str] = []
    unread = 0
    read: list[tuple[Figure, TableCell]] = []
    named: set[int] = set()
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.x0)):
        if id(cell) in taken or not cell.text:
            continue
        labelled = _labelled(cell)
        if labelled is not None:
            figure = _figure(cell, [labelled[0]], [], labelled[1], [labelled[2], *_row_texts(cells, cell), unit_text])
        elif number_of(cell.text) is not None:
            left, above = _beside(cells, cell, taken), _above(cells, cell, taken)
            number = number_of(cell.text) or Decimal(0)
            units = [own_unit(cell.text), *above, *_row_texts(cells, cell), unit_text]
            figure = _figure(cell, _row_labels(cells, cell, left), above, number, units)
        else:
            continue
        taken.add(id(cell))
        if figure is None:
            strange.append(f"figure {cell.text}")
            unread += 1
        else:
            read.append((figure, cell))
            if figure.amount is None and figure.value is None:
                strange.append(NO_UNIT)
            named.update(_task_texts(cells, cell) if figure.source == "task" else ())
    taken.update(named)
    return Figures(_by_period(read), strange, unread)


def _by_period(read: list[tuple[Figure, TableCell]]) -> list[Figure]:
    """Where a form prints the money of the whole period beside that of the year, its column is told apart."""
    sources = {figure.source for figure, _ in read}
    if not {"period_total", "total"} <= sources:
        return [replace(figure, source=figure.source.removeprefix("period_")) for figure, _ in read]
    period = [cell for figure, cell in read if figure.source == "period_total"]
    return [
        replace(figure, source=figure.source.removeprefix("period_"), measure=f"period_{figure.measure}")
        if any(cell.overlap(other.x0, other.x1) > 0.5 for other in period)
        else figure
        for figure, cell in read
    ]


def _task_texts(cells: list[TableCell], cell: TableCell) -> set[int]:
    """The texts that name the task of a figure."""
    return {id(other) for other in cells if other.row == cell.row and other.x1 <= cell.x0 + 1 and other.text}


def _labelled(cell: TableCell) -> tuple[str, Decimal, str] | None:
    """A label and figure printed in one cell (`年度资金总额：109.1`)."""
    found = _LABELLED.match(compact(cell.text))
    if found is None or not source_of(found["label"]):
        return None
    number = number_of(found["number"])
    return None if number is None else (found["label"], number, found["unit"] or "")


def _figure(
    cell: TableCell, rows: list[str], columns: list[str], number: Decimal, unit_texts: Iterable[str]
) -> Figure | None:
    words = vocabulary()
    is_task = bool(rows) and rows[0] == _TASK
    rows = rows[1:] if is_task else rows
    source = "task" if is_task else _first_source([*rows, *columns])
    measure = _measure(columns, words)
    if measure is None or not source:
        return None
    if is_task:
        measure = "_".join(filter(None, (measure, _task_part(columns))))
    printed = compact(cell.text)
    is_value = measure in _VALUE_MEASURES
    unit = next((unit for unit in map(money_unit, unit_texts) if unit), 0)
    return Figure(
        source=source,
        source_printed="/".join(reversed(rows)),
        measure=measure,
        measure_printed="/".join(reversed(columns)),
        amount=None if is_value else yuan(number, unit),
        value=number if is_value else None,
        printed=printed,
        where=cell.provenance(),
    )


_TASK = "\0task"


def source_of(label: str) -> str:
    """The source of money a label names, '' where it names none."""
    sources = vocabulary().sources
    return first_match(sources, compact(label).rstrip(":;")) or first_match(sources, label_of(label))


def _first_source(labels: list[str]) -> str:
    """The source that the nearest telling label names; 合计 alone says less than the label beyond it."""
    named = [(label, source_of(label)) for label in labels]
    telling = [source for label, source in named if source and not _GENERIC.match(label_of(label))]
    return telling[0] if telling else next((source for _, source in named if source), "")


def _measure(columns: list[str], words: Vocabulary) -> str | None:
    """The measure of a column, `budget` where nothing is printed above, None where the header is not understood."""
    found = [first_match(words.measures, compact(label)) for label in columns]
    part = next((key for label in columns if (key := first_match(words.parts, compact(label)))), "")
    measure = next((key for key in found if key), "")
    if not measure:
        measure = "budget" if not columns or any(source_of(label) for label in columns) or part else ""
    if not measure:
        return None
    return f"{measure}_{part}" if part else measure


def _task_part(columns: list[str]) -> str:
    source = _first_source(columns)
    return "" if source in ("", "total") else source


def _is_figure(cell: TableCell) -> bool:
    return number_of(cell.text) is not None or is_dash(cell.text)


def _beside(cells: list[TableCell], cell: TableCell, taken: set[int]) -> list[str]:
    """Labels left of a figure, nearest first; figures between are passed over, beyond the labels they end the row."""
    found: list[str] = []
    for other in sorted(cells, key=lambda other: -other.x0):
        if not other.covers(cell.row) or other.x1 > cell.x0 + 1 or not other.text or id(other) in taken:
            continue
        if _is_figure(other):
            if found:
                break
            continue
        found.append(other.text)
    return found


def _row_texts(cells: list[TableCell], cell: TableCell) -> list[str]:
    """All texts left of a cell in its row, nearest first: one of them may name the unit."""
    left = [other for other in cells if other.covers(cell.row) and other.x1 <= cell.x0 + 1 and other.text]
    return [other.text for other in sorted(left, key=lambda other: -other.x0) if not _is_figure(other)]


def _row_labels(cells: list[TableCell], cell: TableCell, left: list[str]) -> list[str]:
    """The labels of a figure's row; a row under 任务名称 is a task, unless it sums them."""
    words = vocabulary()
    short = [text for text in left if len(text) <= _LONGEST_LABEL and label_of(text) not in words.funding_sections]
    under_tasks = any(
        words.form_label(other.text) == "tasks" and other.row_end <= cell.row and other.x1 <= cell.x0 + 1
        for other in cells
    )
    if under_tasks and not any(_GENERIC.match(label_of(text)) for text in left):
        return [_TASK, *left]
    named = [text for text in short if source_of(text)]
    return named or [text for text in left if label_of(text) in words.funding_sections and source_of(text)]


def _above(cells: list[TableCell], cell: TableCell, taken: set[int]) -> list[str]:
    """Header labels above a figure, nearest first, up to the first cell that is no label of money."""
    words = vocabulary()
    found: list[str] = []
    middle = (cell.x0 + cell.x1) / 2
    for other in sorted(cells, key=lambda other: -other.row_end):
        if other.row_end > cell.row or not other.x0 <= middle <= other.x1 or not other.text or _is_figure(other):
            continue
        text = compact(other.text)
        known = any(first_match(group, text) for group in (words.measures, words.sources, words.parts))
        if id(other) in taken or len(text) > _LONGEST_LABEL or not (known or label_of(text) in words.funding_sections):
            break
        if _LABELLED.match(text) and source_of(text):
            break
        found.append(other.text)
    return found
