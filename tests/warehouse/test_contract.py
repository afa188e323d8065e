"""A built warehouse against every table and column that the contract names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.warehouse import build, connect
from schemas import TABLES

CONTRACT: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("contract.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def columns(make_document: Any, two_rows: Any, link: Path) -> dict[str, dict[str, str]]:
    path = build([make_document(cells=two_rows)], link, link.parent)
    with connect(path) as connection:
        found = connection.execute(
            "SELECT schema_name, table_name, column_name, data_type FROM duckdb_columns() "
            "WHERE NOT internal AND schema_name NOT IN ('mart', '中文')"  # views, held to their own declarations
        ).fetchall()
    tables: dict[str, dict[str, str]] = {}
    for schema, table, column, kind in found:
        tables.setdefault(table if schema == "main" else f"{schema}.{table}", {})[column] = kind
    return tables


def test_every_table_and_column_of_the_contract_is_there(columns: dict[str, dict[str, str]]) -> None:
    missing = {
        f"{table}.{name}" for table, names in CONTRACT["tables"].items() for name in names if name not in columns[table]
    }
    assert not missing
    assert set(columns) == set(TABLES)


def test_every_fact_has_its_provenance(columns: dict[str, dict[str, str]]) -> None:
    facts = [table for table in columns if table.startswith("fact_")]
    assert len(facts) > 10
    for table in facts:
        assert set(CONTRACT["provenance"]) <= set(columns[table]), table


def test_types_of_the_contract(columns: dict[str, dict[str, str]]) -> None:
    for table, found in columns.items():
        for name, kind in CONTRACT["types"].items():
            assert found.get(name, kind) == kind, (table, name)


def test_vocabularies_hold_every_key_of_the_contract(make_document: Any, two_rows: Any, link: Path) -> None:
    path = build([make_document(cells=two_rows)], link, link.parent)
    with connect(path) as connection:
        for column, wanted in CONTRACT["values"].items():
            table, key = column.split(".")
            found = {value for (value,) in connection.execute(f"SELECT {key} FROM {table}").fetchall()}
            assert set(wanted) <= found, column


def test_this_list_is_the_contract(root: Path) -> None:
    source = root.parent / "shared" / "WAREHOUSE.md"
    if not source.is_file():
        pytest.skip("optional: ../shared/WAREHOUSE.md is not there")
    text = source.read_text(encoding="utf-8")
    for table in CONTRACT["tables"]:
        if table not in ("audit.number_account", "audit.unread_number", "audit.check"):
            assert f"`{table}(" in text or f" {table}(" in text or f"`{table}(" in text.replace("**", ""), table
