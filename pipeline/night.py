"""What a run has to do: which files of a batch the published warehouse does not hold as they are now.

A file is known when the warehouse holds its content under the same name, arrival and address, read by the extractor
that runs now (or lists it as set aside by that extractor). Work is proportional to what is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from pipeline.fingerprint import builder_version
from pipeline.sources.folder import SourceFile
from pipeline.warehouse import connect, read_table
from pipeline.warehouse.extracts import Extracts
from schemas import TABLES

Mark = tuple[str, str, datetime | None, str, str]
"""Content, name, arrival, address and extractor version."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a warehouse holds; `builder` is the program that made all its rows, '' if that is not known."""

    documents: frozenset[Mark] = frozenset()
    set_aside: frozenset[Mark] = frozenset()
    builder: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """`changed` goes into the next version; of that, `unread` must be read first. Nothing changed: nothing to do.

    `loaded` counts the files of the batch that the warehouse holds as they are.
    """

    files: tuple[SourceFile, ...]
    changed: tuple[SourceFile, ...]
    unread: tuple[SourceFile, ...]
    loaded: int = 0


def held(warehouse: Path) -> Held:
    """What the published version holds; nothing where there is none, or one of a program too old to say."""
    if not warehouse.exists():
        return Held()
    try:
        with connect(warehouse) as connection:
            documents = connection.execute(
                "SELECT sha256, file_name, ingested_at, source_uri, extractor_version FROM dim_disclosure"
            ).fetchall()
            set_aside = connection.execute(
                "SELECT sha256, file_name, last_seen, '', extractor_version FROM audit.quarantine"
            ).fetchall()
            builder = connection.execute("SELECT builder_version FROM audit.version").fetchone()
    except (duckdb.CatalogException, duckdb.BinderException):
        return Held()
    return Held(frozenset(documents), frozenset(set_aside), builder[0] if builder else "")


def plan(files: Sequence[SourceFile], warehouse: Path, extracts: Extracts, *, full: bool = False) -> Plan:
    """What must be read and loaded of a batch. `full`: everything, whatever is known of it."""
    if full:
        return Plan(tuple(files), tuple(files), tuple(files))
    known = held(warehouse)
    rebuild = known.builder != builder_version()
    changed = [file for file in files if rebuild or not _is_known(file, known, extracts)]
    unread = tuple(file for file in changed if not extracts.has(file))
    loaded = 0 if rebuild else sum(_mark(file, extracts.version) in known.documents for file in files)
    return Plan(tuple(files), tuple(changed), unread, loaded)


def _is_known(file: SourceFile, known: Held, extracts: Extracts) -> bool:
    """A file that was set aside is known as long as its failure is kept: `yusuan quarantine retry` forgets it."""
    if _mark(file, extracts.version) in known.documents:
        return True
    return _mark(file, extracts.version, address="") in known.set_aside and extracts.has(file)


def _mark(file: SourceFile, version: str, address: str | None = None) -> Mark:
    address = file.source_uri if address is None else address
    return (file.sha256, file.file_name, file.arrived, address, version)


def same_rows(one: Path, other: Path, tables: Iterable[str] = TABLES) -> bool:
    """Whether two versions hold the same rows in every table."""
    return all(read_table(one, TABLES[name]).equals(read_table(other, TABLES[name])) for name in tables)
