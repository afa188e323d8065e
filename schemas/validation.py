"""Validation of frames: a pandera schema from each declaration, and the uniqueness of keys.

Frames are eager (pandera does not look into lazy ones) and nothing is coerced (its coercion rounds decimals silently).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from schemas.frames import DTYPES
from schemas.model import Column, Table, Type

if TYPE_CHECKING:
    import pandera.polars as pa

_SHOWN = 5


class SchemaViolation(ValueError):
    """A frame breaks its table's declaration; `problems` has one line for each broken rule."""

    def __init__(self, table: str, problems: list[str]) -> None:
        self.table = table
        self.problems = problems
        super().__init__(f"{table}: " + "; ".join(problems))


def validate(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame itself if it keeps the declaration, else `SchemaViolation` with every broken rule."""
    if found := problems(table, frame):
        raise SchemaViolation(table.name, found)
    return frame


def problems(table: Table, frame: pl.DataFrame) -> list[str]:
    """Every rule of the declaration that the frame breaks, in words; empty if it keeps them all."""
    return _broken(table, frame) or duplicates(table, frame)


def duplicates(table: Table, frame: pl.DataFrame) -> list[str]:
    """A line for the keys that occur more than once; NULLs count as equal."""
    if not table.key:
        return []
    repeated = frame.group_by(table.key).len().filter(pl.col("len") > 1).sort(table.key)
    if repeated.is_empty():
        return []
    first = ", ".join(f"{name}={value!r}" for name, value in zip(table.key, repeated.row(0), strict=False))
    return [f"{len(repeated)} keys occur more than once, first: {first}"]


@cache
def pandera_schema(table: Table) -> pa.DataFrameSchema:
    """The pandera schema of a table: exact columns in order, types, nullability, closed values."""
    import pandera.polars as pa

    columns = {column.name: _column(column) for column in table.columns}
    return pa.DataFrameSchema(columns, strict=True, ordered=True, coerce=False, name=table.name)


def _column(column: Column) -> pa.Column:
    import pandera.polars as pa

    checks = [pa.Check.isin(list(column.allowed))] if column.allowed else []
    if column.pattern:
        checks.append(pa.Check.str_matches(_whole(column.pattern)))
    return pa.Column(DTYPES[column.type], checks=checks, nullable=column.nullable)


@cache
def _as_a_whole(table: Table) -> pa.DataFrameSchema:
    """The rules of `pandera_schema` as one check: which one is broken is not told, but all are looked at in one query.

    Pandera asks a query for each rule of each column, which takes more time than the rows of a usual document.
    """
    import pandera.polars as pa

    declared = pl.Schema({column.name: DTYPES[column.type] for column in table.columns})
    rules = pl.all_horizontal(rule.all() for column in table.columns for rule in _rules(column))

    def keeps(data: pa.PolarsData) -> bool:
        return data.lazyframe.collect_schema() == declared and bool(data.lazyframe.select(rules).collect().item())

    return pa.DataFrameSchema(checks=pa.Check(keeps), name=table.name)


def _rules(column: Column) -> Iterator[pl.Expr]:
    """What each value of a column must keep, its type aside; NULL where a value is missing and may be."""
    value = pl.col(column.name)
    if not column.nullable:
        yield value.is_not_null()
        if column.type is Type.COORDINATE:
            yield value.is_not_nan()
    if column.allowed:
        yield value.is_in(column.allowed)
    if column.pattern:
        yield value.str.contains(_whole(column.pattern))


def _whole(pattern: str) -> str:
    return f"^(?:{pattern})$"


def _broken(table: Table, frame: pl.DataFrame) -> list[str]:
    import pandera.errors  # imported late: it takes most of a second

    try:
        _as_a_whole(table).validate(frame)
    except pandera.errors.SchemaError:
        try:
            pandera_schema(table).validate(frame, lazy=True)
        except pandera.errors.SchemaErrors as error:
            return _in_words(error.failure_cases)
        raise  # the two forms of the rules must agree
    return []


def _in_words(cases: pl.DataFrame) -> list[str]:
    lines: list[str] = []
    for (column, check), group in cases.group_by(["column", "check"], maintain_order=True):
        values = sorted({str(value) for value in group["failure_case"].to_list()})
        more = f" and {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
        lines.append(f"{column}: {check} fails for {len(group)} values: {', '.join(values[:_SHOWN])}{more}")
    return lines
