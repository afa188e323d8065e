"""`yusuan quarantine` and `yusuan rollback` on a small warehouse."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner
from made_extractors import obedient

from assets.run import run_ingest
from pipeline.cli import main
from pipeline.cli.summary import Watcher
from pipeline.runlog import RunLog
from pipeline.runlog import read as read_log
from pipeline.sources import folder
from pipeline.sources.folder import SourceFile
from pipeline.sources.snapshots import Snapshots
from pipeline.warehouse import connect


def yusuan(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.output


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("assets.staging.read_file", obedient)
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name, order in (("a.pdf", "甲"), ("x.pdf", "exit")):
        (folder / name).write_text(order)
        os.utime(folder / name, (1_700_000_000, 1_700_000_000))
    return folder


def night(inbox: Path, warehouse: Path) -> int:
    """Ingest; gives how many files were read or loaded."""
    watcher = Watcher()
    assert not run_ingest([inbox], warehouse, watcher, workers=1).errors
    return len(watcher.reports)


def names(warehouse: Path) -> list[str]:
    with connect(warehouse) as connection:
        return [name for (name,) in connection.execute("SELECT file_name FROM dim_disclosure ORDER BY 1").fetchall()]


def test_a_file_is_tried_again_when_that_is_asked_for(inbox: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    assert night(inbox, warehouse) == 2
    assert night(inbox, warehouse) == 0
    status, out = yusuan("quarantine", "list", "--warehouse", warehouse)
    assert (status, [line.split()[1:] for line in out.splitlines()]) == (0, [["crashed", "2", "x.pdf"]])
    status, out = yusuan("quarantine", "show", out.split()[0], "--warehouse", warehouse)
    assert "reason:            crashed" in out
    assert yusuan("quarantine", "retry", "--warehouse", warehouse)[0] == 2
    assert yusuan("quarantine", "retry", "nobody.pdf", "--warehouse", warehouse)[0] == 1
    assert yusuan("quarantine", "retry", "x.pdf", "--warehouse", warehouse)[0] == 0
    assert night(inbox, warehouse) == 1
    assert "crashed              4  x.pdf" in yusuan("quarantine", "list", "--warehouse", warehouse)[1]
    assert night(inbox, warehouse) == 0


def test_a_file_is_tried_again_whatever_the_settings_are(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "sources.yaml").write_text("reading:\n  witness:\n    sample: 0.02\n")
    warehouse = tmp_path / "w.duckdb"
    assert [night(inbox, warehouse), night(inbox, warehouse)] == [2, 0]
    retry = ("quarantine", "retry", "x.pdf", "--warehouse", warehouse)
    assert yusuan(*retry) == (0, "1 results put aside; the next run reads those files again.\n")
    assert yusuan(*retry) == (0, "0 results put aside; the next run reads those files again.\n")
    assert night(inbox, warehouse) == 1


def test_a_file_that_is_no_warehouse_or_an_old_one_is_a_sentence(tmp_path: Path) -> None:
    text, old = tmp_path / "text.duckdb", tmp_path / "old.duckdb"
    text.write_text("no database " * 1000)
    with duckdb.connect(str(old)) as connection:
        connection.execute("CREATE SCHEMA audit; CREATE TABLE audit.quarantine (file_name TEXT)")
    for command in (("quarantine", "list"), ("quarantine", "retry", "--all"), ("report", "--all"), ("show", "甲")):
        options = ("--finding", 1) if command[0] == "show" else ()
        status, out = yusuan(*command, *options, "--warehouse", text)
        assert (status, "cannot be opened as a warehouse" in out) == (1, True), out
        status, out = yusuan(*command, *options, "--warehouse", old)
        assert (status, "was made by another version of this program" in out) == (1, True), out


def test_going_back_and_forth(inbox: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    night(inbox, warehouse)
    assert yusuan("rollback", "--warehouse", warehouse) == (1, "Error: No version before 1 was kept.\n")
    (inbox / "b.pdf").write_text("乙")
    night(inbox, warehouse)
    assert names(warehouse) == ["a.pdf", "b.pdf"]
    assert yusuan("rollback", "--warehouse", warehouse)[0] == 0
    assert names(warehouse) == ["a.pdf"]
    assert "published" in yusuan("rollback", "--list", "--warehouse", warehouse)[1].splitlines()[0]
    assert yusuan("rollback", 7, "--warehouse", warehouse)[1] == "Error: Version 7 was not kept; there are 1, 2.\n"
    assert yusuan("rollback", 2, "--warehouse", warehouse)[0] == 0
    assert names(warehouse) == ["a.pdf", "b.pdf"]
    yusuan("rollback", "--warehouse", warehouse)
    assert night(inbox, warehouse) == 1
    assert names(warehouse) == ["a.pdf", "b.pdf"]


def test_a_file_that_cannot_be_opened_is_named_and_the_others_are_loaded(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(path: Path) -> str:
        if path.name == "x.pdf":
            raise PermissionError(13, "Permission denied")
        return hash_of(path)

    hash_of = folder._sha256
    monkeypatch.setattr(folder, "_sha256", read)
    warehouse = tmp_path / "w.duckdb"
    status, out = yusuan("ingest", inbox, "--warehouse", warehouse, "--workers", 1)
    assert (status, names(warehouse)) == (0, ["a.pdf"])
    assert "Cannot be read, passed over: x.pdf: Permission denied" in out
    assert [line["file_name"] for line in read_log(RunLog(warehouse).path) if line["event"] == "unreadable"] == [
        "x.pdf"
    ]
    assert yusuan("ingest", inbox, "--warehouse", warehouse, "--workers", 1, "--strict")[0] == 1


def test_a_dropped_file_that_goes_before_it_is_copied_does_not_stop_the_night(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data" / "raw").mkdir(parents=True)
    inbox.rename(tmp_path / "data" / "raw" / "inbox")

    def take(snapshots: Snapshots, file: SourceFile) -> None:
        if file.file_name == "x.pdf":
            file.path.unlink()
        kept(snapshots, file)

    kept = Snapshots.take
    monkeypatch.setattr(Snapshots, "take", take)
    warehouse = tmp_path / "w.duckdb"
    outcome = run_ingest([], warehouse, Watcher(), workers=1)
    assert (outcome.errors, outcome.unreadable) == ((), ("x.pdf: No such file or directory",))
    assert names(warehouse) == ["a.pdf"]
