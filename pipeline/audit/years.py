"""Checks between documents of one organization: last year's figure, and the year's own budget in its final account.

They are made anew from all current documents whenever a version of the warehouse is built, because a document that
arrives later may be the other side of one that is there. The other side is what a document of that year and stage
prints for the same subject, in its prose or in the same row and column of the same statement.
"""

from __future__ import annotations

import duckdb
import polars as pl

from schemas import TABLES

_DOCUMENTS = """
    SELECT disclosure_id, org_id, fiscal_year, stage,
        CASE stage WHEN 'budget' THEN 'budget' ELSE 'final' END AS own,
        CASE WHEN is_consolidated THEN 'whole'
            WHEN org_name SIMILAR TO '.*[(（](本级|机关|机关本级|本部)[)）]' THEN 'own'
            WHEN part = 'complete' AND bool_or(is_consolidated AND part = 'complete') OVER (
                PARTITION BY org_id, fiscal_year, stage) THEN 'own'
            ELSE '' END AS scope
    FROM dim_disclosure WHERE is_current AND fiscal_year IS NOT NULL AND stage <> ''
"""
"""`scope`: the whole department, its own level alone, or not said. The two are never the other side of one another."""

_SAID = """
    SELECT d.org_id, d.fiscal_year, d.stage, d.scope, d.disclosure_id, section, subject, funding_source, function_code,
        economic_code, amount
    FROM fact_text_figure JOIN documents AS d USING (disclosure_id)
    WHERE basis = d.own
"""
"""What each document says of its own year in its prose."""

_CELLS = """
    SELECT d.org_id, d.fiscal_year, d.stage, d.scope, d.disclosure_id, statement, section, code, economic_code, measure,
        CASE WHEN code = '' AND economic_code = '' THEN label ELSE '' END AS label, project, unit_name, basis, d.own,
        amount, page
    FROM staging.statement_cell JOIN documents AS d USING (disclosure_id)
    WHERE amount IS NOT NULL
"""
"""What each document prints, by row and column."""

_ONCE = "SELECT * EXCLUDE (amount, page), sum(amount) AS amount, min(page) AS page"
"""With GROUP BY ALL HAVING count(*) = 1: what a document prints once in one row and column."""

_COMPARED = """
    SELECT 'change_from_last_year' AS rule, 'narrative' AS statement, d.disclosure_id, d.org_id, d.scope,
        d.fiscal_year - 1 AS other_year,
        CASE WHEN compared_with = 'prior_budget' THEN 'budget' WHEN compared_with = 'prior_final' THEN 'final_account'
            ELSE d.stage END AS other_stage,
        c.section, c.subject, c.funding_source, c.function_code, c.economic_code, c.subject_printed AS label,
        c.amount - c.change_amount AS actual, 150.0::DECIMAL(18,2) AS tolerance, c.page
    FROM fact_budget_change AS c JOIN documents AS d USING (disclosure_id)
    WHERE compared_with IN ('prior', 'prior_budget', 'prior_final') AND condition = ''
        AND c.amount IS NOT NULL AND c.change_amount IS NOT NULL
    UNION ALL
    SELECT 'budget_in_final_account', 'narrative', d.disclosure_id, d.org_id, d.scope, d.fiscal_year, 'budget',
        t.section, t.subject, t.funding_source, t.function_code, t.economic_code, t.subject_printed,
        t.amount, 100.0, t.page
    FROM fact_text_figure AS t JOIN documents AS d USING (disclosure_id)
    WHERE d.stage = 'final_account' AND t.basis = 'budget'
"""
"""What the prose says of other documents: last year's figure that a change implies, the budget that was executed."""

_ELSEWHERE = f"""
    {_ONCE},
        CASE WHEN basis = 'budget' THEN 'budget_in_final_account' ELSE 'last_year_in_column' END AS rule,
        CASE WHEN basis = 'budget' THEN fiscal_year ELSE fiscal_year - 1 END AS other_year,
        CASE WHEN basis IN ('budget', 'prior_budget') THEN 'budget' ELSE 'final_account' END AS other_stage
    FROM cells
    WHERE basis IN ('prior_budget', 'prior_final') OR (basis = 'budget' AND stage = 'final_account')
    GROUP BY ALL HAVING count(*) = 1
"""
"""What the columns of a statement say of other documents."""

_OWN = f"""
    {_ONCE}
    FROM cells
    WHERE basis = own AND (
        org_id, fiscal_year, stage, statement, section, code, economic_code, measure, label, project, unit_name
    ) IN (
        SELECT (
            org_id, other_year, other_stage, statement, section, code, economic_code, measure, label, project, unit_name
        ) FROM elsewhere
    )
    GROUP BY ALL HAVING count(*) = 1
"""
"""What the documents print of their own year, as far as others speak of it: of all cells that is little."""


def year_checks(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """The rows of audit.year_check, from all current documents."""
    table = TABLES["audit.year_check"]
    columns = ", ".join(f'"{column.name}"::{column.type.value} AS "{column.name}"' for column in table.columns)
    query = f"""
        WITH documents AS ({_DOCUMENTS}), said AS ({_SAID}), cells AS NOT MATERIALIZED ({_CELLS}),
        elsewhere AS MATERIALIZED ({_ELSEWHERE}), own AS ({_OWN}),
        prose AS (
            SELECT c.rule, c.statement, c.disclosure_id, any_value(s.disclosure_id) AS other_disclosure_id,
                coalesce(nullif(c.function_code, ''), c.economic_code) AS code, c.label, c.subject AS measure,
                arg_min(s.amount, abs(s.amount - c.actual)) AS expected, c.actual, c.tolerance, c.page
            FROM ({_COMPARED}) AS c JOIN said AS s ON s.org_id = c.org_id AND s.fiscal_year = c.other_year
                AND s.stage = c.other_stage AND s.section = c.section AND s.subject = c.subject
                AND s.funding_source = c.funding_source AND s.function_code = c.function_code
                AND s.economic_code = c.economic_code AND (s.scope = c.scope OR '' IN (s.scope, c.scope))
            GROUP BY ALL
        ), tabled AS (
            SELECT c.rule, c.statement, c.disclosure_id, o.disclosure_id AS other_disclosure_id,
                coalesce(nullif(c.code, ''), c.economic_code) AS code, c.label, c.measure, o.amount AS expected,
                c.amount AS actual, 100.0 AS tolerance, c.page
            FROM elsewhere AS c JOIN own AS o ON o.org_id = c.org_id AND o.fiscal_year = c.other_year
                AND o.stage = c.other_stage AND o.statement = c.statement
                AND o.section = c.section AND o.code = c.code AND o.economic_code = c.economic_code
                AND o.measure = c.measure AND o.label = c.label AND o.project = c.project
                AND o.unit_name = c.unit_name AND (o.scope = c.scope OR '' IN (o.scope, c.scope))
        ), compared AS (SELECT * FROM prose UNION ALL BY NAME SELECT * FROM tabled)
        SELECT {columns} FROM (
            SELECT *, actual - expected AS difference,
                CASE WHEN actual = expected THEN 'holds' WHEN abs(actual - expected) <= tolerance THEN 'rounding'
                    ELSE 'fails' END AS verdict
            FROM compared
        ) ORDER BY ALL
    """
    return pl.DataFrame(connection.execute(query).to_arrow_table())
