"""What starts or follows a run besides the clock: files in the drop folder, and a run that failed.

Belongs here: what is watched. Stays out: what is done about it (`pipeline.alerts`, the job itself).
"""

from __future__ import annotations

import time
from hashlib import sha256
from pathlib import Path

import dagster as dg

from assets.schedules import ingest_job
from pipeline.alerts import notify
from pipeline.places import SOURCES, WAREHOUSE
from pipeline.sources.config import SourcesError, load_sources
from pipeline.status import failed

SETTLED_SECONDS = 60
"""A file that changed less than this ago may still be on its way."""


@dg.sensor(
    job=ingest_job,
    minimum_interval_seconds=60,
    default_status=dg.DefaultSensorStatus.STOPPED,
    description="Ingests soon after files were dropped, instead of at night. Off until it is switched on.",
)
def dropped_files(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
    """One run for each state of the drop folder, once nothing in it has changed for a minute."""
    try:
        folders = [Path(folder) for folder in load_sources(SOURCES).inbox]
    except SourcesError as error:
        return dg.SkipReason(str(error))
    files = sorted(path for folder in folders if folder.is_dir() for path in folder.rglob("*") if path.is_file())
    stats = [path.stat() for path in files]
    if any(time.time() - max(stat.st_mtime, stat.st_ctime) < SETTLED_SECONDS for stat in stats):
        return dg.SkipReason("a file is still arriving")
    told = "\n".join(f"{path}|{stat.st_size}|{stat.st_mtime_ns}" for path, stat in zip(files, stats, strict=True))
    state = sha256(told.encode()).hexdigest()
    if not files or state == context.cursor:
        return dg.SkipReason("nothing was dropped")
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=state)], cursor=state)


@dg.run_failure_sensor(
    name="tell_of_failures",
    monitored_jobs=[ingest_job],
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Notes a failed night beside the warehouse, and tells whoever sources.yaml names.",
)
def tell_of_failures(context: dg.RunFailureSensorContext) -> None:
    """The published version is as it was; `status.json` says since when."""
    errors = [context.failure_event.message or "the run failed"]
    failed(WAREHOUSE, errors)
    notify(SOURCES, WAREHOUSE, errors)
