"""`yusuan inspect`: what is recognised on each page, in plain text when piped, and pictures of it."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from made_files import text_pdf
from PIL import Image
from rich.console import Console

from pipeline.audit.number_inspection import Inspection
from pipeline.cli import main
from pipeline.cli.inspect_picture import LOADED, PERFORMANCE, PROSE, UNREAD, marks
from pipeline.cli.inspect_text import Printer
from tests.audit.number_documents import BUNDLED, broken, inspection, row_of, without_row


@pytest.fixture
def budget(inbox_dir: Path) -> Path:
    return inbox_dir / BUNDLED[4]


@pytest.fixture
def seen(budget: Path) -> Inspection:
    return inspection(budget)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["inspect", *map(str, arguments)])


def shown(seen: Inspection, *pages: int, cells: bool = False) -> str:
    """What the printer prints of some pages when piped."""
    console = Console(file=StringIO(), highlight=False)
    Printer(seen, cells, console).show(set(pages))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_facts_header_mapping_and_summary_of_a_bundled_budget(budget: Path) -> None:
    result = run(budget, "--pages", "7")
    assert result.exit_code == 0, result.output
    lines = [line.split() for line in result.output.splitlines()]
    for wanted in (
        ["organization", "阿合奇县医疗保障局"],
        ["fiscal", "year", "2026"],
        ["unit", "of", "money", "万元"],
        ["部门收入总体情况表", "·", "income_summary", "·", "loaded,", "17", "rows,", "55", "cells"],
        ["功能分类科目编码/款", "code_part", "function"],
        ["财政拨款（补助）/一般公共预算", "amount", "general_budget", "budget"],
        ["单位资金", "amount", "unit_funds", "budget"],
    ):
        assert wanted in lines
    assert [line[1] for line in lines if line[:1] == ["page"]] == ["7:"]
    assert "\x1b" not in result.output
    assert "0 unread" in result.output.splitlines()[-1]


def test_cells_are_listed_on_demand(seen: Inspection) -> None:
    """行政运行 of page 7 prints 169.12 万元 in all, of it 5.01 unit funds (read from the page)."""
    rows = [line.split() for line in shown(seen, 7, cells=True).splitlines()]
    assert ["13", "2101501", "行政运行", "total", "budget", "169.12", "1691200.00"] in rows
    assert ["13", "2101501", "行政运行", "unit_funds", "budget", "5.01", "50100.00"] in rows


def test_unread_numbers_stand_with_their_reason_and_place(seen: Inspection) -> None:
    lost = broken(seen.document, 7, lambda g: without_row(g, row_of(g, "169.12", "164.11", "164.11", "5.01")))
    text = shown(lost, 7)
    line = next(line for line in text.splitlines() if "unread, no cell at this place" in line)
    assert "169.12 (" in line
    assert "5.01 (" in line


@pytest.mark.parametrize("pages", ["0x", "7-3", "a-b", "", "²", "1-²"])
def test_a_wrong_list_of_pages_is_refused(budget: Path, pages: str) -> None:
    result = run(budget, "--pages", pages)
    assert result.exit_code == 2
    assert "3-7,9" in result.output


def test_pages_that_the_file_does_not_have_are_refused(budget: Path, seen: Inspection) -> None:
    result = run(budget, "--pages", "99")
    assert result.exit_code == 2
    assert f"it has {len(seen.document.pages)}." in result.output
    assert run(budget, "--pages", "7-99").exit_code == 0


def test_an_unknown_reader_is_refused_and_the_known_ones_named(budget: Path) -> None:
    result = run(budget, "--reader", "nonsense")
    assert result.exit_code == 2
    assert "pdfplumber" in result.output


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_text("<html><body>预算</body></html>", encoding="utf-8")
    result = run(path)
    assert result.exit_code == 1
    assert "page.pdf: cannot be read" in result.output
    assert "Traceback" not in result.output


def test_a_file_that_is_no_budget_is_shown_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(text_pdf(["Dear reader,", "nothing to see here."]))
    result = run(path)
    assert result.exit_code == 0
    assert "ingest sets this file aside" in result.output
    assert "page 1: 0 numbers" in result.output


def test_pictures_of_the_chosen_pages(budget: Path, seen: Inspection, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    result = run(budget, "--pages", "7,17", "--image", folder)
    assert result.exit_code == 0
    written = sorted(path.name for path in folder.iterdir())
    assert written == [f"{budget.stem}-p07.png", f"{budget.stem}-p17.png"]
    with Image.open(folder / written[0]) as picture:
        page = seen.document.pages[6]
        assert picture.size == (round(page.width * 2 + 0.49), round(page.height * 2 + 0.49))
        total = next(c for c in seen.statements.cells if c.page == 7 and c.printed == "410.90")
        assert total.x0 is not None
        assert total.top is not None
        red, green, blue = picture.convert("RGB").getpixel((round(total.x0 * 2 + 6), round(total.top * 2 + 6)))
        assert green > red
        assert green > blue


def test_what_is_drawn(seen: Inspection) -> None:
    page = seen.document.pages[6]
    assert sum(mark.colour == LOADED for mark in marks(page, seen)) == 55
    assert not [mark for mark in marks(page, seen) if mark.colour == UNREAD]
    lost = broken(seen.document, 7, lambda g: None)
    assert sum(mark.colour == UNREAD for mark in marks(lost.document.pages[6], lost)) == 55
    prose = [mark for page in seen.document.pages for mark in marks(page, seen) if mark.colour == PROSE]
    assert len(prose) == len(seen.narrative.claimed_numbers)
    performance = [mark for page in seen.document.pages for mark in marks(page, seen) if mark.colour == PERFORMANCE]
    assert len(performance) == sum(len(boxes) for boxes in seen.performance.claimed.values())
