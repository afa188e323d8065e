"""A statement as printed: its cells back in rows and columns, as a table of HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Final

from pipeline.dashboards.store import Row

_TOTALS: Final = ("合计", "总计")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed row: code, name, and the printed figures by column (missing where the cell is blank)."""

    code: str
    name: str
    figures: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side of a statement: its section, the header paths of its columns as printed, its rows."""

    section: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def sheets(cells: Iterable[Row]) -> list[Sheet]:
    """The sides of a statement from its cells, which come ordered by section and row."""
    made = []
    for section, side in groupby(cells, key=lambda cell: str(cell["section"])):
        rows = list(side)
        made.append(Sheet(section, _columns(rows), tuple(_lines(rows))))
    return made


def _columns(cells: Sequence[Row]) -> tuple[str, ...]:
    """Header paths from left to right. A path is printed once on a page, so its leftmost place orders it."""
    left: dict[str, float] = {}
    for cell in cells:
        header = str(cell["measure_printed"])
        place = cell["x0"] if cell["x0"] is not None else 0.0
        left[header] = min(left.get(header, place), place)
    return tuple(sorted(left, key=lambda header: left[header]))


def _lines(cells: Sequence[Row]) -> Iterable[Line]:
    for _, row in groupby(cells, key=lambda cell: (cell["row_no"], cell["code"], cell["label"])):
        group = list(row)
        first = group[0]
        code = " ".join(part for part in (first["code"], first["economic_code"]) if part and part.isdigit())
        more = [first[key] for key in ("unit_name", "project") if first[key] and first[key] != first["label"]]
        name = " · ".join([str(first["label"]), *map(str, more)])
        figures: dict[str, list[str]] = {}
        for cell in group:
            figures.setdefault(str(cell["measure_printed"]), []).append(str(cell["printed"]))
        yield Line(code, name, {header: " / ".join(printed) for header, printed in figures.items()})


def html(sheet: Sheet, code_title: str, name_title: str) -> str:
    """The table; header paths share their upper levels as printed."""
    paths = [column.split("/") for column in sheet.columns]
    depth = max((len(path) for path in paths), default=1)
    coded = any(line.code for line in sheet.lines)
    heads = [("words", code_title)] * coded + [("words", name_title)]
    out = ['<div class="ys-scroll"><table class="ys"><thead>']
    for level in range(depth):
        out.append("<tr>")
        if level == 0:
            out += [f'<th class="{css}" rowspan="{depth}">{escape(title)}</th>' for css, title in heads]
        out += _header_cells(paths, level, depth)
        out.append("</tr>")
    out.append("</thead><tbody>")
    for line in sheet.lines:
        out.append(f'<tr class="{"total" if line.name.endswith(_TOTALS) else ""}">')
        out += [f'<td class="code">{escape(line.code)}</td>'] * coded
        out.append(f'<td class="words">{escape(line.name)}</td>')
        out += [f'<td class="figure">{escape(line.figures.get(column, ""))}</td>' for column in sheet.columns]
        out.append("</tr>")
    return "".join([*out, "</tbody></table></div>"])


def _header_cells(paths: Sequence[Sequence[str]], level: int, depth: int) -> Iterable[str]:
    """The cells of one header line: equal paths side by side are one cell, short paths reach down."""
    for path, places in groupby(range(len(paths)), key=lambda place: tuple(paths[place][: level + 1])):
        span = len(list(places))
        if len(path) <= level:
            continue
        ends = all(len(other) == level + 1 for other in paths if tuple(other[: level + 1]) == path)
        down = f' rowspan="{depth - level}"' if ends and depth - level > 1 else ""
        wide = f' colspan="{span}" class="group"' if span > 1 else ""
        yield f"<th{wide}{down}>{escape(path[-1])}</th>"
