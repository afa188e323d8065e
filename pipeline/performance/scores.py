"""Whose a weight or a score is that a table prints once for several indicators."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from pipeline.performance.records import Record
from pipeline.performance.table import Header, TableCell

_OF_ONE = ("weight", "score", "score_rate")


def of_one_each(header: Header, found: list[Record]) -> list[Record]:
    """The records, with weights and scores that several of them share moved to what is not understood."""
    uses = Counter(id(record.cells[role]) for record in found for role in _OF_ONE if role in record.cells)
    return [_without(header, record, uses) for record in found]


def _without(header: Header, record: Record, uses: Counter[int]) -> Record:
    shared = {role: cell for role, cell in record.cells.items() if role in _OF_ONE and uses[id(cell)] > 1}
    if not shared:
        return record
    named = [(column, cell) for role, cell in shared.items() if (column := header.column(role)) is not None]
    cells = {role: cell for role, cell in record.cells.items() if role not in shared}
    return replace(record, cells=cells, unknown=(*record.unknown, *named))


def project_scores(header: Header, found: list[Record]) -> dict[int, TableCell]:
    """The scores of the projects of a list by the id of the project's cell, where its column holds these.

    It does where each project has one score, in its first row, and some project has it beside several indicators or
    in a row without any.
    """
    scores: dict[int, TableCell] = {}
    uses: Counter[int] = Counter()
    is_alone = "target" not in header.roles
    for record in found:
        project, score = record.cells.get("project"), record.cells.get("score")
        if project is None or score is None:
            continue
        if score.row != project.row or scores.setdefault(id(project), score) is not score:
            return {}
        uses[id(score)] += 1
        is_alone = is_alone or not {"level3", "combined", "target"} & record.cells.keys()
    return scores if is_alone or max(uses.values(), default=0) > 1 else {}
