"""Layer warehouse: the new version of the file, and the link that readers open.

Belongs here: what must be there before a version is built or published. Stays out: building and publishing themselves
(`pipeline.warehouse`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import dagster as dg

from assets.resources import Batch
from pipeline.extract import Extraction
from pipeline.warehouse import build, publish
from schemas import TABLES

CANDIDATE: Final = dg.AssetKey(["warehouse", "candidate"])
PUBLISHED: Final = dg.AssetKey(["warehouse", "published"])


@dg.asset(
    key=CANDIDATE,
    group_name="warehouse",
    ins={"extractions": dg.AssetIn(["staging", "extraction"])},
    kinds={"duckdb"},
)
def candidate(batch: Batch, extractions: list[Extraction]) -> dg.Output[Path]:
    """待发布版本：上一版本的文件加本批文件。A new version: the documents of the last one and those of this batch."""
    path = build(extractions, previous=batch.link, target_dir=batch.link.parent)
    return dg.Output(path, metadata={"version": path.name, "bytes": path.stat().st_size})


@dg.asset(
    key=PUBLISHED,
    group_name="warehouse",
    ins={"version": dg.AssetIn(CANDIDATE)},
    deps=[dg.AssetKey([table.schema, table.relation]) for table in TABLES.values()],
    kinds={"duckdb"},
)
def published(version: Path) -> dg.Output[Path]:
    """已发布的数据仓库。The version that new connections see, once every table's check has passed."""
    return dg.Output(version, metadata={"link": str(publish(version)), "version": version.name})
