"""The narrative of one document: its paragraphs read for comparisons, figures, projects, procurement, assets, staff."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files

from pipeline.narrative.changes import read_paragraph
from pipeline.narrative.clauses import unnested
from pipeline.narrative.contacts import without_contacts
from pipeline.narrative.context import Section, resolved
from pipeline.narrative.facts import DocumentFacts
from pipeline.narrative.figures import MONEY
from pipeline.narrative.function_classes import FunctionClasses
from pipeline.narrative.glossary import GlossaryReader
from pipeline.narrative.model import BudgetChange, NarrativeReading, TextCoverage, TextFact
from pipeline.narrative.projects import ProjectReader
from pipeline.narrative.records import Place, printed_date, procurement, purpose, staffing, state_assets, unread_staff
from pipeline.narrative.source import claims, source_of
from pipeline.narrative.statement import Comparison, Figure, trimmed
from pipeline.narrative.subjects import Subject, SubjectReader
from pipeline.narrative.text import Paragraph, Passage, paragraphs
from pipeline.narrative.vocabulary import pattern
from pipeline.private import masked
from pipeline.reading.model import Document

_SENTENCE = re.compile(r"[^。]+")
_SECTION_DEPTH = 3


def read_narrative(
    document: Document, facts: DocumentFacts, function_codes: Iterable[tuple[str, str]] | None = None
) -> NarrativeReading:
    """Everything the prose of a document states as data.

    `function_codes`: pairs of code and name of the function classes (类, 款, 项); the bundled reference where None.
    """
    classes = FunctionClasses(function_codes) if function_codes is not None else _reference_classes()
    return _NarrativeReader(document, facts, SubjectReader(classes, facts.org_name)).read()


@cache
def reference_codes() -> tuple[tuple[str, str], ...]:
    """Code and name of every function class of the bundled reference."""
    text = files("pipeline.vocabulary").joinpath("function_codes.csv").read_text(encoding="utf-8")
    return tuple((row["code"], row["name"]) for row in csv.DictReader(text.splitlines()))


@cache
def _reference_classes() -> FunctionClasses:
    return FunctionClasses(reference_codes())


class _NarrativeReader:
    def __init__(self, document: Document, facts: DocumentFacts, subjects: SubjectReader) -> None:
        self.document = document
        self.facts = facts
        self.subjects = subjects
        self.out = NarrativeReading()
        self.section = Section(is_final=facts.stage == "final_account", fiscal_year=facts.fiscal_year)
        self.section_start = 0
        self.projects = ProjectReader(document)
        self.glossary = GlossaryReader(document)

    def read(self) -> NarrativeReading:
        """Read all paragraphs in order."""
        for printed in paragraphs(self.document):
            paragraph = replace(printed, headings=tuple(map(masked, printed.headings)))
            open_part = without_contacts(self.document, paragraph.passage)
            if len(open_part):
                self._sort(replace(paragraph, passage=open_part))
            if len(open_part) < len(paragraph.passage):
                self._pass_over(paragraph.passage.part(len(open_part), len(paragraph.passage)))
        self.projects.close()
        self.out.projects = self.projects.projects
        self.out.claimed_numbers.extend(self.projects.claimed)
        for first in self.projects.nameless:
            self._list(first, "project without a name")
        self.out.glossary = self.glossary.terms()
        return self.out

    def _sort(self, paragraph: Paragraph) -> None:
        if self._is_glossary(paragraph):
            self.glossary.take(paragraph)
        elif not self.projects.take(paragraph):
            self._take(paragraph)

    def _pass_over(self, passage: Passage) -> None:
        """A text with a contact is never read; where it prints amounts it is listed, without its words."""
        self.projects.end_field()
        if re.search(MONEY, passage.text):
            self._list(passage, text="amounts beside a contact: not read")

    def _take(self, paragraph: Paragraph) -> None:
        self._enter(paragraph)
        if paragraph.is_heading:
            self._announce(paragraph.text)
            return
        place = Place(
            self.document,
            paragraph.passage,
            paragraph.headings,
            self.section.is_final,
            self.section.fiscal_year,
            self.section.as_of,
        )
        self.section.as_of = printed_date(paragraph.text) or self.section.as_of
        used = self._add_records(place)
        unread = list(unread_staff(place, used))
        for index, passage in enumerate(unnested(paragraph.passage)):
            whole = index == 0 and len(passage) == len(paragraph.passage)
            self._read(passage, used if whole else [], unread if whole else [])

    def _add_records(self, place: Place) -> list[tuple[int, int]]:
        """Procurement, assets, staff and purposes of a paragraph; returns the ranges of their numbers."""
        used: list[tuple[int, int]] = []
        for lot, ranges in procurement(place):
            self.out.procurement.append(lot)
            used.extend(ranges)
        for asset, ranges in state_assets(place):
            self.out.state_assets.append(asset)
            used.extend(ranges)
        for staff, ranges in staffing(place):
            self.out.staffing.append(staff)
            used.extend(ranges)
        if found := purpose(place):
            self.out.purposes.append(found[0])
            used.extend(found[1])
        self.out.claimed_numbers.extend(claims(self.document, place.passage, used))
        return used

    def _announce(self, heading: str) -> None:
        """A heading may name the subject of the sentence below it (`1.…（类）…（款）…（项）`)."""
        subject = self.subjects.read(heading.rstrip("：:。"), self.section.parents)
        self.section.subject = resolved(subject, self.section) if subject is not None else None

    def _is_glossary(self, paragraph: Paragraph) -> bool:
        """True for the terms under 名词解释; a paragraph with amounts is none, whatever heading stands above it."""
        under = any(pattern("glossary_heading").search(heading) for heading in paragraph.headings[-2:])
        return under and not re.search(MONEY, paragraph.text)

    def _enter(self, paragraph: Paragraph) -> None:
        """A new heading opens a new section; items numbered 1. stay in the section of their heading."""
        headings = paragraph.headings[:_SECTION_DEPTH]
        if headings != self.section.headings:
            parents = tuple(name for heading in paragraph.headings for name in self.subjects.class_names(heading))
            self.section = Section(headings, parents, self.facts.stage == "final_account", self.facts.fiscal_year)
            self.section_start = len(self.out.budget_changes)

    def _read(self, passage: Passage, used: list[tuple[int, int]], unread: list[tuple[int, int]]) -> None:
        reading = read_paragraph(passage.text, self.section, self.subjects)
        for figure in reading.figures:
            self._add_figure(passage, figure)
        for comparison in reading.comparisons:
            self._add_comparison(passage, comparison)
        for subject, reason in reading.loose_reasons:
            self._explain(subject, trimmed(passage.text[slice(*reason)]))
        self._cover(passage, [*reading.understood, *used], [*_unused(reading.doubtful, used), *unread])

    def _add_figure(self, passage: Passage, figure: Figure) -> None:
        if figure.amount is None:
            return
        subject = figure.subject
        heading = self.section.headings[-1] if self.section.headings else ""
        source = source_of(self.document, passage, figure.start, figure.end)
        self.out.text_facts.append(
            TextFact(
                subject.key,
                subject.section,
                subject.funding_source,
                subject.function_code,
                subject.economic_code,
                subject.printed_name,
                figure.basis,
                figure.amount,
                figure.share_pct,
                figure.printed,
                heading,
                source,
            )
        )
        self.out.claimed_numbers.extend(claims(self.document, passage, figure.numbers))
        if subject.path and not subject.function_code:
            self._list(passage.part(figure.start, figure.end), "function class without a code in the reference")

    def _add_comparison(self, passage: Passage, found: Comparison) -> None:
        subject = found.subject
        reason = trimmed(passage.text[slice(*found.reason)]) if found.reason else ""
        self.out.budget_changes.append(
            BudgetChange(
                subject.key,
                subject.section,
                subject.funding_source,
                subject.function_code,
                subject.economic_code,
                subject.printed_name,
                found.compared_with,
                found.amount,
                found.base_amount,
                found.direction,
                found.change_amount,
                found.change_pct,
                found.completion_pct,
                found.condition,
                reason,
                source_of(self.document, passage, found.start, found.end),
            )
        )
        self.out.claimed_numbers.extend(claims(self.document, passage, found.numbers))

    def _explain(self, subject: Subject, reason: str) -> None:
        """Give a reason that stands apart to the comparisons of the section that it names and that have none."""
        changes = self.out.budget_changes
        for index in range(self.section_start, len(changes)):
            change = changes[index]
            if change.subject == subject.key and not change.reason and subject.section in ("", change.section):
                changes[index] = replace(change, reason=reason)

    def _cover(self, passage: Passage, understood: list[tuple[int, int]], doubtful: list[tuple[int, int]]) -> None:
        """List the sentences that look like a comparison and gave none, and those with a number in doubt."""
        for found in _SENTENCE.finditer(passage.text):
            rest = _rest(passage.text, found.start(), found.end(), understood)
            in_doubt = any(found.start() <= start < found.end() for start, _ in doubtful)
            if in_doubt or (pattern("comparison_signs").search(rest) and pattern("numerals").search(rest)):
                self._list(passage.part(found.start(), found.end()))

    def _list(self, passage: Passage, title: str = "", text: str = "") -> None:
        """Enter a text that was not understood, with its page; `text` in place of one that is to be kept to itself."""
        page = self.document.pages[passage.runs[0].page].number
        heading = self.section.headings[-1] if self.section.headings else ""
        number = page if self.document.paged else None
        self.out.coverage.append(TextCoverage(number, title or heading, "unrecognised", text or passage.text))


def _rest(text: str, start: int, end: int, understood: list[tuple[int, int]]) -> str:
    """The characters of [start, end) that no record accounts for."""
    used = {position for first, last in understood for position in range(max(first, start), min(last, end))}
    return "".join(text[position] for position in range(start, end) if position not in used)


def _unused(ranges: list[tuple[int, int]], used: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges of the text in which no record has a number."""
    return [(start, end) for start, end in ranges if not any(start <= first < end for first, _ in used)]
