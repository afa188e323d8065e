"""When what runs: the job `ingest`, its nightly schedule, and the morning's look at how old the data are.

Belongs here: selections and times. Stays out: what the assets do.
"""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from assets.freshness import is_fresh
from pipeline.places import SOURCES
from pipeline.sources.config import SourcesError, load_sources

ingest_job = dg.define_asset_job(
    "ingest",
    selection=dg.AssetSelection.all() - dg.AssetSelection.checks(is_fresh),
    description="From the drop folder and the websites to the published warehouse.",
    tags={"yusuan/writes": "warehouse"},
)

freshness_job = dg.define_asset_job(
    "freshness",
    selection=dg.AssetSelection.checks(is_fresh),
    description="Whether the last night succeeded.",
)


@dg.schedule(
    job=ingest_job,
    cron_schedule="0 2 * * *",
    execution_timezone="Asia/Shanghai",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every night at 02:00 in Shanghai; skips a night without files and websites.",
)
def nightly() -> dg.RunRequest | dg.SkipReason:
    """A run for what is new in the sources."""
    try:
        sources = load_sources(SOURCES)
    except SourcesError:
        return dg.RunRequest()  # the run fails with the message, and whoever is to be told is told
    folders = [Path(folder) for folder in sources.inbox]
    if not sources.websites and not any(folder.is_dir() and any(folder.iterdir()) for folder in folders):
        return dg.SkipReason(f"{', '.join(sources.inbox)} is empty, and no website is listed")
    return dg.RunRequest()


mornings = dg.ScheduleDefinition(
    name="mornings",
    job=freshness_job,
    cron_schedule="0 7 * * *",
    execution_timezone="Asia/Shanghai",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every morning at 07:00 in Shanghai: did the night succeed?",
)
