"""`yusuan dashboard`: the dashboard on the published warehouse, in a browser."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from pipeline.cli.options import files_option, warehouse_option


@click.command()
@warehouse_option("The warehouse to show; it is only read.")
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="The port to listen on.")
@click.option("--address", default="localhost", show_default=True, help="Where to listen; 0.0.0.0 for other machines.")
@files_option()
def command(warehouse: Path, port: int, address: str, files: tuple[Path, ...]) -> None:
    """Show the warehouse in a browser: overview, organizations, comparisons, findings, data quality.

    Follows each new publish without a restart. A warehouse that is not there yet is waited for. Stop with Ctrl-C.
    """
    if find_spec("streamlit") is None or find_spec("altair") is None:
        raise click.ClickException("its packages are not installed; run `make dashboard` or install yusuan[dashboard].")
    from pipeline.dashboards.server import arguments, environment

    click.echo(f"Dashboard: http://{'localhost' if address == '0.0.0.0' else address}:{port}  (stop with Ctrl-C)")
    sys.stdout.flush()
    os.environ.update(environment(warehouse, files))
    os.execv(sys.executable, [sys.executable, *arguments(address, port)])
