"""The same kind of bureau in other places, and budgets against final accounts."""

from __future__ import annotations

from typing import Final

from pipeline.dashboards.session import Session
from pipeline.dashboards.store import Row

LISTED: Final = 1000
"""So many rows of a list are shown: the first ones."""


def kinds(session: Session) -> list[Row]:
    """Kinds of bureau by year: kind, fiscal_year, peers; the most comparable first."""
    return session.rows(
        """
        SELECT kind, fiscal_year, count(*) AS peers
        FROM mart.peer
        GROUP BY ALL
        ORDER BY peers DESC, fiscal_year DESC, kind
        LIMIT 500
        """
    )


def peers(session: Session, kind: str, year: int) -> list[Row]:
    """The bureaus of one kind and year, the largest budget first."""
    return session.rows(
        """
        SELECT
            org_id, org_name, concat_ws(' ', nullif(province, ''), nullif(prefecture, ''), nullif(county, '')) AS place,
            level, is_consolidated, budget_expenditure, budget_basic, budget_project, staff, expenditure_per_head,
            basic_per_head, peers, rank, median_expenditure, budget_page
        FROM mart.peer
        WHERE kind = ? AND fiscal_year = ?
        ORDER BY budget_expenditure DESC NULLS LAST, org_name, org_id
        """,
        kind, year,
    )  # fmt: skip


def structure(session: Session, year: int, org_ids: list[str]) -> list[Row]:
    """Budgets by function class of some organizations: org_id, class_name, amount."""
    return session.rows(
        """
        WITH summed AS (
            SELECT org_id, class_name, sum(budget_amount) AS amount
            FROM mart.expenditure_by_function
            WHERE fiscal_year = ? AND list_contains(?, org_id) AND budget_amount > 0
            GROUP BY ALL
        )
        FROM summed ORDER BY sum(amount) OVER (PARTITION BY class_name) DESC, class_name, org_id
        """,
        year, org_ids,
    )  # fmt: skip


def three_public(session: Session, year: int, org_ids: list[str]) -> list[Row]:
    """三公 in all: org_id, amount, prior_amount."""
    return session.rows(
        """
        SELECT org_id, sum(budget_amount) AS amount, sum(prior_budget_amount) AS prior_amount
        FROM mart.three_public
        WHERE fiscal_year = ? AND list_contains(?, org_id)
        GROUP BY ALL
        """,
        year, org_ids,
    )  # fmt: skip


def execution(session: Session) -> list[Row]:
    """Budget against final account of every organization and year that has an account."""
    return session.rows(
        f"""
        SELECT
            org_id, org_name, fiscal_year, coalesce(budget_expenditure, stated_budget) AS budget, adjusted_budget,
            final_expenditure, difference, execution_pct, fiscal_stated_budget, fiscal_final, reason, final_page
        FROM mart.execution
        ORDER BY fiscal_year DESC, org_name
        LIMIT {LISTED}
        """
    )
