"""The command line `yusuan`, one module per command; a module is imported only when its command is used or listed.

To add a command: write `pipeline/cli/NAME.py` with a click command named `command` and list it in `COMMANDS`.
Modules import what is heavy (readers, duckdb, assets) inside their functions, so that `--help` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

import click

from pipeline import __version__

COMMANDS: Final = (
    "ingest",
    "inspect",
    "sql",
    "dashboard",
    "export",
    "search",
    "quarantine",
    "rollback",
    "show",
    "report",
)
"""The commands in the order in which `yusuan --help` shows them."""


class _Commands(click.Group):
    """A group whose commands are modules of this package."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"{__name__}.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="yusuan")
def main() -> None:
    """Budget disclosures of Chinese government bodies as a DuckDB warehouse."""
