"""How old the data are: a check on the published warehouse that fails when no night has succeeded lately.

Belongs here: what counts as too old. Stays out: how it is known (`pipeline.status`).
"""

from __future__ import annotations

import dagster as dg

from assets.resources import Batch
from assets.warehouse import PUBLISHED
from pipeline.status import age_in_hours, read_status

TOO_OLD_HOURS = 26
"""A night and two hours: one that failed is noticed the same morning."""


@dg.asset_check(asset=PUBLISHED, name="is_fresh", description="A night has succeeded within the last 26 hours.")
def is_fresh(batch: Batch) -> dg.AssetCheckResult:
    """Also a night in which nothing was new counts: the data are then known to be complete."""
    age = age_in_hours(batch.link)
    status = {name: str(value) for name, value in read_status(batch.link).items()}
    return dg.AssetCheckResult(
        passed=age is not None and age <= TOO_OLD_HOURS,
        metadata={**status, "hours": "never" if age is None else round(age, 1)},
    )
