"""The words of vocabulary/narrative.yaml, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.words import load_words


@dataclass(frozen=True, slots=True)
class SubjectWord:
    """A kind of subject: key, how it is printed, and what it always stands for.

    `section` is its side of the budget, `funding` the source of its money; `is_source` says that the subject is itself
    a source of money; `part_of` names the subject whose part it is.
    """

    key: str
    pattern: str
    section: str
    funding: str
    is_source: bool
    part_of: str


@cache
def words() -> dict[str, Any]:
    """The vocabulary as it stands in the file."""
    loaded: dict[str, Any] = load_words("narrative.yaml")
    return loaded


@cache
def subject_words() -> tuple[SubjectWord, ...]:
    """Subjects in the order of the file."""
    return tuple(
        SubjectWord(
            key=entry["key"],
            pattern=entry["pattern"],
            section=entry.get("section", ""),
            funding=entry.get("funding", ""),
            is_source=entry.get("source", False),
            part_of=entry.get("part_of", ""),
        )
        for entry in words()["subjects"]
    )


@cache
def keyed_patterns(name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A list of {key, pattern} of the vocabulary, compiled, in the order of the file."""
    return tuple((entry["key"], re.compile(entry["pattern"])) for entry in words()[name])


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A single pattern of the vocabulary, compiled."""
    return re.compile(words()[name])
