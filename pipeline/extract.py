"""One file in, warehouse rows out: reading, identity, statements, performance, narrative and the facts they give.

What belongs here is the order of these steps and what happens when one fails; what a step does belongs to its package,
how its records become rows to `pipeline.rows`. Values that go in and out are picklable, so that many files can be
worked in a pool of processes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

from pipeline.audit.audit import audit
from pipeline.audit.corrections import correct
from pipeline.audit.model import AuditInput
from pipeline.audit.numbers import account
from pipeline.audit.second_look import second_look
from pipeline.audit.witness import hearing
from pipeline.extraction import DEFAULT_EXTRACTION, Extraction, ExtractionSettings, QuarantineRow, summarise
from pipeline.narrative import read_narrative
from pipeline.narrative.identity import read_identity
from pipeline.performance import read_performance
from pipeline.reading import UnreadableFile, read_document
from pipeline.reading.checks import UNREADABLE
from pipeline.rows import Rows, audit_rows, document_rows
from pipeline.sources.names import name_on_disk
from pipeline.statements import read_statements

P = ParamSpec("P")
R = TypeVar("R")

NOT_DISCLOSURES: Final = {
    "blank_template": "The file is a blank form without figures.",
    "not_a_budget": "The file is no budget or final account.",
    "image_only": "The pages are pictures without text (a scan).",
}
"""Document kinds that give no rows, and what to tell a person."""

_CONTENT: Final = ("staging.statement_cell", "fact_")


class _SetAside(Exception):
    """The document cannot be loaded: for what it is, or for a defect of ours that it brought to light."""

    def __init__(self, stage: str, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.stage, self.reason, self.detail = stage, reason, detail


def extract(path: Path, settings: ExtractionSettings = DEFAULT_EXTRACTION) -> Extraction:
    """Read one file. Never raises for what the file holds: what cannot be loaded comes back as a quarantine row.

    `disclosure_id` is the first 16 hex digits of the content's SHA-256; the time of arrival is the file's own mtime
    (UTC), so that reading it again gives the same rows.
    """
    name, digest = name_on_disk(path), sha256(path.read_bytes()).hexdigest()
    arrived = datetime.fromtimestamp(int(path.stat().st_mtime), UTC).replace(tzinfo=None)
    try:
        return Extraction(digest[:16], name, digest, _extract(path, arrived, settings))
    except _SetAside as failure:
        quarantine = QuarantineRow(name, digest, failure.stage, failure.reason, failure.detail, arrived)
        return Extraction(digest[:16], name, digest, quarantine=quarantine)


def _extract(path: Path, arrived: datetime, settings: ExtractionSettings) -> Rows:
    document = _step("reading", read_document, path, settings.reader)
    facts = _step("identity", read_identity, document)
    if facts.document_kind in NOT_DISCLOSURES:
        detail = f"{NOT_DISCLOSURES[facts.document_kind]} {facts.kind_reason}".strip()
        raise _SetAside("identity", facts.document_kind, detail)
    performance = _step("performance", read_performance, document, facts)
    statements = _step("statements", read_statements, document, facts, performance.claimed.keys())
    narrative = _step("narrative", read_narrative, document, facts)
    cells, corrected = _step("corrections", correct, statements.cells, facts, settings.corrections)
    numbers = _step("accounting", account, document, statements, performance, narrative)
    rows = _step("facts", document_rows, document, facts, arrived, statements, performance, narrative, numbers, cells)
    if not any(rows[table] for table in rows if table.startswith(_CONTENT)):
        raise _SetAside("statements", "no_statement", "The file has text, but no statement, target or narrative.")
    figures = AuditInput(statements.cells, facts, statements.coverage, performance, narrative)
    hear = hearing(path, document, settings.reader, numbers, settings.witness)
    audited = _step("audit", audit, figures, numbers, second_look(path, document), hear)
    return {**rows, **audit_rows(document, audited, statements, corrected)}


def _step(stage: str, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run one step; whatever it raises becomes the reason why this document is set aside."""
    try:
        return function(*args, **kwargs)
    except Exception as error:
        if _for_want_of_memory(error):
            raise _SetAside(stage, "out_of_memory", "Reading the file takes more memory than allowed.") from error
        if isinstance(error, UnreadableFile):
            told = error.detail
            if error.reason == UNREADABLE and isinstance(error.__cause__, Exception):
                told = f"{told} {summarise(error.__cause__)}"
            raise _SetAside(stage, error.reason, told) from error
        raise _SetAside(stage, "internal_error", summarise(error)) from error


def _for_want_of_memory(error: BaseException | None) -> bool:
    """Whether this, or what it was raised from, is a lack of memory."""
    while error is not None:
        if isinstance(error, MemoryError):
            return True
        error = error.__cause__ or error.__context__
    return False
