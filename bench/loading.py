"""Loading and publishing very many documents: rows, seconds, size of the file, peak memory."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench.contenders import peak_memory
from bench.replicas import multiplied
from pipeline.extract import extract
from pipeline.warehouse import build, connect, publish
from schemas import TABLES


def load(templates: Sequence[Path], documents: int, warehouse: Path) -> list[str]:
    """Multiply what the templates give, load and publish it at the link; the lines of the table."""
    shutil.rmtree(warehouse.parent, ignore_errors=True)
    parts = warehouse.parent / "parts"
    parts.mkdir(parents=True)
    print(f"  load: multiplying {len(templates)} documents into {documents}", file=sys.stderr)
    started = time.perf_counter()
    batch = multiplied([extract(path) for path in templates], documents, parts)
    laid_out = time.perf_counter()
    print(f"  load: multiplied in {laid_out - started:.0f} s, loading", file=sys.stderr)
    version = build(batch, None, warehouse.parent, name=warehouse.name)
    publish(version)
    seconds = time.perf_counter() - laid_out
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
        f"Multiplying the rows into Parquet files before took {laid_out - started:.0f} s and is not part of it.",
    ]
