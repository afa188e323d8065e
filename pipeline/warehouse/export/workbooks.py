"""A workbook for each disclosure, laid out like its printed statements, one sheet a statement."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import duckdb
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pipeline.warehouse.export.progress import Progress
from pipeline.warehouse.export.statements import Figure, Sheet, Side, sheets
from pipeline.warehouse.export.tables import rows

_STAGES: Final = {"budget": "预算", "final_account": "决算", "": ""}
_ABOUT: Final = (
    ("org_name", "单位"),
    ("fiscal_year", "年度"),
    ("stage", "阶段"),
    ("title", "标题"),
    ("printed_unit", "金额单位（多数表）"),
    ("published_on", "公开日期"),
    ("file_name", "来源文件"),
    ("source_uri", "来源地址"),
    ("sha256", "文件 SHA-256"),
    ("disclosure_id", "公开文件编号"),
)
_NOTE: Final = "各表按原文版式，数字为原文所印，未换算；空白单元格原文为空。页码见各表标题下。"
_EMPTY: Final = "原文此表无数据"
_HEADER_ROW: Final = 3
_EPOCH: Final = datetime(2000, 1, 1)


def write_workbooks(connection: duckdb.DuckDBPyConnection, folder: Path, progress: Progress) -> int:
    """One workbook for every current disclosure that has statements, by year."""
    found = rows(
        connection,
        """SELECT disclosure_id, org_name, fiscal_year, stage FROM dim_disclosure AS d
        WHERE is_current AND EXISTS (FROM staging.statement_cell AS c WHERE c.disclosure_id = d.disclosure_id)
        ORDER BY fiscal_year, org_name, stage, disclosure_id""",
    )
    for number, row in enumerate(found, start=1):
        year = str(row["fiscal_year"] or "年度不明")
        name = f"{row['org_name']}_{year}_{_STAGES[str(row['stage'])]}_{str(row['disclosure_id'])[:8]}.xlsx"
        target = folder / year / re.sub(r'[\\/:*?"<>|\s]', "", name)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(workbook(connection, str(row["disclosure_id"])))
        progress(number, len(found), target.name)
    return len(found)


def workbook(connection: duckdb.DuckDBPyConnection, disclosure_id: str) -> bytes:
    """The workbook of one disclosure. The same disclosure gives the same bytes."""
    about = rows(connection, "SELECT * FROM dim_disclosure WHERE disclosure_id = ?", [disclosure_id])[0]
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        arrived = about["ingested_at"]
        created = arrived if isinstance(arrived, datetime) else _EPOCH
        book.set_properties({"title": str(about["title"]), "created": created.replace(tzinfo=UTC)})
        writer = _Writer(book)
        writer.about(about)
        for sheet in sheets(connection, disclosure_id):
            writer.sheet(sheet)
    return target.getvalue()


def _shares(headers: tuple[tuple[str, ...], ...], column: int, beginning: tuple[str, ...]) -> bool:
    """Whether a column stands under the same header as its left neighbour."""
    if column >= len(headers):
        return False
    path = headers[column]
    return path[: len(beginning)] == beginning and len(path) > len(beginning)


def _occurrences(side: Side) -> list[tuple[int, int]]:
    """Row number and how often it occurred before: rows of two sides that are printed in one row share a place."""
    seen: dict[int, int] = {}
    places = []
    for row_no, _ in side.lines:
        places.append((row_no, seen.get(row_no, 0)))
        seen[row_no] = seen.get(row_no, 0) + 1
    return places


class _Writer:
    """Writes sheets into one workbook; keeps its formats and the names that are taken."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.names: set[str] = set()
        self.formats: dict[str, Any] = {}
        self.bold = book.add_format({"bold": True, "font_size": 14, "align": "center"})
        self.header = book.add_format(
            {
                "bold": True,
                "align": "center",
                "valign": "vcenter",
                "border": 1,
                "text_wrap": True,
                "bg_color": "#F2F2F2",
            }
        )
        self.text = book.add_format({"border": 1, "num_format": "@"})

    def about(self, about: dict[str, object]) -> None:
        """The first sheet: which disclosure this is."""
        sheet = self._add("说明")
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 1, 80)
        for number, (name, label) in enumerate(_ABOUT):
            value = about[name]
            shown = _STAGES[str(value)] if name == "stage" else str(value if value is not None else "")
            sheet.write_string(number, 0, label)
            sheet.write_string(number, 1, shown)
        sheet.write_string(len(_ABOUT) + 1, 0, "说明")
        sheet.write_string(len(_ABOUT) + 1, 1, _NOTE)

    def sheet(self, sheet: Sheet) -> None:
        """One statement: title, unit and pages, headers over one or more rows, then the lines."""
        page = self._add(sheet.title)
        width = sum(len(side.headers) for side in sheet.sides)
        self._across(page, 0, 0, 0, max(width - 1, 0), sheet.title, self.bold)
        pages = "、".join(str(number) for number in sheet.pages)
        told = (f"单位：{sheet.unit}" if sheet.unit else "", f"原文第 {pages} 页" if pages else "")
        page.write_string(1, 0, "    ".join(part for part in told if part))
        if not sheet.sides:
            page.write_string(_HEADER_ROW, 0, _EMPTY)
            return
        depth = max(len(path) for side in sheet.sides for path in side.headers)
        placed = [_occurrences(side) for side in sheet.sides]
        order = {place: number for number, place in enumerate(sorted({place for side in placed for place in side}))}
        left = 0
        for side, places in zip(sheet.sides, placed, strict=True):
            self._headers(page, side, left, depth)
            for place, (_, values) in zip(places, side.lines, strict=True):
                for column, value in enumerate(values):
                    self._value(page, _HEADER_ROW + depth + order[place], left + column, value)
            left += len(side.headers)
        page.freeze_panes(_HEADER_ROW + depth, 0)

    def _headers(self, page: Worksheet, side: Side, left: int, depth: int) -> None:
        """Header paths as cells over one another; neighbours with the same beginning share a cell."""
        for level in range(depth):
            column = 0
            while column < len(side.headers):
                path = side.headers[column]
                end = column
                while level < len(path) - 1 and _shares(side.headers, end + 1, path[: level + 1]):
                    end += 1
                if level < len(path):
                    bottom = depth - 1 if level == len(path) - 1 else level
                    top, first, last = _HEADER_ROW + level, left + column, left + end
                    self._across(page, top, first, _HEADER_ROW + bottom, last, path[level], self.header)
                column = end + 1
        for column, path in enumerate(side.headers):
            page.set_column(left + column, left + column, 34 if path == ("项目",) else 16)

    def _value(self, page: Worksheet, row: int, column: int, value: str | Figure | None) -> None:
        if value is None:
            page.write_blank(row, column, None, self.text)
        elif isinstance(value, str):
            page.write_string(row, column, value, self.text)
        elif isinstance(value.value, Decimal):
            shown = value.value / 100 if value.percent else value.value
            page.write_number(row, column, float(shown), self._number(value))  # a sheet knows no other numbers
        else:
            page.write_string(row, column, value.value, self.text)

    def _number(self, figure: Figure) -> Any:
        """The format that shows a number as printed: its decimals, and percent."""
        code = "0" if figure.percent else "#,##0"
        code += f".{'0' * figure.decimals}" if figure.decimals else ""
        code += "%" if figure.percent else ""
        if code not in self.formats:
            self.formats[code] = self.book.add_format({"border": 1, "num_format": code})
        return self.formats[code]

    def _across(self, page: Worksheet, top: int, left: int, bottom: int, right: int, text: str, form: Any) -> None:
        if (top, left) == (bottom, right):
            page.write_string(top, left, text, form)
        else:
            page.merge_range(top, left, bottom, right, "", form)
            page.write_string(top, left, text, form)

    def _add(self, title: str) -> Worksheet:
        """A sheet named after the statement: 31 characters at most, none of []:*?/\\, no name twice."""
        plain = re.sub(r"[\[\]:*?/\\\s']", "", title)[:31] or "表"
        name, number = plain, 2
        while name.lower() in self.names:
            name, number = f"{plain[:28]}_{number}", number + 1
        self.names.add(name.lower())
        made: Worksheet = self.book.add_worksheet(name)
        return made
