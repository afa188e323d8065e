"""What all charts share: the theme, fonts and tooltips."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache, wraps
from typing import Any, Final, ParamSpec

import altair as alt

from pipeline.dashboards.style import FONT, INK, LINE, MUTED

P = ParamSpec("P")
Specification = dict[str, Any]
"""A chart as Vega-Lite takes it."""

Legend = tuple[tuple[str, str], ...]
"""Names of series with their colours."""


_CONFIG: Final = {
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": MUTED,
        "titleFontWeight": "normal",
        "gridColor": LINE,
        "domainColor": LINE,
        "tickColor": LINE,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "labelLimit": 210,
    },
}


def legend(names: Sequence[str], fills: Sequence[str]) -> Legend:
    """Names with their colours, where there is more than one. Kept out of the drawing: there it does not wrap."""
    return tuple(zip(names, fills, strict=False)) if len(names) > 1 else ()


def kept(make: Callable[P, Specification]) -> Callable[P, Specification]:
    """Remember what was drawn: the same parts give the same chart, and Altair takes most of a page's time."""
    made = lru_cache(maxsize=200)(make)

    @wraps(make)
    def keep(*given: P.args, **named: P.kwargs) -> Specification:
        return made(*map(_fixed, given), **{name: _fixed(value) for name, value in named.items()})

    return keep


def _fixed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def themed(chart: Any, data: Mapping[str, list[dict[str, Any]]], height: int, entries: Legend = ()) -> Specification:
    """The chart of these records in the house's look, as wide as its place; its legend is in `usermeta`.

    Nothing checks it here, which takes half a second for a page; the tests check every chart.
    """
    return {
        **chart.to_dict(validate=False),
        "width": "container",
        "height": height,
        "background": "transparent",
        "usermeta": {"legend": [list(entry) for entry in entries]},
        "padding": {"left": 4, "top": 4, "right": 8, "bottom": 4},
        "datasets": dict(data),
        "config": _CONFIG,
    }


def drawn(name: str) -> alt.Chart:
    """A chart of the records that `themed` is given by this name: Altair copies all it holds at every step."""
    return alt.Chart(alt.NamedData(name=name))


def wan_number(yuan: Decimal | None) -> float:
    """Yuan as 万元 for a mark's length; 0 for nothing."""
    return float(yuan / 10_000) if yuan is not None else 0.0


def row_height(rows: int, each: int = 34, least: int = 120) -> int:
    """Height in pixels of a chart with horizontal bars."""
    return max(least, rows * each + 40)
