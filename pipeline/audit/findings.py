"""Failed checks gathered into findings: one for each cause, with a message that says what, where and by how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from pipeline.audit.model import FAILS, PERCENT, YUAN, Check, Finding, Spot
from pipeline.audit.rules import rules
from schemas.values import dimensions

_PLAIN = 100
"""A difference this many times the tolerance names its cause: two checks that are off by it have one cause."""

_OTHER = {"performance": "绩效表"}
"""What checks are about that is no statement."""


def gather(checks: Sequence[Check]) -> list[Finding]:
    """The findings of one document, in the order of their first check; `origin` is left open.

    A wrong subtotal breaks the sum it is part of, its own sum and the identity of its row: checks that are off by the
    same amount and share a figure, or are off by one large amount, are one finding.
    """
    failed = [check for check in checks if check.verdict == FAILS]
    groups: dict[int, list[Check]] = {}
    for check, root in zip(failed, _joined(failed), strict=True):
        groups.setdefault(root, []).append(check)
    return [_finding(group) for group in groups.values()]


def _joined(failed: Sequence[Check]) -> list[int]:
    """For each failed check the first one of its cause. Only checks that are off by nearly the same are compared."""
    root = list(range(len(failed)))
    places = [frozenset(map(_place, check.spots)) for check in failed]
    off = [abs(check.difference or Decimal(0)) for check in failed]
    slack = [check.tolerance or Decimal(0) for check in failed]
    widest = max(slack, default=Decimal(0))
    order = sorted(range(len(failed)), key=lambda at: off[at])
    for nth, a in enumerate(order):
        for b in order[nth + 1 :]:
            if off[b] - off[a] > slack[a] + widest:
                break
            if failed[a].quantity_unit != failed[b].quantity_unit or off[b] - off[a] > slack[a] + slack[b]:
                continue
            telling = failed[a].quantity_unit == YUAN and off[a] == off[b] >= _PLAIN * (slack[a] + slack[b])
            if telling or not places[a].isdisjoint(places[b]):
                _join(root, a, b)
    return [_root(root, at) for at in range(len(failed))]


def _root(root: list[int], at: int) -> int:
    while root[at] != at:
        at = root[at]
    return at


def _join(root: list[int], a: int, b: int) -> None:
    first, second = sorted((_root(root, a), _root(root, b)))
    root[second] = first


def _place(spot: Spot) -> tuple[object, ...]:
    return (spot.page, spot.box, spot.printed)


def _finding(group: list[Check]) -> Finding:
    """Lead with the check of the figure that most of the failed checks share."""
    shared = Counter(place for check in group for place in dict.fromkeys(map(_place, check.spots)))
    leading = max(group, key=lambda check: shared[_place(check.spots[0])] if check.spots else 0)
    ordered = [leading, *(check for check in group if check is not leading)]
    severity = "error" if any(rules()[check.rule].severity == "error" for check in ordered) else "warning"
    return Finding(severity, message(ordered), "", tuple(ordered))


def message(group: Sequence[Check]) -> str:
    """What does not agree, where it stands and by how much, for a person."""
    check = group[0]
    where = f"第{check.page}页" if check.page else ""
    table = dimensions()["statements"].get(check.statement, {}).get("zh", _OTHER.get(check.statement, ""))
    told = f"{where}{table}：{check.what}，不成立。"
    if check.actual is not None and check.expected is not None and check.difference is not None:
        told += (
            f"所印{amount(check.actual, check.quantity_unit)}，应为{amount(check.expected, check.quantity_unit)}，"
            f"相差{amount(check.difference, check.quantity_unit)}。"
        )
    if len(group) > 1:
        others = list(dict.fromkeys(rules()[other.rule].name_zh for other in group[1:]))
        told += f"同一差额还使另外{len(group) - 1}项核对不成立（{'；'.join(others)}）。"
    return told


def amount(value: Decimal, unit: str) -> str:
    """A figure with its unit: yuan with separators, percentages and counts as they are."""
    if unit == YUAN:
        return f"{value:,.2f}{unit}"
    text = f"{value.normalize():f}" if value else "0"
    return f"{text}{'%' if unit == PERCENT else unit}"
