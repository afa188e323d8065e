"""The file that a disclosure was read from, found again by its content."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path


def find_source(digest: str, byte_size: int, source_uri: str, roots: Iterable[Path]) -> Path | None:
    """The file with this SHA-256: where it came from, if that is a path, else anywhere below the roots.

    Only files of the right size are read. None where there is none any more.
    """
    named = Path(source_uri.removeprefix("file://")) if source_uri and "://" not in source_uri[4:] else None
    if named is not None and named.is_file() and _is(named, digest):
        return named
    for root in roots:
        for path in sorted(root.rglob("*")):
            if path.is_file() and path.stat().st_size == byte_size and _is(path, digest):
                return path
    return None


def _is(path: Path, digest: str) -> bool:
    return sha256(path.read_bytes()).hexdigest() == digest
