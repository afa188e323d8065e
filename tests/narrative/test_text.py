"""Paragraphs joined over lines and pages, and the place of every character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.narrative.text import Passage, box_of, paragraphs
from pipeline.reading.model import Box, Document, Line, Page
from tests.narrative.made_prose import LEADING, LEFT, SIZE, TOP, typeset

LONG = "项目支出254.10万元，占17.15%，比上年增加92.86万元，增长57.59%，主要原因是新增加业务楼运行费项目。"
SHORT = "政府性基金预算未安排。"


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(document)]


def test_a_paragraph_is_whole_over_lines() -> None:
    assert texts(typeset([SHORT, LONG, SHORT])) == [SHORT, LONG, SHORT]


def test_a_paragraph_is_whole_over_pages_with_heads_and_numbers_dropped() -> None:
    given_texts = [LONG, LONG, LONG, LONG]
    assert texts(typeset(given_texts, lines_per_page=3, head="某局2026年度部门预算公开", numbered=True)) == given_texts


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(30, 160), min_size=1, max_size=6), st.integers(16, 40), st.integers(4, 12))
def test_any_length_of_paragraph_line_and_page(lengths: list[int], width: int, per_page: int) -> None:
    """Whatever the breaks fall on, the same paragraphs come back.

    Each goes on for half a line or more: nothing tells the margin of a page of which every longer line is indented.
    """
    wanted = [("一般公共预算，拨款收入" * 20)[: max(length, 3 * width // 2) - 1] + "。" for length in lengths]
    assert texts(typeset(wanted, width=width, lines_per_page=per_page)) == wanted


def test_no_white_space_stays_inside_chinese_text() -> None:
    page = _page([("国 家 信 访 局 2026 年 机 关 运 行 经 费 2,376.26 万 元。", 0)])
    assert texts(page) == ["国家信访局2026年机关运行经费2,376.26万元。"]


def test_latin_words_keep_the_space_between_them() -> None:
    assert texts(_page([("提升 Windows Server 运维能力，推进 DRG 付费。", 0)])) == [
        "提升Windows Server运维能力，推进DRG付费。"
    ]


def test_a_number_broken_at_the_end_of_a_line_is_one_number() -> None:
    page = _page([("某市审计局2026年度一般公共预算财政拨款收入合计22,718,", 2), ("394.48元。", 0)])
    assert texts(page) == ["某市审计局2026年度一般公共预算财政拨款收入合计22,718,394.48元。"]


def test_full_width_digits_become_plain() -> None:
    assert texts(_page([("基本支出１２．５万元，占１００％。", 0)])) == ["基本支出12.5万元，占100%。"]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("公务接待费：1，234.56万元。", "公务接待费：1,234.56万元。"),
        ("收入预算12，345，678.90元。", "收入预算12,345,678.90元。"),
        ("房屋面积1，234平方米，价值1，234万元。", "房屋面积1,234平方米，价值1,234万元。"),
        ("增长100%，300万元用于维修。", "增长100%，300万元用于维修。"),
        ("预算为0，200万元用于维修。", "预算为0，200万元用于维修。"),
        ("共12，3456万元用于维修。", "共12，3456万元用于维修。"),
        ("至2024，300万元用于维修。", "至2024，300万元用于维修。"),
    ],
)
def test_a_chinese_comma_sets_thousands_apart(printed: str, text: str) -> None:
    assert texts(_page([(printed, 0)])) == [text]


def test_thousands_apart_over_the_end_of_a_line() -> None:
    page = _page([("某市审计局2026年度一般公共预算财政拨款收入合计22，718，", 2), ("394.48元。", 0)])
    assert texts(page) == ["某市审计局2026年度一般公共预算财政拨款收入合计22,718,394.48元。"]


def test_headings_stand_above_their_paragraphs() -> None:
    found = paragraphs(typeset(["第三部分情况说明", "一、收入预算情况说明", LONG, "（一）规模变化情况", SHORT]))
    assert found[2].headings == ("第三部分情况说明", "一、收入预算情况说明")
    assert found[4].headings == ("第三部分情况说明", "一、收入预算情况说明", "（一）规模变化情况")


def test_an_item_with_figures_is_no_heading() -> None:
    assert not paragraphs(typeset(["1.社会保障和就业支出（类）120.62万元，占8.14%。"]))[0].is_heading


def test_the_box_of_a_number_is_where_its_digits_are() -> None:
    document = typeset(["基本支出1227.27万元，占82.85%。"])
    passage = paragraphs(document)[0].passage
    start = passage.text.index("82.85%")
    place = box_of(document, passage.part(start, start + 6))
    assert place is not None
    page, box = place
    assert (page, box.top, box.bottom) == (1, TOP, TOP + SIZE)
    assert LEFT + SIZE * 2 < box.x0 < box.x1 <= LEFT + SIZE * (2 + len(passage.text))


def test_the_box_of_a_sentence_over_lines_is_its_part_on_the_first_line() -> None:
    document = typeset([SHORT, LONG])
    place = box_of(document, paragraphs(document)[1].passage)
    assert place is not None
    assert (place[1].top, place[1].bottom) == (TOP + LEADING, TOP + LEADING + SIZE)


def _page(lines: list[tuple[str, int]]) -> Document:
    printed = tuple(
        Line(text, Box(LEFT + indent * SIZE, TOP + row * LEADING, LEFT + 400, TOP + row * LEADING + SIZE))
        for row, (text, indent) in enumerate(lines)
    )
    return Document("x.pdf", "0" * 64, 1, "application/pdf", (Page(1, 595.0, 842.0, (), (), (), printed),))


def test_parts_of_a_passage_know_their_places() -> None:
    document = _page([("本年 Annual report 收入", 0), ("1 200.50 万元", 0)])
    passage = paragraphs(document)[0].passage
    text = passage.text
    for start in range(len(text)):
        for end in range(start, len(text) + 1):
            for part in (passage.part(start, end), passage.without(start, end)):
                assert part.text in (text[start:end], text[:start] + text[end:])
                assert _printed(document, part) == part.text


def _printed(document: Document, passage: Passage) -> str:
    return "".join(
        document.pages[run.page].lines[run.line].text[column] for run in passage.runs for column in run.columns
    )
