"""What reading one file gives, and how it is to be read: values that every process knows.

What belongs here is light to import: a program that starts workers, or loads what they kept, reads nothing itself. The
steps of reading are in `pipeline.extract`.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from pipeline.audit.corrections import Correction, fingerprint
from pipeline.audit.witness_settings import DEFAULT_WITNESS, WitnessSettings
from pipeline.private import masked
from pipeline.reader_names import DEFAULT_READER
from schemas.rows import Row

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
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    quarantine: QuarantineRow | None = None


def summarise(error: Exception) -> str:
    """What went wrong and where in our code, in one line: no machine path, no personal number."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "pipeline" in Path(frame.filename).parts] or frames
    last = ours[-1]
    module = "/".join(Path(last.filename).parts[-2:])
    message = masked(_FOLDERS.sub("", " ".join(str(error).split())))[:_DETAIL_LENGTH]
    return f"{type(error).__name__} in {last.name} ({module}:{last.lineno}): {message}"
