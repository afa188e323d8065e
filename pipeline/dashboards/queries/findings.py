"""Accounting identities that do not hold, and the files that print them."""

from __future__ import annotations

from typing import Final

from pipeline.dashboards.session import Session
from pipeline.dashboards.store import Row

LISTED: Final = 500
"""So many findings are listed at once."""

_WHERE: Final = """
    (? = '' OR f.severity = ?) AND (len(?) = 0 OR list_contains(?, f.rule)) AND (? = '' OR f.origin = ?)
    AND (? = '' OR contains(d.org_name || ' ' || f.message || ' ' || f.label, ?))
"""


def findings(session: Session, severity: str, rules: list[str], origin: str, words: str) -> list[Row]:
    """The findings of current files, errors first; empty filters take all."""
    return session.rows(
        f"""
        SELECT
            f.disclosure_id, f.finding_no, d.org_name, d.fiscal_year, d.stage, f.rule, f.severity, f.statement,
            s.name_zh AS statement_zh, s.name_en AS statement_en, f.code, f.label, f.measure, f.expected, f.actual,
            f.difference, f.tolerance, f.quantity_unit, f.message, f.origin, f.checks, f.page,
            f.x0, f.top, f.x1, f.bottom
        FROM audit.finding AS f
        JOIN mart.disclosure AS d USING (disclosure_id)
        LEFT JOIN main.dim_statement AS s USING (statement)
        WHERE {_WHERE}
        ORDER BY
            f.severity <> 'error', f.severity <> 'warning', d.fiscal_year DESC, d.org_name,
            f.disclosure_id, f.finding_no
        LIMIT {LISTED}
        """,
        severity, severity, rules, rules, origin, origin, words, words,
    )  # fmt: skip


def figures(session: Session, disclosure_id: str, finding_no: int) -> list[Row]:
    """The printed figures of a finding, the one that is checked first: label, printed, page, x0, top, x1, bottom."""
    known = session.rows("SELECT 1 FROM duckdb_tables() WHERE schema_name = 'audit' AND table_name = 'finding_figure'")
    if not known:  # a warehouse of an earlier version
        return []
    return session.rows(
        """
        SELECT label, printed, page, x0, top, x1, bottom
        FROM audit.finding_figure
        WHERE disclosure_id = ? AND finding_no = ?
        ORDER BY figure_no
        """,
        disclosure_id, finding_no,
    )  # fmt: skip


def by_rule(session: Session) -> list[Row]:
    """How many findings each rule and severity has: rule, severity, n."""
    return session.rows(
        """
        WITH counted AS (
            SELECT f.rule, f.severity, count(*) AS n
            FROM audit.finding AS f JOIN mart.disclosure AS d USING (disclosure_id)
            GROUP BY ALL
        )
        FROM counted ORDER BY sum(n) OVER (PARTITION BY rule) DESC, rule, severity
        """
    )


def counts(session: Session) -> Row:
    """findings, errors, warnings, roundings; files with an error; checks that were run."""
    return session.store.row(
        """
        SELECT
            sum(errors + warnings + roundings) AS findings, sum(errors) AS errors, sum(warnings) AS warnings,
            sum(roundings) AS roundings, count(*) FILTER (WHERE errors + warnings + roundings > 0) AS files,
            sum(checks) AS checks
        FROM mart.data_quality
        """
    )


def file_of(session: Session, disclosure_id: str) -> Row:
    """The file of a disclosure: file_name, source_uri, sha256, byte_size, media_type."""
    return session.store.row(
        "SELECT file_name, source_uri, sha256, byte_size, media_type FROM main.dim_disclosure WHERE disclosure_id = ?",
        disclosure_id,
    )
