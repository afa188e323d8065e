"""Layer staging: the batch of files read into rows by table, kept by content.

Belongs here: the walk over what is new in the batch. Stays out: what is new (`pipeline.night`), how a file is read
(`pipeline.extract`), in which processes (`pipeline.pool`) and how rows are laid out (`pipeline.warehouse.batch`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib import import_module

import dagster as dg

from assets.resources import Batch, Progress
from pipeline.beside import Beside
from pipeline.night import Plan, plan
from pipeline.pool import Pool
from pipeline.runlog import RunLog
from pipeline.sources.folder import SourceFile
from pipeline.warehouse.batch import Batch as Rows
from pipeline.warehouse.batch import Layout
from pipeline.warehouse.extracts import Extracts, Kept
from pipeline.worker import Report, read_file, report

EXTRACTION = dg.AssetKey(["staging", "extraction"])


@dg.asset(
    key=EXTRACTION,
    group_name="staging",
    ins={"files": dg.AssetIn(["raw", "snapshots"])},
    kinds={"pdf"},
)
def extraction(batch: Batch, files: list[SourceFile], progress: dg.ResourceParam[Progress]) -> dg.Output[Rows]:
    """提取结果：每个新的或改变的文件一份。What the new files of the batch give: rows by table, or why one is set aside.

    Known content is not read again. A batch of which nothing can be loaded fails here, so that the published warehouse
    stays as it is.
    """
    extracts = Extracts.beside(batch.link, batch.extraction.variant)
    todo = plan(files, batch.link, extracts, full=batch.full)
    progress.start(files)
    log = RunLog(batch.link)
    layout = Layout(batch.spool)
    loaded = todo.loaded
    quarantined: dict[str, str] = {}
    rows = 0
    with Beside() as beside:  # rows are laid out, and what checks them is imported, while the workers read
        if todo.changed:
            beside.call(import_module, "pandera.polars")
        for file, each in zip(todo.changed, _reports(batch, todo, extracts), strict=True):
            beside.call(layout.add, Kept(file, extracts))
            progress.done(each)
            log.document(each)
            rows += sum(each.counts.values())
            if each.quarantine:
                quarantined[each.file_name] = each.quarantine.reason
            else:
                loaded += 1
    metadata: dict[str, int | dict[str, str]] = {
        "files": len(files),
        "changed": len(todo.changed),
        "read": len(todo.unread),
        "quarantined": quarantined,
        "rows": rows,
    }
    if not loaded and todo.changed:
        raise dg.Failure("Nothing in this batch could be loaded; the warehouse stays as it is.", metadata=metadata)
    return dg.Output(layout.finish(), metadata=metadata)


def _reports(batch: Batch, todo: Plan, extracts: Extracts) -> Iterator[Report]:
    """Reports on the changed files in their order, those that are kept taken from there."""
    unread = {file.sha256 for file in todo.unread}
    extractor = partial(read_file, settings=batch.extraction)
    with Pool(extracts, batch.processes or None, batch.limits, extractor) as pool:
        read = pool.read(todo.unread)
        for file in todo.changed:
            yield next(read) if file.sha256 in unread else report(extracts.load(file), known=True)
