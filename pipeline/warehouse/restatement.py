"""audit.restatement: what a republished document prints otherwise than the version before it.

Two files are versions of one document when they share document_key and part and the newer supersedes the older. Their
printed amounts are paired by what they mean (statement, side, codes, row name, project, unit, column, basis), and where
one meaning is printed several times, in printed order; a row that only moved is no difference.
"""

from __future__ import annotations

import duckdb
import polars as pl

from schemas import TABLES

_MEANING = ("statement", "heading", "section", "code", "economic_code", "label", "project", "unit_name", "measure",
            "basis", "turn")  # fmt: skip

_PAIRS = """
    WITH versions AS (
        SELECT document_key, part, disclosure_id, is_current, row_number() OVER versions AS no,
            lag(disclosure_id) OVER versions AS before, lead(disclosure_id) OVER versions AS after
        FROM dim_disclosure
        WINDOW versions AS (
            PARTITION BY document_key, part
            ORDER BY published_on NULLS FIRST, ingested_at NULLS FIRST, sha256)
        QUALIFY count(*) OVER (PARTITION BY document_key, part) > 1
    ), held AS (
        SELECT DISTINCT disclosure_id, statement, CASE WHEN statement = 'other' THEN title ELSE '' END AS heading
        FROM staging.statement_cell
        WHERE amount IS NOT NULL AND disclosure_id IN (SELECT disclosure_id FROM versions)
    ), ordered AS (
        SELECT versions.*, statement, heading, lag(disclosure_id) OVER versions AS held_before,
            lead(disclosure_id) OVER versions AS held_after
        FROM versions JOIN held USING (disclosure_id)
        WINDOW versions AS (PARTITION BY document_key, part, statement, heading ORDER BY no)
    ), pairs AS (
        SELECT document_key, statement, heading, disclosure_id, coalesce(held_before, before) AS previous_disclosure_id
        FROM ordered
        UNION ALL
        SELECT document_key, statement, heading, after, disclosure_id FROM ordered WHERE held_after IS NULL
    )
    SELECT pairs.* FROM pairs JOIN versions AS previous ON previous.disclosure_id = pairs.previous_disclosure_id
    WHERE pairs.disclosure_id IS NOT NULL AND NOT previous.is_current
"""
"""Every statement of a version with the last older version that holds it, in the order in which `is_current` takes
them. A version may hold a corrected statement alone; it says nothing about the others. A statement that no older
version holds is compared with the version before, one that no newer version holds with the version after."""

_CELLS = """
    SELECT *, row_number() OVER (
        PARTITION BY disclosure_id, statement, heading, section, code, economic_code, label, project, unit_name,
            measure, basis
        ORDER BY title, row_no, page, top, x0, source_ref, amount) AS turn
    FROM (
        SELECT *, CASE WHEN statement = 'other' THEN title ELSE '' END AS heading FROM staging.statement_cell
        WHERE disclosure_id IN (SELECT unnest([disclosure_id, previous_disclosure_id]) FROM pairs)
    )
    WHERE amount IS NOT NULL
"""
"""Printed amounts of files in pairs; `turn` counts those of one meaning. Titles tell only tables apart that have no
other name."""


def restatements(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """The rows of audit.restatement, from the loaded documents and cells."""
    same = " AND ".join(f'old."{name}" = new."{name}"' for name in _MEANING)
    told = ", ".join(
        f'coalesce(new."{name}", old."{name}") AS "{name}"'
        for name in ("statement", "section", "code", "economic_code", "label", "measure", "basis")
    )
    place = ", ".join(
        f'CASE WHEN new.statement IS NULL THEN old."{name}" ELSE new."{name}" END AS "{name}"'
        for name in ("page", "x0", "top", "x1", "bottom")
    )
    table = TABLES["audit.restatement"]
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    query = f"""
        WITH pairs AS ({_PAIRS}), cells AS ({_CELLS}),
        old AS (
            SELECT document_key, pairs.disclosure_id AS newer, pairs.previous_disclosure_id AS older, cells.*
            FROM pairs JOIN cells ON cells.disclosure_id = pairs.previous_disclosure_id
                AND cells.statement = pairs.statement AND cells.heading = pairs.heading
        ), new AS (
            SELECT document_key, pairs.disclosure_id AS newer, pairs.previous_disclosure_id AS older, cells.*
            FROM pairs JOIN cells ON cells.disclosure_id = pairs.disclosure_id
                AND cells.statement = pairs.statement AND cells.heading = pairs.heading
        ), differences AS (
            SELECT coalesce(new.document_key, old.document_key) AS document_key,
                coalesce(new.newer, old.newer) AS disclosure_id,
                coalesce(new.older, old.older) AS previous_disclosure_id,
                CASE WHEN old.statement IS NULL THEN 'added' WHEN new.statement IS NULL THEN 'removed'
                    ELSE 'changed' END AS change,
                {told},
                old.amount AS previous_amount, new.amount AS amount, new.amount - old.amount AS difference, {place}
            FROM old FULL OUTER JOIN new ON old.newer = new.newer AND old.older = new.older AND {same}
            WHERE old.amount IS DISTINCT FROM new.amount
        )
        SELECT {columns} FROM differences ORDER BY ALL
    """
    return pl.DataFrame(connection.execute(query).to_arrow_table())
