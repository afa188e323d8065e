"""Which files a batch consists of."""

from __future__ import annotations

import os
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.sources import folder
from pipeline.sources.folder import SourceFile, list_files, unique
from pipeline.sources.snapshots import Snapshots, Source


def put(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_folders_are_searched_to_any_depth_and_hidden_files_left_out(tmp_path: Path) -> None:
    deep = put(tmp_path / "a" / "b" / "deep.pdf", b"1")
    flat = put(tmp_path / "flat.pdf", b"2")
    put(tmp_path / ".hidden", b"3")
    put(tmp_path / ".cache" / "x.pdf", b"4")
    assert [file.path for file in list_files([tmp_path])] == [deep, flat]


def test_the_order_of_paths_does_not_matter(tmp_path: Path) -> None:
    one, two = put(tmp_path / "1.pdf", b"1"), put(tmp_path / "2.pdf", b"2")
    assert list_files([one, two]) == list_files([two, one]) == list_files([tmp_path, one])


def test_the_same_content_is_read_once_and_its_copies_named(tmp_path: Path) -> None:
    first = put(tmp_path / "a.pdf", b"same")
    put(tmp_path / "b.pdf", b"same")
    files = list_files([tmp_path])
    assert [(file.path, file.copies) for file in files] == [(first, ("b.pdf",))]


def test_what_the_project_keeps_beside_the_disclosures_is_passed_over(tmp_path: Path) -> None:
    dropped = put(tmp_path / "inbox" / "budget.pdf", b"same")
    put(tmp_path / "sources.yaml", b"inbox: [inbox]")
    store = Snapshots(tmp_path / "snapshots")
    for content in (b"same", b"other"):
        fetched = put(tmp_path / "fetched.pdf", content)
        digest = sha256(content).hexdigest()
        assert store.keep(fetched, digest, Source("fetched.pdf", "2026-03-01T00:00:00+00:00"))
    assert [(file.path, file.copies) for file in list_files([tmp_path])] == [(dropped, ())]
    assert len(list_files([tmp_path / "snapshots"])) == 2


def test_a_file_that_is_merely_named_like_a_hash_is_a_file(tmp_path: Path) -> None:
    name = sha256(b"1").hexdigest()
    path = put(tmp_path / "a" / name[:2] / f"{name}.pdf", b"1")
    assert [file.path for file in list_files([tmp_path])] == [path]


def test_a_name_that_is_the_hash_of_the_content_is_taken_only_where_there_is_no_other(tmp_path: Path) -> None:
    name = sha256(b"1").hexdigest()
    put(tmp_path / f"{name}.pdf", b"1")
    told = put(tmp_path / "预算.pdf", b"1")
    assert [(file.path, file.copies) for file in list_files([tmp_path])] == [(told, (f"{name}.pdf",))]
    first = SourceFile(tmp_path / f"{name}.pdf", name, 1, arrived_at=datetime(2026, 1, 1))
    later = SourceFile(told, name, 1, arrived_at=datetime(2026, 1, 2))
    assert unique([first, later]) == [later]


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        list_files([tmp_path / "nowhere"])


def test_names_in_gb18030_are_text(tmp_path: Path) -> None:
    for number in range(2):
        put(Path(os.fsdecode(bytes(tmp_path) + f"/{number}_预算.pdf".encode("gb18030"))), b"the same")
    [file] = list_files([tmp_path])
    assert (file.file_name, file.copies) == ("0_预算.pdf", ("1_预算.pdf",))
    assert file.path.exists()


def test_a_file_that_cannot_be_read_does_not_keep_the_others_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, closed = put(tmp_path / "a.pdf", b"1"), put(tmp_path / "closed.pdf", b"2")
    gone = put(tmp_path / "gone.pdf", b"3")

    def read(path: Path) -> str:
        if path == closed:
            raise PermissionError(13, "Permission denied")
        if path == gone:
            path.unlink()
        return hash_of(path)

    hash_of = folder._sha256
    monkeypatch.setattr(folder, "_sha256", read)
    told: list[tuple[Path, str]] = []
    files = list_files([tmp_path], lambda path, error: told.append((path, type(error).__name__)))
    assert [file.path for file in files] == [good]
    assert told == [(closed, "PermissionError"), (gone, "FileNotFoundError")]
    with pytest.raises(PermissionError):
        list_files([tmp_path])
