"""The warehouse file: building a version, publishing it, reading it.

Belongs here: DuckDB, versions of the file, dimensions over all documents, facts of statements (`facts/`). Stays out:
what tables there are (`schemas/`) and reading documents (`pipeline.reading` and the others).
"""

from __future__ import annotations

from pipeline.warehouse.build import build, new_spool
from pipeline.warehouse.errors import BrokenVersion, NothingLoaded, StaleVersion, WarehouseBusy, WarehouseError
from pipeline.warehouse.locking import warehouse_lock
from pipeline.warehouse.publish import publish
from pipeline.warehouse.reading import connect, read_table
from pipeline.warehouse.settings import Settings

__all__ = [
    "BrokenVersion",
    "NothingLoaded",
    "Settings",
    "StaleVersion",
    "WarehouseBusy",
    "WarehouseError",
    "build",
    "connect",
    "new_spool",
    "publish",
    "read_table",
    "warehouse_lock",
]
