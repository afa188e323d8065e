"""Dimensions that come from vocabulary and reference data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

import polars as pl

from pipeline.warehouse.reference import ClassName, class_names, level_of, parent_of
from schemas import TABLES, Row, frame
from schemas.values import dimensions

VOCABULARIES: Mapping[str, tuple[str, str]] = {
    "dim_statement": ("statements", "statement"),
    "dim_funding_source": ("funding_sources", "funding_source"),
    "dim_expenditure_kind": ("expenditure_kinds", "kind"),
    "dim_three_public_item": ("three_public_items", "item"),
}
"""Table -> its group in dimensions.yaml and its key column."""

PrintedCodes = Mapping[str, str]
"""Codes that documents print, each with the name printed most often."""


def vocabulary_frame(name: str) -> pl.DataFrame:
    """One of the small dimensions, in printed order."""
    group, key = VOCABULARIES[name]
    rows: list[Row] = []
    for number, (value, names) in enumerate(dimensions()[group].items(), start=1):
        row: dict[str, object] = {key: value, "name_zh": names["zh"], "name_en": names["en"], "sort_no": number}
        rows.append(row | ({"parent": names["parent"]} if "parent" in names else {}))
    return frame(TABLES[name], rows)


def function_classes(printed: PrintedCodes) -> pl.DataFrame:
    """dim_function_class: the reference data, and what only documents print."""
    names = [name for name in class_names() if name.classification == "function"]
    return frame(TABLES["dim_function_class"], [*_reference(names), *_printed(printed, names)])


def economic_classes(printed: PrintedCodes) -> pl.DataFrame:
    """dim_economic_class: department (3..) and government (5..) classes, and what only documents print."""
    names = [name for name in class_names() if name.classification != "function"]
    rows = [*_reference(names), *_printed(printed, names)]
    sides = {"3": "department", "5": "government"}
    return frame(
        TABLES["dim_economic_class"],
        [{**row, "classification": sides[str(row["code"])[0]]} for row in rows],
    )


def _reference(names: Sequence[ClassName]) -> list[Row]:
    rows: list[Row] = []
    for code, group in groupby(names, key=lambda name: name.code):
        latest, *former = group
        rows.append(
            {
                "code": code,
                "name": latest.name,
                "level": latest.level,
                "parent_code": latest.parent_code,
                "former_names": "；".join(name.name for name in former),
                "first_year": _first_year([latest, *former]),
                "last_year": None if latest.in_force else latest.last_year,
                "origin": "reference",
            }
        )
    return rows


def _first_year(names: Sequence[ClassName]) -> int | None:
    """The code's first year, None where that of one of its names is not known."""
    years = [name.first_year for name in names]
    return None if None in years else min(year for year in years if year is not None)


def _printed(printed: PrintedCodes, names: Sequence[ClassName]) -> list[Row]:
    known = {name.code for name in names}
    return [
        {"code": code, "name": name, "level": level_of(code), "parent_code": parent_of(code), "origin": "printed"}
        for code, name in sorted(printed.items())
        if code not in known
    ]
