"""Statement cells as rows of one table, which is what is_leaf and the row's meaning are decided on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.statements.model import StatementCell

_NOT_DIGIT = re.compile(r"[^0-9.]")
_NUMBER = re.compile(r"\d+(?:\.\d*)?")
RowKey = tuple[int, str, str, str, str, str]


@dataclass(slots=True)
class PrintedRow:
    """One logical row. Blocks printed side by side under one row number are rows of their own: their names differ."""

    row_no: int
    code: str
    economic_code: str
    label: str
    project: str
    unit_name: str
    cells: list[StatementCell] = field(default_factory=list)

    @property
    def is_unit(self) -> bool:
        """A row that names a unit and nothing below it."""
        return bool(self.unit_name) and not self.code and not self.economic_code and not self.project

    @property
    def function_code(self) -> str:
        """The function code: those of the classification begin with 2 and have three, five or seven digits."""
        return self.code if self.code.startswith("2") and len(self.code) in (3, 5, 7) else ""

    @property
    def economic(self) -> str:
        """The economic code, from its own column or because the row is an economic class (3.. or 5..).

        Some places divide the nation's five digits further (3021101), so that seven occur.
        """
        code = self.economic_code or self.code
        return code if code.startswith(("3", "5")) and len(code) in (3, 5, 7) else ""


def rows_of(cells: Sequence[StatementCell], statement: str, section: str) -> list[PrintedRow]:
    """The rows of one statement (one side of it) in printed order, with the cells that carry an amount.

    Where blocks side by side print rows of one name, a column occurs again: that cell begins a row of its own.
    """
    rows: dict[tuple[RowKey, int], PrintedRow] = {}
    occurrences: dict[tuple[RowKey, str, str], int] = {}
    for cell in cells:
        if cell.statement != statement or cell.section != section or cell.amount is None:
            continue
        key = (cell.row_no, cell.code, cell.economic_code, cell.label, cell.project, cell.unit_name)
        column = (key, cell.measure, cell.basis)
        occurrence = occurrences[column] = occurrences.get(column, -1) + 1
        rows.setdefault((key, occurrence), PrintedRow(*key)).cells.append(cell)
    return sorted(rows.values(), key=lambda row: row.row_no)


def main_column(rows: Sequence[PrintedRow]) -> tuple[str, str] | None:
    """Measure and basis of the column that most rows have, `total` before others: the one rows are compared in."""
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        for column in {(cell.measure, cell.basis) for cell in row.cells}:
            counts[column] = counts.get(column, 0) + 1
    if not counts:
        return None
    return min(counts, key=lambda column: (-counts[column], column[0] != "total", column))


def amount_in(row: PrintedRow, column: tuple[str, str]) -> Decimal | None:
    """The row's amount in a column; several cells (side by side under one name) add up."""
    amounts = [cell.amount for cell in row.cells if (cell.measure, cell.basis) == column and cell.amount is not None]
    return sum(amounts, Decimal(0)) if amounts else None


def half_place(rows: Sequence[PrintedRow]) -> Decimal:
    """Half a unit of the finest place that the rows print, in yuan: what rounding may have added to a figure."""
    places = [place for row in rows for cell in row.cells if (place := _last_place(cell)) is not None]
    return min(places) / 2 if places else Decimal(0)


def close(left: Decimal, right: Decimal, addends: int, half: Decimal) -> bool:
    """Whether a sum of so many addends and a printed total agree, each of them rounded to a place of twice `half`."""
    return abs(left - right) <= half * (addends + 1)


def _last_place(cell: StatementCell) -> Decimal | None:
    """The value in yuan of the last printed digit, from the printed text and the amount it stands for."""
    number = _NOT_DIGIT.sub("", unicodedata.normalize("NFKC", cell.printed))
    if not _NUMBER.fullmatch(number) or not cell.amount or not Decimal(number):
        return None
    decimals = len(number.partition(".")[2])
    return (abs(cell.amount) / Decimal(number)).scaleb(-decimals)
