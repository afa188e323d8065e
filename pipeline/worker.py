"""The process that reads files, one after the other, with limits on memory and time.

It belongs to a pool (`pipeline.pool`), which names the files over a pipe and hears of each what became of it. Results
go to the place where they are kept, not over the pipe. Whatever happens to this process costs one file at most.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from pipeline.extraction import DEFAULT_EXTRACTION, Extraction, ExtractionSettings, QuarantineRow, summarise
from pipeline.sources.folder import modified
from pipeline.sources.names import name_on_disk

Extractor = Callable[[Path], Extraction]

_ALARM_GRACE = 30
"""Seconds after the time limit at which the kernel ends a worker whose pool is gone."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. `seconds` is wall time, `memory_bytes` the address space of the worker."""

    seconds: float = 600.0
    memory_bytes: int = 4 << 30
    files_per_worker: int = 200
    """A worker is replaced after so many files, so that what libraries leak does not add up."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one file. `counts` are its rows by table; `known` says that it was not read in this run."""

    file_name: str
    sha256: str
    counts: dict[str, int]
    statements: int = 0
    quarantine: QuarantineRow | None = None
    seconds: float = 0.0
    known: bool = False


def report(extraction: Extraction, *, seconds: float = 0.0, known: bool = False) -> Report:
    """The report on an extraction."""
    counts = {name: len(rows) for name, rows in extraction.rows.items()}
    found = len(statements(extraction))
    return Report(
        extraction.file_name, extraction.sha256, counts, found, extraction.quarantine, round(seconds, 3), known
    )


def statements(extraction: Extraction) -> set[tuple[str, str]]:
    """The statements (key and printed title) that a document gave, those declared empty included."""
    cells = extraction.rows.get("staging.statement_cell", [])
    loaded = {(str(row["statement"]), str(row["title"])) for row in cells}
    empty = {
        (str(row["statement"]), str(row["title"]))
        for row in extraction.rows.get("audit.coverage", [])
        if row["status"] == "empty" and row["statement"]
    }
    return loaded | empty


def read_file(path: Path, settings: ExtractionSettings = DEFAULT_EXTRACTION) -> Extraction:
    """`pipeline.extract.extract`, which only the process that reads imports."""
    from pipeline.extract import extract

    return extract(path, settings)


def work(pipe: Connection, limits: Limits, extractor: Extractor = read_file) -> None:
    """Read the files that come over the pipe as (path, place of the result) until it closes; answer with reports."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the pool decides what an interruption ends
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _limit(resource.RLIMIT_AS, limits.memory_bytes)
    _limit(resource.RLIMIT_CORE, 0)
    _silence()
    collect_garbage_rarely()
    from pipeline.warehouse.extracts import save

    while True:
        try:
            path, place = pipe.recv()
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_REAL, limits.seconds + _ALARM_GRACE)
        started = time.monotonic()
        try:
            extraction = extractor(path)
            save(place, extraction)
            answer: Report | None = report(extraction, seconds=time.monotonic() - started)
        except MemoryError:
            answer = None
        except Exception as error:  # a defect of ours costs this file alone, and says where it is
            extraction = _defect(path, place, error)
            save(place, extraction)
            answer = report(extraction, seconds=time.monotonic() - started)
        signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            pipe.send(answer)
        except (BrokenPipeError, MemoryError):
            return
        if answer is None:
            return


def collect_garbage_rarely() -> None:
    """Look for cycles of dead objects less often than Python does by itself.

    Reading makes small tuples by the hundred thousand, none of them in a cycle: to look through them after every 700
    costs a process that does nothing else about 7 % of its time. What is loaded by now is not looked at again.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _defect(path: Path, place: Path, error: Exception) -> Extraction:
    digest = place.name[:64]
    detail = summarise(error)
    name = name_on_disk(path)
    row = QuarantineRow(name, digest, "keeping", "internal_error", detail, modified(path))
    return Extraction(digest[:16], name, digest, quarantine=row)


def _limit(what: int, value: int) -> None:
    _, hard = resource.getrlimit(what)
    most = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(what, (most, hard))


def _silence() -> None:
    """Libraries warn about damaged files by the thousand, also from C; what matters is in the report."""
    sys.stdout.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
