"""What all charts share: the theme, fonts and tooltips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import altair as alt

from pipeline.dashboards.style import FONT, INK, LINE, MUTED

Legend = tuple[tuple[str, str], ...]
"""Names of series with their colours."""


_CONFIG: Final = alt.Config(
    font=FONT,
    view=alt.ViewConfig(stroke=None),
    axis=alt.AxisConfig(
        labelColor=INK,
        titleColor=MUTED,
        titleFontWeight="normal",
        gridColor=LINE,
        domainColor=LINE,
        tickColor=LINE,
        labelFontSize=12,
        titleFontSize=12,
        labelLimit=210,
    ),
)


def legend(names: Sequence[str], fills: Sequence[str]) -> Legend:
    """Names with their colours, where there is more than one. Kept out of the drawing: there it does not wrap."""
    return tuple(zip(names, fills, strict=False)) if len(names) > 1 else ()


def themed(chart: Any, data: Mapping[str, list[dict[str, Any]]], height: int, entries: Legend = ()) -> Any:
    """The chart of these records in the house's look, as wide as its place; its legend is in `usermeta`."""
    return chart.properties(
        width="container",
        height=height,
        background="transparent",
        usermeta={"legend": [list(entry) for entry in entries]},
        padding={"left": 4, "top": 4, "right": 8, "bottom": 4},
        datasets=data,
        config=_CONFIG,
    )


def drawn(name: str) -> alt.Chart:
    """A chart of the records that `themed` is given by this name: Altair copies all it holds at every step."""
    return alt.Chart(alt.NamedData(name=name))


def wan_number(yuan: Decimal | None) -> float:
    """Yuan as 万元 for a mark's length; 0 for nothing."""
    return float(yuan / 10_000) if yuan is not None else 0.0


def row_height(rows: int, each: int = 34, least: int = 120) -> int:
    """Height in pixels of a chart with horizontal bars."""
    return max(least, rows * each + 40)
