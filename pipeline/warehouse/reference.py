"""Reference data of the classifications: codes, names and years, from the CSV files of `pipeline/vocabulary`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

FILES: Final = ("function_codes.csv", "economic_codes.csv")


@dataclass(frozen=True, slots=True)
class ClassName:
    """One name of one code. A code that was renamed has several, of which at most one is in force.

    `classification`: function, department (economic, 301..) or government (economic, 501..). Years where known.
    """

    code: str
    name: str
    level: int
    parent_code: str
    classification: str
    first_year: int | None
    last_year: int | None
    in_force: bool


def level_of(code: str) -> int:
    """1 for 类 (three digits), 2 for 款 (five), 3 for 项 (seven)."""
    levels = {3: 1, 5: 2, 7: 3}
    if len(code) not in levels or not code.isdigit():
        raise ValueError(f"{code!r} is no classification code: three, five or seven digits")
    return levels[len(code)]


def parent_of(code: str) -> str:
    """The code one level up, '' for 类."""
    return code[:-2] if level_of(code) > 1 else ""


@cache
def class_names() -> tuple[ClassName, ...]:
    """Every name of every code, sorted by code, those in force first."""
    folder = files("pipeline").joinpath("vocabulary")
    names = [
        ClassName(
            code=row["code"],
            name=row["name"],
            level=level_of(row["code"]),
            parent_code=parent_of(row["code"]),
            classification=row["classification"],
            first_year=int(row["first_year"]) if row["first_year"] else None,
            last_year=int(row["last_year"]) if row["last_year"] else None,
            in_force=row["in_force"] == "true",
        )
        for file in FILES
        for row in csv.DictReader(folder.joinpath(file).read_text(encoding="utf-8").splitlines())
    ]
    return tuple(sorted(names, key=lambda name: (name.code, not name.in_force, -(name.last_year or 0), name.name)))


@cache
def codes_by_name() -> dict[tuple[str, str], str]:
    """Code by (parent code, name), for names that belong to one code under that parent; 类 have parent ''.

    Of a name that two codes carry (a code that was moved), the one in force is meant.
    """
    found: dict[tuple[str, str], str] = {}
    for name in sorted(class_names(), key=lambda name: (not name.in_force, name.code)):
        found.setdefault((name.parent_code, name.name), name.code)
    return found
