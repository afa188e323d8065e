"""Raw snapshots: every content that ever came, once and for ever, with a sidecar that says where it came from.

`<folder>/<sha256[:2]>/<sha256><suffix>` is the content and is never written again; `<sha256>.json` beside it lists its
sources: the same bytes at two addresses are one document with two sources. What is asked again with conditions is found
by the address in these sidecars; web pages, which only show the way, are kept apart and overwritten (`Pages`).
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, Final

from pipeline.sources.folder import SIDECAR, SourceFile
from pipeline.sources.names import suffix

PAGES: Final = ".pages"


@dataclass(frozen=True, slots=True)
class Source:
    """One place where a content was found: `uri` is its address, '' for a dropped file; `at` in UTC, to the second."""

    name: str
    at: str
    uri: str = ""
    site: str = ""
    found_on: str = ""
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def arrived(self) -> datetime:
        """When it came, in UTC without a zone."""
        return datetime.fromisoformat(self.at).astimezone(UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sidecar says; `path` is where the content is, if it is there."""

    sha256: str
    path: Path
    byte_size: int
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Snapshots:
    """The store below `folder`."""

    folder: Path

    def path(self, digest: str, name: str) -> Path:
        """Where a content is; the name gives its suffix only, and never that of the sidecar beside it."""
        kept = [path for path in (self.folder / digest[:2]).glob(f"{digest}*") if path.suffix != SIDECAR]
        given = suffix(name).lower()
        return kept[0] if kept else self.folder / digest[:2] / f"{digest}{'.bin' if given in ('', SIDECAR) else given}"

    def sources(self, digest: str) -> list[Source]:
        """Where a content was found, in the order in which it was."""
        told = _told(self.folder / digest[:2] / f"{digest}{SIDECAR}")
        return list(told.sources) if told else []

    def keep(self, content: Path, digest: str, source: Source) -> bool:
        """Take a content over (the file is moved), or another source of a known one; gives whether it was new.

        The sidecar is written first: a content without one is never taken for a document.
        """
        path = self.path(digest, source.name)
        new = not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        known = [] if new else self.sources(digest)
        self._write(digest, path, content.stat().st_size, [*known, source])
        if new:
            content.chmod(0o444)
            content.replace(path)
        else:
            content.unlink()
        return new

    def take(self, file: SourceFile) -> None:
        """Keep a copy of a dropped file, so that nothing is lost when another is dropped under its name.

        Raises `OSError` where the file is there no more, or cannot be read.
        """
        at = file.arrived.replace(tzinfo=UTC).isoformat()
        for name in (file.file_name, *file.copies):
            source = Source(name, at)
            if any(not each.uri and each.name == name for each in self.sources(file.sha256)):
                continue
            self.folder.mkdir(parents=True, exist_ok=True)
            work = self.folder / f".{file.sha256}.{os.getpid()}"
            try:
                shutil.copyfile(file.path, work)
                if _digest(work) == file.sha256:  # else it was changed meanwhile, and comes the next night
                    self.keep(work, file.sha256, source)
            finally:
                work.unlink(missing_ok=True)

    def clear(self) -> None:
        """Remove what a run that was killed left half done."""
        for left in self.folder.glob(".*"):
            if left.is_file():
                left.unlink()

    def files(self) -> list[SourceFile]:
        """Every content as a file to ingest: named and dated as it came first, with its first address."""
        found = []
        for told in self._kept():
            sources = sorted(told.sources, key=lambda each: (each.at, each.name, each.uri))
            uri = next((each.uri for each in sources if each.uri), "")
            found.append(
                SourceFile(
                    told.path,
                    told.sha256,
                    told.byte_size,
                    name=sources[0].name,
                    source_uri=uri,
                    arrived_at=sources[0].arrived,
                )
            )
        return found

    def by_address(self) -> dict[str, tuple[str, Source]]:
        """What each address gave last: the content's hash and the source."""
        latest: dict[str, tuple[str, Source]] = {}
        for told in self._kept():
            for source in told.sources:
                if source.uri and (source.uri not in latest or latest[source.uri][1].at <= source.at):
                    latest[source.uri] = (told.sha256, source)
        return latest

    def damaged(self) -> list[Path]:
        """Sidecars that do not say what a sidecar says. Their contents are passed over until they come again."""
        return [sidecar for sidecar in self._sidecars() if _told(sidecar) is None]

    def _kept(self) -> Iterator[_Told]:
        """The contents that are there; one that is not (the run was killed between the two) is fetched again."""
        for sidecar in self._sidecars():
            told = _told(sidecar)
            if told is not None and told.path.exists():
                yield told

    def _sidecars(self) -> list[Path]:
        return sorted(self.folder.glob(f"[0-9a-f][0-9a-f]/*{SIDECAR}"))

    def _write(self, digest: str, path: Path, size: int, sources: list[Source]) -> None:
        content = {
            "sha256": digest,
            "file": path.name,
            "byte_size": size,
            "sources": [asdict(source) for source in sources],
        }
        _replace(path.with_name(f"{digest}{SIDECAR}"), json.dumps(content, ensure_ascii=False, indent=1).encode())


@dataclass(frozen=True, slots=True)
class Pages:
    """The last content of web pages, so that they can be asked whether they have changed."""

    folder: Path

    def load(self, address: str) -> tuple[bytes, dict[str, str]] | None:
        """Content and headers of a page that was kept."""
        path = self._path(address)
        try:
            told, _, content = path.read_bytes().partition(b"\n")
            return content, json.loads(told)
        except (OSError, ValueError):
            return None

    def keep(self, address: str, content: bytes, headers: Mapping[str, str]) -> None:
        """Keep a page in place of its last content."""
        self.folder.mkdir(parents=True, exist_ok=True)
        _replace(self._path(address), json.dumps(dict(headers)).encode() + b"\n" + content)

    def _path(self, address: str) -> Path:
        return self.folder / sha256(address.encode()).hexdigest()


def _told(sidecar: Path) -> _Told | None:
    """What a sidecar says; None where it is not there, or is none of ours: damaged, or some other file of that name."""
    try:
        content: dict[str, Any] = json.loads(sidecar.read_text(encoding="utf-8"))
        sources = tuple(Source(**each) for each in content["sources"])
        arrived = [source.arrived for source in sources]
        told = _Told(content["sha256"], sidecar.with_name(content["file"]), content["byte_size"], sources)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return told if arrived and told.sha256 == sidecar.stem and told.path != sidecar else None


def _replace(path: Path, content: bytes) -> None:
    work = path.with_name(f".{path.name}.{os.getpid()}")
    work.write_bytes(content)
    work.replace(path)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
