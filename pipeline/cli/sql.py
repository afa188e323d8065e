"""`yusuan sql`: one query on the warehouse, its result as a table or as CSV."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import click

from pipeline.cli.options import warehouse_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb


_NO_FILES: Final = "SET enable_external_access = false"
"""A connection that may not write to the warehouse still writes files (COPY, EXPORT, ATTACH)."""


@click.command()
@click.argument("query")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV instead of a table.")
@warehouse_option("The warehouse to ask.")
def command(query: str, as_csv: bool, warehouse: Path) -> None:
    """Ask the warehouse one SQL QUERY. It only reads the warehouse, and touches no other file.

    SHOW ALL TABLES lists what there is; DESCRIBE fact_expenditure shows the columns of a table.
    """
    if not warehouse.exists():
        raise click.ClickException(f"there is no warehouse {warehouse}; run `yusuan ingest` first.")
    import duckdb

    from pipeline.warehouse import connect

    try:
        with connect(warehouse) as connection:
            connection.execute(_NO_FILES)
            _require_one(connection.extract_statements(query))
            # None for a statement without a result, which the library's own types leave out
            result = cast("duckdb.DuckDBPyRelation | None", connection.sql(query))
            if result is None:
                return
            if as_csv:
                writer = csv.writer(sys.stdout, lineterminator="\n")
                writer.writerow(result.columns)
                writer.writerows(result.fetchall())
            else:
                click.echo(str(result).rstrip())
    except duckdb.Error as error:
        raise click.ClickException(str(error)) from error


def _require_one(statements: Sequence[duckdb.Statement]) -> None:
    """Refuse no query, and several: only the last one's result would be seen.

    DuckDB parts a PIVOT in two, the first of which makes a temporary type.
    """
    if not statements:
        raise click.UsageError("there is no query.")
    asked = [each for each in statements if each.type.name != "CREATE"]
    if len(asked) > 1:
        raise click.UsageError(f"these are {len(asked)} queries; ask one at a time.")
