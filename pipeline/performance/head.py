"""The head and foot of a form: who, what, to which end, with which money. Contact persons are passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import takewhile

from pipeline.performance.funding import Figure, read_figures
from pipeline.performance.model import Provenance
from pipeline.performance.money_labels import source_of
from pipeline.performance.records import is_total
from pipeline.performance.table import TOLERANCE, Header, TableCell
from pipeline.performance.text import compact, is_dash, join_lines, label_of, number_of
from pipeline.performance.vocabulary import first_match, vocabulary
from pipeline.private import holds_contact_number, is_person, masked, may_be_label_of_person

_IN_BRACKETS = re.compile(r"\((\d+(?:\.\d+)?)分?\)")
_GOAL_FIELDS = ("goal", "goal_actual", "period_goal")
_GOALS = (*_GOAL_FIELDS, "term_goal")
_NAMES = ("project_name", "unit_name", "department_name")
_TEXT_FIELDS = ("project_name", "unit_name", "department_name", "overview", "grade")


@dataclass(slots=True)
class FormHead:
    """What the head and foot of a form say. Texts are whole; `figures` are the money part.

    `taken` are the ids of cells that are done with, `left_out` of those among them that no record holds.
    """

    texts: dict[str, str] = field(default_factory=dict)
    where: dict[str, Provenance] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    execution_weight: Decimal | None = None
    total_weight: Decimal | None = None
    total_score: Decimal | None = None
    strange: list[str] = field(default_factory=list)
    unread_figures: int = 0
    taken: set[int] = field(default_factory=set)
    left_out: set[int] = field(default_factory=set)

    def amount(self, source: str, measure: str) -> Decimal | None:
        """The first printed amount in yuan of a source by a measure."""
        return next((f.amount for f in self.figures if f.source == source and f.measure == measure), None)

    def value(self, source: str, measure: str) -> Decimal | None:
        return next((f.value for f in self.figures if f.source == source and f.measure == measure), None)

    def fiscal_amount(self) -> Decimal | None:
        """Printed 财政拨款; where a form prints only the levels of public money, their sum.

        No sum where a figure was not understood or has no unit: it may be that of one more level.
        """
        for source in ("fiscal", "fiscal_current"):
            if (printed := self.amount(source, "budget")) is not None:
                return printed
        levels = [f.amount for f in self.figures if f.source in ("superior", "local") and f.measure == "budget"]
        amounts = [amount for amount in levels if amount is not None]
        if not levels or self.unread_figures or len(amounts) < len(levels):
            return None
        return sum(amounts, Decimal(0))


def read_head(cells: list[TableCell], header: Header | None, unit_text: str, head: FormHead) -> None:
    """Read the cells of a form's head or foot into `head`."""
    _drop_contacts(cells, head)
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.x0)):
        if cell.text and id(cell) not in head.taken:
            _read_label(cells, cell, header, head)
    figures = read_figures(cells, head.taken, unit_text)
    head.figures.extend(figures.read)
    head.strange.extend(figures.strange)
    head.unread_figures += figures.unread
    _list_rest(cells, head)


def _drop_contacts(cells: list[TableCell], head: FormHead) -> None:
    """Mark contact labels and what stands beside or below them as done, unread."""
    for cell in cells:
        if vocabulary().is_contact(cell.text):
            head.taken.add(id(cell))
            head.taken.update(id(other) for other in _contacts_beside(cells, cell))
            head.taken.update(id(other) for other in _contacts_below(cells, cell))
            head.strange.extend(_hidden_field(cell))


def _hidden_field(cell: TableCell) -> list[str]:
    """The label of a field that is printed in one cell with a contact, and therefore not read either."""
    label, colon, _ = compact(cell.text).partition(":")
    is_field = bool(colon) and vocabulary().form_label(label) not in ("", "date")
    return [f"{label}: a contact stands in its cell"] if is_field else []


def _contacts_beside(cells: list[TableCell], label: TableCell) -> Iterator[TableCell]:
    """All cells of the row up to the next label: a name may be followed by more names and a number."""
    beside = [cell for cell in cells if cell.covers(label.row) and cell.x0 >= label.x1 - 1]
    return takewhile(lambda cell: not _is_any_label(cell), sorted(beside, key=lambda cell: cell.x0))


def _contacts_below(cells: list[TableCell], label: TableCell) -> Iterator[TableCell]:
    """The cell below a label that has no value on its right: below a row of labels stand their values.

    At the end of a row the cell below is a contact's only where it looks like one.
    """
    beside = right_of(cells, label)
    if beside is not None and not _is_any_label(beside):
        return
    for cell in cells:
        if cell.row == label.row_end and cell.overlap(label.x0, label.x1) > 0.5 and not _is_any_label(cell):
            text = compact(cell.text)
            if beside is not None or is_person(text) or holds_contact_number(label_of(label.text) + text):
                yield cell


def _is_any_label(cell: TableCell) -> bool:
    """True for a label of a form, of a contact, of a column or of money."""
    words = vocabulary()
    text = cell.text
    is_money = bool(source_of(text)) or label_of(text) in words.funding_sections
    return _is_label(cell) or bool(words.column(text)) or is_money


def _read_label(cells: list[TableCell], cell: TableCell, header: Header | None, head: FormHead) -> None:
    meaning = vocabulary().form_label(cell.text)
    if meaning in _TEXT_FIELDS:
        _take_text(meaning, cell, [beside] if (beside := right_of(cells, cell)) else [], head)
    elif meaning in _GOAL_FIELDS:
        _take_text(meaning, cell, _goal_cells(cells, cell), head)
    elif meaning == "total_score" or (header is not None and is_total(cell.text)):
        _take_total(cells, cell, head)
    elif meaning == "execution_weight":
        found = _IN_BRACKETS.search(compact(cell.text))
        head.execution_weight = Decimal(found.group(1)) if found else None
        head.taken.add(id(cell))
    elif meaning in ("remark", "code", "property", "date"):
        head.taken.add(id(cell))
        beside = right_of(cells, cell)
        if beside is not None and not vocabulary().form_label(beside.text):
            head.taken.add(id(beside))
            head.strange.extend([f"{cell.text}: {beside.text}"] if beside.text else [])


def _take_text(meaning: str, label: TableCell, values: list[TableCell], head: FormHead) -> None:
    head.taken.add(id(label))
    values = [cell for cell in values if cell.text and not (_is_label(cell) or vocabulary().column(cell.text))]
    head.taken.update(id(cell) for cell in values)
    values = [cell for cell in values if not vocabulary().is_placeholder(cell.text)]
    if not values:
        return
    text = join_lines(cell.text for cell in values)
    if meaning in _NAMES and masked(text) != text:  # where the name ends and the person begins is not printed
        head.strange.append(f"{label.text}: a contact stands beside the name")
        return
    if meaning not in head.texts:
        head.texts[meaning] = text
        head.where[meaning] = values[0].provenance()
    elif text not in head.texts[meaning]:
        head.texts[meaning] = join_lines([head.texts[meaning], text])


def _goal_cells(cells: list[TableCell], label: TableCell) -> list[TableCell]:
    """The text of a goal: right of its label, or below it where another label or nothing is on its right."""
    words = vocabulary()
    beside = right_of(cells, label)
    kind = words.form_label(beside.text) if beside is not None else ""
    if beside is not None and kind in _GOALS and label.row_end > beside.row_end:
        return []
    if beside is not None and kind not in _GOALS:
        return [
            cell
            for cell in sorted(cells, key=lambda cell: cell.row)
            if label.covers(cell.row) and abs(cell.x0 - beside.x0) < TOLERANCE
        ]
    below = [cell for cell in cells if cell.row >= label.row_end and cell.overlap(label.x0, label.x1) > 0.5]
    return [min(below, key=lambda cell: (cell.row, cell.x0))] if below else []


def _take_total(cells: list[TableCell], label: TableCell, head: FormHead) -> None:
    """总分 above any header of columns: the weights' total and the score, in this order; more numbers are listed."""
    head.taken.add(id(label))
    numbers = [
        cell
        for cell in sorted(cells, key=lambda cell: cell.x0)
        if cell.covers(label.row) and cell.x0 >= label.x1 - 1 and number_of(cell.text) is not None
    ]
    head.taken.update(id(cell) for cell in numbers)
    if len(numbers) > 2:
        head.left_out.update(id(cell) for cell in numbers)
        head.strange.extend(f"{label.text}: {cell.text}" for cell in numbers)
    elif numbers:
        head.total_score = number_of(numbers[-1].text)
        head.total_weight = number_of(numbers[0].text) if len(numbers) == 2 else head.total_weight


def right_of(cells: list[TableCell], label: TableCell) -> TableCell | None:
    """The nearest cell on the right, in the label's first row."""
    beside = [cell for cell in cells if cell.covers(label.row) and cell.x0 >= label.x1 - 1]
    return min(beside, key=lambda cell: cell.x0, default=None)


def _is_label(cell: TableCell) -> bool:
    words = vocabulary()
    return bool(words.form_label(cell.text)) or words.is_contact(cell.text)


def _list_rest(cells: list[TableCell], head: FormHead) -> None:
    """What is neither a label nor read: listed, so that nothing is lost unseen, but not what may be a name."""
    words = vocabulary()
    passed = head.taken | {id(right_of(cells, cell)) for cell in cells if may_be_label_of_person(label_of(cell.text))}
    for cell in cells:
        text = compact(cell.text)
        if not text or is_dash(text) or id(cell) in passed or _is_label(cell) or number_of(text) is not None:
            continue
        known = any(first_match(group, text) for group in (words.measures, words.sources, words.parts, words.titles))
        is_label = (
            known or label_of(text) in words.funding_sections or bool(words.column(text)) or bool(source_of(text))
        )
        if not is_label or len(text) > 40:
            head.strange.append(masked(cell.text))
