"""Layer raw: the files to ingest.

Belongs here: one asset for each kind of place that files come from, and the batch that they make. Stays out: listing,
fetching and keeping (`pipeline.sources`) and opening the files as documents (staging).
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Final

import dagster as dg

from assets.resources import Batch, Progress
from pipeline.runlog import RunLog
from pipeline.sources.folder import SourceFile, Unreadable, list_files, unique
from pipeline.sources.names import name_on_disk

AGAIN = dg.RetryPolicy(max_retries=2, delay=30, backoff=dg.Backoff.EXPONENTIAL)
"""For what is nobody's answer: a disk or a network that is away for a moment. Servers' answers are retried below."""

UNREADABLE: Final = "unreadable"
"""Metadata of the drop folder: the files that could not be read, each with the reason."""


@dg.asset(key=["raw", "drop_folder"], group_name="raw", kinds={"file"})
def drop_folder(batch: Batch) -> dg.Output[list[SourceFile]]:
    """收件箱：投入目录或指定的文件。Files dropped into the inbox, or named for this run; each content once."""
    named = [Path(path) for path in batch.paths]
    log = RunLog(batch.link)
    unreadable: list[str] = []

    def tell(path: Path, error: OSError) -> None:
        """One file that cannot be read is told and passed over; the others go on."""
        name = name_on_disk(path)
        unreadable.append(f"{name}: {error.strerror or type(error).__name__}")
        log.write("unreadable", file_name=name, reason=type(error).__name__)

    listed = list_files(named or [Path(path) for path in batch.sources.inbox if Path(path).is_dir()], tell)
    files = listed if named else [file for file in listed if _taken(batch, file, tell)]
    return dg.Output(
        files,
        metadata={
            "dagster/row_count": len(files),
            "bytes": sum(file.byte_size for file in files),
            "copies": [copy for file in files for copy in file.copies],
            UNREADABLE: unreadable,
        },
    )


def _taken(batch: Batch, file: SourceFile, unreadable: Unreadable) -> bool:
    """Whether a copy of a dropped file is kept now; it may be gone since it was listed."""
    try:
        batch.snapshots.take(file)
    except OSError as error:
        if os.access(file.path, os.R_OK):
            raise  # it is the snapshots' folder that is at fault
        unreadable(file.path, error)
        return False
    return True


@dg.asset(key=["raw", "websites"], group_name="raw", kinds={"http"}, retry_policy=AGAIN)
def websites(batch: Batch, progress: dg.ResourceParam[Progress]) -> dg.Output[int]:
    """网站：按 sources.yaml 抓取，逐个地址记录结果。What the websites of sources.yaml publish, address by address."""
    outcomes: Counter[str] = Counter()
    failures: list[str] = []
    log = RunLog(batch.link)
    batch.snapshots.clear()
    sites = () if batch.paths else batch.sources.websites
    if sites:
        from pipeline.sources.website import visit  # with it comes the HTTP client, which other runs do without
    for site in sites:
        for each in visit(site, batch.snapshots):
            outcomes[each.outcome] += 1
            log.write("address", site=each.site, address=each.address, outcome=each.outcome, status=each.status,
                      sha256=each.sha256, attempts=each.attempts)  # fmt: skip
            progress.fetched(each)
            if each.failed:
                failures.append(f"{each.outcome}: {each.address}")
    return dg.Output(sum(outcomes.values()), metadata={"outcomes": dict(outcomes), "failures": failures})


@dg.asset(
    key=["raw", "snapshots"],
    group_name="raw",
    ins={"dropped": dg.AssetIn(["raw", "drop_folder"]), "visited": dg.AssetIn(["raw", "websites"])},
    kinds={"file"},
)
def snapshots(batch: Batch, dropped: list[SourceFile], visited: int) -> dg.Output[list[SourceFile]]:
    """原始快照：曾到达的每个内容。The batch: every content that ever came, or the files that were named."""
    files = unique(dropped if batch.paths else batch.snapshots.files())
    damaged = [] if batch.paths else [path.name for path in batch.snapshots.damaged()]
    log = RunLog(batch.link)
    for name in damaged:
        log.write("damaged_sidecar", file_name=name)
    return dg.Output(
        files,
        metadata={
            "dagster/row_count": len(files),
            "addresses": visited,
            "bytes": sum(file.byte_size for file in files),
            "damaged": damaged,
        },
    )
