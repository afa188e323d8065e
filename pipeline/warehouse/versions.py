"""Versions of the warehouse file and their names.

`budget.duckdb` is a link to `versions/budget-000007-after-000006.duckdb`: version 7, made from version 6 (000000 for
one made from nothing). Numbers count up in one folder; they say nothing about time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = "versions"
_NAME: Final = re.compile(r"(?P<stem>.+)-(?P<number>\d{6,})-after-(?P<after>\d{6,})(?P<suffix>\.[^.]+)?")


@dataclass(frozen=True, slots=True)
class Version:
    """One version file; `after` is the number of the version it was made from, 0 for none."""

    path: Path
    number: int
    after: int

    @property
    def link(self) -> Path:
        """The link under which the version is to be published."""
        match = _NAME.fullmatch(self.path.name)
        if match is None:
            raise ValueError(f"{self.path.name} is no version of a warehouse")
        return self.path.parent.parent / f"{match['stem']}{match['suffix'] or ''}"


def version_of(path: Path) -> Version | None:
    """The version a file name stands for, None for other files."""
    match = _NAME.fullmatch(path.name)
    return Version(path, int(match["number"]), int(match["after"])) if match else None


def list_versions(link: Path) -> list[Version]:
    """All version files of a warehouse by number, published or not."""
    folder = link.parent / FOLDER
    found = [version_of(path) for path in folder.iterdir()] if folder.is_dir() else []
    return sorted((each for each in found if each is not None and each.link == link), key=lambda each: each.number)


def current_version(link: Path) -> Version | None:
    """The published version, None where nothing is published."""
    return version_of(link.resolve()) if link.is_symlink() and link.exists() else None


def next_version(link: Path) -> Version:
    """The version that a build on top of the published one makes."""
    current = current_version(link)
    after = current.number if current else 0
    number = max([after, *(version.number for version in list_versions(link))]) + 1
    name = f"{link.stem}-{number:06d}-after-{after:06d}{link.suffix}"
    return Version(link.parent / FOLDER / name, number, after)


def published_chain(link: Path) -> list[Version]:
    """The published version and, newest first, those it was made from, as far as their files are there."""
    by_number = {version.number: version for version in list_versions(link)}
    chain: list[Version] = []
    current = current_version(link)
    while current is not None:
        chain.append(current)
        current = by_number.get(current.after)
    return chain
