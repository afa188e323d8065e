"""`yusuan export`: the warehouse as Parquet, CSV, workbooks or a data package."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import warehouse_option
from pipeline.places import EXPORTS

_FORMATS = ("parquet", "csv", "xlsx", "datapackage")


@click.command()
@click.option("--format", "format_", type=click.Choice(_FORMATS), required=True, help="What to write.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help=f"The folder to write; an earlier export there is replaced.  [default: {EXPORTS}/FORMAT]",
)
@warehouse_option("The warehouse to export.")
def command(format_: str, out: Path | None, warehouse: Path) -> None:
    """Write the warehouse to files for other tools.

    parquet: all tables and views, by year, for Metabase, Tableau, Power BI, pandas.
    csv: the same under Chinese names, for Excel.
    xlsx: a workbook for every disclosure, laid out like its printed statements.
    datapackage: a Fiscal Data Package, CSV files that are described in datapackage.json.
    """
    if not warehouse.exists():
        raise click.ClickException(f"there is no warehouse {warehouse}; run `yusuan ingest` first.")
    import duckdb

    from pipeline.cli.progress import Steps
    from pipeline.warehouse.export import ExportError, export

    target = out if out is not None else EXPORTS / format_
    try:
        with Steps("Writing") as steps:
            files = export(warehouse, format_, target, steps.step)
    except (ExportError, duckdb.Error, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{files} files in {target}")
