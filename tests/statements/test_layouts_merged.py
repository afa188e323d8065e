"""Figures in merged cells: loaded where it is plain whose they are, else listed."""

from __future__ import annotations

from statements.grids import grid, page, read, told

HEAD = "科目编码|科目名称|合计|基本支出|项目支出"


def _unread(*body: str) -> tuple[list[str], list[str]]:
    """What is loaded, and what is told of the rest."""
    reading = read(page(1, "一般公共预算支出表", "单位：万元", grid(HEAD, *body)))
    return told(reading, "code measure printed"), [one.detail for one in reading.coverage if one.detail]


def test_a_figure_merged_over_two_amount_columns_is_listed_and_not_loaded() -> None:
    loaded, details = _unread("201|一般公共服务支出|9|4|5", "205|教育支出|8|8|<")
    assert loaded == ["201 total 9", "201 basic 4", "201 project 5", "205 total 8"]
    assert len(details) == 1
    assert "8" in details[0]


def test_a_figure_merged_over_two_rows_with_names_is_listed_and_not_loaded() -> None:
    loaded, details = _unread("201|一般公共服务支出|9|4|5", "205|教育支出|7|7|", "208|社会保障和就业支出|6|^|6")
    assert loaded == ["201 total 9", "201 basic 4", "201 project 5", "205 total 7", "208 total 6", "208 project 6"]
    assert len(details) == 1
    assert "7" in details[0]


def test_a_figure_merged_down_like_its_name_is_loaded() -> None:
    loaded, details = _unread("201|一般公共服务支出|9|4|5", "^|^|^|^|^", "205|教育支出|7|7|")
    assert loaded == ["201 total 9", "201 basic 4", "201 project 5", "205 total 7", "205 basic 7"]
    assert details == []


def test_a_blank_or_dash_merged_over_columns_is_nothing_to_list() -> None:
    loaded, details = _unread("201|一般公共服务支出|9|—|<", "205|教育支出|7||<")
    assert loaded == ["201 total 9", "205 total 7"]
    assert details == []


def test_years_below_one_another_are_all_of_the_unit_that_the_first_names() -> None:
    for below in ("", "^"):
        reading = read(page(1, "“三公”经费支出预算情况表", "单位：万元", grid(
            "预算单位|年度|总计|公务接待费|因公出国（境）费", "某局（本级）|2025年|3.00|1.00|2.00",
            f"{below}|2026年|5.00|2.00|3.00", "某中心|2025年|1.00|1.00|0.00", f"{below}|2026年|2.00|2.00|0.00",
        )))  # fmt: skip
        assert told(reading, "unit_name code basis printed")[3:12:3] == [
            "某局（本级） total budget 5.00", "某中心 total prior_budget 1.00", "某中心 total budget 2.00",
        ]  # fmt: skip
