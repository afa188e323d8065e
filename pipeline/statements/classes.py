"""What the classes (three digits) of functions and of the economy are called, today and formerly."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from itertools import pairwise

from pipeline.statements.text import canon

_OF_ANY = frozenset({"支出", "费用", "补助"})
"""Words that names of many classes end in, and names of projects too."""


@cache
def _class_words() -> dict[str, frozenset[str]]:
    """The pairs of characters in the names of each class."""
    words: dict[str, set[str]] = {}
    for name in ("function_codes.csv", "economic_codes.csv"):
        text = files("pipeline.vocabulary").joinpath(name).read_text(encoding="utf-8")
        for row in csv.DictReader(text.splitlines()):
            if len(row["code"]) == 3:
                words.setdefault(row["code"], set()).update(_pairs(row["name"]))
    return {code: frozenset(pairs - _OF_ANY) for code, pairs in words.items()}


def _pairs(name: str) -> set[str]:
    return {a + b for a, b in pairwise(canon(name))}


def may_name_class(code: str, name: str) -> bool:
    """True where a name shares a word with a name that the class of this code has or had."""
    return not _class_words().get(code, frozenset()).isdisjoint(_pairs(name))
