"""`yusuan ingest`: files and folders into the warehouse, with progress and a closing summary.

The only command that starts the assets; it imports them when it runs.
"""

from __future__ import annotations

import atexit
import gc
import sys
from pathlib import Path

import click

from pipeline import forkserver
from pipeline.cli.options import reader_option, warehouse_option
from pipeline.places import SOURCES

BUSY = 3
"""Exit status when another run works on the warehouse."""


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH ...]")
@warehouse_option("The warehouse to add to; made if it is not there.")
@click.option("--full", is_flag=True, help="Read every file again, also what is known.")
@click.option("--workers", type=click.IntRange(0), default=0, help="Processes that read; 0: one for each core.")
@reader_option()
@click.option("--strict", is_flag=True, help="Exit with status 1 when a file had to be set aside or passed over.")
def command(paths: tuple[Path, ...], warehouse: Path, full: bool, workers: int, reader: str, strict: bool) -> None:
    """Load disclosures (files or folders; without any: all that data/raw/sources.yaml lists) into the warehouse.

    Adds to what the warehouse holds: a file that is already there is not read again (unless with --full, or when the
    program has changed). The files themselves stay where they are. A file that cannot be loaded is set aside with a
    reason (audit.quarantine); the others go on.

    Exit status: 0; 1 when nothing at all could be loaded (the warehouse is then unchanged), or with --strict when a
    file was set aside or could not even be opened; 2 when the command was misused; 3 when another run is at work.
    """
    if not paths:
        _require_sources()
    forkserver.start()  # it imports beside what this process imports now
    from assets.run import run_ingest  # Dagster takes seconds to import: not for --help
    from pipeline.cli.summary import Watcher, closing_summary, fetched_summary

    atexit.register(gc.freeze)  # else Python, ending, seeks cycles among all objects of Dagster: 0.6 s for nothing
    watcher = Watcher()
    with watcher:
        outcome = run_ingest(paths, warehouse, watcher, full=full, workers=workers, reader=reader)
    set_aside = watcher.set_aside(outcome.set_aside)
    known = len(watcher.files) - len(watcher.reports)
    if watcher.visits:
        click.echo(fetched_summary(watcher.visits))
    for told in outcome.unreadable:
        click.echo(f"Cannot be read, passed over: {told}")
    click.echo(closing_summary(watcher.reports, set_aside, outcome.row_counts, warehouse, outcome.errors, known))
    if outcome.busy:
        sys.exit(BUSY)
    if outcome.version is None or (strict and (set_aside or outcome.unreadable)):
        sys.exit(1)


def _require_sources() -> None:
    from pipeline.sources.config import SourcesError, load_sources

    try:
        sources = load_sources(SOURCES)
    except SourcesError as error:
        raise click.UsageError(str(error)) from error
    if not sources.websites and not any(Path(folder).is_dir() for folder in sources.inbox):
        folders = ", ".join(sources.inbox)
        raise click.UsageError(
            f"there is no folder {folders} here: run this in the project's top folder, or name the files."
        )
