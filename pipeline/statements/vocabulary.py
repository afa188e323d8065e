"""The vocabulary files of the statements, read once: titles, headers, rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.words import load_words


@dataclass(frozen=True, slots=True)
class Term:
    """A header word with its meaning: a facet (`fund`, `kind`, ...) and the key within it."""

    text: str
    facet: str
    key: str


@dataclass(frozen=True, slots=True)
class TitleRule:
    """One way in which a title names a statement."""

    statement: str
    patterns: tuple[re.Pattern[str], ...]
    note: re.Pattern[str] | None
    excluded: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Titles:
    """The reading of titles: rules in order, and what each statement's own title already says."""

    rules: tuple[TitleRule, ...]
    whole: frozenset[str]
    of_all: re.Pattern[str]
    thing: re.Pattern[str]
    ignored: re.Pattern[str]
    collections: re.Pattern[str]
    own: dict[str, dict[str, tuple[str, ...]]]
    two_sided: frozenset[str]
    project_rows: frozenset[str]
    class_rows: frozenset[str]
    units: dict[str, str]
    counted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Headers:
    """The reading of column headers: terms by their text, roles in order, and which fund or kind lies within which."""

    terms: dict[str, tuple[Term, ...]]
    longest: int
    roles: tuple[tuple[str, re.Pattern[str]], ...]
    within: dict[str, frozenset[str]]
    government_classes: dict[str, str]
    prior: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rows:
    """The reading of row names."""

    totals: frozenset[str]
    project_kinds: frozenset[str]
    organization_endings: tuple[str, ...]
    place_endings: tuple[str, ...]
    narrowing: tuple[str, ...]
    counts: re.Pattern[str]
    counts_if_whole: re.Pattern[str]
    counted_kinds: re.Pattern[str]
    money: re.Pattern[str]
    signature: re.Pattern[str]
    declared_empty: re.Pattern[str]


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns))


@cache
def titles() -> Titles:
    """titles.yaml as a typed value."""
    raw = load_words("titles.yaml")
    rules = tuple(
        TitleRule(
            rule["statement"],
            tuple(re.compile(p) for p in rule["all"]),
            re.compile(rule["any"]) if "any" in rule else None,
            re.compile(rule["not"]) if "not" in rule else None,
        )
        for rule in raw["statements"]
    )
    own = {s: {facet: tuple(keys) for facet, keys in facets.items()} for s, facets in raw["own"].items()}
    units = {spelling: unit for unit, spellings in raw["units"].items() for spelling in spellings}
    return Titles(
        rules,
        frozenset(raw["whole"]),
        re.compile(rf"(?:.{{2,40}}{raw['body']}(?<!{raw['no_body']}))?(?:{'|'.join(raw['plain'])})*"),
        re.compile(rf"{raw['thing']}$"),
        _any(raw["ignored"]),
        _any(raw["collections"]),
        own,
        frozenset(raw["two_sided"]),
        frozenset(raw["project_rows"]),
        frozenset(raw["class_rows"]),
        units,
        frozenset(raw["counted"]),
    )


_FACETS = ("fund", "kind", "time", "economic", "three_public", "basis")


@cache
def headers() -> Headers:
    """headers.yaml as a typed value."""
    raw = load_words("headers.yaml")
    terms: dict[str, list[Term]] = {}
    for facet in _FACETS:
        for key, texts in raw[facet].items():
            for text in texts:
                terms.setdefault(text, []).append(Term(text, facet, key))
    for facet in ("prior", "comparison", "from_above", "total", "neutral"):
        for text in raw[facet]:
            terms.setdefault(text, []).append(Term(text, facet, facet))
    within: dict[str, set[str]] = {}
    for table in ("fund_within", "kind_within"):
        for wide, narrow in raw[table].items():
            within.setdefault(wide, set()).update(narrow)
    roles = tuple((role, _any(patterns)) for role, patterns in raw["roles"].items())
    return Headers(
        {text: tuple(found) for text, found in terms.items()},
        max(map(len, terms)),
        roles,
        {wide: frozenset(narrow) for wide, narrow in within.items()},
        dict(raw["government_classes"]),
        frozenset(raw["prior"]),
    )


@cache
def rows() -> Rows:
    """rows.yaml as a typed value."""
    raw = load_words("rows.yaml")
    return Rows(
        frozenset(raw["totals"]),
        frozenset(raw["project_kinds"]),
        tuple(raw["organization_endings"]),
        tuple(raw["place_endings"]),
        tuple(raw["narrowing"]),
        _any(raw["counts"]),
        _any(raw["counts_if_whole"]),
        _any(raw["counted_kinds"]),
        _any(raw["money"]),
        re.compile(raw["signature"]),
        _any(raw["declared_empty"]),
    )
