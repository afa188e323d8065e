"""The small parts of the grammar: numbers, clauses, tokens, function classes, headings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.narrative.clauses import clauses
from pipeline.narrative.figures import money, number
from pipeline.narrative.function_classes import FunctionClasses
from pipeline.narrative.headings import heading_level
from pipeline.narrative.tokens import tokens
from tests.narrative.made_prose import CLASSES, ORG, subjects


@pytest.mark.parametrize(
    ("printed", "yuan"),
    [
        ("116.83万元", "1168300.00"),
        ("1.2亿元", "120000000.00"),
        ("4,476千元", "4476000.00"),
        ("77924.4元", "77924.40"),
        ("-5.01万元", "-50100.00"),
        ("252.619万元", "2526190.00"),
        ("0万元", "0.00"),
    ],
)
def test_money_in_yuan(printed: str, yuan: str) -> None:
    assert str(money(printed)) == yuan


def test_money_needs_its_unit() -> None:
    with pytest.raises(ValueError, match="unit"):
        money("116.83")


def test_separators_of_a_number() -> None:
    assert number("1,047,612.5") == Decimal("1047612.5")


def test_clauses_end_at_punctuation_and_not_inside_numbers_or_brackets() -> None:
    text = "收入总计1,234.5万元,增加53.11万元，增长106.80%；因公出国（境，含港澳）费0元。"
    assert [clause.text for clause in clauses(text)] == [
        "收入总计1,234.5万元",
        "增加53.11万元",
        "增长106.80%",
        "因公出国（境，含港澳）费0元",
    ]


def test_an_enumeration_comma_cuts_only_behind_a_figure() -> None:
    text = "货物支出0.04万元、工程支出0.00万元，收、支总计各增加5万元"
    assert [clause.text for clause in clauses(text)] == [
        "货物支出0.04万元",
        "工程支出0.00万元",
        "收、支总计各增加5万元",
    ]


def test_clauses_know_their_place() -> None:
    text = "占1.5%，下降2%。"
    assert [text[clause.start : clause.end] for clause in clauses(text)] == ["占1.5%", "下降2%"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("比上年预算减少77.74万元", ["baseline", "change", "end"]),
        ("占本年支出合计的99.08%", ["share", "end"]),
        ("完成年初预算的91.14%", ["completion", "end"]),
        ("预决算差异率42.66%", ["difference", "end"]),
        ("较上年减少2.04万元（67.11%）", ["baseline", "change", "rate", "end"]),
        ("与2025年预算持平", ["baseline", "change", "end"]),
        ("增加后勤保障人员", ["end"]),
    ],
)
def test_tokens_of_a_clause(text: str, kinds: list[str]) -> None:
    assert [token.kind for token in tokens(text, 0)] == kinds


def test_a_value_has_its_range() -> None:
    text = "较上年减少2.04万元（67.11%）"
    values = [text[slice(*token.value_range)] for token in tokens(text, 0) if token.value]
    assert values == ["2.04万元", "67.11%"]


def test_the_same_name_under_two_parents() -> None:
    classes = FunctionClasses(CLASSES)
    assert classes.code(("一般公共服务支出", "审计事务", "行政运行")) == "2010801"
    assert classes.code(("卫生健康支出", "医疗保障管理事务", "行政运行（医疗保障管理）")) == "2101501"
    assert classes.code(("一般公共服务支出", "行政运行")) == ""
    assert classes.code(("卫生健康支出", "审计事务", "行政运行")) == ""


def test_a_name_that_two_classes_share_is_not_guessed() -> None:
    classes = FunctionClasses([("208", "社会保障"), ("20899", "其他支出"), ("2089901", "其他"), ("2089999", "其他")])
    assert classes.code(("社会保障", "其他支出", "其他")) == ""


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("第三部分：专业名词解释", 1),
        ("2026年单位预算编制说明", 1),
        ("一、收入支出决算总体情况说明", 2),
        ("（二）政府采购情况", 3),
        ("1.报全国人大审议的一级项目—信息化运行维护项目情况", 4),
        ("（1）项目概述", 5),
        ("1.社会保障和就业支出（类）14.87万元，占12.73%。", 0),
        ("一、财政拨款：指由一般公共预算安排的财政拨款数。", 0),
        ("收入预算包括：一般公共预算。", 0),
    ],
)
def test_headings(text: str, level: int) -> None:
    assert heading_level(text) == level


@pytest.mark.parametrize(
    ("text", "key", "section"),
    [
        (f"{ORG}2026年的机关运行经费财政拨款预算", "agency_operation", "expenditure"),
        ("2023年度收入总计", "total", "income"),
        ("上级一般公共预算安排的转移支付资金", "general_budget_transfer", "income"),
        ("一般公共预算财政拨款支出", "general_budget", "expenditure"),
        ("财政拨款收入支出总体", "fiscal_appropriation", ""),
        ("公务用车购置及运行维护费支出", "vehicle", "expenditure"),
        ("国有资本经营预算支出", "state_capital", "expenditure"),
        ("其他收入", "other_income", "income"),
    ],
)
def test_a_subject_by_the_words_before_its_figure(text: str, key: str, section: str) -> None:
    found = subjects().read(text)
    assert found is not None
    assert (found.key, found.section) == (key, section)


@pytest.mark.parametrize("text", ["某某补贴支出", "公共安全支出", "每月", "涉及预算金额"])
def test_an_unknown_subject_is_none(text: str) -> None:
    assert subjects().read(text) is None
