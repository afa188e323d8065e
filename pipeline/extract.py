"""One file in, warehouse rows out: reading, identity, statements, performance, narrative and the facts they give.

What belongs here is the order of these steps and what happens when one fails; what a step does belongs to its package,
how its records become rows to `pipeline.rows`. Values that go in and out are picklable, so that many files can be
worked in a pool of processes.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

from pipeline.audit.audit import audit
from pipeline.audit.corrections import Correction, correct, fingerprint
from pipeline.audit.model import AuditInput
from pipeline.audit.numbers import account
from pipeline.audit.second_look import second_look
from pipeline.audit.witness import DEFAULT_WITNESS, WitnessSettings, hearing
from pipeline.narrative import read_narrative
from pipeline.narrative.identity import read_identity
from pipeline.performance import read_performance
from pipeline.reading import DEFAULT_READER, UnreadableFile, read_document
from pipeline.reading.checks import UNREADABLE
from pipeline.rows import Rows, audit_rows, document_rows
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
_MOBILE: Final = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_FOLDERS: Final = re.compile(r"(?:[A-Za-z]:)?[\\/](?:[^\\/\s'\"]+[\\/])+")
_DETAIL_LENGTH: Final = 500


@dataclass(frozen=True, slots=True)
class ExtractionSettings:
    """How files are read: the name of the PDF reader, how much the other reader reads again, and what is corrected."""

    reader: str = DEFAULT_READER
    witness: WitnessSettings = DEFAULT_WITNESS
    corrections: tuple[Correction, ...] = ()

    @property
    def variant(self) -> str:
        """What tells results of these settings from those of the default ones; '' for the default."""
        reader = self.reader if self.reader != DEFAULT_READER else ""
        witness = sha256(repr(self.witness).encode()).hexdigest()[:8] if self.witness != DEFAULT_WITNESS else ""
        return "-".join(part for part in (reader, witness, fingerprint(self.corrections)) if part)


DEFAULT_EXTRACTION: Final = ExtractionSettings()


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """Why a file was set aside: `stage` is the step, `reason` a stable key, `detail` a sentence for a person.

    `attempts` counts how often the extractor `extractor_version` tried.
    """

    file_name: str
    sha256: str
    stage: str
    reason: str
    detail: str
    seen_at: datetime
    attempts: int = 1
    extractor_version: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything one file gives, as plain rows by table name; a quarantined file gives none."""

    disclosure_id: str
    file_name: str
    sha256: str
    rows: Rows = field(default_factory=dict)
    quarantine: QuarantineRow | None = None


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
    digest = sha256(path.read_bytes()).hexdigest()
    arrived = datetime.fromtimestamp(int(path.stat().st_mtime), UTC).replace(tzinfo=None)
    try:
        return Extraction(digest[:16], path.name, digest, _extract(path, arrived, settings))
    except _SetAside as failure:
        quarantine = QuarantineRow(path.name, digest, failure.stage, failure.reason, failure.detail, arrived)
        return Extraction(digest[:16], path.name, digest, quarantine=quarantine)


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


def summarise(error: Exception) -> str:
    """What went wrong and where in our code, in one line: no machine path, no personal number."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "pipeline" in Path(frame.filename).parts] or frames
    last = ours[-1]
    module = "/".join(Path(last.filename).parts[-2:])
    message = _MOBILE.sub("***", _FOLDERS.sub("", " ".join(str(error).split())))[:_DETAIL_LENGTH]
    return f"{type(error).__name__} in {last.name} ({module}:{last.lineno}): {message}"
