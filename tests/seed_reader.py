"""The tests' own reader of the seeds' text: an oracle that shares no code with the pipeline.

It reads the plain-text conversion of five disclosures (``../shared/seeds``), whose tables are lines of tab-separated
cells, and gives every printed figure of their statements. The meaning of each column is not recognised here: a person
read each table and wrote its columns down in ``STATEMENTS`` below. Run as a program it rewrites
``tests/expected/statement_cells_00N.csv``.

Where the text conversion is damaged the printed PDF in ``data/raw/inbox`` counts; what it shows is written down here:

* seed 002, third statement: the text lost the column of names (``names``);
* seed 002, seventh statement: the text put ``合计`` into the column of projects, in print it is the row's name;
* seed 003, second statement: the text broke the header over two pieces; its columns are those of the print.

Conventions of the expected rows:

* ``row_no`` numbers the printed body rows of a statement from 1, over continuation pages, rows without figures
  included; header, unit and index rows (``※``) are not counted. In two-sided statements both sides of one line share
  the number.
* a blank cell makes no row, a printed ``0.00`` does; a figure that looks wrong is kept as printed
  (seed 002, third statement, row 1: project expenditure 254.10 beside a total of 120.62).
* ``code`` holds digits with inherited parents, for three_public the item's key (also where the table runs sideways);
  ``label`` has no white space, code or index number.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

EXPECTED = Path(__file__).parent / "expected"
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
FIELDS = (
    "statement",
    "section",
    "row_no",
    "code",
    "economic_code",
    "label",
    "project",
    "unit_name",
    "measure",
    "basis",
    "amount",
    "printed",
)
WAN = Decimal(10_000)
"""All five seeds print 万元 (ten thousand yuan)."""

# What stands in a column: parts of a code, names, or the measure that an amount belongs to.
CLASS, GROUP, ITEM = "@class", "@group", "@item"
NAME, CODED_NAME, PROJECT, NAMED_PROJECT = "@name", "@coded_name", "@project", "@named_project"
PUBLIC_ITEM = "@public_item"


@dataclass(frozen=True)
class Table:
    """One printed statement of one seed, as a person read it.

    ``columns`` gives the role of each printed column; ``sections`` cuts a two-sided table into sides (name, first and
    end column).
    """

    title: str
    statement: str
    columns: Sequence[str]
    header_rows: int
    sections: Sequence[tuple[str, int, int]] = ()
    names: Sequence[str] = ()
    name_in_project: Sequence[str] = field(default=())


FUNDS = ("general_budget", "government_fund", "state_capital")
CODES = (CLASS, GROUP, ITEM)
SUMMARY = (NAME, "total", CODED_NAME, "total")
SUMMARY_SIDES = (("income", 0, 2), ("expenditure", 2, 4))
FISCAL_SUMMARY = (NAME, "total", CODED_NAME, "total", *FUNDS)
FISCAL_SIDES = (("income", 0, 2), ("expenditure", 2, 7))
EXPENDITURE = (*CODES, NAME, "total", "basic", "project")
FUND_EXPENDITURE = (*CODES, NAME, "total", "personnel", "operating", "project")
BASIC = (CLASS, GROUP, NAME, "total", "personnel", "operating")
PROJECTS = (*CODES, NAME, PROJECT, "total", "301", "302", "303", "307", "309", "310", "311", "312", "313", "399")
CARRYOVER = (
    NAME,
    "total",
    "fiscal",
    "fiscal_personnel",
    "fiscal_operating",
    "fiscal_project",
    "non_fiscal",
    "non_fiscal_personnel",
    "non_fiscal_operating",
    "non_fiscal_project",
)
THREE_PUBLIC = (PUBLIC_ITEM, "total", *FUNDS)
INCOME_TAIL = ("fiscal_special_account", "unit_funds", "fiscal_carryover", "non_fiscal_carryover")
INCOME_HEAD = (
    *CODES,
    NAME,
    "total",
    "fiscal_appropriation",
    "general_budget",
    "general_budget_transfer",
    "government_fund",
    "government_fund_transfer",
    "state_capital",
)
INCOME_2026 = (*INCOME_HEAD, *INCOME_TAIL)
INCOME_2026_FULL = (*INCOME_HEAD, "state_capital_transfer", *INCOME_TAIL)
INCOME_2022 = (
    *CODES,
    NAME,
    "total",
    "general_budget",
    "government_fund",
    "state_capital",
    "fiscal_special_account",
    "business_income",
    "operating_income",
    "other_income",
)
ACROSS_2022 = ("total", "abroad", "vehicle", "vehicle_purchase", "vehicle_operation", "reception")
ACROSS_NAMES = ("合计", "因公出国（境）费", "公务用车购置及运行费", "公务用车购置费", "公务用车运行费", "公务接待费")

PUBLIC_ITEMS = {
    "因公出国（境）费用": "abroad",
    "因公出国（境）费": "abroad",
    "公务接待费": "reception",
    "公务用车购置及运行维护费（小计）": "vehicle",
    "公务用车购置及运行费（小计）": "vehicle",
    "公务用车购置": "vehicle_purchase",
    "公务用车购置费": "vehicle_purchase",
    "公务用车运行维护费": "vehicle_operation",
    "公务用车运行费": "vehicle_operation",
    "总计": "total",
    "合计": "total",
}

_COMMON_2026 = (
    Table("部门支出总体情况表", "expenditure_summary", EXPENDITURE, 3),
    Table("财政拨款收支预算总体情况表", "fiscal_appropriation_summary", FISCAL_SUMMARY, 2, FISCAL_SIDES),
    Table("一般公共预算支出情况表", "general_budget_expenditure", EXPENDITURE, 3),
    Table("政府性基金预算支出情况表", "government_fund_expenditure", FUND_EXPENDITURE, 3),
    Table("国有资本经营预算支出情况表", "state_capital_expenditure", FUND_EXPENDITURE, 3),
    Table("财政拨款“三公”经费支出情况表", "three_public", THREE_PUBLIC, 2),
)
_FORM_A_2026 = (
    Table("部门收支总体情况表", "income_expenditure_summary", SUMMARY, 2, SUMMARY_SIDES),
    Table("部门收入总体情况表", "income_summary", INCOME_2026, 2),
    *_COMMON_2026,
    Table("一般公共预算项目支出情况表", "general_budget_project", PROJECTS, 2),
    Table("财政拨款委托业务费支出情况表", "commissioned_service", (NAMED_PROJECT, "total", *FUNDS), 2),
    Table("上年结转结余情况表", "carryover", CARRYOVER, 3),
)
STATEMENTS: Mapping[str, Sequence[Table]] = {
    "000": (*_FORM_A_2026, Table("一般公共预算基本支出情况表", "general_budget_basic", BASIC, 3)),
    "001": (*_FORM_A_2026, Table("一般公共预算基本支出情况表", "general_budget_basic", BASIC, 2)),
    "002": (
        Table("部门（单位）收支总体情况表", "income_expenditure_summary", SUMMARY, 2, SUMMARY_SIDES),
        Table("部门（单位）收入总体情况表", "income_summary", INCOME_2022, 2),
        Table(
            "部门（单位）支出总体情况表",
            "expenditure_summary",
            (*CODES, "total", "basic", "project"),
            3,
            names=(
                "社会保障和就业支出",
                "行政事业单位养老支出",
                "行政单位离退休",
                "机关事业单位基本养老保险缴费支出",
                "卫生健康支出",
                "医疗保障管理事务",
                "行政运行(医疗保障管理)",
                "一般行政管理事务(医疗保障管理)",
                "事业运行(医疗保障管理)",
                "其他医疗保障管理事务支出",
                "合计",
            ),
        ),
        Table("财政拨款收支预算总体情况表", "fiscal_appropriation_summary", FISCAL_SUMMARY, 2, FISCAL_SIDES),
        Table("一般公共预算支出情况表", "general_budget_expenditure", EXPENDITURE, 3),
        Table("一般公共预算基本支出情况表", "general_budget_basic", BASIC, 3),
        Table("一般公共预算项目支出情况表", "general_budget_project", PROJECTS, 2, name_in_project=("合计",)),
        Table("一般公共预算“三公”经费支出情况表", "three_public", ACROSS_2022, 2),
        Table("政府性基金预算支出情况表", "government_fund_expenditure", EXPENDITURE, 3),
    ),
    "003": (
        Table("部门收支总体情况表", "income_expenditure_summary", SUMMARY, 2, SUMMARY_SIDES),
        Table("部门收入总体情况表", "income_summary", INCOME_2026_FULL, 2),
        *_COMMON_2026,
        Table("一般公共预算基本支出情况表", "general_budget_basic", BASIC, 3),
        Table("一般公共预算项目支出情况表", "general_budget_project", PROJECTS, 2),
        Table("上年结转结余情况明细表", "carryover", CARRYOVER, 3),
    ),
}

UNITS = {"000": "乌鲁木齐市沙依巴克区医疗保障局", "001": "博尔塔拉蒙古自治州医疗保障局"}
"""The unit whose name stands as a row of its own above the projects."""

_INDEX = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+[.、](?!\d))?(?:其中[:：])?")
_CODED = re.compile(r"^(\d{3})(\D.*)$")


def seed_path(seed: str) -> Path | None:
    """The text of a seed (``'000'``), or None where the shared folder is not there."""
    found = sorted(SEEDS.glob(f"{seed}_*.txt"))
    return found[0] if found else None


def clean(cell: str) -> str:
    """A cell's text without tags and white space."""
    return re.sub(r"<[^>]+>|\s+", "", cell)


def label_of(cell: str) -> str:
    """A row's name without the index number in front of it."""
    return _INDEX.sub("", cell)


def _title_line(text: str, table: Table) -> int:
    """Number of the line that holds a statement's title alone."""
    return next(i for i, line in enumerate(text.splitlines()) if clean(line.lstrip("# ")) == table.title)


def table_rows(text: str, table: Table) -> list[list[str]]:
    """The printed body rows of one statement: cleaned cells, without header, index and unit rows."""
    lines = text.splitlines()
    start = _title_line(text, table)
    body: list[list[str]] = []
    header: list[str] | None = None
    skip = table.header_rows
    for line in lines[start + 1 :]:
        if re.match(r"^#*\s*(表\s*[一二三四五六七八九十\d]+[:：]?\s*$|第三部分)", line):
            break
        if "\t" not in line:
            continue
        cells = [clean(cell) for cell in line.split("\t")]
        if header is None:
            header = cells
        elif cells == header:
            skip = table.header_rows
        if skip:
            skip -= 1
        elif "※" not in cells:
            body.append(cells)
    return body


def _code(row: Mapping[str, str], parents: dict[str, str]) -> str:
    """The full code of a row, parents taken from the rows above where the layout leaves them blank."""
    parts = [row.get(level, "") for level in CODES]
    if not any(parts):
        return ""
    deepest = max(i for i, part in enumerate(parts) if part)
    for i, level in enumerate(CODES[: deepest + 1]):
        parts[i] = parts[i] or parents[level]
        parents[level] = parts[i]
    return "".join(parts[: deepest + 1])


def _amounts(cells: Sequence[str], columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Measure and printed text of every cell of a row that holds a figure."""
    for role, printed in zip(columns, cells, strict=False):
        if printed and not role.startswith("@"):
            if not re.fullmatch(r"-?\d+(\.\d+)?", printed):
                raise ValueError(f"not a figure: {printed!r} in {cells}")
            yield role, printed


def _row(
    statement: str, section: str, row_no: int, names: Mapping[str, str], measure: str, printed: str
) -> dict[str, str]:
    keys = dict.fromkeys(FIELDS, "")
    keys |= {"statement": statement, "section": section, "row_no": str(row_no), "measure": measure, "basis": "budget"}
    return keys | dict(names) | {"amount": f"{Decimal(printed) * WAN:.2f}", "printed": printed}


def _names(cells: Sequence[str], columns: Sequence[str], parents: dict[str, str], unit: str) -> dict[str, str]:
    """Code, label, project and unit of one side of one row."""
    row = dict(zip(columns, cells, strict=False))
    names = {"code": _code(row, parents), "label": label_of(row.get(NAME, ""))}
    if CODED_NAME in row:
        coded = _CODED.match(row[CODED_NAME])
        names["code"], names["label"] = coded.groups() if coded else ("", label_of(row[CODED_NAME]))
    if PUBLIC_ITEM in row:
        names["label"] = label_of(row[PUBLIC_ITEM])
        names["code"] = PUBLIC_ITEMS[names["label"]]
    if row.get(PROJECT):
        names["project"] = row[PROJECT]
    if NAMED_PROJECT in row:
        names["label"] = row[NAMED_PROJECT]
        if names["label"] not in (unit, "总计"):
            names["project"] = names["label"]
    if unit and names["label"] == unit:
        names["unit_name"] = unit
    return names


def statement_cells(seed: str, text: str) -> list[dict[str, str]]:
    """Every printed figure of the statements of one seed, as rows of strings keyed by ``FIELDS``."""
    out: list[dict[str, str]] = []
    for table in sorted(STATEMENTS[seed], key=lambda table: _title_line(text, table)):
        parents: dict[str, str] = {}
        for row_no, cells in enumerate(table_rows(text, table), start=1):
            if table.columns is ACROSS_2022:
                for item, name, printed in zip(ACROSS_2022, ACROSS_NAMES, cells, strict=True):
                    out.append(_row(table.statement, "", row_no, {"code": item, "label": name}, "total", printed))
                continue
            if len(cells) > len(table.columns) and any(cells[len(table.columns) :]):
                raise ValueError(f"more cells than columns in {table.title}: {cells}")
            for section, first, end in table.sections or (("", 0, len(table.columns)),):
                columns, side = table.columns[first:end], cells[first:end]
                names = _names(side, columns, parents, UNITS.get(seed, ""))
                if table.names:
                    names["label"] = table.names[row_no - 1]
                if names.get("project") in table.name_in_project:
                    names["label"] = names.pop("project")
                out += [_row(table.statement, section, row_no, names, *pair) for pair in _amounts(side, columns)]
    return out


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of an expected CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_csv(path: Path, rows: Sequence[Mapping[str, str]], fields: Sequence[str] = FIELDS) -> None:
    """Write expected rows (UTF-8, comma separated, a header line)."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Rewrite the expected statement cells from the seeds' text."""
    for seed in STATEMENTS:
        path = seed_path(seed)
        if path is None:
            raise SystemExit(f"no text of seed {seed} in {SEEDS}")
        rows = statement_cells(seed, path.read_text(encoding="utf-8"))
        write_csv(EXPECTED / f"statement_cells_{seed}.csv", rows)
        print(f"{seed}: {len(rows)} cells")  # noqa: T201


if __name__ == "__main__":
    main()
