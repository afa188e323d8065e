"""Tables and views as Parquet (by year) and as CSV that Excel opens rightly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from pipeline.warehouse.export.progress import Progress
from pipeline.warehouse.views.chinese import SCHEMA as CHINESE
from schemas import TABLES
from schemas.chinese import table_name
from schemas.ddl import quote
from schemas.views import VIEWS

BOM: Final = b"\xef\xbb\xbf"
_FORMULA: Final = "^([=+@]|-[^0-9.])"
"""Text that Excel would take for a formula; a lone - is none."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A table or view: its name (`mart.budget`), the query that gives it, and whether its rows have a year."""

    name: str
    query: str
    by_year: bool


def exported() -> list[Exported]:
    """Everything that is exported. Rows of documents get the document's year as their first column."""
    found = [
        Exported(view.full_name, f"SELECT * FROM {view.qualified}", "fiscal_year" in view.by_name) for view in VIEWS
    ]
    for table in TABLES.values():
        query = f"SELECT * FROM {table.qualified}"
        by_year = "fiscal_year" in table.by_name
        if not by_year and "disclosure_id" in table.by_name:
            query = (
                f"SELECT d.fiscal_year, t.* FROM {table.qualified} AS t "
                "LEFT JOIN main.dim_disclosure AS d ON d.disclosure_id = t.disclosure_id"
            )
            by_year = True
        found.append(Exported(table.name if "." in table.name else f"main.{table.name}", query, by_year))
    return found


def write_parquet(connection: duckdb.DuckDBPyConnection, folder: Path, progress: Progress) -> int:
    """`<schema>/<table>/fiscal_year=2026/data_0.parquet`; tables without a year are `<schema>/<table>.parquet`.

    The year stands inside the files too, for tools that do not read it from the folder's name.
    """
    connection.execute("SET threads = 1")  # one file for a year, in stored order
    everything = exported()
    for number, each in enumerate(everything, start=1):
        target = folder.joinpath(*each.name.split("."))
        target.parent.mkdir(exist_ok=True)
        options = "FORMAT parquet, COMPRESSION zstd"
        if each.by_year:
            options += ", PARTITION_BY (fiscal_year), WRITE_PARTITION_COLUMNS true"
        else:
            target = target.with_name(f"{target.name}.parquet")
        connection.execute(f"COPY ({each.query}) TO {quote(str(target))} ({options})")
        progress(number, len(everything), each.name)
    return sum(1 for path in folder.rglob("*.parquet"))


def write_csv(connection: duckdb.DuckDBPyConnection, folder: Path, progress: Progress) -> int:
    """One CSV a view and table under Chinese names, in UTF-8 with the mark that makes Excel read it as such.

    Text that Excel would calculate (`=100%`) gets an apostrophe in front.
    """
    names = [(table_name(name), name) for name in (*(view.full_name for view in VIEWS), *TABLES)]
    for number, (name, _) in enumerate(names, start=1):
        write_excel_csv(connection, f'"{CHINESE}"."{name}"', folder / f"{name}.csv")
        progress(number, len(names), name)
    return len(names)


def write_excel_csv(connection: duckdb.DuckDBPyConnection, relation: str, path: Path) -> None:
    """One relation as CSV with a byte order mark."""
    columns = connection.execute(f"DESCRIBE {relation}").fetchall()
    selected = ", ".join(_harmless(name, kind) for name, kind, *_ in columns)
    plain = path.with_name(f".{path.name}")
    copy_csv(connection, f"SELECT {selected} FROM {relation}", plain)
    with plain.open("rb") as source, path.open("wb") as target:
        target.write(BOM)
        while block := source.read(1 << 20):
            target.write(block)
    plain.unlink()


def copy_csv(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    """A query's rows as plain CSV with a header."""
    connection.execute(f"COPY ({query}) TO {quote(str(path))} (FORMAT csv, HEADER)")


def rows(connection: duckdb.DuckDBPyConnection, query: str, values: Iterable[object] = ()) -> list[dict[str, object]]:
    """A query's rows by column name."""
    result = connection.execute(query, list(values))
    names = [name for name, *_ in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _harmless(name: str, kind: str) -> str:
    if kind != "VARCHAR":
        return f'"{name}"'
    return f"""CASE WHEN regexp_matches("{name}", '{_FORMULA}') THEN '''' || "{name}" ELSE "{name}" END AS "{name}\""""
