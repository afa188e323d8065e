"""Layer raw: the files to ingest.

Belongs here: one asset for each kind of place that files come from, and the batch that they make. Stays out: listing,
fetching and keeping (`pipeline.sources`) and opening the files as documents (staging).
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import dagster as dg

from assets.resources import Batch, Progress
from pipeline.runlog import RunLog
from pipeline.sources.folder import SourceFile, list_files, unique

AGAIN = dg.RetryPolicy(max_retries=2, delay=30, backoff=dg.Backoff.EXPONENTIAL)
"""For what is nobody's answer: a disk or a network that is away for a moment. Servers' answers are retried below."""


@dg.asset(key=["raw", "drop_folder"], group_name="raw", kinds={"file"})
def drop_folder(batch: Batch) -> dg.Output[list[SourceFile]]:
    """收件箱：投入目录或指定的文件。Files dropped into the inbox, or named for this run; each content once."""
    named = [Path(path) for path in batch.paths]
    files = list_files(named or [Path(path) for path in batch.sources.inbox if Path(path).is_dir()])
    if not named:
        for file in files:
            batch.snapshots.take(file)
    return dg.Output(
        files,
        metadata={
            "dagster/row_count": len(files),
            "bytes": sum(file.byte_size for file in files),
            "copies": [copy for file in files for copy in file.copies],
        },
    )


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
    metadata = {"dagster/row_count": len(files), "addresses": visited, "bytes": sum(file.byte_size for file in files)}
    return dg.Output(files, metadata=metadata)
