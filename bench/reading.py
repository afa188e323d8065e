"""Speeds of reading: contenders by turns on the same pages, and the table of what came of it."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.contenders import CONTENDERS

BASE: Final = "pdfplumber extract_tables"
"""What ratios refer to."""

SLOW: Final = "camelot lattice"
"""Timed once on the first files alone: it takes seconds a page."""

GROUP: Final = 4
"""So many files are read by one contender before the next one's turn."""


@dataclass(frozen=True, slots=True)
class Timing:
    """One run of one contender; seconds are wall time and CPU time, the peak is in bytes."""

    pages: int
    seconds: float
    cpu: float
    peak: int


Timings = dict[str, list[Timing]]


def time_contender(name: str, warm_up: Path, paths: Sequence[Path]) -> Timing | None:
    """Time one contender in a fresh process; None if it cannot run (not installed, or it fails on a file)."""
    command = [sys.executable, "-m", "bench.contenders", name, str(warm_up), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{name} failed: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    return Timing(**json.loads(done.stdout.strip().splitlines()[-1]))


def by_turns(paths: Sequence[Path], rounds: int, names: Iterable[str] = CONTENDERS) -> Timings:
    """Every contender once in every round, on a few files at a time: a machine that others use too changes its speed
    within minutes, and so it is the same for all."""
    found: Timings = {}
    groups = [paths[at : at + GROUP] for at in range(0, len(paths), GROUP)]
    for number in range(rounds):
        this_round: Timings = {}
        for group in groups:
            for name in names:
                if name == SLOW and (number or group is not groups[0]):
                    continue
                timing = time_contender(name, paths[0], group[:1] if name == SLOW else group)
                if timing is not None:
                    this_round.setdefault(name, []).append(timing)
        for name, parts in this_round.items():
            found.setdefault(name, []).append(_together(parts))
        print("\n".join(table(found)), file=sys.stderr)
    return found


def _together(parts: Sequence[Timing]) -> Timing:
    """The files of one round as one run."""
    return Timing(
        sum(part.pages for part in parts),
        sum(part.seconds for part in parts),
        sum(part.cpu for part in parts),
        max(part.peak for part in parts),
    )


def table(found: Timings) -> list[str]:
    """The table as Markdown: median and range of pages a second, CPU, ratio of CPU by round, and memory."""
    lines = [
        "| what | pages | pages/s (range) | pages per CPU second | times `extract_tables`, round by round | peak MB |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, runs in found.items():
        speeds = [run.pages / run.seconds for run in runs]
        per_cpu = [run.pages / run.cpu for run in runs]
        base = [run.pages / run.cpu for run in found.get(BASE, [])]
        ratios = [speed / other for speed, other in zip(per_cpu, base, strict=False)] if name != SLOW else []
        told = f"{statistics.median(ratios):.1f} ({min(ratios):.1f}–{max(ratios):.1f})" if ratios else "other pages"
        lines.append(
            f"| {name} | {runs[0].pages} | {statistics.median(speeds):.1f} ({min(speeds):.1f}–{max(speeds):.1f}) "
            f"| {statistics.median(per_cpu):.1f} | {told} | {max(run.peak for run in runs) / 1e6:.0f} |"
        )
    return lines
