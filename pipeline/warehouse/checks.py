"""Checks of a built version before it may be published: keys, references, and that something is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.warehouse.errors import BrokenVersion
from pipeline.warehouse.reading import PART_ROWS, connect, read_parts
from schemas import TABLES, Column, Table, problems


def check_version(connection: duckdb.DuckDBPyConnection) -> None:
    """Raise `BrokenVersion` with every table that has repeated keys or values its dimension does not know."""
    found = [problem for table in TABLES.values() for problem in _problems(connection, table)]
    if found:
        raise BrokenVersion("The new version is not published. " + "; ".join(found))


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look at a stored table gave: its rows, and every broken rule of its declaration in words."""

    rows: int
    problems: tuple[str, ...]


def check_tables(path: Path, rows_at_once: int = PART_ROWS) -> Iterator[tuple[Table, Checked]]:
    """Each table of a version against its declaration, row by row and for repeated keys, part by part.

    Keys that repeat within a part are found with it; where there are more, the whole table is asked.
    """
    with connect(path) as connection:
        for table in TABLES.values():
            rows = parts = 0
            broken: dict[str, None] = {}
            for part in read_parts(connection, table, rows_at_once):
                rows, parts = rows + part.height, parts + 1
                broken |= dict.fromkeys(problems(table, part))
            if parts > 1 and table.key and not broken and (repeated := _repeated(connection, table)):
                broken[repeated] = None
            yield table, Checked(rows, tuple(broken))


def _problems(connection: duckdb.DuckDBPyConnection, table: Table) -> list[str]:
    found = [_repeated(connection, table)] if table.key else []
    found += [_dangling(connection, table, column) for column in table.columns if column.references]
    return [problem for problem in found if problem]


def _repeated(connection: duckdb.DuckDBPyConnection, table: Table) -> str:
    """GROUP BY takes NULLs as equal, as the declaration of a key does.

    Keys that are equal have equal hashes: where no hash repeats, and that takes little memory, no key does.
    """
    key = ", ".join(f'"{name}"' for name in table.key)
    if not connection.execute(
        f"SELECT 1 FROM {table.qualified} GROUP BY hash({key}) HAVING count(*) > 1 LIMIT 1"
    ).fetchone():
        return ""
    row = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM {table.qualified} GROUP BY {key} HAVING count(*) > 1)"
    ).fetchone()
    return f"{table.name}: {row[0]} keys occur more than once" if row and row[0] else ""


def _dangling(connection: duckdb.DuckDBPyConnection, table: Table, column: Column) -> str:
    """Values that the dimension does not have; '' means "none" and refers to nothing."""
    name, _, key = column.references.rpartition(".")
    row = connection.execute(
        f"""SELECT count(*), min("{column.name}") FROM {table.qualified}
        WHERE "{column.name}" <> '' AND "{column.name}" NOT IN (SELECT "{key}" FROM {TABLES[name].qualified})"""
    ).fetchone()
    return f"{table.name}.{column.name}: {row[0]} rows unknown to {name}, first {row[1]!r}" if row and row[0] else ""
