"""What is derived from the loaded rows of all documents: printed codes, contents of documents, quarantine."""

from __future__ import annotations

import duckdb
import polars as pl

from schemas import TABLES, Row, Table, frame

_TEXT_TABLES = ("fact_budget_change", "fact_text_figure", "fact_project", "fact_procurement", "fact_state_asset")
_FORM_TABLES = ("fact_performance_goal", "fact_performance_indicator")


def contents(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """What each document holds: its statements (loaded or declared empty), its forms by project, and whether prose.

    Columns disclosure_id and mark, one row for each of these.
    """
    cells, coverage = "staging.statement_cell", "audit.coverage"
    queries = [
        f"SELECT disclosure_id, 'statement:' || statement AS mark FROM {cells} WHERE statement <> 'other'",
        f"SELECT disclosure_id, 'other:' || title FROM {cells} WHERE statement = 'other'",
        f"SELECT disclosure_id, 'statement:' || statement FROM {coverage} WHERE status = 'empty' AND statement <> ''",
        *(f"SELECT disclosure_id, 'form:' || scope || ':' || project_name FROM {name}" for name in _FORM_TABLES),
        *(f"SELECT disclosure_id, 'prose' FROM {name}" for name in _TEXT_TABLES),
    ]
    return pl.DataFrame(connection.execute(" UNION ".join(queries)).to_arrow_table())


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

    `loaded` is dim_disclosure of all documents: a file that could be read at last is no longer set aside. A file
    that arrived anew counts as another attempt; the same one under the same extractor does not, unless it says itself
    how often it was tried.
    """
    key = ["sha256", "file_name"]
    again = set(new["sha256"])
    gone = set(loaded["sha256"])
    rows: dict[tuple[object, ...], Row] = {
        tuple(row[name] for name in key): row
        for row in previous.to_dicts()
        if row["sha256"] not in gone and row["sha256"] not in again
    }
    before = {tuple(row[name] for name in key): row for row in previous.to_dicts()}
    for row in new.to_dicts():
        known = before.get(tuple(row[name] for name in key))
        rows[tuple(row[name] for name in key)] = row if known is None else _tried_again(known, row)
    return frame(TABLES["audit.quarantine"], list(rows.values()))


def _tried_again(known: Row, row: Row) -> Row:
    """A file that was set aside before and is so again."""
    if known["last_seen"] == row["last_seen"]:
        same = known["extractor_version"] == row["extractor_version"]
        attempts = max(_number(known["attempts"]), _number(row["attempts"])) if same else row["attempts"]
        return {**row, "attempts": attempts}
    times = [time for each in (known, row) for time in (each["first_seen"], each["last_seen"]) if time is not None]
    return {
        **row,
        "attempts": _number(known["attempts"]) + _number(row["attempts"]),
        "first_seen": min(times, default=None),  # type: ignore[type-var]
        "last_seen": max(times, default=None),  # type: ignore[type-var]
    }


def _number(value: object) -> int:
    return int(str(value))
