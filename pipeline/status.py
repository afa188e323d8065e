"""`status.json` beside the warehouse: how the last run ended and since when the data are known to be complete.

A failed night leaves the published version as it was, and here the time of the last night that succeeded: a dashboard
that shows it never passes yesterday's data off as today's.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.runlog import now
from pipeline.warehouse.versions import version_name

NAME = "status.json"


def read_status(warehouse: Path) -> dict[str, Any]:
    """`succeeded_at` (UTC) and `version` of the last run that succeeded, `failed_at` and `errors` of one after it."""
    try:
        content: dict[str, Any] = json.loads((warehouse.parent / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content


def succeeded(warehouse: Path) -> None:
    """The published version holds everything that is known now."""
    _write(warehouse, {"succeeded_at": now(), "version": version_name(warehouse)})


def failed(warehouse: Path, errors: list[str]) -> None:
    """A run failed; what was known of the last success stays."""
    kept = {name: value for name, value in read_status(warehouse).items() if name in ("succeeded_at", "version")}
    _write(warehouse, {**kept, "failed_at": now(), "errors": errors})


def age_in_hours(warehouse: Path) -> float | None:
    """Hours since the last run that succeeded, None where there was none."""
    told = read_status(warehouse).get("succeeded_at")
    return None if told is None else (datetime.now(UTC) - datetime.fromisoformat(told)).total_seconds() / 3600


def _write(warehouse: Path, content: dict[str, Any]) -> None:
    path = warehouse.parent / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    work = path.with_name(f".{NAME}.{os.getpid()}")
    work.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    work.replace(path)
