"""Reading a warehouse file: connections for readers, and whole tables as frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
import polars as pl

from schemas import Table


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the version that the link points to now.

    The link is resolved first, so that the connection belongs to the version's own file and not to the link's name. No
    settings are given: DuckDB refuses a second connection of one process to a file with other settings than the first.
    """
    return duckdb.connect(str(path.resolve()), read_only=True)


def read_table(path: Path, table: Table) -> pl.DataFrame:
    """A table of a warehouse file as an eager frame, in stored order, columns as declared."""
    with connect(path) as connection:
        return _frame(connection, table)


def read_tables(path: Path, tables: Iterable[Table]) -> Iterator[pl.DataFrame]:
    """Tables of a warehouse file one after the other, over one connection."""
    with connect(path) as connection:
        for table in tables:
            yield _frame(connection, table)


def _frame(connection: duckdb.DuckDBPyConnection, table: Table) -> pl.DataFrame:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    return pl.DataFrame(connection.execute(f"SELECT {columns} FROM {table.qualified}").to_arrow_table())
