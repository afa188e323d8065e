"""One file in, rows out: what happens when a step fails, and that the result can travel between processes."""

from __future__ import annotations

import os
import pickle
from datetime import datetime
from pathlib import Path

import pytest
from made_files import bad_files

import pipeline.extract
from pipeline.extract import extract
from pipeline.extraction import Extraction, summarise
from pipeline.reading import Document, read_document
from pipeline.warehouse.batch import make_batch


@pytest.fixture(scope="session")
def good(inbox_dir: Path) -> Path:
    return next(inbox_dir.glob("阿合奇县*.pdf"))


def test_the_bundled_disclosures_keep_the_declarations_of_all_tables(extractions: dict[str, Extraction]) -> None:
    assert [each.quarantine for each in extractions.values()] == [None] * 5
    batch = make_batch(extractions.values())
    assert batch.quarantine.to_dicts() == []
    assert set(batch.disclosure_ids) == {each.disclosure_id for each in extractions.values()}


def test_a_file_with_a_name_in_gb18030_is_read(good: Path, tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + "/沙依巴克.pdf".encode("gb18030")))
    path.write_bytes(good.read_bytes())
    found = extract(path)
    assert found.quarantine is None
    assert {row["file_name"] for row in found.rows["dim_disclosure"]} == {found.file_name} == {"沙依巴克.pdf"}


def test_an_extraction_can_be_sent_to_another_process(good: Path, extractions: dict[str, Extraction]) -> None:
    extraction = extractions[good.name]
    assert pickle.loads(pickle.dumps(extraction)) == extraction
    assert extraction.disclosure_id == extraction.sha256[:16]


def test_bad_files_come_back_with_a_reason(tmp_path: Path, good: Path) -> None:
    for name, reasons in bad_files(tmp_path, good).items():
        extraction = extract(tmp_path / name)
        assert extraction.rows == {}
        assert extraction.quarantine is not None, name
        assert extraction.quarantine.reason in reasons, name


def test_the_time_of_arrival_is_the_files_own(tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.write_bytes(b"")
    os.utime(path, (1_767_225_600, 1_767_225_600))
    extraction = extract(path)
    assert extraction.quarantine is not None
    assert extraction.quarantine.seen_at == datetime(2026, 1, 1)


@pytest.fixture(scope="session")
def document(good: Path) -> Document:
    return read_document(good)


@pytest.mark.parametrize("step", ["read_identity", "read_statements", "read_performance", "read_narrative"])
def test_a_defect_in_one_step_sets_the_document_aside(
    good: Path, document: Document, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("科目")

    monkeypatch.setattr(pipeline.extract, "read_document", lambda *_: document)
    monkeypatch.setattr(pipeline.extract, step, broken)
    extraction = extract(good)
    assert extraction.quarantine is not None
    assert extraction.rows == {}
    assert extraction.quarantine.stage == step.removeprefix("read_")
    assert extraction.quarantine.reason == "internal_error"
    assert "KeyError" in extraction.quarantine.detail
    assert "科目" in extraction.quarantine.detail


def test_a_summary_tells_no_private_number_and_no_folder() -> None:
    number = "139" + "0" * 8
    try:
        raise ValueError(f"bad cell {number} in '/some/where/x.csv'\nand more")
    except ValueError as error:
        told = summarise(error)
    assert number not in told
    assert "/some" not in told
    assert "x.csv" in told
    assert "\n" not in told
