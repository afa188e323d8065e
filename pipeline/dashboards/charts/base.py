"""What all charts share: the theme, fonts and tooltips."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import altair as alt

from pipeline.dashboards.style import FONT, INK, LINE, MUTED

Legend = tuple[tuple[str, str], ...]
"""Names of series with their colours."""


def legend(names: Sequence[str], fills: Sequence[str]) -> Legend:
    """Names with their colours, where there is more than one. Kept out of the drawing: there it does not wrap."""
    return tuple(zip(names, fills, strict=False)) if len(names) > 1 else ()


def themed(chart: Any, height: int, entries: Legend = ()) -> Any:
    """The chart in the house's look, as wide as its place; its legend is in `usermeta`."""
    return (
        chart.properties(
            width="container",
            height=height,
            background="transparent",
            usermeta={"legend": [list(entry) for entry in entries]},
            padding={"left": 4, "top": 4, "right": 8, "bottom": 4},
        )
        .configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK,
            titleColor=MUTED,
            titleFontWeight="normal",
            gridColor=LINE,
            domainColor=LINE,
            tickColor=LINE,
            labelFontSize=12,
            titleFontSize=12,
            labelLimit=210,
        )
    )


def drawn(records: list[dict[str, Any]]) -> alt.Chart:
    """A chart of these records."""
    return alt.Chart(alt.InlineData(values=records))


def wan_number(yuan: Decimal | None) -> float:
    """Yuan as 万元 for a mark's length; 0 for nothing."""
    return float(yuan / 10_000) if yuan is not None else 0.0


def row_height(rows: int, each: int = 34, least: int = 120) -> int:
    """Height in pixels of a chart with horizontal bars."""
    return max(least, rows * each + 40)
