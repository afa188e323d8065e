"""What a table declaration consists of: column types, columns and tables. No tables here, and no data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final


class Type(Enum):
    """Column types by their DuckDB spelling; the polars type of each is in `schemas.frames`."""

    TEXT = "VARCHAR"
    INTEGER = "INTEGER"
    BIGINT = "BIGINT"
    BOOLEAN = "BOOLEAN"
    DATE = "DATE"
    TIMESTAMP = "TIMESTAMP"
    COORDINATE = "DOUBLE"
    MONEY = "DECIMAL(18,2)"
    RATE = "DECIMAL(9,4)"
    QUANTITY = "DECIMAL(24,6)"


SCALES: Final[Mapping[Type, tuple[int, int]]] = {Type.MONEY: (18, 2), Type.RATE: (9, 4), Type.QUANTITY: (24, 6)}
"""Precision and scale of the decimal types."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `allowed` closes its values; `references` is `table.column` of the dimension that explains it.

    `pattern` is a regular expression that the whole text must match. `default` is what a row without the key gets; None
    on a column that is not nullable means the key is required.
    """

    name: str
    type: Type
    zh: str
    en: str
    nullable: bool = False
    allowed: tuple[str, ...] = ()
    references: str = ""
    default: str | bool | int | None = None
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table; `name` as SQL users write it (`audit.finding`). An empty `key` promises no uniqueness."""

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    by_name: Mapping[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_name = {column.name: column for column in self.columns}
        if len(by_name) != len(self.columns):
            raise ValueError(f"{self.name}: a column is declared twice")
        if missing := [name for name in self.key if name not in by_name]:
            raise ValueError(f"{self.name}: key columns not declared: {missing}")
        object.__setattr__(self, "by_name", by_name)

    @property
    def schema(self) -> str:
        """The DuckDB schema the table lives in: `main`, `staging` or `audit`."""
        return self.name.partition(".")[0] if "." in self.name else "main"

    @property
    def relation(self) -> str:
        """The name of the table inside its schema."""
        return self.name.rpartition(".")[2]

    @property
    def qualified(self) -> str:
        """The full quoted name."""
        return f'"{self.schema}"."{self.relation}"'
