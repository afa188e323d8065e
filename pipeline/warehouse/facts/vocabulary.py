"""The words of `pipeline/vocabulary/facts.yaml`, and names of classes by code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from pipeline.words import load_words

_BRACKETED = re.compile(r"[(（\[【〔][^)）\]】〕]*[)）\]】〕]")
_NOISE = re.compile(r"[\s　“”\"'：:、，,.。*＊★]")
_LABELS = 8192
"""So many labels are kept: names come again from document to document, those of projects do not."""
_LEADING = re.compile(r"^(?:其中|加|减|其他收入其中)")


@cache
def vocabulary() -> Mapping[str, Any]:
    """The file as loaded."""
    loaded: Mapping[str, Any] = load_words("facts.yaml")
    return loaded


@lru_cache(maxsize=_LABELS)
def plain(label: str) -> str:
    """A label for comparison: without white space, punctuation, brackets and what stands in them."""
    return _LEADING.sub("", _NOISE.sub("", _BRACKETED.sub("", label)))


@lru_cache(maxsize=_LABELS)
def is_total(label: str) -> bool:
    """Whether a row sums the whole table."""
    return _matches(plain(label), tuple(vocabulary()["total_rows"]))


@lru_cache(maxsize=_LABELS)
def income_source(label: str) -> str:
    """The funding source an income item stands for, '' if no pattern fits."""
    name = plain(label)
    for source, patterns in vocabulary()["income_items"].items():
        if _matches(name, tuple(patterns)):
            return str(source)
    return ""


@lru_cache(maxsize=_LABELS)
def expenditure_kind(label: str) -> str:
    """The kind that a row of expenditure without code stands for, '' if it stands for none."""
    for kind, patterns in vocabulary()["expenditure_items"]["kinds"].items():
        if _matches(plain(label), tuple(patterns)):
            return str(kind)
    return ""


@lru_cache(maxsize=_LABELS)
def is_closing_carryover(label: str) -> bool:
    """Whether a row on the expenditure side is money carried out of the year."""
    return _matches(plain(label), tuple(vocabulary()["expenditure_items"]["closing_carryover"]))


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(re.fullmatch(pattern, name) for pattern in patterns)
