"""DuckDB DDL of the declared tables, with Chinese and English comments in the catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.model import Column, Table


def ddl(table: Table) -> str:
    """CREATE TABLE and COMMENT ON statements for one table. Keys are checked by query, not by index."""
    columns = ",\n".join(f"    {_column(column)}" for column in table.columns)
    statements = [
        f"CREATE TABLE {table.qualified} (\n{columns}\n)",
        f"COMMENT ON TABLE {table.qualified} IS {quote(_both(table.zh, table.en))}",
        *(
            f'COMMENT ON COLUMN {table.qualified}."{column.name}" IS {quote(_both(column.zh, column.en))}'
            for column in table.columns
        ),
    ]
    return ";\n".join(statements) + ";\n"


def schemas_ddl(tables: Iterable[Table]) -> str:
    """CREATE SCHEMA for every schema the tables live in, besides `main`."""
    names = sorted({table.schema for table in tables} - {"main"})
    return "".join(f'CREATE SCHEMA "{name}";\n' for name in names)


def _column(column: Column) -> str:
    parts = [f'"{column.name}"', column.type.value]
    if not column.nullable:
        parts.append("NOT NULL")
    if column.allowed:
        values = ", ".join(quote(value) for value in column.allowed)
        parts.append(f'CHECK ("{column.name}" IN ({values}))')
    return " ".join(parts)


def _both(zh: str, en: str) -> str:
    return f"{zh} | {en}"


def quote(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
