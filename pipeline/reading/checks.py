"""Why a PDF cannot be read, told in a sentence for a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.reading.model import Page, UnreadableFile

MAX_PAGES = 3000
"""Disclosures have up to some hundred pages; a file far beyond that is something else, or damaged."""

UNREADABLE = "unreadable_pdf"
"""The reason of a file that seems sound and cannot be read for a defect of ours or a feature nobody thought of."""

_ENCRYPT = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R|/Encrypt\s*<<")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_TABLE = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
_HEADER_ROOM = 1024
"""Bytes that may stand before the header of a PDF; offsets count from the header or from the file's start."""
_LINEARIZED = re.compile(rb"/Linearized\b[^>]*?/L\s+(\d+)")


def require_page_count(count: int) -> None:
    """Raise where a file is too long to be a disclosure."""
    if count > MAX_PAGES:
        raise UnreadableFile("too_many_pages", f"The file has {count} pages; more than {MAX_PAGES} are not read.")


def encrypted() -> UnreadableFile:
    """The refusal of a file that opens only with a password."""
    return UnreadableFile("encrypted_pdf", "The PDF is protected by a password and cannot be opened without it.")


def truncated(detail: str = "") -> UnreadableFile:
    """The refusal of a damaged file."""
    told = f" ({detail})" if detail else ""
    return UnreadableFile("truncated_pdf", f"The PDF is damaged or was not transferred in full{told}.")


def require_complete(content: bytes) -> None:
    """Raise where the end of a PDF is missing: libraries repair such files silently, and lose pages without a word."""
    if b"startxref" not in content:
        raise truncated("its end is missing")
    linearized = _LINEARIZED.search(content[:2048])
    if linearized is not None and int(linearized.group(1)) > len(content):
        raise truncated(f"{len(content)} of {int(linearized.group(1))} bytes are there")


def explain_failure(content: bytes, error: Exception) -> UnreadableFile:
    """The reason behind an exception that no reader expects.

    A file whose end points to its table of objects was transferred in full: what fails on it is told apart from damage,
    since it may be a defect of ours or a kind of PDF that the libraries do not know.
    """
    if _ENCRYPT.search(content) and ("password" in repr(error).lower() or "encrypt" in repr(error).lower()):
        return encrypted()
    if not is_complete(content):
        return truncated(type(error).__name__)
    return UnreadableFile(
        UNREADABLE,
        f"The PDF seems complete, but this program failed to read it ({type(error).__name__}); please report it.",
    )


def is_complete(content: bytes) -> bool:
    """Whether the end of a PDF is there and points to its table of objects."""
    start = _START.match(content, max(content.rfind(b"startxref"), 0))
    if start is None:
        return False
    at = int(start.group(1))
    header = max(content.find(b"%PDF-", 0, _HEADER_ROOM), 0)
    return any(_TABLE.match(content, offset) is not None for offset in {at, at + header})


def require_text(pages: Sequence[Page]) -> None:
    """Raise where no page has any text: nothing can be read from pictures."""
    if not pages:
        raise truncated("it has no pages")
    if not any(page.words for page in pages):
        count = f"{len(pages)} page{'s' if len(pages) > 1 else ''}"
        raise UnreadableFile(
            "image_only_pdf",
            f"The file is a scan: nothing on its {count} is text, all is pictures, which are not read yet.",
        )
