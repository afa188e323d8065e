"""What every fact of a statement carries over from its cell."""

from __future__ import annotations

from pipeline.statements.model import StatementCell

FactRow = dict[str, object]


def origin(disclosure_id: str, cell: StatementCell) -> FactRow:
    """Document, place in the statement, amount and provenance: the columns all statement facts share, without item."""
    return {
        "disclosure_id": disclosure_id,
        "statement": cell.statement,
        "title": cell.title,
        "section": cell.section,
        "row_no": cell.row_no,
        "label": cell.label,
        "unit_name": cell.unit_name,
        "measure": cell.measure,
        "basis": cell.basis,
        "amount": cell.amount,
        "printed": cell.printed,
        "page": cell.page,
        "x0": cell.x0,
        "top": cell.top,
        "x1": cell.x1,
        "bottom": cell.bottom,
        "source_ref": cell.source_ref,
    }
