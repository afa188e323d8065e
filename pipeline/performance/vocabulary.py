"""The words of performance tables, read from vocabulary/performance.yaml, and questions put to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.performance.text import compact, label_of
from pipeline.private import is_contact_label, opens_with_contact
from pipeline.words import load_words


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The vocabulary by use. Labels are normalised as `label_of` gives them, patterns are compiled."""

    placeholders: re.Pattern[str]
    titles: dict[str, tuple[re.Pattern[str], ...]]
    department_titles: tuple[str, ...]
    columns: dict[str, str]
    times: dict[str, re.Pattern[str]]
    form_labels: dict[str, str]
    funding_sections: frozenset[str]
    sources: dict[str, tuple[re.Pattern[str], ...]]
    parts: dict[str, tuple[re.Pattern[str], ...]]
    measures: dict[str, tuple[re.Pattern[str], ...]]
    funding_years: tuple[re.Pattern[str], ...]
    level1_names: tuple[str, ...]
    level2_names: tuple[str, ...]
    level2_parents: dict[str, str]
    operators: dict[str, tuple[str, ...]]
    operator_suffixes: dict[str, tuple[str, ...]]
    qualitative: frozenset[str]
    not_a_unit: tuple[str, ...]

    def column(self, text: str) -> str:
        """The role of a column header, '' where it is none. A trailing unit or score in brackets is no part of it."""
        return self.columns.get(compact(text)) or self.columns.get(label_of(text), "")

    def form_label(self, text: str) -> str:
        """The meaning of a label in the head or foot of a form, '' where it is none."""
        return self.form_labels.get(label_of(text), "")

    def time_of(self, text: str) -> str:
        """`period` or `year` for a label that says which goals or indicators it stands at, '' for any other text."""
        label = label_of(text)
        return next((time for time, pattern in self.times.items() if pattern.fullmatch(label)), "")

    def is_placeholder(self, text: str) -> bool:
        """True for what a blank form prints for the writer to replace (`指标1：`, `……`)."""
        return bool(self.placeholders.fullmatch(compact(text)))

    def is_contact(self, text: str) -> bool:
        """True where a cell is the label of a contact's name or number, or a row of labels with one of these."""
        return is_contact_label(label_of(text)) or opens_with_contact(compact(text))

    @property
    def level_characters(self) -> frozenset[str]:
        """Every character of a level name: what a name set in a narrow column falls into."""
        return frozenset("".join(self.level1_names + self.level2_names) + "年度绩效总整体目标")

    def title_kind(self, text: str) -> str:
        """The statement key of a performance table's title, '' where the text names none."""
        return _title_kind(compact(text))

    def is_department_title(self, text: str) -> bool:
        return any(word in compact(text) for word in self.department_titles)


def first_match(patterns: dict[str, tuple[re.Pattern[str], ...]], text: str) -> str:
    """The first key one of whose patterns is found in the text, '' where none is."""
    return next((key for key, tried in patterns.items() if any(p.search(text) for p in tried)), "")


@lru_cache(maxsize=8192)  # the lines above a table are tried again for each grid that may go on with one
def _title_kind(text: str) -> str:
    return first_match(vocabulary().titles, text)


def _by_label(groups: dict[str, list[str]]) -> dict[str, str]:
    return {label_of(text): role for role, texts in groups.items() for text in texts}


def _by_header(groups: dict[str, list[str]]) -> dict[str, str]:
    """As `_by_label`; a header with words in brackets is known by the whole of it (单位（专项）名称 is no 单位名称)."""
    return {
        compact(text) if "(" in compact(text) else label_of(text): role
        for role, texts in groups.items()
        for text in texts
    }


def _compiled(groups: dict[str, list[str]]) -> dict[str, tuple[re.Pattern[str], ...]]:
    return {key: tuple(re.compile(text) for text in texts) for key, texts in groups.items()}


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of performance tables (read once)."""
    raw: dict[str, Any] = load_words("performance.yaml")
    funding = raw["funding"]
    return Vocabulary(
        placeholders=re.compile(raw["placeholders"]),
        titles=_compiled(raw["titles"]),
        department_titles=tuple(compact(text) for text in raw["department_titles"]),
        columns=_by_header(raw["columns"]),
        times={time: re.compile(pattern) for time, pattern in raw["times"].items()},
        form_labels=_by_label(raw["form_labels"]),
        funding_sections=frozenset(label_of(text) for text in funding["sections"]),
        sources=_compiled(funding["sources"]),
        parts=_compiled(funding["parts"]),
        measures=_compiled(funding["measures"]),
        funding_years=tuple(re.compile(text) for text in funding["years"]),
        level1_names=tuple(raw["level1_names"]),
        level2_names=tuple(raw["level2_names"]),
        level2_parents=dict(raw["level2_parents"]),
        operators={key: tuple(words) for key, words in raw["operators"].items()},
        operator_suffixes={key: tuple(words) for key, words in raw["operator_suffixes"].items()},
        qualitative=frozenset(raw["qualitative"]),
        not_a_unit=tuple(raw["not_a_unit"]),
    )
