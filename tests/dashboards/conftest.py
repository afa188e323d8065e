"""A small warehouse for the dashboard, and pages run without a browser."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

pytest.importorskip("streamlit", reason="the dashboard's packages (extra `dashboard`) are not installed")
pytest.importorskip("altair", reason="the dashboard's packages (extra `dashboard`) are not installed")
pytest.importorskip("squarify", reason="the dashboard's packages (extra `dashboard`) are not installed")

import streamlit as st
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest

from pipeline.dashboards.server import SOURCES_VARIABLE, WAREHOUSE_VARIABLE
from pipeline.extraction import Extraction
from pipeline.warehouse import Settings, build, connect, publish
from pipeline.warehouse.versions import make_version
from tests.warehouse.conftest import _cell, _document
from tests.warehouse.made_budgets import Bureau

Run = Callable[..., AppTest]
Night = Callable[[int, Path], None]
MAIN = sys.modules["__main__"]
NAMES = ("overview", "organization", "compare", "search", "findings", "quality")


@pytest.fixture(autouse=True)
def own_main() -> Iterator[None]:
    """Streamlit's AppTest leaves its script as `__main__`, which the worker processes of later tests would run."""
    yield
    sys.modules["__main__"] = MAIN


def with_findings() -> Extraction:
    """A budget whose tables were not all understood and whose sums do not all hold."""
    spot = {"page": 3, "x0": 100.0, "top": 110.0, "x1": 150.0, "bottom": 120.0}
    finding = {
        "finding_no": 1, "rule": "sum_of_table", "statement": "expenditure_summary", "row_no": 1, "label": "合计",
        "measure": "total", "basis": "budget", "severity": "error", "expected": Decimal(90000),
        "actual": Decimal(123456), "difference": Decimal(33456), "quantity_unit": "元",
        "message": "合计不等于各行之和", "origin": "source", "checks": 2, **spot,
    }  # fmt: skip
    checks = [
        {"rule": "sum_of_table", "statement": "expenditure_summary", "verdict": verdict}
        for verdict in ("holds", "holds", "fails")
    ]
    return _document(
        "丙县教育局2026budget.pdf",
        [_cell("expenditure_summary", "合计", "123456.00", top=110.0)],
        org_name="丙县教育局",
        rows={
            "audit.finding": [finding, {**finding, "finding_no": 2, "severity": "warning", "rule": "total_of_kinds"}],
            "audit.check": checks,
            "audit.coverage": [
                {"page": 3, "table_no": 1, "status": "loaded", "statement": "expenditure_summary", "cells": 1},
                {"page": 4, "table_no": 1, "title": "未知的表", "status": "unrecognised", "detail": "没有标题"},
            ],
            "audit.number_account": [
                {"page": 3, "numbers": 8, "in_cells": 5, "in_records": 0, "in_prose": 1, "unread": 2, "set_aside": 0}
            ],
            "audit.unread_number": [{"printed": "77.00", "reason": "no_table", "page": 3}],
        },
    )


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-made county and one document with findings, published."""
    made = [*Bureau(_cell, _document).all(), with_findings()]
    return publish(build(made, None, tmp_path_factory.mktemp("dashboard")))


@pytest.fixture(scope="session")
def night(tmp_path_factory: pytest.TempPathFactory) -> Night:
    """`night(n, link)`: publish version n; its expenditure and its basic expenditure are both n 万元."""
    cells = [_cell("expenditure_summary", "合计", "1.00", measure=measure) for measure in ("total", "basic")]
    built = build([_document(cells=cells)], None, tmp_path_factory.mktemp("built"))

    def run(number: int, link: Path) -> None:
        path = make_version(link, number, number - 1).path
        path.parent.mkdir(parents=True)
        shutil.copy(built, path)
        with duckdb.connect(str(path)) as connection:
            amount = number * 10000
            for view in ("every_budget", "budget"):
                connection.execute(f"UPDATE mart.{view} SET budget_expenditure = {amount}, budget_basic = {amount}")
        publish(path, Settings(keep_versions=2))

    return run


def ask(warehouse: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    """What SQL says."""
    with connect(warehouse) as connection:
        return connection.execute(query, values).fetchall()


def _page(name: str, language: str) -> None:
    from pipeline.dashboards.app import all_pages, show
    from pipeline.dashboards.language import Texts

    t = Texts(language)  # type: ignore[arg-type]
    show(name, t, all_pages(t))


@pytest.fixture
def run(county: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run(page, language="zh", warehouse=..., address={...}, **session_state)`: the page after one run."""

    def run(
        name: str,
        language: str = "zh",
        warehouse: Path = county,
        address: Mapping[str, str] | None = None,
        **state: object,
    ) -> AppTest:
        st.cache_data.clear()
        monkeypatch.setenv(WAREHOUSE_VARIABLE, str(warehouse))
        monkeypatch.setenv(SOURCES_VARIABLE, str(warehouse.parent))
        page = AppTest.from_function(_page, default_timeout=60, args=(name, language))
        for key, value in (address or {}).items():
            page.query_params[key] = value
        for key, value in state.items():
            page.session_state[key] = value
        return page.run()

    return run


def metrics(page: AppTest) -> dict[str, str]:
    """The cards of a page by their title."""
    assert not page.exception, [each.value for each in page.exception]
    return {card.label: card.value for card in page.metric}


def words(page: AppTest) -> str:
    """All texts of a page set as HTML."""
    return " ".join(str(each.proto.body) for each in page.get("html"))


def drawn(page: AppTest, key: str, at: int = 0) -> list[dict[Any, Any]]:
    """What the chart of the records of this name draws; the one at that place where there are several."""
    found = [data for each in page.get("vega_lite_chart") for data in each.proto.datasets if data.name == key]
    return convert_arrow_bytes_to_pandas_df(found[at].data.data).to_dict("records")


@pytest.fixture
def plain_file(tmp_path: Path) -> Path:
    """A DuckDB file that is no warehouse."""
    path = tmp_path / "budget.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE t AS SELECT 1 AS one")
    return path
