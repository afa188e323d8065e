"""Cell texts: joined, compared, read as numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.performance.text import is_dash, join_lines, label_of, money_unit, number_of, own_unit, yuan


def test_lines_join_without_space_in_chinese_text() -> None:
    assert join_lines(["完成 2026 年度", "约 400 个项目", "", "的备案"]) == "完成2026年度约400个项目的备案"


def test_latin_words_keep_one_space() -> None:
    assert join_lines(["Beijing  Medical", "Insurance（BJ-GBI", "）"]) == "Beijing Medical Insurance（BJ-GBI）"


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("分值 权重\n（90分）", "分值权重"),
        ("部门（单\n位）名称", "部门名称"),
        ("指标值（包含数字及文字描述）", "指标值"),
        ("合计：", "合计"),
        ("小计 ③ = ①+②", "小计=+"),
    ],
)
def test_labels_are_compared_bare(printed: str, label: str) -> None:
    assert label_of(printed) == label.rstrip("=+")


def test_numbers_and_what_is_none() -> None:
    assert number_of("46,794.00") == Decimal("46794.00")
    assert number_of("99.99 分") == Decimal("99.99")
    assert number_of("85.00%") == Decimal("85.00")
    assert number_of("约5") is None
    assert number_of("-") is None
    assert is_dash("——")
    assert not is_dash("0.00")


def test_units_are_only_those_printed() -> None:
    assert money_unit("项目资金（万元）") == 10_000
    assert money_unit("预算数（单位：万元）") == 10_000
    assert money_unit("金额单位：元") == 1
    assert money_unit("支出实现率(%)") == 0
    assert yuan(Decimal("76.436338"), 10_000) == Decimal("764363.38")
    assert yuan(Decimal("1"), 0) is None


def test_a_unit_behind_a_number_is_its_own() -> None:
    assert [own_unit(text) for text in ("125000元", "12.5 万元", "125千元", "80%", "12.5", "共元")] == [
        "元", "万元", "千元", "", "", "",
    ]  # fmt: skip
    assert number_of("125千元") == Decimal(125)
