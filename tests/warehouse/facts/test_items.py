"""fact_three_public, fact_commissioned_service and fact_carryover."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.warehouse.facts import facts, with_purposes


def three_public(make_cell: Any, *items: tuple[str, str], measure: str = "total") -> list[tuple[str, bool]]:
    cells = [make_cell("three_public", code, amount, code=code, measure=measure, x0=10.0 * number)
             for number, (code, amount) in enumerate(items)]  # fmt: skip
    return [(row["item"], row["is_leaf"]) for row in facts("d", cells)["fact_three_public"]]


def test_items_with_parts_are_no_leaves(make_cell: Any) -> None:
    made = three_public(
        make_cell, ("total", "2.30"), ("abroad", "0.00"), ("vehicle", "1.50"), ("vehicle_operation", "1.50"),
        ("reception", "0.80"),
    )  # fmt: skip
    assert made == [
        ("total", False),
        ("abroad", True),
        ("vehicle", False),
        ("vehicle_operation", True),
        ("reception", True),
    ]


def test_an_item_without_parts_is_a_leaf(make_cell: Any) -> None:
    assert three_public(make_cell, ("vehicle", "1.50"), ("total", "1.50")) == [("vehicle", True), ("total", False)]
    assert three_public(make_cell, ("total", "1.50")) == [("total", True)]


def test_the_total_column_is_of_all_fiscal_appropriation(make_cell: Any) -> None:
    cells = [make_cell("three_public", "公务接待费", "1.00", code="reception", measure=measure)
             for measure in ("total", "general_budget", "other")]  # fmt: skip
    found = [row["funding_source"] for row in facts("d", cells)["fact_three_public"]]
    assert found == ["fiscal_appropriation", "general_budget"]


def test_units_across(make_cell: Any) -> None:
    assert _of_units(make_cell, ("", "2.00"), ("甲", "1.00"), ("乙", "1.00")) == [("甲", "1.00"), ("乙", "1.00")]


def test_a_department_above_its_units_is_no_leaf_whatever_its_name(make_cell: Any) -> None:
    for department in ("甲", "甲部门"):
        rows = [("", "5.00"), (department, "5.00"), ("甲", "2.00"), ("乙", "3.00")]
        assert _of_units(make_cell, *rows) == [("甲", "2.00"), ("乙", "3.00")]
    assert _of_units(make_cell, ("", "5.00"), ("甲", "5.00"), ("甲", "5.00")) == [("甲", "5.00")]


def test_where_units_make_more_than_the_total_the_total_counts(make_cell: Any) -> None:
    assert _of_units(make_cell, ("", "5.00"), ("甲", "4.00"), ("乙", "3.00")) == [("", "5.00")]


def _of_units(make_cell: Any, *rows: tuple[str, str]) -> list[tuple[str, str]]:
    """Units and amounts of the leaves of a table whose rows are units, by name and total (all of it reception)."""
    cells = [make_cell("three_public", item, amount, code=item, unit_name=unit, row_no=number)
             for number, (unit, amount) in enumerate(rows) for item in ("total", "reception")]  # fmt: skip
    made = facts("d", cells)["fact_three_public"]
    return [(row["unit_name"], f"{row['amount']:.2f}") for row in made if row["is_leaf"]]


def services(make_cell: Any) -> list[dict[str, Any]]:
    cells = [
        make_cell("commissioned_service", "某局", "30.00", unit_name="某局"),
        make_cell("commissioned_service", "审计", "10.00", project="审计", row_no=2),
        make_cell("commissioned_service", "软件", "20.00", row_no=3),
        make_cell("commissioned_service", "总计", "30.00", row_no=4),
    ]
    return facts("d", cells)["fact_commissioned_service"]


def test_projects_are_named_and_count_once(make_cell: Any) -> None:
    rows = services(make_cell)
    assert [(row["project_name"], row["is_leaf"]) for row in rows] == [
        ("", False),
        ("审计", True),
        ("软件", True),
        ("", False),
    ]


@dataclass(frozen=True)
class Told:
    project_name: str
    amount: Decimal | None
    purpose: str


def test_purposes_come_from_the_narrative(make_cell: Any) -> None:
    told = [Told("审 计", None, "审计服务"), Told("软件", Decimal("20.00"), "维护"),
            Told("软件", Decimal("5.00"), "开发"), Told("别的", None, "无")]  # fmt: skip
    assert [row["purpose"] for row in with_purposes(services(make_cell), told)] == ["", "审计服务", "维护", ""]


def test_two_projects_of_one_name_are_not_guessed(make_cell: Any) -> None:
    told = [Told("软件", None, "维护"), Told("软件", None, "开发")]
    assert [row["purpose"] for row in with_purposes(services(make_cell), told)] == ["", "", "", ""]


def test_columns_of_the_carry_over_statement(make_cell: Any) -> None:
    measures = (
        "total",
        "fiscal",
        "fiscal_personnel",
        "fiscal_operating",
        "fiscal_project",
        "non_fiscal_project",
        "other",
    )
    cells = [
        make_cell("carryover", label, "1.00", row_no=number, measure=measure)
        for number, label in enumerate(("基金结余", "总计"))
        for measure in measures
    ]
    rows = facts("d", cells)["fact_carryover"]
    assert [(row["funding_source"], row["kind"]) for row in rows[:6]] == [
        ("all", "total"),
        ("fiscal_appropriation", "total"),
        ("fiscal_appropriation", "personnel"),
        ("fiscal_appropriation", "operating"),
        ("fiscal_appropriation", "project"),
        ("non_fiscal", "project"),
    ]
    assert [row["is_leaf"] for row in rows] == [True] * 6 + [False] * 6
    assert {row["position"] for row in rows} == {"opening"}
    assert rows[0]["item"] == "基金结余"
