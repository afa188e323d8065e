"""Tables without rules: found where figures stand in columns below a unit line, left alone where it is unclear."""

from __future__ import annotations

from statements.grids import told

from pipeline.narrative.facts import DocumentFacts
from pipeline.reading.model import Box, Document, Grid, Line, Page, Word
from pipeline.reading.unruled import UnruledSettings, add_unruled
from pipeline.statements import StatementReading, read_statements

SIZE = 8.0
Placed = tuple[float, float, str]
"""Middle x, middle y, text; figures end at their x instead."""

CODES, NAMES, TOTAL, BASIC, PROJECT = 60.0, 150.0, 290.0, 370.0, 450.0
HEAD: list[Placed] = [
    (410, 100, "本年支出"), (CODES, 108, "科目编码"), (NAMES, 108, "科目名称"), (275, 108, "合计"), (355, 116,
    "基本支出"), (435, 116, "项目支出"),
]  # fmt: skip
BODY: list[Placed] = [
    (CODES, 140, "201"), (NAMES, 140, "一般公共服务支出"), (TOTAL, 140, "9.00"), (BASIC, 140, "5.00"), (PROJECT, 140,
    "4.00"),
    (CODES, 156, "20101"), (NAMES, 156, "人大事务"), (TOTAL, 156, "1,009.00"), (PROJECT, 156, "1,009.00"),
    (CODES, 172, "205"), (NAMES, 168, "教育及其他"), (NAMES, 177, "支出"), (TOTAL, 172, "3.00"), (BASIC, 172, "3.00"),
]  # fmt: skip


def _word(x: float, y: float, text: str) -> Word:
    width = SIZE * len(text) * (0.5 if text.isascii() else 1)
    x0 = x - width if "." in text else x - width / 2
    return Word(text, Box(x0, y - SIZE / 2, x0 + width, y + SIZE / 2))


def _page(number: int, placed: list[Placed], *lines: str) -> Page:
    above = tuple(Line(t, Box(50, 20 + 14 * at, 200, 30 + 14 * at)) for at, t in enumerate(lines))
    words = tuple(_word(*p) for p in placed)
    return Page(number, 600, 840, words, (), (), above)


def _read(*pages: Page) -> StatementReading:
    document = Document("made.pdf", "0" * 64, 1, "application/pdf", add_unruled(pages))
    return read_statements(document, DocumentFacts(org_name="某市某局", fiscal_year=2026, stage="budget"))


TITLED = ("一般公共预算支出表", "单位：万元")


def test_headers_over_columns_halfway_lines_and_broken_names() -> None:
    reading = _read(_page(1, HEAD + BODY, *TITLED))
    assert told(reading, "code label measure measure_printed printed") == [
        "201 一般公共服务支出 total 合计 9.00", "201 一般公共服务支出 basic 本年支出/基本支出 5.00",
        "201 一般公共服务支出 project 本年支出/项目支出 4.00", "20101 人大事务 total 合计 1,009.00",
        "20101 人大事务 project 本年支出/项目支出 1,009.00", "205 教育及其他支出 total 合计 3.00",
        "205 教育及其他支出 basic 本年支出/基本支出 3.00",
    ]  # fmt: skip


def test_a_table_goes_on_over_the_page() -> None:
    reading = _read(_page(1, HEAD + BODY, *TITLED), _page(2, [(x, y - 80, t) for x, y, t in BODY]))
    assert [c.status for c in reading.coverage] == ["loaded", "continuation"]
    assert len(reading.cells) == 14


def test_header_words_broken_over_lines_are_one() -> None:
    head = [p for p in HEAD if p[2] != "基本支出"] + [(355.0, 112.0, "基本"), (355.0, 120.0, "支出")]
    reading = _read(_page(1, head + BODY, *TITLED))
    assert told(reading, "measure_printed")[1] == "本年支出/基本支出"


def test_a_header_that_is_not_plain_is_no_table_but_is_listed() -> None:
    head = [*HEAD, (410.0, 85.0, "2026年预算数"), (410.0, 70.0, "其中")]
    page = _page(1, head + BODY, *TITLED)
    assert add_unruled([page]) == (page,)
    lines = tuple(
        Line(" ".join(t for _, y, t in head + BODY if y == at), Box(50, at - 4, 500, at + 4))
        for at in sorted({y for _, y, _ in head + BODY})
    )
    reading = _read(Page(1, 600, 840, page.words, (), (), page.lines + lines))
    assert reading.cells == ()
    assert [(c.status, c.statement) for c in reading.coverage] == [("unrecognised", "general_budget_expenditure")]


def test_no_table_without_a_unit_line_with_two_figures_in_a_column_or_beside_a_ruled_one() -> None:
    assert not add_unruled([_page(1, HEAD + BODY, "一般公共预算支出表")])[0].grids
    twice = [*BODY, (BASIC - 30, 140.0, "7.77"), (TOTAL - 28, 172.0, "7.77"), (TOTAL - 28, 140.0, "8.88")]
    assert not add_unruled([_page(1, HEAD + twice, *TITLED)])[0].grids
    ruled = Grid(Box(0, 0, 1, 1), 1, 1, ())
    page = _page(1, HEAD + BODY, *TITLED)
    page = Page(1, 600, 840, page.words, (), (ruled,), page.lines)
    assert add_unruled([page]) == (page,)


def test_the_setting_turns_it_off() -> None:
    page = _page(1, HEAD + BODY, *TITLED)
    assert add_unruled([page], UnruledSettings(enabled=False)) == (page,)


def _whole(*amounts: tuple[float, float, str]) -> list[Placed]:
    """The codes and names of BODY with amounts in whole yuan that end at their x."""
    ends = [(x - SIZE * len(text) / 4, y, text) for x, y, text in amounts]
    return [p for p in BODY if "." not in p[2]] + ends


WHOLE = _whole(
    (TOTAL, 140, "90000"), (BASIC, 140, "50000"), (PROJECT, 140, "40000"), (TOTAL, 156, "1000"), (PROJECT, 156, "1000"),
    (TOTAL, 172, "0"), (BASIC, 172, "0"),
)  # fmt: skip


def test_whole_yuan_in_columns_set_right_are_figures() -> None:
    reading = _read(_page(1, HEAD + WHOLE, TITLED[0], "单位：元"))
    assert told(reading, "code measure printed") == [
        "201 total 90000", "201 basic 50000", "201 project 40000", "20101 total 1000", "20101 project 1000",
        "205 total 0", "205 basic 0",
    ]  # fmt: skip


def test_integers_that_stand_in_no_column_are_no_table() -> None:
    ragged = [(x + 3 * at, y, text) if text.isdecimal() and x > NAMES else (x, y, text) for at, (x, y, text) in
              enumerate(WHOLE)]  # fmt: skip
    page = _page(1, HEAD + ragged, TITLED[0], "单位：元")
    assert add_unruled([page]) == (page,)


def test_years_column_numbers_and_the_page_number_are_no_figures() -> None:
    years = [*HEAD[1:3], (TOTAL - 8, 108.0, "2025"), (BASIC - 8, 108.0, "2026")]
    numbered = [(TOTAL - 2, 124.0, "1"), (BASIC - 2, 124.0, "2"), (TOTAL - 2, 800.0, "7")]
    body = [p for p in WHOLE if p[0] < BASIC + 1 and p[2] != "40000"]
    reading = _read(_page(1, years + numbered + body, TITLED[0], "单位：元"))
    assert [c.printed for c in reading.cells] == ["90000", "50000", "1000", "0", "0"]


def test_two_integers_on_a_line_of_a_column_are_no_table() -> None:
    page = _page(1, [*HEAD, *WHOLE, (TOTAL - 14, 172.0, "12")], TITLED[0], "单位：元")
    assert add_unruled([page]) == (page,)
