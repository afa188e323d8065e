"""Loading and publishing very many documents: rows, seconds, size of the file, peak memory."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bench.contenders import peak_memory
from bench.replicas import multiplied
from pipeline.extract import extract
from pipeline.extraction import Extraction
from pipeline.warehouse import build, connect, publish
from pipeline.warehouse.batch import make_batch
from pipeline.warehouse.extracts import load as read_kept
from pipeline.warehouse.extracts import save
from schemas import TABLES

_TRIES: Final = 5


def load(templates: Sequence[Path], documents: int, warehouse: Path) -> list[str]:
    """Multiply what the templates give, load and publish it at the link; the lines of the table."""
    shutil.rmtree(warehouse.parent, ignore_errors=True)
    parts = warehouse.parent / "parts"
    parts.mkdir(parents=True)
    print(f"  load: multiplying {len(templates)} documents into {documents}", file=sys.stderr)
    started = time.perf_counter()
    read = [extract(path) for path in templates]
    kept = _laid_out(read, warehouse.parent / "kept")
    batch = multiplied(read, documents, parts)
    multiplied_at = time.perf_counter()
    print(f"  load: multiplied in {multiplied_at - started:.0f} s, loading", file=sys.stderr)
    version = build(batch, None, warehouse.parent, name=warehouse.name)
    publish(version)
    seconds = time.perf_counter() - multiplied_at
    print(f"  load: loaded and published in {seconds:.0f} s", file=sys.stderr)
    shutil.rmtree(parts)
    counts = {}
    with connect(warehouse) as connection:
        for table in TABLES.values():
            row = connection.execute(f"SELECT count(*) FROM {table.qualified}").fetchone()
            counts[table.name] = row[0] if row else 0
    rows, cells = sum(counts.values()), counts["staging.statement_cell"]
    size = version.stat().st_size
    head = ("documents", "cells", "rows of all tables", "load, check, views, publish", "cells/s", "rows/s", "file",
            "bytes a row", "peak MB")  # fmt: skip
    told = (documents, cells, rows, f"{seconds:.0f} s", f"{cells / seconds:.0f}", f"{rows / seconds:.0f}",
            f"{size / 1e9:.2f} GB", f"{size / rows:.0f}", f"{peak_memory() / 1e6:.0f}")  # fmt: skip
    return [
        f"| {' | '.join(head)} |",
        "|" + "---:|" * len(head),
        f"| {' | '.join(map(str, told))} |",
        "",
        f"Multiplying the rows into Parquet files before took {multiplied_at - started:.0f} s and is not part of it.",
        "",
        kept,
    ]


def _laid_out(read: Sequence[Extraction], folder: Path) -> str:
    """What it takes to load kept results and lay them out, which precedes loading and is done while others are read."""
    kept = [folder / each.sha256 for each in read]
    for path, each in zip(kept, read, strict=True):
        save(path, each)
    best = min(_seconds(kept) for _ in range(_TRIES))
    rows = sum(len(table) for each in read for table in each.rows.values())
    size = sum(path.stat().st_size for path in kept)
    return (
        f"Before that, what was kept of each document is read and laid out, in a thread beside the reading of others: "
        f"{best / len(kept) * 1000:.1f} ms a document of {rows / len(kept):.0f} rows and "
        f"{size / len(kept) / 1e3:.0f} kB ({len(kept)} documents, the best of {_TRIES})."
    )


def _seconds(kept: Sequence[Path]) -> float:
    started = time.perf_counter()
    make_batch(list(map(read_kept, kept)))
    return time.perf_counter() - started
