"""What the grammar collects while it reads a comparison, and the values of its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.narrative.figures import money, percent
from pipeline.narrative.subjects import Subject
from pipeline.narrative.tokens import Token


@dataclass(slots=True)
class Figure:
    """A subject with its amount, as far as the text has stated it. Positions are those of the paragraph."""

    subject: Subject
    start: int
    end: int
    basis: str = ""
    printed: str = ""
    amount: Decimal | None = None
    share_pct: Decimal | None = None
    numbers: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Comparison:
    """One comparison under construction."""

    subject: Subject
    compared_with: str
    start: int
    end: int
    amount: Decimal | None = None
    base_amount: Decimal | None = None
    direction: str = ""
    change_amount: Decimal | None = None
    change_pct: Decimal | None = None
    completion_pct: Decimal | None = None
    condition: str = ""
    reason: tuple[int, int] | None = None
    numbers: list[tuple[int, int]] = field(default_factory=list)

    def extend(self, end: int) -> None:
        """The comparison reaches to `end`."""
        self.end = max(self.end, end)


def set_change(comparison: Comparison, part: Token) -> None:
    """Enter direction and amount of a change; `增加（减少）0.00` is no change."""
    comparison.direction = "unchanged" if part.key == "either" else part.key
    if part.value:
        comparison.change_amount = signed_money(part.value, part.key)
        comparison.numbers.append(part.value_range)


def signed_money(printed: str, direction: str) -> Decimal | None:
    """An amount of change with its sign; None where direction and sign contradict each other or leave it open."""
    return _signed(money(printed), direction)


def signed_percent(printed: str, direction: str) -> Decimal | None:
    """A rate of change with its sign; without a direction as printed."""
    return _signed(percent(printed), direction)


def _signed(value: Decimal, direction: str) -> Decimal | None:
    if direction == "decrease":
        return None if value < 0 else -value if value else value
    if direction == "either":
        return value if value == 0 else None
    return value


def trimmed(text: str) -> str:
    """A reason as printed, without the punctuation at its ends."""
    return re.sub(r"^[：:，,、。]+|[。；;，,]+$", "", text)
