"""What the paragraphs of one section share: side of the budget, source of funds, classes above, figures stated."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.narrative.statement import Figure
from pipeline.narrative.subjects import Subject, funding_source, side_of
from pipeline.narrative.tokens import Token
from pipeline.narrative.vocabulary import keyed_patterns, subject_words

_BUDGET_NAMES = re.compile("一般公共预算|政府性基金预算|国有资本经营预算")
_SOURCES = frozenset(word.key for word in subject_words() if word.is_source)
_WHOLE = {word.key: word.part_of for word in subject_words() if word.part_of}
_DEFAULT_FUNDING = {word.key: word.funding for word in subject_words() if word.funding}


@dataclass(slots=True)
class Section:
    """`headings` from the outermost; `parents` are the names of function classes that stand in them;
    `as_of` is the last printed date (`截至2025年底`),
    `baseline` what a list is compared with whose introduction said so (`比上年增加 …，其中：`)."""

    headings: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    is_final: bool = False
    fiscal_year: int | None = None
    as_of: str = ""
    subject: Subject | None = None
    subjects: list[Subject] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    baseline: Token | None = None

    @property
    def funding_source(self) -> str:
        """The source of funds that the headings name; one budget by its name before 财政拨款 in general."""
        named = [funding_source(heading) for heading in reversed(self.headings)]
        exact = [source for source in named if source not in ("", "fiscal_appropriation")]
        return next(iter(exact), next((source for source in named if source), ""))

    @property
    def side(self) -> str:
        """income or expenditure where the innermost heading that names a side names only one."""
        return next((side for heading in reversed(self.headings) if (side := side_of(heading))), "")

    def basis_of(self, before: str) -> str:
        """Which figure the words before an amount announce; else that of the document's stage."""
        plain = _BUDGET_NAMES.sub("", before)
        named = next((key for key, known in keyed_patterns("figure_bases") if known.search(plain)), "")
        return named or ("final" if self.is_final else "budget")

    def funding_of(self, key: str) -> str:
        """The source of funds that the section last named for a subject; its parts have the same."""
        return next((found.funding_source for found in reversed(self.subjects) if found.key == key), "")

    def stated(self, subject: Subject, recent: list[Figure]) -> Decimal | None:
        """This year's amount of the subject as the section has stated it before, if it has stated just one."""
        own = "final" if self.is_final else "budget"
        known = [figure for figure in [*self.figures, *recent] if figure.basis == own and figure.amount is not None]
        same = [figure.amount for figure in known if _same(figure.subject, subject)]
        if same:
            return same[-1]
        sides: dict[str, Decimal | None] = {}
        for figure in known:
            if _half(figure.subject, subject):
                sides.setdefault(figure.subject.section, figure.amount)
        both = set(sides.values())
        return both.pop() if len(sides) == 2 and len(both) == 1 else None


def resolved(subject: Subject, section: Section) -> Subject:
    """The subject with side and source of funds completed from its section and from what the subject always is."""
    side = subject.section or ("" if subject.is_whole else section.side)
    if subject.key in _SOURCES:
        return replace(subject, section=side, funding_source=subject.key)
    if subject.is_whole:
        return replace(subject, section=side)
    stated, above = subject.funding_source, section.funding_source
    exact = above if above and stated in ("", "fiscal_appropriation") else stated
    funding = exact or section.funding_of(_WHOLE.get(subject.key, "")) or _DEFAULT_FUNDING.get(subject.key, "")
    return replace(subject, section=side, funding_source=funding)


def _same(one: Subject, other: Subject) -> bool:
    return (one.key, one.function_code, one.path, one.economic_code, one.section) == (
        other.key,
        other.function_code,
        other.path,
        other.economic_code,
        other.section,
    )


def _half(one: Subject, whole: Subject) -> bool:
    """True for 收入总计 and 支出总计 as the halves of 收入支出总体."""
    return one.key == whole.key and whole.section == "" and one.section in ("income", "expenditure")
