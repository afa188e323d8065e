"""audit.version: one row that says which documents a version of the warehouse holds and which program built it.

It is made in the same transaction as the tables, from the tables, without a clock: the same documents give the same row
in any night. A reader that finds it can tell that what it sees belongs together.
"""

from __future__ import annotations

from hashlib import sha256

import duckdb
import polars as pl

from pipeline.fingerprint import builder_version
from schemas import TABLES, Row, frame

_DOCUMENTS = """
    SELECT sha256, file_name, source_uri, ingested_at, extractor_version FROM dim_disclosure ORDER BY ALL
"""
_SET_ASIDE = "SELECT sha256, file_name, reason, extractor_version FROM audit.quarantine ORDER BY ALL"


def version_row(connection: duckdb.DuckDBPyConnection, builder: str) -> pl.DataFrame:
    """The row, from the loaded tables. `builder` is the version of the program that made all of them."""
    documents = connection.execute(_DOCUMENTS).fetchall()
    set_aside = connection.execute(_SET_ASIDE).fetchall()
    cells = connection.execute("SELECT count(*) FROM staging.statement_cell").fetchone()
    digest = sha256()
    for values in (*documents, *set_aside):
        digest.update("\0".join(map(str, values)).encode() + b"\n")
    row: Row = {
        "builder_version": builder,
        "documents": len(documents),
        "set_aside": len(set_aside),
        "statement_cells": cells[0] if cells else 0,
        "documents_sha256": digest.hexdigest(),
    }
    return frame(TABLES["audit.version"], [row])


def builder_of(previous: pl.DataFrame, carried: int) -> str:
    """The builder that made all rows: this one, unless rows are carried over from a version that another one built.

    `previous` is audit.version of the last version (empty if that had none), `carried` its documents that stay as they
    are.
    """
    if not carried:
        return builder_version()
    return str(previous["builder_version"][0]) if previous.height else ""
