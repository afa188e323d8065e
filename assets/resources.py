"""What a run is told from outside: which files, which warehouse, and whom to tell about progress.

Belongs here: typed resources and their defaults. Stays out: reading the files that are named.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

import dagster as dg
from pydantic import PrivateAttr

from pipeline.audit.corrections import read_corrections
from pipeline.audit.witness_settings import WitnessSettings
from pipeline.extraction import ExtractionSettings
from pipeline.places import CORRECTIONS, SNAPSHOTS, SOURCES, WAREHOUSE
from pipeline.reader_names import DEFAULT_READER
from pipeline.sources.config import Sources, load_sources
from pipeline.sources.folder import SourceFile
from pipeline.sources.snapshots import Snapshots
from pipeline.warehouse import new_spool, warehouse_lock
from pipeline.warehouse.batch import Layout
from pipeline.worker import Limits, Report

if TYPE_CHECKING:
    from pipeline.sources.website import Visit


class Batch(dg.ConfigurableResource):  # type: ignore[type-arg]
    """What is ingested and where to; relative to the cwd.

    Without `paths`, what the sources file lists; else these files and folders only. `full` reads everything again.
    `workers` 0 means what the sources file says; `reader` names the PDF reader. Whoever holds this resource holds the
    warehouse's lock.
    """

    paths: list[str] = []  # noqa: RUF012 - a default of a config schema, which Dagster copies
    warehouse: str = str(WAREHOUSE)
    sources_file: str = str(SOURCES)
    snapshots_folder: str = str(SNAPSHOTS)
    full: bool = False
    workers: int = 0
    reader: str = DEFAULT_READER
    _layout: Layout = PrivateAttr(default_factory=Layout)

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Self]:
        """One run at a time: `WarehouseBusy`, with the number of the other process, where there is another."""
        with warehouse_lock(self.link), new_spool(self.link) as spool:
            self._layout = Layout(spool)
            yield self

    @property
    def layout(self) -> Layout:
        """Where the batch's rows are laid out for the next version, in the order of its files; it ends with the run."""
        return self._layout

    @property
    def link(self) -> Path:
        """Where the warehouse is published."""
        return Path(self.warehouse)

    @property
    def sources(self) -> Sources:
        """The sources file. Raises `SourcesError`."""
        return load_sources(Path(self.sources_file))

    @property
    def snapshots(self) -> Snapshots:
        """Where raw contents are kept."""
        return Snapshots(Path(self.snapshots_folder))

    @property
    def processes(self) -> int:
        """How many processes read; 0: one for each core."""
        return self.workers or self.sources.reading.workers

    @property
    def limits(self) -> Limits:
        """What one file may cost."""
        reading = self.sources.reading
        return Limits(reading.seconds_per_file, reading.megabytes_per_file << 20)

    @property
    def extraction(self) -> ExtractionSettings:
        """How files are read."""
        witness = WitnessSettings(**self.sources.reading.witness.model_dump())
        return ExtractionSettings(self.reader, witness, read_corrections(CORRECTIONS))


class Progress(Protocol):
    """Hears how a batch goes on."""

    def start(self, files: list[SourceFile]) -> None: ...

    def done(self, report: Report) -> None: ...

    def fetched(self, visit: Visit) -> None: ...


class Silent:
    """Progress that nobody watches: Dagster's own log and metadata say enough."""

    def start(self, files: list[SourceFile]) -> None:
        pass

    def done(self, report: Report) -> None:
        pass

    def fetched(self, visit: Visit) -> None:
        pass
