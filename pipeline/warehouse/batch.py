"""A batch of extractions as typed frames, one per table; documents whose rows break a declaration are set aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import polars as pl

from pipeline.extraction import Extraction
from schemas import TABLES, Row, RowError, SchemaViolation, Table, empty, frame, problems, validate
from schemas.rows import Columns, together

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


CHUNK_ROWS = 100_000
"""Rows that are held in memory at once, about; beyond, frames wait in Parquet files."""

_ROWS_AT_ONCE = 5_000
"""Rows of documents that are laid out together: of fewer, columns cost more than values; of more, rows take memory."""

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

    Where a batch is large, the frames of most tables are empty and their rows in the Parquet files `parts`, which wait
    in the folder `spool` as long as its owner keeps it.
    """

    frames: Mapping[str, pl.DataFrame]
    disclosure_ids: tuple[str, ...]
    quarantine: pl.DataFrame
    parts: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    spool: Path | None = None


class _Chunk:
    """Documents laid out as frames, which take a tenth of the memory of their rows."""

    def __init__(self) -> None:
        self.disclosure_ids: list[str] = []
        self.frames: dict[str, list[pl.DataFrame]] = {name: [] for name in DOCUMENT_TABLES}
        self.rows = 0

    def add(self, documents: Sequence[Extraction]) -> None:
        """Lay out some documents. `RowError` where rows do not fit their table; then nothing is added."""
        made = {name: frame(table, _rows(table, documents)) for name, table in DOCUMENT_TABLES.items()}
        self.disclosure_ids += [each.disclosure_id for each in documents]
        for name, part in made.items():
            if not part.is_empty():
                self.frames[name].append(part)
                self.rows += part.height

    def together(self) -> dict[str, pl.DataFrame]:
        """The frames of all tables."""
        found = self.frames.items()
        return {name: pl.concat(frames) if frames else empty(DOCUMENT_TABLES[name]) for name, frames in found}


class Layout:
    """Lays out documents as they come; `finish` gives the batch that they make.

    With a folder `spool`, rows beyond `CHUNK_ROWS` are written there; without one, all stay in memory. A file that was
    taken is not taken again; of one document under two names the first counts.
    """

    def __init__(self, spool: Path | None = None) -> None:
        self._spool = spool
        self._frames: dict[str, list[pl.DataFrame]] = {name: [] for name in DOCUMENT_TABLES}
        self._parts: dict[str, list[Path]] = {}
        self._loaded: list[str] = []
        self._set_aside: list[Row] = []
        self._taken: set[tuple[str, str]] = set()
        self._documents: set[str] = set()
        self._waiting: list[Extraction] = []
        self._rows_waiting = 0
        self._chunk = _Chunk()

    def add(self, each: Extraction | Loadable) -> None:
        """Take a file's rows, and lay out those that wait as soon as there are so many that it pays."""
        if (each.sha256, each.file_name) in self._taken:
            return
        found = each if isinstance(each, Extraction) else each.load()
        self._taken.add((each.sha256, each.file_name))
        if found.quarantine is not None:
            self._set_aside.append(_quarantined(found))
        elif found.disclosure_id not in self._documents:
            self._documents.add(found.disclosure_id)
            self._waiting.append(found)
            self._rows_waiting += sum(map(len, found.rows.values()))
        if self._rows_waiting >= _ROWS_AT_ONCE:
            self._lay_out()

    def finish(self) -> Batch:
        """The batch of all documents that were taken."""
        self._lay_out()
        self._close(self._spool if self._parts else None)
        frames = self._frames.items()
        whole = {name: pl.concat(found) if found else empty(DOCUMENT_TABLES[name]) for name, found in frames}
        quarantine = frame(TABLES["audit.quarantine"], _distinct(self._set_aside))
        parts = {name: tuple(paths) for name, paths in self._parts.items()}
        return Batch(whole, tuple(self._loaded), quarantine, parts, self._spool)

    def _lay_out(self) -> None:
        if self._spool is not None and self._chunk.rows >= CHUNK_ROWS:
            self._close(self._spool)
        documents, self._waiting, self._rows_waiting = self._waiting, [], 0
        try:
            self._chunk.add(documents)
        except RowError:
            for each in documents:
                try:
                    self._chunk.add([each])
                except RowError as error:
                    self._set_aside.append(_broken_row(each.file_name, each.sha256, str(error), _disclosure(each)))

    def _close(self, spool: Path | None) -> None:
        """Validate what is laid out and put it where it waits: in memory, or all but the small tables in files."""
        chunk, self._chunk = self._chunk, _Chunk()
        frames, broken = _without_broken(chunk.together(), chunk.disclosure_ids)
        self._set_aside += broken.values()
        self._loaded += [each for each in chunk.disclosure_ids if each not in broken]
        for name, part in frames.items():
            if spool is None or name in _SMALL:
                self._frames[name].append(part)
            elif not part.is_empty():
                paths = self._parts.setdefault(name, [])
                paths.append(spool / f"{name}-{len(paths):06d}.parquet")
                part.write_parquet(paths[-1])


def make_batch(extractions: Iterable[Extraction | Loadable], spool: Path | None = None) -> Batch:
    """Frames of a batch, the same whatever its order. The first by name counts where one document came twice."""
    layout = Layout(spool)
    for each in sorted(extractions, key=lambda each: (each.sha256, each.file_name)):
        layout.add(each)
    return layout.finish()


def _rows(table: Table, documents: Sequence[Extraction]) -> Columns:
    """The documents' rows of one table. The dimension of documents gets its computed columns later."""
    found = together([each.rows.get(table.name, ()) for each in documents])
    if table.name != "dim_disclosure":
        return found
    for each in documents:
        if unknown := sorted(set(each.rows) - set(DOCUMENT_TABLES)):
            raise RowError(f"rows for tables that no document fills: {', '.join(unknown)}")
        if len(each.rows.get(table.name, ())) != 1:
            raise RowError("the document must have one row in dim_disclosure")
    return found.with_each({"document_key": "-", "org_id": "-"})


def _disclosure(extraction: Extraction) -> Row:
    return next(iter(extraction.rows.get("dim_disclosure", ())), {})


def _without_broken(
    frames: dict[str, pl.DataFrame], disclosure_ids: Iterable[str]
) -> tuple[dict[str, pl.DataFrame], dict[str, Row]]:
    """The frames without documents that break a declaration, and a quarantine row for each of these by its id."""
    if not any(problems(DOCUMENT_TABLES[name], whole) for name, whole in frames.items()):
        return frames, {}
    broken: dict[str, Row] = {}
    for disclosure_id in disclosure_ids:
        own = {name: whole.filter(disclosure_id=disclosure_id) for name, whole in frames.items()}
        if reason := _first_problem(own):
            document = own["dim_disclosure"].row(0, named=True)
            broken[disclosure_id] = _broken_row(document["file_name"], document["sha256"], reason, document)
    kept = {name: whole.filter(~pl.col("disclosure_id").is_in(list(broken))) for name, whole in frames.items()}
    for name, whole in kept.items():
        validate(DOCUMENT_TABLES[name], whole)
    return kept, broken


def _first_problem(frames: Mapping[str, pl.DataFrame]) -> str:
    """Which declaration is broken, '' if none."""
    found = ((name, problems(DOCUMENT_TABLES[name], rows)) for name, rows in frames.items())
    return next((str(SchemaViolation(name, broken)) for name, broken in found if broken), "")


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


def _broken_row(file_name: str, sha256: str, reason: str, document: Row) -> Row:
    """`document` is the row of dim_disclosure, as far as there is one."""
    arrived = document.get("ingested_at")
    return {
        "file_name": file_name,
        "sha256": sha256,
        "stage": "loading",
        "reason": "invalid_rows",
        "detail": reason[:500],
        "first_seen": arrived,
        "last_seen": arrived,
        "extractor_version": str(document.get("extractor_version", "")),
    }


def _distinct(rows: Sequence[Row]) -> list[Row]:
    return list({(row["sha256"], row["file_name"]): row for row in rows}.values())
