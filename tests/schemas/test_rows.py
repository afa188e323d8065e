"""Rows held by column are the rows that they were made of."""

from __future__ import annotations

import pytest

from schemas.rows import Columns, Row, together

ROWS: list[Row] = [{"a": 1, "b": "x"}, {"a": 2, "b": None}, {"a": 3, "b": "z"}]


def test_rows_come_back_as_they_were() -> None:
    held = Columns.of(ROWS)
    assert held == ROWS
    assert list(held) == ROWS
    assert [held[0], held[-1]] == [ROWS[0], ROWS[2]]
    assert held[1:] == ROWS[1:]
    assert len(held) == 3
    assert Columns.of(held) is held


def test_a_value_that_a_row_does_not_have_is_none() -> None:
    assert Columns.of([{"a": 1}, {"b": 2}]) == [{"a": 1, "b": None}, {"a": None, "b": 2}]


def test_rows_without_columns_are_counted() -> None:
    assert list(Columns.of([{}, {}])) == [{}, {}]
    assert list(Columns.of([])) == []


def test_there_is_no_row_beyond_the_last() -> None:
    for at in (3, -4):
        with pytest.raises(IndexError):
            Columns.of(ROWS)[at]


def test_columns_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="unequal"):
        Columns({"a": [1, 2], "b": [1]}, 2)


def test_a_value_can_be_set_in_every_row() -> None:
    assert Columns.of(ROWS).with_each({"b": "y", "c": 0}) == [{"a": a, "b": "y", "c": 0} for a in (1, 2, 3)]
    assert Columns.of([]).with_each({"b": "y"}) == []


def test_parts_are_put_together_in_order() -> None:
    made = together([ROWS[:1], [], Columns.of(ROWS[1:]), [{"c": True}]])
    assert made == [{**row, "c": None} for row in ROWS] + [{"a": None, "b": None, "c": True}]
    assert len(together([])) == 0
