"""The store of raw contents: whatever is dropped into it, the others stay to be had."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.sources.folder import SourceFile, list_files
from pipeline.sources.snapshots import Snapshots, Source

AT = "2026-02-09T02:00:00+00:00"


@pytest.fixture
def snapshots(tmp_path: Path) -> Snapshots:
    return Snapshots(tmp_path / "snapshots")


def dropped(tmp_path: Path, name: str, content: str) -> SourceFile:
    path = tmp_path / "inbox" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)
    [file] = list_files([path])
    return file


def test_a_dropped_json_file_does_not_take_the_place_of_its_own_sidecar(tmp_path: Path, snapshots: Snapshots) -> None:
    note = dropped(tmp_path, "note.json", '{"a": 1}')
    for file in (note, dropped(tmp_path, "a.pdf", "one")):
        snapshots.take(file)
    assert {file.file_name: file.path.suffix for file in snapshots.files()} == {"note.json": ".bin", "a.pdf": ".pdf"}
    assert snapshots.path(note.sha256, "note.json").read_text() == '{"a": 1}'
    assert [source.name for source in snapshots.sources(note.sha256)] == ["note.json"]


@pytest.mark.parametrize("left", ['{"a": 1}', "not json", "[]", '{"file": 3}', '{"sources": [{"no": "such"}]}'])
def test_a_damaged_sidecar_is_named_and_hides_itself_alone(tmp_path: Path, snapshots: Snapshots, left: str) -> None:
    address = "http://127.0.0.1/b.pdf"
    good, bad = dropped(tmp_path, "a.pdf", "one"), dropped(tmp_path, "b.pdf", "two")
    snapshots.take(good)
    snapshots.take(bad)
    sidecar = snapshots.path(bad.sha256, "b.pdf").with_suffix(".json")
    sidecar.write_text(left)
    assert [file.file_name for file in snapshots.files()] == ["a.pdf"]
    assert snapshots.by_address() == {}
    assert snapshots.damaged() == [sidecar]

    work = tmp_path / "again"
    work.write_text("two")
    snapshots.keep(work, bad.sha256, Source("b.pdf", AT, address))
    assert {file.file_name for file in snapshots.files()} == {"a.pdf", "b.pdf"}
    assert list(snapshots.by_address()) == [address]
    assert (snapshots.damaged(), json.loads(sidecar.read_text())["sha256"]) == ([], bad.sha256)


def test_a_content_left_in_the_place_of_its_sidecar_is_kept_when_it_comes_again(
    tmp_path: Path, snapshots: Snapshots
) -> None:
    note = dropped(tmp_path, "note.json", '{"a": 1}')
    place = snapshots.folder / note.sha256[:2] / f"{note.sha256}.json"
    place.parent.mkdir(parents=True)
    place.write_text('{"a": 1}')
    assert snapshots.files() == []
    snapshots.take(note)
    assert [file.path.read_text() for file in snapshots.files()] == ['{"a": 1}']
