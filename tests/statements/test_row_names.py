"""Digits that begin a name or stand beside a unit are taken for a class only where they are one."""

from __future__ import annotations

import pytest
from statements.grids import grid, page, read, told

FIELDS = "code project unit_name label"


@pytest.mark.parametrize("name", ["312国道改造工程", "205国道养护", "303省道大修", "202工程", "110指挥中心建设"])
def test_numbers_of_roads_and_buildings_stay_in_the_name_of_a_project(name: str) -> None:
    reading = read(page(1, "项目支出表", "单位：万元", grid("项目|合计", f"{name}|30.00", "合计|30.00")))
    assert told(reading, FIELDS)[0] == f"- {name} - {name}"


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("302商品和服务支出", "302 - - 商品和服务支出"),
        ("210医疗卫生与计划生育支出", "210 - - 医疗卫生与计划生育支出"),
        ("302-商品和服务", "302 - - 商品和服务"),
        ("[205]国道", "205 - - 国道"),
        ("2050101行政运行", "2050101 - - 行政运行"),
    ],
)
def test_classes_among_projects_keep_their_code(printed: str, read_as: str) -> None:
    reading = read(page(1, "项目支出表", "单位：万元", grid("项目|合计", f"{printed}|30.00", "合计|30.00")))
    assert told(reading, FIELDS)[0] == read_as


def test_rows_of_classes_keep_codes_joined_to_a_name_of_any_year() -> None:
    rows = ("211环境保护|9.00", "205江城市教育局|9.00")
    reading = read(page(1, "一般公共预算支出表", "单位：万元", grid("科目名称|合计", *rows)))
    assert told(reading, FIELDS) == ["211 - - 环境保护", "- - 江城市教育局 205江城市教育局"]


@pytest.mark.parametrize("code", ["301", "205"])
def test_three_digits_beside_an_organization_are_its_code(code: str) -> None:
    table = grid(
        "科目编码|科目名称|合计", f"{code}|江城市交通运输局|6.00", "205|教育支出|4.00", "02|普通教育|4.00",
    )  # fmt: skip
    reading = read(page(1, "部门支出总表", "单位：万元", table))
    assert told(reading, FIELDS) == ["- - 江城市交通运输局 江城市交通运输局", "205 - - 教育支出", "20502 - - 普通教育"]


def test_a_class_beside_the_unit_that_spends_it_stays_a_class() -> None:
    table = grid("科目编码|科目名称|单位名称|合计", "205|教育支出|江城市教育局|6.00")
    reading = read(page(1, "部门支出总表", "单位：万元", table))
    assert told(reading, FIELDS) == ["205 - 江城市教育局 教育支出"]
