"""The warehouse as files for other tools: Parquet, CSV for Excel, a workbook for each disclosure, a data package.

Belongs here: what is written and how. Stays out: the command line (`pipeline.cli.export`), and what the views answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import duckdb

from pipeline.warehouse.export.datapackage import write_datapackage
from pipeline.warehouse.export.folder import ExportError, fresh_folder
from pipeline.warehouse.export.progress import Progress, silent
from pipeline.warehouse.export.tables import write_csv, write_parquet
from pipeline.warehouse.export.workbooks import write_workbooks
from pipeline.warehouse.reading import connect

FORMATS: Final[Mapping[str, Callable[[duckdb.DuckDBPyConnection, Path, Progress], int]]] = {
    "parquet": write_parquet,
    "csv": write_csv,
    "xlsx": write_workbooks,
    "datapackage": write_datapackage,
}
"""What writes each format into an empty folder, and returns the number of files."""


def export(warehouse: Path, format_: str, out: Path, progress: Progress = silent) -> int:
    """Write the published version in one format to a folder, and return the number of files.

    The folder appears when all is written, and replaces an earlier export there. Raises `ExportError` if it holds
    anything else.
    """
    with fresh_folder(out) as folder, connect(warehouse) as connection:
        return FORMATS[format_](connection, folder, progress)


__all__ = ["FORMATS", "ExportError", "export"]
