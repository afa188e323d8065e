"""Building a new version of the warehouse: the last version's documents plus a batch of extractions."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

import polars as pl

from pipeline.audit.years import year_checks
from pipeline.extraction import Extraction
from pipeline.warehouse.batch import Batch, Loadable, make_batch
from pipeline.warehouse.checks import check_version
from pipeline.warehouse.derived import contents, merged_quarantine, printed_codes
from pipeline.warehouse.dimensions import VOCABULARIES, economic_classes, function_classes, vocabulary_frame
from pipeline.warehouse.documents import identified, with_current
from pipeline.warehouse.errors import NothingLoaded
from pipeline.warehouse.load import Connection, create_tables, load_documents, load_frame, open_new, previous_frame
from pipeline.warehouse.locking import warehouse_lock
from pipeline.warehouse.organizations import organizations
from pipeline.warehouse.publish import sync_file
from pipeline.warehouse.restatement import restatements
from pipeline.warehouse.settings import Settings
from pipeline.warehouse.version_row import builder_of, version_row
from pipeline.warehouse.versions import FOLDER, current_version, next_version
from pipeline.warehouse.views import create_views
from schemas import TABLES

DEFAULTS = Settings()
WORK_PREFIX = ".building-"
SPOOL_PREFIX = ".spool-"


def build(
    extractions: Iterable[Extraction | Loadable] | Batch,
    previous: Path | None,
    target_dir: Path,
    settings: Settings = DEFAULTS,
    name: str = "budget.duckdb",
    *,
    carry_on: bool = False,
) -> Path:
    """Write and check a new version file, and return it unpublished; `publish` makes it the current one.

    `previous` is the link `<target_dir>/<name>`, which may not exist yet, or None to build from nothing. Documents that
    are in the batch replace what was loaded of them before. Rows do not depend on the order of the batch, nor on what
    was loaded in which night. A batch that is laid out already is taken as it is.

    Raises `NothingLoaded` if no document of the batch can be loaded (with `carry_on`: if the warehouse would be empty),
    `WarehouseBusy` if another run holds the warehouse, `BrokenVersion` if the result does not keep the declarations;
    nothing is left behind then.
    """
    link = target_dir / (previous.name if previous is not None else name)
    spool = extractions.spool if isinstance(extractions, Batch) else None
    with warehouse_lock(link), nullcontext(spool) if spool else new_spool(link) as folder:
        version = next_version(link)
        published = current_version(link) if previous is not None else None
        work = link.parent / FOLDER / f"{WORK_PREFIX}{version.name}{link.suffix}"
        batch = extractions if isinstance(extractions, Batch) else make_batch(extractions, folder)
        if not batch.disclosure_ids and not (carry_on and published):
            raise NothingLoaded("No document of this batch could be loaded; the warehouse stays as it is.")
        try:
            _write(work, published.path if published else None, batch, settings, folder)
            sync_file(work)
            version.path.parent.mkdir(exist_ok=True)
            work.replace(version.path)
            sync_file(version.path)
        finally:
            _remove(work)
    return version.path


def _write(path: Path, previous: Path | None, batch: Batch, settings: Settings, spool: Path) -> None:
    connection = open_new(path, previous, settings, spool)
    try:
        connection.begin()
        create_tables(connection)
        _load(connection, batch)
        check_version(connection)
        create_views(connection)
        connection.commit()
        if previous is not None:
            connection.execute("DETACH previous")
        connection.execute("CHECKPOINT")
    finally:
        connection.close()


def _load(connection: Connection, batch: Batch) -> None:
    """All tables. Documents are identified first, because the other tables are stored in their order."""
    replaced = _replaced(connection, batch)
    documents = _all_documents(connection, batch, "dim_disclosure", replaced)
    places = _with_every_document(_all_documents(connection, batch, "staging.organization", replaced), documents)
    organizations_frame, org_ids = organizations(places)
    documents = identified(documents, org_ids)
    load_frame(connection, TABLES["dim_organization"], organizations_frame)
    load_documents(connection, batch, documents, replaced)
    load_frame(connection, TABLES["dim_disclosure"], with_current(documents, contents(connection)))
    for name in VOCABULARIES:
        load_frame(connection, TABLES[name], vocabulary_frame(name))
    for name, classes in (("dim_function_class", function_classes), ("dim_economic_class", economic_classes)):
        load_frame(connection, TABLES[name], classes(printed_codes(connection, name)))
    quarantine = TABLES["audit.quarantine"]
    set_aside = merged_quarantine(previous_frame(connection, quarantine), batch.quarantine, documents)
    load_frame(connection, quarantine, set_aside)
    load_frame(connection, TABLES["audit.restatement"], restatements(connection))
    load_frame(connection, TABLES["audit.year_check"], year_checks(connection))
    carried = documents.height - len(batch.disclosure_ids) + set_aside.height - batch.quarantine.height
    builder = builder_of(previous_frame(connection, TABLES["audit.version"]), max(carried, 0))
    load_frame(connection, TABLES["audit.version"], version_row(connection, builder))


def _replaced(connection: Connection, batch: Batch) -> list[str]:
    """The documents of which nothing is taken over: the batch has their rows, or says why they cannot be read now."""
    before = previous_frame(connection, TABLES["dim_disclosure"])
    unreadable = before.join(batch.quarantine, on=["sha256", "file_name"], how="semi")
    return [*batch.disclosure_ids, *unreadable["disclosure_id"]]


def _all_documents(connection: Connection, batch: Batch, name: str, replaced: Sequence[str]) -> pl.DataFrame:
    """A table of all documents: those of the last version that are not replaced, and the batch's."""
    return pl.concat([previous_frame(connection, TABLES[name], replaced), batch.frames[name]])


def _with_every_document(places: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """A document that says nothing about its region still has an organization: the one it names."""
    missing = documents.join(places, on="disclosure_id", how="anti").select("disclosure_id", "org_name")
    blank = [pl.lit("").alias(name) for name in places.columns if name not in missing.columns]
    return pl.concat([places, missing.with_columns(blank).select(places.columns)])


@contextmanager
def new_spool(link: Path) -> Iterator[Path]:
    """A folder for what waits for the next version of a warehouse, whose lock is held; deleted at the end."""
    _clear(link)
    with tempfile.TemporaryDirectory(prefix=f"{SPOOL_PREFIX}{link.name}-", dir=link.parent / FOLDER) as spool:
        yield Path(spool)


def _clear(link: Path) -> None:
    """Make the folder, and remove what a run that was killed left of its unfinished file. The lock is held.

    Only of this warehouse: that of `budget-2025.duckdb` beside `budget.duckdb` may be at work.
    """
    folder = link.parent / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = re.compile(rf"{re.escape(WORK_PREFIX + link.stem)}-\d+-after-\d+{re.escape(link.suffix)}(\.wal)?")
    for left in [path for path in folder.iterdir() if unfinished.fullmatch(path.name)]:
        left.unlink(missing_ok=True)
    for left in folder.glob(f"{SPOOL_PREFIX}{link.name}-*"):
        shutil.rmtree(left, ignore_errors=True)


def _remove(work: Path) -> None:
    for path in (work, work.with_name(f"{work.name}.wal")):
        path.unlink(missing_ok=True)
