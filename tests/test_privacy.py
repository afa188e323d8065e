"""No telephone number and no contact's name reaches the warehouse or what a run prints."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from pipeline.extract import extract
from pipeline.private import holds_phone
from pipeline.reading import read_document
from pipeline.warehouse import build

MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
CONTACT = re.compile("[王李张]某某")  # how the bundled files print contacts


def test_the_whole_warehouse_holds_no_private_detail(
    inbox_dir: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    version = build([extract(path) for path in sorted(inbox_dir.glob("*.pdf"))], None, tmp_path)
    looked = 0
    with duckdb.connect(str(version), read_only=True) as connection:
        columns = connection.execute(
            "SELECT table_schema, table_name, column_name FROM information_schema.columns WHERE data_type = 'VARCHAR'"
        ).fetchall()
        for schema, table, column in columns:
            texts = connection.execute(f'SELECT DISTINCT "{column}" FROM "{schema}"."{table}"').fetchall()
            looked += len(texts)
            found = [
                t for (t,) in texts if t and not re.fullmatch("[0-9a-f]+", t) and (holds_phone(t) or CONTACT.search(t))
            ]
            assert not found, f"{schema}.{table}.{column} holds {len(found)} private texts"
    assert looked > 1000
    printed = capfd.readouterr()
    for log in (printed.out, printed.err, caplog.text):
        assert not MOBILE.search(log)
        assert not CONTACT.search(log)


def test_the_bundled_files_print_contacts(inbox_dir: Path) -> None:
    """Else the test above could not fail."""
    words = [w.text for path in sorted(inbox_dir.glob("*.pdf")) for p in read_document(path).pages for w in p.words]
    assert any(CONTACT.search(word) for word in words)
    assert any(holds_phone(word) for word in words)
