"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.places import INBOX, WAREHOUSE
from pipeline.reader_names import DEFAULT_READER, READER_NAMES

if TYPE_CHECKING:
    import duckdb

    from pipeline.audit.stored import StoredDocument


def warehouse_option(help_text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--warehouse FILE`."""
    return click.option(
        "--warehouse",
        type=click.Path(dir_okay=False, path_type=Path),
        default=WAREHOUSE,
        show_default=True,
        help=help_text,
    )


def reader_option() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--reader NAME`."""
    return click.option(
        "--reader",
        type=click.Choice(READER_NAMES),
        default=DEFAULT_READER,
        show_default=True,
        help="The PDF reader; both give the same cells, and the other one reads doubtful pages again.",
    )


def files_option() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--files DIR` (may be repeated): where the files that were read are looked for, by content."""
    return click.option(
        "--files",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        multiple=True,
        default=(INBOX.parent,),
        show_default=True,
        help="Folder with the files that were read; they are found by their content.",
    )


def open_warehouse(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection; a sentence for the user where there is no warehouse."""
    if not warehouse.exists():
        raise click.ClickException(f"there is no warehouse {warehouse}; run `yusuan ingest` first.")
    from pipeline.warehouse import connect

    return connect(warehouse)


def the_document(connection: duckdb.DuckDBPyConnection, asked: str) -> StoredDocument:
    """The one document that is meant; a sentence for the user where none or several are."""
    from pipeline.audit.stored import documents

    found = documents(connection, asked)
    if len(found) == 1:
        return found[0]
    if not found:
        raise click.ClickException(f"no disclosure is called {asked!r}.")
    names = "\n".join(f"  {each.disclosure_id}  {each.file_name}" for each in found[:20])
    raise click.ClickException(f"{asked!r} may be any of {len(found)} disclosures:\n{names}")
