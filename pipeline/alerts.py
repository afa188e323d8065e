"""Notices that a run failed: a command or a webhook, named in sources.yaml; without that, nobody is told.

The notice is a small JSON object without text of documents. A notice that cannot be delivered is no error of the run.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from pipeline.runlog import RunLog
from pipeline.sources.config import Alerts, SourcesError, load_sources

_SECONDS = 30


def notify(sources: Path, warehouse: Path, errors: Sequence[str]) -> bool:
    """Tell whoever is to be told that a run failed; gives whether all notices were delivered."""
    log = RunLog(warehouse)
    try:
        alerts = load_sources(sources).alerts
    except SourcesError:
        return False
    notice = json.dumps(
        {"event": "run_failed", "at": log.started, "warehouse": warehouse.name, "errors": list(errors)},
        ensure_ascii=False,
    )
    problems = [problem for send in (_run, _post) if (problem := send(alerts, notice))]
    for problem in problems:
        log.write("alert_failed", detail=problem)
    return not problems


def _run(alerts: Alerts, notice: str) -> str:
    """The command gets the notice on its standard input."""
    if not alerts.command:
        return ""
    try:
        subprocess.run(alerts.command, input=notice, text=True, timeout=_SECONDS, check=True, capture_output=True)
    except (OSError, subprocess.SubprocessError) as error:
        return f"command: {type(error).__name__}"
    return ""


def _post(alerts: Alerts, notice: str) -> str:
    if not alerts.webhook:
        return ""
    import httpx2

    try:
        headers = {"content-type": "application/json"}
        httpx2.post(alerts.webhook, content=notice.encode(), headers=headers, timeout=_SECONDS).raise_for_status()
    except httpx2.HTTPError as error:
        return f"webhook: {type(error).__name__}"
    return ""
