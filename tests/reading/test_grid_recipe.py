"""Each way in which real disclosures draw tables, drawn alone; named after what went wrong with it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from reading.drawn import DrawnPage, lines, table, write_pdf

from pipeline.reading import READERS, read_document
from pipeline.reading.model import Page

XS = [50.0, 150.0, 250.0, 350.0]
TOPS = [60.0, 80.0, 100.0, 120.0]
FULL = [["0.0", "0.1", "0.2"], ["1.0", "1.1", "1.2"], ["2.0", "2.1", "2.2"]]


@pytest.fixture(params=sorted(READERS))
def reader(request: pytest.FixtureRequest) -> str:
    """Every reader has to read every drawing alike."""
    return str(request.param)


def read(tmp_path: Path, page: DrawnPage, reader: str) -> Page:
    """The page as read."""
    return read_document(write_pdf(tmp_path / "drawn.pdf", page), reader).pages[0]


def test_plain_table_has_boundaries_spans_and_boxes(tmp_path: Path, reader: str) -> None:
    page = read(tmp_path, DrawnPage().lattice(XS, TOPS).numbers(XS, TOPS).text(50, 40, "Title 1"), reader)
    (grid,) = page.grids
    assert (grid.n_rows, grid.n_cols, len(grid.cells)) == (3, 3, 9)
    assert grid.xs == pytest.approx(XS)
    assert grid.ys == pytest.approx(TOPS)
    assert table(grid) == FULL
    middle = grid.cells[4]
    assert tuple(middle.box) == pytest.approx((150, 80, 250, 100))
    assert lines(page) == ["Title 1"]
    assert {rule.horizontal for rule in page.rules} == {True, False}


def test_merged_cells_are_spans(tmp_path: Path, reader: str) -> None:
    page = DrawnPage()
    for top in TOPS[1:3]:
        page.line(XS[1], top, XS[3], top)
    page.line(XS[0], TOPS[0], XS[3], TOPS[0]).line(XS[0], TOPS[3], XS[3], TOPS[3])
    for x in (XS[0], XS[1], XS[3]):
        page.line(x, TOPS[0], x, TOPS[3])
    page.line(XS[2], TOPS[1], XS[2], TOPS[3])
    page.text(60, 94, "side").text(240, 74, "head")
    (grid,) = read(tmp_path, page, reader).grids
    spans = {cell.text: (cell.row, cell.col, cell.row_end, cell.col_end) for cell in grid.cells if cell.text}
    assert spans == {"side": (0, 0, 3, 1), "head": (0, 1, 1, 3)}
    assert len(grid.cells) == 6


def test_rows_outside_the_visible_page_count_once(tmp_path: Path, reader: str) -> None:
    below = [500.0, 520.0, 540.0]
    page = DrawnPage().lattice(XS, TOPS).numbers(XS, TOPS).lattice(XS, below).numbers(XS, below)
    seen = read(tmp_path, page, reader)
    assert [table(grid) for grid in seen.grids] == [FULL]
    assert sorted(word.text for word in seen.words) == sorted(text for row in FULL for text in row)


def test_crop_box_smaller_than_media_box_hides_the_rest(tmp_path: Path, reader: str) -> None:
    page = DrawnPage(height=400, crop=(20, 200, 380, 390)).lattice(XS, TOPS).numbers(XS, TOPS)
    page.text(60, 260, "hidden")
    seen = read(tmp_path, page, reader)
    assert (seen.width, seen.height) == (360, 190)
    assert [word.text for word in seen.words if word.text == "hidden"] == []
    (grid,) = seen.grids
    assert table(grid) == FULL
    assert grid.box.x0 == pytest.approx(30)
    assert grid.box.top == pytest.approx(50)


def test_media_box_that_does_not_start_at_zero(tmp_path: Path, reader: str) -> None:
    (grid,) = read(tmp_path, DrawnPage(left=-100, bottom=200).lattice(XS, TOPS).numbers(XS, TOPS), reader).grids
    assert table(grid) == FULL
    assert tuple(grid.box) == pytest.approx((50, 60, 350, 120))


def test_background_fills_are_no_cells(tmp_path: Path, reader: str) -> None:
    page = DrawnPage().raw("0.9 g").rectangle(40, 50, 360, 130)
    for row in range(3):
        page.rectangle(52, TOPS[row] + 4, 148, TOPS[row] + 16)
    page.raw("0 g").text(60, 95, "12.00").text(60, 75, "34.00")
    seen = read(tmp_path, page, reader)
    assert seen.grids == ()
    assert lines(seen) == ["34.00", "12.00"]


def test_background_fill_inside_a_cell_does_not_cut_it(tmp_path: Path, reader: str) -> None:
    page = DrawnPage().raw("0.9 g").rectangle(60, 64, 140, 76).raw("0 g").lattice(XS, TOPS).numbers(XS, TOPS)
    (grid,) = read(tmp_path, page, reader).grids
    assert table(grid) == FULL


def test_borders_drawn_as_thin_filled_rectangles_are_rules(tmp_path: Path, reader: str) -> None:
    page = DrawnPage()
    for top in TOPS:
        for x0, x1 in pairwise(XS):
            page.rectangle(x0 + 0.5, top - 0.25, x1, top + 0.25)
            page.rectangle(x0, top - 0.25, x0 + 0.5, top + 0.25)
    for x in XS:
        page.rectangle(x - 0.25, TOPS[0], x + 0.25, TOPS[-1])
    (grid,) = read(tmp_path, page.numbers(XS, TOPS), reader).grids
    assert table(grid) == FULL


def test_cells_drawn_as_stroked_rectangles(tmp_path: Path, reader: str) -> None:
    page = DrawnPage()
    for top, bottom in pairwise(TOPS):
        for x0, x1 in pairwise(XS):
            page.rectangle(x0, top, x1, bottom, "S")
    (grid,) = read(tmp_path, page.numbers(XS, TOPS), reader).grids
    assert table(grid) == FULL
    assert grid.xs == pytest.approx(XS)


def test_filled_and_stroked_rectangles_are_borders(tmp_path: Path, reader: str) -> None:
    page = DrawnPage().raw("1 g")
    for top, bottom in pairwise(TOPS):
        for x0, x1 in pairwise(XS):
            page.rectangle(x0, top, x1, bottom, "B")
    (grid,) = read(tmp_path, page.raw("0 g").numbers(XS, TOPS), reader).grids
    assert table(grid) == FULL


def test_borders_drawn_as_one_path_of_many_pieces(tmp_path: Path, reader: str) -> None:
    page = DrawnPage()
    pieces = [f"{XS[0]} {300 - top} m {XS[-1]} {300 - top} l" for top in TOPS]
    pieces += [f"{x} {300 - TOPS[0]} m {x} {300 - TOPS[-1]} l" for x in XS]
    (grid,) = read(tmp_path, page.raw(" ".join(pieces) + " S").numbers(XS, TOPS), reader).grids
    assert table(grid) == FULL


def test_borders_drawn_as_filled_mitred_polygons(tmp_path: Path, reader: str) -> None:
    page = DrawnPage()
    for top in TOPS:
        y = 300 - top
        page.raw(f"{XS[0]} {y} m {XS[0] + 1} {y - 1} l {XS[-1] - 1} {y - 1} l {XS[-1]} {y} l h f")
    for x in XS:
        page.raw(
            f"{x} {300 - TOPS[0]} m {x + 1} {299 - TOPS[0]} l {x + 1} {301 - TOPS[-1]} l {x} {300 - TOPS[-1]} l h f"
        )
    (grid,) = read(tmp_path, page.numbers(XS, TOPS), reader).grids
    assert table(grid) == FULL


def test_borders_inside_a_form_xobject(tmp_path: Path, reader: str) -> None:
    inner = DrawnPage().lattice(XS, TOPS).numbers(XS, TOPS)
    page = DrawnPage(form=inner.operators).raw("q 0.5 0 0 0.5 10 20 cm /X1 Do Q")
    (grid,) = read(tmp_path, page, reader).grids
    assert table(grid) == FULL
    assert grid.box.x0 == pytest.approx(35)
    assert grid.box.top == pytest.approx(300 - 20 - (300 - 60) / 2)


def test_open_first_row_of_a_continuation_page_is_not_lost(tmp_path: Path, reader: str) -> None:
    page = DrawnPage()
    for top in TOPS[1:]:
        page.line(XS[0], top, XS[-1], top)
    for x in XS:
        page.line(x, TOPS[0], x, TOPS[-1])
    (grid,) = read(tmp_path, page.numbers(XS, TOPS), reader).grids
    assert table(grid) == FULL


def test_open_last_row_is_not_lost(tmp_path: Path, reader: str) -> None:
    page = DrawnPage()
    for top in TOPS[:-1]:
        page.line(XS[0], top, XS[-1], top)
    for x in XS:
        page.line(x, TOPS[0], x, TOPS[-1])
    (grid,) = read(tmp_path, page.numbers(XS, TOPS), reader).grids
    assert table(grid) == FULL


def test_open_left_and_right_columns_are_not_lost(tmp_path: Path, reader: str) -> None:
    page = DrawnPage()
    for top in TOPS:
        page.line(XS[0], top, XS[-1], top)
    for x in XS[1:-1]:
        page.line(x, TOPS[0], x, TOPS[-1])
    (grid,) = read(tmp_path, page.numbers(XS, TOPS), reader).grids
    assert table(grid) == FULL


def test_borders_that_overshoot_make_no_empty_column(tmp_path: Path, reader: str) -> None:
    page = DrawnPage()
    for top in TOPS:
        page.line(XS[0], top, XS[-1] + 20, top)
    for x in XS:
        page.line(x, TOPS[0], x, TOPS[-1])
    (grid,) = read(tmp_path, page.numbers(XS, TOPS), reader).grids
    assert table(grid) == FULL
    assert grid.box.x1 == pytest.approx(350)


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_page_turned_by_rotate_reads_like_the_others(tmp_path: Path, reader: str, rotate: int) -> None:
    turns = {90: "0 1 -1 0 {w} 0 cm", 180: "-1 0 0 -1 {w} {h} cm", 270: "0 -1 1 0 0 {h} cm"}
    w, h = (400, 300) if rotate == 180 else (300, 400)
    inner = DrawnPage().lattice(XS, TOPS).numbers(XS, TOPS).text(50, 40, "Title 1")
    page = DrawnPage(width=w, height=h, rotate=rotate, operators=[turns[rotate].format(w=w, h=h), *inner.operators])
    seen = read(tmp_path, page, reader)
    assert (seen.width, seen.height, seen.turn) == (400, 300, 0)
    (grid,) = seen.grids
    assert table(grid) == FULL
    assert tuple(grid.box) == pytest.approx((50, 60, 350, 120))
    assert lines(seen) == ["Title 1"]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_crop_box_of_a_turned_page(tmp_path: Path, reader: str, rotate: int) -> None:
    page = DrawnPage(rotate=rotate, crop=(20, 30, 390, 280)).lattice(XS, TOPS).numbers(XS, TOPS)
    seen = read(tmp_path, page, reader)
    assert {seen.width, seen.height} == {370, 250}
    assert seen.turn == (360 - rotate) % 360
    (grid,) = seen.grids
    assert table(grid) == FULL
    assert tuple(grid.box) == pytest.approx((30, 40, 330, 100))


def test_content_drawn_sideways_on_an_upright_page_is_turned(tmp_path: Path, reader: str) -> None:
    inner = DrawnPage().lattice(XS, TOPS).numbers(XS, TOPS).text(50, 40, "Title 1")
    page = DrawnPage(width=300, height=400, operators=["0 1 -1 0 300 0 cm", *inner.operators])
    seen = read(tmp_path, page, reader)
    assert (seen.width, seen.height, seen.turn) == (400, 300, 90)
    (grid,) = seen.grids
    assert table(grid) == FULL
    assert tuple(grid.box) == pytest.approx((50, 60, 350, 120))


def test_slanted_watermark_is_not_text_of_a_cell(tmp_path: Path, reader: str) -> None:
    page = DrawnPage().lattice(XS, TOPS).numbers(XS, TOPS)
    page.raw("BT /F1 40 Tf 0.7 0.7 -0.7 0.7 60 180 Tm (DRAFT 99.99) Tj ET")
    (grid,) = read(tmp_path, page, reader).grids
    assert table(grid) == FULL


def test_numbers_that_touch_across_a_rule_are_two(tmp_path: Path, reader: str) -> None:
    # Helvetica digits are 0.556 em, separators 0.278 em: the second number begins where the first ends.
    page = DrawnPage().lattice(XS, TOPS).text(118.86, 74, "238.0041,534.73")
    seen = read(tmp_path, page, reader)
    (grid,) = seen.grids
    assert table(grid)[0] == ["238.00", "41,534.73", ""]
    assert [word.text for word in seen.words] == ["238.00", "41,534.73"]


def test_glyphs_drawn_twice_for_boldness_are_read_once(tmp_path: Path, reader: str) -> None:
    page = DrawnPage().lattice(XS, TOPS)
    for shift in (0, 0.3, 0.6):
        page.text(60 + shift, 74, "1,100.11")
    page.raw("BT /F1 10 Tf 160 226 Td (2) Tj -5.26 0 Td (2) Tj ET")
    (grid,) = read(tmp_path, page, reader).grids
    assert table(grid)[0][0] == "1,100.11"


def test_separators_on_other_baselines_stay_in_their_number(tmp_path: Path, reader: str) -> None:
    page = DrawnPage().lattice(XS, TOPS)
    page.text(60, 73, "22").text(71.12, 75, ",").text(73.9, 73, "718").text(90.58, 75.2, ".").text(93.36, 73, "48")
    seen = read(tmp_path, page, reader)
    assert table(seen.grids[0])[0][0] == "22,718.48"
    assert [word.text for word in seen.words] == ["22,718.48"]


def test_number_on_two_lines_of_a_narrow_cell_keeps_its_lines(tmp_path: Path, reader: str) -> None:
    page = DrawnPage().lattice([50, 90, 150], [60, 90, 110]).text(55, 73, "1682.7").text(55, 85, "6")
    cell = read(tmp_path, page, reader).grids[0].cells[0]
    assert cell.lines == ("1682.7", "6")


def test_two_numbers_in_one_cell_stay_apart(tmp_path: Path, reader: str) -> None:
    page = DrawnPage().lattice(XS, TOPS).text(55, 74, "12.00").text(110, 74, "34.00")
    assert table(read(tmp_path, page, reader).grids[0])[0][0] == "12.00 34.00"


def test_frame_around_the_page_is_no_table(tmp_path: Path, reader: str) -> None:
    page = DrawnPage().rectangle(10, 10, 390, 290, "S").lattice(XS, TOPS).numbers(XS, TOPS).text(50, 40, "Title 1")
    seen = read(tmp_path, page, reader)
    assert [table(grid) for grid in seen.grids] == [FULL]
    assert lines(seen) == ["Title 1"]


def test_table_inside_a_cell_keeps_its_own_text(tmp_path: Path, reader: str) -> None:
    page = DrawnPage().lattice([20, 40, 380], [20, 200, 280]).lattice(XS, TOPS).numbers(XS, TOPS)
    page.text(60, 150, "below").text(25, 240, "x")
    seen = read(tmp_path, page, reader)
    outer, inner = seen.grids
    assert table(inner) == FULL
    assert table(outer) == [["", "below"], ["x", ""]]


def test_two_tables_side_by_side_are_two(tmp_path: Path, reader: str) -> None:
    left, right = [20.0, 80.0, 140.0], [200.0, 260.0, 320.0]
    page = (
        DrawnPage().lattice(left, TOPS).numbers(left, TOPS).lattice(right, [65, 85, 105]).numbers(right, [65, 85, 105])
    )
    first, second = read(tmp_path, page, reader).grids
    assert (first.n_rows, second.n_rows) == (3, 2)
    assert table(second) == [["0.0", "0.1"], ["1.0", "1.1"]]


def test_table_that_starts_left_of_the_page_keeps_its_first_column(tmp_path: Path, reader: str) -> None:
    xs = [-30.0, 100.0, 200.0]
    page = DrawnPage()
    for top in TOPS:
        page.line(xs[0], top, xs[-1], top)
    for x in xs:
        page.line(x, TOPS[0], x, TOPS[-1])
    page.text(20, 74, "7.00").text(110, 74, "8.00")
    (grid,) = read(tmp_path, page, reader).grids
    assert table(grid)[0] == ["7.00", "8.00"]


def test_missing_inner_rule_merges_and_loses_nothing(tmp_path: Path, reader: str) -> None:
    page = DrawnPage()
    for top in (TOPS[0], TOPS[1], TOPS[3]):
        page.line(XS[0], top, XS[-1], top)
    for x in XS:
        page.line(x, TOPS[0], x, TOPS[-1])
    (grid,) = read(tmp_path, page.numbers(XS, TOPS), reader).grids
    assert table(grid) == [["0.0", "0.1", "0.2"], ["1.0\n2.0", "1.1\n2.1", "1.2\n2.2"]]


def test_rule_broken_by_a_small_gap_still_parts(tmp_path: Path, reader: str) -> None:
    page = DrawnPage().lattice(XS, [60, 80]).lattice(XS, [100, 120]).numbers(XS, TOPS)
    for x in XS:
        page.line(x, 80, x, 88).line(x, 90.5, x, 100)
    (grid,) = read(tmp_path, page, reader).grids
    assert table(grid) == FULL


def test_cell_text_that_overflows_its_clip_stays_in_its_cell(tmp_path: Path, reader: str) -> None:
    page = DrawnPage().lattice(XS, TOPS).raw("q").rectangle(150, 60, 250, 80, "W n")
    page.text(152, 74, "A name far too long for its cell 12").raw("Q").text(300, 74, "9.00")
    assert table(read(tmp_path, page, reader).grids[0])[0] == ["", "A name far too long for its cell 12", "9.00"]


def test_rows_hidden_by_the_clip_of_the_print_area_are_not_read(tmp_path: Path, reader: str) -> None:
    page = DrawnPage().lattice(XS, TOPS).numbers(XS, TOPS).raw("q").rectangle(40, 50, 360, 125, "W n")
    page.lattice(XS, [120, 140]).text(60, 134, "5.55").raw("Q")
    seen = read(tmp_path, page, reader)
    assert [table(grid) for grid in seen.grids] == [FULL]
    assert "5.55" not in [word.text for word in seen.words]


def test_line_keeps_words_far_apart_apart(tmp_path: Path, reader: str) -> None:
    page = DrawnPage().text(50, 40, "Unit").text(300, 40, "RMB").text(50, 60, "next")
    assert lines(read(tmp_path, page, reader)) == ["Unit RMB", "next"]


def test_drawing_of_very_many_lines_is_no_table_and_takes_no_time(tmp_path: Path, reader: str) -> None:
    page = DrawnPage(width=4000, height=4000).text(3400, 30, "map")
    for step in range(400):
        page.line(0, 4 + 8 * step, 3300, 4 + 8 * step).line(4 + 8 * step, 0, 4 + 8 * step, 3300)
    seen = read(tmp_path, page, reader)
    assert seen.grids == ()
    assert [word.text for word in seen.words] == ["map"]
