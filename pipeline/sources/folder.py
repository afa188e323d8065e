"""Files that a person dropped or named: which there are, what they hold, and when they arrived."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.sources.names import name_on_disk


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to ingest. `copies` are the names of further files with the same content, which are read once.

    `name` is what a person calls it (that of `path` where ''), `source_uri` the address it was fetched from, if any;
    `arrived` is when its content came, in UTC without a zone: the time of the file where it is not given.
    """

    path: Path
    sha256: str
    byte_size: int
    copies: tuple[str, ...] = ()
    name: str = ""
    source_uri: str = ""
    arrived_at: datetime | None = None

    @property
    def file_name(self) -> str:
        """The name for a person."""
        return self.name or name_on_disk(self.path)

    @property
    def arrived(self) -> datetime:
        """When the content came, to the second."""
        return self.arrived_at or modified(self.path)


def list_files(paths: Iterable[Path]) -> list[SourceFile]:
    """The files that the paths name or hold, by name; of files with the same content the first by name.

    Folders are searched to any depth; hidden files (a leading dot) are no disclosures. The order of `paths` does not
    matter. Raises `FileNotFoundError` naming a path that is not there.
    """
    by_content: dict[str, list[Path]] = {}
    for path in sorted({found for path in paths for found in _walk(path)}, key=lambda path: (path.name, path)):
        by_content.setdefault(_sha256(path), []).append(path)
    return [
        SourceFile(first, sha256, first.stat().st_size, tuple(map(name_on_disk, copies)), arrived_at=modified(first))
        for sha256, (first, *copies) in by_content.items()
    ]


def unique(files: Iterable[SourceFile]) -> list[SourceFile]:
    """One file for each content, sorted by content: the one that arrived first, then the first by name and address."""
    first: dict[str, SourceFile] = {}
    for file in sorted(files, key=lambda file: (file.arrived, file.file_name, file.source_uri)):
        first.setdefault(file.sha256, file)
    return [first[sha256] for sha256 in sorted(first)]


def modified(path: Path) -> datetime:
    """When a file was last written, in UTC without a zone, to the second."""
    return datetime.fromtimestamp(int(path.stat().st_mtime), UTC).replace(tzinfo=None)


def _walk(path: Path) -> Iterator[Path]:
    if path.is_dir():
        found = (below for below in path.rglob("*") if below.is_file())
        yield from (below for below in found if not _hidden(below.relative_to(path)))
    elif path.exists():
        yield path
    else:
        raise FileNotFoundError(f"there is no file or folder {path}")


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
