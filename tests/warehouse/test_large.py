"""Large builds: rows that wait on disk make the same file as those that stay in memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extraction import Extraction
from pipeline.warehouse import batch, build, new_spool, read_table
from schemas import TABLES


@pytest.mark.parametrize("at_once", [1, 1000])
def test_a_batch_in_parts_makes_the_same_file(
    extractions: dict[str, Extraction], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    whole = build(extractions.values(), None, tmp_path / "whole")
    monkeypatch.setattr(batch, "CHUNK_ROWS", 300)
    monkeypatch.setattr(batch, "_ROWS_AT_ONCE", at_once)
    parted = build(extractions.values(), None, tmp_path / "parted")
    for table in TABLES.values():
        assert read_table(whole, table).equals(read_table(parted, table)), table.name
    spool = tmp_path / "spool"
    spool.mkdir()
    made = batch.make_batch(extractions.values(), spool)
    assert sum(map(len, made.parts.values())) == len(list(spool.iterdir())) > 5


def test_warehouses_in_one_folder_have_their_own_spools(tmp_path: Path) -> None:
    with new_spool(tmp_path / "budget.duckdb") as one, new_spool(tmp_path / "budget-2.duckdb") as other:
        assert one.is_dir()
        assert other.is_dir()
    assert not one.exists()
    (one.parent / one.name).mkdir()
    with new_spool(tmp_path / "budget.duckdb"):
        assert not one.exists()  # left by a run that was killed


def test_warehouses_in_one_folder_leave_each_other_their_unfinished_files(tmp_path: Path) -> None:
    folder = tmp_path / "versions"
    folder.mkdir()
    own = [folder / f".building-budget-000002-after-000001.duckdb{end}" for end in ("", ".wal")]
    others = [folder / f".building-budget-2025-000002-after-000001.duckdb{end}" for end in ("", ".wal")]
    for path in (*own, *others):
        path.touch()
    with new_spool(tmp_path / "budget.duckdb"):
        assert [path.exists() for path in (*own, *others)] == [False, False, True, True]
