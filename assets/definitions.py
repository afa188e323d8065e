"""All definitions of the project, as `dagster dev -w workspace.yaml` loads them.

Belongs here: the list of assets, jobs, schedules and default resources. Stays out: everything else.
"""

from __future__ import annotations

from typing import Final

import dagster as dg

from assets.jobs import ingest_job, nightly
from assets.resources import Batch, Silent
from assets.sources import drop_folder, websites
from assets.staging import extraction
from assets.tables import tables
from assets.warehouse import candidate, published

ASSETS: Final = [drop_folder, websites, extraction, candidate, tables, published]

defs = dg.Definitions(
    assets=ASSETS,
    jobs=[ingest_job],
    schedules=[nightly],
    resources={"batch": Batch(), "progress": Silent()},
    executor=dg.in_process_executor,
)
