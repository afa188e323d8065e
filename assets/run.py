"""One run of the assets in this process, without a Dagster instance: what `yusuan ingest` does.

Belongs here: starting the run and handing back its outcome. Stays out: what a person sees of it (`pipeline.cli`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import dagster as dg

from assets.definitions import ASSETS
from assets.resources import Batch, Progress
from assets.sources import UNREADABLE
from pipeline.alerts import notify
from pipeline.extraction import QuarantineRow
from pipeline.places import SOURCES
from pipeline.reader_names import DEFAULT_READER
from pipeline.status import failed
from pipeline.warehouse import WarehouseError, connect, read_table, warehouse_lock
from schemas import TABLES

# Dagster warns that checks behind a candidate that was not made gave no result; what they would gate is skipped too.
logging.getLogger("dagster._core.execution.plan.active").setLevel(logging.ERROR)
_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a run. `version` is the published file, None where nothing was published; then `errors` says why.

    `row_counts` are those of the whole warehouse by table, `set_aside` all its quarantined files. `unchanged` says that
    nothing was new and `version` is the one that was there before, `busy` that another run is at work. `unreadable`
    are files of which not even the content could be had, each with the reason; the others went on.
    """

    version: Path | None
    row_counts: Mapping[str, int] = field(default_factory=dict)
    set_aside: tuple[QuarantineRow, ...] = ()
    errors: tuple[str, ...] = ()
    unchanged: bool = False
    busy: bool = False
    unreadable: tuple[str, ...] = ()


def run_ingest(
    paths: Iterable[Path],
    warehouse: Path,
    progress: Progress,
    *,
    full: bool = False,
    workers: int = 0,
    reader: str = DEFAULT_READER,
) -> Outcome:
    """Ingest the files (without any: what the sources file lists) and publish the warehouse at the link `warehouse`.

    No other run may work on that warehouse meanwhile; then nothing is done, and the outcome says so.
    """
    named = [str(path) for path in paths]
    batch = Batch(paths=named, warehouse=str(warehouse), full=full, workers=workers, reader=reader)
    with ExitStack() as stack:
        try:
            stack.enter_context(warehouse_lock(warehouse))
        except WarehouseError as busy:
            return Outcome(None, errors=(str(busy),), busy=True)
        instance = stack.enter_context(dg.DagsterInstance.ephemeral())
        result = dg.materialize(
            ASSETS,
            instance=instance,
            resources={"batch": batch, "progress": progress},
            run_config=_QUIET,
            raise_on_error=False,
        )
    unreadable = _unreadable(result)
    if not result.success:
        errors = _errors(result)
        failed(warehouse, list(errors))
        notify(SOURCES, warehouse, errors)
        return Outcome(None, errors=errors, unreadable=unreadable)
    if not warehouse.exists():
        return Outcome(None, errors=("There is no file to load.",), unreadable=unreadable)
    version = warehouse.resolve()
    published = result.asset_materializations_for_node("warehouse__published")
    return Outcome(version, row_counts(version), _set_aside(version), unchanged=not published, unreadable=unreadable)


def row_counts(version: Path) -> dict[str, int]:
    """Rows of a version by table."""
    with connect(version) as connection:
        found = {}
        for table in TABLES.values():
            row = connection.execute(f"SELECT count(*) FROM {table.qualified}").fetchone()
            found[table.name] = int(row[0]) if row else 0
    return found


def _set_aside(version: Path) -> tuple[QuarantineRow, ...]:
    return tuple(
        QuarantineRow(row["file_name"], row["sha256"], row["stage"], row["reason"], row["detail"], row["last_seen"])
        for row in read_table(version, TABLES["audit.quarantine"]).to_dicts()
    )


def _unreadable(result: dg.ExecuteInProcessResult) -> tuple[str, ...]:
    """The files that the drop folder passed over."""
    told = [each.metadata[UNREADABLE].value for each in result.asset_materializations_for_node("raw__drop_folder")]
    return tuple(str(name) for names in told if isinstance(names, list) for name in names)


def _errors(result: dg.ExecuteInProcessResult) -> tuple[str, ...]:
    failed = [
        f"{check.asset_key.to_user_string()} {check.check_name}: {_problems(check)}"
        for check in result.get_asset_check_evaluations()
        if not check.passed and check.severity == dg.AssetCheckSeverity.ERROR  # a warning stops nothing
    ]
    if failed:
        return tuple(failed)
    return tuple(_reason(event) for event in result.get_step_failure_events())


def _problems(check: dg.AssetCheckEvaluation) -> str:
    """What a check found, in one line."""
    told = check.metadata["problems"].value if "problems" in check.metadata else None
    return "; ".join(map(str, told)) if isinstance(told, list) and told else "failed"


def _reason(event: dg.DagsterEvent) -> str:
    """The innermost cause of a failed step, in one line."""
    failure = event.step_failure_data
    if failure.user_failure_data is not None and failure.user_failure_data.description:
        return failure.user_failure_data.description
    error = failure.error
    while error is not None and error.cause is not None:
        error = error.cause
    return error.message.strip() if error is not None else f"step {event.step_key} failed"
