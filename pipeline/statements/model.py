"""Records that come out of the printed statements; field names are those of the warehouse contract."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class StatementCell:
    """One printed figure of a statement: a row of `staging.statement_cell`.

    `amount` is in yuan and None where the column prints a percentage (`pct`). Box in PDF points, origin top left.
    """

    statement: str
    title: str
    section: str
    row_no: int
    code: str
    economic_code: str
    label: str
    project: str
    unit_name: str
    measure: str
    measure_printed: str
    basis: str
    amount: Decimal | None
    pct: Decimal | None
    printed: str
    page: int | None
    x0: float | None
    top: float | None
    x1: float | None
    bottom: float | None
    source_ref: str


@dataclass(frozen=True, slots=True)
class TableCoverage:
    """What became of one table of a page: a row of `audit.coverage`.

    `status`: loaded, continuation, empty, ignored, unrecognised. `detail` says why, in words.
    """

    page: int
    table_no: int
    title: str
    status: str
    statement: str
    cells: int
    detail: str = ""
