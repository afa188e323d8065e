"""A second night over many known documents reads nothing and publishes nothing.

`YUSUAN_KNOWN` sets how many (`make soak`: 5000).
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from made_extractors import obedient

from assets.run import run_ingest
from pipeline.cli.summary import Watcher
from pipeline.warehouse.batch import Layout

pytestmark = pytest.mark.slow

KNOWN = int(os.environ.get("YUSUAN_KNOWN", "200"))


def test_nothing_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assets.staging.read_file", obedient)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(KNOWN):
        (inbox / f"{number:05d}.pdf").write_text(f"单位{number}\n{number}")
    warehouse = tmp_path / "w" / "w.duckdb"
    started = time.monotonic()
    first = run_ingest([inbox], warehouse, Watcher())
    middle = time.monotonic()
    watcher = Watcher()
    monkeypatch.delattr(Layout, "finish")  # nothing is laid out, so that nothing is imported to check it with
    second = run_ingest([inbox], warehouse, watcher)
    end = time.monotonic()
    assert not first.errors
    assert (second.unchanged, second.version, watcher.reports) == (True, first.version, [])
    assert second.row_counts["dim_disclosure"] == KNOWN
    print(f"{KNOWN} documents: first night {middle - started:.1f} s, second {end - middle:.2f} s")  # noqa: T201
