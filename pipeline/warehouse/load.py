"""Writing a new file: all tables of the contract, the last version's documents and the batch, in one transaction.

Rows are stored in an order that depends on nothing but themselves: by year and organization of their document (so that
filters skip what they do not need), then by key; where a table has no key, by every column. The facts of a year stand
by what nearly every question names, statement, kind and basis, before the organization. What does not fit in the memory
limit while it is sorted or grouped waits on disk in the folder of the unfinished version.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import polars as pl

from pipeline.warehouse.batch import DOCUMENT_TABLES, Batch
from pipeline.warehouse.errors import BrokenVersion
from pipeline.warehouse.settings import Settings
from schemas import TABLES, Column, Table, ddl, empty, schemas_ddl
from schemas.validation import duplicates

Connection = duckdb.DuckDBPyConnection

_ASKED_FOR = ("statement", "kind", "basis")
"""What a question about facts names first, so that it reads only the row groups of these."""


def open_new(path: Path, previous: Path | None, settings: Settings, spool: Path) -> Connection:
    """A connection to a new file, with the last version attached as `previous` where there is one."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": settings.memory_limit,
        "threads": str(settings.threads),
        "temp_directory": str(spool),
    }
    connection = duckdb.connect(str(path), config=config)
    if previous is not None:
        connection.execute(f"ATTACH {_literal(str(previous))} AS previous (READ_ONLY)")
    connection.execute(
        "CREATE TEMP TABLE previous_column AS "  # asked for by every table: the catalogue itself is slow to search
        "SELECT schema_name, table_name, column_name FROM duckdb_columns() WHERE database_name = 'previous'"
    )
    return connection


def create_tables(connection: Connection) -> None:
    """All tables of the contract, with their comments."""
    connection.execute(schemas_ddl(TABLES.values()))
    for table in TABLES.values():
        connection.execute(ddl(table))


def previous_frame(connection: Connection, table: Table, without: Sequence[str] = ()) -> pl.DataFrame:
    """A table's rows in the last version, without those of the named documents."""
    select = _previous_select(connection, table)
    if select is None:
        return empty(table)
    made = pl.DataFrame(connection.execute(select).to_arrow_table())
    kept = made.filter(~pl.col("disclosure_id").is_in(list(without))) if without else made
    return kept.cast(dict(empty(table).schema))  # type: ignore[arg-type]


def load_documents(connection: Connection, batch: Batch, documents: pl.DataFrame, replaced: Sequence[str]) -> None:
    """Every table of documents but dim_disclosure: the rows of other documents as they were, and the batch's.

    Nothing of the `replaced` documents is taken over. `documents` is dim_disclosure of all of them, whose years and
    organizations the rows are stored by.
    """
    connection.register("replaced", pl.DataFrame({"disclosure_id": list(replaced)}).to_arrow())
    connection.register("document", _places(documents).to_arrow())
    for table in DOCUMENT_TABLES.values():
        if table.name == "dim_disclosure":
            continue
        parts = [] if batch.frames[table.name].is_empty() else ["SELECT * FROM batch"]
        if paths := batch.parts.get(table.name):
            parts.append(f"SELECT * FROM read_parquet([{', '.join(_literal(str(path)) for path in paths)}])")
        if select := _previous_select(connection, table):
            parts.append(f"SELECT * FROM ({select}) WHERE disclosure_id NOT IN (SELECT disclosure_id FROM replaced)")
        if not parts:
            continue
        connection.register("batch", batch.frames[table.name].to_arrow())
        source = " UNION ALL BY NAME ".join(parts)
        written = _insert(connection, table, source, by_document=True)
        _require_all(table, written, _count(connection, f"({source})"))
        connection.unregister("batch")
    connection.unregister("replaced")
    connection.unregister("document")


def load_frame(connection: Connection, table: Table, rows: pl.DataFrame) -> None:
    """A whole table from one frame. `BrokenVersion` if its keys repeat."""
    if repeated := duplicates(table, rows):
        raise BrokenVersion(f"{table.name}: {repeated[0]}")
    connection.register("whole", rows.to_arrow())
    written = _insert(connection, table, "SELECT * FROM whole")
    connection.unregister("whole")
    _require_all(table, written, rows.height)


def _insert(connection: Connection, table: Table, source: str, *, by_document: bool = False) -> int:
    """INSERT BY NAME in stored order; how many rows were written."""
    columns = ", ".join(f'rows."{column.name}"' for column in table.columns)
    by = [f'rows."{name}"' for name in table.key or table.by_name if not (by_document and name == "disclosure_id")]
    join = ""
    if by_document:  # the document's place stands for its year, organization and id: one number to sort by
        facts = table.name.startswith("fact_") and "statement" in table.by_name
        asked_for = [f'rows."{name}"' for name in _ASKED_FOR if facts and name in table.by_name]
        by = ["document.fiscal_year", *asked_for, "document.place", *by]
        join = " LEFT JOIN document ON document.disclosure_id = rows.disclosure_id"
    select = f"SELECT {columns} FROM ({source}) AS rows{join} ORDER BY {', '.join(by)}"
    return _number(connection, f"INSERT INTO {table.qualified} BY NAME {select}")


def _require_all(table: Table, written: int, expected: int) -> None:
    """`BrokenVersion` unless as many rows were written as were to be."""
    if written != expected:
        raise BrokenVersion(f"{table.name}: {written} rows written of {expected}")


def _places(documents: pl.DataFrame) -> pl.DataFrame:
    """Each document's place in the stored order: by year, organization and id."""
    ordered = documents.sort("fiscal_year", "org_id", "disclosure_id", nulls_last=True).select(
        "disclosure_id", "fiscal_year"
    )
    return ordered.with_row_index("place")


def _previous_select(connection: Connection, table: Table) -> str | None:
    """A query for a table of the last version with the columns of today; None if that version had no such table."""
    found = connection.execute(
        "SELECT column_name FROM previous_column WHERE schema_name = ? AND table_name = ?",
        [table.schema, table.relation],
    ).fetchall()
    if not found:
        return None
    names = {name for (name,) in found}
    columns = ", ".join(_column_or_default(column, names) for column in table.columns)
    return f"SELECT {columns} FROM previous.{table.qualified}"


def _column_or_default(column: Column, names: set[str]) -> str:
    """A column of the last version, or what a column that is new since then holds."""
    if column.name in names:
        return f'"{column.name}"'
    value = "NULL" if column.default is None else _literal(column.default)
    return f'CAST({value} AS {column.type.value}) AS "{column.name}"'


def _count(connection: Connection, relation: str) -> int:
    return _number(connection, f"SELECT count(*) FROM {relation}")


def _number(connection: Connection, statement: str) -> int:
    """The one number that a statement gives."""
    row = connection.execute(statement).fetchone()
    return int(row[0]) if row else 0


def _literal(value: str | bool | int) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"
