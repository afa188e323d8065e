"""Every table of a stored version against its declaration, part by part."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.warehouse import build
from pipeline.warehouse.checks import Checked, check_tables


@pytest.fixture
def version(make_document: Any, make_cell: Any, link: Path) -> Path:
    """A version with a document of seven cells."""
    cells = [make_cell("expenditure_summary", f"行{row}", "1.00", code=f"20106{row:02d}") for row in range(7)]
    return build([make_document("a.pdf", cells)], None, link.parent)


def checked(version: Path, rows_at_once: int = 3) -> dict[str, Checked]:
    return {table.name: found for table, found in check_tables(version, rows_at_once)}


def alter(version: Path, query: str) -> None:
    with duckdb.connect(str(version)) as connection:
        connection.execute(query)


def test_a_built_version_keeps_every_declaration(version: Path) -> None:
    found = checked(version)
    assert found["staging.statement_cell"] == Checked(7, ())
    assert not [name for name, each in found.items() if each.problems]
    assert found == checked(version, 1000)


def test_a_wrong_value_in_the_last_part_is_told(version: Path) -> None:
    """Written past DuckDB's own constraints, which would refuse it."""
    wrong = "* REPLACE (CASE WHEN label = '行6' THEN 'guess' ELSE basis END AS basis)"
    alter(version, f"CREATE OR REPLACE TABLE staging.statement_cell AS SELECT {wrong} FROM staging.statement_cell")
    [problem] = checked(version)["staging.statement_cell"].problems
    assert "basis" in problem
    assert "guess" in problem


def test_keys_repeated_in_different_parts_are_told(version: Path) -> None:
    key = "SELECT * FROM staging.statement_cell WHERE label = '行0'"
    alter(version, f"INSERT INTO staging.statement_cell {key}")
    [problem] = checked(version)["staging.statement_cell"].problems
    assert "1 keys occur more than once" in problem
