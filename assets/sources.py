"""Layer raw: the files to ingest.

Belongs here: one asset for each kind of place that files come from. Stays out: listing and fetching
(`pipeline.sources`) and opening the files as documents (staging).
"""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from assets.resources import Batch
from pipeline.sources.folder import SourceFile, list_files


@dg.asset(key=["raw", "drop_folder"], group_name="raw", kinds={"file"})
def drop_folder(batch: Batch) -> dg.Output[list[SourceFile]]:
    """收件箱：投入目录或指定的文件。Files dropped into data/raw/inbox, or named for this run; each content once."""
    files = list_files(Path(path) for path in batch.paths)
    return dg.Output(
        files,
        metadata={
            "dagster/row_count": len(files),
            "bytes": sum(file.byte_size for file in files),
            "copies": [copy for file in files for copy in file.copies],
        },
    )


@dg.asset(key=["raw", "websites"], group_name="raw", kinds={"http"})
def websites(batch: Batch) -> dg.Output[list[SourceFile]]:
    """网站：按 sources.yaml 抓取的公开文件。Snapshots of what the websites of sources.yaml publish."""
    return dg.Output([], metadata={"dagster/row_count": 0})
