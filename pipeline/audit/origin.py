"""Whether a finding is an error of the source or a misreading of ours, as far as the page can tell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from pipeline.audit.model import FAILS, NOTHING_TO_CHECK, Check, Finding, Spot, box_of
from pipeline.audit.numbers import NumberAccounting, UnreadNumber
from pipeline.audit.rules import rules
from pipeline.audit.second_look import SecondLook, confirms
from pipeline.audit.tables import spot_of
from pipeline.reading.model import Box

SOURCE = "source"
MISREADING = "misreading"
UNDETERMINED = "undetermined"

_MANY = 3
"""So many failing rows, and most of a page's, are a shifted column rather than errors of a clerk."""


def judge(
    findings: Sequence[Finding], checks: Iterable[Check], numbers: NumberAccounting, look: SecondLook
) -> list[Finding]:
    """The findings with their origin.

    A misreading shows itself: the text under a cell's box is not what was read, a number of the table was left over, or
    figures stand outside their column. Where a second reading confirms every figure that takes part, the source errs.
    """
    unread = {each.page: [u for u in numbers.unread if u.page == each.page] for each in numbers.unread}
    wrong = {spot_of(cell) for cell in numbers.unfounded}
    shifted = _shifted_pages(checks)
    return [replace(finding, origin=_origin(finding, unread, wrong, shifted, look)) for finding in findings]


def _origin(
    finding: Finding,
    unread: dict[int, list[UnreadNumber]],
    wrong: Collection[Spot],
    shifted: Collection[tuple[str, int | None]],
    look: SecondLook,
) -> str:
    spots = list(dict.fromkeys(spot for check in finding.checks for spot in check.spots if spot.printed))
    if any(spot in wrong for spot in spots):
        return MISREADING
    if any((check.statement, check.page) in shifted for check in finding.checks):
        return MISREADING
    if any(_left_over(spots, unread.get(page, ())) for page in {s.page for s in spots} if page is not None):
        return MISREADING
    confirmed = [confirms(look(spot), spot) for spot in spots]
    if False in confirmed:
        return MISREADING
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
