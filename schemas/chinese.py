"""Chinese names of tables, columns and keys, read from `pipeline/vocabulary/chinese_names.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from schemas.values import dimensions
from schemas.words import load_words


@cache
def _vocabulary() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = load_words("chinese_names.yaml")
    return loaded


def table_name(table: str) -> str:
    """The Chinese name of a table or view (`mart.budget`); its own name where none is given yet."""
    return str(_vocabulary()["tables"].get(table, table.replace(".", "_")))


def column_name(table: str, column: str) -> str:
    """The Chinese name of a column in a table; its own name where none is given yet."""
    special: Mapping[str, str] = _vocabulary()["special"]
    return str(special.get(f"{table}.{column}", _vocabulary()["columns"].get(column, column)))


def value_names(table: str, column: str) -> Mapping[str, str]:
    """The Chinese names of a column's keys, by key; empty for columns without keys."""
    vocabulary = _vocabulary()
    full = f"{table}.{column}"
    if full in vocabulary["as_they_are"]:
        return {}
    group = vocabulary["groups"].get(full, vocabulary["groups"].get(column))
    if group is not None:
        return {key: names["zh"] for key, names in dimensions()[group].items()}
    names: Mapping[str, str] = vocabulary["values"].get(column, {})
    return names


def named() -> tuple[frozenset[str], frozenset[str]]:
    """Tables and columns that have a Chinese name (special names left out)."""
    return frozenset(_vocabulary()["tables"]), frozenset(_vocabulary()["columns"])
