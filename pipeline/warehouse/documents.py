"""dim_disclosure over all documents: which files are one document, and which of its versions is current."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import polars as pl

from pipeline.warehouse.organizations import qualifier

Contents = Mapping[str, frozenset[str]]


def identified(disclosures: pl.DataFrame, org_ids: Mapping[str, str]) -> pl.DataFrame:
    """The documents with `org_id` and `document_key`; `is_current` is still open."""
    rows = disclosures.to_dicts()
    keys = [_document_key(row, org_ids[row["disclosure_id"]]) for row in rows]
    return disclosures.with_columns(
        pl.Series("org_id", [org_ids[row["disclosure_id"]] for row in rows], dtype=pl.String),
        pl.Series("document_key", keys, dtype=pl.String),
    )


def with_current(disclosures: pl.DataFrame, contents: Contents) -> pl.DataFrame:
    """The documents with `is_current`.

    `contents` are the statements, forms and kinds of prose in each document. Of the files that share a document_key,
    one is superseded when newer ones hold at least half of what it holds: a republished file supersedes, a narrative
    beside its statements does not. Newer: later published_on, then later arrival, then the greater sha256.
    """
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in disclosures.to_dicts():
        groups[row["document_key"]].append(row)
    superseded: set[str] = set()
    for group in groups.values():
        newer: set[str] = set()
        for row in sorted(group, key=_age, reverse=True):
            held = contents.get(row["disclosure_id"]) or frozenset({f"part:{row['part']}"})
            if 2 * len(held & newer) >= len(held):
                superseded.add(row["disclosure_id"])
            newer |= held
    return disclosures.with_columns(~pl.col("disclosure_id").is_in(sorted(superseded)).alias("is_current"))


def _document_key(row: Mapping[str, Any], org_id: str) -> str:
    """Organization, year and stage, and whether the units below are in it. A file that does not say so stands alone."""
    if not (row["org_name"] and row["fiscal_year"] and row["stage"]):
        return str(row["disclosure_id"])
    scope = qualifier(row["org_name"]) or ("汇总" if row["is_consolidated"] else "")
    return sha256(f"{org_id}|{row['fiscal_year']}|{row['stage']}|{scope}".encode()).hexdigest()[:16]


def _age(row: Mapping[str, Any]) -> tuple[date, datetime, str]:
    return (row["published_on"] or date.min, row["ingested_at"] or datetime.min, row["sha256"])
