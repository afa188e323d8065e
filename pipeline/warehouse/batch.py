"""A batch of extractions as typed frames, one per table; documents whose rows break a declaration are set aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import polars as pl

from schemas import TABLES, Row, RowError, SchemaViolation, Table, empty, frame, problems, validate

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


CHUNK_ROWS = 100_000
"""Rows that are held in memory at once, about; beyond, frames wait in Parquet files."""

_ROWS_AT_ONCE = 20_000
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

    Where a batch is large, the frames of most tables are empty and their rows in the Parquet files `parts`.
    """

    frames: Mapping[str, pl.DataFrame]
    disclosure_ids: tuple[str, ...]
    quarantine: pl.DataFrame
    parts: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)


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


def make_batch(extractions: Iterable[Extraction | Loadable], spool: Path | None = None) -> Batch:
    """Frames of a batch, the same whatever its order. The first by name counts where one document came twice.

    With a folder `spool`, rows beyond `CHUNK_ROWS` are written there; without one, all stay in memory.
    """
    made: dict[str, list[pl.DataFrame]] = {name: [] for name in DOCUMENT_TABLES}
    parts: dict[str, list[Path]] = {name: [] for name in DOCUMENT_TABLES}
    loaded: list[str] = []
    set_aside: list[Row] = []
    for number, (chunk, last) in enumerate(_chunks(extractions, set_aside, CHUNK_ROWS if spool else None)):
        frames, broken = _without_broken(chunk.together(), chunk.disclosure_ids)
        set_aside += broken.values()
        loaded += [each for each in chunk.disclosure_ids if each not in broken]
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
) -> Iterator[tuple[_Chunk, bool]]:
    """The loadable documents in order, some at a time, and whether these are the last; the others go to `set_aside`."""
    chunk = _Chunk()
    for documents in _documents(extractions, set_aside):
        if limit is not None and chunk.rows >= limit:
            yield chunk, False
            chunk = _Chunk()
        try:
            chunk.add(documents)
        except RowError:
            for each in documents:
                try:
                    chunk.add([each])
                except RowError as error:
                    set_aside.append(_broken_row(each.file_name, each.sha256, str(error), _disclosure(each)))
    yield chunk, True


def _documents(extractions: Iterable[Extraction | Loadable], set_aside: list[Row]) -> Iterator[Sequence[Extraction]]:
    """The loadable documents in order, each once, so many at a time that it pays to lay them out together."""
    some: list[Extraction] = []
    rows = 0
    seen: set[str] = set()
    for each in sorted(extractions, key=lambda each: (each.sha256, each.file_name)):
        found = _loaded(each)
        if found.quarantine is not None:
            set_aside.append(_quarantined(found))
        elif found.disclosure_id not in seen:
            seen.add(found.disclosure_id)
            some.append(found)
            rows += sum(len(table) for table in found.rows.values())
        if rows >= _ROWS_AT_ONCE:
            yield some
            some, rows = [], 0
    yield some


def _loaded(each: Extraction | Loadable) -> Extraction:
    """The extraction itself. Imported late: it knows the facts, which are part of this package."""
    from pipeline.extract import Extraction

    return each if isinstance(each, Extraction) else each.load()


def _rows(table: Table, documents: Sequence[Extraction]) -> list[Row]:
    """The documents' rows of one table. The dimension of documents gets its computed columns later."""
    if table.name != "dim_disclosure":
        return [row for each in documents for row in each.rows.get(table.name, ())]
    for each in documents:
        if unknown := sorted(set(each.rows) - set(DOCUMENT_TABLES)):
            raise RowError(f"rows for tables that no document fills: {', '.join(unknown)}")
        if len(each.rows.get(table.name, ())) != 1:
            raise RowError("the document must have one row in dim_disclosure")
    return [{"document_key": "-", "org_id": "-", **_disclosure(each)} for each in documents]


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
