"""Building versions: the same rows from the same documents, whatever the order and the nights."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from pipeline.extraction import Extraction
from pipeline.warehouse import BrokenVersion, NothingLoaded, Settings, build, connect, load, publish, read_table
from schemas import TABLES


def assert_same(left: Path, right: Path) -> None:
    for table in TABLES.values():
        assert read_table(left, table).equals(read_table(right, table)), table.name


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with connect(path) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture
def documents(make_document: Any, make_cell: Any) -> list[Extraction]:
    """Three documents of two organizations and two years, each with its own amounts."""
    made = []
    for name, org, year, amount in (("a", "甲县财政局", 2025, "1.00"), ("b", "乙县财政局", 2026, "2.00"),
                                    ("c", "甲县财政局", 2026, "3.00")):  # fmt: skip
        cells = [
            make_cell("expenditure_summary", "行政运行", amount, code="2010601", row_no=2),
            make_cell("expenditure_summary", "合计", amount, row_no=1, top=90.0),
        ]
        made.append(make_document(f"{name}.pdf", cells, org_name=org, fiscal_year=year))
    return made


def test_rows_do_not_depend_on_the_order_of_a_batch(documents: list[Extraction], tmp_path: Path) -> None:
    paths = [
        build(order, None, tmp_path / str(index)) for index, order in enumerate(list(permutations(documents))[::2])
    ]
    for other in paths[1:]:
        assert_same(paths[0], other)


def test_night_by_night_gives_the_rows_of_one_build(documents: list[Extraction], tmp_path: Path) -> None:
    whole = build(documents, None, tmp_path / "whole")
    link = tmp_path / "nights" / "budget.duckdb"
    for document in reversed(documents):
        publish(build([document], link, link.parent))
    assert_same(whole, link)


def test_a_document_that_comes_again_replaces_itself(documents: list[Extraction], link: Path) -> None:
    publish(build(documents, link, link.parent))
    before = read_table(link, TABLES["fact_expenditure"])
    publish(build(documents[:1], link, link.parent))
    assert read_table(link, TABLES["fact_expenditure"]).equals(before)


def test_rows_are_stored_by_year_and_organization(documents: list[Extraction], link: Path) -> None:
    path = build(documents, link, link.parent)
    stored = rows(path, "SELECT fiscal_year FROM fact_expenditure JOIN dim_disclosure USING (disclosure_id) "
                        "ORDER BY fact_expenditure.rowid")  # fmt: skip
    assert [year for (year,) in stored] == [2025, 2025, 2026, 2026, 2026, 2026]


def test_amounts_are_exact(make_document: Any, make_cell: Any, link: Path) -> None:
    cells = [make_cell("expenditure_summary", "行政运行", "0.01", code="2010601"),
             make_cell("expenditure_summary", "机关服务", "9999999999999999.99", code="2010603", row_no=2)]  # fmt: skip
    path = build([make_document(cells=cells)], link, link.parent)
    assert rows(path, "SELECT sum(amount) FROM fact_expenditure") == [(Decimal("10000000000000000.00"),)]


def test_nothing_loaded_builds_nothing(set_aside: Any, link: Path) -> None:
    with pytest.raises(NothingLoaded):
        build([set_aside("leer.pdf")], link, link.parent)
    assert not link.exists()
    assert not list(link.parent.glob("versions/*"))


def test_a_file_set_aside_is_listed_and_counted(documents: list[Extraction], set_aside: Any, link: Path) -> None:
    publish(build([documents[0], set_aside("x.pdf")], link, link.parent))
    later = datetime(2026, 4, 1)
    publish(build([documents[1], set_aside("x.pdf", later)], link, link.parent))
    found = rows(link, "SELECT file_name, stage, reason, attempts, first_seen, last_seen FROM audit.quarantine")
    assert found == [("x.pdf", "reading", "empty", 2, datetime(2026, 3, 1, 2), later)]


def test_a_file_that_can_be_read_at_last_is_no_longer_set_aside(
    documents: list[Extraction], make_document: Any, set_aside: Any, link: Path
) -> None:
    broken = set_aside("x.pdf")
    publish(build([documents[0], broken], link, link.parent))
    publish(build([make_document("x.pdf", sha256=broken.sha256)], link, link.parent))
    assert rows(link, "SELECT count(*) FROM audit.quarantine") == [(0,)]


def test_a_document_with_rows_that_break_a_declaration_is_set_aside_alone(
    documents: list[Extraction], make_document: Any, make_cell: Any, link: Path
) -> None:
    twice = make_cell("expenditure_summary", "行政运行", "5.00", code="2010601")
    bad = make_document("schlecht.pdf", [twice, twice])
    path = build([*documents, bad], link, link.parent)
    assert rows(path, "SELECT count(*) FROM dim_disclosure") == [(3,)]
    [(file_name, stage, reason, detail)] = rows(path, "SELECT file_name, stage, reason, detail FROM audit.quarantine")
    assert (file_name, stage, reason) == ("schlecht.pdf", "loading", "invalid_rows")
    assert "more than once" in detail


@pytest.mark.parametrize(
    "rows_given",
    [
        {"fact_project": [{"row_no": 1, "project_name": "p", "surprise": 1}]},
        {"fact_project": [{"row_no": 1, "project_name": "p", "amount": Decimal("0.001")}]},
        {"fact_unheard_of": [{"row_no": 1}]},
    ],
)
def test_unknown_columns_tables_and_digits_set_the_document_aside(
    documents: list[Extraction], make_document: Any, link: Path, rows_given: dict[str, Any]
) -> None:
    path = build([make_document("x.pdf", rows=rows_given), *documents], link, link.parent)
    assert rows(path, "SELECT file_name, reason FROM audit.quarantine") == [("x.pdf", "invalid_rows")]
    assert rows(path, "SELECT count(*) FROM dim_disclosure") == [(len(documents),)]


def test_codes_that_only_documents_print_get_a_row(make_document: Any, make_cell: Any, link: Path) -> None:
    cells = [make_cell("expenditure_summary", "前所未闻的事务", "1.00", code="2010677")]
    path = build([make_document(cells=cells)], link, link.parent)
    query = "SELECT name, level, parent_code, origin FROM dim_function_class WHERE code = '2010677'"
    assert rows(path, query) == [("前所未闻的事务", 3, "20106", "printed")]


def test_a_name_of_the_reference_data_stays(make_document: Any, make_cell: Any, link: Path) -> None:
    cells = [make_cell("expenditure_summary", "卫生健康（印错）", "1.00", code="210")]
    path = build([make_document(cells=cells)], link, link.parent)
    query = "SELECT name, former_names, origin FROM dim_function_class WHERE code = '210'"
    assert rows(path, query) == [("卫生健康支出", "医疗卫生与计划生育支出", "reference")]


def test_a_version_of_an_older_program_is_carried_over(documents: list[Extraction], link: Path) -> None:
    publish(build(documents[:2], link, link.parent))
    with duckdb.connect(str(link.resolve())) as connection:
        connection.execute("ALTER TABLE fact_expenditure DROP COLUMN sentence")
        connection.execute("ALTER TABLE fact_expenditure ADD COLUMN gone INTEGER")
        connection.execute("DROP TABLE fact_glossary")
    publish(build(documents[2:], link, link.parent))
    assert rows(link, "SELECT DISTINCT sentence FROM fact_expenditure") == [("",)]
    assert rows(link, "SELECT count(*), count(DISTINCT disclosure_id) FROM fact_expenditure") == [(6, 3)]
    assert rows(link, "SELECT count(*) FROM fact_glossary") == [(0,)]


def test_a_reference_to_nothing_breaks_the_version(documents: list[Extraction], link: Path) -> None:
    path = build(documents[1:], link, link.parent)
    publish(path)
    with duckdb.connect(str(link.resolve())) as connection:
        connection.execute("UPDATE fact_expenditure SET disclosure_id = 'nobody'")
    with pytest.raises(BrokenVersion, match="unknown to dim_disclosure"):
        build(documents[1:2], link, link.parent)
    assert link.resolve() == path.resolve()
    assert [*path.parent.parent.rglob("*")] == [path.parent, path]


def test_limits_reach_the_writer(documents: list[Extraction], link: Path) -> None:
    assert build(documents, link, link.parent, Settings(memory_limit="300MB", threads=1)).is_file()


def test_a_killed_run_leaves_nothing_that_disturbs(documents: list[Extraction], link: Path) -> None:
    folder = link.parent / "versions"
    folder.mkdir(parents=True)
    left = folder / ".building-budget-000001-after-000000.duckdb"
    left.write_bytes(b"half")
    left.with_name(f"{left.name}.wal").write_bytes(b"half")
    path = build(documents, link, link.parent)
    assert [*folder.rglob("*")] == [path.parent, path]


def test_rows_that_multiply_while_they_are_sorted_break_the_version(
    documents: list[Extraction], link: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The places that rows are sorted by are joined to them: one that stands there twice must not go unseen."""
    places = load._places
    monkeypatch.setattr(load, "_places", lambda frame: pl.concat([places(frame), places(frame)]))
    with pytest.raises(BrokenVersion, match="rows written of"):
        build(documents, link, link.parent)
