"""Layer audit: whether the candidate reconciles, as checks that stop publishing or warn.

Belongs here: one check for each floor (blocking) and each ceiling (a warning). Stays out: the floors themselves
(`pipeline/vocabulary/floors.yaml`), how they are measured (`pipeline.audit.reconciliation`), and findings about
sources, which never stop anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import dagster as dg

from assets.warehouse import CANDIDATE, RECONCILIATION
from pipeline.audit.reconciliation import Measure, bounds, reconcile

CHECKS: Final = [
    dg.AssetCheckSpec(name, asset=RECONCILIATION, blocking=kind == "floors", description=f"{kind[:-1]} {bound}")
    for kind, held in bounds().items()
    for name, bound in held.items()
]


@dg.asset(
    key=RECONCILIATION,
    group_name="audit",
    ins={"version": dg.AssetIn(CANDIDATE)},
    check_specs=CHECKS,
    kinds={"duckdb"},
)
def reconciliation(version: Path) -> Iterator[dg.MaterializeResult[None]]:
    """对账：数字账、表格识别率达到下限才发布。Number accounting and coverage of the candidate against their floors."""
    measures = reconcile(version)
    yield dg.MaterializeResult(
        metadata={measure.name: _told(measure) for measure in measures},
        check_results=[_result(measure) for measure in measures],
    )


def _told(measure: Measure) -> str:
    return f"{measure.part} of {measure.whole}" + (f" ({measure.share:.2%})" if measure.share is not None else "")


def _result(measure: Measure) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        check_name=measure.name,
        asset_key=RECONCILIATION,
        passed=measure.kept,
        severity=dg.AssetCheckSeverity.ERROR if measure.floor else dg.AssetCheckSeverity.WARN,
        metadata={
            "measured": _told(measure),
            "bound": str(measure.bound),
            "problems": [] if measure.kept else [f"{measure.part} of {measure.whole}, bound {measure.bound}"],
        },
    )
