"""Exports: whole or not there, the same figures as the warehouse, and right for the tools that read them."""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from frictionless import Package
from python_calamine import CalamineWorkbook

from pipeline.warehouse import build, connect, publish
from pipeline.warehouse.export import FORMATS, ExportError, export
from pipeline.warehouse.export.statements import sheets
from pipeline.warehouse.export.workbooks import workbook
from schemas import TABLES
from schemas.views import VIEWS


@pytest.fixture(scope="module")
def exports(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The bundled disclosures in every format."""
    folder = tmp_path_factory.mktemp("exports")
    for name in FORMATS:
        assert export(warehouse, name, folder / name) > 0
    return {name: folder / name for name in FORMATS}


def ask(path: Path, query: str) -> list[tuple[Any, ...]]:
    with connect(path) as connection:
        return connection.execute(query).fetchall()


def test_parquet_holds_every_row_by_year(warehouse: Path, exports: dict[str, Path]) -> None:
    with duckdb.connect() as connection:
        for name in [*TABLES, *(view.full_name for view in VIEWS)]:
            [(expected,)] = ask(warehouse, f"SELECT count(*) FROM {name}")
            place = exports["parquet"].joinpath(*(name if "." in name else f"main.{name}").split("."))
            files = [*place.rglob("*.parquet")] or [*place.parent.glob(f"{place.name}.parquet")]
            found = [
                connection.execute("SELECT count(*) FROM read_parquet(?)", [str(file)]).fetchone() for file in files
            ]
            assert sum(row[0] for row in found if row) == expected, name
        years = {path.parent.name for path in (exports["parquet"] / "mart" / "budget").rglob("*.parquet")}
        assert years == {"fiscal_year=2022", "fiscal_year=2023", "fiscal_year=2026"}
        total = connection.execute(
            "SELECT sum(budget_expenditure), sum(fiscal_year) FROM read_parquet(?, hive_partitioning = false)",
            [f"{exports['parquet']}/mart/budget/*/*.parquet"],
        ).fetchall()
    assert total == ask(warehouse, "SELECT sum(budget_expenditure), sum(fiscal_year) FROM mart.budget")


def test_csv_is_chinese_and_marked_for_excel(warehouse: Path, exports: dict[str, Path]) -> None:
    path = exports["csv"] / "三公经费.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    [(expected,)] = ask(warehouse, "SELECT sum(budget_amount) FROM mart.three_public")
    assert sum(Decimal(row["预算数"] or 0) for row in rows) == expected
    assert len(list(exports["csv"].glob("*.csv"))) == len(TABLES) + len(VIEWS)


def test_csv_has_nothing_that_excel_would_calculate(exports: dict[str, Path]) -> None:
    with (exports["csv"] / "绩效指标.csv").open(encoding="utf-8-sig", newline="") as file:
        targets = {row["目标值"] for row in csv.DictReader(file)}
    assert "'=100%" in targets
    assert not [target for target in targets if target.startswith("=")]


def test_a_workbook_reads_like_the_page(exports: dict[str, Path]) -> None:
    """Expected values were read off pages 6 to 17 of 博尔塔拉's budget."""
    [path] = exports["xlsx"].rglob("博尔塔拉*.xlsx")
    book = CalamineWorkbook.from_path(path)
    assert book.sheet_names[:4] == ["说明", "部门收支总体情况表", "部门收入总体情况表", "部门支出总体情况表"]
    assert len(book.sheet_names) == 1 + 12
    rows = book.get_sheet_by_name("部门支出总体情况表").to_python()
    assert rows[1][0] == "单位：万元    原文第 8 页"
    assert rows[3:5] == [["科目编码", "项目", "支出预算", "", ""], ["", "", "合计", "基本支出", "项目支出"]]
    assert rows[5][:4] == ["208", "社会保障和就业支出", 53.44, 53.44]
    assert rows[-1] == ["", "总计", 457.5, 355.5, 102.0]
    sides = book.get_sheet_by_name("部门收支总体情况表").to_python()
    assert sides[-1] == ["收入总计", 457.5, "", "支出总计", 457.5]
    assert book.get_sheet_by_name("国有资本经营预算支出情况表").to_python()[3] == ["原文此表无数据"]


def test_every_figure_of_the_statements_is_in_its_workbook(warehouse: Path, exports: dict[str, Path]) -> None:
    for disclosure_id, cells in ask(warehouse, "SELECT disclosure_id, count(*) FROM staging.statement_cell GROUP BY 1"):
        [path] = exports["xlsx"].rglob(f"*_{disclosure_id[:8]}.xlsx")
        book = CalamineWorkbook.from_path(path)
        numbers = sum(
            isinstance(value, float)
            for name in book.sheet_names[1:]
            for row in book.get_sheet_by_name(name).to_python()
            for value in row
        )
        assert numbers == cells, path.name


def test_percent_text_and_side_by_side_blocks(make_document: Any, make_cell: Any, link: Path) -> None:
    place = {"code": "", "row_no": 1, "title": "比较[表]/一"}
    cells = [
        make_cell("other", "甲", "1.00", x0=100.0, measure="other", measure_printed="数", printed="1,234.50", **place),
        make_cell("other", "甲", "2.00", x0=200.0, measure="other", measure_printed="数", printed="—", **place),
        make_cell("other", "甲", "1.00", x0=150.0, measure="other", measure_printed="比", printed="-12.5%", **place),
    ]
    path = build([make_document(cells=cells)], None, link.parent)
    with connect(path) as connection:
        [(key,)] = connection.execute("SELECT disclosure_id FROM dim_disclosure").fetchall()
        content = workbook(connection, key)
        assert workbook(connection, key) == content
    file = link.parent / "one.xlsx"
    file.write_bytes(content)
    book = CalamineWorkbook.from_path(file)
    assert book.sheet_names == ["说明", "比较表一"]
    assert book.get_sheet_by_name("比较表一").to_python()[3:] == [
        ["项目", "数", "比"], ["甲", 1234.5, -0.125], ["甲", "—", ""],
    ]  # fmt: skip


def test_each_sheet_has_the_unit_of_its_own_statement(make_document: Any, make_cell: Any, link: Path) -> None:
    cells = [
        make_cell("other", "培训费", "72800.00", title="培训费明细表", printed="7.28"),
        make_cell("expenditure_summary", "合计", "72800.00", title="支出总表", printed="72800.00"),
        make_cell("expenditure_summary", "合计", "0.00", title="无数据的表", printed="0.00"),
    ]
    path = build([make_document(cells=cells, printed_unit="元")], None, link.parent)
    with connect(path) as connection:
        [(key,)] = connection.execute("SELECT disclosure_id FROM dim_disclosure").fetchall()
        told = {sheet.title: sheet.unit for sheet in sheets(connection, key)}
    assert told == {"培训费明细表": "万元", "支出总表": "元", "无数据的表": ""}


def test_the_data_package_is_accepted_by_its_validator(exports: dict[str, Path]) -> None:
    report = Package(str(exports["datapackage"] / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])[:5]
    assert report.stats["tasks"] == 2 + len(VIEWS)


def test_the_data_package_says_what_a_fiscal_one_must(warehouse: Path, exports: dict[str, Path]) -> None:
    """The rules of the fiscal profile (model, measures, dimensions), which the validator would fetch from the web."""
    package = json.loads((exports["datapackage"] / "datapackage.json").read_text(encoding="utf-8"))
    fields = {each["name"]: {f["name"]: f for f in each["schema"]["fields"]} for each in package["resources"]}
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", package["fiscalPeriod"]["start"])
    assert (package["countryCode"], package["granularity"]) == ("CN", "aggregated")
    assert package["licenses"]
    assert len(package["sources"]) == len(ask(warehouse, "FROM mart.disclosure"))
    for measure in package["model"]["measures"].values():
        assert measure["currency"] == "CNY"
        assert measure["direction"] in ("expenditure", "revenue")
        assert fields[measure["resource"]][measure["source"]]["columnType"] == "value"
    for dimension in package["model"]["dimensions"].values():
        assert dimension["primaryKey"] in dimension["attributes"]
        for attribute in dimension["attributes"].values():
            assert attribute["source"] in fields[attribute["resource"]]
    for resource in fields.values():
        assert all(field["type"] and field["description"] and field["title"] for field in resource.values())


def test_budget_lines_of_the_package_add_up_to_the_budget(warehouse: Path, exports: dict[str, Path]) -> None:
    with (exports["datapackage"] / "data" / "expenditure.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    for phase, column in (("approved", "budget_amount"), ("executed", "final_amount")):
        [(expected,)] = ask(warehouse, f"SELECT sum({column}) FROM mart.expenditure_by_function")
        assert sum(Decimal(line["amount"]) for line in lines if line["phase"] == phase) == expected


def test_an_export_replaces_an_export_and_nothing_else(warehouse: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(warehouse, "csv", out)
    (out / "old.csv").touch()
    export(warehouse, "csv", out)
    assert not (out / "old.csv").exists()
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "precious.txt").write_text("mine")
    with pytest.raises(ExportError, match="name another folder"):
        export(warehouse, "csv", theirs)
    assert [path.name for path in theirs.iterdir()] == ["precious.txt"]


def test_an_export_that_fails_leaves_the_last_one(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    export(warehouse, "xlsx", out)
    before = sorted(path.name for path in out.rglob("*"))

    def broken(*arguments: object) -> int:
        raise OSError("disk full")

    monkeypatch.setitem(FORMATS, "xlsx", broken)
    with pytest.raises(OSError, match="disk full"):
        export(warehouse, "xlsx", out)
    assert sorted(path.name for path in out.rglob("*")) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_export_is_of_one_version(make_document: Any, two_rows: Any, link: Path, tmp_path: Path) -> None:
    """A publish in the middle of an export changes nothing of it."""
    publish(build([make_document("a.pdf", two_rows)], link, link.parent))
    published = []

    def night(done: int, total: int, name: str) -> None:
        if not published:
            published.append(publish(build([make_document("b.pdf", two_rows, org_name="乙")], link, link.parent)))

    export(link, "csv", tmp_path / "out", night)
    rows = (tmp_path / "out" / "维度_公开文件.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 1 + 1
    assert ask(link, "SELECT count(*) FROM dim_disclosure") == [(2,)]
