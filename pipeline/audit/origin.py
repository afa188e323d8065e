"""Whether a finding is an error of the source or a misreading of ours, as far as the page can tell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.audit.model import FAILS, NOTHING_TO_CHECK, Check, Finding, Spot, box_of
from pipeline.audit.numbers import NumberAccounting, UnreadNumber
from pipeline.audit.rules import rules
from pipeline.audit.second_look import SecondLook, confirms
from pipeline.audit.tables import spot_of
from pipeline.audit.witness import WitnessReport
from pipeline.reading.model import Box
from pipeline.statements.model import StatementCell

SOURCE = "source"
MISREADING = "misreading"
UNDETERMINED = "undetermined"

_MANY = 3
"""So many failing rows, and most of a page's, are a shifted column rather than errors of a clerk."""


def judge(
    findings: Sequence[Finding],
    checks: Iterable[Check],
    cells: Sequence[StatementCell],
    numbers: NumberAccounting,
    look: SecondLook,
    testimony: WitnessReport,
) -> list[Finding]:
    """The findings with their origin.

    A misreading shows itself: the text under a cell's box is not what was read, a number of the table was left over
    beside the figures, or most rows of a page do not add up. Where a second reading confirms every figure that takes
    part, and nothing is left over in these statements, the source errs. Where the other reader is heard, it must
    confirm them too: a figure that both see alike is no misreading by one.
    """
    evidence = _Evidence(
        unread={page: [u for u in numbers.unread if u.page == page] for page in {u.page for u in numbers.unread}},
        unfounded={spot_of(cell) for cell in numbers.unfounded},
        shifted=_shifted_pages(checks),
        tables=_pages_of_tables(cells),
        look=look,
        testimony=testimony,
    )
    return [replace(finding, origin=_origin(finding, evidence)) for finding in findings]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What speaks for a misreading. `tables`: the pages of each statement by its title."""

    unread: dict[int, list[UnreadNumber]]
    unfounded: Collection[Spot]
    shifted: Collection[tuple[str, int | None]]
    tables: dict[str, set[int]]
    look: SecondLook
    testimony: WitnessReport

    def confirms(self, spot: Spot) -> bool | None:
        """Whether everybody who was asked reads a figure as it was read; None where somebody cannot tell."""
        seen = confirms(self.look(spot), spot)
        if not self.testimony.heard:
            return seen
        told = self.testimony.on(spot)
        if seen is False or told is False:
            return False
        return True if seen and told else None


def _pages_of_tables(cells: Sequence[StatementCell]) -> dict[str, set[int]]:
    pages: dict[str, set[int]] = {}
    for cell in cells:
        if cell.page is not None:
            pages.setdefault(cell.title, set()).add(cell.page)
    return pages


def _origin(finding: Finding, evidence: _Evidence) -> str:
    spots = list(dict.fromkeys(spot for check in finding.checks for spot in check.spots if spot.printed))
    if any(spot in evidence.unfounded for spot in spots):
        return MISREADING
    if any((check.statement, check.page) in evidence.shifted for check in finding.checks):
        return MISREADING
    pages = {spot.page for spot in spots if spot.page is not None}
    if any(_left_over(spots, evidence.unread.get(page, ())) for page in pages):
        return MISREADING
    confirmed = [evidence.confirms(spot) for spot in spots]
    if False in confirmed:
        return MISREADING
    lacking = {check.lacking for check in finding.checks}
    statements = [held for title, held in evidence.tables.items() if held & pages or title in lacking]
    if any(page in evidence.unread for page in pages.union(*statements)):
        return UNDETERMINED
    return SOURCE if spots and all(confirmed) else UNDETERMINED


def _left_over(spots: Sequence[Spot], unread: Iterable[UnreadNumber]) -> bool:
    """A number that was not read stands among the figures of the finding, or right above or below them."""
    for number in unread:
        boxes = [spot.box for spot in spots if spot.page == number.page and spot.box is not None]
        place = box_of(number)
        if not boxes or place is None:
            continue
        table = Box(*(pick(edges) for pick, edges in zip((min, min, max, max), zip(*boxes, strict=True), strict=True)))
        line = max(box.height for box in boxes)
        if table.x0 <= place.x_mid <= table.x1 and table.top - line <= place.y_mid <= table.bottom + line:
            return True
    return False


def _shifted_pages(checks: Iterable[Check]) -> set[tuple[str, int | None]]:
    """Statements on a page of which most rows fail in identities between columns: their columns are misunderstood."""
    rows: dict[tuple[str, int | None], dict[tuple[int | None, str], bool]] = {}
    for check in checks:
        if rules()[check.rule].family == "columns" and check.verdict != NOTHING_TO_CHECK:
            failing = rows.setdefault((check.statement, check.page), {})
            row = (check.row_no, check.code or check.label)
            failing[row] = failing.get(row, False) or check.verdict == FAILS
    return {
        place
        for place, failing in rows.items()
        if sum(failing.values()) >= _MANY and sum(failing.values()) * 2 > len(failing)
    }
