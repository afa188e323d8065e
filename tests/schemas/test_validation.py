"""Validation by pandera, and the uniqueness of keys."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import polars as pl
import pytest

from schemas import TABLES, Column, SchemaViolation, Table, Type, empty, frame, problems, validate
from schemas.frames import DTYPES
from schemas.model import SCALES

INCOME = TABLES["fact_income"]
ROW = {
    "disclosure_id": "d",
    "statement": "income_summary",
    "row_no": 1,
    "funding_source": "all",
    "is_leaf": True,
    "basis": "budget",
    "amount": Decimal("1.00"),
}


def test_empty_frames_of_all_tables_are_valid() -> None:
    for table in TABLES.values():
        assert problems(table, empty(table)) == []


def test_a_valid_frame_comes_back() -> None:
    made = frame(INCOME, [ROW])
    assert validate(INCOME, made) is made


def test_values_outside_a_closed_vocabulary_are_named() -> None:
    with pytest.raises(SchemaViolation) as error:
        validate(INCOME, frame(INCOME, [{**ROW, "basis": "guess", "statement": "nothing"}]))
    assert error.value.table == "fact_income"
    assert len(error.value.problems) == 2
    assert "guess" in str(error.value)
    assert "nothing" in str(error.value)


def test_codes_must_look_like_codes() -> None:
    assert problems(INCOME, frame(INCOME, [{**ROW, "function_code": "2080505"}])) == []
    assert "125003" in problems(INCOME, frame(INCOME, [{**ROW, "function_code": "125003"}]))[0]
    assert problems(INCOME, frame(INCOME, [{**ROW, "function_code": "20805\n"}])) != []


def test_a_null_where_none_is_declared_is_found() -> None:
    made = frame(INCOME, [ROW]).with_columns(pl.lit(None, dtype=pl.Int32).alias("row_no"))
    assert "row_no" in problems(INCOME, made)[0]


def test_another_type_or_order_or_column_is_found() -> None:
    made = frame(INCOME, [ROW])
    assert problems(INCOME, made.with_columns(pl.col("amount").cast(pl.Float64)))
    assert problems(INCOME, made.select(reversed(made.columns)))
    assert problems(INCOME, made.with_columns(pl.lit(1).alias("surprise")))
    assert problems(INCOME, made.drop("amount"))


def test_repeated_keys_are_found_and_nulls_are_equal() -> None:
    assert "occur more than once" in problems(INCOME, frame(INCOME, [ROW, ROW]))[0]
    assert problems(INCOME, frame(INCOME, [ROW, {**ROW, "row_no": 2}])) == []


SAMPLES: dict[Type, object] = {
    Type.TEXT: "",
    Type.INTEGER: 1,
    Type.BIGINT: 1,
    Type.BOOLEAN: True,
    Type.DATE: date(2026, 1, 1),
    Type.TIMESTAMP: datetime(2026, 1, 1),
    Type.COORDINATE: 1.0,
    **dict.fromkeys(SCALES, Decimal(1)),
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_rule_of_every_column_is_looked_at(table: Table) -> None:
    row = {column.name: column.allowed[0] if column.allowed else SAMPLES[column.type] for column in table.columns}
    valid = frame(table, [row])
    assert problems(table, valid) == []
    for column in table.columns:
        wrong: dict[str, object] = {}
        if not column.nullable:
            wrong["not_nullable"] = None
        if column.allowed:
            wrong["isin"] = "no such value"
        if column.pattern:
            wrong["str_matches"] = "no such code"
        for rule, value in wrong.items():
            broken = valid.with_columns(pl.lit(value, dtype=DTYPES[column.type]).alias(column.name))
            (problem,) = problems(table, broken)
            assert problem.startswith(f"{column.name}: {rule}")


def test_a_coordinate_that_is_no_number_is_found() -> None:
    table = Table("place", "位置", "a place", (Column("x0", Type.COORDINATE, "左边", "left"),))
    assert problems(table, frame(table, [{"x0": 1.5}])) == []
    (problem,) = problems(table, frame(table, [{"x0": float("nan")}]))
    assert problem.startswith("x0: not_nullable")
