"""Names of files: those from the web made safe (no folder, no control character, not hidden, not too long), and those
on disk made text.
"""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote_to_bytes, urlsplit

_LONGEST: Final = 180
"""Bytes in UTF-8; file systems allow 255, and something is put before and behind."""
_SUFFIX: Final = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_DISPOSITION: Final = re.compile(
    r"filename\*\s*=\s*([\w-]*)'[^']*'([^;]+)|filename\s*=\s*(?:\"([^\"]*)\"|([^;]+))", re.I
)
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")


def name_on_disk(path: Path) -> str:
    """The name of a file as text. Archives from Chinese systems leave names in GB18030, which are no text to Python."""
    return _decoded(os.fsencode(path.name))


def safe_name(name: str) -> str:
    """A file name whatever the server says; '' where nothing is left of it."""
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    plain = "".join(char for char in plain if unicodedata.category(char)[0] != "C")
    plain = re.sub(r'[<>:"|?*]+', "_", " ".join(plain.split())).lstrip(". ").rstrip(". ")
    end = suffix(plain)
    stem = plain.removesuffix(end).encode()[: _LONGEST - len(end)].decode(errors="ignore")
    return f"{stem}{end}" if stem else ""


def suffix(name: str) -> str:
    """The ending of a name with its dot, '' where there is none that looks like one."""
    match = _SUFFIX.search(name)
    return match[0] if match else ""


def name_of(url: str, disposition: str, text: str) -> str:
    """What a fetched file is called: as the server says, else as the link says in Chinese, else by its address.

    `disposition` is the Content-Disposition header, `text` the link's.
    """
    address = safe_name(_decoded(unquote_to_bytes(PurePosixPath(urlsplit(url).path).name or "")))
    said = safe_name(_disposition(disposition))
    if said:
        return said
    told = safe_name(text.replace("/", "_"))
    if _CHINESE.search(told) and not _CHINESE.search(address):
        return told if suffix(told) else f"{told}{suffix(address).lower()}"
    return address or told or "document"


def _disposition(header: str) -> str:
    found: dict[bool, str] = {}
    for charset, encoded, quoted, plain in _DISPOSITION.findall(header):
        if encoded:
            raw = unquote_to_bytes(encoded.strip())
            found[True] = _decoded(raw) if charset.lower() != "gbk" else raw.decode("gb18030", errors="replace")
        else:
            found[False] = _decoded(unquote_to_bytes(_as_sent((quoted or plain).strip())))
    return found.get(True) or found.get(False, "")


def _as_sent(text: str) -> bytes:
    """The bytes of a header: what is no Latin-1 was read as UTF-8, in which the server must have sent it then."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode(errors="replace")


def _decoded(raw: bytes) -> str:
    """UTF-8 or, as many Chinese servers send it, GB18030."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")
