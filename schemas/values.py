"""The closed vocabularies of the warehouse, read from `pipeline/vocabulary/dimensions.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from schemas.words import load_words


@cache
def dimensions() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Names and parents by key, by group: `statements`, `bases`, `expenditure_kinds`, `funding_sources`, ..."""
    loaded: Any = load_words("dimensions.yaml")
    return {group: {str(key): dict(names) for key, names in keys.items()} for group, keys in loaded.items()}


def keys(group: str) -> tuple[str, ...]:
    """The keys of one vocabulary in their printed order."""
    return tuple(dimensions()[group])


STATEMENTS: Final = keys("statements")
BASES: Final = keys("bases")
KINDS: Final = keys("expenditure_kinds")
FUNDING_SOURCES: Final = keys("funding_sources")
THREE_PUBLIC_ITEMS: Final = keys("three_public_items")
STAGES: Final = ("budget", "final_account")
SECTIONS: Final = ("", "income", "expenditure")
SCOPES: Final = ("department", "project")
OPERATORS: Final = (">=", "<=", "=", ">", "<", "")
SEVERITIES: Final = ("rounding", "warning", "error")
VERDICTS: Final = ("holds", "rounding", "fails", "nothing_to_check")
COVERAGE: Final = ("loaded", "continuation", "empty", "ignored", "unrecognised")
LEVELS: Final = ("", "central", "province", "prefecture", "county", "township")
PARTS: Final = ("complete", "statements", "narrative", "performance")
