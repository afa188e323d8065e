"""Why a PDF cannot be read, told in a sentence for a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.reading.model import Page, UnreadableFile

MAX_PAGES = 3000
"""Disclosures have up to some hundred pages; a file far beyond that is something else, or damaged."""

_ENCRYPT = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R|/Encrypt\s*<<")
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
    """The reason behind an exception of a PDF library."""
    if _ENCRYPT.search(content) and ("password" in repr(error).lower() or "encrypt" in repr(error).lower()):
        return encrypted()
    return truncated(type(error).__name__)


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
