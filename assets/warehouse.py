"""Layer warehouse: the new version of the file, and the link that readers open.

Belongs here: what must be there before a version is built or published. Stays out: building and publishing themselves
(`pipeline.warehouse`). Where nothing is new there is no candidate, and what comes after it is skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import dagster as dg

from assets.resources import Batch
from pipeline.night import same_rows
from pipeline.status import succeeded
from pipeline.warehouse import Settings, build, publish
from pipeline.warehouse.extracts import Extracts, Kept
from pipeline.warehouse.versions import discard, version_name
from schemas import TABLES

CANDIDATE: Final = dg.AssetKey(["warehouse", "candidate"])
PUBLISHED: Final = dg.AssetKey(["warehouse", "published"])
RECONCILIATION: Final = dg.AssetKey(["audit", "reconciliation"])


@dg.asset(
    key=CANDIDATE,
    group_name="warehouse",
    ins={"extractions": dg.AssetIn(["staging", "extraction"])},
    kinds={"duckdb"},
    output_required=False,
)
def candidate(batch: Batch, extractions: list[Kept]) -> Iterator[dg.Output[Path]]:
    """待发布版本：上一版本的文件加本批文件。A new version: the documents of the last one and those of this batch."""
    if not extractions:
        _note(batch)
        dg.get_dagster_logger().info("Nothing is new: the published version stays.")
        return
    for each in extractions:  # most were laid out while others were read; all, where this run did not read them
        batch.layout.add(each)
    path = build(batch.layout.finish(), previous=batch.link, target_dir=batch.link.parent, carry_on=True)
    if batch.full and batch.link.exists() and same_rows(path, batch.link):
        discard(path)
        _note(batch)
        dg.get_dagster_logger().info("Everything was read again and gives the same rows: the published version stays.")
        return
    yield dg.Output(path, metadata={"version": version_name(path), "bytes": path.stat().st_size})


@dg.asset(
    key=PUBLISHED,
    group_name="warehouse",
    ins={"version": dg.AssetIn(CANDIDATE)},
    deps=[RECONCILIATION, *(dg.AssetKey([table.schema, table.relation]) for table in TABLES.values())],
    kinds={"duckdb"},
)
def published(batch: Batch, version: Path) -> dg.Output[Path]:
    """已发布的数据仓库。The version that new connections see, once every table's check and the floors have passed."""
    link = publish(version, Settings(keep_versions=batch.sources.keep_versions))
    Extracts.beside(link, batch.extraction.variant).prune()
    _note(batch)
    return dg.Output(version, metadata={"link": str(link), "version": version_name(version)})


def _note(batch: Batch) -> None:
    """The published version is complete as of now, where there is one."""
    if batch.link.exists():
        succeeded(batch.link)
