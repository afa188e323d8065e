"""Validation of frames: a pandera schema from each declaration, and the uniqueness of keys.

Frames are eager (pandera does not look into lazy ones) and nothing is coerced (its coercion rounds decimals silently).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from schemas.frames import DTYPES
from schemas.model import Column, Table

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
    import pandera.errors  # imported late: it takes most of a second

    try:
        pandera_schema(table).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        return _broken(error.failure_cases)
    return duplicates(table, frame)


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
        checks.append(pa.Check.str_matches(f"^(?:{column.pattern})$"))
    return pa.Column(DTYPES[column.type], checks=checks, nullable=column.nullable)


def _broken(cases: pl.DataFrame) -> list[str]:
    lines: list[str] = []
    for (column, check), group in cases.group_by(["column", "check"], maintain_order=True):
        values = sorted({str(value) for value in group["failure_case"].to_list()})
        more = f" and {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
        lines.append(f"{column}: {check} fails for {len(group)} values: {', '.join(values[:_SHOWN])}{more}")
    return lines
