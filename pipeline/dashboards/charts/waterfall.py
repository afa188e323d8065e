"""From income to expenditure: a waterfall of horizontal bars, which leaves room for long names on a small screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import altair as alt

from pipeline.dashboards.charts.base import Specification, drawn, kept, row_height, themed, wan_number
from pipeline.dashboards.figures import wan
from pipeline.dashboards.style import ACCENT, ACCENT_MID, INK, MUTED

Kind = Literal["in", "total", "out", "rest"]
_FILL: dict[Kind, str] = {"in": ACCENT_MID, "total": ACCENT, "out": "#9fb0b7", "rest": "#c9d3d7"}


@dataclass(frozen=True, slots=True)
class Step:
    """One bar: its name, its kind, and from where to where it reaches, in yuan."""

    name: str
    kind: Kind
    start: Decimal
    end: Decimal


def steps(
    income: Sequence[tuple[str, Decimal]],
    spent: Sequence[tuple[str, Decimal]],
    total: str,
    rest: str,
    balance: Decimal | None = None,
) -> list[Step]:
    """Sources add up to the total, expenditure takes it down again; what is left, or missing, stands at the end.

    That is the `balance` of the printed totals where it is known: the steps' own may differ from it by rounding.
    """
    made: list[Step] = []
    level = Decimal(0)
    for name, amount in income:
        made.append(Step(name, "in", level, level + amount))
        level += amount
    made.append(Step(total, "total", Decimal(0), level))
    for name, amount in spent:
        made.append(Step(name, "out", level, level - amount))
        level -= amount
    left = level if balance is None else balance
    if left:
        made.append(Step(rest, "rest", Decimal(0), left))
    return made


@kept
def waterfall(bars: Sequence[Step], amount_title: str) -> Specification:
    """The chart."""
    values = [
        {
            "name": f"{number}|{bar.name}",
            "label": bar.name,
            "from": wan_number(min(bar.start, bar.end)),
            "to": wan_number(max(bar.start, bar.end)),
            "amount": wan(abs(bar.end - bar.start) if bar.kind != "rest" else bar.end),
            "fill": _FILL[bar.kind],
        }
        for number, bar in enumerate(bars)
    ]
    highest = max(wan_number(max(bar.start, bar.end)) for bar in bars)
    lowest = min(0.0, *(wan_number(min(bar.start, bar.end)) for bar in bars))
    base = drawn("bars").encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelExpr="split(datum.label, '|')[1]", ticks=False)),
        tooltip=[alt.Tooltip("label:N", title=" "), alt.Tooltip("amount:N", title=amount_title)],
    )
    scale = alt.Scale(domain=[lowest, highest * 1.16 or 1])
    axis = alt.Axis(format=",.0f", tickCount=5, orient="bottom")
    rects = base.mark_bar(cornerRadius=2, height=20).encode(
        x=alt.X("from:Q", title=amount_title, scale=scale, axis=axis),
        x2=alt.X2("to:Q"),
        color=alt.Color("fill:N", scale=None),
    )
    words = base.mark_text(align="left", dx=6, color=INK, fontSize=12).encode(
        x=alt.X("to:Q", scale=scale), text=alt.Text("amount:N")
    )
    zero = drawn("zero").mark_rule(color=MUTED).encode(x=alt.X("x:Q", scale=scale))
    return themed(alt.layer(zero, rects, words), {"bars": values, "zero": [{"x": 0}]}, row_height(len(bars)))
