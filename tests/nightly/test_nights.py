"""Night after night: only what is new is read, and the rows are those of a warehouse made from nothing."""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg
import pytest
from made_extractors import ARRIVED, half_unread, obedient

from assets.definitions import ASSETS
from assets.resources import Batch, Silent
from assets.run import Outcome, run_ingest
from assets.staging import EXTRACTION
from pipeline.extraction import Extraction, QuarantineRow
from pipeline.night import same_rows
from pipeline.runlog import RunLog, read
from pipeline.status import read_status
from pipeline.warehouse import batch, build, read_table
from pipeline.worker import Report
from schemas import TABLES


class Listener:
    """Progress that remembers."""

    def __init__(self) -> None:
        self.reports: list[Report] = []

    def start(self, files: object) -> None:
        pass

    def done(self, report: Report) -> None:
        self.reports.append(report)

    def fetched(self, visit: object) -> None:
        pass


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read by the obedient extractor, which gives documents of no content."""
    monkeypatch.setattr("assets.staging.read_file", obedient)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def drop(inbox: Path, name: str, order: str, at: int = 1_700_000_000) -> None:
    path = inbox / name
    path.write_text(order)
    os.utime(path, (at, at))


def night(inbox: Path, warehouse: Path, *, full: bool = False) -> tuple[Outcome, list[Report]]:
    listener = Listener()
    outcome = run_ingest([inbox], warehouse, listener, full=full, workers=1)
    assert not outcome.errors
    return outcome, listener.reports


def test_nights_read_what_is_new_and_end_like_one_made_from_nothing(inbox: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "nights" / "budget.duckdb"
    drop(inbox, "a.pdf", "甲")
    drop(inbox, "x.pdf", "exit")
    first, reports = night(inbox, warehouse)
    assert [bool(each.quarantine) for each in reports].count(True) == 1

    again, reports = night(inbox, warehouse)
    assert (again.unchanged, again.version, reports) == (True, first.version, [])

    drop(inbox, "b.pdf", "乙")
    second, reports = night(inbox, warehouse)
    assert [each.file_name for each in reports] == ["b.pdf"]
    assert second.version != first.version

    drop(inbox, "y.pdf", "exit\n")
    third, reports = night(inbox, warehouse)
    assert [each.file_name for each in reports] == ["y.pdf"]
    assert third.row_counts["audit.quarantine"] == 2

    (inbox / "b.pdf").rename(inbox / "c.pdf")
    fourth, reports = night(inbox, warehouse)
    assert [(each.file_name, each.known) for each in reports] == [("c.pdf", True)]

    full, reports = night(inbox, warehouse, full=True)
    assert len(reports) == 4
    assert (full.unchanged, full.version) == (True, fourth.version)

    fresh, reports = night(inbox, tmp_path / "fresh" / "budget.duckdb")
    assert fresh.version is not None
    assert full.version is not None
    assert same_rows(fresh.version, full.version)
    assert not any(each.known for each in reports)

    lines = [line for line in read(RunLog(warehouse).path) if line["event"] == "document"]
    assert [line["outcome"] for line in lines].count("set_aside") == 4
    assert {line["reason"] for line in lines if "reason" in line} == {"crashed"}


def test_a_document_that_a_new_extractor_cannot_read_is_set_aside(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows that no extractor gives any more would be told from nothing else; `yusuan rollback` has them still."""
    warehouse = tmp_path / "nights" / "budget.duckdb"
    drop(inbox, "a.pdf", "甲")
    drop(inbox, "b.pdf", "乙")
    night(inbox, warehouse)

    monkeypatch.setattr("assets.staging.read_file", fails_on_b)
    monkeypatch.setattr("pipeline.fingerprint._extractor", lambda: "2-test")
    second, reports = night(inbox, warehouse)
    assert [(each.file_name, bool(each.quarantine)) for each in reports] == [("a.pdf", False), ("b.pdf", True)]
    assert (second.row_counts["dim_disclosure"], second.row_counts["audit.quarantine"]) == (1, 1)

    fresh, _ = night(inbox, tmp_path / "fresh" / "budget.duckdb")
    assert fresh.version is not None
    assert second.version is not None
    assert same_rows(fresh.version, second.version)


def fails_on_b(path: Path, settings: object = None) -> Extraction:
    """An extractor that cannot read b.pdf."""
    found = obedient(path, settings)
    if path.name != "b.pdf":
        return found
    told = QuarantineRow(path.name, found.sha256, "reading", "broken", "no page can be read", ARRIVED)
    return Extraction(found.disclosure_id, path.name, found.sha256, quarantine=told)


def test_a_large_night_leaves_no_spool_and_makes_the_same_rows(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        drop(inbox, f"{number}.pdf", f"单位{number}")
    small, _ = night(inbox, tmp_path / "small" / "budget.duckdb")
    monkeypatch.setattr(batch, "CHUNK_ROWS", 3)
    monkeypatch.setattr(batch, "_ROWS_AT_ONCE", 1)
    parts: list[int] = []

    def watched(rows: batch.Batch, previous: Path, target_dir: Path, *, carry_on: bool) -> Path:
        parts.append(len(rows.parts))
        return build(rows, previous, target_dir, carry_on=carry_on)

    monkeypatch.setattr("assets.warehouse.build", watched)
    large, _ = night(inbox, tmp_path / "large" / "budget.duckdb")
    assert small.version is not None
    assert large.version is not None
    assert same_rows(small.version, large.version)
    assert parts == [1]
    assert not list(tmp_path.rglob(".spool-*"))


def test_a_damaged_result_is_read_again(inbox: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w" / "budget.duckdb"
    for name in ("a", "b", "c"):
        drop(inbox, f"{name}.pdf", name)
    first, _ = night(inbox, warehouse)
    for kept in (warehouse.parent / "extracts").rglob("*.zst"):
        kept.write_bytes(b"")
        break
    for name in ("a", "b", "c"):
        (inbox / f"{name}.pdf").rename(inbox / f"{name}{name}.pdf")
    second, reports = night(inbox, warehouse)
    assert sorted(each.file_name for each in reports) == ["aa.pdf", "bb.pdf", "cc.pdf"]
    assert sorted(each.known for each in reports) == [False, True, True]
    assert second.row_counts == first.row_counts


def test_what_one_run_has_read_another_can_load(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Re-executed from a failure on Dagster's page, a run has what the one before kept, and none of its folders."""
    for name in ("a", "b", "c"):
        drop(inbox, f"{name}.pdf", name)
    monkeypatch.setattr(batch, "CHUNK_ROWS", 3)
    monkeypatch.setattr(batch, "_ROWS_AT_ONCE", 1)
    warehouse = tmp_path / "w" / "budget.duckdb"

    def run(instance: dg.DagsterInstance, selection: dg.AssetSelection) -> bool:
        given = Batch(paths=[str(inbox)], warehouse=str(warehouse), workers=1)
        resources = {"batch": given, "progress": Silent()}
        return dg.materialize(
            ASSETS, selection=selection, instance=instance, resources=resources, raise_on_error=False
        ).success

    def full_disk(*given: object, **known: object) -> None:
        raise OSError("No space left on device")

    everything = dg.AssetSelection.all()
    reading = dg.AssetSelection.groups("raw") | dg.AssetSelection.assets(EXTRACTION)
    with dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
        with monkeypatch.context() as patched:
            patched.setattr("assets.warehouse.build", full_disk)
            assert not run(instance, everything)
        assert run(instance, everything - reading)
    assert len(read_table(warehouse, TABLES["dim_disclosure"])) == 3


def test_a_floor_that_is_not_reached_is_told_in_a_sentence(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And it alone: the ceiling that is passed as well (each document has an unread number) is a warning."""
    monkeypatch.setattr("assets.staging.read_file", half_unread)
    told: list[object] = []
    monkeypatch.setattr("assets.run.notify", lambda sources, warehouse, errors: told.append(errors))
    warehouse = tmp_path / "w" / "budget.duckdb"
    drop(inbox, "a.pdf", "甲")
    outcome = run_ingest([inbox], warehouse, Listener(), workers=1)
    errors = ("audit/reconciliation numbers_accounted: 50 of 100, bound 0.95",)
    assert (outcome.version, outcome.errors, told) == (None, errors, [errors])
    assert read_status(warehouse)["errors"] == list(errors)
    assert not warehouse.exists()
