"""A batch of extractions as typed frames, one per table; documents whose rows break a declaration are set aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import polars as pl

from schemas import TABLES, Row, RowError, SchemaViolation, Table, empty, frame, problems

if TYPE_CHECKING:
    from pipeline.extract import Extraction

COMPUTED = (
    "dim_organization",
    "dim_function_class",
    "dim_economic_class",
    "dim_funding_source",
    "dim_expenditure_kind",
    "dim_three_public_item",
    "dim_statement",
    "audit.quarantine",
    "audit.restatement",
    "audit.year_check",
    "audit.version",
)
"""Tables made over all documents, which no extraction gives."""

DOCUMENT_TABLES: Mapping[str, Table] = {name: table for name, table in TABLES.items() if name not in COMPUTED}
"""Tables that hold the rows of documents, `dim_disclosure` among them."""


CHUNK_ROWS = 200_000
"""Rows that are held in memory at once, about; beyond, frames wait in Parquet files."""

_SMALL = ("dim_disclosure", "staging.organization")
"""Tables with a row for each document, which stay in memory."""


class Loadable(Protocol):
    """An extraction that is kept elsewhere until it is needed."""

    @property
    def sha256(self) -> str: ...

    @property
    def file_name(self) -> str: ...

    def load(self) -> Extraction: ...


@dataclass(frozen=True, slots=True)
class Batch:
    """The loadable documents' rows by table, and a quarantine row for every file that gives none.

    Where a batch is large, the frames of most tables are empty and their rows in the Parquet files `parts`.
    """

    frames: Mapping[str, pl.DataFrame]
    disclosure_ids: tuple[str, ...]
    quarantine: pl.DataFrame
    parts: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)


def make_batch(extractions: Iterable[Extraction | Loadable], spool: Path | None = None) -> Batch:
    """Frames of a batch, the same whatever its order. The first by name counts where one document came twice.

    With a folder `spool`, rows beyond `CHUNK_ROWS` are written there; without one, all stay in memory.
    """
    made: dict[str, list[pl.DataFrame]] = {name: [] for name in DOCUMENT_TABLES}
    parts: dict[str, list[Path]] = {name: [] for name in DOCUMENT_TABLES}
    loaded: list[str] = []
    set_aside: list[Row] = []
    for number, (chunk, last) in enumerate(_chunks(extractions, set_aside, CHUNK_ROWS if spool else None)):
        frames, broken = _frames(chunk)
        set_aside += [_broken_row(each, broken[each.disclosure_id]) for each in chunk if each.disclosure_id in broken]
        loaded += [each.disclosure_id for each in chunk if each.disclosure_id not in broken]
        for name, part in frames.items():
            if spool is None or name in _SMALL or (last and number == 0):
                made[name].append(part)
            elif not part.is_empty():
                path = spool / f"{name}-{number:06d}.parquet"
                part.write_parquet(path)
                parts[name].append(path)
    whole = {name: pl.concat(found) if found else empty(DOCUMENT_TABLES[name]) for name, found in made.items()}
    quarantine = frame(TABLES["audit.quarantine"], _distinct(set_aside))
    return Batch(whole, tuple(loaded), quarantine, {name: tuple(paths) for name, paths in parts.items() if paths})


def _chunks(
    extractions: Iterable[Extraction | Loadable], set_aside: list[Row], limit: int | None
) -> Iterator[tuple[list[Extraction], bool]]:
    """The loadable documents in order, some at a time, and whether these are the last; the others go to `set_aside`."""
    chunk: list[Extraction] = []
    rows = 0
    seen: set[str] = set()
    for each in sorted(extractions, key=lambda each: (each.sha256, each.file_name)):
        found = _loaded(each)
        if found.quarantine is not None:
            set_aside.append(_quarantined(found))
            continue
        if found.disclosure_id in seen:
            continue
        if limit is not None and chunk and rows >= limit:
            yield chunk, False
            chunk, rows = [], 0
        seen.add(found.disclosure_id)
        chunk.append(found)
        rows += sum(len(table) for table in found.rows.values())
    yield chunk, True


def _loaded(each: Extraction | Loadable) -> Extraction:
    """The extraction itself. Imported late: it knows the facts, which are part of this package."""
    from pipeline.extract import Extraction

    return each if isinstance(each, Extraction) else each.load()


def _frames(extractions: Sequence[Extraction]) -> tuple[dict[str, pl.DataFrame], dict[str, str]]:
    """Frames of the documents that keep every declaration, and why the others do not, by disclosure_id."""
    broken = {each.disclosure_id: reason for each in extractions if (reason := _misshapen(each))}
    while True:
        kept = [each for each in extractions if each.disclosure_id not in broken]
        try:
            frames = {name: _table(table, kept) for name, table in DOCUMENT_TABLES.items()}
        except (RowError, SchemaViolation):
            found = {each.disclosure_id: reason for each in kept if (reason := _reason(each))}
            if not found:
                raise
            broken |= found
        else:
            return frames, broken


def _table(table: Table, extractions: Sequence[Extraction]) -> pl.DataFrame:
    rows = [row for each in extractions for row in _rows(table, each)]
    made = frame(table, rows) if rows else empty(table)
    if rows and (found := problems(table, made)):
        raise SchemaViolation(table.name, found)
    return made


def _rows(table: Table, extraction: Extraction) -> list[Row]:
    """A document's rows of one table. The dimension of documents gets its computed columns later."""
    rows: list[Row] = list(extraction.rows.get(table.name, []))
    if table.name != "dim_disclosure":
        return rows
    return [{"document_key": "-", "org_id": "-", **row} for row in rows]


def _misshapen(extraction: Extraction) -> str:
    """Why a document's rows cannot even be laid out in tables, '' if they can."""
    if unknown := sorted(set(extraction.rows) - set(DOCUMENT_TABLES)):
        return f"rows for tables that no document fills: {', '.join(unknown)}"
    if len(extraction.rows.get("dim_disclosure", [])) != 1:
        return "the document must have one row in dim_disclosure"
    return ""


def _reason(extraction: Extraction) -> str:
    """Which declaration a document's rows break, '' if none."""
    for table in DOCUMENT_TABLES.values():
        try:
            _table(table, [extraction])
        except (RowError, SchemaViolation) as error:
            return str(error)
    return ""


def _quarantined(extraction: Extraction) -> Row:
    quarantine = extraction.quarantine
    if quarantine is None:
        raise ValueError(f"{extraction.file_name} is not quarantined")
    return {
        "file_name": quarantine.file_name,
        "sha256": quarantine.sha256,
        "stage": quarantine.stage,
        "reason": quarantine.reason,
        "detail": quarantine.detail,
        "first_seen": quarantine.seen_at,
        "last_seen": quarantine.seen_at,
        "attempts": quarantine.attempts,
        "extractor_version": quarantine.extractor_version,
    }


def _broken_row(extraction: Extraction, reason: str) -> Row:
    document: Row = next(iter(extraction.rows.get("dim_disclosure", [])), {})
    arrived = document.get("ingested_at")
    return {
        "file_name": extraction.file_name,
        "sha256": extraction.sha256,
        "stage": "loading",
        "reason": "invalid_rows",
        "detail": reason[:500],
        "first_seen": arrived,
        "last_seen": arrived,
        "extractor_version": str(document.get("extractor_version", "")),
    }


def _distinct(rows: Sequence[Row]) -> list[Row]:
    return list({(row["sha256"], row["file_name"]): row for row in rows}.values())
