"""All definitions of the project, as `dagster dev -w workspace.yaml` loads them.

Belongs here: the list of assets, checks, jobs, schedules, sensors and default resources. Stays out: everything else.
"""

from __future__ import annotations

from typing import Final

import dagster as dg

from assets.freshness import is_fresh
from assets.reconciliation import reconciliation
from assets.resources import Batch, Silent
from assets.schedules import freshness_job, ingest_job, mornings, nightly
from assets.sensors import dropped_files, tell_of_failures
from assets.sources import drop_folder, snapshots, websites
from assets.staging import extraction
from assets.tables import tables
from assets.warehouse import candidate, published

ASSETS: Final = [drop_folder, websites, snapshots, extraction, candidate, tables, reconciliation, published]

defs = dg.Definitions(
    assets=ASSETS,
    asset_checks=[is_fresh],
    jobs=[ingest_job, freshness_job],
    schedules=[nightly, mornings],
    sensors=[dropped_files, tell_of_failures],
    resources={"batch": Batch(), "progress": Silent()},
    executor=dg.in_process_executor,
)
