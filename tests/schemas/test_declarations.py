"""Rules that every declaration keeps."""

from __future__ import annotations

import re

import pytest

from schemas import LAYERS, TABLES, Column, Table, Type
from schemas.values import dimensions


def test_every_table_is_declared_once() -> None:
    names = [table.name for tables in LAYERS.values() for table in tables]
    assert len(names) == len(set(names)) == len(TABLES)


def test_every_table_and_column_is_described_in_both_languages() -> None:
    for table in TABLES.values():
        for thing in (table, *table.columns):
            assert re.search(r"[一-鿿]", thing.zh), (table.name, thing.name)
            assert re.search(r"[a-z]", thing.en), (table.name, thing.name)
            assert re.fullmatch(r"[a-z][a-z0-9_.]*", thing.name)


def test_facts_say_where_they_are_printed() -> None:
    wanted = {"disclosure_id", "page", "x0", "top", "x1", "bottom", "source_ref"}
    for table in LAYERS["facts"]:
        assert wanted <= set(table.by_name), table.name


def test_references_name_key_columns_of_declared_tables() -> None:
    for table in TABLES.values():
        for column in table.columns:
            if column.references:
                name, _, key = column.references.rpartition(".")
                assert TABLES[name].key == (key,), (table.name, column.name)


def test_parents_of_vocabulary_keys_exist() -> None:
    for names in dimensions().values():
        for entry in names.values():
            assert entry.get("parent", "") in {"", *names}


def test_a_declaration_with_two_columns_of_one_name_is_refused() -> None:
    column = Column("a", Type.TEXT, "甲", "a")
    with pytest.raises(ValueError, match="twice"):
        Table("t", "表", "table", (column, column))
    with pytest.raises(ValueError, match="key"):
        Table("t", "表", "table", (column,), key=("b",))
