"""What every page is given: the version of the warehouse of this run, the language, and where source files are."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from pipeline.dashboards.language import Texts
from pipeline.dashboards.server import SOURCES_VARIABLE, WAREHOUSE_VARIABLE
from pipeline.dashboards.store import Row, Store
from pipeline.places import INBOX, WAREHOUSE

Pages = Mapping[str, st.Page]


@dataclass(frozen=True, slots=True)
class Session:
    """One run of one page."""

    store: Store
    t: Texts
    sources: tuple[Path, ...]
    pages: Pages

    def rows(self, sql: str, *parameters: object) -> list[Row]:
        """The rows of a query."""
        return self.store.rows(sql, *parameters)


def warehouse_link() -> Path:
    """The warehouse to show."""
    return Path(os.environ.get(WAREHOUSE_VARIABLE) or WAREHOUSE)


def source_folders() -> tuple[Path, ...]:
    """Where source files are looked for."""
    given = os.environ.get(SOURCES_VARIABLE, "")
    return tuple(Path(part) for part in given.split(os.pathsep) if part) or (INBOX.parent,)
