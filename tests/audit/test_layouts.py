"""docs/layouts.md: generated from what files give, and as committed in step with the bundled disclosures."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.audit.layouts import checks_of, main, render
from pipeline.extraction import Extraction, QuarantineRow

READING = 8
"""So many columns of the table are about reading; those after them are about identities."""


def lines_of(text: str) -> dict[str, list[str]]:
    """The first table's rows by their file."""
    rows = [line[2:-2].split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {row[0]: row for row in rows if len(row) > READING}


def test_the_committed_document_is_in_step_with_the_bundled_files(
    root: Path, extractions: dict[str, Extraction]
) -> None:
    committed = lines_of((root / "docs" / "layouts.md").read_text(encoding="utf-8"))
    made = lines_of(render(list(extractions.values())))
    for name in extractions:
        assert committed[name][:READING] == made[name][:READING], "run `python -m pipeline.audit.layouts PATH...`"


def test_counts_are_those_of_the_rows(extractions: dict[str, Extraction]) -> None:
    made = lines_of(render(list(extractions.values())))
    for name, each in extractions.items():
        _, statements, cells, numbers, in_cells, share, every, unread = made[name][:READING]
        rows = each.rows["staging.statement_cell"]
        assert int(cells) == len(rows)
        assert int(statements) == len({(row["statement"], row["title"]) for row in rows})
        assert int(unread) == len(each.rows["audit.unread_number"]) == 0
        assert int(numbers) == int(in_cells) <= int(every)
        assert share == ("100.00 %" if rows else "")


def test_failed_identities_and_files_set_aside_are_told(extractions: dict[str, Extraction]) -> None:
    name, each = next((name, each) for name, each in extractions.items() if each.rows["staging.statement_cell"])
    checks = [dict(row) for row in each.rows["audit.check"] if row["rule"] == "income_equals_expenditure"]
    assert checks
    checks[0]["verdict"] = "fails"
    broken = replace(each, rows={**each.rows, "audit.check": checks})
    assert checks_of(broken).failed == {"income_equals_expenditure": 1}
    row = QuarantineRow("scan.pdf", "0" * 64, "reading", "image_only_pdf", "A scan | no text.", datetime(2026, 1, 1))
    text = render([broken, Extraction("0" * 16, "scan.pdf", "0" * 64, quarantine=row)])
    assert f"{len(checks)} (1 failed)" in lines_of(text)[name]
    assert "| scan.pdf | image_only_pdf | A scan / no text. |" in text


def test_the_command_wants_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err
    (tmp_path / "empty.pdf").write_bytes(b"")
    target = tmp_path / "docs" / "layouts.md"
    assert main([str(tmp_path / "empty.pdf"), "--output", str(target)]) == 0
    assert "| empty.pdf | empty_file |" in target.read_text(encoding="utf-8")
