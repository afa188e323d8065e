"""Whose row it is: a class, an item, a unit, a project or a total, read from the label cells of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reading.model import Cell
from pipeline.statements.classes import may_name_class
from pipeline.statements.codes import Coded, CodeMemory, code_digits, is_class_code, split_coded
from pipeline.statements.columns import Block
from pipeline.statements.layout import Column
from pipeline.statements.terms import cut
from pipeline.statements.text import canon, squeeze, strip_index
from pipeline.statements.vocabulary import rows, titles

_UNIT_CODE = re.compile(r"\d{6}|\d{3}")
_OWN_PROJECT = re.compile(r"(费|经费|项目|资金|支出|补助)$")
_NO_BODY = re.compile(r"(事务|服务|支出|费|工程|建设|管理)$")
_UNIT_PREFIX = re.compile(r"^[\[(]?\d{3,12}[\])]?[-_ ]?")


@dataclass(frozen=True, slots=True)
class RowName:
    """The identity of a row, as the contract names it."""

    code: str = ""
    economic_code: str = ""
    label: str = ""
    project: str = ""
    unit_name: str = ""


@dataclass(frozen=True, slots=True)
class _Name:
    column: Column
    text: str
    code: str


class RowReader:
    """Reads the label cells of one block's rows in order; fills in the parents of codes that a layout leaves blank."""

    def __init__(self, block: Block, statement: str, org_name: str) -> None:
        self._block = block
        self._statement = statement
        self._org = canon(org_name)
        self._memories: dict[int, CodeMemory] = {}
        self._groups = _code_groups(block.labels)

    def read(self, cells: Sequence[tuple[Column, Cell]]) -> RowName:
        """The name of a row from its label cells (column, cell), left to right."""
        names = self._names(cells)
        among_projects = self._statement in titles().project_rows
        named = [n.text for n in names if n.column.role == "name"]
        of_unit = any(self._is_organization(text, among_projects=among_projects) for text in named)
        codes, unit_coded = self._codes(cells, of_unit=of_unit)
        codes += [n.code for n in names if n.code and n.code not in codes]
        function = next((c for c in codes if c.startswith("2")), "")
        economic = next((c for c in codes if c.startswith("3")), "") or next(
            (c for c in codes if c.startswith("5")), ""
        )
        code = function or economic
        if self._statement == "three_public":
            return self._three_public(names, unit_coded)
        project, unit = self._project_and_unit(names, code, unit_coded)
        return RowName(code, economic if function else "", self._label(names, function, project, unit), project, unit)

    def _names(self, cells: Sequence[tuple[Column, Cell]]) -> list[_Name]:
        out = []
        for column, cell in cells:
            text = squeeze(cell.text)
            if not text or (column.role not in _NAMING and not _names_in_code_cell(column, text)):
                continue
            coded = split_coded(text) if column.role == "name" or column.role in _CODING else None
            code = coded.code if coded is not None and self._is_class(column, text, coded) else ""
            out.append(_Name(column, strip_index(coded.name if coded is not None and code else text), code))
        return out

    def _is_class(self, column: Column, text: str, coded: Coded) -> bool:
        """True where a cell's code is a class's: no unit's, and no road's or building's that begins a project's name.

        Three digits joined to a name are a class's where rows are classes, or where the class is called so.
        """
        if not known_class(coded.code):
            return False
        is_joined = bool(coded.name) and canon(text).startswith(coded.code + canon(coded.name)[:1])
        if column.role != "name" or len(coded.code) > 3 or not is_joined:
            return True
        rows_are_classes = self._statement in titles().class_rows - titles().project_rows
        is_named_so = rows_are_classes or may_name_class(coded.code, coded.name)
        return is_named_so and not self._is_organization(coded.name)

    def _codes(self, cells: Sequence[tuple[Column, Cell]], *, of_unit: bool) -> tuple[list[str], bool]:
        """The class codes printed in code cells, and whether a code cell holds a unit's code instead.

        `of_unit`: the row is named after an organization, so that three digits are its code.
        """
        found: list[str] = []
        unit_coded = False
        for at, group in enumerate(self._groups):
            held = [(c, cell) for c, cell in cells if c in group]
            parts = _parts(group, held)
            memory = self._memories.setdefault(at, CodeMemory())
            raw = [p for p in parts if p]
            if raw and all(_is_unit_code(p, of_unit=of_unit) for p in raw):
                unit_coded = True
                continue
            code = memory.resolve(parts)
            if is_class_code(code):
                found.append(code)
            elif code:
                unit_coded = unit_coded or len(code) not in (2, 3, 5, 7)
        unit_coded = unit_coded or any(
            c.role == "unit_code" and bool(_UNIT_CODE.match(canon(cell.text))) for c, cell in cells
        )
        return found, unit_coded

    def _project_and_unit(self, names: Sequence[_Name], code: str, unit_coded: bool) -> tuple[str, str]:
        project = unit = ""
        for name in names:
            if _is_total(name.text) or canon(name.text) in rows().project_kinds:
                continue
            mixed = _mixes_units(name.column)
            if name.column.role == "unit_name" and not mixed:
                unit = unit or _bare_unit(name.text)
            elif name.column.role == "project" or mixed:
                is_unit = unit_coded or self._is_organization(name.text, among_projects=mixed)
                if is_unit and (mixed or unit_coded or self._statement == "commissioned_service"):
                    unit = unit or name.text
                elif self._statement not in ("other",) or (name.column.role == "project" and not mixed):
                    project = project or name.text
            elif not code and not name.code:
                if unit_coded or (self._statement in _UNIT_STATEMENTS and self._is_organization(name.text)):
                    unit = unit or _bare_unit(name.text)
                elif self._statement in ("commissioned_service", "project_expenditure") and not project:
                    project = name.text
        if unit and project == unit:
            project = ""
        return project, unit

    def _label(self, names: Sequence[_Name], function: str, project: str, unit: str) -> str:
        """The row's own name among several: a class before a project before a unit, the department's class before
        the government's."""
        classes = [n for n in names if n.column.role == "name" or n.column.role in _CODING]
        if function and classes:
            by_function = [n for n in classes if n.code == function or n.column.classification == "function"]
            return (by_function or classes)[0].text
        if classes and any(n.column.classification in ("department", "government") or n.code for n in classes):
            preferred = [n for n in classes if n.column.classification != "government"]
            return (preferred or classes)[0].text
        if project:
            return project
        if classes:
            return classes[-1].text
        if unit:
            return unit
        return names[0].text if names else ""

    def _three_public(self, names: Sequence[_Name], unit_coded: bool) -> RowName:
        """An item of the three-public statement by its name; a unit's row where items stand across."""
        unit = next((_bare_unit(n.text) for n in names if n.column.role == "unit_name" and not _is_total(n.text)), "")
        item = next((n.text for n in names if n.column.role != "unit_name"), "")
        if item and not unit and not _is_total(item) and self._block.items_across:
            of_unit = unit_coded or any("单位" in canon(p) for n in names for p in n.column.path)
            unit = _bare_unit(item) if of_unit or self._is_organization(item) else ""
        code = "" if _is_part_of_item(item) else three_public_item(item)
        return RowName(code, "", item or unit, "", unit)

    def _is_organization(self, text: str, *, among_projects: bool = False) -> bool:
        form = canon(text)
        if among_projects and form.endswith(rows().place_endings) and form[:2] != self._org[:2]:
            return False
        if self._org and (form == self._org or form.startswith(self._org)):
            return not _OWN_PROJECT.search(form)
        return form.endswith(rows().organization_endings) and not _NO_BODY.search(form)


_UNIT_STATEMENTS = titles().class_rows | titles().project_rows | {"other"}


def three_public_item(text: str) -> str:
    """abroad, reception, vehicle, ... for the printed name of an item, `total` for a total, '' where it is none."""
    form = strip_index(canon(text))
    if form in rows().totals or form in ("三公经费", "三公经费合计", "三公经费支出", "三公经费总计", "三公经费小计"):
        return "total"
    keys = {t.key for t in cut(form).terms if t.facet == "three_public"} - {"none"}
    if len(keys) == 1:
        return keys.pop()
    if "三公" in form and re.search(r"(合计|总计|小计|总额|经费)", form):
        return "total"
    return ""


def _is_part_of_item(text: str) -> bool:
    """True for a part of a three-public item: 其中：国内公务接待费 is within the 公务接待费 above it, not beside it."""
    rest = cut(canon(text)).rest
    return any(word in rest for word in rows().narrowing)


def _is_unit_code(digits: str, *, of_unit: bool) -> bool:
    """True for digits that are no class's; a class's three are a department's where the row is named after one."""
    if len(digits) == 3 and of_unit:
        return True
    return len(digits) == 6 or (not known_class(digits) and len(digits) in (3, 4, 8, 9, 12))


def known_class(code: str) -> bool:
    """True for digits whose class (first three) exists among function or economic classes."""
    return is_class_code(code) and ("201" <= code[:3] <= "234" or code[:3] in _ECONOMIC_CLASSES)


_ECONOMIC_CLASSES = {
    *("301", "302", "303", "304", "305", "307", "308", "309", "310", "311", "312", "313", "399"),
    *("501", "502", "503", "504", "505", "506", "507", "508", "509", "510", "511", "512", "513", "514", "599"),
}


def _code_groups(labels: Sequence[Column]) -> list[list[Column]]:
    """Code columns that make up one code: 类, 款, 项 side by side; a new group at each 类 or single code column."""
    groups: list[list[Column]] = []
    for column in labels:
        if column.role == "code":
            groups.append([column])
        elif column.role == "code_part":
            leaf = canon(column.path[-1])
            if leaf == "类" or not groups or groups[-1][0].role != "code_part":
                groups.append([])
            groups[-1].append(column)
    return groups


def _parts(group: Sequence[Column], held: Sequence[tuple[Column, Cell]]) -> list[str]:
    """The digits of a group in column order; several cells under one header are parts too (类 款 项 untitled)."""
    if len(group) == 1:
        return [code_digits(cell.text) for _, cell in held] or [""]
    return [_part(next((cell.text for c, cell in held if c is column), "")) for column in group]


def _part(text: str) -> str:
    """The digits of one of several code cells; a sheet of numbers has dropped the leading zero of 款 and 项."""
    form = canon(text)
    return f"0{form}" if re.fullmatch("[1-9]", form) else code_digits(text)


_NAMING = ("name", "project", "unit_name")
_CODING = ("code", "code_part", "unit_code")


def _names_in_code_cell(column: Column, text: str) -> bool:
    """True for a code column's cell that holds a name: neither digits nor the words of its own header."""
    form = canon(text)
    return column.role in _CODING and not code_digits(text) and not form.isdigit() and form not in ("类", "款", "项")


def _is_total(text: str) -> bool:
    return strip_index(canon(text)) in rows().totals


def _mixes_units(column: Column) -> bool:
    """True for a column that lists units and their projects one below the other (单位（项目）名称)."""
    head = canon(column.path[-1]) if column.path else ""
    return bool(_MIXED.search(head)) or "支出项目类别" in head


_MIXED = re.compile(r"(?:单位|部门).*[(/、及和].*项目|项目.*[(/、及和].*(?:单位|部门)")


def _bare_unit(text: str) -> str:
    """A unit's name without its code (`125003-西安市…`)."""
    return _UNIT_PREFIX.sub("", text) or text
