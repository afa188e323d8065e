"""What is derived from the loaded rows of all documents: printed codes, contents of documents, quarantine."""

from __future__ import annotations

from collections import defaultdict

import duckdb
import polars as pl

from pipeline.warehouse.documents import Contents
from schemas import TABLES, Table, frame

_TEXT_TABLES = ("fact_budget_change", "fact_text_figure", "fact_project", "fact_procurement", "fact_state_asset")
_FORM_TABLES = ("fact_performance_goal", "fact_performance_indicator")


def contents(connection: duckdb.DuckDBPyConnection) -> Contents:
    """What each document holds: its statements (loaded or declared empty), its forms by project, and whether prose."""
    cells, coverage = "staging.statement_cell", "audit.coverage"
    queries = [
        f"SELECT disclosure_id, 'statement:' || statement FROM {cells} WHERE statement <> 'other'",
        f"SELECT disclosure_id, 'other:' || title FROM {cells} WHERE statement = 'other'",
        f"SELECT disclosure_id, 'statement:' || statement FROM {coverage} WHERE status = 'empty' AND statement <> ''",
        *(f"SELECT disclosure_id, 'form:' || scope || ':' || project_name FROM {name}" for name in _FORM_TABLES),
        *(f"SELECT disclosure_id, 'prose' FROM {name}" for name in _TEXT_TABLES),
    ]
    held: dict[str, set[str]] = defaultdict(set)
    for disclosure_id, mark in connection.execute(" UNION ".join(queries)).fetchall():
        held[disclosure_id].add(mark)
    return {disclosure_id: frozenset(marks) for disclosure_id, marks in held.items()}


def printed_codes(connection: duckdb.DuckDBPyConnection, dimension: str) -> dict[str, str]:
    """Codes that the facts refer a dimension to, each with the name printed most often beside it ('' if none is)."""
    queries = []
    for table in TABLES.values():
        for column in table.columns:
            if column.references == f"{dimension}.code":
                queries.append(_codes_with_names(table, column.name))
    ranked = connection.execute(
        f"""SELECT code, coalesce(arg_max(name, (n, name)) FILTER (name <> ''), '') FROM (
            SELECT code, name, count(*) AS n FROM ({" UNION ALL ".join(queries)}) WHERE code <> '' GROUP BY ALL
        ) GROUP BY code"""
    )
    return dict(ranked.fetchall())


def _codes_with_names(table: Table, column: str) -> str:
    """Only a row about the code itself names it: not one that has a project or an economic class beside it."""
    name = "''"
    if "label" in table.by_name:
        others = [f"\"{other}\" = ''" for other in ("project_name", "economic_code") if other in table.by_name]
        if column == "economic_code":
            others = ["function_code = ''", "measure NOT SIMILAR TO '[0-9]{3}'"]
        name = f"CASE WHEN {' AND '.join(others) or 'TRUE'} THEN label ELSE '' END"
    return f'SELECT "{column}" AS code, {name} AS name FROM {table.qualified}'


def merged_quarantine(previous: pl.DataFrame, new: pl.DataFrame, loaded: pl.DataFrame) -> pl.DataFrame:
    """Files set aside: those of before that are still not loaded, and the batch's, with attempts counted.

    `loaded` is dim_disclosure of all documents: a file that could be read at last is no longer set aside. One whose
    newer extraction failed stays loaded as it was, and its failure is listed.
    """
    key = ["sha256", "file_name"]
    old = previous.filter(~pl.col("sha256").is_in(loaded["sha256"].to_list())) if previous.height else previous
    rows = {tuple(row[name] for name in key): row for row in old.to_dicts()}
    for row in new.to_dicts():
        before = rows.get(tuple(row[name] for name in key))
        if before is not None:
            row["attempts"] = before["attempts"] + row["attempts"]
            row["first_seen"] = min(filter(None, (before["first_seen"], row["first_seen"])), default=None)
            row["last_seen"] = max(filter(None, (before["last_seen"], row["last_seen"])), default=None)
        rows[tuple(row[name] for name in key)] = row
    return frame(TABLES["audit.quarantine"], list(rows.values()))
