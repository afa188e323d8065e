"""The pool: one file that hangs, swells or crashes costs itself alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from made_extractors import obedient

from pipeline.pool import Pool
from pipeline.sources.folder import SourceFile, list_files
from pipeline.warehouse.extracts import Extracts
from pipeline.worker import Limits, Report

LIMITS = Limits(seconds=4, memory_bytes=3 << 30, files_per_worker=3)


def files(folder: Path, *orders: str) -> list[SourceFile]:
    for number, order in enumerate(orders):
        (folder / f"{number:03d}.pdf").write_text(f"{order}\n{number}")
    return list_files([folder])


def read(tmp_path: Path, *orders: str) -> tuple[list[Report], Extracts, list[SourceFile]]:
    folder = tmp_path / "inbox"
    folder.mkdir()
    made = files(folder, *orders)
    extracts = Extracts(tmp_path / "extracts", "1-test")
    with Pool(extracts, 2, LIMITS, obedient) as pool:
        return list(pool.read(made)), extracts, made


def test_the_bad_ones_are_set_aside_and_the_others_are_read_in_order(tmp_path: Path) -> None:
    orders = ("a", "hang", "b", "crash", "c", "swell", "d", "exit", "e", "fall once", "f", "g")
    reports, extracts, made = read(tmp_path, *orders)
    assert [each.sha256 for each in reports] == [file.sha256 for file in made]
    reasons = {order: each.quarantine.reason for order, each in zip(orders, reports, strict=True) if each.quarantine}
    assert reasons == {"hang": "timeout", "crash": "crashed", "swell": "out_of_memory", "exit": "crashed"}
    attempts = {order: extracts.load(file).quarantine for order, file in zip(orders, made, strict=True)}
    assert {order: row.attempts for order, row in attempts.items() if row} == {
        "hang": 1, "crash": 2, "swell": 1, "exit": 2
    }  # fmt: skip
    assert "signal 11" in attempts["crash"].detail
    assert "exit status 3" in attempts["exit"].detail
    assert all(extracts.has(file) for file in made)


def test_no_process_is_left(tmp_path: Path) -> None:
    import multiprocessing

    read(tmp_path, "a", "b", "c")
    assert multiprocessing.active_children() == []


def test_an_empty_batch_starts_nothing(tmp_path: Path) -> None:
    assert read(tmp_path)[0] == []


def test_the_readers_are_imported_once_for_all_workers(tmp_path: Path) -> None:
    files(tmp_path, "a")
    code = (
        "import sys\nfrom pathlib import Path\nfrom made_extractors import knows_the_readers\n"
        "from pipeline.pool import Pool\nfrom pipeline.sources.folder import list_files\n"
        "from pipeline.warehouse.extracts import Extracts\n"
        "folder = Path(sys.argv[1])\n"
        "with Pool(Extracts(folder / 'kept', '1'), 1, extractor=knows_the_readers) as pool:\n"
        "    print(*[each.quarantine.reason for each in pool.read(list_files([folder]))])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, tmp_path],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "known\n"
