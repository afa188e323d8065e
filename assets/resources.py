"""What a run is told from outside: which files, which warehouse, and whom to tell about progress.

Belongs here: typed resources and their defaults. Stays out: reading the files that are named.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import dagster as dg

from pipeline.extract import Extraction
from pipeline.places import INBOX, WAREHOUSE
from pipeline.sources.folder import SourceFile


class Batch(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The files and folders to ingest, and the link under which the warehouse is published; relative to the cwd."""

    paths: list[str] = [str(INBOX)]  # noqa: RUF012 - a default of a config schema, which Dagster copies
    warehouse: str = str(WAREHOUSE)

    @property
    def link(self) -> Path:
        """Where the warehouse is published."""
        return Path(self.warehouse)


class Progress(Protocol):
    """Hears how a batch goes on."""

    def start(self, files: list[SourceFile]) -> None: ...

    def done(self, extraction: Extraction) -> None: ...


class Silent:
    """Progress that nobody watches: Dagster's own log and metadata say enough."""

    def start(self, files: list[SourceFile]) -> None:
        pass

    def done(self, extraction: Extraction) -> None:
        pass
