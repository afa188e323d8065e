"""The second witness: which pages are read again, how differences are told, and what they mean for findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from reading.drawn import DrawnPage, write_pdf

from pipeline.audit import witness
from pipeline.audit.model import FAILS, HOLDS, Check, Finding, Spot
from pipeline.audit.numbers import NumberAccounting, UnreadNumber
from pipeline.audit.origin import MISREADING, SOURCE, UNDETERMINED, judge
from pipeline.audit.witness import (
    PageTestimony,
    WitnessReport,
    WitnessSettings,
    choose,
    hearing,
    other_reader,
    witness_rows,
)
from pipeline.audit.witness_pages import Difference, compare
from pipeline.extraction import DEFAULT_EXTRACTION, ExtractionSettings
from pipeline.reading import DEFAULT_READER, READERS, read_document, read_pages
from pipeline.reading.model import Box, Document, Page
from pipeline.statements.model import StatementCell
from schemas import TABLES, frame

XS, TOPS = [50.0, 150.0, 250.0, 350.0], [50.0, 70.0, 90.0, 110.0]
NO_NUMBERS = NumberAccounting((), (), (), ())
ALL = WitnessSettings(sample=1.0)
NONE = WitnessSettings(sample=0.0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two pages, each with a table of three rows and columns that prints `row.column`, below a line of text."""
    pages = [DrawnPage().text(50, 30, "Total 5.00").lattice(XS, TOPS).numbers(XS, TOPS) for _ in range(2)]
    return write_pdf(tmp_path / "made.pdf", *pages)


def unread(page: int) -> UnreadNumber:
    return UnreadNumber(page, "1.00", 1, 1, 2, 2, "figures outside any table")


def check(page: int, *, verdict: str = FAILS, box: Box | None = None, within: bool = False) -> Check:
    spots = (Spot("1.0", page, box, within=within),)
    one = Decimal(1)
    return Check("sum_of_children", "s", 1, "", "", "", "", one, one, one, "元", verdict, spots=spots)


def cell(page: int, box: Box, printed: str) -> StatementCell:
    return StatementCell(
        "income_summary",
        "t",
        "",
        2,
        "",
        "",
        "",
        "",
        "",
        "total",
        "",
        "budget",
        Decimal(1),
        None,
        printed,
        page,
        *box,
        "",
    )


def long_document(pages: int) -> Document:
    """A PDF of many empty pages."""
    empty = [Page(number, 100, 100, (), (), ()) for number in range(1, pages + 1)]
    return Document("a.pdf", "ab" * 32, 1, "application/pdf", tuple(empty))


def misread(page: Page, row: int, column: int, text: str) -> Page:
    """The page with another text in one cell."""
    grid = page.grids[0]
    cells = tuple(c._replace(lines=(text,)) if (c.row, c.col) == (row, column) else c for c in grid.cells)
    return replace(page, grids=(replace(grid, cells=cells),))


def test_what_the_readers_disagree_on_is_recorded(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_document(path)

    def other(path: Path, numbers: Collection[int], reader: str) -> Iterator[Page]:
        assert reader == "pdfplumber"
        for page in read_pages(path, numbers, reader):
            yield misread(page, 1, 2, "1.7") if page.number == 2 else page

    monkeypatch.setattr(witness, "read_pages", other)
    testimony = hearing(path, document, "fast", NO_NUMBERS, ALL)([])
    box = next(c.box for c in document.pages[1].grids[0].cells if (c.row, c.col) == (1, 2))
    rows = witness_rows(testimony, [cell(2, box, "1.2")])
    assert [(row["page"], row["trigger"], row["verdict"], row["cells"]) for row in rows] == [
        (1, "sample", "agrees", 9),
        (2, "sample", "differs", 9),
    ]
    told = rows[1]
    assert (told["printed_reader"], told["printed_witness"]) == ("1.2", "1.7")
    assert (told["reader"], told["witness"]) == ("fast", "pdfplumber")
    assert (told["statement"], told["row_no"], told["measure"]) == ("income_summary", 2, "total")
    assert (told["x0"], told["top"], told["x1"], told["bottom"]) == pytest.approx((250, 70, 350, 90), abs=0.1)
    named = [{"disclosure_id": "ab" * 8, **row} for row in rows]
    assert frame(TABLES["audit.witness"], named).height == 2


def test_nothing_is_read_again_when_all_is_well(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> Iterator[Page]:
        raise AssertionError("read again")

    monkeypatch.setattr(witness, "read_pages", never)
    document = read_document(path)
    testimony = hearing(path, document, "fast", NO_NUMBERS, NONE)([check(1, verdict=HOLDS)])
    assert testimony == WitnessReport({}, heard=True)
    off = WitnessSettings(enabled=False, sample=1.0)
    assert hearing(path, document, "fast", NO_NUMBERS, off)([check(1)]) == WitnessReport()
    sheet = replace(document, paged=False)
    assert hearing(path, sheet, "fast", NO_NUMBERS, ALL)([check(1)]) == WitnessReport()


def test_a_witness_that_fails_is_told_and_stops_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(path: Path, numbers: Collection[int], reader: str) -> Iterator[Page]:
        yield next(iter(read_pages(path, numbers, reader)))
        raise KeyError("font")

    monkeypatch.setattr(witness, "read_pages", failing)
    testimony = hearing(path, read_document(path), "fast", NO_NUMBERS, ALL)([])
    rows = witness_rows(testimony, [])
    assert [(row["verdict"], row["printed_witness"]) for row in rows] == [
        ("agrees", ""),
        ("only_reader", "cannot be read (KeyError)"),
    ]
    assert testimony.on(Spot("1.2", 2, Box(250, 70, 350, 90))) is None


def test_the_other_reader_is_the_witness_and_both_agree(path: Path) -> None:
    assert {other_reader(name) for name in READERS} == set(READERS)
    for reader in READERS:
        testimony = hearing(path, read_document(path, reader), reader, NO_NUMBERS, ALL)([])
        assert [(page.witness, page.differences) for page in testimony.pages.values()] == [
            (other_reader(reader), ())
        ] * 2


def test_some_pages_of_a_file_are_read_alone(path: Path) -> None:
    for reader in READERS:
        assert [page.number for page in read_pages(path, {2}, reader)] == [2]


def test_pages_that_give_reason_for_doubt_come_first_and_are_bounded() -> None:
    document = long_document(300)
    numbers = replace(
        NO_NUMBERS,
        unread=tuple(unread(page) for page in range(1, 301)),
        unfounded=(cell(299, Box(0, 0, 1, 1), "1"),),
    )
    chosen = choose(document, numbers, [check(200), check(100), check(50, verdict=HOLDS)], ALL)
    assert len(chosen) == ALL.most_doubtful
    assert (chosen[299], chosen[100], chosen[200], chosen[1]) == ("accounting", "identity", "identity", "accounting")
    assert 50 not in chosen
    assert list(chosen) == sorted(chosen)


def test_the_sample_follows_from_the_content() -> None:
    document = long_document(4000)
    settings = WitnessSettings(sample=0.05, most_sampled=4000)
    chosen = choose(document, NO_NUMBERS, [], settings)
    assert chosen == choose(document, NO_NUMBERS, [], settings)
    assert set(chosen.values()) == {"sample"}
    assert 0.03 * 4000 < len(chosen) < 0.07 * 4000
    assert chosen != choose(replace(document, sha256="cd" * 32), NO_NUMBERS, [], settings)
    assert len(choose(document, NO_NUMBERS, [], WitnessSettings(sample=0.05))) == WitnessSettings().most_sampled
    assert choose(document, NO_NUMBERS, [], NONE) == {}


def test_differences_of_place_and_of_being_there(path: Path) -> None:
    page = read_document(path).pages[0]
    grid = page.grids[0]
    moved = [c._replace(box=c.box._replace(x1=c.box.x1 + 4)) if (c.row, c.col) == (0, 0) else c for c in grid.cells]
    lacking = tuple(c for c in moved if (c.row, c.col) != (2, 2))
    other = replace(page, grids=(replace(grid, cells=lacking),), lines=())
    assert [(one.verdict, one.printed_reader, one.printed_witness) for one in compare(page, other)] == [
        ("only_reader", "Total 5.00", ""),
        ("differs", "0.0", "0.0"),
        ("only_reader", "2.2", ""),
    ]
    assert [one.verdict for one in compare(other, page)] == ["only_witness", "differs", "only_witness"]
    nudged = [c._replace(box=c.box._replace(x1=c.box.x1 + 0.4)) for c in grid.cells]
    assert list(compare(page, replace(page, grids=(replace(grid, cells=tuple(nudged)),)))) == []


def test_words_of_a_table_without_rules_are_compared_by_cell(path: Path) -> None:
    page = read_document(path).pages[0]
    found = replace(page, grids=(replace(page.grids[0], ruled=False),))
    as_drawn = replace(page, grids=())
    assert list(compare(found, as_drawn)) == []
    words = tuple(word._replace(text="9.9") if word.text == "1.1" else word for word in page.words)
    changed = list(compare(found, replace(as_drawn, words=words)))
    assert [(one.verdict, one.printed_reader, one.printed_witness) for one in changed] == [("differs", "1.1", "9.9")]


def test_a_private_number_is_masked(path: Path) -> None:
    number = "138" + "0" * 8
    told = Difference("differs", Box(0, 0, 1, 1), number, f"电话{number}")
    page = PageTestimony(1, "sample", "fast", "pdfplumber", 1, (told,))
    assert number not in str(witness_rows(WitnessReport({1: page}, True), []))


BOX = Box(10, 10, 20, 20)


@pytest.mark.parametrize(
    ("box", "witness_read", "within", "origin"),
    [
        (BOX, "1.0", False, SOURCE),  # the same text in a shifted box
        (BOX, "7.0", False, MISREADING),
        (Box(30, 30, 40, 40), "7.0", False, SOURCE),  # another cell
        (Box(30, 30, 40, 40), "7.0", True, UNDETERMINED),  # the sentence may go on there
    ],
)
def test_a_finding_is_an_error_of_the_source_only_where_both_readers_see_it(
    box: Box, witness_read: str, within: bool, origin: str
) -> None:
    failed = check(1, box=BOX, within=within)
    page = PageTestimony(1, "identity", "fast", "pdfplumber", 1, (Difference("differs", box, "1.0", witness_read),))
    found = judge(
        [Finding("error", "", "", (failed,))], [], [], NO_NUMBERS, lambda _: "1.0", WitnessReport({1: page}, True)
    )
    assert [finding.origin for finding in found] == [origin]


def test_a_figure_on_a_page_that_was_not_read_again_is_undetermined() -> None:
    findings = [Finding("error", "", "", (check(1, box=BOX),))]
    for testimony, origin in ((WitnessReport({}, heard=True), UNDETERMINED), (WitnessReport(), SOURCE)):
        found = judge(findings, [], [], NO_NUMBERS, lambda _: "1.0", testimony)
        assert [finding.origin for finding in found] == [origin]


def test_results_of_other_settings_are_kept_apart() -> None:
    assert DEFAULT_EXTRACTION.reader == DEFAULT_READER == "fast"
    variants = [
        ExtractionSettings().variant,
        ExtractionSettings(reader="pdfplumber").variant,
        ExtractionSettings(witness=NONE).variant,
        ExtractionSettings(reader="pdfplumber", witness=NONE).variant,
    ]
    assert variants[:2] == ["", "pdfplumber"]
    assert len(set(variants)) == 4
