"""What a view declaration consists of. No views here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """One column of a view; its type is what the query gives."""

    name: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class View:
    """One view of schema `mart`; its query is `pipeline/warehouse/views/sql/<name>.sql`.

    `stored`: computed once when a version is built and kept as a table, ordered by year and organization, so that a
    dashboard over millions of cells waits for nothing. `summable`: amounts may be summed over all rows.
    """

    name: str
    zh: str
    en: str
    columns: tuple[ViewColumn, ...]
    stored: bool = True
    summable: bool = True
    by_name: Mapping[str, ViewColumn] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_name = {column.name: column for column in self.columns}
        if len(by_name) != len(self.columns):
            raise ValueError(f"{self.name}: a column is declared twice")
        object.__setattr__(self, "by_name", by_name)

    @property
    def full_name(self) -> str:
        """The name as SQL users write it."""
        return f"mart.{self.name}"

    @property
    def qualified(self) -> str:
        """The full quoted name."""
        return f'"mart"."{self.name}"'
