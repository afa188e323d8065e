"""The views: what they promise about sums, on a hand-made county with every trap, and on the bundled disclosures."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.statements.model import StatementCell
from pipeline.warehouse import build, connect, publish
from schemas import TABLES
from schemas.chinese import column_name, named, table_name
from schemas.views import LISTS, VIEWS
from tests.warehouse.made_budgets import BUREAU, OTHER, SCHOOL, Bureau


def ask(path: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    with connect(path) as connection:
        return connection.execute(query, values).fetchall()


@pytest.fixture(scope="module")
def county(make_cell: Any, make_document: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-made county, published."""
    made = Bureau(make_cell, make_document)
    folder = tmp_path_factory.mktemp("county")
    return publish(build(made.all(), None, folder))


def test_which_files_count(county: Path) -> None:
    found = ask(county, "SELECT org_name, fiscal_year, stage, is_counted, covered_by FROM mart.disclosure ORDER BY ALL")
    assert found == [
        (OTHER, 2026, "budget", True, ""),
        (BUREAU, 2025, "budget", True, ""),
        (BUREAU, 2026, "budget", True, ""),
        (BUREAU, 2026, "final_account", True, ""),
        (SCHOOL, 2026, "budget", False, BUREAU),
        (SCHOOL, 2026, "final_account", False, BUREAU),
    ]


SUMS = {
    # view: (column, budget 2026 of the bureau and the other, column, final account 2026 of the bureau)
    "budget": ("budget_expenditure", 1000 + 2000, "final_expenditure", 1100),
    "income_by_source": ("budget_amount", 1000 + 2000, "final_amount", 1100),
    "expenditure_by_function": ("budget_amount", 1000 + 2000, "final_amount", 1100),
    "fund_expenditure_by_function": ("budget_amount", 1000 + 2000, "final_amount", 1100),
    "basic_by_economic_class": ("budget_amount", 600 + 1200, "final_amount", 660),
    "three_public": ("budget_amount", 10 + 20, "final_amount", 11),
    "commissioned_service": ("budget_amount", 400 + 800, "final_amount", 440),
    "project": ("amount", 400 + 800, "executed_amount", 429),
    "execution": ("budget_expenditure", 1000, "final_expenditure", 1100),
    "execution_by_class": ("budget_amount", 1000, "final_amount", 1100),
    "peer": ("budget_expenditure", 1000 + 2000, "staff", 10 + 20),
}


@pytest.mark.parametrize("view", SUMS)
def test_a_plain_sum_counts_every_yuan_once(county: Path, view: str) -> None:
    budget, expected_budget, final, expected_final = SUMS[view]
    query = f"SELECT sum({budget}), sum({final}) FROM mart.{view} WHERE fiscal_year = 2026"
    assert ask(county, query) == [(expected_budget, expected_final)]


def test_every_view_for_sums_is_tested() -> None:
    assert {view.name for view in VIEWS if view.summable} == set(SUMS)


def test_kinds_and_classes_stand_beside_their_total(county: Path) -> None:
    assert ask(county, "SELECT budget_income, budget_basic, budget_project FROM mart.budget WHERE org_name = ?"
                       " AND fiscal_year = 2026", BUREAU) == [(1000, 600, 400)]  # fmt: skip
    assert ask(county, "SELECT function_code, class_name, division_code, item_name, budget_basic, budget_project "
                       "FROM mart.expenditure_by_function WHERE org_name = ? AND fiscal_year = 2026", BUREAU) == [
        ("2050202", "教育支出", "20502", "小学教育", 600, None),
        ("2050299", "教育支出", "20502", "其他普通教育支出", None, 400),
    ]  # fmt: skip


def test_the_year_before_is_printed_beside_and_is_not_added(county: Path) -> None:
    query = (
        "SELECT item, prior_budget_amount, budget_change, prior_budget_source FROM mart.three_public WHERE org_name = ?"
    )
    assert ask(county, f"{query} AND fiscal_year = 2026", BUREAU) == [("vehicle_operation", 777, -767, "statement")]


def test_the_year_before_is_taken_from_its_disclosure_where_nothing_says_it(
    make_cell: Any, make_document: Any, link: Path
) -> None:
    documents = []
    for year, amount in ((2025, "30.00"), (2026, "20.00")):
        cells = [make_cell("three_public", "公务接待费", amount, code="reception")]
        documents.append(make_document(f"{year}.pdf", cells, fiscal_year=year))
    path = build(documents, None, link.parent)
    found = ask(path, "SELECT fiscal_year, budget_amount, prior_budget_amount, budget_change, budget_change_pct,"
                      " prior_budget_source FROM mart.three_public")  # fmt: skip
    assert found == [
        (2025, 30, None, None, None, ""),
        (2026, 20, 30, -10, Decimal("-33.33"), "prior_disclosure"),
    ]


def test_answers_do_not_depend_on_the_order_of_documents(
    county: Path, make_cell: Any, make_document: Any, link: Path
) -> None:
    other = build(list(reversed(Bureau(make_cell, make_document).all())), None, link.parent)
    for view in (*VIEWS, *LISTS):
        assert ask(other, f"FROM {view.qualified}") == ask(county, f"FROM {view.qualified}"), view.name


def test_units_of_a_consolidated_disclosure_can_still_be_looked_at(county: Path) -> None:
    query = "SELECT budget_expenditure, final_expenditure, covered_by FROM mart.every_budget WHERE org_name = ?"
    assert ask(county, query, SCHOOL) == [(500, 600, BUREAU)]


def test_a_unit_counts_for_the_stage_in_which_nobody_contains_it(
    make_cell: Any, make_document: Any, link: Path
) -> None:
    made = Bureau(make_cell, make_document)
    documents = [
        made.budget(BUREAU, 2026, 10, is_consolidated=True),
        made.budget(SCHOOL, 2026, 5),
        made.budget(SCHOOL, 2026, 6, stage="final_account"),
    ]
    path = build(documents, None, link.parent)
    assert ask(path, "SELECT sum(budget_expenditure), sum(final_expenditure) FROM mart.budget") == [(1000, 600)]
    assert ask(path, "SELECT sum(budget_amount), sum(final_amount) FROM mart.three_public") == [(10, 6)]


def test_a_department_s_own_level_is_in_its_consolidated_disclosure(
    make_cell: Any, make_document: Any, link: Path
) -> None:
    made = Bureau(make_cell, make_document)
    own = made.budget(BUREAU, 2026, 4)
    own.rows["dim_disclosure"][0]["org_name"] = f"{BUREAU}（本级）"
    path = build([made.budget(BUREAU, 2026, 10, is_consolidated=True, content="all"), own], None, link.parent)
    assert ask(path, "SELECT sum(budget_expenditure) FROM mart.budget") == [(1000,)]
    assert ask(path, "SELECT sum(amount), count(*) FROM mart.project") == [(400, 1)]
    assert ask(path, "SELECT count(*) FROM mart.indicator") == [(1,)]
    assert ask(path, "SELECT count(*) FROM mart.change") == [(1,)]


def test_a_narrative_beside_its_statements_is_no_second_budget(make_cell: Any, make_document: Any, link: Path) -> None:
    """北京 publishes both as files; only one of them may say that units are in it."""
    made = Bureau(make_cell, make_document)
    whole = made.budget(BUREAU, 2026, 10, is_consolidated=True, content="whole", part="statements")
    changes = whole.rows.pop("fact_budget_change")
    prose = made.document("prose.pdf", [], org_name=BUREAU, fiscal_year=2026, region="650121", part="narrative",
                          rows={"fact_budget_change": [dict(row, disclosure_id=None) for row in changes]})  # fmt: skip
    for row in prose.rows["fact_budget_change"]:
        row["disclosure_id"] = prose.disclosure_id
    path = build([whole, prose], None, link.parent)
    assert ask(path, "SELECT sum(budget_expenditure) FROM mart.budget") == [(1000,)]
    assert ask(path, "SELECT count(*) FROM mart.change") == [(1,)]


def test_a_unit_alone_counts(make_cell: Any, make_document: Any, link: Path) -> None:
    made = Bureau(make_cell, make_document)
    path = build([made.budget(SCHOOL, 2026, 5)], None, link.parent)
    assert ask(path, "SELECT org_name, budget_expenditure FROM mart.budget") == [(SCHOOL, 500)]


def test_another_bureau_that_carries_out_a_project_is_not_taken_for_a_unit(
    make_cell: Any, make_document: Any, link: Path
) -> None:
    made = Bureau(make_cell, make_document)
    bureau = made.budget(BUREAU, 2026, 10, is_consolidated=True)
    bureau.rows["fact_project"][0]["undertaking_unit"] = OTHER
    path = build([bureau, made.budget(OTHER, 2026, 20)], None, link.parent)
    assert ask(path, "SELECT sum(budget_expenditure) FROM mart.budget") == [(3000,)]


def test_one_project_under_two_spellings_is_one_row(county: Path) -> None:
    query = """SELECT project_name, amount, statement_amount, goal_amount, narrative_amount, policy_basis, goal,
        executed_amount, execution_pct FROM mart.project WHERE org_name = ? AND fiscal_year = 2026"""
    assert ask(county, query, BUREAU) == [
        ("校舍维修", 400, 400, 400, 400, "文件", "维修两栋校舍", 429, Decimal("97.50")),
    ]


def test_indicators_are_listed_once_and_attained(county: Path) -> None:
    query = "SELECT org_name, stage, is_attained, score_pct FROM mart.indicator WHERE fiscal_year = 2026 ORDER BY ALL"
    assert ask(county, query) == [
        (OTHER, "budget", True, 100),
        (BUREAU, "budget", True, 100),
        (BUREAU, "final_account", True, 100),
    ]


def test_a_comparison_told_twice_is_one_change_with_its_reason(county: Path) -> None:
    query = "SELECT amount, base_amount, change_amount, reason FROM mart.change WHERE org_name = ? AND stage = 'budget'"
    assert ask(county, f"{query} AND fiscal_year = 2026", BUREAU) == [(1000, 900, 100, "学生人数增加")]


def test_budget_against_final_account(county: Path) -> None:
    assert ask(county, "SELECT org_name, difference, execution_pct FROM mart.execution") == [(BUREAU, 100, 110)]
    query = "SELECT class_name, difference, execution_pct FROM mart.execution_by_class"
    assert ask(county, query) == [("教育支出", 100, 110)]


def test_peers_are_bureaus_of_one_kind(county: Path) -> None:
    query = """SELECT org_name, peers, rank, expenditure_per_head, median_expenditure FROM mart.peer
        WHERE kind = '教育局' AND fiscal_year = 2026 ORDER BY rank"""
    assert ask(county, query) == [(OTHER, 2, 1, 100, 1500), (BUREAU, 2, 2, 100, 1500)]


def test_quality_is_told_of_every_current_file(county: Path) -> None:
    assert ask(county, "SELECT count(*), count(*) FILTER (WHERE cells > 0) FROM mart.data_quality") == [(6, 6)]


def test_a_consolidated_file_without_a_name_contains_no_other_body(
    make_cell: Any, make_document: Any, link: Path
) -> None:
    cells = {
        amount: [
            make_cell("expenditure_summary", "行政运行", amount, code="2010101", row_no=1),
            make_cell("expenditure_summary", "合计", amount, row_no=2, top=120.0),
        ]
        for amount in ("7000.00", "2000.00", "4000.00")
    }
    documents = [
        make_document("collection.pdf", cells["7000.00"], org_name="", region="", is_consolidated=True),
        make_document("office.pdf", cells["2000.00"], org_name="国家某局", region=""),
        make_document("bureau.pdf", cells["4000.00"], org_name="某市财政局"),
    ]
    path = build(documents, None, link.parent)
    assert ask(path, "SELECT count(*) FROM mart.disclosure WHERE is_counted") == [(3,)]
    assert ask(path, "SELECT sum(budget_expenditure) FROM mart.budget") == [(13000,)]


def test_two_files_without_a_name_are_two_budgets(make_cell: Any, make_document: Any, link: Path) -> None:
    documents = [
        make_document(f"{amount}.pdf", [make_cell("expenditure_summary", "合计", amount)], org_name="", region="")
        for amount in ("1000.00", "2000.00")
    ]
    path = build(documents, None, link.parent)
    assert ask(path, "SELECT sum(budget_expenditure), count(*) FROM mart.budget") == [(3000, 2)]


@pytest.mark.parametrize("content", ["0", "1", "2", "3"])
def test_of_two_files_in_force_the_newer_answers_whatever_is_in_them(
    make_cell: Any, make_document: Any, link: Path, content: str
) -> None:
    """A single statement is corrected, with the same printed date; everything else stays in force."""

    def records(amount: int) -> dict[str, list[dict[str, object]]]:
        form = {"row_no": 1, "scope": "project", "project_name": "维修", "page": 9}
        change = {"row_no": 1, "subject": "reception", "compared_with": "prior", "amount": 1, "page": amount}
        return {
            "fact_performance_goal": [{**form, "budget_amount": amount}],
            "fact_performance_indicator": [{**form, "level3_name": "栋数", "target_printed": str(amount)}],
            "fact_budget_change": [change],
        }

    names = ("expenditure_summary", "income_summary", "general_budget_expenditure", "government_fund_expenditure",
             "general_budget_basic", "state_capital_expenditure")  # fmt: skip
    whole = [make_cell(name, "合计", "1000.00") for name in names]
    meals = {amount: make_cell("three_public", "公务接待费", f"{amount}.00", code="reception") for amount in (100, 70)}
    documents = [
        make_document("all.pdf", [*whole, meals[100]], content=content, rows=records(100)),
        make_document(
            "corrected.pdf", [meals[70]], content=content, rows=records(70), ingested_at=datetime(2026, 5, 1)
        ),
    ]
    path = build(documents, None, link.parent)
    assert ask(path, "SELECT count(*) FROM mart.disclosure") == [(2,)]
    assert ask(path, "SELECT budget_amount FROM mart.three_public") == [(70,)]
    assert ask(path, "SELECT goal_amount FROM mart.project") == [(70,)]
    assert ask(path, "SELECT target_printed FROM mart.indicator") == [("70",)]
    assert ask(path, "SELECT page FROM mart.change") == [(70,)]


def test_what_the_department_prints_comes_before_what_its_own_level_prints(
    make_cell: Any, make_document: Any, link: Path
) -> None:
    """The own level's statements are in the department's; they answer nothing in its place."""

    def expenditure(amount: str) -> list[StatementCell]:
        return [
            make_cell("expenditure_summary", "小学教育", amount, code="2050202", row_no=1),
            make_cell("expenditure_summary", "合计", amount, row_no=2, top=120.0),
        ]

    whole = {"org_name": "某市教育局（汇总）", "is_consolidated": True}
    said = {
        "row_no": 1, "statement": "narrative", "item": "reception", "funding_source": "fiscal_appropriation",
        "basis": "budget", "amount": 50, "is_leaf": True, "page": 9,
    }  # fmt: skip
    prose = make_document("prose.pdf", [], part="narrative", **whole)
    prose.rows["fact_three_public"] = [{"disclosure_id": prose.disclosure_id, **said}]
    own = [
        *expenditure("400.00"),
        make_cell("three_public", "公务接待费", "10.00", code="reception"),
        make_cell("income_summary", "合计", "400.00"),
    ]
    documents = [
        make_document("whole.pdf", expenditure("1000.00"), part="statements", **whole),
        prose,
        make_document("own.pdf", own, org_name="某市教育局（本级）"),
    ]
    path = build(documents, None, link.parent)
    assert ask(path, "SELECT item, budget_amount FROM mart.three_public") == [("reception", 50)]
    for view in ("budget", "every_budget"):
        found = ask(path, f"SELECT budget_income, budget_expenditure, is_consolidated FROM mart.{view}")
        assert found == [(None, 1000, True)], view
    assert ask(path, "SELECT covered_by FROM mart.every_budget") == [("",)]
    assert ask(path, "SELECT count(*) FROM mart.income_by_source") == [(0,)]


@pytest.mark.parametrize(("last", "stated"), [("本年支出合计", 100), ("总计", 120)])
def test_what_is_carried_over_is_no_part_of_the_budget_that_is_executed(
    make_cell: Any, make_document: Any, link: Path, last: str, stated: int
) -> None:
    def row(label: str, budget: str, final: str, number: int, code: str = "") -> list[StatementCell]:
        place: dict[str, Any] = {"section": "expenditure", "row_no": number, "top": 100.0 + 10 * number, "code": code}
        return [
            make_cell("income_expenditure_summary", label, budget, basis="budget", **place),
            make_cell("income_expenditure_summary", label, final, basis="final", x0=200.0, **place),
        ]

    cells = [
        *row("卫生健康支出", "100.00", "90.00", 1, "210"),
        *(row("本年支出合计", "100.00", "90.00", 2) if last == "本年支出合计" else []),
        *row("年末结转和结余", "20.00", "30.00", 3),
        *row("总计", "120.00", "120.00", 4),
        make_cell("expenditure_summary", "行政运行", "90.00", basis="final", code="2100101", row_no=1),
        make_cell("expenditure_summary", "合计", "90.00", basis="final", row_no=2, top=120.0),
    ]
    path = build([make_document("final.pdf", cells, stage="final_account")], None, link.parent)
    query = "SELECT stated_budget, final_expenditure, difference, execution_pct FROM mart.execution"
    assert ask(path, query) == [(stated, 90, 90 - stated, Decimal(9000) / stated)]


def test_a_whole_department_is_not_compared_with_its_own_level(make_cell: Any, make_document: Any, link: Path) -> None:
    def expenditure(amount: str, basis: str) -> list[StatementCell]:
        return [
            make_cell("expenditure_summary", "小学教育", amount, basis=basis, code="2050202", row_no=1),
            make_cell("expenditure_summary", "合计", amount, basis=basis, row_no=2, top=120.0),
        ]

    whole = {"org_name": "某市教育局（汇总）", "is_consolidated": True}
    own = {"org_name": "某市教育局（本级）", "stage": "final_account"}
    documents = [
        make_document("whole.pdf", expenditure("1000.00", "budget"), **whole),
        make_document("own.pdf", expenditure("400.00", "final"), **own),
    ]
    path = build(documents, None, link.parent)
    query = "SELECT budget_expenditure, final_expenditure, difference, execution_pct FROM mart.execution"
    assert ask(path, query) == [(1000, 400, None, None)]
    query = "SELECT budget_amount, final_amount, difference, execution_pct FROM mart.execution_by_class"
    assert ask(path, query) == [(1000, 400, None, None)]


@pytest.mark.parametrize("other_name", ["维修", "2026年维修项目"])
def test_a_form_in_two_files_of_a_document_is_one_however_its_name_is_spelled(
    make_cell: Any, make_document: Any, link: Path, other_name: str
) -> None:
    names = ("expenditure_summary", "income_summary", "general_budget_expenditure", "general_budget_basic")
    documents = []
    for stage, basis, executed in (("budget", "budget", None), ("final_account", "final", 390)):
        cells = [make_cell(name, "合计", "900.00", basis=basis) for name in names]
        for file, made, name, page, day in (("a.pdf", cells, "维修", 30, 1), ("b.pdf", [], other_name, 4, 2)):
            form = {"row_no": 1, "scope": "project", "project_name": name, "page": page, "budget_amount": 400}
            rows: dict[str, list[dict[str, object]]] = {
                "fact_performance_goal": [{**form, "executed_amount": executed}],
                "fact_project": [{"row_no": 1, "project_name": name, "page": page, "amount": 400}],
            }
            arrived = datetime(2027, 1, day)
            documents.append(make_document(file, made, stage=stage, content=stage, rows=rows, ingested_at=arrived))
    path = build(documents, None, link.parent)
    assert ask(path, "SELECT count(*) FROM mart.disclosure WHERE is_counted") == [(4,)]
    query = "SELECT goal_amount, narrative_amount, stated_budget, executed_amount FROM mart.project"
    assert ask(path, query) == [(400, 400, 400, 390)]
    assert ask(path, "SELECT budget_page, final_page FROM mart.project") == [(4, 4)]


def test_file_and_page_of_a_project_belong_together(make_cell: Any, make_document: Any, link: Path) -> None:
    """Of several forms the first page is shown, with its own file; a sheet of a workbook has no page."""

    def rows(name: str, page: int) -> dict[str, list[dict[str, object]]]:
        form = {"row_no": 1, "scope": "project", "project_name": name, "page": page, "budget_amount": 400}
        return {"fact_performance_goal": [form]}

    sheet = [make_cell("general_budget_project", "维修", "400.00", project="维修", page=None)]
    documents = [
        make_document("sheet.xlsx", sheet, part="statements", page_count=None),
        make_document("forms.pdf", [], part="narrative", rows=rows("维修", 9)),
    ]
    for number in range(4):
        content, final = str(number), {"stage": "final_account", "fiscal_year": 2000 + number}
        cells = [make_cell("expenditure_summary", "合计", "900.00", basis="final")]
        documents += [
            make_document("one.pdf", cells, content=content, org_name="某市教育局", rows=rows("维修", 30), **final),
            make_document(
                "two.pdf", [], content=content, org_name="某市教育局（本级）", rows=rows("维修项目", 4), **final
            ),
        ]
    path = build(documents, None, link.parent)
    shown = """
        SELECT {stage}_page, file.file_name FROM mart.project
        JOIN dim_disclosure AS file ON file.disclosure_id = {stage}_disclosure_id ORDER BY ALL
    """
    assert ask(path, shown.format(stage="budget")) == [(None, "sheet.xlsx")]
    assert ask(path, shown.format(stage="final")) == [(4, "two.pdf")] * 4


@pytest.mark.parametrize("printed", ["某市(城东)小学", "某市（城东）小学", "某市(城东)小学(本级)"])
def test_a_unit_is_found_by_its_name_whatever_the_width_of_its_brackets(
    make_cell: Any, make_document: Any, link: Path, printed: str
) -> None:
    def expenditure(amount: str, unit: str = "") -> list[StatementCell]:
        return [
            make_cell("expenditure_summary", "小学教育", amount, code="2050202", row_no=1, unit_name=unit),
            make_cell("expenditure_summary", "合计", amount, row_no=2, top=120.0),
        ]

    whole = expenditure("1000.00", printed)
    documents = [
        make_document("whole.pdf", whole, org_name="甲县教育局（汇总）", is_consolidated=True),
        make_document("unit.pdf", expenditure("500.00"), org_name="某市(城东)小学"),
    ]
    path = build(documents, None, link.parent)
    assert ask(path, "SELECT sum(budget_expenditure) FROM mart.budget") == [(1000,)]


def test_comparisons_in_percent_alone_are_told_apart(make_cell: Any, make_document: Any, link: Path) -> None:
    told: dict[str, object] = {"subject": "project", "section": "expenditure", "compared_with": "prior"}
    rows = [
        {**told, "row_no": 1, "change_pct": 10, "reason": "学校增加"},
        {**told, "row_no": 2, "change_pct": -20, "reason": "节约"},
        {**told, "row_no": 3, "change_pct": 10},
        {**told, "row_no": 4, "completion_pct": 95},
    ]
    document = make_document("a.pdf", [make_cell("expenditure_summary", "合计", "1.00")], rows={
        "fact_budget_change": rows})  # fmt: skip
    path = build([document], None, link.parent)
    query = "SELECT change_pct, completion_pct, reason FROM mart.change ORDER BY ALL"
    assert ask(path, query) == [(-20, None, "节约"), (10, None, "学校增加"), (None, 95, "")]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"general_budget": "70.00", "government_fund": "30.00"}, {("general_budget", 70), ("government_fund", 30)}),
        ({"fiscal_appropriation": "70.00", "general_budget": "70.00"}, set()),
    ],
)
def test_sources_of_an_income_statement_without_totals(
    make_cell: Any, make_document: Any, link: Path, columns: dict[str, str], expected: set[tuple[str, int]]
) -> None:
    cells = [
        make_cell("income_summary", "行政运行", amount, code="2101501", measure=measure, x0=100.0 + 60 * place)
        for place, (measure, amount) in enumerate(columns.items())
    ]
    path = build([make_document("a.pdf", cells)], None, link.parent)
    assert set(ask(path, "SELECT funding_source, budget_amount FROM mart.income_by_source")) == expected


# Declarations, comments, Chinese names.


def test_every_view_has_the_declared_columns_and_comments(county: Path) -> None:
    with connect(county) as connection:
        for view in (*VIEWS, *LISTS):
            found = connection.execute(f"SELECT * FROM {view.qualified} LIMIT 0").description
            assert [name for name, *_ in found] == [column.name for column in view.columns], view.name
        comments = connection.execute(
            "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE schema_name = 'mart'"
        ).fetchall()
    declared = {
        (view.name, column.name): f"{column.zh} | {column.en}" for view in (*VIEWS, *LISTS) for column in view.columns
    }
    assert {(table, column): comment for table, column, comment in comments} == declared


def test_every_table_and_column_has_a_chinese_name() -> None:
    tables, columns = named()
    everything = {table.name: table.by_name for table in TABLES.values()} | {v.full_name: v.by_name for v in VIEWS}
    assert set(everything) <= tables
    assert {column for names in everything.values() for column in names} <= columns
    for name, names in everything.items():
        chinese = [column_name(name, column) for column in names]
        assert len(set(chinese)) == len(chinese), name
    assert len({table_name(name) for name in everything}) == len(everything)


def test_the_chinese_views_say_the_same_in_chinese(county: Path) -> None:
    assert ask(county, "SELECT sum(预算数) FROM 中文.三公经费 WHERE 年度 = 2026 AND 项目 = '公务用车运行维护费'") == [
        (30,)
    ]
    assert ask(county, "SELECT DISTINCT 阶段, 口径 FROM 中文.明细_支出 JOIN 中文.维度_公开文件 USING (公开文件编号) "
                       "WHERE 年度 = 2026 AND 口径 LIKE '%算数' AND 口径 NOT LIKE '上年%' ORDER BY ALL") == [
        ("决算", "决算数"), ("预算", "预算数"),
    ]  # fmt: skip
    with connect(county) as connection:
        for (name,) in connection.execute("SELECT view_name FROM duckdb_views() WHERE schema_name = '中文'").fetchall():
            connection.execute(f'SELECT * FROM 中文."{name}"').fetchall()


# Totals against what the documents print.


@pytest.mark.parametrize(
    ("view", "column", "statement", "measure"),
    [
        ("budget", "budget_expenditure", "expenditure_summary", "total"),
        ("budget", "budget_basic", "expenditure_summary", "basic"),
        ("expenditure_by_function", "budget_amount", "expenditure_summary", "total"),
        ("expenditure_by_function", "budget_project", "expenditure_summary", "project"),
        ("fund_expenditure_by_function", "budget_amount", "general_budget_expenditure", "total"),
        ("income_by_source", "budget_amount", "income_summary", "total"),
        ("budget", "budget_income", "income_summary", "total"),
        ("basic_by_economic_class", "budget_amount", "general_budget_basic", "total"),
        ("basic_by_economic_class", "budget_personnel", "general_budget_basic", "personnel"),
        ("three_public", "budget_amount", "three_public", "total"),
        ("commissioned_service", "budget_amount", "commissioned_service", "total"),
        ("peer", "budget_expenditure", "expenditure_summary", "total"),
        ("peer", "budget_project", "expenditure_summary", "project"),
        ("project", "amount", "expenditure_summary", "project"),
    ],
)
def test_views_add_up_to_the_printed_totals(
    warehouse: Path, view: str, column: str, statement: str, measure: str
) -> None:
    printed = dict(ask(warehouse, """
        SELECT d.org_id || d.fiscal_year, max(amount) FROM staging.statement_cell AS c
        JOIN dim_disclosure AS d USING (disclosure_id)
        WHERE statement = ? AND measure = ? AND label SIMILAR TO '(合|总)计' AND basis = 'budget' GROUP BY ALL
        """, statement, measure))  # fmt: skip
    summed = dict(ask(warehouse, f"""
        SELECT org_id || fiscal_year, (sum({column}), count(*)) FROM mart.{view} WHERE budget_disclosure_id <> ''
        GROUP BY ALL"""))  # fmt: skip
    assert len(printed) == 4 or (statement == "commissioned_service" and len(printed) == 2)
    for key, total in printed.items():
        amount, rows = summed[key].values() if isinstance(summed[key], dict) else summed[key]
        assert abs(amount - total) <= (0 if view == "budget" else 50 * (rows + 1)), (key, amount, total)


def test_execution_is_what_the_final_account_prints(warehouse: Path) -> None:
    """The bundled account says on its page 4: 本年支出合计103.80万元."""
    query = "SELECT fiscal_year, final_expenditure, final_page FROM mart.execution"
    assert ask(warehouse, query) == [(2023, 1_038_000, 4)]


def test_every_amount_of_a_view_stands_on_the_page_that_it_names(warehouse: Path) -> None:
    for view, column, code in (("expenditure_by_function", "budget_amount", "function_code"),
                               ("basic_by_economic_class", "budget_amount", "economic_code")):  # fmt: skip
        lost = ask(warehouse, f"""
            SELECT v.* FROM mart.{view} AS v WHERE v.{column} IS NOT NULL AND NOT EXISTS (
                FROM staging.statement_cell AS c WHERE c.disclosure_id = v.budget_disclosure_id
                AND c.page = v.budget_page AND c.code = v.{code})""")  # fmt: skip
        assert not lost


def test_nothing_of_mart_keeps_to_the_name_of_the_file_it_was_built_in(county: Path, tmp_path: Path) -> None:
    copy = tmp_path / "another name.duckdb"
    copy.write_bytes(county.resolve().read_bytes())
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{copy}' AS elsewhere (READ_ONLY)")
        assert connection.execute("SELECT count(*) FROM elsewhere.mart.budget").fetchall() == [(3,)]
        connection.execute("USE elsewhere")
        assert connection.execute("SELECT count(*) > 0 FROM mart.search('校舍')").fetchall() == [(True,)]


def test_money_is_money_in_every_view(county: Path) -> None:
    """Sums would be DECIMAL(38,2), which not every tool reads from Parquet."""
    kinds = ask(county, "SELECT DISTINCT data_type FROM duckdb_columns() WHERE schema_name = 'mart'")
    decimals = {kind for (kind,) in kinds if kind.startswith("DECIMAL")}
    assert decimals <= {"DECIMAL(18,2)", "DECIMAL(9,2)", "DECIMAL(12,2)", "DECIMAL(9,4)", "DECIMAL(24,6)"}
    assert not {kind for (kind,) in kinds} & {"DOUBLE", "HUGEINT"}


def test_an_absurd_amount_breaks_no_view(make_cell: Any, make_document: Any, link: Path) -> None:
    """Two columns read as one number must not keep the night's version from being built."""
    made = Bureau(make_cell, make_document)
    huge, negative = "9999999999999999.99", "-9999999999999999.99"
    documents = [made.budget(OTHER, 2026, 20)]
    for year, amounts in ((2025, (huge, huge)), (2026, (negative, "0.01"))):
        cells = []
        for statement in ("expenditure_summary", "general_budget_basic", "general_budget_expenditure"):
            cells += [
                make_cell(
                    statement, "甲", amounts[0], code="2010601" if "basic" not in statement else "30101", row_no=1
                ),
                make_cell(
                    statement, "乙", amounts[1], code="2010602" if "basic" not in statement else "30102", row_no=2
                ),
                make_cell(statement, "合计", amounts[0], row_no=3),
            ]
        cells += [make_cell("three_public", "公务接待费", amounts[1], code="reception")]
        change = {"row_no": 1, "subject": "reception", "compared_with": "prior", "amount": Decimal(amounts[1]),
                  "change_amount": Decimal(negative)}  # fmt: skip
        rows: dict[str, list[dict[str, object]]] = {"fact_budget_change": [change]}
        for stage in ("budget", "final_account"):
            basis = "budget" if stage == "budget" else "final"
            of_stage = [replace(cell, basis=basis) for cell in cells]
            file = f"{year}{stage}.pdf"
            documents.append(make_document(file, of_stage, fiscal_year=year, stage=stage, rows=rows))
    path = build(documents, None, link.parent)
    for view in VIEWS:
        ask(path, f"FROM {view.qualified}")
    assert ask(path, "SELECT budget_expenditure FROM mart.budget WHERE org_name = ?", OTHER) == [(2000,)]
