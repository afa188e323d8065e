"""Which files are one document, and which version is current."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipeline.extraction import Extraction
from pipeline.warehouse import build, connect
from pipeline.warehouse.documents import identified, with_current
from pipeline.warehouse.organizations import normalised_name, organization_id, organizations, qualifier
from schemas import TABLES, frame


@pytest.fixture
def keys(link: Path) -> Any:  # a function
    """Build the documents and give `{file_name: (document_key, is_current)}`."""

    def made(*documents: Extraction) -> dict[str, tuple[str, bool]]:
        path = build(documents, None, link.parent)
        with connect(path) as connection:
            found = connection.execute("SELECT file_name, document_key, is_current FROM dim_disclosure").fetchall()
        return {name: (key, current) for name, key, current in found}

    return made


def test_a_republished_document_supersedes_and_both_stay(make_document: Any, two_rows: Any, keys: Any) -> None:
    found = keys(
        make_document("old.pdf", two_rows, published_on=date(2026, 2, 9)),
        make_document("new.pdf", two_rows, published_on=date(2026, 5, 1)),
    )
    assert found["old.pdf"][0] == found["new.pdf"][0]
    assert (found["old.pdf"][1], found["new.pdf"][1]) == (False, True)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ({"published_on": None}, {"published_on": date(2020, 1, 1)}),
        ({"ingested_at": datetime(2026, 3, 1)}, {"ingested_at": datetime(2026, 3, 2)}),
        ({"sha256": "0" * 64}, {"sha256": "1" * 64}),
    ],
)
def test_newer_is_by_date_then_arrival_then_content(
    make_document: Any, two_rows: Any, keys: Any, older: dict[str, Any], newer: dict[str, Any]
) -> None:
    found = keys(make_document("a.pdf", two_rows, **older), make_document("b.pdf", two_rows, **newer))
    assert (found["a.pdf"][1], found["b.pdf"][1]) == (False, True)


def test_a_narrative_beside_its_statements_is_of_one_document_and_both_are_current(
    make_document: Any, two_rows: Any, keys: Any
) -> None:
    prose = {"fact_project": [{"row_no": 1, "project_name": "项目"}]}
    found = keys(
        make_document("报表.pdf", two_rows, part="statements"),
        make_document("情况说明.pdf", part="narrative", rows=prose, published_on=date(2026, 3, 9)),
    )
    assert found["报表.pdf"][0] == found["情况说明.pdf"][0]
    assert found["报表.pdf"][1] is found["情况说明.pdf"][1] is True


def test_a_whole_disclosure_supersedes_its_parts(make_document: Any, two_rows: Any, keys: Any) -> None:
    prose = {"fact_project": [{"row_no": 1, "project_name": "项目"}]}
    found = keys(
        make_document("报表.pdf", two_rows, part="statements"),
        make_document("情况说明.pdf", part="narrative", rows=prose),
        make_document("全套.pdf", two_rows, rows=prose, published_on=date(2026, 6, 1)),
    )
    assert {name: current for name, (_, current) in found.items()} == {
        "报表.pdf": False,
        "情况说明.pdf": False,
        "全套.pdf": True,
    }


def test_a_single_corrected_statement_does_not_supersede_all_others(
    make_document: Any, make_cell: Any, keys: Any
) -> None:
    names = ("income_summary", "expenditure_summary", "three_public")
    cells = [
        make_cell(statement, "合计", "1.00", code="total" if statement == "three_public" else "") for statement in names
    ]
    found = keys(
        make_document("all.pdf", cells), make_document("one.pdf", cells[2:], content="2", published_on=date(2026, 7, 1))
    )
    assert found["all.pdf"][1] is True
    assert found["one.pdf"][1] is True


@pytest.mark.parametrize("name", ["某市医疗保障局（部门汇总）", "某市医疗保障局(含下属单位)", "某市医疗保障局"])
def test_a_whole_department_is_one_document_however_its_name_says_so(
    make_document: Any, two_rows: Any, keys: Any, name: str
) -> None:
    found = keys(
        make_document("old.pdf", two_rows, org_name=name, is_consolidated=True),
        make_document(
            "new.pdf", two_rows, org_name="某市医疗保障局（汇总）", is_consolidated=True, published_on=date(2026, 5, 1)
        ),
    )
    assert found["old.pdf"][0] == found["new.pdf"][0]
    assert (found["old.pdf"][1], found["new.pdf"][1]) == (False, True)


@pytest.mark.parametrize(
    "other",
    [
        {"fiscal_year": 2025},
        {"stage": "final_account"},
        {"is_consolidated": True},
        {"org_name": "某市医疗保障局（本级）"},
        {"org_name": "某市财政局"},
    ],
)
def test_other_years_stages_scopes_and_organizations_are_other_documents(
    make_document: Any, two_rows: Any, keys: Any, other: dict[str, Any]
) -> None:
    found = keys(make_document("a.pdf", two_rows), make_document("b.pdf", two_rows, **other))
    assert found["a.pdf"][0] != found["b.pdf"][0]
    assert found["a.pdf"][1] is found["b.pdf"][1] is True


def test_files_that_do_not_say_whose_they_are_stand_alone(make_document: Any, two_rows: Any, keys: Any) -> None:
    found = keys(make_document("a.pdf", two_rows, org_name=""), make_document("b.pdf", two_rows, org_name=""))
    assert found["a.pdf"][0] != found["b.pdf"][0]
    assert found["a.pdf"][1] is found["b.pdf"][1] is True


def test_documents_without_content_are_versions_by_their_part() -> None:
    rows = [
        {"disclosure_id": key, "document_key": "-", "org_id": "-", "org_name": "某局", "fiscal_year": 2026,
         "stage": "budget", "part": part, "file_name": key, "sha256": key, "byte_size": 1}
        for key, part in (("1", "complete"), ("2", "complete"), ("3", "narrative"))
    ]  # fmt: skip
    documents = identified(frame(TABLES["dim_disclosure"], rows), dict.fromkeys("123", "org"))
    current = with_current(documents, pl.DataFrame(schema={"disclosure_id": pl.String, "mark": pl.String}))
    assert dict(current.select("disclosure_id", "is_current").iter_rows()) == {"1": False, "2": True, "3": True}


def places(*rows: tuple[str, str, str]) -> pl.DataFrame:
    names = ("disclosure_id", "org_name", "region_code")
    return frame(TABLES["staging.organization"], [dict(zip(names, row, strict=True)) for row in rows])


def test_one_organization_however_its_name_is_printed() -> None:
    made, ids = organizations(places(("1", "某市财政局", "650100"), ("2", "某市 财政局（汇总）", "650100"),
                                     ("3", "某市财政局(本级)", "650100")))  # fmt: skip
    assert len(set(ids.values())) == 1
    assert made["org_name"].to_list() == ["某市财政局"]


def test_a_document_that_leaves_the_region_open_takes_the_one_all_others_name() -> None:
    _, ids = organizations(places(("1", "鼓楼区财政局", "320106"), ("2", "鼓楼区财政局", "")))
    assert ids["1"] == ids["2"]
    _, ids = organizations(
        places(("1", "鼓楼区财政局", "320106"), ("2", "鼓楼区财政局", ""), ("3", "鼓楼区财政局", "350102"))
    )
    assert len(set(ids.values())) == 3


def test_documents_without_a_name_are_organizations_of_their_own() -> None:
    made, ids = organizations(places(("1", "", "650100"), ("2", "", ""), ("3", "", "")))
    assert len(set(ids.values())) == 3
    assert sorted(made["region_code"]) == ["", "", "650100"]


def test_ids_come_from_the_name_and_the_region_alone() -> None:
    assert organization_id("某市财政局（汇总）", "650100") == organization_id("某市财政局", "650100")
    assert organization_id("某市财政局", "650100") != organization_id("某市财政局", "650200")


def test_names_keep_brackets_that_are_part_of_them() -> None:
    assert normalised_name("中国科学院（北京）研究所") == "中国科学院（北京）研究所"
    assert qualifier("中国科学院（北京）研究所") == ""
    assert qualifier("某局(汇总)") == "汇总"
