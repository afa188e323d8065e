"""Reading a warehouse file: connections for readers, and whole tables as frames."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from schemas import Table

PART_ROWS: Final = 100_000


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the version that the link points to now.

    The link is resolved first, so that the connection belongs to the version's own file and not to the link's name. No
    settings are given: DuckDB refuses a second connection of one process to a file with other settings than the first.
    """
    return duckdb.connect(str(path.resolve()), read_only=True)


def read_table(path: Path, table: Table) -> pl.DataFrame:
    """A table of a warehouse file as an eager frame, in stored order, columns as declared."""
    with connect(path) as connection:
        return read_whole(connection, table)


def read_whole(connection: duckdb.DuckDBPyConnection, table: Table) -> pl.DataFrame:
    """The same over a connection that is open."""
    return pl.DataFrame(connection.execute(_select(table)).to_arrow_table())


def read_parts(connection: duckdb.DuckDBPyConnection, table: Table, rows: int = PART_ROWS) -> Iterator[pl.DataFrame]:
    """A table as eager frames of at most `rows` rows, so that memory does not grow with the table; none if empty."""
    for batch in connection.execute(_select(table)).to_arrow_reader(rows):
        yield pl.DataFrame(batch)


def _select(table: Table) -> str:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    return f"SELECT {columns} FROM {table.qualified}"
