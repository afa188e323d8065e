"""What a republished document prints otherwise."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.warehouse import build, connect, publish

QUERY = """
    SELECT change, statement, label, previous_amount, amount, difference, page, old.file_name, new.file_name
    FROM audit.restatement AS r
    JOIN dim_disclosure AS new ON new.disclosure_id = r.disclosure_id
    JOIN dim_disclosure AS old ON old.disclosure_id = r.previous_disclosure_id
    ORDER BY ALL
"""


def rows(path: Path) -> list[tuple[Any, ...]]:
    with connect(path) as connection:
        return connection.execute(QUERY).fetchall()


def test_changed_added_and_removed_figures_and_nothing_else(make_document: Any, make_cell: Any, link: Path) -> None:
    old = [
        make_cell("expenditure_summary", "行政运行", "100.00", code="2010601", row_no=1),
        make_cell("expenditure_summary", "机关服务", "7.00", code="2010603", row_no=2),
        make_cell("expenditure_summary", "合计", "107.00", row_no=3),
        make_cell("expenditure_summary", "合计", "107.00", row_no=4, top=200.0),
    ]
    new = [
        make_cell("expenditure_summary", "合计", "109.00", row_no=1, top=10.0, page=4),
        make_cell("expenditure_summary", "行政运行", "100.00", code="2010601", row_no=2, page=4),
        make_cell("expenditure_summary", "财政监督", "9.00", code="2010604", row_no=3, page=4),
        make_cell("expenditure_summary", "合计", "107.00", row_no=4, top=200.0, page=4),
    ]
    documents = [
        make_document("a.pdf", old, content="1", published_on=date(2026, 2, 1)),
        make_document("b.pdf", new, content="2", published_on=date(2026, 3, 1)),
    ]
    whole = build(documents, None, link.parent / "whole")
    found = rows(whole)
    names = ("a.pdf", "b.pdf")
    assert found == [
        ("added", "expenditure_summary", "财政监督", None, Decimal("9.00"), None, 4, *names),
        ("changed", "expenditure_summary", "合计", Decimal("107.00"), Decimal("109.00"), Decimal("2.00"), 4, *names),
        ("removed", "expenditure_summary", "机关服务", Decimal("7.00"), None, None, 3, *names),
    ]
    for document in reversed(documents):
        publish(build([document], link, link.parent))
    assert rows(link) == found


def test_other_parts_and_other_documents_are_no_versions(make_document: Any, two_rows: Any, link: Path) -> None:
    path = build(
        [
            make_document("a.pdf", two_rows, content="1"),
            make_document("b.pdf", two_rows[:1], content="2", part="narrative"),
            make_document("c.pdf", two_rows[:1], content="3", fiscal_year=2025),
        ],
        None,
        link.parent,
    )
    assert rows(path) == []


def test_each_version_is_compared_with_the_one_before(make_document: Any, make_cell: Any, link: Path) -> None:
    documents = [
        make_document(
            f"{number}.pdf",
            [make_cell("expenditure_summary", "合计", f"{number}.00")],
            content=str(number),
            published_on=date(2026, number, 1),
        )
        for number in (1, 2, 3)
    ]
    found = rows(build(documents, None, link.parent))
    assert [(row[3], row[4]) for row in found] == [(1, 2), (2, 3)]


def test_a_version_of_one_statement_neither_removes_nor_adds_the_others(
    make_document: Any, make_cell: Any, two_rows: Any, link: Path
) -> None:
    def meals(amount: str) -> Any:
        return make_cell("three_public", "合计", amount, code="total")

    whole = [make_cell("income_summary", "合计", "10000.00"), *two_rows]
    documents = [
        make_document(f"{number}.pdf", cells, published_on=date(2026, number, 1))
        for number, cells in ((1, [*whole, meals("5.00")]), (2, [meals("6.00")]), (3, [*whole, meals("5.00")]))
    ]
    found = rows(build(documents, None, link.parent))
    assert [(row[0], row[1], *row[3:5], *row[7:]) for row in found] == [
        ("changed", "three_public", 5, 6, "1.pdf", "2.pdf"),
        ("changed", "three_public", 6, 5, "2.pdf", "3.pdf"),
    ]


def test_a_statement_that_comes_or_goes_is_added_or_removed(make_document: Any, make_cell: Any, link: Path) -> None:
    both = [make_cell("expenditure_summary", "合计", "7.00"), make_cell("income_summary", "合计", "7.00")]
    new = make_cell("three_public", "合计", "5.00", code="total")
    documents = [
        make_document("1.pdf", both, published_on=date(2026, 1, 1)),
        make_document("2.pdf", [both[0], new], published_on=date(2026, 2, 1)),
    ]
    found = rows(build(documents, None, link.parent))
    assert [row[:2] for row in found] == [("added", "three_public"), ("removed", "income_summary")]
