"""Bars: grouped by year, stacked by part, and shares of a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import altair as alt

from pipeline.dashboards.charts.base import Specification, drawn, kept, legend, row_height, themed, wan_number
from pipeline.dashboards.figures import wan
from pipeline.dashboards.style import ACCENT, ACCENT_SOFT, INK, TINTS

_DIGIT: Final = 6.4
"""Pixels that a digit of an amount takes: where amounts side by side would overlap, they stand upright."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar or one part of it: where it stands, which series it belongs to, its amount in yuan or a count, a note."""

    place: str
    series: str
    amount: Decimal | int
    note: str = ""


@kept
def columns(bars: Sequence[Bar], amount_title: str, height: int = 260, order: Sequence[str] = ()) -> Specification:
    """Upright bars side by side, one place for every year or item.

    The series of `order` stand in that order and keep their colours where others of them are missing.
    """
    known = list(dict.fromkeys([*order, *(bar.series for bar in bars)]))
    series = [name for name in known if any(bar.series == name for bar in bars)]
    places = len({bar.place for bar in bars})
    few = 4 - places
    room = alt.Scale(
        paddingInner=0.25, paddingOuter=min(max(0.15, 0.5 * few), 1)
    )  # one bar alone does not fill the chart
    base = drawn("bars").encode(
        x=alt.X("place:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, labelLimit=110), scale=room),
        xOffset=alt.XOffset("series:N", sort=series),
        tooltip=_tooltip(amount_title),
    )
    highest = max((wan_number(Decimal(bar.amount)) for bar in bars), default=0.0)
    lowest = min(0.0, *(wan_number(Decimal(bar.amount)) for bar in bars)) if bars else 0.0
    longest = max((len(wan(Decimal(bar.amount))) for bar in bars), default=0)
    crowded = f"width / {places * len(series) or 1} < {longest} * {_DIGIT}"
    y = alt.Y(
        "wan:Q",
        title=amount_title,
        axis=alt.Axis(format=",~f", tickCount=5),
        scale=alt.Scale(domainMin=lowest, domainMax=alt.ExprRef(f"{highest or 1} * ({crowded} ? 1.4 : 1.12)")),
    )
    shades = [ACCENT, ACCENT_SOFT, *TINTS[2:]]
    fills = [shades[known.index(name) % len(shades)] for name in series]
    color = alt.Color(
        "series:N",
        sort=series,
        scale=alt.Scale(domain=series, range=fills),
        legend=None,
    )
    rects = base.mark_bar(cornerRadiusTopLeft=2, cornerRadiusTopRight=2, width={"band": 0.9}).encode(y=y, color=color)
    level = base.mark_text(dy=-7, fontSize=11, color=INK, opacity=alt.ExprRef(f"{crowded} ? 0 : 1"))
    upright = base.mark_text(
        angle=270, align="left", dx=5, fontSize=11, color=INK, opacity=alt.ExprRef(f"{crowded} ? 1 : 0")
    )
    words = [each.encode(y=y, text=alt.Text("amount:N")) for each in (level, upright)]
    return themed(alt.layer(rects, *words), {"bars": _records(bars)}, height, legend(series, fills))


@kept
def stacked(
    bars: Sequence[Bar],
    amount_title: str,
    normalise: bool = False,
    counts: bool = False,
    colours: Sequence[tuple[str, str]] = (),
) -> Specification:
    """Lying bars, one for every place, made of the series; `normalise`: as shares; `counts`: of things, not of yuan.

    `colours` are those of series that have one of their own; the others share the tints.
    """
    series = list(dict.fromkeys(bar.series for bar in bars))
    places = list(dict.fromkeys(bar.place for bar in bars))
    own = dict(colours)
    tints = iter(_spread(sum(name not in own for name in series)))
    fills = [own[name] if name in own else next(tints) for name in series]
    chart = (
        drawn("bars")
        .mark_bar(height=20)
        .encode(
            y=alt.Y("place:N", sort=places, title=None, axis=alt.Axis(ticks=False)),
            x=alt.X(
                "wan:Q",
                title=amount_title,
                stack="normalize" if normalise else "zero",
                axis=_axis(counts, ".0%" if normalise else ",~f"),
            ),
            color=alt.Color(
                "series:N",
                sort=series,
                scale=alt.Scale(domain=series, range=fills),
                legend=None,
            ),
            order=alt.Order("rank:Q"),
            tooltip=_tooltip(amount_title),
        )
    )
    return themed(chart, {"bars": _records(bars, counts)}, row_height(len(places)), legend(series, fills))


@kept
def lying(bars: Sequence[Bar], amount_title: str, counts: bool = False) -> Specification:
    """Lying bars with their amounts, in the given order; those of several series side by side at their place."""
    records = _records(bars, counts)
    series = list(dict.fromkeys(bar.series for bar in bars))
    fills = [ACCENT, ACCENT_SOFT, *TINTS[2:]]
    highest = max((record["wan"] for record in records), default=0.0)
    scale = alt.Scale(domain=[min(0.0, *(record["wan"] for record in records)), highest * 1.18 or 1])
    base = drawn("bars").encode(
        y=alt.Y("place:N", sort=None, title=None, axis=alt.Axis(ticks=False)),
        yOffset=alt.YOffset("series:N", sort=series),
        tooltip=_tooltip(amount_title),
    )
    x = alt.X("wan:Q", title=amount_title, scale=scale, axis=_axis(counts))
    color = alt.Color("series:N", sort=series, scale=alt.Scale(domain=series, range=fills[: len(series)]), legend=None)
    rects = base.mark_bar(cornerRadius=2, height={"band": 0.8}).encode(x=x, color=color)
    words = base.mark_text(align="left", dx=6, fontSize=12, color=INK).encode(x=x, text=alt.Text("amount:N"))
    height = row_height(len(bars), 34 if len(series) == 1 else 26)
    return themed(alt.layer(rects, words), {"bars": records}, height, legend(series, fills))


def _records(bars: Sequence[Bar], counts: bool = False) -> list[dict[str, Any]]:
    rank = {name: number for number, name in enumerate(dict.fromkeys(bar.series for bar in bars))}
    return [
        {
            "place": bar.place,
            "series": bar.series,
            "rank": rank[bar.series],
            "wan": float(bar.amount) if counts else wan_number(Decimal(bar.amount)),
            "amount": f"{bar.amount:,}" if counts else wan(Decimal(bar.amount)),
            "note": bar.note,
        }
        for bar in bars
    ]


def _tooltip(amount_title: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("place:N", title=" "),
        alt.Tooltip("series:N", title="  "),
        alt.Tooltip("amount:N", title=amount_title),
        alt.Tooltip("note:N", title="   "),
    ]


def _axis(counts: bool, numbers: str = ",~f") -> alt.Axis:
    """An axis of amounts, or of counts, which have no ticks between whole numbers."""
    return alt.Axis(format=numbers, tickCount=5, tickMinStep=1 if counts else 0)


def _spread(count: int) -> list[str]:
    """`count` tints, as far apart as there are tints for."""
    if count > len(TINTS):
        return [TINTS[number % len(TINTS)] for number in range(count)]
    spread = {1: (0,), 2: (0, 4), 3: (0, 3, 5), 4: (0, 2, 4, 6)}.get(count, range(count))
    return [TINTS[number] for number in spread]
