"""Statement cells as tables: rows with their place in the classification, columns with their meaning, amounts with
the precision they are printed to. Both sides of a two-sided statement, and lists side by side, are tables of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from pipeline.audit.model import Spot, box_of
from pipeline.audit.precision import Precision, precision_of
from pipeline.audit.rules import kind_row
from pipeline.statements.model import StatementCell
from pipeline.warehouse.facts.names import resolved_codes
from pipeline.warehouse.facts.rows import PrintedRow
from pipeline.warehouse.facts.vocabulary import is_total

_SAME_COLUMN = 8.0
"""Points by which the left edges of one column's cells may differ between pages."""


class Column(NamedTuple):
    """One printed column: its meaning, its year, its header."""

    measure: str
    basis: str
    printed: str


class Amount(NamedTuple):
    """A printed amount: `value` and `step` (its last place) in yuan, and its cell."""

    value: Decimal
    step: Decimal
    cell: StatementCell

    @property
    def spot(self) -> Spot:
        return spot_of(self.cell)


@dataclass(slots=True)
class Row:
    """One printed row. `code` is printed or follows from the name; `unit` is the unit whose rows it stands among."""

    index: int
    row_no: int
    code: str
    economic_code: str
    label: str
    project: str
    unit_name: str
    unit: str = ""
    amounts: dict[Column, Amount] = field(default_factory=dict)
    percents: dict[Column, Amount] = field(default_factory=dict)

    @property
    def is_total(self) -> bool:
        """A row that sums the table (or a part of it) and names no class, unit or project."""
        bare = not (self.code or self.economic_code or self.project or self.unit_name)
        return bare and (not self.label or (is_total(self.label) and kind_row(self.label) is None))

    @property
    def is_unit(self) -> bool:
        return bool(self.unit_name) and not (self.code or self.economic_code or self.project)

    @property
    def name(self) -> str:
        """What a person would call the row."""
        return self.project or self.label or self.unit_name or self.code or "合计"


@dataclass
class Table:
    """One list of rows under one title. `title_no` counts the statements of a document in printed order."""

    statement: str
    title: str
    title_no: int
    section: str
    block: int
    rows: list[Row]

    @cached_property
    def columns(self) -> list[Column]:
        """The columns of amounts, in printed order."""
        return list(dict.fromkeys(column for row in self.rows for column in row.amounts))

    @cached_property
    def totals(self) -> list[Row]:
        return [row for row in self.rows if row.is_total]

    @property
    def classification(self) -> str:
        """`function`, `economic` or '' by the codes of most rows."""
        first = Counter(row.code[:1] for row in self.rows if row.code.isdigit())
        if not first:
            return ""
        return "function" if first["2"] >= first["3"] + first["5"] else "economic"


def spot_of(cell: StatementCell) -> Spot:
    """Where a cell is printed."""
    name = cell.project or cell.label or cell.unit_name or cell.code
    return Spot(cell.printed, cell.page, box_of(cell), name)


def tables_of(cells: Sequence[StatementCell]) -> list[Table]:
    """Every table of a document, in printed order."""
    tables: list[Table] = []
    for title_no, held in enumerate(_by_title(cells)):
        precision = precision_of(held)
        for section in dict.fromkeys(cell.section for cell in held):
            side = [cell for cell in held if cell.section == section]
            for block, part in enumerate(_side_by_side(side)):
                tables.append(_table(part, precision, title_no, block))
    return tables


def _by_title(cells: Sequence[StatementCell]) -> Iterator[list[StatementCell]]:
    """The cells of each printed statement; the same title again, from row 1 on, is another one."""
    for _, group in groupby(cells, key=lambda cell: (cell.statement, cell.title)):
        held: list[StatementCell] = []
        for cell in group:
            if held and cell.row_no < held[-1].row_no and cell.row_no == 1 and cell.page != held[-1].page:
                yield held
                held = []
            held.append(cell)
        yield held


def _side_by_side(cells: Sequence[StatementCell]) -> list[list[StatementCell]]:
    """Cut a side into the lists printed side by side: where one row has the same column more than once."""
    seen = Counter((_row_key(cell), _column(cell)) for cell in cells)
    doubled = {column for (_, column), count in seen.items() if count > 1}
    if not doubled or any(cell.x0 is None for cell in cells):
        return [list(cells)]
    edges = _edges(cell.x0 for cell in cells if _column(cell) in doubled and cell.x0 is not None)
    parts: list[list[StatementCell]] = [[] for _ in edges]
    for cell in cells:
        assert cell.x0 is not None
        nearest = min(range(len(edges)), key=lambda at: abs(edges[at] - (cell.x0 or 0.0)))
        parts[nearest].append(cell)
    return [part for part in parts if part]


def _edges(lefts: Iterable[float]) -> list[float]:
    found: list[float] = []
    for left in sorted(lefts):
        if not found or left - found[-1] > _SAME_COLUMN:
            found.append(left)
    return found


def _row_key(cell: StatementCell) -> tuple[object, ...]:
    return (cell.row_no, cell.code, cell.economic_code, cell.label, cell.project, cell.unit_name)


def _column(cell: StatementCell) -> Column:
    return Column(cell.measure, cell.basis, cell.measure_printed)


def _table(cells: Sequence[StatementCell], precision: Precision, title_no: int, block: int) -> Table:
    first = cells[0]
    printed: dict[tuple[object, ...], Row] = {}
    for cell in sorted(cells, key=lambda cell: cell.row_no):
        row = printed.setdefault(_row_key(cell), _row(len(printed), cell))
        amount = Amount(cell.amount or Decimal(0), precision.step(cell.printed), cell)
        if cell.amount is not None:
            row.amounts.setdefault(_column(cell), amount)
        elif cell.pct is not None:
            row.percents.setdefault(_column(cell), amount._replace(value=cell.pct))
    rows = list(printed.values())
    _resolve(rows)
    return Table(first.statement, first.title, title_no, first.section, block, rows)


def _row(index: int, cell: StatementCell) -> Row:
    return Row(index, cell.row_no, cell.code, cell.economic_code, cell.label, cell.project, cell.unit_name)


def _resolve(rows: Sequence[Row]) -> None:
    """Codes of rows that print a name only, and the unit that each row stands under."""
    plain = [PrintedRow(r.row_no, r.code, r.economic_code, r.label, r.project, r.unit_name) for r in rows]
    unit = ""
    for row, code in zip(rows, resolved_codes(plain), strict=True):
        row.code = code
        if row.is_unit:
            unit = row.unit_name
        elif row.is_total:
            unit = ""
        row.unit = row.unit_name or unit
