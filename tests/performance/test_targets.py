"""Printed targets become operator, value and unit only where that is certain."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.performance.targets import Target, combine, parse_actual, parse_target


@pytest.mark.parametrize(
    ("printed", "operator", "value", "unit"),
    [
        ("≥95%", ">=", "95", "%"),
        (">= 10 次", ">=", "10", "次"),
        ("≧90%", ">=", "90", "%"),
        ("不少于4次", ">=", "4", "次"),
        ("90%以上", ">=", "90", "%"),
        ("≤0.50万元", "<=", "0.50", "万元"),
        ("不超过5天", "<=", "5", "天"),
        ("30分钟以内", "<=", "30", "分钟"),
        ("=100%", "=", "100", "%"),
        ("＝12", "=", "12", ""),
        ("＞98%", ">", "98", "%"),
        ("小于0.5%", "<", "0.5", "%"),
        ("≥40,000份", ">=", "40000", "份"),
        ("≥12次/月", ">=", "12", "次/月"),
        ("≥330台（套）", ">=", "330", "台（套）"),
        ("15人", "", "15", "人"),
        ("1年", "", "1", "年"),
    ],
)
def test_certain_targets(printed: str, operator: str, value: str, unit: str) -> None:
    assert parse_target(printed) == Target(operator, Decimal(value), unit)


@pytest.mark.parametrize(
    "printed",
    [
        "有效提升",
        "10-15项",
        "20余次",
        "约6类",
        "2026年",
        "12月前完成",
        "次年2月份前",
        "完成率100%",
        "≤1次；≤2次",
        "不超标准",
        "两次",
        "",
    ],
)
def test_words_ranges_dates_and_guesses_stay_open(printed: str) -> None:
    assert parse_target(printed) == Target("", None, "")


def test_a_sign_before_a_date_stays() -> None:
    assert parse_target("=2023年11月20日前") == Target("=", None, "")


def test_contradicting_signs_give_no_value() -> None:
    assert parse_target("≤95%以上").value is None


@pytest.mark.parametrize(
    ("cells", "printed", "target"),
    [
        (("≥", "63", "个"), "≥63个", Target(">=", Decimal(63), "个")),
        (("=", "0", "次"), "=0次", Target("=", Decimal(0), "次")),
        (("定性", "有效提升", ""), "有效提升", Target("", None, "")),
        (("", "≥95%", ""), "≥95%", Target(">=", Decimal(95), "%")),
        (("≥", "95%", "%"), "≥95%", Target(">=", Decimal(95), "%")),
    ],
)
def test_targets_in_three_cells(cells: tuple[str, str, str], printed: str, target: Target) -> None:
    assert combine(*cells) == (printed, target)


def test_achieved_values() -> None:
    assert parse_actual("=1个") == Decimal(1)
    assert parse_actual("93.47") == Decimal("93.47")
    assert parse_actual("2023年11月19日") is None
    assert parse_actual("有效保障") is None
