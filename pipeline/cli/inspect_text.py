"""The text of `yusuan inspect`: document facts, each page with its tables, the closing account."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.audit.number_inspection import Inspection, totals
from pipeline.audit.numbers import PageAccount, UnreadNumber
from pipeline.extract import NOT_DISCLOSURES
from pipeline.private import masked
from pipeline.statements.columns import Measure
from pipeline.statements.model import TableCoverage
from pipeline.statements.reading import ReadTable

_PIPED_WIDTH = 160
_COLOURS = {"loaded": "green", "continuation": "green", "empty": "cyan", "ignored": "dim", "unrecognised": "red"}
_LONGEST_LIST = 12


class Printer:
    """Prints one inspection: in colour in a terminal, plain when piped."""

    def __init__(self, inspection: Inspection, cells: bool = False, console: Console | None = None) -> None:
        self._seen = inspection
        self._cells = cells
        self._console = console or Console(highlight=False)
        if not self._console.is_terminal:
            self._console.width = _PIPED_WIDTH

    def show(self, pages: Collection[int] | None = None) -> None:
        """Facts, the chosen pages (None: all), and the summary of the whole document."""
        self._facts()
        for page in self._seen.numbers.pages:
            if pages is None or page.page in pages:
                self._page(page)
        self._summary()

    def _facts(self) -> None:
        document, facts = self._seen.document, self._seen.facts
        grid = Table.grid(padding=(0, 2))
        whole = {True: "consolidated (汇总)", False: "single unit", None: "not known"}[facts.is_consolidated]
        place = " ".join(dict.fromkeys(n for n in (facts.province, facts.prefecture, facts.county) if n))
        kind = f"{facts.document_kind or 'not known'} {facts.kind_reason}".strip()
        for name, value in (
            ("organization", facts.org_name),
            ("fiscal year", facts.fiscal_year),
            ("stage", facts.stage),
            ("kind", kind),
            ("title", facts.title),
            ("unit of money", facts.printed_unit),
            ("region", f"{facts.region_code} {place}".strip()),
            ("scope", whole),
            ("published", facts.published_on),
            ("pages", len(document.pages)),
        ):
            grid.add_row(Text(name, "dim"), Text(masked(str(value)) if value else "-"))
        self._line(document.file_name, "bold")
        self._console.print(grid)
        if facts.document_kind in NOT_DISCLOSURES:
            self._line(f"ingest sets this file aside: {NOT_DISCLOSURES[facts.document_kind]}", "red")

    def _page(self, account: PageAccount) -> None:
        number = account.page
        page = next(p for p in self._seen.document.pages if p.number == number)
        turned = f", turned by {page.turn} degrees" if page.turn else ""
        self._line(f"\npage {number}{f' {page.label}' if page.label else ''}{turned}: {_counts(account)}", "bold")
        tables = [table for table in self._seen.statements.tables if table.page == number]
        for table in tables:
            self._table(table)
        for row in self._coverage(number, tables):
            self._line(f"  {_heading(row.title, row.statement, row.status)}, {row.cells} cells {row.detail}".rstrip())
        self._aside(number)
        self._unread(u for u in self._seen.numbers.unread if u.page == number)
        for cell in self._seen.numbers.unfounded:
            if cell.page in (number, None) and cell.source_ref:
                self._line(f"  loaded, but not printed there: {cell.printed} ({cell.label}, {cell.measure})", "red")

    def _coverage(self, page: int, tables: Iterable[ReadTable]) -> Iterator[TableCoverage]:
        """Performance tables, and statements declared empty by a sentence."""
        told = {table.grid + 1 for table in tables}
        for row in (*self._seen.performance.coverage, *self._seen.statements.coverage):
            if row.page == page and row.table_no not in told:
                yield row

    def _table(self, table: ReadTable) -> None:
        rows = len({cell.row_no for cell in table.cells})
        heading = _heading(table.title, table.statement, table.status)
        self._console.print(
            Text("  ")
            .append(heading, _COLOURS.get(table.status, ""))
            .append(f", {rows} rows, {len(table.cells)} cells"),
            soft_wrap=True,
        )
        detail = next(
            (c.detail for c in self._seen.statements.coverage if (c.page, c.table_no) == (table.page, table.grid + 1)),
            "",
        )
        if table.status in ("loaded", "empty") and table.blocks:
            self._console.print(_columns(table))
        elif table.status == "continuation":
            self._line("    columns as above", "dim")
        if detail:
            self._line(f"    {masked(detail)}", "yellow" if table.cells else "dim")
        if self._cells and table.cells:
            self._console.print(_listing(table))

    def _aside(self, page: int) -> None:
        rules = [f"{each.rule} {each.numbers}" for each in self._seen.numbers.set_aside if each.page == page]
        if rules:
            self._line(f"  no amounts: {'; '.join(rules)}", "dim")

    def _unread(self, unread: Iterable[UnreadNumber]) -> None:
        by_reason: dict[str, list[UnreadNumber]] = {}
        for number in unread:
            by_reason.setdefault(number.reason, []).append(number)
        for reason, numbers in by_reason.items():
            shown = ", ".join(f"{n.printed}{_at(n)}" for n in numbers[:_LONGEST_LIST])
            more = f" and {len(numbers) - _LONGEST_LIST} more" if len(numbers) > _LONGEST_LIST else ""
            self._line(f"  unread, {reason}: {shown}{more}", "red")

    def _summary(self) -> None:
        seen = self._seen
        every = totals(seen.numbers.pages)
        on = totals([page for page in seen.numbers.pages if page.page in seen.statement_pages])
        self._line("\nsummary", "bold")
        found = Counter(dict.fromkeys((c.statement, c.title) for c in seen.statements.cells))
        self._line(f"  statements   {len(found)}, {len(seen.statements.cells)} cells")
        strange = [t for t in seen.statements.coverage if t.status == "unrecognised"]
        if strange:
            self._line(f"  unrecognised {len(strange)} tables, on pages {_pages(t.page for t in strange)}", "red")
        self._line(f"  performance  {_made(seen.performance, ('goals', 'indicators', 'fundings'))}")
        made = _made(
            seen.narrative,
            ("budget_changes", "text_facts", "projects", "procurement", "state_assets", "staffing", "glossary"),
        )
        self._line(f"  narrative    {made}")
        self._line(
            f"  numbers      {every.numbers}: {every.in_cells} in cells, {every.in_records} in records, "
            f"{every.in_prose} in prose, {every.unread} unread; {every.set_aside} integers are no amounts"
        )
        tabled = on.in_cells + on.unread
        share = f"{100 * on.in_cells / tabled:.2f} %" if tabled else "no numbers"
        self._line(f"  in tables of statement pages {tabled}: {on.in_cells} in cells ({share}), {on.unread} unread")
        if seen.numbers.unfounded:
            self._line(f"  loaded but not printed at their place: {len(seen.numbers.unfounded)} cells", "red")

    def _line(self, text: str, style: str = "") -> None:
        self._console.print(Text(text, style), soft_wrap=True)


def _counts(account: PageAccount) -> str:
    parts = [
        f"{count} {name}"
        for count, name in (
            (account.in_cells, "in cells"),
            (account.in_records, "in records"),
            (account.in_prose, "in prose"),
            (account.unread, "unread"),
        )
        if count
    ]
    return f"{account.numbers} numbers" + (f", {', '.join(parts)}" if parts else "")


def _heading(title: str, statement: str, status: str) -> str:
    return " · ".join(part for part in (title or "(no title)", statement, status) if part)


def _columns(table: ReadTable) -> Table:
    """What each column is taken for, left to right."""
    grid = Table(box=None, padding=(0, 2), show_edge=False, pad_edge=False)
    for name in ("    header", "role", "measure", "basis", "side"):
        grid.add_column(name, header_style="dim", overflow="fold")
    for block in table.blocks:
        measures = {id(m.column): m for m in block.measures}
        columns = sorted((*block.labels, *block.ignored, *(m.column for m in block.measures)), key=lambda c: c.x0)
        for column in columns:
            measure = measures.get(id(column))
            role = column.role or "not understood"
            cells = (f"    {column.header or '-'}", f"{role} {column.classification}".strip(), *_meaning(measure))
            style = "yellow" if measure is not None and not measure.understood else ""
            grid.add_row(*(Text(cell, style) for cell in (*cells, block.section)))
    return grid


def _meaning(measure: Measure | None) -> tuple[str, str]:
    if measure is None:
        return "", ""
    item = f" of {measure.item}" if measure.item else ""
    return measure.measure + item + ("" if measure.understood else " (header not understood)"), measure.basis


def _listing(table: ReadTable) -> Table:
    """Every loaded cell of a table."""
    grid = Table(box=None, padding=(0, 2), show_edge=False, pad_edge=False)
    for name in ("    row", "code", "label", "measure", "basis", "printed", "amount"):
        grid.add_column(name, header_style="dim", justify="right" if name in ("printed", "amount") else "left")
    for cell in table.cells:
        value = cell.amount if cell.amount is not None else f"{cell.pct} %"
        code = f"{cell.code} {cell.economic_code}".strip()
        label = " / ".join(dict.fromkeys(n for n in (cell.label, cell.project, cell.unit_name) if n))
        texts = (f"    {cell.row_no}", code, label, cell.measure, cell.basis, cell.printed, str(value))
        grid.add_row(*(Text(text) for text in texts))
    return grid


def _at(number: UnreadNumber) -> str:
    return "" if number.x0 is None or number.top is None else f" ({number.x0:.0f}, {number.top:.0f})"


def _made(reading: object, names: Iterable[str]) -> str:
    return ", ".join(f"{len(getattr(reading, name))} {re.sub('_', ' ', name)}" for name in names)


def _pages(numbers: Iterable[int]) -> str:
    return ", ".join(str(number) for number in sorted(set(numbers)))
