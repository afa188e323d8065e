"""Hand-made documents, so that nothing here needs a PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pipeline.extraction import Extraction, QuarantineRow
from pipeline.statements.model import StatementCell
from pipeline.warehouse.facts import facts

MakeCell = Callable[..., StatementCell]
MakeDocument = Callable[..., Extraction]
ARRIVED = datetime(2026, 3, 1, 2, 0)


def _cell(statement: str, label: str, amount: str, **given: Any) -> StatementCell:
    fields: dict[str, Any] = {
        "statement": statement, "title": "", "section": "", "row_no": 1, "code": "", "economic_code": "",
        "label": label, "project": "", "unit_name": "", "measure": "total", "measure_printed": "合计",
        "basis": "budget", "amount": Decimal(amount), "pct": None, "printed": amount, "page": 3, "x0": 100.0,
        "top": 100.0, "x1": 150.0, "bottom": 110.0, "source_ref": "p3",
    }  # fmt: skip
    return StatementCell(**{**fields, **given})


@pytest.fixture(scope="session")
def make_cell() -> MakeCell:
    """`make_cell(statement, label, amount, field=value ...)`: one printed figure."""
    return _cell


def _document(
    name: str = "文件.pdf",
    cells: Sequence[StatementCell] = (),
    content: str = "",
    region: str = "650100",
    rows: dict[str, list[dict[str, object]]] | None = None,
    **given: object,
) -> Extraction:
    digest = sha256(f"{name}{content}".encode()).hexdigest()
    key = digest[:16]
    disclosure: dict[str, object] = {
        "disclosure_id": key, "org_name": "某市医疗保障局", "fiscal_year": 2026, "stage": "budget", "part": "complete",
        "published_on": date(2026, 2, 9), "file_name": name, "sha256": digest, "byte_size": 1000, "page_count": 20,
        "ingested_at": ARRIVED,
    }  # fmt: skip
    disclosure |= given
    place: dict[str, object] = {"disclosure_id": key, "org_name": disclosure["org_name"], "region_code": region}
    staged = [
        {"disclosure_id": key, "file_name": name, **{field: getattr(cell, field) for field in cell.__slots__}}
        for cell in cells
    ]
    made: dict[str, list[dict[str, object]]] = {
        "dim_disclosure": [disclosure],
        "staging.organization": [place],
        "staging.statement_cell": staged,
        **facts(key, cells),
    }
    extra = {table: [{"disclosure_id": key, **row} for row in added] for table, added in (rows or {}).items()}
    return Extraction(key, name, digest, {**made, **extra})


@pytest.fixture(scope="session")
def make_document() -> MakeDocument:
    """`make_document(name, cells, content=..., rows={table: rows}, column=value ...)`: one extraction."""
    return _document


@pytest.fixture
def set_aside() -> Callable[[str], Extraction]:
    """`set_aside(name)`: the extraction of a file that could not be read."""

    def make(name: str, seen_at: datetime = ARRIVED) -> Extraction:
        digest = sha256(name.encode()).hexdigest()
        row = QuarantineRow(name, digest, "reading", "empty", "文件是空的。", seen_at)
        return Extraction(digest[:16], name, digest, quarantine=row)

    return make


@pytest.fixture
def two_rows() -> list[StatementCell]:
    """A statement of two rows: a total and its only part."""
    return [
        _cell("expenditure_summary", "行政运行", "10000.00", code="2101501", row_no=1),
        _cell("expenditure_summary", "合计", "10000.00", row_no=2, top=120.0),
    ]


@pytest.fixture
def link(tmp_path: Path) -> Path:
    """Where a test's warehouse is published."""
    return tmp_path / "warehouse" / "budget.duckdb"
