"""Rows of tables that no grid holds: their numbers are listed, integers too; running text keeps its own."""

from __future__ import annotations

from pipeline.audit.number_inspection import Inspection
from pipeline.reading.model import Box, Document, Line, Page, Word
from tests.audit.number_documents import words_of
from tests.audit.test_numbers import read_made
from tests.statements.grids import grid, page

SIZE = 10.0
TITLE, UNIT = "财政拨款“三公”经费支出表", "单位：元"
NAME, FIRST, SECOND = 60.0, 300.0, 400.0


def _row(y: float, *pieces: tuple[float, str]) -> list[Word]:
    """Words of one line: those of digits end at their x, others begin there."""
    out = []
    for x, text in pieces:
        width = SIZE * len(text) * (0.5 if text.isascii() else 1)
        x0 = x - width if text[0].isdigit() else x
        out.append(Word(text, Box(x0, y, x0 + width, y + SIZE)))
    return out


def _page(number: int, *rows: list[Word], lines: tuple[str, ...] = ()) -> Page:
    above = [Word(text, Box(NAME, 20.0 + 14 * at, NAME + 10 * len(text), 30.0 + 14 * at)) for at, text in
             enumerate(lines)]  # fmt: skip
    words = [*above, *(w for row in rows for w in row)]
    texts = [Line(w.text, w.box) for w in above]
    texts += [Line(" ".join(w.text for w in row), row[0].box) for row in rows]
    return Page(number, 595, 842, tuple(words), (), (), tuple(texts))


def _accounted(*pages: Page) -> Inspection:
    return read_made(Document("made.pdf", "0" * 64, 1, "application/pdf", pages))


def _unread(made: Inspection) -> list[str]:
    assert {n.reason for n in made.numbers.unread} <= {"figures outside any table"}
    return [n.printed for n in made.numbers.unread]


def _aside(made: Inspection) -> dict[str, str]:
    return {each.rule: each.printed for each in made.numbers.set_aside}


def test_integers_below_a_title_are_listed_and_their_codes_set_aside() -> None:
    made = _accounted(
        _page(
            1,
            _row(100, (NAME + 30, "项目"), (FIRST, "2025"), (SECOND, "2026")),
            _row(120, (FIRST, "1"), (SECOND, "2")),
            _row(140, (NAME, "205"), (NAME + 30, "教育支出"), (FIRST, "1000000"), (SECOND, "600000")),
            _row(160, (FIRST, "70000")),
            _row(800, (300, "12")),
            lines=(TITLE, UNIT),
        )
    )
    assert _unread(made) == ["1000000", "600000", "70000"]
    assert _aside(made) == {
        "before the name of its row": "205",
        "column numbers": "1 2",
        "years": "2025 2026",
        "number of the page": "12",
    }


def test_a_title_without_a_table_is_listed_with_its_lines_of_integers() -> None:
    rows = [_row(100 + 20 * at, (NAME, "公务接待费"), (300 + 30 * at, "500")) for at in range(3)]
    made = _accounted(_page(1, *rows, lines=(TITLE, UNIT)))
    assert [(c.status, c.statement) for c in made.statements.coverage] == [("unrecognised", "three_public")]
    assert _unread(made) == ["500"] * 3


def test_an_amount_close_behind_a_long_name_is_no_prose() -> None:
    made = _accounted(
        _page(
            1,
            _row(100, (NAME, "合计"), (FIRST, "6.50")),
            _row(120, (NAME, "公务用车购置及运行维护费" * 2), (FIRST + 22, "5.00")),
            lines=(TITLE, UNIT),
        )
    )
    assert _unread(made) == ["6.50", "5.00"]
    assert made.numbers.pages[0].in_prose == 0


def test_a_row_below_the_last_rule_of_a_table_is_listed() -> None:
    ruled = words_of(page(1, "部门收入总表", UNIT, grid("科目编码 | 科目名称 | 合计", "205 | 教育支出 | 6000000")))
    below = ruled.grids[0].box.bottom
    total = _row(below + 3, (NAME, "合计"), (220.0, "6000000"))
    made = _accounted(Page(1, 600, 840, (*ruled.words, *total), (), ruled.grids, ruled.lines))
    assert _unread(made) == ["6000000"]


def test_rows_go_on_over_the_page_until_a_text_begins() -> None:
    text = _row(140, (NAME, "二、预算收支增减变化情况说明。"))
    made = _accounted(
        _page(1, _row(100, (NAME, "合计"), (FIRST, "70000")), lines=(TITLE, UNIT)),
        _page(2, _row(100, (NAME, "公务接待费"), (FIRST, "20000")), text, _row(160, (NAME, "其中"), (FIRST, "3"))),
    )
    assert _unread(made) == ["70000", "20000"]


def test_dates_page_numbers_table_numbers_and_telephones_are_no_amounts() -> None:
    made = _accounted(
        _page(
            7,
            _row(80, (NAME, "某市某局"), (FIRST, "6")),
            _row(100, (NAME, "合计"), (FIRST, "70000")),
            _row(120, (NAME, "填报日期"), (FIRST, "2026"), (FIRST + 2, "年"), (FIRST + 20, "2"), (FIRST + 22, "月")),
            _row(140, (NAME, "附表"), (NAME + 40, "3")),
            _row(160, (NAME, "联系电话"), (FIRST, "4685123")),
            _row(800, (NAME, "部门预算公开"), (FIRST, "7")),
            lines=(TITLE, UNIT),
        )
    )
    assert _unread(made) == ["6", "70000"]
    assert _aside(made) == {"number of the page": "7"}


def test_a_list_of_contents_has_no_rows() -> None:
    entries = [_row(100 + 20 * at, (NAME, f"表{at} 部门收支总体情况"), (FIRST, str(at + 3))) for at in range(4)]
    assert not _unread(_accounted(_page(1, *entries, lines=("目 录", TITLE))))


def test_the_axis_of_a_chart_is_no_row() -> None:
    made = _accounted(_page(1, _row(100, (NAME, "收入"), (FIRST, "500")), lines=("图1：收支变动情况 （单位：万元）",)))
    assert not _unread(made)


def test_a_column_right_of_the_last_rule_of_a_table_is_listed() -> None:
    table = grid("科目编码 | 科目名称 | 合计", "205 | 教育支出 | 6000000", "208 | 社会保障支出 | 3000000")
    ruled = words_of(page(1, "部门支出总表", UNIT, table))
    right, tops = ruled.grids[0].box.x1 + 60, ruled.grids[0].ys
    outside = [*_row(tops[1] + 1, (right, "4000000")), *_row(tops[2] + 1, (right, "2000000"))]
    margin = _row(tops[1] + 1, (right + 100, "12"))
    made = _accounted(Page(1, 600, 840, (*ruled.words, *outside, *margin), (), ruled.grids, ruled.lines))
    assert _unread(made) == ["4000000", "2000000"]
