"""Layer staging: the batch of files read into rows by table.

Belongs here: the walk over the batch. Stays out: how a file is read (`pipeline.extract`).
"""

from __future__ import annotations

import dagster as dg

from assets.resources import Progress
from pipeline.extract import Extraction, extract
from pipeline.sources.folder import SourceFile


@dg.asset(
    key=["staging", "extraction"],
    group_name="staging",
    ins={"files": dg.AssetIn(["raw", "drop_folder"])},
    kinds={"pdf"},
)
def extraction(files: list[SourceFile], progress: dg.ResourceParam[Progress]) -> dg.Output[list[Extraction]]:
    """提取结果：每个文件一份，含入库行或隔离原因。One extraction per file: its rows by table, or why it is set aside.

    A batch of which nothing can be loaded fails here, so that the published warehouse stays as it is.
    """
    progress.start(files)
    extractions = []
    for file in files:
        extractions.append(extract(file.path))
        progress.done(extractions[-1])
    quarantined = {each.file_name: each.quarantine.reason for each in extractions if each.quarantine}
    metadata: dict[str, int | dict[str, str]] = {
        "documents": len(extractions) - len(quarantined),
        "quarantined": quarantined,
        "rows": sum(len(rows) for each in extractions for rows in each.rows.values()),
    }
    if len(quarantined) == len(extractions):
        raise dg.Failure("Nothing in this batch could be loaded; the warehouse stays as it is.", metadata=metadata)
    return dg.Output(extractions, metadata=metadata)
