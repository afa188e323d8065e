"""Facts of a document without statements, from the figures of its prose."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipeline.narrative.model import Source, TextFact
from pipeline.warehouse.facts import prose_facts
from schemas import TABLES, frame, problems

SOURCE = Source(4, 90.0, 100.0, 500.0, 112.0, "p4", "原句")


def figure(subject: str, section: str, amount: str, **given: Any) -> TextFact:
    fields: dict[str, Any] = {
        "funding_source": "", "function_code": "", "economic_code": "", "subject_printed": subject, "basis": "final",
        "share_pct": None, "printed": amount, "heading": "说明",
    }  # fmt: skip
    return TextFact(**{**fields, **given}, subject=subject, section=section, amount=Decimal(amount), source=SOURCE)


def leaves(rows: list[dict[str, Any]], column: str) -> list[tuple[Any, Decimal]]:
    return [(row[column], row["amount"]) for row in rows if row["is_leaf"]]


def test_income_counts_once_however_often_it_is_told() -> None:
    rows = prose_facts("d", [
        figure("total", "income", "103.85"), figure("fiscal_appropriation", "income", "102.84"),
        figure("fiscal_appropriation", "income", "102.84"), figure("other_income", "income", "1.01"),
    ])["fact_income"]  # fmt: skip
    assert [row["funding_source"] for row in rows] == [
        "all",
        "fiscal_appropriation",
        "fiscal_appropriation",
        "other_income",
    ]
    assert leaves(rows, "funding_source") == [
        ("fiscal_appropriation", Decimal("102.84")),
        ("other_income", Decimal("1.01")),
    ]


def test_expenditure_by_its_lowest_codes() -> None:
    fund = {"funding_source": "general_budget"}
    rows = prose_facts("d", [
        figure("general_budget", "expenditure", "9", **fund),
        figure("function_class", "expenditure", "9", function_code="210", **fund),
        figure("function_class", "expenditure", "4", function_code="2101501", **fund),
        figure("function_class", "expenditure", "5", function_code="2101506", **fund),
        figure("basic", "expenditure", "8", **fund),
    ])["fact_expenditure"]  # fmt: skip
    assert [(row["kind"], row["funding_source"]) for row in rows] == [("total", "general_budget")] * 4 + [
        ("basic", "general_budget")
    ]
    assert leaves(rows, "function_code") == [("2101501", Decimal(4)), ("2101506", Decimal(5)), ("", Decimal(8))]


def test_the_expenditure_of_the_year_goes_before_a_total_with_what_is_carried_on() -> None:
    rows = prose_facts("d", [
        figure("total", "expenditure", "103.85", subject_printed="支出"),
        figure("total", "expenditure", "103.80", subject_printed="本年支出"),
        figure("total", "expenditure", "103.80", subject_printed="本年支出"),
    ])["fact_expenditure"]  # fmt: skip
    assert [row["is_leaf"] for row in rows] == [False, True, False]


def test_three_public_and_carry_over() -> None:
    made = prose_facts("d", [
        figure("three_public", "expenditure", "3"), figure("vehicle", "expenditure", "2"),
        figure("vehicle_operation", "expenditure", "2"), figure("reception", "expenditure", "1"),
        figure("opening_carryover", "carryover", "0.04"), figure("fiscal_closing_carryover", "carryover", "0.05"),
    ])  # fmt: skip
    assert [(row["item"], row["is_leaf"]) for row in made["fact_three_public"]] == [
        ("total", False),
        ("vehicle", False),
        ("vehicle_operation", True),
        ("reception", True),
    ]
    assert {row["funding_source"] for row in made["fact_three_public"]} == {"fiscal_appropriation"}
    assert [(row["position"], row["funding_source"]) for row in made["fact_carryover"]] == [
        ("opening", "all"),
        ("closing", "fiscal_appropriation"),
    ]


def test_other_subjects_stay_figures_of_the_text() -> None:
    made = prose_facts("d", [figure("agency_operation", "expenditure", "3"), figure("fiscal_appropriation", "", "3")])
    assert not any(made.values())


def test_rows_keep_their_declarations_and_say_where_they_stand() -> None:
    made = prose_facts("d", [
        figure("total", "income", "1"), figure("total", "expenditure", "1"), figure("three_public", "expenditure", "1"),
        figure("opening_carryover", "carryover", "1"), figure("used_non_fiscal_balance", "carryover", "1"),
    ])  # fmt: skip
    assert [len(rows) for rows in made.values()] == [2, 1, 1, 1]
    for table, rows in made.items():
        assert problems(TABLES[table], frame(TABLES[table], rows)) == []
        for row in rows:
            assert (row["statement"], row["page"], row["source_ref"], row["sentence"]) == ("narrative", 4, "p4", "原句")
