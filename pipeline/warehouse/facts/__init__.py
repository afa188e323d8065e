"""Facts from statement cells: a pure function of one document.

Belongs here: what a printed cell means as income, expenditure, three public expenses, commissioned services or
carry-over, and which rows only sum others. Stays out: reading cells (`pipeline.statements`) and facts of the prose.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.statements.model import StatementCell
from pipeline.warehouse.facts.carryover import carryover_facts
from pipeline.warehouse.facts.commissioned_service import commissioned_service_facts
from pipeline.warehouse.facts.common import FactRow
from pipeline.warehouse.facts.expenditure import expenditure_facts
from pipeline.warehouse.facts.income import income_facts
from pipeline.warehouse.facts.prose import prose_facts
from pipeline.warehouse.facts.purposes import with_purposes
from pipeline.warehouse.facts.three_public import three_public_facts

__all__ = ["FactRow", "facts", "prose_facts", "with_purposes"]


def facts(disclosure_id: str, cells: Sequence[StatementCell]) -> dict[str, list[FactRow]]:
    """The statement facts of one document by table name, in printed order."""
    return {
        "fact_income": income_facts(disclosure_id, cells),
        "fact_expenditure": expenditure_facts(disclosure_id, cells),
        "fact_three_public": three_public_facts(disclosure_id, cells),
        "fact_commissioned_service": commissioned_service_facts(disclosure_id, cells),
        "fact_carryover": carryover_facts(disclosure_id, cells),
    }
