"""Large builds: tables that are sorted part by part hold the same rows in the same order as those sorted at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract import Extraction
from pipeline.warehouse import batch, build, load, read_table
from schemas import TABLES


def test_parts_make_the_same_file_as_one_sort(
    extractions: dict[str, Extraction], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = build(extractions.values(), None, tmp_path / "whole")
    monkeypatch.setattr(batch, "CHUNK_ROWS", 300)
    monkeypatch.setattr(load, "ROWS_AT_ONCE", 100)
    parted = build(extractions.values(), None, tmp_path / "parted")
    for table in TABLES.values():
        assert read_table(whole, table).equals(read_table(parted, table)), table.name
    assert read_table(whole, TABLES["staging.statement_cell"]).height > 3 * 100
