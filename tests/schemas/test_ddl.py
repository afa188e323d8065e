"""DDL: DuckDB accepts it, enforces it, and shows the comments."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from schemas import TABLES, ddl, empty, schemas_ddl


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        opened.execute(schemas_ddl(TABLES.values()))
        for table in TABLES.values():
            opened.execute(ddl(table))
        yield opened


def test_all_tables_have_the_declared_columns_and_types(connection: duckdb.DuckDBPyConnection) -> None:
    for table in TABLES.values():
        described = connection.execute(f"DESCRIBE {table.qualified}").fetchall()
        assert [(name, kind, null) for name, kind, null, *_ in described] == [
            (column.name, column.type.value, "YES" if column.nullable else "NO") for column in table.columns
        ]


def test_tables_and_columns_carry_both_languages(connection: duckdb.DuckDBPyConnection) -> None:
    tables = connection.execute("SELECT comment FROM duckdb_tables()").fetchall()
    columns = connection.execute("SELECT comment FROM duckdb_columns() WHERE NOT internal").fetchall()
    assert len(tables) == len(TABLES)
    assert len(columns) == sum(len(table.columns) for table in TABLES.values())
    assert all(comment and " | " in comment for (comment,) in tables + columns)


def test_frames_go_in_by_name(connection: duckdb.DuckDBPyConnection) -> None:
    for table in TABLES.values():
        connection.register("rows", empty(table).to_arrow())
        connection.execute(f"INSERT INTO {table.qualified} BY NAME SELECT * FROM rows")


def test_closed_values_are_enforced(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.ConstraintException):
        connection.execute("INSERT INTO dim_statement BY NAME SELECT 'x' AS statement, NULL AS name_zh")
    with pytest.raises(duckdb.ConstraintException):
        connection.execute(
            "INSERT INTO audit.coverage BY NAME SELECT 'd' AS disclosure_id, '' AS title, 'perhaps' AS status, "
            "'' AS statement, 0 AS cells, '' AS detail"
        )
