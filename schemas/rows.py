"""Rows of one table held column by column, as they are kept and laid out: a row is made only where one is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import overload

Row = Mapping[str, object]


class Columns(Sequence[Row]):
    """Rows by column. All rows have the same names; a value that a row did not have is None."""

    __slots__ = ("_length", "values")

    def __init__(self, values: Mapping[str, Sequence[object]], length: int) -> None:
        if any(len(column) != length for column in values.values()):
            raise ValueError(f"columns of unequal length, where {length} rows are expected")
        self.values = values
        self._length = length

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Columns:
        """The rows by column; what is held by column already is given back."""
        if isinstance(rows, Columns):
            return rows
        names = dict.fromkeys(chain.from_iterable(rows))
        return cls({name: [row.get(name) for row in rows] for name in names}, len(rows))

    def with_each(self, same: Row) -> Columns:
        """The rows with these values in every one of them."""
        return Columns({**self.values, **{name: [value] * self._length for name, value in same.items()}}, self._length)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Columns: ...
    def __getitem__(self, at: int | slice) -> Row | Columns:
        if isinstance(at, slice):
            length = len(range(*at.indices(self._length)))
            return Columns({name: column[at] for name, column in self.values.items()}, length)
        if not -self._length <= at < self._length:
            raise IndexError(f"there are {self._length} rows, and no row {at}")
        return {name: column[at] for name, column in self.values.items()}

    def __iter__(self) -> Iterator[Row]:
        names = tuple(self.values)
        if not names:
            return iter([{}] * self._length)
        return (dict(zip(names, row, strict=True)) for row in zip(*self.values.values(), strict=True))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


def together(parts: Sequence[Sequence[Row]]) -> Columns:
    """The rows of all parts in order, by column."""
    columns = [Columns.of(part) for part in parts if part]
    names = dict.fromkeys(chain.from_iterable(each.values for each in columns))
    length = sum(map(len, columns))
    found = {
        name: list(chain.from_iterable(each.values.get(name) or [None] * len(each) for each in columns))
        for name in names
    }
    return Columns(found, length)
