"""Money that a printed total has and no row of a function carries: left out, every share would be one of the rest."""

from __future__ import annotations

from decimal import Decimal

from pipeline.dashboards.queries.scope import IN_PLACE, Period
from pipeline.dashboards.session import Session


def in_place(session: Session, period: Period, place: str) -> Decimal:
    """That of all organizations of a place together."""
    return sum(_by_organization(session, period, IN_PLACE, place, place).values(), Decimal(0))


def of_organizations(session: Session, period: Period, org_ids: list[str]) -> dict[str, Decimal]:
    """That of each of these organizations that has any."""
    return _by_organization(session, period, "list_contains(?, b.org_id)", org_ids)


def _by_organization(session: Session, period: Period, condition: str, *values: object) -> dict[str, Decimal]:
    """Total and rows may differ by what rounding each of them to 0.01 万元 makes, as mart.every_budget has it."""
    p = period.prefix
    found = session.rows(
        f"""
        WITH listed AS (
            SELECT org_id, sum({p}_amount) AS amount, count({p}_amount) AS lines
            FROM mart.expenditure_by_function
            WHERE fiscal_year = ?
            GROUP BY org_id
        )
        SELECT b.org_id, b.{p}_expenditure - coalesce(listed.amount, 0) AS unlisted
        FROM mart.budget AS b
        LEFT JOIN listed USING (org_id)
        WHERE b.fiscal_year = ? AND {condition} AND unlisted > 50 * (1 + coalesce(listed.lines, 0))
        ORDER BY b.org_id
        """,
        period.year, period.year, *values,
    )  # fmt: skip
    return {row["org_id"]: row["unlisted"] for row in found}
