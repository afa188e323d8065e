"""Where a row stands in its table: under which code, unit and project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.warehouse.facts.rows import PrintedRow
from pipeline.warehouse.facts.vocabulary import is_total

Position = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with its place: code (printed, or from its name), economic code, unit, project, and item for bare names."""

    row: PrintedRow
    code: str
    economic_code: str
    unit: str
    project: str
    item: str

    @property
    def position(self) -> Position:
        return (self.code, self.economic_code, self.unit, self.project, self.item)

    @property
    def is_flat(self) -> bool:
        """Known by a name alone: no code tells what it is part of."""
        return any(self.position) and not (self.code or self.economic_code)


def place(rows: Sequence[PrintedRow], codes: Sequence[str] | None = None) -> list[Placed]:
    """Rows with their places. `codes` replaces the printed codes (codes resolved from names, paths of items).

    A unit's name printed in a row of its own holds for the rows below it, until the next one.
    """
    placed: list[Placed] = []
    unit = ""
    for row, code in zip(rows, codes if codes is not None else [row.code for row in rows], strict=True):
        if row.is_unit:
            unit = row.unit_name
        total = is_total(row.label) and not (row.code or row.unit_name or row.project)
        below = row.unit_name or ("" if total else unit)
        bare = not (code or row.economic_code or row.project or row.unit_name or total)
        placed.append(Placed(row, code, row.economic_code, below, row.project, row.label if bare else ""))
    return placed
