"""Large builds: rows that wait on disk make the same file as those that stay in memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extraction import Extraction
from pipeline.warehouse import batch, build, read_table
from schemas import TABLES


@pytest.mark.parametrize("at_once", [1, batch._ROWS_AT_ONCE])
def test_a_batch_in_parts_makes_the_same_file(
    extractions: dict[str, Extraction], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    whole = build(extractions.values(), None, tmp_path / "whole")
    monkeypatch.setattr(batch, "CHUNK_ROWS", 300)
    monkeypatch.setattr(batch, "_ROWS_AT_ONCE", at_once)
    parted = build(extractions.values(), None, tmp_path / "parted")
    for table in TABLES.values():
        assert read_table(whole, table).equals(read_table(parted, table)), table.name
