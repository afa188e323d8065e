"""The published warehouse as the dashboard sees it: one version for each run of a page, queries kept by version."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb
import streamlit as st

from pipeline.warehouse import connect

Row = dict[str, Any]

_ATTEMPTS: Final = 5
"""Between looking at the link and opening its target a version may be superseded and deleted: look again."""

_LIMITS: Final = "SET memory_limit = '2GB'; SET threads = 1"
"""A dashboard is a guest on the machine of the nightly run."""


class NoWarehouse(Exception):
    """There is nothing to show; `reason` is a key of the texts: no_warehouse, old_warehouse or broken_warehouse."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


def version_key(link: Path) -> str:
    """What names the version that the link points to now; '' where there is none.

    The resolved path alone would not tell a plain file that was replaced in place from the one before.
    """
    try:
        target = link.resolve(strict=True)
        status = target.stat()
    except OSError:
        return ""
    return f"{target}|{status.st_ino}|{status.st_mtime_ns}"


def version_file(key: str) -> Path:
    """The file that a version's key names."""
    return Path(key.rsplit("|", 2)[0])


@dataclass(frozen=True, slots=True)
class Store:
    """One version of the warehouse, open for reading."""

    key: str
    connection: duckdb.DuckDBPyConnection

    def rows(self, sql: str, *parameters: object) -> list[Row]:
        """The rows of a query by column name; the same question to the same version is answered from memory."""
        return _rows(self.connection, self.key, sql, parameters)

    def row(self, sql: str, *parameters: object) -> Row:
        """The only row of a query that gives one."""
        return self.rows(sql, *parameters)[0]


def open_store(link: Path) -> Store:
    """The version that the link points to now. Raises `NoWarehouse`."""
    problem: duckdb.Error | None = None
    for _ in range(_ATTEMPTS):
        key = version_key(link)
        if not key:
            raise NoWarehouse("no_warehouse")
        try:
            return Store(key, _connection(key))
        except duckdb.Error as error:
            problem = error
            if key == version_key(link):
                time.sleep(0.1)
    raise NoWarehouse("broken_warehouse", str(problem))


@st.cache_resource(max_entries=2, show_spinner=False)
def _connection(key: str) -> duckdb.DuckDBPyConnection:
    """Open the version's own file. Dropped when two newer versions were opened; queries under way finish first."""
    connection = connect(version_file(key))
    connection.execute(_LIMITS)
    found = connection.execute(
        "SELECT count(*) FROM duckdb_columns() WHERE schema_name = 'mart' AND table_name = 'check_count'"
    ).fetchone()
    if not found or not found[0]:
        raise NoWarehouse("old_warehouse")
    return connection


@st.cache_data(max_entries=1000, show_spinner=False)
def _rows(_connection: duckdb.DuckDBPyConnection, key: str, sql: str, parameters: Sequence[object]) -> list[Row]:
    """`key` is in the arguments because the answer belongs to one version; a cursor, because sessions are threads."""
    result = _connection.cursor().execute(sql, list(parameters))
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, values, strict=True)) for values in result.fetchall()]
