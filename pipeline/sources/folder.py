"""Files that a person dropped or named: which there are, what they hold, and when they arrived."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pipeline.places import SOURCES
from pipeline.sources.names import name_on_disk

SIDECAR: Final = ".json"
"""The ending of what says where a snapshot came from; the rest of its name is the content's hash."""

_HASH: Final = re.compile(r"[0-9a-f]{64}")


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


Unreadable = Callable[[Path, OSError], object]
"""Hears of a file or folder that cannot be read, and why."""


def list_files(paths: Iterable[Path], unreadable: Unreadable | None = None) -> list[SourceFile]:
    """The files that the paths name or hold, by name; of files with the same content the first by name.

    A name that is the content's hash is nobody's name for it, and is taken only where there is no other. Folders are
    searched to any depth; hidden files (a leading dot) and what the project itself keeps beside the disclosures
    (snapshots below the folder, their sidecars, the list of sources) are passed over. The order of `paths` does not
    matter. Raises `FileNotFoundError` naming a path that is not there. What cannot be read, or is gone before it was,
    is passed over where there is somebody to hear of it (`unreadable`), so that it does not keep the others out.
    """
    tell = unreadable or _refuse
    by_content: dict[str, list[SourceFile]] = {}
    for path in sorted({found for path in paths for found in _walk(path, tell)}, key=lambda path: (path.name, path)):
        try:
            file = SourceFile(path, _sha256(path), path.stat().st_size, arrived_at=modified(path))
        except OSError as error:
            tell(path, error)
            continue
        by_content.setdefault(file.sha256, []).append(file)
    sets = (sorted(same, key=_named_by_content) for same in by_content.values())
    return [replace(first, copies=tuple(copy.file_name for copy in copies)) for first, *copies in sets]


def unique(files: Iterable[SourceFile]) -> list[SourceFile]:
    """One file for each content, sorted by content: the one that arrived first, then the first by name and address;
    one that is named by its hash only where there is no other.
    """
    first: dict[str, SourceFile] = {}
    for file in sorted(
        files, key=lambda file: (_named_by_content(file), file.arrived, file.file_name, file.source_uri)
    ):
        first.setdefault(file.sha256, file)
    return [first[sha256] for sha256 in sorted(first)]


def modified(path: Path) -> datetime:
    """When a file was last written, in UTC without a zone, to the second."""
    return datetime.fromtimestamp(int(path.stat().st_mtime), UTC).replace(tzinfo=None)


def _walk(path: Path, unreadable: Unreadable) -> Iterator[Path]:
    if path.is_dir():
        shown = (below for below in path.rglob("*") if not _hidden(below.relative_to(path)))
        yield from (below for below in shown if not _own(below, path) and _is_file(below, unreadable))
    elif path.exists():
        yield path
    else:
        raise FileNotFoundError(f"there is no file or folder {path}")


def _is_file(path: Path, unreadable: Unreadable) -> bool:
    try:
        return path.is_file()
    except OSError as error:  # a folder that may be listed but not entered
        unreadable(path, error)
        return False


def _refuse(path: Path, error: OSError) -> None:
    """Nobody hears of it: then it is an error."""
    raise error


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _own(path: Path, root: Path) -> bool:
    """Whether a file below the root is the project's own: its list of sources, or of a folder of snapshots below it.

    Where that folder itself was named its contents are meant, but not the sidecars.
    """
    if path.name == SOURCES.name:
        return True
    if not _HASH.fullmatch(path.stem) or path.parent.name != path.stem[:2]:
        return False
    if path.suffix == SIDECAR:
        return True
    return len(path.relative_to(root).parts) > 2 and path.with_suffix(SIDECAR).exists()


def _named_by_content(file: SourceFile) -> bool:
    return file.file_name.partition(".")[0].lower() == file.sha256


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
