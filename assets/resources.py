"""What a run is told from outside: which files, which warehouse, and whom to tell about progress.

Belongs here: typed resources and their defaults. Stays out: reading the files that are named.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import dagster as dg

from pipeline.places import INBOX, WAREHOUSE
from pipeline.sources.folder import SourceFile
from pipeline.worker import Limits, Report


class Batch(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The files and folders to ingest, and the link under which the warehouse is published; relative to the cwd.

    `full` reads everything again. `workers` 0 means as many as there are cores; the limits are those of one file.
    """

    paths: list[str] = [str(INBOX)]  # noqa: RUF012 - a default of a config schema, which Dagster copies
    warehouse: str = str(WAREHOUSE)
    full: bool = False
    workers: int = 0
    seconds_per_file: float = Limits().seconds
    memory_per_file: int = Limits().memory_bytes
    keep_versions: int = 5

    @property
    def limits(self) -> Limits:
        """What one file may cost."""
        return Limits(self.seconds_per_file, self.memory_per_file)

    @property
    def link(self) -> Path:
        """Where the warehouse is published."""
        return Path(self.warehouse)


class Progress(Protocol):
    """Hears how a batch goes on."""

    def start(self, files: list[SourceFile]) -> None: ...

    def done(self, report: Report) -> None: ...


class Silent:
    """Progress that nobody watches: Dagster's own log and metadata say enough."""

    def start(self, files: list[SourceFile]) -> None:
        pass

    def done(self, report: Report) -> None:
        pass
