"""Pages of the bundled disclosures, held against what a person read off their pictures."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from reading.drawn import lines, table

from pipeline.reading import READERS, Document, read_document

CITY_2022 = "乌鲁木齐市医疗保障局（汇总）_2022年预算.pdf"
DISTRICT_2026 = "乌鲁木齐市沙依巴克区医疗保障局_2026年部门预算.pdf"


@lru_cache(maxsize=4)
def load(path: Path, reader: str) -> Document:
    """Each file once per reader."""
    return read_document(path, reader)


@pytest.fixture(params=sorted(READERS))
def reader(request: pytest.FixtureRequest) -> str:
    """Every reader reads the same."""
    return str(request.param)


def test_project_statement_of_the_city(inbox_dir: Path, reader: str) -> None:
    page = load(inbox_dir / CITY_2022, reader).pages[12]
    assert lines(page)[:3] == [
        "表七：",
        "一般公共预算项目支出情况表",
        "编制部门：乌鲁木齐市医疗保障局（汇总） 单位：万元",
    ]
    (grid,) = page.grids
    assert (grid.n_rows, grid.n_cols) == (11, 16)
    rows = table(grid)
    assert rows[0][:7] == [
        "功能分类科目编码",
        None,
        None,
        "功能分类科目名称",
        "项目名称",
        "项目支出\n合计",
        "工资福利\n支出",
    ]
    assert rows[1][:5] == ["类", "款", "项", None, None]
    assert rows[5][:9] == [
        "210",
        "15",
        "02",
        "一般行政管理事务\n(医疗保障管理)",
        "2022年业务楼运行\n费",
        "109.10",
        "",
        "109.10",
        "",
    ]
    assert rows[10] == ["", "", "", "合计", "", "254.10", "", "254.10", *[""] * 8]


def test_merged_header_of_the_city(inbox_dir: Path, reader: str) -> None:
    (grid,) = load(inbox_dir / CITY_2022, reader).pages[13].grids
    spans = {cell.text: (cell.row, cell.col, cell.row_end, cell.col_end) for cell in grid.cells if cell.row < 2}
    assert spans["公务用车购置及运行费"] == (0, 2, 1, 5)
    assert spans["因公出国（境）费"] == (0, 1, 2, 2)
    assert [cell.text for cell in grid.cells if cell.row == 2] == ["1.50", "0.00", "0.00", "0.00", "0.00", "1.50"]


def test_three_tables_on_one_page(inbox_dir: Path, reader: str) -> None:
    page = load(inbox_dir / CITY_2022, reader).pages[21]
    assert [(grid.n_rows, grid.n_cols) for grid in page.grids] == [(11, 5), (17, 5), (6, 3)]
    assert lines(page)[:2] == ["项目支出绩效目标表", "（2022年度）"]
    middle = page.grids[1]
    assert next(cell.text for cell in middle.cells if (cell.row, cell.col) == (14, 4)) == "≤6万元"


def test_income_statement_of_the_district(inbox_dir: Path, reader: str) -> None:
    (grid,) = load(inbox_dir / DISTRICT_2026, reader).pages[6].grids
    rows = table(grid)
    assert (grid.n_rows, grid.n_cols) == (17, 15)
    assert rows[1][5] == "财政拨款\n（补助）\n小计"
    assert rows[3][:7] == ["208", "05", "", "行政事业单位养老支\n出", "14.87", "14.87", "14.87"]
    assert rows[-1][3:7] == ["总计", "116.83", "116.83", "116.83"]


def test_pages_have_words_with_boxes_on_the_page(inbox_dir: Path, reader: str) -> None:
    document = load(inbox_dir / DISTRICT_2026, reader)
    assert len(document.pages) == 26
    for page in document.pages:
        assert page.words
        for word in page.words:
            assert word.text.strip() == word.text != ""
            assert -1 <= word.box.x0 < word.box.x1 <= page.width + 1
            assert -1 <= word.box.top < word.box.bottom <= page.height + 1


def test_cells_cover_a_grid_without_overlap(inbox_dir: Path, reader: str) -> None:
    for page in load(inbox_dir / CITY_2022, reader).pages:
        for grid in page.grids:
            squares = [
                (row, col)
                for cell in grid.cells
                for row in range(cell.row, cell.row_end)
                for col in range(cell.col, cell.col_end)
            ]
            assert len(squares) == len(set(squares)) <= grid.n_rows * grid.n_cols
            assert list(grid.cells) == sorted(grid.cells, key=lambda cell: (cell.row, cell.col))


def test_document_names_its_file(inbox_dir: Path, reader: str) -> None:
    document = load(inbox_dir / CITY_2022, reader)
    assert document.file_name == CITY_2022
    assert document.media_type == "application/pdf"
    assert document.byte_size == (inbox_dir / CITY_2022).stat().st_size
    assert len(document.sha256) == 64
