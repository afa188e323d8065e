"""The classification codes that the project keeps as CSV."""

from __future__ import annotations

from collections import Counter

import pytest

from pipeline.warehouse.dimensions import VOCABULARIES, economic_classes, function_classes, vocabulary_frame
from pipeline.warehouse.reference import class_names, codes_by_name, level_of, parent_of
from schemas import TABLES, problems

FUNCTIONS = {
    "201": "一般公共服务支出", "202": "外交支出", "203": "国防支出", "204": "公共安全支出", "205": "教育支出",
    "206": "科学技术支出", "207": "文化旅游体育与传媒支出", "208": "社会保障和就业支出", "209": "社会保险基金支出",
    "210": "卫生健康支出", "211": "节能环保支出", "212": "城乡社区支出", "213": "农林水支出", "214": "交通运输支出",
    "215": "资源勘探工业信息等支出", "216": "商业服务业等支出", "217": "金融支出", "219": "援助其他地区支出",
    "220": "自然资源海洋气象等支出", "221": "住房保障支出", "222": "粮油物资储备支出", "223": "国有资本经营预算支出",
    "224": "灾害防治及应急管理支出", "227": "预备费", "229": "其他支出", "230": "转移性支出", "231": "债务还本支出",
    "232": "债务付息支出", "233": "债务发行费用支出", "234": "抗疫特别国债安排的支出",
}  # fmt: skip
"""The 类 that the bundled 2026 disclosures print in their summaries."""


def test_all_classes_that_the_summaries_print_are_known() -> None:
    named = {name.code: name.name for name in class_names() if name.in_force and name.level == 1}
    assert FUNCTIONS.items() <= named.items()
    assert {code for code in named if code.startswith("2")} == set(FUNCTIONS)


def test_every_code_has_its_parents() -> None:
    codes = {name.code for name in class_names()}
    assert {name.parent_code for name in class_names()} - {""} <= codes
    assert all(len(code) in ((3, 5, 7) if code.startswith("2") else (3, 5)) for code in codes)


def test_at_most_one_name_of_a_code_is_in_force_and_none_is_given_twice() -> None:
    in_force = Counter(name.code for name in class_names() if name.in_force)
    assert set(in_force.values()) == {1}
    named = Counter((name.code, name.name) for name in class_names())
    assert set(named.values()) == {1}


def test_years_are_plausible() -> None:
    for name in class_names():
        assert name.first_year is None or 2007 <= name.first_year <= 2026
        assert name.last_year is None or (2007 <= name.last_year <= 2026 and not name.in_force)


def test_names_of_older_years_are_kept() -> None:
    codes = codes_by_name()
    assert codes[("", "医疗卫生与计划生育支出")] == codes[("", "卫生健康支出")] == "210"
    assert codes[("208", "行政事业单位离退休")] == "20805"
    assert codes[("21015", "行政运行")] == "2101501"
    assert ("", "行政运行") not in codes


def test_names_are_names() -> None:
    for name in class_names():
        assert not any(word in name.name for word in ("万元", "人次", "主要原因")), name
        assert name.name.strip() == name.name != ""


@pytest.mark.parametrize("code", ["", "20", "2080", "208050", "20805051", "abc"])
def test_what_is_no_code_has_no_level(code: str) -> None:
    with pytest.raises(ValueError, match="no classification code"):
        level_of(code)


def test_levels_and_parents() -> None:
    assert [(level_of(code), parent_of(code)) for code in ("208", "20805", "2080505")] == [
        (1, ""),
        (2, "208"),
        (3, "20805"),
    ]


def test_dimensions_keep_their_declarations() -> None:
    printed = {"39999": "其他支出", "38888": "新类款"}
    frames = {
        "dim_function_class": function_classes({"2999999": "新"}),
        "dim_economic_class": economic_classes(printed),
    }
    frames |= {name: vocabulary_frame(name) for name in VOCABULARIES}
    for name, made in frames.items():
        assert problems(TABLES[name], made) == [], name
    economic = dict(frames["dim_economic_class"].select("code", "origin").iter_rows())
    assert (economic["39999"], economic["38888"]) == ("reference", "printed")


def test_a_code_with_a_name_of_unknown_age_has_no_first_year() -> None:
    rows = {row["code"]: row for row in function_classes({}).to_dicts()}
    assert rows["20828"]["first_year"] == 2019
    assert rows["207"]["first_year"] is None
    assert rows["207"]["former_names"] == "文化体育与传媒支出"
