"""All checks on the statements of one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.audit.across import check_across
from pipeline.audit.balance import check_balance
from pipeline.audit.columns import check_columns
from pipeline.audit.hierarchy import check_kind_rows, check_sums
from pipeline.audit.income import check_income
from pipeline.audit.model import Check
from pipeline.audit.spending import check_spending
from pipeline.audit.tables import Table

_OWN_STRUCTURE = ("three_public",)
"""Statements whose rows are items of a fixed structure, which a family of its own checks."""


def check_statements(tables: Sequence[Table], stage: str) -> Iterator[Check]:
    """Families sums, columns, balance, across and three_public. `stage`: budget or final_account."""
    for table in tables:
        if not table.section and table.statement not in _OWN_STRUCTURE:
            yield from check_sums(table)
            yield from check_kind_rows(table)
        yield from check_columns(table)
    yield from check_balance(tables)
    yield from check_across(tables)
    yield from check_income(tables, stage)
    yield from check_spending(tables)
