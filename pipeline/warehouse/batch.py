"""A batch of extractions as typed frames, one per table; documents whose rows break a declaration are set aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
)
"""Tables made over all documents, which no extraction gives."""

DOCUMENT_TABLES: Mapping[str, Table] = {name: table for name, table in TABLES.items() if name not in COMPUTED}
"""Tables that hold the rows of documents, `dim_disclosure` among them."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The loadable documents' rows by table, and a quarantine row for every file that gives none."""

    frames: Mapping[str, pl.DataFrame]
    disclosure_ids: tuple[str, ...]
    quarantine: pl.DataFrame


def make_batch(extractions: Iterable[Extraction]) -> Batch:
    """Frames of a batch, the same whatever its order. The first by name counts where one document came twice."""
    unique: dict[str, Extraction] = {}
    ordered = sorted(extractions, key=lambda each: (each.sha256, each.file_name))
    set_aside = [_quarantined(each) for each in ordered if each.quarantine is not None]
    for each in ordered:
        if each.quarantine is None:
            unique.setdefault(each.disclosure_id, each)
    frames, broken = _frames(list(unique.values()))
    set_aside += [_broken_row(unique[key], reason) for key, reason in sorted(broken.items())]
    loaded = tuple(key for key in unique if key not in broken)
    return Batch(frames, loaded, frame(TABLES["audit.quarantine"], _distinct(set_aside)))


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
    }


def _broken_row(extraction: Extraction, reason: str) -> Row:
    arrived = extraction.rows.get("dim_disclosure", [{}])[0].get("ingested_at") if extraction.rows else None
    return {
        "file_name": extraction.file_name,
        "sha256": extraction.sha256,
        "stage": "loading",
        "reason": "invalid_rows",
        "detail": reason[:500],
        "first_seen": arrived,
        "last_seen": arrived,
    }


def _distinct(rows: Sequence[Row]) -> list[Row]:
    return list({(row["sha256"], row["file_name"]): row for row in rows}.values())
