"""The views of a version: schema `mart`, the search function, and schema `中文` with Chinese names.

Belongs here: the queries (`sql/`, one file a view) and making them in a new version. Stays out: what a view's columns
mean (`schemas/views`), exports and the dashboard, which read them.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import duckdb

from pipeline.warehouse.views.chinese import SCHEMA as CHINESE
from pipeline.warehouse.views.chinese import chinese_ddl, view_comments
from pipeline.words import load_words
from schemas.ddl import quote
from schemas.views import LISTS, VIEWS, View


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Make all views in a version whose tables are loaded. Most are stored, so they must be made last."""
    connection.execute(f'CREATE SCHEMA "mart"; CREATE SCHEMA "{CHINESE}";')
    for view in (*VIEWS, *LISTS):
        kind = "TABLE" if view.stored else "VIEW"
        connection.execute(f"CREATE {kind} {view.qualified} AS {query(view)}")
        for comment in view_comments(view):
            connection.execute(comment)
    connection.execute(read_sql("search"))
    for statement in chinese_ddl():
        connection.execute(statement)


def query(view: View) -> str:
    """The query of a view."""
    if view.name == "search_synonym":
        return _synonyms()
    return read_sql(view.name)


def read_sql(name: str) -> str:
    """One of the SQL files of this package."""
    return files("pipeline").joinpath("warehouse", "views", "sql", f"{name}.sql").read_text(encoding="utf-8")


def _synonyms() -> str:
    """Short and full names from the vocabulary as a query."""
    loaded: dict[str, Any] = load_words("search.yaml")
    rows = ", ".join(f"({quote(short)}, {quote(full)})" for short, full in loaded["synonyms"].items())
    return f"SELECT * FROM (VALUES {rows}) AS name(short_name, full_name)"
