"""A bounded pool of worker processes that read a batch: a file that crashes, hangs or swells costs itself alone.

Reports come in the order of the files, results are kept by the workers (`pipeline.warehouse.extracts`); what this
process holds does not grow with the batch. A file whose worker dies is tried once more in a fresh one, because it may
have fallen to what was read before it; one that runs out of time or memory is not.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from types import TracebackType
from typing import Final, Self

from pipeline import forkserver
from pipeline.extraction import Extraction, QuarantineRow
from pipeline.sources.folder import SourceFile
from pipeline.warehouse.extracts import Extracts
from pipeline.worker import Extractor, Limits, Report, read_file, report, work

DEFAULT_LIMITS: Final = Limits()
_ATTEMPTS: Final = 2
_AHEAD: Final = 8
"""Files in flight or waiting for an earlier one, for each worker."""
_TIME_TO_DIE: Final = 0.2
"""Seconds between the end of a worker's pipe and that of the worker, at most."""
_REASONS: Final = {
    "timeout": "Reading the file takes longer than allowed ({seconds:g} seconds).",
    "out_of_memory": "Reading the file takes more memory than allowed ({megabytes} MB).",
    "crashed": "The process that read the file died ({how}).",
}


def default_workers() -> int:
    """As many as there are cores for this process."""
    return len(os.sched_getaffinity(0))


@dataclass(slots=True)
class _Task:
    number: int
    file: SourceFile
    attempts: int = 0


class _Worker:
    """One process and the file it works on."""

    def __init__(self, limits: Limits, extractor: Extractor) -> None:
        forkserver.start()
        self.pipe, theirs = forkserver.CONTEXT.Pipe()
        self.process: ForkServerProcess = forkserver.CONTEXT.Process(
            target=work, args=(theirs, limits, extractor), daemon=True
        )
        self.process.start()
        theirs.close()
        self.task: _Task | None = None
        self.deadline = 0.0
        self.done = 0
        self._limits = limits

    def give(self, task: _Task, extracts: Extracts) -> None:
        task.attempts += 1
        self.task = task
        self.deadline = time.monotonic() + self._limits.seconds
        self.pipe.send((task.file.path, extracts.path(task.file)))

    def end(self, patience: float = 0.0) -> str:
        """Kill the process; gives how it had ended if it was dead already, or dies within so many seconds."""
        self.process.join(timeout=patience)
        code = self.process.exitcode
        self.process.kill()
        self.process.join()
        self.pipe.close()
        return "" if code is None else f"signal {-code}" if code < 0 else f"exit status {code}"


class Pool:
    """Workers that live as long as the `with` block. `workers` None: as many as there are cores."""

    def __init__(
        self,
        extracts: Extracts,
        workers: int | None = None,
        limits: Limits = DEFAULT_LIMITS,
        extractor: Extractor = read_file,
    ) -> None:
        self._extracts = extracts
        self._size = max(1, workers or default_workers())
        self._limits = limits
        self._extractor = extractor
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def read(self, files: Iterable[SourceFile]) -> Iterator[Report]:
        """Read the files and keep what they give; one report for each, in their order."""
        numbered = enumerate(files)
        again: deque[_Task] = deque()
        finished: dict[int, Report] = {}
        upcoming = 0  # the number of the next report
        started = 0
        exhausted = False
        while True:
            while (not exhausted and started - upcoming < self._size * _AHEAD) or again:
                worker = self._idle()
                if worker is None:
                    break
                if again:
                    worker.give(again.popleft(), self._extracts)
                    continue
                following = next(numbered, None)
                if following is None:
                    exhausted = True
                    break
                started += 1
                worker.give(_Task(*following), self._extracts)
            busy = [worker for worker in self._workers if worker.task is not None]
            if not busy and not again and exhausted:
                return
            for worker in self._ready(busy):
                self._collect(worker, finished, again)
            while upcoming in finished:
                yield finished.pop(upcoming)
                upcoming += 1

    def _idle(self) -> _Worker | None:
        for worker in self._workers:
            if worker.task is None:
                return worker
        if len(self._workers) >= self._size:
            return None
        self._workers.append(_Worker(self._limits, self._extractor))
        return self._workers[-1]

    def _ready(self, busy: list[_Worker]) -> list[_Worker]:
        """Workers that have answered, died, or run out of time."""
        if not busy:
            return []
        pipes: dict[object, _Worker] = {worker.pipe: worker for worker in busy}
        first = min(worker.deadline for worker in busy)
        answered = wait([worker.pipe for worker in busy], timeout=max(0.0, first - time.monotonic()))
        late = [worker for worker in busy if worker.pipe not in answered and worker.deadline <= time.monotonic()]
        return [*(pipes[pipe] for pipe in answered), *late]

    def _collect(self, worker: _Worker, finished: dict[int, Report], again: deque[_Task]) -> None:
        task = worker.task
        if task is None:
            return
        worker.task = None
        reason, how = "timeout", ""
        if worker.pipe.poll():
            answer = _receive(worker.pipe)
            if isinstance(answer, Report):
                finished[task.number] = _named(answer, task.file.file_name)
                worker.done += 1
                if worker.done >= self._limits.files_per_worker:
                    self._replace(worker)
                return
            reason = answer
        how = self._replace(worker, _TIME_TO_DIE if reason == "crashed" else 0.0)
        if reason == "crashed" and task.attempts < _ATTEMPTS:
            again.append(task)
            return
        finished[task.number] = self._set_aside(task, reason, how)

    def _replace(self, worker: _Worker, patience: float = 0.0) -> str:
        self._workers.remove(worker)
        return worker.end(patience)

    def _set_aside(self, task: _Task, reason: str, how: str) -> Report:
        """Keep the failure as the result, so that the file is not tried again before it or the extractor changes."""
        megabytes = self._limits.memory_bytes >> 20
        detail = _REASONS[reason].format(seconds=self._limits.seconds, megabytes=megabytes, how=how or "killed")
        file = task.file
        row = QuarantineRow(file.file_name, file.sha256, "reading", reason, detail, file.arrived, task.attempts)
        extraction = Extraction(file.sha256[:16], file.file_name, file.sha256, quarantine=row)
        self._extracts.save(file, extraction)
        return report(extraction)


def _named(answer: Report, name: str) -> Report:
    """A report under the name that a person knows; a snapshot on disk has another."""
    quarantine = answer.quarantine and replace(answer.quarantine, file_name=name)
    return replace(answer, file_name=name, quarantine=quarantine)


def _receive(pipe: Connection) -> Report | str:
    """A worker's report, or why there is none."""
    try:
        answer = pipe.recv()
    except (EOFError, OSError):
        return "crashed"
    return answer if isinstance(answer, Report) else "out_of_memory"
