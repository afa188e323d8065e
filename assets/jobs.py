"""When what runs: the job `ingest` and its nightly schedule.

Belongs here: selections and times. Stays out: what the assets do.
"""

from __future__ import annotations

import dagster as dg

from pipeline.places import INBOX

ingest_job = dg.define_asset_job(
    "ingest",
    selection=dg.AssetSelection.all(),
    description="From the drop folder to the published warehouse.",
)


@dg.schedule(
    job=ingest_job,
    cron_schedule="0 2 * * *",
    execution_timezone="Asia/Shanghai",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every night at 02:00 in Shanghai; skips a night without files.",
)
def nightly() -> dg.RunRequest | dg.SkipReason:
    """A run for what is in the drop folder."""
    if not INBOX.is_dir() or not any(INBOX.iterdir()):
        return dg.SkipReason(f"{INBOX} is empty")
    return dg.RunRequest()
