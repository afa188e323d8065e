"""What looks like an amount, and that every such number of a document ends in exactly one place."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipeline.audit.number_inspection import Inspection, inspect_document, totals
from pipeline.audit.number_words import PlacedWord, numbers_of, word_numbers
from pipeline.audit.numbers import account
from pipeline.narrative import NarrativeReading
from pipeline.narrative.facts import DocumentFacts
from pipeline.performance import PerformanceReading
from pipeline.reading.model import Box, Document, Page, Word
from pipeline.statements import read_statements
from tests.audit.number_documents import BUNDLED, inspection, words_of
from tests.statements.grids import grid, page

BOX = Box(10, 10, 60, 20)


def numbers_in(text: str, *, in_table: bool) -> list[str]:
    return [n.printed for n in word_numbers(0, PlacedWord(text, BOX, 0 if in_table else None))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,234.50", ["1,234.50"]),
        ("-12.5", ["-12.5"]),
        ("１２．５０", ["１２．５０"]),
        ("(12.50)", ["(12.50)"]),
        ("98.78%", ["98.78%"]),
        ("70", ["70"]),
        ("22,718,394.", ["22,718,394."]),
        (".64", [".64"]),
        ("增加3.5万元，增长10.32%", ["3.5", "10.32%"]),
        ("预算1200万元", ["1200"]),
        ("2024.12.31", []),
        ("2101505-医疗保障政策管理", []),
        ("[30227]委托业务费", []),
        ("2026年", []),
        ("合计", []),
        ("-", []),
    ],
)
def test_what_looks_like_an_amount_in_a_table(text: str, found: list[str]) -> None:
    assert numbers_in(text, in_table=True) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,234.50", ["1,234.50"]),
        ("70", []),
        ("3.", []),
        ("2026年预算12,345万元", ["12,345"]),
        ("12.5,13.6", ["12.5,13.6"]),
        ("占12.5,13.6", ["12.5", "13.6"]),
        ("第3页", []),
    ],
)
def test_integers_of_running_text_do_not(text: str, found: list[str]) -> None:
    assert numbers_in(text, in_table=False) == found


def test_a_unit_after_a_space_counts_as_a_unit() -> None:
    words = (Word("预算1200", Box(50, 100, 98, 112)), Word("万元。", Box(101, 100, 137, 112)))
    made = Document("made.pdf", "0" * 64, 1, "application/pdf", (Page(1, 595, 842, words, (), ()),))
    assert [n.printed for n in numbers_of(made, made.pages[0])[1]] == ["1200"]


def accounted(*pages: Page) -> Inspection:
    """A made document of these pages with words."""
    made = Document("made.pdf", "0" * 64, 1, "application/pdf", tuple(words_of(p) for p in pages))
    return read_made(made)


def read_made(made: Document) -> Inspection:
    facts = DocumentFacts(org_name="某市某局", fiscal_year=2026, stage="budget", printed_unit="万元")
    statements = read_statements(made, facts)
    performance, narrative = PerformanceReading(), NarrativeReading()
    numbers = account(made, statements, performance, narrative)
    return Inspection(made, facts, performance, statements, narrative, numbers)


SUMMARY = (
    "部门支出总体情况表",
    "单位：万元",
    grid(
        "科目编码 | 科目名称 | 合计  | 基本支出 | 项目支出",
        "**     | **     | 1    | 2      | 3",
        "       | 合计    | 30.5 | 10.5   | 20",
        "201    | 一般公共服务支出 | 30.5 | 10.5 | 20",
    ),
)


def test_cells_are_counted_and_codes_set_aside() -> None:
    numbers = accounted(page(1, *SUMMARY)).numbers
    (counts,) = numbers.pages
    assert (counts.numbers, counts.in_cells, counts.unread, counts.set_aside) == (6, 6, 0, 4)
    assert {(each.rule, each.printed) for each in numbers.set_aside} == {
        ("column numbers", "1 2 3"),
        ("code column: 科目编码", "201"),
    }
    assert not numbers.unfounded


def test_a_number_broken_over_two_lines_counts_for_both_words() -> None:
    table = grid(
        "科目编码 | 科目名称 | 合计", "201 | 一般公共服务支出 | 22,718,394.\\n48", "202 | 外交支出 | 1682.7\\n6"
    )
    numbers = accounted(page(1, "部门支出总体情况表", "单位：元", table)).numbers
    assert (numbers.pages[0].numbers, numbers.pages[0].in_cells) == (4, 4)


def test_two_integers_in_one_cell_are_not_one_number() -> None:
    table = grid("科目编码 | 科目名称 | 合计", "201 | 一般公共服务支出 | 12 13", "202 | 外交支出 | 7.00")
    numbers = accounted(page(1, "部门支出总体情况表", "单位：元", table)).numbers
    assert {n.printed for n in numbers.unread} == {"12", "13"}
    assert numbers.pages[0].in_cells == 1


def test_quantities_are_set_aside_with_their_header_and_text_is_unread() -> None:
    table = grid(
        "采购项目 | 数量 | 说明 | 金额",
        "物业服务 | 6   | 每月3.5万元 | 42.00",
        "办公设备 | 12  |      | 8.00",
    )
    numbers = accounted(page(1, "政府采购预算表", "单位：万元", table)).numbers
    assert [(each.rule, each.printed) for each in numbers.set_aside] == [("quantity column: 数量", "6 12")]
    assert [(each.printed, each.reason) for each in numbers.unread] == [("3.5", "text column: 说明")]
    assert numbers.pages[0].in_cells == 2


def test_a_table_without_title_is_listed_number_by_number() -> None:
    table = grid("科目编码 | 科目名称 | 合计", "201 | 一般公共服务支出 | 12.50", "202 | 外交支出 | 7")
    numbers = accounted(page(1, table)).numbers
    assert [(each.printed, each.reason.split(":")[0]) for each in numbers.unread] == [
        ("12.50", "table unrecognised"),
        ("7", "table unrecognised"),
    ]


def test_figures_beside_text_are_prose_and_figures_alone_are_a_lost_table() -> None:
    def word(text: str, x0: float, y: float) -> Word:
        return Word(text, Box(x0, y, x0 + 6 * len(text), y + 12))

    words = (
        word("预算安排", 50, 100), word("1,234.50", 76, 100), word("万元。", 126, 100),
        word("一般公共服务支出", 50, 140), word("30.50", 260, 140), word("20.00", 360, 140),
    )  # fmt: skip
    made = Document("made.pdf", "0" * 64, 1, "application/pdf", (Page(1, 595, 842, words, (), ()),))
    numbers = read_made(made).numbers
    assert numbers.pages[0].in_prose == 1
    assert [(n.printed, n.reason) for n in numbers.unread] == [
        ("30.50", "figures outside any table"),
        ("20.00", "figures outside any table"),
    ]


def test_sheets_are_matched_by_reference() -> None:
    made = page(1, *SUMMARY).grids[0]
    cells = tuple(c._replace(ref=f"Sheet1!{'ABCDE'[c.col]}{c.row + 3}") for c in made.cells)
    sheet = replace(page(1, *SUMMARY), grids=(replace(made, cells=cells),))
    made_file = Document("made.xlsx", "0" * 64, 1, "application/vnd.ms-excel", (sheet,), paged=False)
    (counts,) = read_made(made_file).numbers.pages
    assert (counts.numbers, counts.in_cells, counts.set_aside) == (6, 6, 4)


def test_phone_numbers_are_masked() -> None:
    phone = "1" + "3" * 10
    table = grid("项目名称 | 联系电话 | 金额", f"物业服务 | {phone} | 42.00", f"维修 | {phone} | 8.00")
    numbers = accounted(page(1, "项目支出表", "单位：万元", table)).numbers
    assert phone not in repr((numbers.unread, numbers.set_aside))


@pytest.fixture(params=BUNDLED, ids=lambda name: name[:16])
def bundled(request: pytest.FixtureRequest, inbox_dir: Path) -> Inspection:
    """Each bundled disclosure in turn."""
    return inspection(inbox_dir / request.param)


def test_every_number_of_the_bundled_disclosures_is_accounted_for(bundled: Inspection) -> None:
    every = totals(bundled.numbers.pages)
    assert every.accounted
    assert every.numbers > 200
    on = totals([p for p in bundled.numbers.pages if p.page in bundled.statement_pages])
    assert (on.unread, on.in_cells) == (0, on.numbers)
    assert not bundled.numbers.unread
    assert not bundled.numbers.unfounded


def test_another_reader_of_the_text_prints_as_many_decimals(bundled: Inspection, inbox_dir: Path) -> None:
    """The words that the account works on are those that pdfium finds, page by page."""
    pdf = pdfium.PdfDocument(inbox_dir / bundled.document.file_name)
    try:
        for number in sorted(bundled.statement_pages):
            text = pdf[number - 1].get_textpage().get_text_range()
            _, numbers = numbers_of(bundled.document, bundled.document.pages[number - 1])
            ours = sorted(n.printed.strip("-+%") for n in numbers if re.search(r"\d\.\d", n.printed))
            assert ours == sorted(re.findall(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)\.\d+(?![\d.])", text)), number
    finally:
        pdf.close()


def test_extraction_gives_the_rows(inbox_dir: Path) -> None:
    from pipeline.extract import extract

    rows = extract(inbox_dir / BUNDLED[4]).rows
    seen = inspection(inbox_dir / BUNDLED[4])
    assert len(rows["audit.number_account"]) == len(seen.document.pages)
    assert sum(int(str(row["in_cells"])) for row in rows["audit.number_account"]) == len(rows["staging.statement_cell"])
    assert rows["audit.unread_number"] == []


def test_inspecting_twice_gives_the_same(inbox_dir: Path) -> None:
    seen = inspection(inbox_dir / BUNDLED[4])
    assert inspect_document(seen.document).numbers == seen.numbers
