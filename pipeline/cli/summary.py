"""What a person sees of an ingest run: a bar or a line for each document, then what became of them all."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from pipeline.extraction import QuarantineRow
from pipeline.places import WAREHOUSE
from pipeline.sources.folder import SourceFile
from pipeline.worker import Report

if TYPE_CHECKING:
    from pipeline.sources.website import Visit

_CELLS = "staging.statement_cell"
EXAMPLE = """\
SELECT fiscal_year, org_name, sum(budget_amount) AS budget, sum(prior_budget_amount) AS year_before,
       sum(final_amount) AS final_account, min(budget_page) AS page
FROM mart.three_public
GROUP BY ALL
ORDER BY fiscal_year, budget DESC, org_name"""
"""A first query for those who just loaded something; the README shows its result."""


class Watcher:
    """Collects the reports of a run and shows how it goes on (stderr): a bar in a terminal, else lines."""

    def __init__(self) -> None:
        self.files: list[SourceFile] = []
        self.reports: list[Report] = []
        self.visits: list[Visit] = []
        self._console = Console(stderr=True, highlight=False)
        columns = (
            TextColumn("Reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.description}"),
        )
        self._bar = Progress(*columns, console=self._console, transient=True, disable=not self._console.is_terminal)
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def start(self, files: list[SourceFile]) -> None:
        """The batch is known."""
        self.files = files
        self._task = self._bar.add_task("", total=len(files))

    def fetched(self, visit: Visit) -> None:
        """An address was asked."""
        self.visits.append(visit)

    def done(self, report: Report) -> None:
        """One document was read."""
        self.reports.append(report)
        if self._task is not None:
            self._bar.update(self._task, advance=1, description=report.file_name)
        if not self._console.is_terminal:
            print(f"[{len(self.reports)}/{len(self.files)}] {_line(report)}", file=sys.stderr, flush=True)  # noqa: T201

    def set_aside(self, in_warehouse: Iterable[QuarantineRow]) -> list[QuarantineRow]:
        """Files of this run that gave nothing: while reading, or (as the warehouse says) while loading; by name."""
        read = {each.sha256: each.quarantine for each in self.reports}
        loading = {row.sha256: row for row in in_warehouse if row.sha256 in read}
        found = [read[sha256] or loading.get(sha256) for sha256 in read]
        return sorted((row for row in found if row is not None), key=lambda row: row.file_name)


def fetched_summary(visits: Sequence[Visit]) -> str:
    """What became of the addresses of a night; those that gave nothing are named."""
    counts = Counter(each.outcome for each in visits if not each.failed)
    failures = [each for each in visits if each.failed]
    told = ", ".join(f"{count} {outcome.replace('_', ' ')}" for outcome, count in sorted(counts.items()))
    lines = [f"Addresses: {told or 'none'}, {len(failures)} gave nothing"]
    return "\n".join([*lines, *(f"  {each.outcome}: {each.detail or each.address}" for each in failures)])


def closing_summary(
    reports: Sequence[Report],
    set_aside: Sequence[QuarantineRow],
    totals: Mapping[str, int],
    warehouse: Path,
    errors: Sequence[str],
    known: int = 0,
) -> str:
    """The lines that close a run. `totals` are the row counts of the whole warehouse by table.

    `known` counts the files of the run that the warehouse held already, which were not read again.
    """
    gone = {row.sha256 for row in set_aside}
    loaded = [each for each in reports if each.sha256 not in gone]
    lines = [f"Documents: {len(loaded)} loaded, {len(set_aside)} set aside"]
    lines += [f"  {row.file_name}\n    {row.reason} ({row.stage}): {row.detail}" for row in set_aside]
    if errors:
        return "\n".join([*lines, *errors, f"Nothing was published; the warehouse is as it was: {warehouse}"])
    if known and not reports:
        return f"Nothing is new: {known} known files; the warehouse is as it was: {warehouse}"
    if known:
        lines[0] += f", {known} known already"
    lines.append(f"Statements found: {sum(each.statements for each in loaded)}")
    lines += ["Rows" + "this run".rjust(40) + "in all".rjust(12), *_rows(loaded, totals)]
    return "\n".join([*lines, f"Warehouse: {warehouse}", "Try:", _example(warehouse)])


def _rows(reports: Sequence[Report], totals: Mapping[str, int]) -> list[str]:
    names = [name for name in totals if name == _CELLS or name.startswith("fact_")]
    return [f"  {name:<32}{sum(each.counts.get(name, 0) for each in reports):>10}{totals[name]:>12}" for name in names]


def _line(report: Report) -> str:
    if report.quarantine:
        return f"{report.file_name}: set aside, {report.quarantine.reason}"
    return f"{report.file_name}: {report.statements} statements, {report.counts.get(_CELLS, 0)} cells"


def _example(warehouse: Path) -> str:
    option = "" if warehouse == WAREHOUSE else f" --warehouse {shlex.quote(str(warehouse))}"
    return f'{_program()} dashboard{option}\n{_program()} sql{option} "\n{EXAMPLE}"'


def _program() -> str:
    """How the reader can call this program: by its name, or by the path it was called by where that is not on PATH."""
    if shutil.which("yusuan") or not sys.argv[0].endswith("yusuan"):
        return "yusuan"
    return os.path.relpath(sys.argv[0])
