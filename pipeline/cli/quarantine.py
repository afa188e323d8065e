"""`yusuan quarantine`: the files that were set aside, and another attempt at them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import open_warehouse, warehouse_option


@click.group()
def command() -> None:
    """Files that could not be loaded: why, and another attempt.

    A file is tried again by itself when it changes or when the program does, not every night.
    """


@command.command("list")
@warehouse_option("The warehouse.")
def list_files(warehouse: Path) -> None:
    """One line for each file: hash, reason, attempts, name."""
    for row in _rows(warehouse):
        click.echo(f"{row['sha256'][:16]}  {row['reason']:<18}  {row['attempts']:>2}  {row['file_name']}")


@command.command()
@click.argument("name")
@warehouse_option("The warehouse.")
def show(name: str, warehouse: Path) -> None:
    """Everything that is known of the file NAME (a file name or the beginning of a hash)."""
    for row in _found(warehouse, name):
        for key, value in row.items():
            click.echo(f"{key + ':':<19}{value}")
        click.echo()


@command.command()
@click.argument("name", required=False)
@click.option("--all", "everything", is_flag=True, help="Every file that was set aside.")
@warehouse_option("The warehouse.")
def retry(name: str | None, everything: bool, warehouse: Path) -> None:
    """Forget that the file NAME was tried, so that the next run reads it again."""
    if (name is None) != everything:
        raise click.UsageError("name a file, or say --all.")
    from pipeline.warehouse import WarehouseError, warehouse_lock
    from pipeline.warehouse.extracts import FOLDER, Extracts

    rows = _rows(warehouse) if name is None else _found(warehouse, name)
    folder = warehouse.parent / FOLDER
    aside = 0
    try:
        with warehouse_lock(warehouse):
            for row in rows:  # a result is kept by the version that tried, which settings are part of
                aside += Extracts(folder, row["extractor_version"]).retry(row["sha256"])
    except WarehouseError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{aside} results put aside; the next run reads those files again.")


def _found(warehouse: Path, name: str) -> list[dict[str, Any]]:
    rows = [row for row in _rows(warehouse) if row["file_name"] == name or row["sha256"].startswith(name.lower())]
    if not rows:
        raise click.ClickException(f"no file that was set aside is called {name} or has a hash that begins so.")
    return rows


def _rows(warehouse: Path) -> list[dict[str, Any]]:
    with open_warehouse(warehouse) as connection:
        from pipeline.warehouse.reading import read_whole
        from schemas import TABLES

        return read_whole(connection, TABLES["audit.quarantine"]).sort("file_name", "sha256").to_dicts()
