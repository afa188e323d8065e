"""The views of schema `mart`, each declared once: names, and what every column means, in Chinese and English.

Belongs here: what a view answers. Stays out: how (the queries in `pipeline/warehouse/views`).
"""

from __future__ import annotations

from typing import Final

from schemas.views import files, money, words
from schemas.views.model import View, ViewColumn

VIEWS: Final[tuple[View, ...]] = (
    *files.FIRST,
    *money.VIEWS,
    *words.VIEWS,
    *money.COMPARISONS,
    *files.LAST,
    *words.SEARCH,
)
"""All views, each after those that it rests on."""

LISTS: Final[tuple[View, ...]] = words.LISTS
"""Stored lists that only `mart.search` reads, made after all views: neither exported nor named in Chinese."""

__all__ = ["LISTS", "VIEWS", "View", "ViewColumn"]
