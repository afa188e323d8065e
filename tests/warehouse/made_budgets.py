"""A county's education bureau made by hand, with every trap that a sum can fall into.

In 2026 the bureau publishes a consolidated budget twice (the second replaces the first), its school publishes its own
part of it, and a final account follows. The statements print last year's figures beside this year's. Another county's
bureau has a budget too. Every amount is in yuan.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from pipeline.extraction import Extraction
from pipeline.statements.model import StatementCell

Row = tuple[str, str, dict[str, str]]
"""Code, label and unit, amounts by column `measure` or `measure@basis`."""

BUREAU, SCHOOL, OTHER = "甲县教育局", "甲县第一小学", "乙县教育局"
PLACES = {
    BUREAU: ("650121", "甲县"),
    SCHOOL: ("650121", "甲县"),
    OTHER: ("650122", "乙县"),
}


class Bureau:
    """Makes the documents; `cell` and `document` are the fixtures make_cell and make_document."""

    def __init__(self, cell: Callable[..., StatementCell], document: Callable[..., Extraction]) -> None:
        self.cell, self.document = cell, document

    def statement(self, name: str, rows: Sequence[tuple[Any, ...]], own: str, **more: Any) -> list[StatementCell]:
        """One statement. A row is (code, label, amounts by column, further fields)."""
        cells = []
        for number, (code, label, amounts, *rest) in enumerate(rows, start=1):
            for place, (column, amount) in enumerate(amounts.items()):
                measure, _, basis = column.partition("@")
                cells.append(
                    self.cell(
                        name, label, amount, code=code, row_no=number, measure=measure, basis=basis or own,
                        top=100.0 + 10 * number, x0=100.0 + 60 * place, measure_printed=column,
                        **{**more, **(rest[0] if rest else {})},
                    )
                )  # fmt: skip
        return cells

    def budget(self, org: str, year: int, size: int, **given: Any) -> Extraction:
        """A budget of `size` x 100 yuan: 60 % pay, 40 % one project; with its units' rows if it is consolidated."""
        own = given.pop("stage", "budget")
        basis, prior = ("budget", "prior_budget") if own == "budget" else ("final", "prior_final")
        cells = self._statements(size, basis, prior, consolidated=given.get("is_consolidated", False))
        code, county = PLACES[org]
        place = {
            "org_name": org, "region_code": code, "province": "新疆维吾尔自治区", "county": county, "level": "county",
        }  # fmt: skip
        name = f"{org}{'（汇总）' if given.get('is_consolidated') else ''}"
        rows = {"staging.organization": [place], **self._records(size, own)}
        file = f"{org}{year}{own}.pdf"
        return self.document(file, cells, org_name=name, fiscal_year=year, stage=own, region=code, rows=rows, **given)

    def all(self) -> list[Extraction]:
        """Seven documents, of which four count: the bureau's in force (budgets 2025, 2026, final 2026), the other's."""
        together: dict[str, Any] = {"is_consolidated": True}
        return [
            self.budget(BUREAU, 2025, 8, published_on=date(2025, 2, 1), **together),
            self.budget(BUREAU, 2026, 9, published_on=date(2026, 1, 1), content="first", **together),
            self.budget(BUREAU, 2026, 10, published_on=date(2026, 2, 1), content="second", **together),
            self.budget(SCHOOL, 2026, 5, published_on=date(2026, 2, 1)),
            self.budget(BUREAU, 2026, 11, stage="final_account", published_on=date(2027, 9, 1), **together),
            self.budget(SCHOOL, 2026, 6, stage="final_account", published_on=date(2027, 9, 1)),
            self.budget(OTHER, 2026, 20, published_on=date(2026, 2, 1)),
        ]

    def _statements(self, size: int, basis: str, prior: str, *, consolidated: bool) -> list[StatementCell]:
        whole, pay, work = (f"{size * part}.00" for part in (100, 60, 40))
        before = f"total@{prior}"
        units = [{"unit_name": SCHOOL}, {"unit_name": f"{BUREAU}本级"}] if consolidated else [{}]
        half = f"{size * 60 // len(units)}.00"
        pay_rows = [("2050202", "小学教育", {"total": half, "basic": half}, unit) for unit in units]
        expenditure = [
            ("", "合计", {"total": whole, "basic": pay, "project": work, before: "777.00"}),
            ("205", "教育支出", {"total": whole, "basic": pay, "project": work, before: "777.00"}),
            *pay_rows,
            ("2050299", "其他普通教育支出", {"total": work, "project": work, before: "777.00"}),
        ]
        items = [
            ("", "一般公共预算", {"total": pay, before: "777.00"}),
            ("", "事业收入", {"total": work, before: "777.00"}),
            ("", "收入总计", {"total": whole, before: "1554.00"}),
        ]
        vehicles = {"total": f"{size}.00", before: "777.00"}
        return [
            *self.statement("expenditure_summary", expenditure, basis),
            *self.statement("general_budget_expenditure", expenditure, basis),
            *self.statement("income_expenditure_summary", items, basis, section="income"),
            *self.statement("general_budget_basic", [
                ("", "合计", {"total": pay, "personnel": pay}),
                ("301", "工资福利支出", {"total": pay, "personnel": pay}),
                ("30101", "基本工资", {"total": pay, "personnel": pay, before: "777.00"}),
            ], basis),
            *self.statement("general_budget_project", [
                ("2050299", "校舍维修", {"total": work, "302": work, before: "777.00"}, {"project": "校舍维修"}),
            ], basis),
            *self.statement("three_public", [
                ("vehicle", "公务用车购置及运行维护费", vehicles),
                ("vehicle_operation", "公务用车运行维护费", vehicles),
                ("total", "合计", vehicles),
            ], basis),
            *self.statement("commissioned_service", [
                ("", "校舍检测", {"total": work, "general_budget": work, before: "777.00"}, {"project": "校舍检测"}),
                ("", "合计", {"total": work, "general_budget": work, before: "777.00"}),
            ], basis),
        ]  # fmt: skip

    def _records(self, size: int, stage: str) -> dict[str, list[dict[str, object]]]:
        form = {"row_no": 1, "scope": "project", "project_name": "2026年校舍维修项目", "page": 9}
        money = {"budget_amount": size * 40, "executed_amount": size * 39 if stage == "final_account" else None}
        indicator = {
            **form, "level3_name": "维修校舍栋数", "operator": ">=", "target_value": 2, "target_unit": "栋",
            "target_printed": "≥2栋", "weight": 10, "actual_value": 3, "actual_printed": "3栋", "score": 10,
        }  # fmt: skip
        change = {
            "row_no": 1, "subject": "total", "section": "expenditure", "compared_with": "prior_budget",
            "amount": size * 100, "change_amount": size * 10, "reason": "学生人数增加", "sentence": "增加",
        }  # fmt: skip
        return {
            "fact_performance_goal": [{**form, **money, "goal": "维修两栋校舍"}],
            "fact_performance_indicator": [indicator],
            "fact_budget_change": [change, {**change, "row_no": 2, "reason": ""}],
            "fact_project": [{"row_no": 1, "project_name": "校舍维修", "amount": size * 40, "policy_basis": "文件"}],
            "fact_staffing": [{"row_no": 1, "item": "in_service", "headcount": size}],
        }
