"""The PDF readers by name, the default one first; who names one need not import it (that is `pipeline.reading`)."""

from __future__ import annotations

from typing import Final

READER_NAMES: Final = ("fast", "pdfplumber")
DEFAULT_READER: Final = READER_NAMES[0]
