"""Stand-ins for the extractor that behave as a file's text tells them; they run in worker processes."""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from pipeline.extraction import Extraction, QuarantineRow

ARRIVED = datetime(2026, 3, 1, 2, 0)


def obedient(path: Path, settings: object = None) -> Extraction:
    """`hang`, `swell`, `crash`, `exit`, `fall once`; anything else is a document of one figure."""
    order = path.read_text().split("\n")[0]
    if order == "hang":
        time.sleep(600)
    if order == "swell":
        _ = b"x" * (8 << 30)
    if order == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if order == "exit":
        os._exit(3)
    once = path.with_suffix(".fallen")
    if order == "fall once" and not once.exists():
        once.touch()
        os._exit(4)
    digest = sha256(path.read_bytes()).hexdigest()
    key = digest[:16]
    document: dict[str, object] = {
        "disclosure_id": key, "org_name": f"{order}局", "fiscal_year": 2026, "stage": "budget", "part": "complete",
        "file_name": path.name, "sha256": digest, "byte_size": path.stat().st_size, "ingested_at": ARRIVED,
    }  # fmt: skip
    place: dict[str, object] = {"disclosure_id": key, "org_name": document["org_name"], "region_code": ""}
    cell: dict[str, object] = {
        "disclosure_id": key, "file_name": path.name, "statement": "expenditure_summary", "title": "", "row_no": 1,
        "label": "合计", "measure": "total", "basis": "budget", "amount": Decimal(path.stat().st_size),
        "printed": order, "page": 1,
    }  # fmt: skip
    rows: dict[str, list[dict[str, object]]] = {
        "dim_disclosure": [document], "staging.organization": [place], "staging.statement_cell": [cell]
    }  # fmt: skip
    return Extraction(key, path.name, digest, rows)


def knows_the_readers(path: Path, settings: object = None) -> Extraction:
    """A file set aside with reason `known` where the process has imported the readers before its first file."""
    reason = "known" if "pipeline.extract" in sys.modules else "unknown"
    digest = sha256(path.read_bytes()).hexdigest()
    return Extraction(
        digest[:16], path.name, digest, quarantine=QuarantineRow(path.name, digest, "", reason, "", ARRIVED)
    )


def half_unread(path: Path, settings: object = None) -> Extraction:
    """A document of which half of the numbers ended nowhere, and one of them is listed as unread."""
    found = obedient(path, settings)
    account: dict[str, object] = {
        "disclosure_id": found.disclosure_id, "page": 1, "numbers": 100, "in_cells": 50, "in_records": 0,
        "in_prose": 0, "unread": 50,
    }  # fmt: skip
    unread: dict[str, object] = {
        "disclosure_id": found.disclosure_id, "page": 1, "printed": "1.00",
        "reason": "unknown",
    }  # fmt: skip
    return replace(found, rows={**found.rows, "audit.number_account": [account], "audit.unread_number": [unread]})
