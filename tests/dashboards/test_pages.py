"""Every page without a browser: it runs, its figures are those of SQL, and its empty states say what is the matter."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.dashboards.figures import wan
from pipeline.dashboards.queries.scope import Period
from pipeline.extraction import Extraction
from pipeline.warehouse import build, publish
from tests.dashboards.conftest import NAMES, Run, ask, drawn, metrics, words
from tests.warehouse.conftest import _cell, _document
from tests.warehouse.made_budgets import BUREAU, OTHER, SCHOOL


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_page_runs_in_both_languages(run: Run, name: str, language: str) -> None:
    page = run(name, language)
    assert not page.exception
    assert page.title[0].value
    assert page.metric or name == "search"
    chinese = any("\u4e00" <= char <= "\u9fff" for card in page.metric for char in card.label)
    assert chinese == (language == "zh" and name != "search")


def test_the_overview_sums_each_organization_once(run: Run, county: Path) -> None:
    shown = metrics(run("overview", period=Period(2026, "budget")))
    query = (
        "SELECT count(*), sum(budget_expenditure), sum(budget_project) FROM mart.budget WHERE fiscal_year = 2026 AND {}"
    )
    ((orgs, spent, project),) = ask(county, query.format("budget_expenditure IS NOT NULL"))
    assert shown["机构数"] == str(orgs) == "3"
    assert (
        shown["支出合计（万元）"] == wan(spent) == "12.65"
    )  # 1 000 + 2 000 + 123 456 yuan; the school is in the bureau
    assert shown["项目支出（万元）"] == wan(project)
    ((public,),) = ask(county, "SELECT sum(budget_amount) FROM mart.three_public WHERE fiscal_year = 2026")
    assert shown["三公经费（万元）"] == wan(public) == "0.0030"


def test_a_list_that_was_cut_short_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    told = "只列出前 2 条"
    assert told not in words(run("overview"))
    monkeypatch.setattr("pipeline.dashboards.queries.overview.LISTED", 2)
    assert told in words(run("overview"))


def test_the_overview_follows_its_filters(run: Run, county: Path) -> None:
    page = run("overview")
    years = next(each for each in page.selectbox if each.label == "年度和阶段")
    assert years.options[0] == "2026 年预算"
    shown = metrics(years.select(Period(2026, "final_account")).run())
    ((spent,),) = ask(county, "SELECT sum(final_expenditure) FROM mart.budget WHERE fiscal_year = 2026")
    assert shown["支出合计（万元）"] == wan(spent)
    place = next(each for each in page.selectbox if each.label == "地区")
    assert place.options[0] == "全部地区"


def org_id(county: Path, name: str) -> str:
    ((found,),) = ask(county, "SELECT DISTINCT org_id FROM mart.disclosure WHERE org_name = ?", name)
    return str(found)


def test_the_money_of_one_organization(run: Run, county: Path) -> None:
    page = run("organization", org=org_id(county, OTHER))
    shown = metrics(page)
    query = "SELECT budget_income, budget_expenditure, budget_basic FROM mart.every_budget WHERE org_name = ?"
    ((income, spent, basic),) = ask(county, query, OTHER)
    assert shown["收入总计（万元）"] == wan(income)
    assert shown["支出合计（万元）"] == wan(spent) == "0.20"
    assert shown["基本支出（万元）"] == wan(basic)
    frame = page.dataframe[0].value
    assert sum(frame["金额"]) == spent / 10000
    assert len(page.get("vega_lite_chart")) + len(page.get("arrow_vega_lite_chart")) == 2


def test_a_link_to_an_unknown_organization_shows_no_other_one(run: Run, county: Path) -> None:
    page = run("organization", address={"org": "nobody"})
    assert "链接所指的机构不在现行数据中" in words(page)
    assert not page.metric
    choice = next(each for each in page.selectbox if each.label == "选择机构")
    assert choice.value is None
    shown = choice.select_index(1).run()
    assert "链接所指的机构" not in words(shown)
    assert metrics(shown)
    known = org_id(county, OTHER)
    assert metrics(run("organization", address={"org": known}))["支出合计（万元）"] == "0.20"


def test_a_unit_within_a_consolidated_disclosure_says_so(run: Run, county: Path) -> None:
    page = run("organization", org=org_id(county, SCHOOL))
    assert metrics(page)["支出合计（万元）"] == wan(Decimal(500))
    assert f"已并入“{BUREAU}”的汇总公开" in words(page)


def test_three_public_shows_the_year_before(run: Run, county: Path) -> None:
    page = run("organization", org=org_id(county, OTHER), view="three_public")
    shown = metrics(page)
    query = "SELECT sum(budget_amount), sum(prior_budget_amount) FROM mart.three_public WHERE org_name = ?"
    ((amount, prior),) = ask(county, query, OTHER)
    assert shown["三公经费 2026（万元）"] == wan(amount) == "0.0020"
    assert shown["上年（万元）"] == wan(prior) == "0.08"


def test_projects_show_goal_result_and_indicators(run: Run, county: Path) -> None:
    page = run("organization", org=org_id(county, BUREAU), view="projects")
    assert metrics(page)["项目数"] == str(
        ask(county, "SELECT count(*) FROM mart.project WHERE org_name = ? AND fiscal_year = 2026", BUREAU)[0][0]
    )
    assert page.expander
    assert "维修两栋校舍" in words(page)
    assert any("维修校舍栋数" in str(each.value) for each in page.dataframe)


def test_changes_keep_their_reasons(run: Run, county: Path) -> None:
    page = run("organization", org=org_id(county, OTHER), view="changes")
    assert "学生人数增加" in list(page.dataframe[0].value["主要原因"])


def test_statements_are_shown_as_printed(run: Run, county: Path) -> None:
    page = run("organization", org=org_id(county, OTHER), view="statements")
    shown = words(page)
    query = """
        SELECT printed FROM staging.statement_cell JOIN mart.disclosure USING (disclosure_id)
        WHERE mart.disclosure.org_name = ? AND statement = 'expenditure_summary'
    """
    statements = next(each for each in page.selectbox if each.label == "报表")
    at = statements.options.index("部门支出总体情况表")
    shown = words(statements.select_index(at).run())
    printed = [text for (text,) in ask(county, query, OTHER)]
    assert printed
    assert all(f">{text}</td>" in shown for text in printed)


def test_a_statement_is_shown_with_its_own_unit(run: Run, tmp_path: Path) -> None:
    cells = [
        _cell("other", "培训费", "72800.00", title="培训费明细表", printed="7.28"),
        _cell("expenditure_summary", "合计", "72800.00", title="支出总表", page=4),
    ]
    path = publish(build([_document(cells=cells, printed_unit="元")], None, tmp_path))
    page = run("organization", warehouse=path, view="statements")
    statements = next(each for each in page.selectbox if each.label == "报表")
    assert statements.options == ["培训费明细表", "支出总表"]
    assert "单位：万元，按原文所印。" in words(page)
    assert "单位：元，按原文所印。" in words(statements.select_index(1).run())


def test_bureaus_of_one_kind_are_compared(run: Run, county: Path) -> None:
    page = run("compare")
    shown = metrics(page)
    query = "SELECT budget_expenditure FROM mart.peer WHERE kind = '教育局' AND fiscal_year = 2026 ORDER BY 1"
    amounts = [amount for (amount,) in ask(county, query)]
    assert shown["同类机构"] == str(len(amounts)) == "2"
    assert shown["最高（万元）"] == wan(amounts[-1])
    assert shown["支出中位数（万元）"] == wan((amounts[0] + amounts[1]) / 2)
    for measure in ("head", "share"):
        assert not run("compare", measure=measure).exception


def test_findings_name_the_place_and_the_missing_file(run: Run, county: Path) -> None:
    page = run("findings")
    assert metrics(page)["发现"] == "2"
    shown = words(page)
    assert "合计不等于各行之和" in shown
    assert "12.35 万元" in shown
    assert "丙县教育局2026budget.pdf" in shown
    assert "第 3 页" in shown
    severity = next(each for each in page.selectbox if each.label == "严重程度")
    filtered = severity.select("warning").run()
    assert len(filtered.dataframe[0].value) == 1
    none = severity.select("rounding").run()
    assert not none.exception
    assert "没有符合条件的内容" in words(none)


def test_data_quality_lists_what_was_not_read(run: Run, county: Path) -> None:
    page = run("quality")
    shown = metrics(page)
    ((numbers, unread, checks),) = ask(county, "SELECT sum(numbers), sum(unread), sum(checks) FROM mart.data_quality")
    assert shown["像金额的数字"] == str(numbers) == "8"
    assert shown["未读数字"] == str(unread) == "2"
    assert shown["已读"] == "75.00%"
    assert shown["执行的核对"] == str(checks)
    shown_texts = {str(value) for each in page.dataframe for value in each.value.to_numpy().ravel()}
    assert {"未知的表", "77.00"} <= shown_texts


def test_search_narrows_a_table(run: Run) -> None:
    page = run("overview", period=Period(2026, "budget"))
    assert len(page.dataframe[0].value) == 3
    box = next(each for each in page.text_input if each.key == "search-organizations")
    assert len(box.input("乙县").run().dataframe[0].value) == 1
    nothing = box.input("不存在的机构").run()
    assert not nothing.dataframe
    assert "没有符合条件的内容" in words(nothing)


@pytest.mark.parametrize("name", NAMES)
def test_without_a_warehouse_every_page_says_how_to_make_one(run: Run, tmp_path: Path, name: str) -> None:
    page = run(name, warehouse=tmp_path / "budget.duckdb")
    assert not page.exception
    assert "还没有数据" in words(page)
    assert "make ingest" in words(page)


def test_a_file_that_is_no_warehouse_is_told_apart(run: Run, plain_file: Path, tmp_path: Path) -> None:
    assert "旧版本" in words(run("overview", warehouse=plain_file))
    broken = tmp_path / "broken.duckdb"
    broken.write_bytes(b"this is no database" * 1000)
    page = run("overview", warehouse=broken)
    assert not page.exception
    assert "打不开" in words(page)


def hits(page: AppTest) -> list[str]:
    return [str(each.proto.label) for each in page.get("page_link")]


def test_search_finds_projects_and_organizations_and_leads_to_them(run: Run, county: Path) -> None:
    page = run("search", q="校舍维修")
    assert not page.exception
    assert "校舍维修" in hits(page)
    link = next(each.proto for each in page.get("page_link") if each.proto.label == "校舍维修")
    asked = parse_qs(link.query_string)
    ((bureau,),) = ask(county, "SELECT DISTINCT org_id FROM mart.disclosure WHERE org_name = ?", BUREAU)
    others = {org_id(county, OTHER), org_id(county, SCHOOL)}
    assert asked["org"][0] in {bureau, *others}
    assert asked["view"] == ["projects"]
    assert link.page == "organization"
    assert "<mark>校舍维修</mark>" in words(page)
    found = run("search", q="乙县教育局")
    assert hits(found)[0] == OTHER


def test_search_says_when_there_is_nothing(run: Run) -> None:
    assert "输入词语" in words(run("search"))
    nothing = run("search", q="<b>桥梁</b>")
    assert not nothing.exception
    assert "没有找到“&lt;b&gt;桥梁&lt;/b&gt;”" in words(nothing)


def test_tables_lead_to_organizations(run: Run, county: Path) -> None:
    page = run("overview", period=Period(2026, "budget"))
    links = set(page.dataframe[0].value["机构"])
    assert f"organization?lang=zh&org={org_id(county, OTHER)}#{OTHER}" in links


def test_a_link_carries_the_organization(run: Run, county: Path) -> None:
    page = run("organization", "en", org=org_id(county, OTHER), lang="en")
    assert page.query_params["org"] in (org_id(county, OTHER), [org_id(county, OTHER)])


def test_three_public_by_year_goes_forward_in_time(run: Run, tmp_path: Path) -> None:
    def printed(year: int, stage: str, basis: str) -> Extraction:
        items = [_cell("three_public", name, "500.00", code=name, basis=basis) for name in ("reception", "total")]
        return _document(f"{year}{stage}.pdf", items, fiscal_year=year, stage=stage)

    made = [printed(2026, "budget", "budget"), printed(2024, "final_account", "final")]
    path = publish(build(made, None, tmp_path))
    page = run("organization", warehouse=path, view="three_public")
    assert [bar["place"] for bar in drawn(page, "bars", at=1)] == ["2024", "2026"]
