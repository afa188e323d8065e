"""The whole ingest from the command line: seconds, pages a second, peak memory of all its processes together.

Also of the code as it was before it was made fast, which git has kept.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pypdfium2

ROOT: Final = Path(__file__).resolve().parent.parent
BEFORE: Final = "a5e2633"
"""The last commit before there was a fast reader: one process, pdfplumber, fewer checks, no findings or witness yet."""
_EVERY: Final = 1.0
"""Seconds between two looks at the memory: each look takes some hundredths of a second from what is measured."""


@dataclass(frozen=True, slots=True)
class Ingest:
    """One ingest: files and pages, seconds of wall time, peak of the proportional set sizes in bytes if watched."""

    files: int
    pages: int
    seconds: float
    peak: int


def pages_of(paths: Sequence[Path]) -> int:
    """The pages of the files that can be opened."""
    pages = 0
    for path in paths:
        try:
            pdf = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError:
            continue
        pages += len(pdf)
        pdf.close()
    return pages


def code_before(folder: Path) -> Path | None:
    """The code of `BEFORE` in a folder; None where git does not have it."""
    packed = subprocess.run(["git", "archive", BEFORE], cwd=ROOT, capture_output=True, check=False)
    if packed.returncode:
        return None
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def ingest(paths: Sequence[Path], *options: str, code: Path = ROOT, watched: bool = False) -> Ingest:
    """Ingest files with the code in a folder into a new warehouse elsewhere, which is deleted afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        inbox = Path(folder) / "inbox"
        inbox.mkdir()
        for path in paths:
            (inbox / path.name).symlink_to(path.resolve())
        warehouse = Path(folder) / "warehouse" / "budget.duckdb"
        command = [sys.executable, "-c", "from pipeline.cli import main; main()", "ingest", str(inbox)]
        started = time.perf_counter()
        process = subprocess.Popen(
            [*command, "--warehouse", str(warehouse), *options],
            cwd=code,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        watch = _Watch(process.pid)
        if watched:
            watch.start()
        told, _ = process.communicate()
        seconds = time.perf_counter() - started
        watch.over.set()
        if watched:
            watch.join()
        if process.returncode:
            raise RuntimeError(f"ingest failed: {told[-2000:]}")
        return Ingest(len(paths), pages_of(paths), seconds, watch.peak)


class _Watch(threading.Thread):
    """Looks at the memory of a process and its descendants until it is over."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.over = pid, 0, threading.Event()

    def run(self) -> None:
        while not self.over.wait(_EVERY):
            self.peak = max(self.peak, sum(_memory(pid) for pid in _family(self.pid)))


def _family(pid: int) -> list[int]:
    """A process and all that it started."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        below = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
    return [pid, *(each for child in below for each in _family(child))]


def _memory(pid: int) -> int:
    """The proportional set size in bytes: pages shared between processes count once."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
