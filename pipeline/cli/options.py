"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

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
        type=click.Path(file_okay=False, path_type=Path),
        multiple=True,
        default=(INBOX.parent,),
        show_default=True,
        callback=_given_folders,
        help="Folder with the files that were read; they are found by their content.",
    )


def _given_folders(context: click.Context, option: click.Parameter, folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """Refuse a folder that was named and is not there; the default is the project's, and missing anywhere else."""
    if context.get_parameter_source(option.name or "") is not ParameterSource.DEFAULT:
        for folder in folders:
            if not folder.is_dir():
                raise click.BadParameter(f"there is no folder {folder}.", context, option)
    return folders


def require_folder(out: Path) -> None:
    """Refuse a file to write whose folder is not there, before any work is done for it."""
    if not out.parent.is_dir():
        raise click.UsageError(f"there is no folder {out.parent} to write {out.name} to.")


@contextmanager
def open_warehouse(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection; a sentence for the user where there is no warehouse, or one of another program."""
    if not warehouse.exists():
        raise click.ClickException(f"there is no warehouse {warehouse}; run `yusuan ingest` first.")
    import duckdb

    from pipeline.warehouse import connect

    try:
        with connect(warehouse) as connection:
            yield connection
    except duckdb.IOException as error:
        raise click.ClickException(f"{warehouse} cannot be opened as a warehouse: {_first_line(error)}") from error
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        told = f"{warehouse} was made by another version of this program; `yusuan ingest` makes it anew"
        raise click.ClickException(f"{told}. ({_first_line(error)})") from error


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


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
