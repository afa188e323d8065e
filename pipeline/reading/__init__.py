"""A file of any kind becomes a `Document`: pages of words, rules and grids."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path

from pipeline.reader_names import DEFAULT_READER
from pipeline.reading.checks import explain_failure, require_complete, require_text
from pipeline.reading.fast import FastReader
from pipeline.reading.model import Document, Page, Reader, UnreadableFile
from pipeline.reading.pdf import PlumberReader
from pipeline.reading.settings import DEFAULT_SETTINGS, ReadingSettings
from pipeline.reading.sniff import HEAD_SIZE, PDF, media_type, refuse
from pipeline.reading.unruled import add_unruled
from pipeline.sources.names import name_on_disk

__all__ = ["DEFAULT_READER", "READERS", "Document", "ReadingSettings", "UnreadableFile", "read_document", "read_pages"]

READERS: dict[str, type[PlumberReader] | type[FastReader]] = {"fast": FastReader, "pdfplumber": PlumberReader}
"""Readers of PDF by name: the one that reads by default, and the slow one on other libraries that is its witness.

They give the same cells of the same pages (`tests/reading/test_readers_agree.py`).
"""


def read_document(path: Path, reader: str = DEFAULT_READER, settings: ReadingSettings = DEFAULT_SETTINGS) -> Document:
    """Read a file in full; its kind is decided by its content, never by its name. Raises `UnreadableFile`."""
    path = Path(path)
    content = path.read_bytes()
    kind = media_type(content)
    if not content.strip(b"\x00\t\n\x0c\r "):
        raise UnreadableFile("empty_file", "The file is empty.")
    chosen: Reader = READERS[reader](settings)
    if not chosen.accepts(content[:HEAD_SIZE]):
        raise refuse(kind, name_on_disk(path))
    require_complete(content)
    try:
        pages = add_unruled(chosen.pages(path))
    except UnreadableFile:
        raise
    except Exception as error:  # the libraries raise dozens of types on damaged files; none may stop a batch
        raise explain_failure(content, error) from error
    require_text(pages)
    return Document(
        file_name=name_on_disk(path),
        sha256=hashlib.sha256(content).hexdigest(),
        byte_size=len(content),
        media_type=PDF,
        pages=pages,
    )


def read_pages(path: Path, numbers: Collection[int], reader: str) -> Iterator[Page]:
    """Some pages of a PDF (numbers from 1) in order, with their ruled tables only; raises what the libraries raise."""
    chosen: Reader = READERS[reader]()
    return chosen.pages(path, numbers)
