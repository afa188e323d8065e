"""The tables of the warehouse, each declared once.

One module per layer holds the declarations; frames, validation, DDL and the data dictionary are made from them.
Belongs here: what a table is. Stays out: how rows come about (`pipeline/`) and when (`assets/`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from schemas import audit, dims, facts_narrative, facts_performance, facts_statements, staging
from schemas.ddl import ddl, schemas_ddl
from schemas.frames import RowError, empty, fits, frame
from schemas.model import Column, Table, Type
from schemas.rows import Row
from schemas.validation import SchemaViolation, problems, validate

LAYERS: Final[Mapping[str, tuple[Table, ...]]] = {
    "staging": staging.TABLES,
    "dims": dims.TABLES,
    "facts": (*facts_statements.TABLES, *facts_performance.TABLES, *facts_narrative.TABLES),
    "audit": audit.TABLES,
}
"""The tables by layer, in dependency order."""

TABLES: Final[Mapping[str, Table]] = {table.name: table for tables in LAYERS.values() for table in tables}
"""Every table by its name, as SQL users write it."""

__all__ = [
    "LAYERS",
    "TABLES",
    "Column",
    "Row",
    "RowError",
    "SchemaViolation",
    "Table",
    "Type",
    "ddl",
    "empty",
    "fits",
    "frame",
    "problems",
    "schemas_ddl",
    "validate",
]
