"""`make bench`: build the inputs, measure, and write docs/performance.md.

`python -m bench.run [--only reading ingest load queries] [--synthetic N] [--rounds N] [--documents N]`. Results of each
part are kept in `bench/results` (not in git), so that the parts can run at different times; the page is written anew
from all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pypdfium2

from bench import reading
from bench.budgets import YEARS
from bench.contenders import CONTENDERS
from bench.generate import write
from bench.ingest import BEFORE, ROOT, Ingest, code_before, ingest
from bench.loading import load

if TYPE_CHECKING:
    from bench.queries import Asked

RESULTS: Final = ROOT / "bench" / "results"
PAGE: Final = ROOT / "docs" / "performance.md"
PARTS: Final = ("reading", "ingest", "memory", "load", "queries")
_LIBRARIES: Final = ("pdfplumber", "pypdfium2", "tablers", "camelot-py", "polars", "duckdb", "pyarrow", "pandera")


def main() -> None:
    """Measure what is asked for, then write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--synthetic", type=int, default=20, help="synthetic disclosures among the pages to read")
    parser.add_argument("--every", type=int, default=1, help="take every n-th file of ../shared/corpus")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--contenders", nargs="+", choices=list(CONTENDERS), default=list(CONTENDERS))
    parser.add_argument("--memory-documents", type=int, nargs="+", default=[500, 2000])
    parser.add_argument("--documents", type=int, default=100_000, help="documents to load")
    parser.add_argument("--work", type=Path, default=None, help="folder for inputs and warehouses; default: temporary")
    given = parser.parse_args()
    RESULTS.mkdir(exist_ok=True)
    work = given.work or Path(tempfile.mkdtemp(prefix="yusuan-bench-"))
    work.mkdir(parents=True, exist_ok=True)
    try:
        _measure(given, work)
    finally:
        if given.work is None:
            shutil.rmtree(work)
    PAGE.write_text(page(), encoding="utf-8")


def _measure(given: argparse.Namespace, work: Path) -> None:
    if "reading" in given.only:
        paths = inputs(work, given.synthetic, given.every)
        _keep("reading", reading.table(reading.by_turns(paths, given.rounds, given.contenders)))
    if "ingest" in given.only:
        _keep("ingest", _ingests(inputs(work, given.synthetic, given.every), given.rounds, work))
    if "memory" in given.only:
        _keep("memory", _memory(work, given.memory_documents))
    warehouse = work / "large" / "budget.duckdb"
    if "load" in given.only:
        templates = write(4 * YEARS, 0, work / "templates")
        _keep("load", load(templates, given.documents, warehouse))
    if "queries" in given.only:
        from bench.queries import ask_all, slow_plans  # they bring streamlit

        asked = []
        for one in ask_all(warehouse):
            print(f"  query, {one.name}: p50 {one.p50:.1f} ms, p95 {one.p95:.1f} ms", file=sys.stderr)
            asked.append(one)
        _keep("queries", _query_table(asked))
        plans = [f"### {one.name}\n\n```text\n{plan}\n```\n" for one, plan in slow_plans(warehouse, asked)]
        (RESULTS / "plans.md").write_text("\n".join(plans), encoding="utf-8")


def inputs(work: Path, synthetic: int, every: int) -> list[Path]:
    """The PDF files to read: the bundled ones, those of ../shared/corpus where it is there, and synthetic ones."""
    bundled = sorted((ROOT / "data" / "raw" / "inbox").glob("*.pdf"))
    corpus = sorted((ROOT.parent / "shared" / "corpus").rglob("*.pdf"))
    real = [path for path in corpus if _has_text(path)]
    return [*bundled, *real[::every], *write(synthetic, 1, work / "synthetic")]


def _has_text(path: Path) -> bool:
    """Whether a file is a PDF with text: there is nothing to compare on scans and on pages of the web."""
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return False
    found = any(page.get_textpage().count_chars() for page in pdf)
    pdf.close()
    return found


def _ingests(paths: Sequence[Path], rounds: int, work: Path) -> list[str]:
    """Whole ingests by turns, warm: after one that does not count."""
    base = f"the code before ({BEFORE}), one process"
    variants: dict[str, tuple[Path, tuple[str, ...]]] = {
        "pdfplumber, one worker": (ROOT, ("--reader", "pdfplumber", "--workers", "1")),
        "fast, one worker": (ROOT, ("--workers", "1")),
        "fast, two workers": (ROOT, ("--workers", "2")),
    }
    if old := code_before(work / "before"):
        variants = {base: (old, ()), **variants}
    else:
        print(f"  ingest: git does not have {BEFORE}, which is left out", file=sys.stderr)
    found: dict[str, list[Ingest]] = {name: [] for name in variants}
    ingest(paths[:1])
    for _ in range(rounds):
        for name, (code, options) in variants.items():
            found[name].append(ingest(paths, *options, code=code))
            print(f"  ingest, {name}: {found[name][-1].seconds:.1f} s", file=sys.stderr)
    lines = [
        "| `yusuan ingest` into a new warehouse | seconds, round by round | pages/s | times the code before |",
        "|---|---:|---:|---:|",
    ]
    for name, runs in found.items():
        seconds = ", ".join(f"{run.seconds:.1f}" for run in runs)
        speed = statistics.median(run.pages / run.seconds for run in runs)
        times = [f"{before.seconds / run.seconds:.1f}" for before, run in zip(found.get(base, []), runs, strict=False)]
        lines.append(f"| {name} | {seconds} | {speed:.1f} | {', '.join(times) or 'not measured'} |")
    return lines


def _memory(work: Path, counts: Sequence[int]) -> list[str]:
    """Ingests of more and more documents with one worker and with two."""
    lines = [
        "| synthetic documents | workers | pages | seconds | pages/s | times one worker | peak MB, all processes |",
        "|---:|---:|---:|---:|---:|---:|---:|",
    ]
    paths = write(max(counts), 2, work / "many")
    for count in sorted(counts):
        alone = 0.0
        for workers in (1, 2):
            run = ingest(paths[:count], "--workers", str(workers), watched=True)
            alone = alone or run.seconds
            line = (
                f"| {run.files} | {workers} | {run.pages} | {run.seconds:.0f} | {run.pages / run.seconds:.1f} "
                f"| {alone / run.seconds:.2f} | {run.peak / 1e6:.0f} |"
            )
            print(line, file=sys.stderr)
            lines.append(line)
    return lines


def _query_table(asked: Sequence[Asked]) -> list[str]:
    from bench.queries import SLOW_MS, THREADS

    lines = ["| question | rows | first ms | p50 ms | p95 ms |", "|---|---:|---:|---:|---:|"]
    for one in sorted(asked, key=lambda one: -one.p95):
        lines.append(f"| {one.name} | {one.rows} | {one.times[0]:.1f} | {one.p50:.1f} | {one.p95:.1f} |")
    below = sum(one.p95 < SLOW_MS for one in asked)
    return [f"{below} of {len(asked)} questions have a p95 below {SLOW_MS:.0f} ms on {THREADS} threads.", "", *lines]


def _keep(part: str, lines: Sequence[str]) -> None:
    """Keep a part's lines with the machine's load and the time they were made."""
    told = {
        "lines": list(lines),
        "load": [round(load, 1) for load in os.getloadavg()],
        "made": time.strftime("%F %H:%M"),
    }
    (RESULTS / f"{part}.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


def page() -> str:
    """The page from all kept results; a part that was not measured says so."""
    head = (ROOT / "bench" / "page.md").read_text(encoding="utf-8")
    for part in PARTS:
        path = RESULTS / f"{part}.json"
        told = "Not measured yet."
        if path.exists():
            kept = json.loads(path.read_text(encoding="utf-8"))
            told = "\n".join(
                [*kept["lines"], "", f"_Measured {kept['made']}, load average afterwards {kept['load'][0]}._"]
            )
        head = head.replace(f"<!-- {part} -->", told)
    return head.replace("<!-- versions -->", ", ".join(_versions()))


def _versions() -> list[str]:
    found = [f"Python {platform.python_version()}", f"{os.cpu_count()} cores"]
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    return found


if __name__ == "__main__":
    main()
