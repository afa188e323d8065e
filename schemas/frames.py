"""Typed frames from plain rows. Strict: nothing is coerced, cut or rounded on the way in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

import polars as pl

from schemas.model import SCALES, Column, Table, Type
from schemas.rows import Columns, Row

DTYPES: Final[Mapping[Type, pl.DataType]] = {
    Type.TEXT: pl.String(),
    Type.INTEGER: pl.Int32(),
    Type.BIGINT: pl.Int64(),
    Type.BOOLEAN: pl.Boolean(),
    Type.DATE: pl.Date(),
    Type.TIMESTAMP: pl.Datetime("us"),
    Type.COORDINATE: pl.Float64(),
    **{type_: pl.Decimal(precision, scale) for type_, (precision, scale) in SCALES.items()},
}

_PYTHON: Final[Mapping[Type, tuple[type, ...]]] = {
    Type.TEXT: (str,),
    Type.INTEGER: (int,),
    Type.BIGINT: (int,),
    Type.BOOLEAN: (bool,),
    Type.DATE: (date,),
    Type.TIMESTAMP: (datetime,),
    Type.COORDINATE: (float, int),
}


_EXACT: Final[Mapping[Type, type]] = {type_: kinds[0] for type_, kinds in _PYTHON.items()} | dict.fromkeys(
    SCALES, Decimal
)
"""The one type whose values need no closer look."""


_RANGES: Final[Mapping[Type, range]] = {
    Type.INTEGER: range(-(1 << 31), 1 << 31),
    Type.BIGINT: range(-(1 << 63), 1 << 63),
}


class RowError(ValueError):
    """A row does not fit its table: an unknown or missing column, a wrong type, or a number that it has no room for."""


def fits(type_: Type, value: Decimal) -> bool:
    """Whether a decimal can be stored in a column of this type without rounding or overflow."""
    precision, scale = SCALES[type_]
    if not value.is_finite():
        return False
    scaled = value.scaleb(scale)
    return scaled == scaled.to_integral_value() and abs(scaled) < Decimal(10) ** precision


def frame(table: Table, rows: Sequence[Row]) -> pl.DataFrame:
    """Rows as an eager frame with exactly the table's columns, in declared order.

    A missing key becomes the default or NULL; an unknown key, a missing required value, a value of another type
    or a number with more digits than the column raises `RowError`.
    """
    laid_out = Columns.of(rows)
    if unknown := sorted(laid_out.values.keys() - table.by_name.keys()):
        raise RowError(f"{table.name}: rows have unknown columns {unknown}")
    return pl.DataFrame([_series(table, column, laid_out) for column in table.columns])


def empty(table: Table) -> pl.DataFrame:
    """The table's frame without rows."""
    return frame(table, [])


def _series(table: Table, column: Column, rows: Columns) -> pl.Series:
    values = _values(table, column, rows)
    try:
        return pl.Series(column.name, values, dtype=DTYPES[column.type], strict=True)
    except (TypeError, ValueError, OverflowError, pl.exceptions.PolarsError) as error:  # text that is no Unicode, say
        raise RowError(f"{table.name}.{column.name}: {type(error).__name__}: {error}") from error


def _values(table: Table, column: Column, rows: Columns) -> Sequence[object]:
    """A column's values. Most columns are found to fit as a whole; any other is looked at value by value."""
    default = column.default
    values: Sequence[object] = rows.values.get(column.name) or [None] * len(rows)
    kinds = set(map(type, values))
    if default is not None and type(None) in kinds:
        values = [default if value is None else value for value in values]
        kinds = kinds - {type(None)} | {type(default)}
    if kinds == {type(None)} and column.nullable:
        return values
    known = kinds - {type(None)} if column.nullable else kinds
    if known == {_EXACT[column.type]} and _fit(column.type, values):
        return values
    return [_value(table, column, value, rows, at) for at, value in enumerate(values)]


def _fit(type_: Type, values: Sequence[object]) -> bool:
    """Whether values of the column's own type can all be stored as they are; False also where a closer look is due."""
    if type_ is Type.TIMESTAMP:
        return all(value is None or value.tzinfo is None for value in values)  # type: ignore[attr-defined]
    if type_ in _RANGES:
        return all(value is None or value in _RANGES[type_] for value in values)
    if type_ not in SCALES:
        return True
    precision, scale = SCALES[type_]
    found = [value for value in values if isinstance(value, Decimal)]
    if not all(map(Decimal.is_finite, found)):
        return False
    limit = Decimal(10) ** (precision - scale)
    finest = min(int(value.as_tuple().exponent) for value in found)
    return finest >= -scale and -limit < min(found) and max(found) < limit


def _value(table: Table, column: Column, value: object, rows: Columns, at: int) -> object:
    if value is None:
        if column.nullable:
            return None
        raise RowError(f"{table.name}.{column.name}: value required, row {dict(rows[at])}")
    return _decimal(table, column, value) if column.type in SCALES else _plain(table, column, value)


def _plain(table: Table, column: Column, value: object) -> object:
    expected = _PYTHON[column.type]
    is_bool_for_number = isinstance(value, bool) and bool not in expected
    is_time_for_date = column.type is Type.DATE and isinstance(value, datetime)
    if not isinstance(value, expected) or is_bool_for_number or is_time_for_date:
        raise RowError(f"{table.name}.{column.name}: {value!r} is {type(value).__name__}, not {column.type.value}")
    if isinstance(value, datetime) and value.tzinfo is not None:
        raise RowError(f"{table.name}.{column.name}: {value!r} has a time zone; times are stored as UTC without one")
    if column.type in _RANGES and value not in _RANGES[column.type]:
        raise RowError(f"{table.name}.{column.name}: {value} does not fit {column.type.value}")
    return float(value) if column.type is Type.COORDINATE and isinstance(value, int) else value


def _decimal(table: Table, column: Column, value: object) -> Decimal:
    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    if not isinstance(value, Decimal):
        raise RowError(f"{table.name}.{column.name}: {value!r} is {type(value).__name__}, not a Decimal")
    if not fits(column.type, value):
        raise RowError(f"{table.name}.{column.name}: {value} does not fit {column.type.value} without rounding")
    return value.quantize(Decimal(1).scaleb(-SCALES[column.type][1]))
