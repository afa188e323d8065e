"""A file of any kind becomes a `Document`: pages of words, rules and grids."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.reading.model import Document, Reader, UnreadableFile
from pipeline.reading.pdf import PlumberReader

__all__ = ["Document", "UnreadableFile", "read_document"]


def read_document(path: Path, reader: str = "pdfplumber") -> Document:
    """Read a file in full; its kind is decided by its content. Raises `UnreadableFile`."""
    content = Path(path).read_bytes()
    if not content:
        raise UnreadableFile("empty_file", "The file is empty.")
    chosen: Reader = PlumberReader()
    if not chosen.accepts(content[:1024]):
        raise UnreadableFile("not_a_pdf", "The file is no PDF.")
    return Document(
        file_name=Path(path).name,
        sha256=hashlib.sha256(content).hexdigest(),
        byte_size=len(content),
        media_type="application/pdf",
        pages=tuple(chosen.pages(Path(path))),
    )
