"""What the auditor takes and gives: the figures of one document in, checks with verdicts and findings out."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, NamedTuple, Protocol

from pipeline.narrative.facts import DocumentFacts
from pipeline.narrative.model import NarrativeReading
from pipeline.performance.model import PerformanceReading
from pipeline.reading.model import Box
from pipeline.statements.model import StatementCell, TableCoverage

HOLDS: Final = "holds"
ROUNDING: Final = "rounding"
FAILS: Final = "fails"
NOTHING_TO_CHECK: Final = "nothing_to_check"

YUAN: Final = "元"
PERCENT: Final = "%"
POINTS: Final = "分"
COUNT: Final = "个"


class Spot(NamedTuple):
    """A printed figure that a check looks at: where it stands and the text that was read there.

    `within`: the box is that of a text that holds more than the figure.
    """

    printed: str
    page: int | None
    box: Box | None
    label: str = ""
    within: bool = False


@dataclass(frozen=True, slots=True)
class AuditInput:
    """All figures of one document."""

    cells: tuple[StatementCell, ...]
    facts: DocumentFacts = field(default_factory=DocumentFacts)
    coverage: tuple[TableCoverage, ...] = ()
    performance: PerformanceReading = field(default_factory=PerformanceReading)
    narrative: NarrativeReading = field(default_factory=NarrativeReading)


@dataclass(frozen=True, slots=True)
class Check:
    """One check that was run: a row of `audit.check` without disclosure_id, with what it looked at.

    `actual` is the printed figure, `expected` what the rule makes of the others, `difference` actual minus expected;
    None where there was nothing to compare. `spots` begins with the printed figure; `what` says in Chinese what is
    compared. `lacking` is the title of a statement that should have had a figure and has none.
    """

    rule: str
    statement: str
    row_no: int | None
    code: str
    label: str
    measure: str
    basis: str
    expected: Decimal | None
    actual: Decimal | None
    tolerance: Decimal | None
    quantity_unit: str
    verdict: str
    what: str = ""
    spots: tuple[Spot, ...] = ()
    lacking: str = ""

    @property
    def difference(self) -> Decimal | None:
        return None if self.actual is None or self.expected is None else self.actual - self.expected

    @property
    def page(self) -> int | None:
        return self.spots[0].page if self.spots else None

    @property
    def box(self) -> Box | None:
        return self.spots[0].box if self.spots else None


@dataclass(frozen=True, slots=True)
class Finding:
    """What deserves a person's eye: a row of `audit.finding` without disclosure_id.

    `checks` are all failed checks of the same cause, the leading one first; `origin`: source, misreading, undetermined.
    """

    severity: str
    message: str
    origin: str
    checks: tuple[Check, ...]

    @property
    def check(self) -> Check:
        return self.checks[0]


class Placed(Protocol):
    """A record with its place on a page."""

    @property
    def page(self) -> int | None: ...
    @property
    def x0(self) -> float | None: ...
    @property
    def top(self) -> float | None: ...
    @property
    def x1(self) -> float | None: ...
    @property
    def bottom(self) -> float | None: ...


def box_of(record: Placed) -> Box | None:
    """The box of a record, None in sheets and web pages."""
    x0, top, x1, bottom = record.x0, record.top, record.x1, record.bottom
    if x0 is None or top is None or x1 is None or bottom is None:
        return None
    return Box(x0, top, x1, bottom)


def verdict_of(difference: Decimal, tolerance: Decimal) -> str:
    """Exact, explained by the printing's precision, or wrong."""
    if difference == 0:
        return HOLDS
    return ROUNDING if abs(difference) <= tolerance else FAILS
