"""Pictures of pages show no contact names and no telephone numbers."""

from __future__ import annotations

from pipeline.audit.private import private_boxes
from pipeline.reading.model import Box, Cell, Grid, Line, Page, Word

MOBILE = "139" + "0" * 8


def grid(*rows: tuple[str, ...]) -> Grid:
    """A ruled table of texts, cells 100 wide and 20 high."""
    cells = tuple(
        Cell(r, c, r + 1, c + 1, Box(c * 100, r * 20, c * 100 + 100, r * 20 + 20), (text,))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Grid(Box(0, 0, 100 * len(rows[0]), 20 * len(rows)), len(rows), len(rows[0]), cells)


def page(*grids: Grid, words: tuple[Word, ...] = (), lines: tuple[Line, ...] = ()) -> Page:
    return Page(1, 600, 800, words, (), grids, lines)


def test_the_cell_right_of_a_label_is_covered() -> None:
    form = grid(("部门联系人", "某某某", "联系电话", "0000000"), ("预算单位", "某局", "资金（万元）", "12.30"))
    assert private_boxes(page(form)) == [Box(100, 0, 200, 20), Box(300, 0, 400, 20)]


def test_names_below_a_header_are_covered_and_words_are_not() -> None:
    listing = grid(("项目名称", "项目负责人"), ("网络租赁及维护专项", "某某"), ("医保工作经费项目", "某某某"))
    assert private_boxes(page(listing)) == [Box(100, 20, 200, 40), Box(100, 40, 200, 60)]


def test_a_mobile_number_is_covered_wherever_it_stands() -> None:
    box = Box(10, 10, 90, 20)
    assert private_boxes(page(words=(Word(MOBILE, box), Word("1,390.00", Box(10, 30, 90, 40))))) == [box]


def test_a_line_with_a_contact_is_covered() -> None:
    line = Line("联系人：某某 电话：000-0000000", Box(10, 700, 300, 712))
    assert private_boxes(page(lines=(line, Line("无联系", Box(0, 0, 1, 1))))) == [line.box]


def test_a_number_in_two_words_is_covered_with_its_line() -> None:
    line = Line("某某局 0571 87654321", Box(10, 700, 300, 712))
    figures = Line("2130101 87654321.00 1,380,000,000", Box(10, 720, 300, 732))
    assert private_boxes(page(lines=(line, figures))) == [line.box]


def test_labels_of_contacts_are_known_by_the_words_they_are_made_of() -> None:
    form = grid(("复核人", "某某某", "分管领导", "某某"), ("责任人电话", "（0571）87654321", "资金（万元）", "12.30"))
    assert set(private_boxes(page(form))) == {Box(100, 0, 200, 20), Box(300, 0, 400, 20), Box(100, 20, 200, 40)}
