"""One organization: its files, totals, sources, functions, 三公, projects, changes and statements."""

from __future__ import annotations

from typing import Final

from pipeline.dashboards.queries.scope import Period
from pipeline.dashboards.session import Session
from pipeline.dashboards.store import Row

_KEY: Final = """
    regexp_replace(
        regexp_replace(project_name, '\\s|[（）()《》“”"''·、，_—-]|(?:19|20)\\d\\d年度?', '', 'g'),
        '(?:项目|经费|资金)$', ''
    )
"""
"""A project's name without year, marks and 项目: as mart.project brings the parts of one project together."""


def disclosures(session: Session, org_id: str) -> list[Row]:
    """The current files, the newest year first."""
    return session.rows(
        """
        SELECT
            disclosure_id, org_name, fiscal_year, stage, part, title, printed_unit, published_on, source_uri, file_name,
            page_count, is_consolidated, is_counted, covered_by,
            concat_ws(' ', nullif(province, ''), nullif(prefecture, ''), nullif(county, '')) AS place
        FROM mart.disclosure
        WHERE org_id = ?
        ORDER BY fiscal_year DESC NULLS LAST, stage, is_counted DESC, published_on DESC NULLS LAST, disclosure_id
        """,
        org_id,
    )


def totals(session: Session, org_id: str) -> list[Row]:
    """Budget and final account by year, of units within a consolidated disclosure as well."""
    return session.rows(
        """
        SELECT
            fiscal_year, budget_income, budget_expenditure, budget_basic, budget_project,
            final_income, final_expenditure, final_basic, final_project
        FROM mart.every_budget
        WHERE org_id = ?
        ORDER BY fiscal_year
        """,
        org_id,
    )


def sources(session: Session, org_id: str, period: Period) -> list[Row]:
    """Income by source: name_zh, name_en, amount (not 0)."""
    return session.rows(
        f"""
        SELECT funding_source_zh AS name_zh, funding_source_en AS name_en, {period.prefix}_amount AS amount
        FROM mart.income_by_source
        WHERE org_id = ? AND fiscal_year = ? AND {period.prefix}_amount <> 0
        ORDER BY amount DESC, name_zh
        """,
        org_id, period.year,
    )  # fmt: skip


def functions(session: Session, org_id: str, period: Period) -> list[Row]:
    """Expenditure by function: function_code, class_name, division_name, item_name, amount, basic, project."""
    p = period.prefix
    return session.rows(
        f"""
        SELECT
            function_code, class_name, division_name, item_name, {p}_amount AS amount, {p}_basic AS basic,
            {p}_project AS project, {p}_page AS page
        FROM mart.expenditure_by_function
        WHERE org_id = ? AND fiscal_year = ? AND {p}_amount IS NOT NULL
        ORDER BY function_code, item_name
        """,
        org_id, period.year,
    )  # fmt: skip


def three_public(session: Session, org_id: str) -> list[Row]:
    """The items by year, with the year before."""
    return session.rows(
        """
        SELECT
            t.fiscal_year, t.item, t.item_zh, t.item_en, t.budget_amount, t.prior_budget_amount, t.budget_change,
            t.budget_change_pct, t.prior_budget_source, t.final_amount, t.prior_final_amount, t.final_change,
            t.prior_final_source, t.stated_budget, t.budget_page, t.final_page
        FROM mart.three_public AS t JOIN main.dim_three_public_item AS i USING (item)
        WHERE t.org_id = ?
        ORDER BY t.fiscal_year, i.sort_no
        """,
        org_id,
    )


def projects(session: Session, org_id: str, year: int) -> list[Row]:
    """The projects of a year, the largest first."""
    return session.rows(
        f"""
        SELECT
            {_KEY} AS key,
            project_name, amount, policy_basis, undertaking_unit, allocation, period, overview, goal, stated_budget,
            executed_amount, execution_pct, score, goal_actual, coalesce(budget_page, final_page) AS page
        FROM mart.project
        WHERE org_id = ? AND fiscal_year = ?
        ORDER BY coalesce(amount, stated_budget) DESC NULLS LAST, project_name
        """,
        org_id, year,
    )  # fmt: skip


def indicators(session: Session, org_id: str, year: int) -> list[Row]:
    """The indicators of a year in printed order."""
    return session.rows(
        f"""
        SELECT
            {_KEY} AS key,
            stage, scope, project_name, level1_name, level2_name, level3_name, target_printed, actual_printed, weight,
            score, score_pct, is_attained, deviation_reason, page
        FROM mart.indicator
        WHERE org_id = ? AND fiscal_year = ?
        """,
        org_id, year,
    )  # fmt: skip


def changes(session: Session, org_id: str, period: Period) -> list[Row]:
    """The comparisons of the prose, in the order of the pages."""
    return session.rows(
        """
        SELECT subject_printed, compared_with, amount, base_amount, change_amount, change_pct, reason, sentence, page
        FROM mart.change
        WHERE org_id = ? AND fiscal_year = ? AND stage = ?
        ORDER BY page, source_ref, sentence
        """,
        org_id, period.year, period.stage,
    )  # fmt: skip


def statements(session: Session, disclosure_id: str) -> list[Row]:
    """The statements of a file in printed order: statement, name_zh, name_en, title, first, last, cells."""
    return session.rows(
        """
        SELECT
            c.statement, d.name_zh, d.name_en, c.title, min(c.page) AS first, max(c.page) AS last, count(*) AS cells
        FROM staging.statement_cell AS c JOIN main.dim_statement AS d USING (statement)
        WHERE c.disclosure_id = ?
        GROUP BY ALL
        ORDER BY first, min(c.top), c.statement, c.title
        """,
        disclosure_id,
    )


def cells(session: Session, disclosure_id: str, statement: str, title: str) -> list[Row]:
    """The cells of one statement."""
    return session.rows(
        """
        SELECT section, row_no, code, economic_code, label, project, unit_name, measure_printed, basis, amount, printed,
            page, x0, top, x1, bottom
        FROM staging.statement_cell
        WHERE disclosure_id = ? AND statement = ? AND title = ?
        ORDER BY section DESC, row_no, page, x0, measure_printed
        """,
        disclosure_id, statement, title,
    )  # fmt: skip
