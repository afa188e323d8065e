"""The statements of one disclosure as sheets: rows in printed order, columns from left to right, headers as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

import duckdb

from pipeline.statements.printed_unit import printed_unit
from pipeline.warehouse.export.tables import rows

Cell = dict[str, Any]
SIDES: Final = ("income", "expenditure", "")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Figure:
    """What stands in a cell: the number in the printed unit with its decimals, or text where no number is printed."""

    value: Decimal | str
    decimals: int = 0
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a two-sided statement, or a whole one. `headers` are paths; `lines` by row number."""

    headers: tuple[tuple[str, ...], ...]
    lines: tuple[tuple[int, tuple[str | Figure | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printed statement; without sides where it is declared empty, without unit where no figure tells it."""

    title: str
    unit: str
    pages: tuple[int, ...]
    sides: tuple[Side, ...] = ()


@dataclass(slots=True)
class _Line:
    """A printed row and its amounts by column."""

    row_no: int
    names: tuple[str, ...]
    amounts: dict[tuple[str, str, str], Cell] = field(default_factory=dict)


_NAMES: Final = {
    "code": "科目编码",
    "economic_code": "经济分类编码",
    "label": "项目",
    "unit_name": "单位",
    "project": "项目名称",
}


def sheets(connection: duckdb.DuckDBPyConnection, disclosure_id: str) -> list[Sheet]:
    """The sheets of a disclosure in printed order, those declared empty included."""
    cells = rows(
        connection,
        """SELECT statement, title, section, row_no, code, economic_code, label, unit_name, project, measure,
            measure_printed, basis, amount, printed, page, x0, pct IS NOT NULL AS percent
        FROM staging.statement_cell WHERE disclosure_id = ?
        ORDER BY statement, title, section, row_no, top, x0, source_ref""",
        [disclosure_id],
    )
    empty = rows(
        connection,
        """SELECT title, statement, page FROM audit.coverage AS c
        WHERE disclosure_id = ? AND status = 'empty' AND statement <> ''
            AND NOT EXISTS (FROM staging.statement_cell AS s WHERE s.disclosure_id = c.disclosure_id
                AND s.statement = c.statement AND s.title = c.title)
        ORDER BY page, title""",
        [disclosure_id],
    )
    grouped: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells:
        grouped.setdefault((str(cell["statement"]), str(cell["title"])), []).append(cell)
    made = [_sheet(title or statement, group) for (statement, title), group in grouped.items()]
    made += [Sheet(str(row["title"] or row["statement"]), "", _pages([row])) for row in empty]
    return sorted(made, key=lambda sheet: (sheet.pages or (0,), sheet.title))


def _sheet(title: str, cells: Sequence[Cell]) -> Sheet:
    unit = printed_unit((cell["amount"], str(cell["printed"])) for cell in cells)
    sides = [[cell for cell in cells if cell["section"] == side] for side in SIDES]
    return Sheet(title, unit, _pages(cells), tuple(_side(group) for group in sides if group))


def _side(cells: Sequence[Cell]) -> Side:
    shown = [name for name in _NAMES if _is_shown(name, cells)]
    columns = _columns(cells)
    lines = _lines(cells, shown)
    return Side(
        tuple((_NAMES[name],) for name in shown) + tuple(_path(column) for column in columns),
        tuple(
            (line.row_no, (*line.names, *(_figure(line.amounts.get(column)) for column in columns))) for line in lines
        ),
    )


def _is_shown(name: str, cells: Sequence[Cell]) -> bool:
    """Codes where digits are printed; unit and project where they do not merely repeat the row's name."""
    if name == "label":
        return True
    if name in ("code", "economic_code"):
        return any(str(cell[name]).isdigit() for cell in cells)
    return any(cell[name] and cell[name] != cell["label"] for cell in cells)


def _columns(cells: Sequence[Cell]) -> list[tuple[str, str, str]]:
    """The columns from left to right: by the leftmost place a column is printed at, in sheets by first appearance."""
    places: dict[tuple[str, str, str], tuple[float, int]] = {}
    for number, cell in enumerate(cells):
        key = _key(cell)
        place = (cell["x0"] if cell["x0"] is not None else 0.0, number)
        places[key] = min(places.get(key, place), place)
    return sorted(places, key=lambda key: places[key])


def _lines(cells: Sequence[Cell], shown: Sequence[str]) -> list[_Line]:
    """Rows in printed order. A column that occurs again in a row begins a row of its own (blocks side by side)."""
    lines: dict[tuple[Any, ...], list[_Line]] = {}
    for cell in cells:
        identity = (cell["row_no"], *(cell[name] for name in _NAMES))
        same = lines.setdefault(identity, [])
        line = next((line for line in same if _key(cell) not in line.amounts), None)
        if line is None:
            names = tuple("" if name == "code" and not cell[name].isdigit() else cell[name] for name in shown)
            line = _Line(cell["row_no"], names)
            same.append(line)
        line.amounts[_key(cell)] = cell
    return sorted((line for same in lines.values() for line in same), key=lambda line: line.row_no)


def _key(cell: Cell) -> tuple[str, str, str]:
    return (cell["measure_printed"], cell["measure"], cell["basis"])


def _path(column: tuple[str, str, str]) -> tuple[str, ...]:
    printed, measure, _ = column
    return tuple(part for part in printed.split("/") if part) or (measure,)


def _figure(cell: Cell | None) -> Figure | None:
    """The number as printed: no conversion to yuan, so that a sheet reads like the page."""
    if cell is None:
        return None
    text = str(cell["printed"]).strip()
    plain = re.sub(r"[,，\s￥¥]", "", text).removesuffix("%").removesuffix("％")
    if plain.startswith(("(", "（")) and plain.endswith((")", "）")):
        plain = f"-{plain[1:-1]}"
    if not _NUMBER.fullmatch(plain):
        return Figure(text)
    return Figure(Decimal(plain), len(plain.partition(".")[2]), text.endswith(("%", "％")))


def _pages(cells: Sequence[Cell]) -> tuple[int, ...]:
    return tuple(sorted({cell["page"] for cell in cells if cell["page"] is not None}))
