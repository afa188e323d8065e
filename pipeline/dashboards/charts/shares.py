"""Parts of a whole as a list with bars, in HTML: for small screens, where a treemap's tiles have no room for names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from html import escape
from typing import Final

from pipeline.dashboards.charts.treemap import Leaf
from pipeline.dashboards.figures import percent, share, wan
from pipeline.dashboards.style import ACCENT

_LISTED: Final = 4
"""So many parts of a group are named; the others are one line."""


def html(leaves: Iterable[Leaf], others: str) -> str:
    """Groups by amount, each with its largest parts; `others` names the rest. Lengths are shares of the whole."""
    groups: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        if leaf.amount > 0:
            groups[leaf.group].append(leaf)
    totals = {name: sum((leaf.amount for leaf in parts), Decimal(0)) for name, parts in groups.items()}
    whole = sum(totals.values(), Decimal(0))
    lines = []
    for name in sorted(groups, key=lambda name: (-totals[name], name)):
        lines.append(f"<b>{escape(name)} · {percent(share(totals[name], whole), 1)}</b>")
        parts = sorted(groups[name], key=lambda leaf: (-leaf.amount, leaf.name))
        lines += [_line(leaf.name, leaf.amount, whole) for leaf in parts[:_LISTED]]
        if rest := sum((leaf.amount for leaf in parts[_LISTED:]), Decimal(0)):
            lines.append(_line(others, rest, whole))
    return f'<div class="ys-share">{"".join(lines)}</div>'


def _line(name: str, amount: Decimal, whole: Decimal) -> str:
    width = max(float(100 * amount / whole), 0.5)
    bar = f'<i style="width:{width:.1f}%;background:{ACCENT}"></i>'
    return f"<span>{escape(name)}</span><span>{wan(amount)}</span>{bar}"
