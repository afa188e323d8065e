"""All organizations of a year and stage, in one place or everywhere."""

from __future__ import annotations

from typing import Final

from pipeline.dashboards.queries.scope import IN_PLACE, Period
from pipeline.dashboards.session import Session
from pipeline.dashboards.store import Row

LISTED: Final = 1000
"""So many organizations are listed: the largest ones."""


def totals(session: Session, period: Period, place: str) -> Row:
    """organizations, income, expenditure, basic, project, three_public."""
    p = period.prefix
    return session.store.row(
        f"""
        SELECT
            count(*) FILTER (WHERE {p}_expenditure IS NOT NULL OR {p}_income IS NOT NULL) AS organizations,
            sum({p}_income) AS income, sum({p}_expenditure) AS expenditure,
            sum({p}_basic) AS basic, sum({p}_project) AS project,
            (SELECT sum({p}_amount) FROM mart.three_public WHERE fiscal_year = ? AND {IN_PLACE}) AS three_public
        FROM mart.budget
        WHERE fiscal_year = ? AND {IN_PLACE}
        """,
        period.year, place, place, period.year, place, place,
    )  # fmt: skip


def functions(session: Session, period: Period, place: str) -> list[Row]:
    """Expenditure by class and item: class_name, division_name, item_name, amount (not 0)."""
    return session.rows(
        f"""
        SELECT class_name, division_name, item_name, sum({period.prefix}_amount) AS amount
        FROM mart.expenditure_by_function
        WHERE fiscal_year = ? AND {IN_PLACE}
        GROUP BY ALL
        HAVING amount <> 0
        ORDER BY amount DESC, class_name, item_name
        """,
        period.year, place, place,
    )  # fmt: skip


def sources(session: Session, period: Period, place: str) -> list[Row]:
    """Income by source: name_zh, name_en, amount (not 0)."""
    return session.rows(
        f"""
        SELECT funding_source_zh AS name_zh, funding_source_en AS name_en, sum({period.prefix}_amount) AS amount
        FROM mart.income_by_source
        WHERE fiscal_year = ? AND {IN_PLACE}
        GROUP BY ALL
        HAVING amount <> 0
        ORDER BY amount DESC, name_zh
        """,
        period.year, place, place,
    )  # fmt: skip


def years(session: Session, place: str) -> list[Row]:
    """Expenditure by year: fiscal_year, budget, budget_orgs, final, final_orgs."""
    return session.rows(
        f"""
        SELECT
            fiscal_year, sum(budget_expenditure) AS budget, count(budget_expenditure) AS budget_orgs,
            sum(final_expenditure) AS final, count(final_expenditure) AS final_orgs
        FROM mart.budget
        WHERE {IN_PLACE}
        GROUP BY fiscal_year
        ORDER BY fiscal_year
        """,
        place, place,
    )  # fmt: skip


def three_public_years(session: Session, place: str) -> list[Row]:
    """三公 by year: fiscal_year, budget, budget_orgs, final, final_orgs."""
    return session.rows(
        f"""
        SELECT
            fiscal_year,
            sum(budget_amount) AS budget, count(DISTINCT if(budget_amount IS NULL, NULL, org_id)) AS budget_orgs,
            sum(final_amount) AS final, count(DISTINCT if(final_amount IS NULL, NULL, org_id)) AS final_orgs
        FROM mart.three_public
        WHERE {IN_PLACE}
        GROUP BY fiscal_year
        ORDER BY fiscal_year
        """,
        place, place,
    )  # fmt: skip


def organizations(session: Session, period: Period, place: str) -> list[Row]:
    """The largest organizations: names, place, income, expenditure, basic, project, three_public, page."""
    p = period.prefix
    return session.rows(
        f"""
        WITH spent AS (
            SELECT org_id, sum({p}_amount) AS amount FROM mart.three_public WHERE fiscal_year = ? GROUP BY org_id
        )
        SELECT
            b.org_id, b.org_name,
            concat_ws(' ', nullif(b.province, ''), nullif(b.prefecture, ''), nullif(b.county, '')) AS place,
            b.is_consolidated, b.{p}_income AS income, b.{p}_expenditure AS expenditure,
            b.{p}_basic AS basic, b.{p}_project AS project, spent.amount AS three_public, b.{p}_page AS page
        FROM mart.budget AS b
        LEFT JOIN spent USING (org_id)
        WHERE b.fiscal_year = ? AND {IN_PLACE} AND (b.{p}_expenditure IS NOT NULL OR b.{p}_income IS NOT NULL)
        ORDER BY expenditure DESC NULLS LAST, b.org_name, b.org_id
        LIMIT {LISTED}
        """,
        period.year, period.year, place, place,
    )  # fmt: skip


def health(session: Session, period: Period, place: str) -> Row:
    """disclosures, numbers, unread, errors of the documents that count."""
    return session.store.row(
        f"""
        SELECT count(*) AS disclosures, sum(q.numbers) AS numbers, sum(q.unread) AS unread, sum(q.errors) AS errors
        FROM mart.data_quality AS q JOIN mart.disclosure AS d USING (disclosure_id)
        WHERE d.is_counted AND d.fiscal_year = ? AND d.stage = ? AND {IN_PLACE}
        """,
        period.year, period.stage, place, place,
    )  # fmt: skip
