"""Organizations over all documents: one id for one organization, however its name is printed."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from hashlib import sha256

import polars as pl

from schemas import TABLES, frame

_QUALIFIER = re.compile(r"[(（](?:汇总|本级|机关|含下属单位|部门汇总|机关本级|部门|本部)[)）]$")
_FIELDS = ("province", "prefecture", "county", "level")


def normalised_name(name: str) -> str:
    """A name for comparison: one width of characters, no white space, no 汇总 or 本级 behind it."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).replace("(", "（").replace(")", "）")
    return _QUALIFIER.sub("", plain)


def qualifier(name: str) -> str:
    """What stands behind a name in brackets: 汇总, 本级 ... or ''."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).replace("(", "（").replace(")", "）")
    match = _QUALIFIER.search(plain)
    return match[0].strip("（）") if match else ""


def organization_id(name: str, region_code: str) -> str:
    """16 hex digits, from the normalised name and the region alone."""
    return sha256(f"{normalised_name(name)}|{region_code}".encode()).hexdigest()[:16]


def organizations(documents: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, str]]:
    """dim_organization, and the organization's id by disclosure_id.

    `documents` is staging.organization of all documents. A document that leaves the region open takes the one that all
    others of the same name agree on. A document without a name is an organization of its own: two of them need not be
    one body.
    """
    rows = documents.sort("disclosure_id").to_dicts()
    regions: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        name = normalised_name(row["org_name"])
        if row["region_code"] and name:
            regions[name].add(row["region_code"])
    by_id: dict[str, dict[str, object]] = {}
    ids: dict[str, str] = {}
    for row in rows:
        name = normalised_name(row["org_name"])
        known = regions[name]
        code = row["region_code"] or (next(iter(known)) if len(known) == 1 else "")
        key = organization_id(name or row["disclosure_id"], code)
        ids[row["disclosure_id"]] = key
        entry = by_id.setdefault(
            key, {"org_id": key, "org_name": name, "region_code": code} | dict.fromkeys(_FIELDS, "")
        )
        for field in _FIELDS:
            entry[field] = entry[field] or row[field]
    return frame(TABLES["dim_organization"], list(by_id.values())), ids
