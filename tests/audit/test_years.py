"""Checks between documents: last year's figure, and the year's budget in its final account."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from pipeline.audit.years import year_checks
from pipeline.warehouse.load import create_tables
from schemas import TABLES, frame

ORGANIZATION = "org1"


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        create_tables(opened)
        yield opened


def load(connection: duckdb.DuckDBPyConnection, name: str, *rows: dict[str, Any]) -> None:
    made = frame(TABLES[name], rows)
    connection.register("made", made.to_arrow())
    connection.execute(f"INSERT INTO {TABLES[name].qualified} BY NAME SELECT * FROM made")
    connection.unregister("made")


def document(key: str, year: int, stage: str, *, is_current: bool = True) -> dict[str, Any]:
    return {
        "disclosure_id": key, "document_key": key, "org_id": ORGANIZATION, "org_name": "某局", "fiscal_year": year,
        "stage": stage, "file_name": f"{key}.pdf", "sha256": key, "byte_size": 1, "is_current": is_current,
    }  # fmt: skip


def said(key: str, subject: str, basis: str, amount: str, section: str = "expenditure") -> dict[str, Any]:
    return {
        "disclosure_id": key, "row_no": 1, "subject": subject, "section": section, "basis": basis,
        "amount": Decimal(amount), "printed": amount, "page": 3,
    }  # fmt: skip


def change(key: str, subject: str, amount: str, moved: str, compared_with: str = "prior_budget") -> dict[str, Any]:
    return {
        "disclosure_id": key, "row_no": 1, "subject": subject, "section": "expenditure", "compared_with": compared_with,
        "amount": Decimal(amount), "change_amount": Decimal(moved), "subject_printed": subject, "page": 5,
    }  # fmt: skip


def cell(key: str, measure: str, basis: str, amount: str) -> dict[str, Any]:
    return {
        "disclosure_id": key, "file_name": f"{key}.pdf", "statement": "three_public", "row_no": 1, "code": "reception",
        "label": "公务接待费", "measure": measure, "basis": basis, "amount": Decimal(amount), "printed": amount,
        "page": 9,
    }  # fmt: skip


def verdicts(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str, Decimal, Decimal, str]]:
    names = ("rule", "disclosure_id", "other_disclosure_id", "expected", "actual", "verdict")
    return [tuple(row[name] for name in names) for row in year_checks(connection).to_dicts()]


def test_the_figure_of_last_year_that_a_change_implies(connection: duckdb.DuckDBPyConnection) -> None:
    load(connection, "dim_disclosure", document("a", 2025, "budget"), document("b", 2026, "budget"))
    load(
        connection,
        "fact_text_figure",
        said("a", "basic", "budget", "924800.00"),
        said("a", "project", "budget", "5.00"),
    )
    load(
        connection,
        "fact_budget_change",
        change("b", "basic", "1069400.00", "144600.00"),
        change("b", "project", "9.00", "1.00"),
    )
    assert verdicts(connection) == [
        ("change_from_last_year", "b", "a", Decimal("924800.00"), Decimal("924800.00"), "holds"),
        ("change_from_last_year", "b", "a", Decimal("5.00"), Decimal("8.00"), "rounding"),
    ]


def test_a_change_that_last_year_did_not_print_fails(connection: duckdb.DuckDBPyConnection) -> None:
    load(connection, "dim_disclosure", document("a", 2025, "budget"), document("b", 2026, "budget"))
    load(connection, "fact_text_figure", said("a", "basic", "budget", "900000.00"))
    load(connection, "fact_budget_change", change("b", "basic", "1069400.00", "144600.00"))
    assert [row[-1] for row in verdicts(connection)] == ["fails"]


def test_the_budget_in_the_final_account_of_the_year(connection: duckdb.DuckDBPyConnection) -> None:
    load(connection, "dim_disclosure", document("a", 2025, "budget"), document("f", 2025, "final_account"))
    load(
        connection, "fact_text_figure",
        said("a", "general_budget", "budget", "720900.00"), said("f", "general_budget", "budget", "720900.00"),
        said("f", "general_budget", "final", "1028400.00"),
    )  # fmt: skip
    load(
        connection,
        "staging.statement_cell",
        cell("a", "total", "budget", "8000.00"),
        cell("f", "total", "budget", "9000.00"),
    )
    assert verdicts(connection) == [
        ("budget_in_final_account", "f", "a", Decimal("720900.00"), Decimal("720900.00"), "holds"),
        ("budget_in_final_account", "f", "a", Decimal("8000.00"), Decimal("9000.00"), "fails"),
    ]


def test_a_column_of_last_year(connection: duckdb.DuckDBPyConnection) -> None:
    load(connection, "dim_disclosure", document("a", 2025, "budget"), document("b", 2026, "budget"))
    load(
        connection, "staging.statement_cell",
        cell("a", "total", "budget", "8000.00"), cell("b", "total", "prior_budget", "8000.00"),
        cell("b", "total", "budget", "7000.00"),
    )  # fmt: skip
    assert verdicts(connection) == [("last_year_in_column", "b", "a", Decimal("8000.00"), Decimal("8000.00"), "holds")]


@pytest.mark.parametrize("own_name", ["某局（本级）", "某局"])
def test_a_department_and_its_own_level_are_no_other_side_of_one_another(
    connection: duckdb.DuckDBPyConnection, own_name: str
) -> None:
    whole = {"org_name": "某局（汇总）", "is_consolidated": True, "part": "complete"}
    load(
        connection, "dim_disclosure", {**document("a", 2025, "budget"), **whole},
        {**document("o", 2025, "budget"), "org_name": own_name, "part": "complete"},
        {**document("b", 2026, "budget"), **whole},
    )  # fmt: skip
    load(connection, "staging.statement_cell", cell("a", "total", "budget", "900.00"),
         cell("o", "total", "budget", "300000.00"), cell("b", "total", "prior_budget", "900.00"))  # fmt: skip
    load(
        connection,
        "fact_text_figure",
        said("a", "basic", "budget", "700.00"),
        said("o", "project", "budget", "5000.00"),
    )
    load(connection, "fact_budget_change", change("b", "basic", "800.00", "100.00"),
         change("b", "project", "9.00", "1.00"))  # fmt: skip
    assert verdicts(connection) == [
        ("change_from_last_year", "b", "a", Decimal("700.00"), Decimal("700.00"), "holds"),
        ("last_year_in_column", "b", "a", Decimal("900.00"), Decimal("900.00"), "holds"),
    ]


def test_a_superseded_document_is_no_other_side(connection: duckdb.DuckDBPyConnection) -> None:
    load(connection, "dim_disclosure", document("a", 2025, "budget", is_current=False), document("b", 2026, "budget"))
    load(connection, "fact_text_figure", said("a", "basic", "budget", "900000.00"))
    load(connection, "fact_budget_change", change("b", "basic", "1069400.00", "144600.00"))
    assert verdicts(connection) == []
