"""fact_commissioned_service: what is paid to others for services, by project."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.statements.model import StatementCell
from pipeline.warehouse.facts.common import FactRow, origin
from pipeline.warehouse.facts.leaves import leaf_flags
from pipeline.warehouse.facts.places import place
from pipeline.warehouse.facts.rows import rows_of
from pipeline.warehouse.facts.vocabulary import is_total, vocabulary
from schemas.values import FUNDING_SOURCES


def commissioned_service_facts(disclosure_id: str, cells: Sequence[StatementCell]) -> list[FactRow]:
    """One row for every amount. `purpose` comes from the narrative and is filled in by `with_purposes`."""
    rows = rows_of(cells, "commissioned_service", "")
    whole = vocabulary()["fund_of_totals"]["commissioned_service"]
    return [
        origin(disclosure_id, cell)
        | {
            "project_name": row.project or ("" if row.unit_name or is_total(row.label) else row.label),
            "funding_source": whole if cell.measure == "total" else cell.measure,
            "is_leaf": is_leaf,
        }
        for row, is_leaf in zip(rows, leaf_flags(place(rows)), strict=True)
        for cell in row.cells
        if cell.measure == "total" or cell.measure in FUNDING_SOURCES
    ]
