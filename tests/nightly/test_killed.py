"""`kill -9` of a whole run at random moments: the published file is the old or the new one, and the next run completes.

Every fourth kill falls near the moment at which the link moves, for few of the others would. `YUSUAN_KILLS` sets how
often (`make soak`: 100).
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import sys
import time
from pathlib import Path

import pytest
from made_extractors import obedient

from pipeline.night import same_rows
from pipeline.warehouse import connect
from schemas import TABLES

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("YUSUAN_KILLS", "4"))
CONTEXT = multiprocessing.get_context("forkserver")
DOCUMENTS = 12


def run(inbox: Path, warehouse: Path) -> None:
    """One run, as `yusuan ingest` does it; the body of a process that may be killed."""
    import assets.staging
    import pipeline.fingerprint
    import pipeline.night
    import pipeline.warehouse.version_row
    from assets.run import run_ingest
    from pipeline.cli.summary import Watcher

    assets.staging.read_file = obedient  # type: ignore[assignment]
    # the program stays the same through the test, also where someone works on its files meanwhile
    pipeline.fingerprint._extractor = lambda: "1-test"  # type: ignore[assignment]
    pipeline.night.builder_version = lambda: "1-test"
    pipeline.warehouse.version_row.builder_version = lambda: "1-test"
    errors = run_ingest([inbox], warehouse, Watcher(), workers=1).errors
    print(*errors, sep="\n", file=sys.stderr, flush=True)  # noqa: T201
    os._exit(1 if errors else 0)


def complete(inbox: Path, warehouse: Path) -> float:
    """A run to its end; gives its seconds."""
    started = time.monotonic()
    process = CONTEXT.Process(target=run, args=(inbox, warehouse))
    process.start()
    process.join()
    assert process.exitcode == 0
    return time.monotonic() - started


def drop(inbox: Path, numbers: range) -> None:
    for number in numbers:
        path = inbox / f"{number:02d}.pdf"
        path.write_text("exit" if number % 6 == 5 else f"单位{number}\n{'x' * number}")
        os.utime(path, (1_700_000_000, 1_700_000_000))


def holds(warehouse: Path) -> int:
    """How many documents a version holds; its row about itself and its tables must agree."""
    with connect(warehouse) as connection:
        told = connection.execute("SELECT documents, statement_cells, set_aside FROM audit.version").fetchone()
        found = connection.execute(
            "SELECT (SELECT count(*) FROM dim_disclosure), (SELECT count(*) FROM staging.statement_cell), "
            "(SELECT count(*) FROM audit.quarantine)"
        ).fetchone()
    assert told == found
    return int(found[0]) if found else 0


def differing(one: Path, other: Path) -> list[str]:
    return [name for name in TABLES if not same_rows(one, other, [name])]


def wait_for_flip(link: Path, process: multiprocessing.process.BaseProcess, seconds: float) -> None:
    """Return when the link has moved, or the process has ended, and then `seconds` later."""
    before = link.resolve()
    while link.resolve() == before and process.is_alive():
        time.sleep(0.0005)
    time.sleep(seconds)


def test_a_killed_run_harms_nothing(tmp_path: Path) -> None:
    CONTEXT.set_forkserver_preload(["assets.run", "pipeline.cli.summary", "made_extractors"])
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    drop(inbox, range(DOCUMENTS // 2))
    base = tmp_path / "base"
    complete(inbox, base / "w.duckdb")
    drop(inbox, range(DOCUMENTS // 2, DOCUMENTS))
    whole = tmp_path / "whole"
    shutil.copytree(base, whole, symlinks=True)
    seconds = complete(inbox, whole / "w.duckdb")
    old, new = holds(base / "w.duckdb"), holds(whole / "w.duckdb")
    assert (old, new) == (5, 10)

    moments = random.Random(20261128)
    seen = {old: 0, new: 0}
    at_work = 0
    for number in range(KILLS):
        night = tmp_path / "night"
        shutil.copytree(base, night, symlinks=True)
        process = CONTEXT.Process(target=run, args=(inbox, night / "w.duckdb"))
        process.start()
        if number % 4 == 3:
            wait_for_flip(night / "w.duckdb", process, moments.uniform(0, 0.02))
        else:
            time.sleep(moments.uniform(0, seconds))
        at_work += process.is_alive()
        process.kill()
        process.join()
        seen[holds(night / "w.duckdb")] += 1
        seconds = complete(inbox, night / "w.duckdb")  # as fast as the machine is now
        assert differing(night / "w.duckdb", whole / "w.duckdb") == []
        left = [path.name for path in (night / "versions").iterdir() if path.name.startswith(".")]
        assert left == []
        shutil.rmtree(night)
    assert at_work
    print(f"{at_work} of {KILLS} runs were killed at work: {seen[old]} old, {seen[new]} new")  # noqa: T201
