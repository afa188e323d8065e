"""Versions of the warehouse file and their names.

`budget.duckdb` is a link to `versions/budget-000007-after-000006/budget.duckdb`: version 7, made from version 6 (000000
for one made from nothing, or from a file of another name that the link led to). Numbers count up in one folder; they
say nothing about time. The file keeps its name in every version because DuckDB names a database after its file, and
tools store that name with what they know of a table.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = "versions"
_NAME: Final = re.compile(r"(?P<stem>.+)-(?P<number>\d{6,})-after-(?P<after>\d{6,})")


@dataclass(frozen=True, slots=True)
class Version:
    """One version file; `after` is the number of the version it was made from, 0 for none."""

    path: Path
    number: int
    after: int

    @property
    def name(self) -> str:
        """The name of the folder that holds the version's file."""
        return self.path.parent.name

    @property
    def link(self) -> Path:
        """The link under which the version is to be published."""
        return self.path.parent.parent.parent / self.path.name


def version_of(path: Path) -> Version | None:
    """The version that a file is by the name of its folder, None for other files."""
    match = _NAME.fullmatch(path.parent.name)
    if match is None or match["stem"] != path.stem or path.parent.parent.name != FOLDER:
        return None
    return Version(path, int(match["number"]), int(match["after"]))


def make_version(link: Path, number: int, after: int) -> Version:
    """Version `number` of a warehouse, made from `after`; its file need not exist."""
    folder = link.parent / FOLDER / f"{link.stem}-{number:06d}-after-{after:06d}"
    return Version(folder / link.name, number, after)


def list_versions(link: Path) -> list[Version]:
    """All version files of a warehouse by number, published or not."""
    folder = link.parent / FOLDER
    found = [version_of(each / link.name) for each in folder.iterdir()] if folder.is_dir() else []
    return sorted((each for each in found if each and each.path.is_file()), key=lambda each: each.number)


def current_version(link: Path) -> Version | None:
    """The published version, None where nothing is published.

    A file that is named otherwise (by an earlier program, or by hand) counts as version 0: what it holds is kept.
    """
    if not (link.is_symlink() and link.exists()):
        return None
    path = link.resolve()
    return version_of(path) or Version(path, 0, 0)


def next_version(link: Path) -> Version:
    """The version that a build on top of the published one makes."""
    current = current_version(link)
    after = current.number if current else 0
    number = max([after, *(version.number for version in list_versions(link))]) + 1
    return make_version(link, number, after)


def version_name(file: Path) -> str:
    """What to call the version that a link or path leads to; the file's own name where it is none."""
    path = file.resolve()
    version = version_of(path)
    return version.name if version else path.name


def discard(path: Path) -> None:
    """Delete a version's file, and its folder where nothing else is in it. Readers that have it open go on."""
    path.unlink(missing_ok=True)
    with suppress(OSError):
        path.parent.rmdir()


def published_chain(link: Path) -> list[Version]:
    """The published version and, newest first, those it was made from, as far as their files are there."""
    by_number = {version.number: version for version in list_versions(link)}
    chain: list[Version] = []
    current = current_version(link)
    while current is not None:
        chain.append(current)
        current = by_number.get(current.after)
    return chain
