"""A treemap in two levels: squarified by `squarify`, drawn as rectangles, because Altair has no such mark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Literal

import altair as alt
import squarify

from pipeline.dashboards.charts.base import Specification, drawn, kept, themed
from pipeline.dashboards.figures import percent, share, wan
from pipeline.dashboards.style import INK, PAPER, TINTS

_WIDTH: Final = 1000.0
_HEADER: Final = 24.0
_FILLS: Final = (TINTS[0], *TINTS[3:])


@dataclass(frozen=True, slots=True)
class Leaf:
    """One part: the group it belongs to, its name, its amount in yuan (> 0), and words for its tooltip."""

    group: str
    name: str
    amount: Decimal
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A leaf's rectangle: fractions of the width, pixels of the height from the top; `rank` of its group by amount."""

    leaf: Leaf
    x: float
    y: float
    dx: float
    dy: float
    rank: int


def layout(leaves: Iterable[Leaf], height: float) -> tuple[list[Tile], list[Tile]]:
    """The rectangles of the leaves, and those of the groups (whose top strip is kept free for the name)."""
    groups: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        if leaf.amount > 0:
            groups[leaf.group].append(leaf)
    totals = [
        Leaf(name, name, sum((leaf.amount for leaf in parts), Decimal(0)))
        for name, parts in sorted(groups.items(), key=lambda item: (-sum(leaf.amount for leaf in item[1]), item[0]))
    ]
    heads = _squares(totals, 0.0, 0.0, _WIDTH, height)
    tiles: list[Tile] = []
    for rank, head in enumerate(heads):
        parts = sorted(groups[head.leaf.group], key=lambda leaf: (-leaf.amount, leaf.name))
        strip = _HEADER if head.dy > 2 * _HEADER else 0.0
        tiles += [
            Tile(tile.leaf, tile.x / _WIDTH, tile.y, tile.dx / _WIDTH, tile.dy, rank)
            for tile in _squares(parts, head.x, head.y + strip, head.dx, head.dy - strip)
        ]
    return tiles, [
        Tile(head.leaf, head.x / _WIDTH, head.y, head.dx / _WIDTH, head.dy, rank) for rank, head in enumerate(heads)
    ]


def _squares(leaves: list[Leaf], x: float, y: float, dx: float, dy: float) -> list[Tile]:
    if not leaves:
        return []
    sizes = squarify.normalize_sizes([float(leaf.amount) for leaf in leaves], dx, dy)
    return [
        Tile(leaf, float(box["x"]), float(box["y"]), float(box["dx"]), float(box["dy"]), 0)
        for leaf, box in zip(leaves, squarify.squarify(sizes, x, y, dx, dy), strict=True)
    ]


@kept
def treemap(leaves: Sequence[Leaf], amount_title: str, share_title: str, height: int = 420) -> Specification:
    """The chart of leaves of which one at least has an amount."""
    tiles, heads = layout(leaves, height)
    whole = sum((tile.leaf.amount for tile in tiles), Decimal(0))
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, height], reverse=True, nice=False))
    place: dict[str, Any] = {"x": x, "y": y, "x2": alt.X2("x2:Q"), "y2": alt.Y2("y2:Q")}
    place["color"] = alt.Color("fill:N", scale=None)
    values = [_record(tile, whole, False) for tile in tiles]
    names = [_record(tile, whole, True) for tile in heads]
    tooltip = [
        alt.Tooltip("group:N", title=" "),
        alt.Tooltip("name:N", title="  "),
        alt.Tooltip("amount:N", title=amount_title),
        alt.Tooltip("share:N", title=share_title),
    ]
    boxes = drawn("tiles").mark_rect(stroke=PAPER, strokeWidth=1.5).encode(**place, tooltip=tooltip)
    frames = drawn("groups").mark_rect(stroke=PAPER, strokeWidth=4).encode(**place, tooltip=tooltip[1:])
    room = "(datum.x2 - datum.x) * width - 14"
    words: dict[str, Any] = {
        "align": "left",
        "baseline": "top",
        "dx": 7,
        "limit": alt.ExprRef(f"max({room}, 1)"),
        "tooltip": None,
    }

    def text(data: str, field: str, dy: int, weight: Literal["normal", "bold"], least: int) -> Any:
        return (
            drawn(data)
            .transform_filter(f"datum.y2 - datum.y >= {least}")
            .mark_text(dy=dy, fontSize=12, fontWeight=weight, opacity=alt.ExprRef(f"{room} < 26 ? 0 : 1"), **words)
            .encode(x=x, y=y, text=alt.Text(field), color=alt.Color("ink:N", scale=None))
        )

    return themed(
        alt.layer(
            frames,
            boxes,
            text("groups", "label:N", 6, "bold", int(2 * _HEADER) + 1),
            text("tiles", "name:N", 7, "normal", 22),
            text("tiles", "figure:N", 24, "bold", 40),
        ),
        {"tiles": values, "groups": names},
        height,
    )


def _record(tile: Tile, whole: Decimal, head: bool) -> dict[str, Any]:
    fill = _FILLS[min(tile.rank, len(_FILLS) - 1)]
    portion = percent(share(tile.leaf.amount, whole), 1)
    return {
        "group": tile.leaf.group,
        "name": tile.leaf.name,
        "label": f"{tile.leaf.name}  {portion}",
        "amount": wan(tile.leaf.amount),
        "figure": wan(tile.leaf.amount),
        "share": portion,
        "x": tile.x,
        "x2": tile.x + tile.dx,
        "y": tile.y,
        "y2": tile.y + tile.dy,
        "fill": fill,
        "ink": PAPER if tile.rank == 0 else INK,
        "head": head,
    }
