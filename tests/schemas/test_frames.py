"""Frames from rows: nothing is coerced, cut or rounded."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import TABLES, Column, RowError, Table, Type, empty, fits, frame

TABLE = Table(
    "example",
    "例",
    "example",
    (
        Column("name", Type.TEXT, "名", "name"),
        Column("note", Type.TEXT, "注", "note", default=""),
        Column("amount", Type.MONEY, "额", "amount", nullable=True),
        Column("page", Type.INTEGER, "页", "page", nullable=True),
        Column("x0", Type.COORDINATE, "左", "left", nullable=True),
        Column("seen", Type.BOOLEAN, "见", "seen", default=False),
        Column("day", Type.DATE, "日", "day", nullable=True),
        Column("time", Type.TIMESTAMP, "时", "time", nullable=True),
    ),
    key=("name",),
)


def test_missing_keys_become_defaults_and_nulls() -> None:
    row = frame(TABLE, [{"name": "a"}]).row(0, named=True)
    assert row == {
        "name": "a", "note": "", "amount": None, "page": None, "x0": None, "seen": False, "day": None, "time": None,
    }  # fmt: skip


def test_types_are_those_of_the_declaration() -> None:
    made = frame(TABLE, [{"name": "a", "amount": Decimal("1.5"), "x0": 3, "day": date(2026, 2, 9)}])
    assert made.schema["amount"] == pl.Decimal(18, 2)
    assert made["amount"][0] == Decimal("1.50")
    assert made["x0"][0] == 3.0
    assert made.columns == [column.name for column in TABLE.columns]
    assert empty(TABLE).schema == made.schema


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"name": None},
        {"name": "a", "surprise": 1},
        {"name": 1},
        {"name": "a", "amount": 1.5},
        {"name": "a", "amount": "1.50"},
        {"name": "a", "amount": Decimal("1.239")},
        {"name": "a", "amount": Decimal("NaN")},
        {"name": "a", "page": 1 << 31},
        {"name": "a", "page": -(1 << 31) - 1},
        {"name": "no text \ud800"},
        {"name": "a", "amount": Decimal(10) ** 16},
        {"name": "a", "page": True},
        {"name": "a", "page": "7"},
        {"name": "a", "seen": 1},
        {"name": "a", "day": datetime(2026, 1, 1)},
        {"name": "a", "time": datetime(2026, 1, 1, tzinfo=UTC)},
    ],
)
def test_what_does_not_fit_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises(RowError, match="example"):
        frame(TABLE, [row])


@settings(deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_a_decimal_comes_back_as_it_went_in_or_not_at_all(value: Decimal) -> None:
    if fits(Type.MONEY, value):
        assert frame(TABLE, [{"name": "a", "amount": value}])["amount"][0] == value
    else:
        with pytest.raises(RowError):
            frame(TABLE, [{"name": "a", "amount": value}])


def test_trailing_zeros_are_no_digits() -> None:
    assert fits(Type.MONEY, Decimal("12.3400"))
    assert not fits(Type.MONEY, Decimal("12.3401"))


def test_every_table_has_an_empty_frame() -> None:
    for table in TABLES.values():
        assert empty(table).columns == [column.name for column in table.columns]
