"""The totals at the foot of a form (总分, 合计): of the weights and of the scores, told apart by their columns."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import takewhile

from pipeline.performance.head import FormHead
from pipeline.performance.records import is_total
from pipeline.performance.table import Header, TableCell
from pipeline.performance.text import compact, number_of
from pipeline.performance.vocabulary import vocabulary

_IN_ONE_CELL = re.compile(r"^(?P<label>[^\d:]{2,12}):(?P<number>\d+(\.\d+)?)分?$")


def read_totals(cells: list[TableCell], header: Header, head: FormHead) -> list[TableCell]:
    """Read the totals among the cells of a foot into `head`; the other cells are left.

    A number that is the total of neither (in a form with weights beside each level) is listed, not read.
    """
    done: set[int] = set()
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.x0)):
        together = _IN_ONE_CELL.match(compact(cell.text))
        if together is not None and _is_label(together["label"]):
            number = number_of(together["number"])
            _keep(head, *((None, number) if "score" in header.roles else (number, None)))
            head.taken.add(id(cell))
            done.add(id(cell))
        elif _is_label(cell.text):
            numbers = _beside(cells, cell)
            weight, score = _told_apart(numbers, header)
            _keep(head, _number(weight), _number(score))
            used = {id(number) for number in (weight, score) if number is not None}
            head.taken.update({id(cell), *used})
            head.strange.extend(f"{cell.text}: {number.text}" for number in numbers if id(number) not in used)
            done.update({id(cell), *map(id, numbers)})
    return [cell for cell in cells if id(cell) not in done]


def _is_label(text: str) -> bool:
    return vocabulary().form_label(text) == "total_score" or is_total(text)


def _keep(head: FormHead, weight: Decimal | None, score: Decimal | None) -> None:
    head.total_weight = weight if weight is not None else head.total_weight
    head.total_score = score if score is not None else head.total_score


def _number(cell: TableCell | None) -> Decimal | None:
    return number_of(cell.text) if cell is not None else None


def _beside(cells: list[TableCell], label: TableCell) -> list[TableCell]:
    """The numbers right of a label, up to the next label."""
    words = vocabulary()
    beside = [cell for cell in cells if cell.covers(label.row) and cell.x0 >= label.x1 - 1]
    own = takewhile(
        lambda cell: not words.form_label(cell.text) and not words.is_contact(cell.text),
        sorted(beside, key=lambda cell: cell.x0),
    )
    return [cell for cell in own if number_of(cell.text) is not None]


def _told_apart(numbers: list[TableCell], header: Header) -> tuple[TableCell | None, TableCell | None]:
    """Weight and score among the numbers of a total: by their columns, one or two beside no column by their order."""
    score, weight = _under(numbers, header, "score"), _under(numbers, header, "weight")
    weight = None if weight is score else weight
    others = [cell for cell in numbers if cell is not score and cell is not weight]
    if len(numbers) > 2 or not others:
        return weight, score
    if score is None and (weight is None or others[-1].x0 > weight.x0):
        score = others.pop()
    if weight is None and others and score is not None and others[-1].x0 < score.x0:
        weight = others.pop()
    return weight, score


def _under(numbers: list[TableCell], header: Header, role: str) -> TableCell | None:
    column = header.column(role)
    return next((n for n in numbers if column is not None and n.overlap(column.x0, column.x1) > 0.5), None)
