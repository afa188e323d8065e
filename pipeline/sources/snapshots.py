"""Raw snapshots: every content that ever came, once and for ever, with a sidecar that says where it came from.

`<folder>/<sha256[:2]>/<sha256><suffix>` is the content and is never written again; `<sha256>.json` beside it lists its
sources: the same bytes at two addresses are one document with two sources. What is asked again with conditions is found
by the address in these sidecars; web pages, which only show the way, are kept apart and overwritten (`Pages`).
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, Final

from pipeline.sources.folder import SourceFile
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
class Snapshots:
    """The store below `folder`."""

    folder: Path

    def path(self, digest: str, name: str) -> Path:
        """Where a content is; the name gives its suffix only."""
        kept = [path for path in (self.folder / digest[:2]).glob(f"{digest}*") if path.suffix != ".json"]
        return kept[0] if kept else self.folder / digest[:2] / f"{digest}{suffix(name).lower() or '.bin'}"

    def sources(self, digest: str) -> list[Source]:
        """Where a content was found, in the order in which it was."""
        sidecar = self.folder / digest[:2] / f"{digest}.json"
        return [Source(**each) for each in _read(sidecar)["sources"]] if sidecar.exists() else []

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
        """Keep a copy of a dropped file, so that nothing is lost when another is dropped under its name."""
        at = file.arrived.replace(tzinfo=UTC).isoformat()
        for name in (file.file_name, *file.copies):
            source = Source(name, at)
            if any(not each.uri and each.name == name for each in self.sources(file.sha256)):
                continue
            self.folder.mkdir(parents=True, exist_ok=True)
            work = self.folder / f".{file.sha256}.{os.getpid()}"
            shutil.copyfile(file.path, work)
            if _digest(work) == file.sha256:  # else it was changed meanwhile, and comes the next night
                self.keep(work, file.sha256, source)
            work.unlink(missing_ok=True)

    def clear(self) -> None:
        """Remove what a run that was killed left half done."""
        for left in self.folder.glob(".*"):
            if left.is_file():
                left.unlink()

    def files(self) -> list[SourceFile]:
        """Every content as a file to ingest: named and dated as it came first, with its first address."""
        found = []
        for sidecar in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*.json")):
            told = _read(sidecar)
            path = sidecar.with_name(told["file"])
            if not path.exists():
                continue  # killed between the two: it is fetched again
            sources = sorted(
                (Source(**each) for each in told["sources"]), key=lambda each: (each.at, each.name, each.uri)
            )
            uri = next((each.uri for each in sources if each.uri), "")
            found.append(
                SourceFile(
                    path,
                    told["sha256"],
                    told["byte_size"],
                    name=sources[0].name,
                    source_uri=uri,
                    arrived_at=sources[0].arrived,
                )
            )
        return found

    def by_address(self) -> dict[str, tuple[str, Source]]:
        """What each address gave last: the content's hash and the source."""
        latest: dict[str, tuple[str, Source]] = {}
        for sidecar in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*.json")):
            told = _read(sidecar)
            if not sidecar.with_name(told["file"]).exists():
                continue
            for each in told["sources"]:
                source = Source(**each)
                if source.uri and (source.uri not in latest or latest[source.uri][1].at <= source.at):
                    latest[source.uri] = (told["sha256"], source)
        return latest

    def _write(self, digest: str, path: Path, size: int, sources: list[Source]) -> None:
        content = {
            "sha256": digest,
            "file": path.name,
            "byte_size": size,
            "sources": [asdict(source) for source in sources],
        }
        _replace(path.with_name(f"{digest}.json"), json.dumps(content, ensure_ascii=False, indent=1).encode())


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


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def _replace(path: Path, content: bytes) -> None:
    work = path.with_name(f".{path.name}.{os.getpid()}")
    work.write_bytes(content)
    work.replace(path)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
