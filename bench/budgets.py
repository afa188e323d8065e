"""Synthetic budgets whose statements agree: details make their heads, heads the total, totals the other statements.

An amount is an integer of hundredths of 万元 (100 yuan), so that sums are exact. The same seed and number give the same
budget, whatever else is made.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipeline.warehouse.reference import class_names

CITIES = ("清河市", "白山市", "新桥市", "东岭市", "石门市", "云溪市", "金沙市", "长泽市")
DISTRICTS = "甲乙丙丁戊己庚辛壬癸"
BUREAUS = (
    "医疗保障局",
    "教育局",
    "财政局",
    "民政局",
    "司法局",
    "统计局",
    "审计局",
    "水利局",
    "农业农村局",
    "应急管理局",
)
PROJECTS = ("后勤服务", "系统维护", "宣传活动", "专项检查", "设备更新", "业务培训", "档案整理", "购买服务")
FIRST_YEAR = 2020
YEARS = 7
BLANK = -1
"""What stands for a blank cell; a printed zero is 0."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: codes and names as printed, amounts by measure (in the order of the columns)."""

    code: str
    label: str
    amounts: Mapping[str, int]
    section: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement. `columns` are measure and printed header; a statement with sides has rows of two sections."""

    name: str
    title: str
    columns: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    note: str = ""
    """The sentence under an empty table."""


@dataclass(frozen=True, slots=True)
class Budget:
    """The budget of one organization and year."""

    number: int
    org_name: str
    year: int
    statements: tuple[Statement, ...]
    prose: tuple[str, ...]

    @property
    def file_name(self) -> str:
        """A name that no other budget of the same seed has."""
        return f"{self.number:06d}_{self.org_name}_{self.year}年部门预算.pdf"


def printed(amount: int) -> str:
    """An amount as the statements print it, in 万元."""
    return "" if amount == BLANK else f"{amount // 100}.{amount % 100:02d}"


def yuan(amount: int) -> Decimal:
    """An amount in yuan."""
    return Decimal(amount * 100).quantize(Decimal("0.01"))


def organization(number: int) -> tuple[str, int]:
    """The organization and the year of a budget: every organization has `YEARS` budgets."""
    org, year = divmod(number, YEARS)
    district, bureau = divmod(org, len(BUREAUS))
    city, place = divmod(district, len(DISTRICTS))
    group = "" if city < len(CITIES) else f"第{city // len(CITIES)}"
    return f"{CITIES[city % len(CITIES)]}{group}{DISTRICTS[place]}区{BUREAUS[bureau]}", FIRST_YEAR + year


def budgets(count: int, seed: int = 0) -> Iterator[Budget]:
    """The first `count` budgets of a seed."""
    return (budget(number, seed) for number in range(count))


def budget(number: int, seed: int = 0) -> Budget:
    """One budget, made from its number and the seed alone."""
    draw = random.Random(f"{seed}/{number}")
    org_name, year = organization(number)
    details = _details(draw)
    basic = _basic(draw, sum(detail.amounts["basic"] for detail in details))
    expenditure = _tree(details, [measure for measure, _ in _KINDS])
    classes = _tree(basic, [measure for measure, _ in _PARTS])
    return Budget(
        number,
        org_name,
        year,
        (
            _summary(expenditure),
            _income(expenditure),
            Statement("expenditure_summary", "部门支出总体情况表", _KINDS, expenditure),
            Statement("general_budget_expenditure", "一般公共预算支出情况表", _KINDS, expenditure),
            Statement("general_budget_basic", "一般公共预算基本支出情况表", _PARTS, classes),
            _projects(details),
            Statement(
                "government_fund_expenditure", "政府性基金预算支出情况表", _KINDS, (),
                note=f"{org_name}{year}年没有使用政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表。",
            ),
            _three_public(draw),
        ),
        tuple(_prose(org_name, year, expenditure)),
    )  # fmt: skip


_KINDS = (("total", "合计"), ("basic", "基本支出"), ("project", "项目支出"))
_PARTS = (("total", "合计"), ("personnel", "人员经费"), ("operating", "公用经费"))


@cache
def _names(classification: str) -> dict[str, str]:
    return {name.code: name.name for name in class_names() if name.in_force and name.classification == classification}


@cache
def _items(first: str) -> tuple[str, ...]:
    """The finest codes of a class."""
    return tuple(code for code in _names("function") if code.startswith(first) and len(code) == 7)


def _details(draw: random.Random) -> list[Line]:
    """The finest rows of expenditure, by code: a few of one class, and what every body pays."""
    own = draw.choice(("201", "204", "205", "207", "210", "213"))
    codes = {*draw.sample(_items(own), k=min(len(_items(own)), draw.randint(4, 9)))}
    codes |= {"2080505", "2080506", "2101101", "2101103", "2210201"}
    lines: list[Line] = []
    for code in sorted(codes):
        pay = draw.randint(1, 90_000)
        has_project = code.startswith(own) and (
            not any(line.code.startswith(own) for line in lines) or draw.random() < 0.6
        )
        project = draw.randint(2, 60_000) if has_project else BLANK
        amounts = {"total": pay + max(project, 0), "basic": pay, "project": project}
        lines.append(Line(code, _names("function")[code], amounts))
    return lines


def _basic(draw: random.Random, whole: int) -> list[Line]:
    """Basic expenditure by economic class; the last row takes what remains."""
    staff = ("30101", "30102", "30103", "30108", "30109", "30110", "30111", "30112", "30113")
    work = ("30201", "30202", "30207", "30211", "30213", "30216", "30226", "30228", "30229", "30239")
    codes = sorted({*draw.sample(staff, k=7), *draw.sample(work, k=7)})
    cuts = sorted(draw.sample(range(1, whole), k=len(codes) - 1))
    parts = [high - low for low, high in zip([0, *cuts], [*cuts, whole], strict=True)]
    lines = []
    for code, part in zip(codes, parts, strict=True):
        personnel, operating = (part, BLANK) if code in staff else (BLANK, part)
        amounts = {"total": part, "personnel": personnel, "operating": operating}
        lines.append(Line(code, _names("department")[code], amounts))
    return lines


def _tree(details: Sequence[Line], measures: Sequence[str]) -> tuple[Line, ...]:
    """Details with a row above them for every parent code, and the total below."""
    names = _names("function" if details[0].code.startswith("2") else "department")
    codes = sorted({code for line in details for code in (line.code[:3], line.code[:5], line.code)})
    lines = []
    for code in codes:
        within = [line for line in details if line.code.startswith(code)]
        lines.append(Line(code, names[code], _sum(within, measures)))
    return (*lines, Line("", "合计", _sum(details, measures)))


def _sum(lines: Sequence[Line], measures: Sequence[str]) -> dict[str, int]:
    found = {name: [line.amounts[name] for line in lines if line.amounts[name] != BLANK] for name in measures}
    return {name: sum(amounts) if amounts else BLANK for name, amounts in found.items()}


def _summary(expenditure: Sequence[Line]) -> Statement:
    whole = expenditure[-1].amounts["total"]
    income = [
        ("一般公共预算拨款", whole),
        ("政府性基金预算拨款", BLANK),
        ("国有资本经营预算拨款", BLANK),
        ("单位资金", BLANK),
    ]
    lines = [Line("", label, {"total": amount}, "income") for label, amount in income]
    lines += [
        Line(line.code, line.label, {"total": line.amounts["total"]}, "expenditure")
        for line in expenditure
        if len(line.code) == 3
    ]
    lines += [Line("", "收入总计", {"total": whole}, "income"), Line("", "支出总计", {"total": whole}, "expenditure")]
    return Statement("income_expenditure_summary", "部门收支总体情况表", (("total", "预算数"),), tuple(lines))


def _income(expenditure: Sequence[Line]) -> Statement:
    columns = (
        ("total", "总计"),
        ("general_budget", "一般公共预算"),
        ("government_fund", "政府性基金预算"),
        ("unit_funds", "单位资金"),
    )
    lines = []
    for line in expenditure:
        whole = line.amounts["total"]
        amounts = {"total": whole, "general_budget": whole, "government_fund": BLANK, "unit_funds": BLANK}
        lines.append(Line(line.code, line.label, amounts))
    return Statement("income_summary", "部门收入总体情况表", columns, tuple(lines))


def _projects(details: Sequence[Line]) -> Statement:
    """Projects, two of a function code: one of goods and services, one of equipment."""
    columns = (("total", "合计"), ("302", "商品和服务支出"), ("310", "资本性支出"))
    lines = []
    for number, detail in enumerate(line for line in details if line.amounts["project"] > 1):
        whole = detail.amounts["project"]
        for turn, (part, measure) in enumerate(((whole // 2, "302"), (whole - whole // 2, "310"))):
            amounts = {"total": part, "302": BLANK, "310": BLANK, measure: part}
            again = "二三四五"[number // 4 - 1] if number >= 4 else ""
            name = f"{PROJECTS[(2 * number + turn) % len(PROJECTS)]}经费{again}"
            lines.append(Line(detail.code, detail.label, amounts, project=name))
    if lines:
        lines.append(Line("", "合计", _sum(lines, [measure for measure, _ in columns])))
    return Statement("general_budget_project", "一般公共预算项目支出情况表", columns, tuple(lines))


def _three_public(draw: random.Random) -> Statement:
    reception, operation, purchase = draw.randint(0, 500), draw.randint(0, 900), draw.choice((0, 0, 1800))
    rows = [
        ("abroad", "因公出国（境）费用", 0),
        ("reception", "公务接待费", reception),
        ("vehicle", "公务用车购置及运行维护费", operation + purchase),
        ("vehicle_purchase", "其中：公务用车购置", purchase),
        ("vehicle_operation", "公务用车运行维护费", operation),
        ("total", "合计", reception + operation + purchase),
    ]
    columns = (("total", "合计"), ("general_budget", "一般公共预算"))
    lines = tuple(Line(code, label, {"total": amount, "general_budget": amount}) for code, label, amount in rows)
    return Statement("three_public", "财政拨款“三公”经费支出情况表", columns, lines)


def _prose(org_name: str, year: int, expenditure: Sequence[Line]) -> Iterator[str]:
    whole = expenditure[-1].amounts
    names = {line.code: line.label for line in expenditure}
    total, basic = printed(whole["total"]), printed(whole["basic"])
    yield f"按照全口径预算的原则，{org_name}{year}年所有收入和支出均纳入部门预算管理。收支总预算{total}万元。"
    yield f"{org_name}{year}年支出预算{total}万元，其中：基本支出{basic}万元。"
    for line in expenditure:
        if len(line.code) == 7:
            yield (
                f"{names[line.code[:3]]}（类）{names[line.code[:5]]}（款）{line.label}（项）：{year}年预算数为{printed(line.amounts['total'])}万元，比上年预算增加1.00万元，"
                "主要原因是本年工资调整，人员经费和日常公用经费预算增加，同时按照工作计划安排了必要的业务支出。"
            )
