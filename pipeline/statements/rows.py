"""Body rows of a table become statement cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.private import opens_with_contact
from pipeline.reading.model import Cell
from pipeline.statements.amounts import Figure, Kind, parse_figure, to_yuan
from pipeline.statements.codes import code_digits
from pipeline.statements.columns import OTHER, Block, Context, Measure, is_of_other_year, read_period
from pipeline.statements.counts import CountedRows, counts_if_whole
from pipeline.statements.layout import Column, Row
from pipeline.statements.model import StatementCell
from pipeline.statements.names import RowName, RowReader, three_public_item
from pipeline.statements.text import canon, squeeze
from pipeline.statements.units import noted_unit
from pipeline.statements.vocabulary import rows

_TEXT = "text in an amount column"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where and under what a table's cells are filed."""

    statement: str
    title: str
    unit: str
    page: int | None
    page_ref: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A filled cell of an amount column, or a figure of another column, that did not become a statement cell."""

    cell: Cell
    reason: str


@dataclass(frozen=True, slots=True)
class Shift:
    """How a continuation page's columns lie against the header's: x on the page = x of the header * scale + offset."""

    scale: float = 1.0
    offset: float = 0.0
    edges: tuple[tuple[float, float], ...] = ()

    def back(self, x: float) -> float:
        """An x of this page in the header's coordinates."""
        if self.edges:
            return _between(self.edges, x)
        return (x - self.offset) / self.scale


def _between(edges: Sequence[tuple[float, float]], x: float) -> float:
    """Where x falls in the header's coordinates, its place between two edges of this page kept."""
    at = min(max(bisect_right(edges, x, key=lambda edge: edge[0]), 1), len(edges) - 1)
    (left, left_there), (right, right_there) = edges[at - 1], edges[at]
    return left_there + (x - left) / (right - left) * (right_there - left_there)


class TableReader:
    """Reads the body of one statement, over all its pages, block by block."""

    def __init__(self, blocks: Sequence[Block], context: Context, org_name: str, row_no: int = 0) -> None:
        self._blocks = blocks
        self._context = context
        self._readers = [RowReader(b, context.statement, org_name) for b in blocks]
        self.row_no = row_no
        self._counted = [CountedRows() for _ in blocks]
        self._above: dict[int, RowName] = {}
        self._stacked = _StackedSides(blocks, context.statement)

    def read(self, body: Sequence[Row], placement: Placement, shift: Shift) -> tuple[list[StatementCell], list[Unread]]:
        """The statement cells of body rows, and the figures among them that were not understood."""
        cells: list[StatementCell] = []
        unread: list[Unread] = []
        columns = [_ColumnsOf(block, shift) for block in self._blocks]
        named_rows = [_named_rows(block, under, body) for block, under in zip(self._blocks, columns, strict=True)]
        for row in body:
            if not any(squeeze(c.text) for c in row.cells) or _is_signature(row):
                continue
            self.row_no += 1
            blocks = zip(self._blocks, self._readers, columns, named_rows, strict=True)
            for at, (block, reader, under, names) in enumerate(blocks):
                held = [(column, cell) for cell in row.cells if (column := under.column(cell)) is not None]
                labels = [(c, cell) for c, cell in held if not isinstance(c, Measure)]
                names_of_row = [(c, cell) for c, cell in labels if c in block.labels]
                named = reader.read(names_of_row)
                period = next((cell.text for c, cell in labels if c == block.period), "")
                basis = read_period(period, self._context) if squeeze(period) else ""
                if basis and not any(squeeze(cell.text) for _, cell in names_of_row):
                    named = self._above.get(at, named)  # the next year of what the row above names
                self._above[at] = named
                is_other = bool(basis) and is_of_other_year(period, self._context)
                printed = next((cell.text for c, cell in names_of_row if c.role in ("name", "project")), "")
                counted = self._counted[at].counts(printed, named.label)
                section = self._stacked.section(named.label) or block.section
                for measure, cell in held:
                    if isinstance(measure, Measure) and cell.row == row.number:
                        shown = replace(measure, basis=basis) if basis else measure
                        shown = replace(shown, measure=OTHER) if is_other else shown
                        if under.is_shared(cell) or any(row in names for row in range(cell.row + 1, cell.row_end)):
                            made: StatementCell | Unread | None = _unread_if_filled(cell)
                        else:
                            made = self._cell(cell, shown, named, block, section, placement, counted=counted)
                        if isinstance(made, StatementCell):
                            cells.append(made)
                        elif made is not None:
                            unread.append(made)
        return cells, unread

    def labels_are_amounts(self, body: Sequence[Row], shift: Shift) -> bool:
        """True where amounts stand under the columns of names and codes, as many as anything else: other columns."""
        texts: list[str] = []
        for block in self._blocks:
            under = _ColumnsOf(block, shift)
            texts += [canon(cell.text) for row in body for cell in row.filled if under.column(cell) in block.labels]
        amounts = sum(map(_is_amount, texts))
        return 0 < amounts >= len(texts) / 2

    def _cell(
        self,
        cell: Cell,
        measure: Measure,
        name: RowName,
        block: Block,
        section: str,
        placement: Placement,
        *,
        counted: bool,
    ) -> StatementCell | Unread | None:
        figure = parse_figure(cell.lines)
        may_count = figure.kind is Kind.AMOUNT and not block.counts_beside and not measure.unit
        if may_count and (counted or counts_if_whole(name.label, figure)):
            return Unread(cell, "a count, not an amount of money")
        if figure.kind in (Kind.BLANK, Kind.DASH):
            return None
        if figure.kind is Kind.TEXT:
            return Unread(cell, _TEXT)
        amount, pct = _value(figure, measure, noted_unit(name.label) or measure.unit or placement.unit)
        if amount is None and pct is None:
            return Unread(cell, "percentage in an amount column")
        x0, top, x1, bottom = _box(cell, placement)
        code, label = name.code, name.label
        if measure.item or block.items_across:
            code, label = measure.item, _item_label(measure)
        return StatementCell(
            placement.statement, placement.title, section, self.row_no, code, name.economic_code, label,
            name.project, name.unit_name, measure.measure, measure.column.header, measure.basis, amount, pct,
            figure.printed, placement.page, x0, top, x1, bottom, cell.ref or placement.page_ref,
        )  # fmt: skip


def _is_amount(text: str) -> bool:
    """True for a figure that is no code, no part of one (1 for 01) and no row number."""
    is_figure = parse_figure((text,)).kind in (Kind.AMOUNT, Kind.PERCENT)
    return is_figure and not code_digits(text) and text not in set("123456789")


def _unread_if_filled(cell: Cell) -> Unread | None:
    """A cell merged over several amount columns, or over several rows with names: whose figure it is, is unclear."""
    kind = parse_figure(cell.lines).kind
    if kind in (Kind.BLANK, Kind.DASH):
        return None
    return Unread(cell, _TEXT if kind is Kind.TEXT else "merged over several columns or rows")


def _named_rows(block: Block, under: _ColumnsOf, body: Sequence[Row]) -> set[int]:
    """The numbers of the rows in which a name or code begins."""
    return {row.number for row in body if any(under.column(cell) in block.labels for cell in row.filled)}


class _StackedSides:
    """Income above expenditure in one block: the side changes at the first row that names expenditure."""

    def __init__(self, blocks: Sequence[Block], statement: str) -> None:
        self._applies = statement in ("income_expenditure_summary", "fiscal_appropriation_summary") and len(blocks) == 1
        self._side = blocks[0].section or "income" if blocks else ""

    def section(self, label: str) -> str:
        """The side a row stands on, '' where the statement is not stacked."""
        if not self._applies:
            return ""
        if "支出" in label and "收入" not in label:
            self._side = "expenditure"
        return self._side


def _is_signature(row: Row) -> bool:
    """True for a row of who filled the form in and how to reach them: personal details, never loaded."""
    texts = [canon(cell.text) for cell in row.filled]
    return any(rows().signature.match(text) or opens_with_contact(text) for text in texts)


def _value(figure: Figure, measure: Measure, unit: str) -> tuple[Decimal | None, Decimal | None]:
    assert figure.value is not None
    if figure.kind is Kind.PERCENT or measure.is_ratio:
        return None, figure.value
    return to_yuan(figure.value, figure.unit or unit), None


def _box(cell: Cell, placement: Placement) -> tuple[float | None, float | None, float | None, float | None]:
    """The box of a cell in points to two decimals; sheets and web pages have none."""
    if placement.page is None:
        return None, None, None, None
    x0, top, x1, bottom = (round(v, 2) for v in cell.box)
    return x0, top, x1, bottom


def _item_label(measure: Measure) -> str:
    """The printed name of an item column: its leaf, or the item above where the leaf only says 小计."""
    path = [squeeze(p) for p in measure.column.path]
    if path and path[-1] in ("小计", "合计") and measure.item == "vehicle" and len(path) > 1:
        return path[-2]
    known = [p for p in path if three_public_item(p) or "小计" in p or "合计" in p]
    return known[-1] if known else path[-1] if path else ""


class _ColumnsOf:
    """The columns of a block as they lie on one page. Cells share their edges, so each pair of edges is tried once."""

    def __init__(self, block: Block, shift: Shift) -> None:
        self._shift = shift
        self._kept: list[tuple[Column | Measure, float, float]] = [
            *((c, c.x0, c.x1) for c in block.labels),
            *((m, m.column.x0, m.column.x1) for m in block.measures),
        ]
        self._ignored = [(c, c.x0, c.x1) for c in block.ignored]
        self._period = block.period
        self._found: dict[tuple[float, float], tuple[Column | Measure | None, bool]] = {}

    def column(self, cell: Cell) -> Column | Measure | None:
        """The column that a cell lies under most; None where there is none, or one that is ignored."""
        return self._place(cell)[0]

    def is_shared(self, cell: Cell) -> bool:
        """True for a cell that lies over most of two or more amount columns."""
        return self._place(cell)[1]

    def _place(self, cell: Cell) -> tuple[Column | Measure | None, bool]:
        edges = cell.box.x0, cell.box.x1
        if edges not in self._found:
            x0, x1 = self._shift.back(edges[0]), self._shift.back(edges[1])
            self._found[edges] = self._most_over(x0, x1), self._covers_several(x0, x1)
        return self._found[edges]

    def _covers_several(self, x0: float, x1: float) -> bool:
        measures = [(left, right) for column, left, right in self._kept if isinstance(column, Measure)]
        return sum(min(x1, right) - max(x0, left) > (right - left) / 2 for left, right in measures) > 1

    def _most_over(self, x0: float, x1: float) -> Column | Measure | None:
        best, most, width = None, 0.0, 0.0
        for column, left, right in (*self._kept, *self._ignored):
            overlap = min(x1, right) - max(x0, left)
            if overlap > most:
                best, most, width = column, overlap, right - left
        if most <= 0.3 * min(x1 - x0, width):
            return None
        is_ignored = any(best is column for column, _, _ in self._ignored)
        return best if not is_ignored or best == self._period else None


def figures_of(rows: Sequence[Row]) -> Iterator[Cell]:
    """The cells of rows that hold an amount or a percentage."""
    for row in rows:
        for cell in row.fresh:
            if parse_figure(cell.lines).kind in (Kind.AMOUNT, Kind.PERCENT):
                yield cell
