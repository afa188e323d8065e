"""How well the documents were read: the number account, the tables, the checks, what was set aside."""

from __future__ import annotations

from typing import Final

from pipeline.dashboards.session import Session
from pipeline.dashboards.store import Row

LISTED: Final = 1000
"""So many rows of a list are shown: the first ones."""


def totals(session: Session) -> Row:
    """Sums over the current files."""
    return session.store.row(
        """
        SELECT
            count(*) AS disclosures, sum(page_count) AS pages, sum(cells) AS cells, sum(numbers) AS numbers,
            sum(in_cells) AS in_cells, sum(in_records) AS in_records, sum(in_prose) AS in_prose, sum(unread) AS unread,
            sum(tables_loaded) AS tables_loaded, sum(tables_unrecognised) AS tables_unrecognised, sum(checks) AS checks,
            (SELECT count(*) FROM audit.quarantine) AS quarantined
        FROM mart.data_quality
        """
    )


def disclosures(session: Session) -> list[Row]:
    """One row for each current file, the least read first."""
    return session.rows(
        f"""
        SELECT
            disclosure_id, org_id, org_name, fiscal_year, stage, file_name, page_count, statements, cells, numbers,
            in_cells, in_records, in_prose, unread, read_pct, tables_loaded, tables_empty, tables_unrecognised, checks,
            errors, warnings, roundings
        FROM mart.data_quality
        ORDER BY unread DESC, tables_unrecognised DESC, fiscal_year DESC, org_name, disclosure_id
        LIMIT {LISTED}
        """
    )


def coverage(session: Session) -> list[Row]:
    """Tables by what became of them: status, tables, cells."""
    return session.rows(
        """
        SELECT c.status, sum(c.tables) AS tables, sum(c.cells) AS cells
        FROM mart.table_count AS c
        GROUP BY ALL
        ORDER BY sum(c.tables) DESC, c.status
        """
    )


def checks(session: Session) -> list[Row]:
    """Checks by rule and verdict: rule, verdict, n."""
    return session.rows(
        """
        SELECT c.rule, c.verdict, sum(c.checks) AS n
        FROM mart.check_count AS c
        GROUP BY ALL
        ORDER BY c.rule, c.verdict
        """
    )


def unread(session: Session) -> list[Row]:
    """Numbers that nothing was made of."""
    return session.rows(
        f"""
        SELECT d.org_id, d.org_name, d.fiscal_year, d.file_name, u.page, u.printed, u.reason
        FROM audit.unread_number AS u JOIN mart.disclosure AS d USING (disclosure_id)
        ORDER BY d.file_name, u.page, u.top, u.x0
        LIMIT {LISTED}
        """
    )


def not_understood(session: Session) -> list[Row]:
    """Tables that were not recognised."""
    return session.rows(
        f"""
        SELECT d.org_id, d.org_name, d.fiscal_year, d.file_name, c.page, c.title, c.detail
        FROM audit.coverage AS c JOIN mart.disclosure AS d USING (disclosure_id)
        WHERE c.status = 'unrecognised'
        ORDER BY d.file_name, c.page, c.table_no
        LIMIT {LISTED}
        """
    )


def quarantine(session: Session) -> list[Row]:
    """Files that could not be loaded."""
    return session.rows(
        f"SELECT file_name, stage, reason, detail FROM audit.quarantine ORDER BY file_name LIMIT {LISTED}"
    )
