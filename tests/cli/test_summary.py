"""The closing summary: what is told of documents, rows and errors."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pipeline.cli.summary import Watcher, closing_summary
from pipeline.extraction import Extraction, QuarantineRow
from pipeline.worker import report, statements

ROW = {"statement": "income_summary", "title": "收入表", "status": "loaded"}
GOOD = Extraction("a" * 16, "好.pdf", "a" * 64, {"staging.statement_cell": [ROW, ROW], "fact_income": [{}]})
REASON = QuarantineRow("坏.pdf", "b" * 64, "reading", "empty_file", "The file is empty.", datetime(2026, 1, 1))
BAD = Extraction("b" * 16, "坏.pdf", "b" * 64, quarantine=REASON)
LATE = QuarantineRow("好.pdf", "a" * 64, "loading", "invalid_rows", "A row does not fit.", datetime(2026, 1, 1))
COUNTS = {"staging.statement_cell": 12, "fact_income": 7, "dim_disclosure": 3}


def watched(*extractions: Extraction) -> Watcher:
    watcher = Watcher()
    with watcher:
        watcher.start([])
        for each in extractions:
            watcher.done(report(each))
    return watcher


def test_a_document_set_aside_while_reading() -> None:
    watcher = watched(GOOD, BAD)
    told = closing_summary(watcher.reports, watcher.set_aside([]), COUNTS, Path("w.duckdb"), [])
    assert "Documents: 1 loaded, 1 set aside" in told
    assert "坏.pdf\n    empty_file (reading): The file is empty." in told
    assert "Statements found: 1" in told
    assert [line.split() for line in told.splitlines() if "fact_income" in line] == [["fact_income", "1", "7"]]
    assert "dim_disclosure  " not in told


def test_a_document_set_aside_while_loading_counts_no_rows() -> None:
    watcher = watched(GOOD)
    told = closing_summary(watcher.reports, watcher.set_aside([LATE, REASON]), COUNTS, Path("w.duckdb"), [])
    assert "Documents: 0 loaded, 1 set aside" in told
    assert "invalid_rows (loading)" in told
    assert "Statements found: 0" in told


def test_errors_say_that_nothing_was_published() -> None:
    told = closing_summary([report(GOOD)], [], {}, Path("w.duckdb"), ["fact_income: 2 keys occur more than once"])
    assert told.splitlines()[-2:] == [
        "fact_income: 2 keys occur more than once",
        "Nothing was published; the warehouse is as it was: w.duckdb",
    ]


def test_statements_declared_empty_are_statements() -> None:
    empty = {"statement": "debt", "title": "债务表", "status": "empty"}
    prose = {"statement": "", "title": "前言", "status": "unrecognised"}
    each = Extraction("c", "c", "c", {"staging.statement_cell": [ROW], "audit.coverage": [ROW, empty, prose]})
    assert statements(each) == {("income_summary", "收入表"), ("debt", "债务表")}
