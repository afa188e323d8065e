"""dim_disclosure over all documents: which files are one document, and which of its versions is current."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import polars as pl

from pipeline.warehouse.organizations import qualifier

_WHOLE = ("汇总", "部门汇总", "含下属单位")
"""Words behind a name that say one thing: the units below are in it."""


def identified(disclosures: pl.DataFrame, org_ids: Mapping[str, str]) -> pl.DataFrame:
    """The documents with `org_id` and `document_key`; `is_current` is still open."""
    named = disclosures.select("disclosure_id", "org_name", "fiscal_year", "stage", "is_consolidated")
    ids = [org_ids[disclosure_id] for disclosure_id in named["disclosure_id"]]
    keys = [_document_key(row, org_id) for row, org_id in zip(named.iter_rows(named=True), ids, strict=True)]
    return disclosures.with_columns(
        pl.Series("org_id", ids, dtype=pl.String), pl.Series("document_key", keys, dtype=pl.String)
    )


def with_current(disclosures: pl.DataFrame, contents: pl.DataFrame) -> pl.DataFrame:
    """The documents with `is_current`.

    `contents` are the statements, forms and kinds of prose in each document: disclosure_id, mark. Of the files that
    share a document_key, one is superseded when newer ones hold at least half of what it holds: a republished file
    supersedes, a narrative beside its statements does not. Newer: later published_on, then later arrival, then the
    greater sha256.
    """
    newest_first = (
        disclosures.filter(pl.len().over("document_key") > 1)
        .sort("published_on", "ingested_at", "sha256", descending=True, nulls_last=True)
        .with_row_index("turn")
    )
    held = newest_first.join(contents, on="disclosure_id", how="left").with_columns(
        pl.col("mark").fill_null("part:" + pl.col("part"))
    )
    in_newer = pl.col("turn").min().over("document_key", "mark") < pl.col("turn")
    shares = held.with_columns(in_newer.alias("in_newer")).group_by("disclosure_id").agg(pl.mean("in_newer"))
    superseded = shares.filter(pl.col("in_newer") >= 0.5)
    return disclosures.with_columns(
        (~pl.col("disclosure_id").is_in(superseded["disclosure_id"].implode())).alias("is_current")
    )


def _document_key(row: Mapping[str, Any], org_id: str) -> str:
    """Organization, year and stage, and whether the units below are in it. A file that does not say so stands alone."""
    if not (row["org_name"] and row["fiscal_year"] and row["stage"]):
        return str(row["disclosure_id"])
    told = qualifier(row["org_name"])
    scope = "汇总" if told in _WHOLE or (row["is_consolidated"] and not told) else told
    return sha256(f"{org_id}|{row['fiscal_year']}|{row['stage']}|{scope}".encode()).hexdigest()[:16]
