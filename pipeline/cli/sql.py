"""`yusuan sql`: one query on the warehouse, its result as a table or as CSV."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import cast

import click

from pipeline.cli.options import warehouse_option


@click.command()
@click.argument("query")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV instead of a table.")
@warehouse_option("The warehouse to ask.")
def command(query: str, as_csv: bool, warehouse: Path) -> None:
    """Ask the warehouse one SQL QUERY (read only).

    SHOW ALL TABLES lists what there is; DESCRIBE fact_expenditure shows the columns of a table.
    """
    if not warehouse.exists():
        raise click.ClickException(f"there is no warehouse {warehouse}; run `yusuan ingest` first.")
    import duckdb

    from pipeline.warehouse import connect

    try:
        with connect(warehouse) as connection:
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
