"""Extraction rows of any number of documents without reading them: a few synthetic ones are read and multiplied.

Each copy is another organization with amounts of its own (the read ones times a whole number, so every sum still
holds; the printed text stays that of the read one). All tables are filled as the project fills them, so that loading
and queries meet real widths and contents.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

import polars as pl

from bench.budgets import YEARS, organization
from pipeline.extraction import Extraction
from pipeline.warehouse.batch import DOCUMENT_TABLES, Batch, make_batch
from schemas import TABLES, empty

COPIES_AT_ONCE: Final = 40
"""Copies of all read documents in one Parquet file: some hundred thousand rows."""

_FACTORS: Final = 9
_ARRIVED: Final = datetime(2026, 11, 1)
_SMALL: Final = ("dim_disclosure", "staging.organization")
_PROVINCES: Final = 31


def multiplied(templates: Sequence[Extraction], count: int, folder: Path) -> Batch:
    """A batch of `count` documents, most of whose rows are written to Parquet files in `folder`.

    `templates` are the first budgets of a seed in order, all years of some organizations.
    """
    if len(templates) % YEARS:
        raise ValueError(f"templates must be whole organizations of {YEARS} years")
    read = make_batch(templates)
    numbers = {each.disclosure_id: number for number, each in enumerate(templates)}
    made = _documents(read.frames["dim_disclosure"], numbers, count)
    parts: dict[str, list[Path]] = {name: [] for name in DOCUMENT_TABLES if name not in _SMALL}
    whole = {name: empty(DOCUMENT_TABLES[name]) for name in DOCUMENT_TABLES}
    whole["dim_disclosure"] = _conformed(made, "dim_disclosure")
    whole["staging.organization"] = _conformed(
        _copied(read.frames["staging.organization"].drop("org_name", "province", "prefecture", "county"), made),
        "staging.organization",
    )
    copies = -(-count // len(templates))
    for start in range(0, copies, COPIES_AT_ONCE):
        some = made.filter(pl.col("copy").is_between(start, start + COPIES_AT_ONCE, closed="left"))
        for name, paths in parts.items():
            if not read.frames[name].is_empty():
                path = folder / f"{name}-{start:06d}.parquet"
                _conformed(_copied(read.frames[name], some), name).write_parquet(path)
                paths.append(path)
    ids = tuple(whole["dim_disclosure"]["disclosure_id"].to_list())
    found = {name: tuple(paths) for name, paths in parts.items() if paths}
    return Batch(whole, ids, empty(TABLES["audit.quarantine"]), found)


def _documents(read: pl.DataFrame, numbers: dict[str, int], count: int) -> pl.DataFrame:
    """dim_disclosure of all copies, with the template's id, the copy and its factor."""
    rows = []
    by_number = {numbers[row["disclosure_id"]]: row for row in read.to_dicts()}
    for number in range(count):
        copy, template = divmod(number, len(by_number))
        row = by_number[template]
        org_name, year = organization(number)
        if year != row["fiscal_year"]:
            raise ValueError("templates must be the first budgets of a seed, in order")
        digest = sha256(f"{row['disclosure_id']}/{copy}".encode()).hexdigest()
        city = org_name[: org_name.index("市") + 1]
        rows.append(
            {
                **row,
                "template": row["disclosure_id"],
                "copy": copy,
                "factor": copy % _FACTORS + 1,
                "disclosure_id": digest[:16],
                "sha256": digest,
                "org_name": org_name,
                "title": f"{org_name}{year}年部门预算公开",
                "file_name": f"{number:06d}_{org_name}_{year}年部门预算.pdf",
                "ingested_at": _ARRIVED,
                "province": f"第{copy % _PROVINCES + 1}省",
                "prefecture": city,
                "county": org_name.removeprefix(city)[:2],
            }
        )
    return pl.DataFrame(rows, schema_overrides=dict(read.schema), infer_schema_length=None)


def _copied(read: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """A table's rows once for each copy of their document, amounts times the factor of the copy."""
    here = documents.select(
        "template",
        "factor",
        pl.col("disclosure_id").alias("to"),
        "file_name",
        "org_name",
        "province",
        "prefecture",
        "county",
    )
    rows = read.drop("file_name", strict=False).join(here, left_on="disclosure_id", right_on="template")
    money = [name for name, type_ in read.schema.items() if isinstance(type_, pl.Decimal) and name == "amount"]
    scaled = [
        (pl.col(name) * pl.col("factor").cast(pl.Decimal(18, 0))).cast(read.schema[name]).alias(name) for name in money
    ]
    return rows.with_columns(pl.col("to").alias("disclosure_id"), *scaled)


def _conformed(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    """The declared columns in their order and types."""
    declared = empty(TABLES[name])
    return rows.select(pl.col(column).cast(type_) for column, type_ in declared.schema.items())
