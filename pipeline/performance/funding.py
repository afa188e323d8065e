"""The money part of a form: every figure with its source, its measure and its unit, whatever way the form is laid out.

A figure's source is the label left of it (`其中：财政拨款`), its measure the header above it (`全年执行数`); forms that
print the sources across have the source above instead. Both are looked up in the vocabulary.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from pipeline.performance.model import Provenance
from pipeline.performance.money_labels import (
    TASK,
    VALUE_MEASURES,
    Labelled,
    headers_above,
    is_section,
    labelled_of,
    meaning_of,
    meaning_of_labelled,
    row_texts,
)
from pipeline.performance.table import TableCell
from pipeline.performance.text import compact, money_unit, number_of, own_unit, yuan

_WHOLE = {"period_total": "total", "term_total": "total"}
"""Totals of more than the year, as the sources that they are of."""
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

    `taken` holds the ids of cells read as something else; cells read here are added to it, others are left to be
    listed as unread.
    """
    strange: list[str] = []
    unread = 0
    read: list[tuple[Figure, TableCell]] = []
    named: set[int] = set()
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.x0)):
        if id(cell) in taken or ((labelled := labelled_of(cell)) is None and number_of(cell.text) is None):
            continue
        figure = _figure(cells, cell, labelled, taken, unit_text)
        if figure is None:
            strange.append(f"figure {cell.text}")
            unread += 1
            continue
        taken.add(id(cell))
        read.append((figure, cell))
        if figure.amount is None and figure.value is None:
            strange.append(NO_UNIT)
        named.update(_task_texts(cells, cell) if figure.source == TASK else ())
    taken.update(named)
    return Figures(_by_period(read), strange, unread)


def _by_period(read: list[tuple[Figure, TableCell]]) -> list[Figure]:
    """The money of the whole period is told apart from that of the year.

    Where 实施期资金总额 is the only total that a form prints, it is the year's; that of several years (中期) never is.
    """
    whole = [cell for figure, cell in read if figure.source in _WHOLE]
    year = [cell for figure, cell in read if figure.source == "total"]
    is_year = not year and all(figure.source != "term_total" for figure, _ in read)
    return [
        replace(
            figure,
            source=_WHOLE.get(figure.source, figure.source),
            measure=figure.measure if is_year or not _is_whole(cell, whole, year) else f"period_{figure.measure}",
        )
        for figure, cell in read
    ]


def _is_whole(cell: TableCell, whole: list[TableCell], year: list[TableCell]) -> bool:
    """True for a figure in the column of the whole total, or, where the total of the year is below, in its rows."""
    beside = any(one.row == other.row for one in whole for other in year)
    if not beside and any(one.overlap(other.x0, other.x1) > 0.5 for one in whole for other in year):
        begun = [total for total in (*whole, *year) if total.row <= cell.row]
        return bool(begun) and max(begun, key=lambda total: total.row) in whole
    return bool(whole) and (not year or any(cell.overlap(total.x0, total.x1) > 0.5 for total in whole))


def _task_texts(cells: list[TableCell], cell: TableCell) -> set[int]:
    """The texts that name the task of a figure."""
    return {id(other) for other in cells if other.row == cell.row and other.x1 <= cell.x0 + 1 and other.text}


def _figure(
    cells: list[TableCell], cell: TableCell, labelled: Labelled | None, taken: set[int], unit_text: str
) -> Figure | None:
    """The figure of a cell, None where its labels are not understood: a rate in percent is no money."""
    above = headers_above(cells, cell, taken)
    if labelled is not None:
        meaning, number, own = meaning_of_labelled(labelled.label, above), labelled.number, labelled.unit
    else:
        meaning, own = meaning_of(cells, cell, above, taken), own_unit(cell.text)
        number = number_of(cell.text) or Decimal(0)
    if meaning is None:
        return None
    printed = compact(cell.text)
    is_value = meaning.measure in VALUE_MEASURES
    if printed.endswith("%") and not is_value:
        return None
    beside = map(money_unit, (own, *(above or ()), *row_texts(cells, cell)))
    unit = next((unit for unit in beside if unit), 0) or _unit_before(cells, cell, unit_text)
    return Figure(
        *meaning,
        amount=None if is_value else yuan(number, unit),
        value=number if is_value else None,
        printed=printed,
        where=cell.provenance(),
    )


def _unit_before(cells: list[TableCell], cell: TableCell, unit_text: str) -> int:
    """The unit of the section that begins above and left of a cell, or of the table; 0 where they are not the same."""
    begun = [other for other in cells if other.row < cell.row and other.x0 <= cell.x0 and is_section(other.text)]
    begun.sort(key=lambda other: -other.row)
    unit, whole = next(filter(None, (money_unit(other.text) for other in begun)), 0), money_unit(unit_text)
    return 0 if unit and whole and unit != whole else unit or whole
