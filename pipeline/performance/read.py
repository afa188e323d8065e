"""Reading all performance tables of one document into records with coverage and claims."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from itertools import accumulate
from typing import Any, TypeVar

from pipeline.narrative.facts import DocumentFacts
from pipeline.performance.form import FormReading, read_forms
from pipeline.performance.model import (
    GridKey,
    PerformanceFunding,
    PerformanceGoal,
    PerformanceIndicator,
    PerformanceReading,
)
from pipeline.performance.recognise import find_tables
from pipeline.performance.table import PerformanceTable
from pipeline.private import masked
from pipeline.reading.model import Box, Document
from pipeline.statements.model import TableCoverage

_LONGEST_DETAIL = 2000
_Loaded = TypeVar("_Loaded", PerformanceGoal, PerformanceIndicator, PerformanceFunding)
_NO_TEXTS = frozenset({"printed", "source_ref"})


@dataclass(slots=True)
class _Collected:
    goals: list[PerformanceGoal] = field(default_factory=list)
    indicators: list[PerformanceIndicator] = field(default_factory=list)
    fundings: list[PerformanceFunding] = field(default_factory=list)
    coverage: list[TableCoverage] = field(default_factory=list)
    claimed: dict[GridKey, frozenset[Box]] = field(default_factory=dict)


def read_performance(document: Document, facts: DocumentFacts) -> PerformanceReading:
    """All goals, indicators and figures of the document's performance tables.

    A table's money unit is the one it prints itself; where it prints none, `facts.printed_unit` is not taken for it,
    for statements and performance tables of one document differ in their units.
    """
    found = _Collected()
    for table in find_tables(document):
        forms = read_forms(table)
        for form in forms:
            found.goals.extend(form.goals)
            found.indicators.extend(form.indicators)
            found.fundings.extend(form.fundings if table.claims_grid else ())
        if table.claims_grid:
            found.coverage.extend(_coverage(table, forms))
            found.claimed.update(_claims(table, forms))
    return PerformanceReading(
        goals=tuple(replace(_without_contacts(goal), row_no=at) for at, goal in enumerate(found.goals, 1)),
        indicators=tuple(replace(_without_contacts(row), row_no=at) for at, row in enumerate(found.indicators, 1)),
        fundings=tuple(replace(_without_contacts(row), row_no=at) for at, row in enumerate(found.fundings, 1)),
        coverage=tuple(found.coverage),
        claimed=found.claimed,
    )


def _without_contacts(record: _Loaded) -> _Loaded:
    """The record with contacts masked in its texts; a printed figure and a place are no texts."""
    texts = {f.name: getattr(record, f.name) for f in fields(record) if f.name not in _NO_TEXTS}
    changed: dict[str, Any] = {name: masked(text) for name, text in texts.items() if isinstance(text, str)}
    return replace(record, **changed)


def _coverage(table: PerformanceTable, forms: list[FormReading]) -> list[TableCoverage]:
    """One row per grid of the table; the first tells what was not understood."""
    n_records = sum(len(form.goals) + len(form.indicators) for form in forms)
    strange = list(dict.fromkeys(text for form in forms for text in form.strange))
    blank = "unrecognised" if strange else "empty"
    detail = _listed([masked(text) for text in strange])
    boxes = _claims(table, forms)
    rows: list[TableCoverage] = []
    for at, key in enumerate(table.parts):
        status = "continuation" if at else "loaded"
        rows.append(
            TableCoverage(
                page=key[0],
                table_no=key[1] + 1,
                title=table.title if not at else "",
                status=status if n_records else blank,
                statement=table.statement,
                cells=len(boxes[key]),
                detail=("not understood: " + detail if detail else "") if not at else "",
            )
        )
    return rows


def _listed(texts: list[str]) -> str:
    """The texts as one, as many as there is room for, and how many more there are."""
    ends = accumulate(len(text) + len("; ") for text in texts)
    shown = sum(end <= _LONGEST_DETAIL for end in ends)
    more = [f"{len(texts) - shown} more"] if shown < len(texts) else []
    return "; ".join(texts[:shown] + more)


def _claims(table: PerformanceTable, forms: list[FormReading]) -> dict[GridKey, frozenset[Box]]:
    taken = {id(cell) for form in forms for cell in form.taken}
    boxes: dict[GridKey, set[Box]] = {key: set() for key in table.parts}
    for cell in table.cells:
        if id(cell) in taken:
            for piece in cell.pieces:
                boxes[piece.key].add(piece.box)
    return {key: frozenset(found) for key, found in boxes.items()}
