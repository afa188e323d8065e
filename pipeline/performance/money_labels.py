"""The labels around a figure of a form: which source of money it is of, by which measure, as far as that is plain."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from pipeline.performance.table import TOLERANCE, TableCell
from pipeline.performance.text import compact, is_dash, label_of, number_of
from pipeline.performance.vocabulary import first_match, vocabulary

VALUE_MEASURES = frozenset({"execution_rate", "balance_rate", "weight", "score"})
_GENERIC = re.compile(r"^(合计|小计|总计|总额|金额合计)$")
_LABELLED = re.compile(r"^(?P<label>[^\d]{2,20}?)[:：]?(?P<number>-?\d[\d,]*(\.\d+)?)(?P<unit>万元|千元|元)?$")
_YEAR = re.compile(r"\d{4}年")
_LONGEST_LABEL = 24
TASK = "task"


class Meaning(NamedTuple):
    """What the labels around a figure say of it, and as what they are printed."""

    source: str
    source_printed: str
    measure: str
    measure_printed: str


class Labelled(NamedTuple):
    """A label and figure printed in one cell (`年度资金总额：109.1`)."""

    label: str
    number: Decimal
    unit: str


def source_of(label: str) -> str:
    """The source of money a label names, '' where it names none."""
    sources = vocabulary().sources
    return first_match(sources, compact(label).rstrip(":;")) or first_match(sources, label_of(label))


def labelled_of(cell: TableCell) -> Labelled | None:
    """The label and figure of one cell, None where its label names no source of money."""
    found = _LABELLED.match(compact(cell.text))
    if found is None or not source_of(found["label"]):
        return None
    number = number_of(found["number"])
    return None if number is None else Labelled(found["label"], number, found["unit"] or "")


def meaning_of_labelled(label: str, above: list[str] | None) -> Meaning | None:
    """What a figure printed behind its label is: by the label, else by the headers above."""
    if above is None or any(map(_is_of_a_year, (label, *above))):
        return None
    own = _measure_of(label)
    measure = own or _measure(above)
    return None if measure is None else Meaning(source_of(label), label, measure, "" if own else _path(above))


def meaning_of(cells: list[TableCell], cell: TableCell, above: list[str] | None, taken: set[int]) -> Meaning | None:
    """What a figure is by the labels `above` it and left of it, None where that is not plain."""
    left = _beside(cells, cell, taken)
    texts = [other.text for other in left]
    if above is None or any(_is_of_a_year(text) for text in (*above, *texts[:1])):
        return None
    if _is_task(cells, cell, texts):
        return _task(above, texts)
    rows = _source_labels(texts)
    source = _first_source([*rows, *above])
    measured = _measured(cells, cell, left, above, taken)
    if measured is None:
        return None
    if not source and left and _is_measure_of_row(cells, cell, left[0]):
        source, rows = _source_of_row(row_texts(cells, cell))
    return Meaning(source, _path(rows), *measured) if source else None


def is_section(label: str) -> bool:
    """True for the label over or left of a part of the money, which may name the unit."""
    return label_of(label) in vocabulary().funding_sections


def is_figure(cell: TableCell) -> bool:
    """True for a number or the dash that stands for none."""
    return number_of(cell.text) is not None or is_dash(cell.text)


def row_texts(cells: list[TableCell], cell: TableCell) -> list[str]:
    """All texts left of a cell in its row, nearest first: one of them may name the unit."""
    left = [other for other in cells if other.covers(cell.row) and other.x1 <= cell.x0 + 1 and other.text]
    return [other.text for other in sorted(left, key=lambda other: -other.x0) if not is_figure(other)]


def headers_above(cells: list[TableCell], cell: TableCell, taken: set[int]) -> list[str] | None:
    """Header labels above a cell, nearest first, up to the first cell that is no label of money.

    None where that cell stands among headers of money: it is one that is not understood. Above a known measure only a
    year says something else.
    """
    found: list[str] = []
    middle = (cell.x0 + cell.x1) / 2
    for other in sorted(cells, key=lambda other: -other.row_end):
        if other.row_end > cell.row or not other.x0 <= middle <= other.x1 or not other.text or is_figure(other):
            continue
        if labelled_of(other) is not None:
            continue
        if id(other) in taken:
            break
        if not _is_money_label(other.text):
            told = any(map(_measure_of, found)) and not _is_of_a_year(other.text)
            return found if told or not _is_among_headers(cells, other, cell.row) else None
        found.append(other.text)
    return found


def _path(labels: list[str]) -> str:
    return "/".join(reversed(labels))


def _measure_of(label: str) -> str:
    return first_match(vocabulary().measures, compact(label))


def _is_of_a_year(label: str) -> bool:
    """True for a label that names years: its figures are not those of the form's year, or may not be."""
    return any(pattern.search(label_of(label)) for pattern in vocabulary().funding_years)


def _is_money_label(label: str) -> bool:
    words = vocabulary()
    text = compact(label)
    known = any(first_match(group, text) for group in (words.measures, words.sources, words.parts))
    return len(text) <= _LONGEST_LABEL and (known or is_section(label))


def _is_among_headers(cells: list[TableCell], header: TableCell, row: int) -> bool:
    """True where a cell above `row` stands right of the section that covers the row too, or in a row of headers.

    With a figure beside it, it is the label of that figure.
    """
    beside = [other for other in cells if other is not header and other.covers(header.row) and other.text]
    if _has_figure(beside, header):
        return False
    return any(
        (_is_of_a_year(header.text) and _is_of_a_year(other.text) and _touch(header, other))
        or (other.covers(row) and other.x1 <= header.x0 + 1 and is_section(other.text))
        or (bool(_measure_of(other.text)) and _is_money_label(other.text) and not _has_figure(beside, other))
        for other in beside
    )


def _touch(one: TableCell, other: TableCell) -> bool:
    return max(one.x0, other.x0) - min(one.x1, other.x1) < TOLERANCE


def _has_figure(beside: list[TableCell], label: TableCell) -> bool:
    """True where the next cell on the right of a label is a figure."""
    right = [other for other in beside if other.x0 >= label.x1 - 1]
    return bool(right) and is_figure(min(right, key=lambda other: other.x0))


def _first_source(labels: list[str]) -> str:
    """The source that the nearest telling label names; 合计 alone says less than the label beyond it."""
    named = [(label, source_of(label)) for label in labels]
    telling = [source for label, source in named if source and not _GENERIC.match(label_of(label))]
    return telling[0] if telling else next((source for _, source in named if source), "")


def _measure(columns: list[str]) -> str | None:
    """The measure of a column, `budget` where nothing is printed above, None where the header is not understood."""
    parts = vocabulary().parts
    part = next((key for label in columns if (key := first_match(parts, compact(label)))), "")
    measure = next((key for label in columns if (key := _measure_of(label))), "")
    if not measure:
        plain = part or any(map(source_of, columns)) or all(map(is_section, columns))
        measure = "budget" if plain else ""
    if not measure:
        return None
    return f"{measure}_{part}" if part else measure


def _measured(
    cells: list[TableCell], cell: TableCell, left: list[TableCell], above: list[str], taken: set[int]
) -> tuple[str, str] | None:
    """The measure of a figure with its printed header: above it, else its label, else above its label.

    Without a header only the first figure behind a label is plain.
    Where the row repeats the label (`其中：财政拨款|80|其中：财政拨款|76`), only a printed measure tells them apart.
    """
    if above or not left:
        measure = _measure(above)
        return None if measure is None else (measure, _path(above))
    label = left[0]
    if any(is_figure(other) and other.covers(cell.row) and label.x1 - 1 <= other.x0 < cell.x0 - 1 for other in cells):
        return None
    own = _measure_of(label.text)
    if own:
        return own, "" if own == "budget" else label.text
    over = headers_above(cells, label, taken) or []
    measure = _measure(over)
    if measure is not None and over:
        return measure, "" if measure == "budget" else next(filter(_measure_of, over), _path(over))
    return None if _is_repeated(cells, label) else ("budget", "")


def _is_repeated(cells: list[TableCell], label: TableCell) -> bool:
    return any(
        other is not label and other.covers(label.row) and label_of(other.text) == label_of(label.text)
        for other in cells
    )


def _is_measure_of_row(cells: list[TableCell], cell: TableCell, label: TableCell) -> bool:
    """True for a label that names a measure only, of the year, and alone in its row.

    A weight or score is the money's beside its rate of execution.
    """
    measure = _measure_of(label.text)
    row = [other for other in cells if other is not label and other.covers(cell.row)]
    others = {_measure_of(other.text) for other in row if not is_section(other.text)}
    if not measure or measure in others or _YEAR.search(compact(label.text)):
        return False
    return "execution_rate" in others if measure in ("weight", "score") else True


def _source_of_row(texts: list[str]) -> tuple[str, list[str]]:
    """The one source that a row is of; all money where only the label of its section is printed."""
    sources = {source: text for text in texts if len(text) <= _LONGEST_LABEL and (source := source_of(text))}
    if len(sources) == 1:
        ((source, text),) = sources.items()
        return source, [text]
    sections = [text for text in texts if is_section(text)]
    return ("total", sections[:1]) if sections and not sources else ("", [])


def _beside(cells: list[TableCell], cell: TableCell, taken: set[int]) -> list[TableCell]:
    """Labels left of a figure, nearest first; figures between are passed over, beyond the labels they end the row."""
    found: list[TableCell] = []
    for other in sorted(cells, key=lambda other: -other.x0):
        if not other.covers(cell.row) or other.x1 > cell.x0 + 1 or not other.text:
            continue
        if is_figure(other):
            if found:
                break
        elif id(other) not in taken:
            found.append(other)
    return found


def _source_labels(left: list[str]) -> list[str]:
    """The labels of a figure's row that name its source."""
    short = [text for text in left if len(text) <= _LONGEST_LABEL and not is_section(text)]
    named = [text for text in short if source_of(text)]
    return named or [text for text in left if is_section(text) and source_of(text)]


def _is_task(cells: list[TableCell], cell: TableCell, left: list[str]) -> bool:
    """True in a named row under 任务名称, as far down as the part on tasks reaches, unless it sums the tasks."""
    words = vocabulary()
    named = [other for other in cells if other.text and other.row <= cell.row and other.x1 <= cell.x0 + 1]
    tasks = [other for other in named if words.form_label(other.text) == "tasks"]
    heads = [other for other in tasks if other.row_end <= cell.row]
    if not heads or not left or any(_GENERIC.match(label_of(text)) for text in left):
        return False
    end = min(other.row_end for other in heads)
    first = min(tasks, key=lambda other: other.x0)
    if first.row_end > end:  # 年度主要任务 beside all the tasks: the next text of its column ends them
        column = [other for other in named if other.overlap(first.x0, first.x1) > 0.5]
        return max(column, key=lambda other: other.row) in tasks
    below = [other.text for other in named if other.row >= end]
    return not any(is_section(text) or words.form_label(text) not in ("", "tasks") for text in below)


def _task(above: list[str], left: list[str]) -> Meaning | None:
    measure = _measure(above)
    source = _first_source(above)
    part = "" if source in ("", "total") else source
    if measure is None:
        return None
    return Meaning(TASK, _path(left), "_".join(filter(None, (measure, part))), _path(above))
