"""The log of runs: one JSON line for each document, each fetched address, and the run as a whole.

Lines go to `<folder of the warehouse>/logs/runs.jsonl`, which is put aside as `runs.1.jsonl` when it grows large. They
name files, hashes, reasons and counts, and never hold text of a document, so that no personal data gets into them. The
clock is used here and nowhere else: a log says when, the warehouse does not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pipeline.worker import Report

FOLDER: Final = "logs"
_NAME: Final = "runs.jsonl"
_LARGEST: Final = 50 << 20


@dataclass(slots=True)
class RunLog:
    """Appends lines to the log beside a warehouse; `started` names the run in each of them."""

    warehouse: Path
    started: str = field(default_factory=lambda: now())

    @property
    def path(self) -> Path:
        """The file."""
        return self.warehouse.parent / FOLDER / _NAME

    def document(self, report: Report) -> None:
        """One document was read or taken from what is kept."""
        quarantine = report.quarantine
        self.write(
            "document",
            sha256=report.sha256,
            file_name=report.file_name,
            outcome="set_aside" if quarantine else "read",
            kept=report.known,
            seconds=report.seconds,
            rows=sum(report.counts.values()),
            **({"stage": quarantine.stage, "reason": quarantine.reason} if quarantine else {}),
        )

    def write(self, event: str, **values: object) -> None:
        """One line; in one write, so that lines of two processes never mix."""
        line = {"at": now(), "run": self.started, "event": event, **values}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.path.exists() and self.path.stat().st_size > _LARGEST:
            self.path.replace(self.path.with_name("runs.1.jsonl"))
        with self.path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")


def now() -> str:
    """The time in UTC to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def read(path: Path) -> list[Mapping[str, object]]:
    """The lines of a log."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
