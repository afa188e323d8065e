"""Classification codes as layouts print them."""

from __future__ import annotations

import pytest

from pipeline.statements.codes import CodeMemory, split_coded


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("2101505-医疗保障政策管理", "2101505", "医疗保障政策管理"),
        ("[30227]委托业务费", "30227", "委托业务费"),
        ("【201】一般公共服务支出", "201", "一般公共服务支出"),
        ("208 社会保障和就业支出", "208", "社会保障和就业支出"),
        ("2080505机关事业单位基本养老保险缴费支出", "2080505", "机关事业单位基本养老保险缴费支出"),
        ("20101人大事务", "20101", "人大事务"),
        ("行政运行（2101501）", "2101501", "行政运行"),
        ("3021503-三类会议费", "3021503", "三类会议费"),
        ("2026年公用经费项目", "", "2026年公用经费项目"),
        ("210万元补助", "", "210万元补助"),
        ("125003", "", "125003"),
        ("项目支出", "", "项目支出"),
    ],
)
def test_code_and_name_are_told_apart(text: str, code: str, name: str) -> None:
    coded = split_coded(text)
    assert (coded.code, coded.name) == (code, name)


def resolve(*rows: list[str]) -> list[str]:
    memory = CodeMemory()
    return [memory.resolve(r) for r in rows]


def test_three_cells_are_joined() -> None:
    assert resolve(["208", "", ""], ["208", "05", ""], ["208", "05", "06"]) == ["208", "20805", "2080506"]


def test_blank_parents_are_inherited() -> None:
    rows = (["208", "", ""], ["", "05", ""], ["", "", "05"], ["", "", "06"], ["", "99", ""], ["", "", "99"])
    assert resolve(*rows) == ["208", "20805", "2080505", "2080506", "20899", "2089999"]


def test_cells_that_repeat_the_whole_code_are_not_joined_twice() -> None:
    assert resolve(["208", "20805", "2080505"]) == ["2080505"]


def test_two_digits_under_whole_items_are_a_class_of_the_second_level() -> None:
    assert resolve(["208"], ["05"], ["2080505"], ["99"], ["2089901"]) == ["208", "20805", "2080505", "20899", "2089901"]


def test_a_row_without_a_code_has_none() -> None:
    assert resolve(["208", "05", "05"], ["", "", ""]) == ["2080505", ""]
