"""What a file is, told by its content: names lie (HTML saved as .pdf, spreadsheets named .doc)."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from pipeline.reading.model import UnreadableFile

PDF = "application/pdf"
HTML = "text/html"
TEXT = "text/plain"
XLS = "application/vnd.ms-excel"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOC = "application/msword"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OLE = "application/x-ole-storage"
OFD = "application/ofd"
ZIP = "application/zip"
RAR = "application/vnd.rar"
SEVEN_ZIP = "application/x-7z-compressed"
IMAGE = "image"
UNKNOWN = "application/octet-stream"

HEAD_SIZE = 4096
"""Bytes that are enough to tell the kinds apart (a zip is looked into in full)."""

_SIGNATURES = (
    (b"Rar!\x1a\x07", RAR),
    (b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
    (b"\xff\xd8\xff", IMAGE),
    (b"\x89PNG\r\n\x1a\n", IMAGE),
    (b"GIF8", IMAGE),
    (b"II*\x00", IMAGE),
    (b"MM\x00*", IMAGE),
    (b"BM", IMAGE),
)
_HTML_START = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|meta|table|div)\b", re.I | re.S
)
_NAMES = {
    XLS: "an Excel workbook (.xls)",
    XLSX: "an Excel workbook (.xlsx)",
    DOC: "a Word document (.doc)",
    DOCX: "a Word document (.docx)",
    OLE: "an Office document of an old kind",
    OFD: "an OFD document",
    ZIP: "a zip archive",
    RAR: "a RAR archive",
    SEVEN_ZIP: "a 7-Zip archive",
    IMAGE: "an image",
    HTML: "a web page (HTML)",
    TEXT: "plain text",
    UNKNOWN: "of a kind that is not known",
}


def media_type(content: bytes) -> str:
    """The media type of a file's content."""
    head = content[:HEAD_SIZE]
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _zip_type(content)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_type(content)
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    plain = _without_wide_bytes(head)
    if _HTML_START.match(plain) or b"<html" in plain.lower():
        return HTML
    return UNKNOWN if b"\x00" in plain else TEXT


def describe(kind: str) -> str:
    """What a person calls that kind of file."""
    return _NAMES.get(kind, kind)


def refuse(kind: str, name: str) -> UnreadableFile:
    """Why a file of a kind that no reader takes cannot be read. `name` decides only how the reason is worded."""
    named_pdf = name.lower().endswith(".pdf")
    if kind == HTML and named_pdf:
        return UnreadableFile(
            "html_named_pdf", "The file is named .pdf but is a web page (HTML) saved under that name."
        )
    if named_pdf:
        return UnreadableFile("not_a_pdf", f"The file is named .pdf but is {describe(kind)}.")
    return UnreadableFile("unsupported_media", f"The file is {describe(kind)}; that kind is not read yet.")


def _zip_type(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return ZIP
    if "OFD.xml" in names:
        return OFD
    if any(name.startswith("xl/") for name in names):
        return XLSX
    if any(name.startswith("word/") for name in names):
        return DOCX
    return ZIP


def _ole_type(content: bytes) -> str:
    """Excel or Word, by the name of the main stream in the directory of the compound file (UTF-16)."""
    if "Workbook".encode("utf-16-le") in content or "Book\x00".encode("utf-16-le") in content:
        return XLS
    return DOC if "WordDocument".encode("utf-16-le") in content else OLE


def _without_wide_bytes(head: bytes) -> bytes:
    """Text in UTF-16 looks binary; its Latin part without the zero bytes does not."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\x00", b"")
    return head.removeprefix(b"\xef\xbb\xbf")
