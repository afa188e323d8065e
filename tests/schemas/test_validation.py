"""Validation by pandera, and the uniqueness of keys."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest

from schemas import TABLES, SchemaViolation, empty, frame, problems, validate

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
