"""Layer staging: the batch of files read into rows by table, kept by content.

Belongs here: the walk over what is new in the batch. Stays out: what is new (`pipeline.night`), how a file is read
(`pipeline.extract`), in which processes (`pipeline.pool`) and how rows are laid out (`pipeline.warehouse.batch`).
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from functools import partial
from importlib import import_module

import dagster as dg

from assets.resources import Batch, Progress
from pipeline.beside import Beside
from pipeline.extraction import Extraction
from pipeline.night import Plan, plan
from pipeline.pool import Pool
from pipeline.runlog import RunLog
from pipeline.sources.folder import SourceFile
from pipeline.warehouse.extracts import DamagedExtract, Extracts, Kept
from pipeline.worker import Report, read_file, report

EXTRACTION = dg.AssetKey(["staging", "extraction"])


@dg.asset(
    key=EXTRACTION,
    group_name="staging",
    ins={"files": dg.AssetIn(["raw", "snapshots"])},
    kinds={"pdf"},
)
def extraction(batch: Batch, files: list[SourceFile], progress: dg.ResourceParam[Progress]) -> dg.Output[list[Kept]]:
    """提取结果：每个新的或改变的文件一份。What the new files of the batch give: rows by table, or why one is set aside.

    Known content is not read again. A batch of which nothing can be loaded fails here, so that the published warehouse
    stays as it is.
    """
    extracts = Extracts.beside(batch.link, batch.extraction.variant)
    todo = plan(files, batch.link, extracts, full=batch.full)
    progress.start(files)
    log = RunLog(batch.link)
    loaded = todo.loaded
    quarantined: dict[str, str] = {}
    rows = 0
    with Beside() as beside, closing(_read(batch, todo, extracts)) as read:
        if todo.changed:  # what checks rows is imported, and rows are laid out, while the workers read
            beside.call(import_module, "pandera.polars")
        for found, each in read:
            beside.call(batch.layout.add, found)
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
    return dg.Output([Kept(file, extracts) for file in todo.changed], metadata=metadata)


def _read(batch: Batch, todo: Plan, extracts: Extracts) -> Generator[tuple[Extraction | Kept, Report]]:
    """What the changed files give, in their order: read, or taken from where it is kept; what is damaged comes last."""
    unread = {file.sha256 for file in todo.unread}
    damaged: list[SourceFile] = []
    extractor = partial(read_file, settings=batch.extraction)
    with Pool(extracts, batch.processes or None, batch.limits, extractor) as pool:
        reports = pool.read(todo.unread)
        for file in todo.changed:
            if file.sha256 in unread:
                yield Kept(file, extracts), next(reports)
                continue
            try:
                known = extracts.load(file)
            except DamagedExtract:
                damaged.append(file)
                continue
            yield known, report(known, known=True)
        for file, each in zip(damaged, pool.read(damaged), strict=True):
            yield Kept(file, extracts), each
