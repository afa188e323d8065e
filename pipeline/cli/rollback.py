"""`yusuan rollback`: publish an earlier version of the warehouse again."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import warehouse_option


@click.command()
@click.argument("version", type=click.IntRange(1), required=False)
@click.option("--list", "listing", is_flag=True, help="Show the versions that were kept, and change nothing.")
@warehouse_option("The warehouse.")
def command(version: int | None, listing: bool, warehouse: Path) -> None:
    """Publish an earlier version again: the one before the current one, or number VERSION.

    Readers that are at work go on with what they have opened. Nothing is deleted. The next run builds on the version
    that is published then, and adds what is missing in it; stop the schedule first if that is not wanted.
    """
    from pipeline.warehouse import WarehouseError
    from pipeline.warehouse.rollback import rollback
    from pipeline.warehouse.versions import current_version, list_versions

    if listing:
        current = current_version(warehouse)
        for each in list_versions(warehouse):
            mark = "  published" if current and each.number == current.number else ""
            click.echo(f"{each.number:>6}  after {each.after:<6}  {each.path.stat().st_size:>14,} bytes{mark}")
        return
    try:
        target = rollback(warehouse, version)
    except WarehouseError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Version {target.number} is published: {target.name}")
