"""Kept extractions: exactly what was read comes back, under the file's own name."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.extraction import Extraction
from pipeline.fingerprint import extractor_version, fingerprint
from pipeline.sources.folder import SourceFile
from pipeline.warehouse.extracts import DamagedExtract, Extracts, Kept, load, save

ARRIVED = datetime(2026, 3, 2, 4, 5, 6)


def a_file(sha256: str, name: str = "新名.pdf") -> SourceFile:
    return SourceFile(Path(name), sha256, 1, name=name, source_uri="https://example.org/a", arrived_at=ARRIVED)


def test_every_value_comes_back_as_it_was(tmp_path: Path) -> None:
    row: dict[str, object] = {
        "money": Decimal("1.20"), "big": Decimal("9999999999999999.99"), "none": None, "yes": True, "n": 7, "x": 0.1,
        "text": "科目\n", "day": date(2026, 2, 9), "time": ARRIVED,
    }  # fmt: skip
    made = Extraction("a" * 16, "a.pdf", "a" * 64, {"t": [row, row], "uneven": [{"a": 1}, {"b": Decimal(0)}], "e": []})
    save(tmp_path / "x" / "y", made)
    found = load(tmp_path / "x" / "y")
    assert found == made
    assert [type(value) for value in found.rows["t"][0].values()] == [type(value) for value in row.values()]
    assert str(found.rows["t"][0]["money"]) == "1.20"
    assert [path.name for path in (tmp_path / "x").iterdir()] == ["y"]


def test_what_was_kept_before_columns_had_kinds_can_still_be_read(tmp_path: Path) -> None:
    columns = {"money": [{"decimal": "1.20"}, None], "day": [None, {"date": "2026-02-09"}], "text": ["a", ""]}
    tables = {"t": {"length": 2, "columns": columns}, "uneven": {"rows": [{"n": {"decimal": "0"}}]}}
    names = {"disclosure_id": "a", "file_name": "a", "sha256": "a"}
    before = {"format": 1, **names, "quarantine": None, "tables": tables}
    with pa.CompressedOutputStream(str(tmp_path / "x"), "zstd") as stream:
        stream.write(json.dumps(before).encode())
    rows = load(tmp_path / "x").rows
    day = date(2026, 2, 9)
    assert rows["t"] == [
        {"money": Decimal("1.20"), "day": None, "text": "a"}, {"money": None, "day": day, "text": ""},
    ]  # fmt: skip
    assert rows["uneven"] == [{"n": Decimal(0)}]


def test_a_format_of_a_later_program_is_refused(tmp_path: Path) -> None:
    with pa.CompressedOutputStream(str(tmp_path / "x"), "zstd") as stream:
        stream.write(b'{"format": 3}')
    with pytest.raises(DamagedExtract, match="format 3"):
        load(tmp_path / "x")


@pytest.mark.parametrize("left", [0, 10, 40])
def test_a_damaged_result_is_told_from_a_good_one(tmp_path: Path, left: int) -> None:
    save(tmp_path / "x", Extraction("a" * 16, "a.pdf", "a" * 64, {"t": [{"a": 1}]}))
    (tmp_path / "x").write_bytes((tmp_path / "x").read_bytes()[:left])
    with pytest.raises(DamagedExtract, match="x cannot be used"):
        load(tmp_path / "x")
    with pytest.raises(DamagedExtract):
        load(tmp_path / "missing")


def test_a_value_that_would_not_come_back_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="set"):
        save(tmp_path / "x", Extraction("a", "a", "a", {"t": [{"a": {1}}]}))
    assert not list(tmp_path.iterdir())


def test_the_name_the_arrival_and_the_address_are_those_of_the_file(
    make_document: Any, two_rows: Any, tmp_path: Path
) -> None:
    made = make_document("旧名.pdf", two_rows)
    file = a_file(made.sha256)
    extracts = Extracts(tmp_path, "1-abc")
    assert not extracts.has(file)
    extracts.save(file, made)
    assert extracts.has(file)
    [document] = Kept(file, extracts).load().rows["dim_disclosure"]
    told = {name: document[name] for name in ("file_name", "ingested_at", "source_uri", "extractor_version")}
    assert told == {"file_name": "新名.pdf", "ingested_at": ARRIVED, "source_uri": "https://example.org/a",
                    "extractor_version": "1-abc"}  # fmt: skip
    assert {row["file_name"] for row in extracts.load(file).rows["staging.statement_cell"]} == {"新名.pdf"}


def test_a_failure_is_kept_too(set_aside: Any, tmp_path: Path) -> None:
    made = set_aside("x.pdf")
    file = a_file(made.sha256)
    extracts = Extracts(tmp_path, "1-abc")
    extracts.save(file, made)
    row = extracts.load(file).quarantine
    assert row is not None
    assert (row.file_name, row.reason, row.seen_at, row.extractor_version) == ("新名.pdf", "empty", ARRIVED, "1-abc")


def test_what_a_name_says_is_part_of_the_key(tmp_path: Path) -> None:
    extracts = Extracts(tmp_path, "1")
    names = ("a.pdf", "b.PDF", "c.doc", "d", "e.p/../f", "g.很长的后缀")
    assert len({extracts.path(a_file("b" * 64, name)) for name in names}) == 3
    assert all(tmp_path in extracts.path(a_file("b" * 64, name)).resolve().parents for name in names)


def test_old_versions_are_cleared_away_but_for_one(tmp_path: Path) -> None:
    import os

    for number, name in enumerate(("1-a", "1-b", "1-c")):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (number, number))
    Extracts(tmp_path, "1-c").prune()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1-b", "1-c"]


def test_the_version_changes_with_code_and_vocabulary_only(tmp_path: Path) -> None:
    for name, text in (("code.py", "a"), ("words.yaml", "b"), ("notes.md", "c")):
        (tmp_path / name).write_text(text)
    before = fingerprint(tmp_path, ("",))
    (tmp_path / "notes.md").write_text("other")
    assert fingerprint(tmp_path, ("",)) == before
    (tmp_path / "words.yaml").write_text("other")
    assert fingerprint(tmp_path, ("",)) != before
    assert extractor_version() == extractor_version()


def test_other_settings_have_a_version_of_their_own(tmp_path: Path) -> None:
    default, other = Extracts.beside(tmp_path / "w.duckdb"), Extracts.beside(tmp_path / "w.duckdb", "pdfplumber")
    assert default.version == extractor_version()
    assert other.version == f"{default.version}-pdfplumber"


DECIDES_NOTHING = {"__init__.py", "fingerprint.py", "sources/__init__.py", "sources/names.py"}
"""What the steps of reading import besides, but for the packages of building, which come with `warehouse.facts`."""


def test_the_version_covers_every_module_that_reads() -> None:
    code = (
        "import sys, pipeline.extract\nfrom pathlib import Path\nfrom pipeline import fingerprint as f\n"
        "top = f._top('pipeline')\n"
        "covered = {path for part in f._EXTRACTION for path in f._files(top / part)}\n"
        "loaded = {Path(m.__file__) for n, m in sys.modules.items() if n.split('.')[0] == 'pipeline' and m.__file__}\n"
        "print(*sorted(str(path.relative_to(top)) for path in loaded - covered))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    others = {name for name in ran.stdout.split() if not name.startswith("warehouse/")}
    assert others <= DECIDES_NOTHING
