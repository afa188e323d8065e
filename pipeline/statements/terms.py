"""A header text cut into the vocabulary's terms, and what the terms of a header path say together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.statements.text import canon, header_form
from pipeline.statements.vocabulary import Term, headers

_YEAR = re.compile(r"(?:19|20)\d{2}年(?:度)?")
_BARE_YEAR = re.compile(r"(?:19|20)\d{2}")
_CODE = re.compile(r"[\[(]?([35]\d{2})[\])]?")
_CODED = re.compile(r"[\[(]?([35]\d{2})[\])]?[-_]?(\D+)|(\D+)[\[(]([35]\d{2})[\])]")


@dataclass(frozen=True, slots=True)
class Cut:
    """One header text in terms. `rest` is what no term covers, '' where the text is understood in full."""

    terms: tuple[Term, ...]
    years: tuple[int, ...]
    rest: str


@lru_cache(maxsize=8192)
def cut(text: str) -> Cut:
    """The cover of a header text that leaves the least over, then uses the fewest terms, then the fewest idle ones."""
    form = header_form(text)
    if (coded := _coded_class(form)) is not None:
        return Cut((coded,), (), "")
    years = tuple(int(year[:4]) for year in _YEAR.findall(form))
    form = _YEAR.sub("", form)
    if _BARE_YEAR.fullmatch(form):
        years, form = (int(form),), ""
    vocabulary = headers()
    best: list[tuple[tuple[int, int, int], tuple[Term, ...], str]] = [((0, 0, 0), (), "")]
    for end in range(1, len(form) + 1):
        (rest, count, idle), terms, left = best[end - 1]
        candidate = ((rest + 1, count, idle), terms, left + form[end - 1])
        for start in range(max(0, end - vocabulary.longest), end):
            for term in vocabulary.terms.get(form[start:end], ()):
                (rest, count, idle), terms, left = best[start]
                other = ((rest, count + 1, idle + (term.facet == "neutral")), (*terms, term), left)
                if other[0] < candidate[0]:
                    candidate = other
        best.append(candidate)
    return Cut(best[-1][1], years, best[-1][2])


def _coded_class(form: str) -> Term | None:
    """An economic class with its own code before or behind its name (`301工资福利支出`), None for anything else."""
    match = _CODED.fullmatch(form)
    if match is None:
        return None
    code, name = (match[1], match[2]) if match[1] else (match[4], match[3])
    named = {term.key for term in headers().terms.get(name, ()) if term.facet == "economic"}
    return Term(form, "economic", code) if any(_is_code_of(code, key) for key in named) else None


def _is_code_of(code: str, key: str) -> bool:
    """True for the code of an economic class, or of the government's class of the same name."""
    return bool(key) and code in (key, headers().government_classes.get(key))


@dataclass
class Meaning:
    """What a header path says. Keys are those of headers.yaml; `unknown` is what no term covers, by path step."""

    fund: str = ""
    kind: str = ""
    time: str = ""
    economic: str = ""
    three_public: str = ""
    basis: str = ""
    total: bool = False
    prior: bool = False
    compared: bool = False
    from_above: bool = False
    year: int | None = None
    unknown: list[str] = field(default_factory=list)
    leaf_unknown: bool = False
    leaf: str = ""

    def identity(self, without: str = "") -> tuple[object, ...]:
        """What tells one column from another; `without` leaves one facet out."""
        facets = ("fund", "kind", "time", "economic", "three_public", "basis", "year", "prior", "from_above")
        told = [getattr(self, f) if f != without else "" for f in facets]
        return (*told, tuple(self.unknown))


def read_path(path: Sequence[str]) -> Meaning:
    """The meaning of a header path from top to bottom: the deeper word wins, a wider one never hides a narrower.

    The code of an economic class may stand in a step of its own, above or below the name.
    """
    codes = [match[1] for text in path if (match := _CODE.fullmatch(canon(text)))]
    named = [text for text in path if not _CODE.fullmatch(canon(text))]
    meaning = _read_names(named if codes else path)
    for code in codes:
        if _is_code_of(code, meaning.economic):
            meaning.economic = code
        else:
            meaning.unknown.append(code)
            meaning.leaf_unknown = True
    return meaning


def _read_names(path: Sequence[str]) -> Meaning:
    meaning = Meaning(leaf=header_form(path[-1]) if path else "")
    for depth, text in enumerate(path):
        found = cut(text)
        facets = {t.facet for t in found.terms}
        if "comparison" in facets and "basis" in facets | {"basis" if found.years else ""}:
            meaning.compared = True
        if found.years and "comparison" not in facets:
            meaning.year = found.years[-1]
        for term in found.terms:
            if term.facet != "prior" or _names_prior_year(found):
                _take(meaning, term)
        if found.rest:
            meaning.unknown.append(found.rest)
        meaning.leaf_unknown = bool(found.rest) and depth == len(path) - 1
    if meaning.prior and not meaning.basis and _is_broken_carryover(path):
        meaning.prior = False
    if meaning.compared and meaning.basis not in ("change", "change_pct"):
        meaning.basis = "change"
    return meaning


def _names_prior_year(found: Cut) -> bool:
    """True where the 上年 of a text says of which year its figures are.

    That of a word not understood does not, nor that of money carried over (上年财政拨款结转).
    """
    return not found.rest and not any(t.facet == "time" and "carryover" in t.key for t in found.terms)


def _is_broken_carryover(path: Sequence[str]) -> bool:
    """True where 上年 stands above a 结转 that has no 上年 of its own: it is the 上年 of 上年结转."""
    carried = [text for text in path if any("carryover" in t.key for t in cut(text).terms if t.facet == "time")]
    return bool(carried) and not any(word in header_form(text) for text in carried for word in headers().prior)


def _take(meaning: Meaning, term: Term) -> None:
    if term.facet in ("fund", "kind"):
        held = getattr(meaning, term.facet)
        if held not in headers().within.get(term.key, frozenset()):
            setattr(meaning, term.facet, term.key)
    elif term.facet == "basis":
        if not (meaning.basis in ("change", "change_pct") and term.key in ("budget", "final", "adjusted_budget")):
            meaning.basis = term.key
    elif term.facet == "time":
        if not (term.key == "carryover" and meaning.time in ("opening_carryover", "closing_carryover")):
            meaning.time = term.key
    elif term.facet in ("economic", "three_public"):
        setattr(meaning, term.facet, term.key)
    elif term.facet == "total":
        meaning.total = True
    elif term.facet == "prior":
        meaning.prior = True
    elif term.facet == "from_above":
        meaning.from_above = True
    elif term.facet not in ("neutral", "comparison"):
        raise ValueError(f"headers.yaml: no reading of facet {term.facet!r}")
