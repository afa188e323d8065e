"""The rows beneath a header of indicators or goals, one record each, over merged level and project cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.performance.table import Column, Header, PerformanceTable, TableCell
from pipeline.performance.targets import is_operator
from pipeline.performance.text import compact, label_of
from pipeline.performance.vocabulary import vocabulary

_OUTER = ("project", "level1", "level2")
"""What may stand in a row of its own above the indicators it holds, outermost first."""
_FOOT = ("total_score", "grade", "remark", "date")


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its cells by role (merged cells stand on every row they cover)."""

    row: int
    cells: dict[str, TableCell]
    amounts: tuple[tuple[Column, TableCell], ...]
    unknown: tuple[tuple[Column, TableCell], ...]

    def text(self, role: str) -> str:
        cell = self.cells.get(role)
        return cell.text if cell is not None else ""


def records(table: PerformanceTable, header: Header, end: int) -> Iterator[Record]:
    """The records in rows [header.row_end, end).

    A project or a level in a row of its own is that of the rows below, until another is printed.
    """
    key_roles = _key_roles(header)
    seen: set[tuple[int, ...]] = set()
    outer: dict[str, TableCell] = {}
    for row in range(header.row_end, end):
        record = _record(table, header, row)
        keys = [record.cells[role] for role in key_roles if role in record.cells]
        keys = [cell for cell in keys if cell.text and not vocabulary().is_placeholder(cell.text)]
        identity = tuple(id(cell) for cell in keys)
        alone = {} if keys else _alone(header, record)
        _replace_outer(outer, record, alone)
        if not keys and "project" in alone:
            yield record
        if not keys or identity in seen or not any(cell.row == row for cell in keys):
            continue
        seen.add(identity)
        yield replace(record, cells={**outer, **record.cells})


def _alone(header: Header, record: Record) -> dict[str, TableCell]:
    """The project and the levels that begin in a row without an indicator, each in its own column."""
    words = vocabulary()
    found: dict[str, TableCell] = {}
    for role in _OUTER:
        cell = record.cells.get(role)
        if cell is None or cell.row != record.row or words.is_placeholder(cell.text):
            continue
        is_wide = sum(cell.overlap(column.x0, column.x1) > 0.5 for column in header.columns) > 1
        if not is_wide and words.form_label(cell.text) not in _FOOT:
            found[role] = cell
    return found


def _replace_outer(outer: dict[str, TableCell], record: Record, alone: dict[str, TableCell]) -> None:
    """A project or a level ends what was printed for it and for what stands below it."""
    new = (at for at, role in enumerate(_OUTER) if record.cells.get(role, outer.get(role)) is not outer.get(role))
    for role in _OUTER[next(new, len(_OUTER)) :]:
        outer.pop(role, None)
    outer.update({role: cell for role, cell in alone.items() if not is_total(cell.text)})


def _key_roles(header: Header) -> tuple[str, ...]:
    """The roles that make a row a record of its own."""
    if {"level3", "combined"} & header.roles and "target" in header.roles:
        return ("level3", "combined", "target")
    if "project" in header.roles:
        return ("project", "combined")
    return ("level3", "level2", "level1", "target", "period_target")


def _record(table: PerformanceTable, header: Header, row: int) -> Record:
    cells: dict[str, TableCell] = {}
    amounts: list[tuple[Column, TableCell]] = []
    unknown: list[tuple[Column, TableCell]] = []
    names: dict[str, Column] = {}
    used: dict[int, str] = {}
    for column in header.columns:
        cell = table.at(row, column)
        if cell is None or not cell.text or column.role == "contact":
            continue
        if column.role == "amount":
            amounts.append((column, cell))
        elif column.role == "operator" and _is_sign_beside(cell, cells.get("operator")):
            unknown.append((names["operator"], cells["operator"]))
            cells["operator"], names["operator"] = cell, column
        elif not column.role or (column.role in cells and cells[column.role] is not cell):
            unknown.append((column, cell))
        elif id(cell) not in used or _better(column.role, used[id(cell)]):
            cells.pop(used.get(id(cell), ""), None)
            cells[column.role], names[column.role] = cell, column
            used[id(cell)] = column.role
    return Record(row, cells, tuple(amounts), tuple(unknown))


def _is_sign_beside(cell: TableCell, other: TableCell | None) -> bool:
    """True for a sign (≥) beside a column that says something else of the target (正向)."""
    return other is not None and other is not cell and is_operator(cell.text) and not is_operator(other.text)


def _better(role: str, other: str) -> bool:
    """A cell over several columns is the third level where it covers that, else what stands first."""
    return role == "level3" and other in ("level1", "level2")


def foot_row(table: PerformanceTable, header: Header, end: int) -> int:
    """The first row of the foot of a form (总分, 评价等级, 备注, 填报日期, a contact), `end` where it has none."""
    words = vocabulary()
    for row in range(header.row_end, end):
        first = next((cell for cell in table.row_cells(row) if cell.text), None)
        if first is None or first.x0 > header.columns[0].x1:
            continue
        label = compact(first.text).partition(":")[0]
        if words.form_label(label) in _FOOT or words.is_contact(first.text) or is_total(label):
            return row
    return end


def is_total(text: str) -> bool:
    """True for the name of a row that sums the others."""
    return label_of(text) in ("合计", "总计", "小计", "总分")


def level1_of(table: PerformanceTable, header: Header, record: Record) -> str:
    """The first level, '' where the merged cell reaches over rows whose second level belongs elsewhere."""
    words = vocabulary()
    cell, column = record.cells.get("level1"), header.column("level2")
    if cell is None or column is None:
        return record.text("level1")
    expected = words.level2_parents.get(_canonical(record.text("level2")))
    printed = _canonical(cell.text)
    if expected is None or printed == expected or printed not in set(words.level2_parents.values()):
        return cell.text
    others = {_canonical(other.text) for row in range(cell.row, cell.row_end) if (other := table.at(row, column))}
    return "" if any(words.level2_parents.get(name) == printed for name in others) else cell.text


def _canonical(name: str) -> str:
    text = compact(name)
    return text if text.endswith("指标") else text + "指标"
