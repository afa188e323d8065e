"""One document read in full with everything that was recognised kept, for `yusuan inspect` and docs/layouts.md."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.audit.numbers import NumberAccounting, PageAccount, account
from pipeline.narrative import NarrativeReading, read_narrative
from pipeline.narrative.facts import DocumentFacts
from pipeline.narrative.identity import read_identity
from pipeline.performance import PerformanceReading, read_performance
from pipeline.reading.model import Document
from pipeline.statements import StatementReading, read_statements


@dataclass(frozen=True, slots=True)
class Inspection:
    """What every reader made of one document, and the account of its numbers."""

    document: Document
    facts: DocumentFacts
    performance: PerformanceReading
    statements: StatementReading
    narrative: NarrativeReading
    numbers: NumberAccounting

    @property
    def statement_pages(self) -> frozenset[int]:
        """Pages that statements stand on: with loaded cells, or with a table of figures that was not recognised."""
        return frozenset(t.page for t in self.statements.tables if t.cells or t.status == "unrecognised")


@dataclass(frozen=True, slots=True)
class Totals:
    """Accounts of several pages together."""

    numbers: int
    in_cells: int
    in_records: int
    in_prose: int
    unread: int
    set_aside: int

    @property
    def accounted(self) -> bool:
        """Every number ended in exactly one place."""
        return self.numbers == self.in_cells + self.in_records + self.in_prose + self.unread


def inspect_document(document: Document) -> Inspection:
    """Read everything that a document says, in the order of `pipeline.extract`, whatever kind of document it is."""
    facts = read_identity(document)
    performance = read_performance(document, facts)
    statements = read_statements(document, facts, performance.claimed.keys())
    narrative = read_narrative(document, facts)
    numbers = account(document, statements, performance, narrative)
    return Inspection(document, facts, performance, statements, narrative, numbers)


def totals(pages: tuple[PageAccount, ...] | list[PageAccount]) -> Totals:
    """The sums of some pages' accounts."""
    return Totals(
        sum(page.numbers for page in pages),
        sum(page.in_cells for page in pages),
        sum(page.in_records for page in pages),
        sum(page.in_prose for page in pages),
        sum(page.unread for page in pages),
        sum(page.set_aside for page in pages),
    )
