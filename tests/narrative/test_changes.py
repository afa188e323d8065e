"""Comparisons as the provinces print them: each sentence is quoted from a disclosure, its values read by a person."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.narrative.model import NarrativeReading
from pipeline.narrative.statement import Comparison, trimmed
from tests.narrative.made_prose import read_prose, read_text, wan


def one(text: str, *, final: bool = False, headings: tuple[str, ...] = ()) -> Comparison:
    """The only comparison of a paragraph."""
    (found,) = read_text(text, final=final, headings=headings).comparisons
    return found


def reason(text: str, found: Comparison) -> str:
    return trimmed(text[slice(*found.reason)]) if found.reason else ""


@pytest.mark.parametrize(
    ("text", "subject", "compared_with", "amount", "change", "pct"),
    [
        (
            "一般公共预算116.83万元，占100.00%，比上年预算减少77.74万元，下降39.95%。",
            "general_budget",
            "prior_budget",
            "116.83",
            "-77.74",
            "-39.95",
        ),
        (
            "2026年某市审计局机关运行经费财政拨款预算2,376.26万元，较2025年预算增加222.33万元，增幅10.32%。",
            "agency_operation",
            "prior_budget",
            "2376.26",
            "222.33",
            "10.32",
        ),
        (
            "2026年本部门财政拨款安排“三公”经费4.8万元，比上年减少1万元，下降17.2%。",
            "three_public",
            "prior",
            "4.8",
            "-1",
            "-17.2",
        ),
        (
            "（1）一般公共预算拨款收入2,723.94万元，与上年相比增加26.21万元，增长0.97%。",
            "general_budget",
            "prior",
            "2723.94",
            "26.21",
            "0.97",
        ),
        (
            "其他收入878.44万元，比2023年度决算数增加326.11万元，增长59.04%。",
            "other_income",
            "prior_final",
            "878.44",
            "326.11",
            "59.04",
        ),
        (
            "2022年本部门当年一般公共预算会议费预算支出20.23万元，较上年增加5.44万元（36.78%）。",
            "conference",
            "prior",
            "20.23",
            "5.44",
            "36.78",
        ),
        (
            "部门预算支出15,480.26万元，较2025年年初预算减少3,359.55万元，下降17.83%。",
            "total",
            "prior_budget",
            "15480.26",
            "-3359.55",
            "-17.83",
        ),
        (
            "财政拨款收入19,302万元，比2025年预算增加4,476万元；",
            "fiscal_appropriation",
            "prior_budget",
            "19302",
            "4476",
            None,
        ),
        (
            "机关运行经费支出184.65万元，比2023年度增加2.55万元，增长1.40%。",
            "agency_operation",
            "prior",
            "184.65",
            "2.55",
            "1.40",
        ),
        (
            "公务接待费1.00万元，较上年减少1.00万元，下降50.00%，下降的主要原因是：压减公务接待费支出；",
            "reception",
            "prior",
            "1.00",
            "-1.00",
            "-50.00",
        ),
        ("“三公”经费比上年增长0.10万元，增长7.14%。", "three_public", "prior", None, "0.10", "7.14"),
    ],
)
def test_a_change_with_its_sign(
    text: str, subject: str, compared_with: str, amount: str | None, change: str, pct: str | None
) -> None:
    found = one(text)
    assert (found.subject.key, found.compared_with) == (subject, compared_with)
    assert found.amount == (wan(amount) if amount else None)
    assert found.change_amount == wan(change)
    assert found.change_pct == (Decimal(pct) if pct else None)


def test_units_of_money() -> None:
    assert one("收入预算1.2亿元，比上年增加300元，增长0.01%。").change_amount == Decimal("300.00")
    assert one("收入预算1.2亿元，比上年增加300元，增长0.01%。").amount == Decimal("120000000.00")


@pytest.mark.parametrize("flat", ["与上年持平", "与上年预算数相同", "与2025年“三公”经费预算持平", "较上年无增减"])
def test_unchanged_states_no_amount(flat: str) -> None:
    found = one(f"公务接待费5.00万元，{flat}。")
    assert (found.direction, found.amount, found.change_amount, found.change_pct) == ("unchanged", wan("5"), None, None)


def test_the_other_years_amount_where_it_is_printed() -> None:
    found = one("2026年度收入预算110896.62万元，比2025年年初预算数115041.34万元减少4144.72万元，下降3.60%。")
    assert (found.amount, found.base_amount) == (wan("110896.62"), wan("115041.34"))
    assert found.change_amount == wan("-4144.72")


def test_a_condition_is_kept_with_its_comparison() -> None:
    text = (
        "一般公共预算当年财政拨款16,474.82万元，比2025年执行数减少20,766.6万元，减幅55.76%，"
        "扣除中央基建后比2025年执行数增加2,775.6万元，增幅20.26%。"
    )
    first, second = read_text(text).comparisons
    assert (first.condition, first.change_amount) == ("", wan("-20766.6"))
    assert (second.condition, second.change_amount) == ("扣除中央基建后", wan("2775.6"))
    assert second.compared_with == "prior_final"


def test_several_subjects_in_one_sentence() -> None:
    text = (
        "2026年“三公”经费预算比上年预算减少0.10万元，下降8.33%，其中：因公出国（境）费增加0.00万元，增长0.00%，"
        "主要原因是均未安排；公务接待费减少0.10万元，下降50.00%，主要原因是厉行节约，较上年减少。"
    )
    found = read_text(text).comparisons
    assert [(each.subject.key, each.change_amount) for each in found] == [
        ("three_public", wan("-0.10")),
        ("abroad", wan("0")),
        ("reception", wan("-0.10")),
    ]
    assert [reason(text, each) for each in found] == ["", "均未安排", "厉行节约，较上年减少"]


def test_a_semicolon_inside_a_reason_does_not_end_it() -> None:
    text = "基本支出355.50万元，比上年预算减少24.37万元，下降6.42%，主要原因是调出1人；由于计算错误导致年初预算减少。"
    assert reason(text, one(text)) == "调出1人；由于计算错误导致年初预算减少"


def test_numbered_reasons_are_one_reason() -> None:
    text = "收入预算10万元，比上年增加1万元，增长11.11%，主要原因是一是人员增加；二是项目支出增加5万元等。"
    assert reason(text, one(text)) == "一是人员增加；二是项目支出增加5万元等"


def test_a_reason_may_follow_in_a_sentence_of_its_own() -> None:
    text = "机关运行经费15.87万元，比上年预算增加1万元，增长12.55%。主要原因是：独立核算，人均公用经费减低。"
    assert reason(text, one(text)) == "独立核算，人均公用经费减低"


def test_a_reason_with_the_word_for_reason_in_it_is_whole() -> None:
    text = (
        "公务用车运行维护费2.5万元，较上年增加2.5万元（100%），增加的主要原因是上年因系统技术原因导致该支出无法列入。"
    )
    assert reason(text, one(text)) == "上年因系统技术原因导致该支出无法列入"


def test_a_reason_that_lists_the_parts_gives_a_row_for_each() -> None:
    text = "收入比2025年减少246429.22万元，主要是一般公共预算财政拨款增加10300.15万元，其他收入资金增加755.40万元。"
    whole, budget, other = read_text(text).comparisons
    assert (whole.subject.key, whole.subject.section, whole.change_amount) == ("total", "income", wan("-246429.22"))
    assert (budget.subject.key, budget.subject.section, budget.change_amount) == (
        "general_budget",
        "income",
        wan("10300.15"),
    )
    assert (other.subject.key, other.change_amount, other.compared_with) == ("other_income", wan("755.40"), "prior")


def test_a_bracket_with_comparisons_does_not_cut_its_sentence() -> None:
    reading = read_prose(
        [
            (
                "公务用车购置及运行维护费2.5万元（公务用车购置费0万元，比上年增加0万元；公务用车运行维护费2.5万元，"
                "比上年减少1万元。）比上年减少1万元，下降28.6%，主要原因是根据定额标准，调整公车运行维护经费。"
            )
        ]
    )
    found = {change.subject: change for change in reading.budget_changes}
    assert found["vehicle"].change_pct == Decimal("-28.6")
    assert found["vehicle"].amount == wan("2.5")
    assert found["vehicle_purchase"].change_amount == 0
    assert found["vehicle_operation"].change_amount == wan("-1")


def test_a_list_inherits_what_its_introduction_compares_with() -> None:
    reading = read_prose(
        [
            "一、收支增减变化情况",
            "2026年收支预算3,558.35万元，比上年增加118.76万元，其中：",
            "1.收入预算增加118.76万元，其中一般公共预算收入增加83.76万元，其他收入增加35万元。",
            "2.支出预算增加118.76万元，其中基本支出增加79.26万元，项目支出增加39.5万元。",
            "3.收支预算增加的主要原因，一是单位人员工资调整；二是项目支出增加。",
        ]
    )
    assert [(change.subject, change.section, change.change_amount) for change in reading.budget_changes] == [
        ("total", "", wan("118.76")),
        ("total", "income", wan("118.76")),
        ("general_budget", "income", wan("83.76")),
        ("other_income", "income", wan("35")),
        ("total", "expenditure", wan("118.76")),
        ("basic", "expenditure", wan("79.26")),
        ("project", "expenditure", wan("39.5")),
    ]
    assert reading.budget_changes[0].reason == "一是单位人员工资调整；二是项目支出增加"
    assert reading.coverage == []


def test_execution_against_the_opening_budget() -> None:
    text = "与年初预算相比，一般公共预算财政拨款支出年初预算数72.09万元，决算数102.84万元，预决算差异率42.66%。"
    found = one(text, final=True)
    assert (found.compared_with, found.amount, found.base_amount) == ("budget", wan("102.84"), wan("72.09"))
    assert (found.change_amount, found.change_pct, found.completion_pct) == (None, Decimal("42.66"), None)


def test_execution_of_a_function_class() -> None:
    text = (
        "1.一般公共服务支出（类）信访事务（款）行政运行（项）。年初预算为5717.32万元，支出决算为5757.63万元，"
        "完成年初预算的100.71%。决算数大于预算数的主要原因是2024年度预算执行中追加了预算。"
    )
    found = one(text, final=True)
    assert (found.subject.function_code, found.compared_with) == ("2014001", "budget")
    assert (found.base_amount, found.amount) == (wan("5717.32"), wan("5757.63"))
    assert (found.completion_pct, found.direction) == (Decimal("100.71"), "increase")
    assert reason(text, found) == "2024年度预算执行中追加了预算"


def test_execution_without_a_printed_rate_has_none() -> None:
    text = "年初预算为0万元，支出决算为497.53万元。"
    found = read_text("卫生健康支出（类）：" + text, final=True).comparisons[0]
    assert (found.base_amount, found.amount, found.completion_pct) == (wan("0"), wan("497.53"), None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("一般公共服务支出（类）审计事务（款）行政运行（项）支出2,342万元，与上年相比增加27.86万元。", "2010801"),
        (
            (
                "卫生健康支出（类）医疗保障管理事务（款）行政运行（医疗保障管理）（项）：2022年预算数为873.77万元，"
                "比上年预算减少189.71万元。"
            ),
            "2101501",
        ),
        ("行政单位离退休（2080501）44.03万元，较上年增加15.43万元。", "2080501"),
        ("教育（类）支出180.03万元，主要用于教育培训支出，比2023年度决算数增加47.92万元。", "205"),
        ("社会保障和就业支出14.87万元，比上年增加1万元。", "208"),
    ],
)
def test_a_function_class_by_its_path(text: str, code: str) -> None:
    assert one(text).subject.function_code == code


def test_classes_above_stand_in_the_heading() -> None:
    reading = read_prose(
        [
            "（一）一般公共服务支出（类）",
            "1.审计事务（款）行政运行（项）支出2,342万元，与上年相比增加27.86万元，增长1.2%。",
        ]
    )
    assert [change.function_code for change in reading.budget_changes] == ["2010801"]


def test_an_economic_class_has_its_code() -> None:
    found = one("（1）机关工资福利支出（501）1,710.33万元，较上年增加50.69万元，增长3.05%。")
    assert (found.subject.key, found.subject.economic_code) == ("economic_class", "501")


def test_the_heading_tells_side_and_source_of_funds() -> None:
    found = one("基本支出106.94万元，比上年增加14.46万元。", headings=("五、一般公共预算当年拨款情况说明",))
    assert (found.subject.section, found.subject.funding_source) == ("expenditure", "general_budget")
    income = one("一般公共预算116.83万元，比上年减少77.74万元。", headings=("二、收入预算情况说明",))
    assert (income.subject.section, income.subject.funding_source) == ("income", "general_budget")


def test_the_amount_of_the_same_section_is_this_years() -> None:
    reading = read_prose(
        [
            "十、“三公”经费预算情况说明",
            "“三公”经费数为1.35万元，其中：公务接待费0.35万元。",
            "“三公”经费预算比上年预算增加0.00万元，增长0.00%，其中：公务接待费增加0.00万元，增长0.00%。",
        ]
    )
    assert [(change.subject, change.amount) for change in reading.budget_changes] == [
        ("three_public", wan("1.35")),
        ("reception", wan("0.35")),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2026年本单位机关运行经费安排210.32万元，比上年1.43万元，增加0.68%。",
        "某某专项补贴资金12万元，比上年增加3万元，增长33.33%。",
    ],
)
def test_what_is_not_understood_is_listed_and_not_guessed(text: str) -> None:
    reading = read_prose(["一、情况说明", text])
    assert reading.budget_changes == []
    assert [(each.status, each.detail) for each in reading.coverage] == [("unrecognised", text.rstrip("。"))]


def test_an_unknown_subject_does_not_inherit_the_one_before() -> None:
    text = "公务接待费1万元，比上年减少1万元。某某补贴3万元，比上年增加2万元。"
    assert [each.subject.key for each in read_text(text).comparisons] == ["reception"]


def test_a_repeated_statement_is_one_row() -> None:
    text = "公务接待费增加0.00万元，增长0.00%，主要原因是节约。公务接待费预算与上年预算持平。"
    reading = read_text("“三公”经费比上年预算增加0.00万元，其中：" + text)
    assert [each.subject.key for each in reading.comparisons] == ["three_public", "reception"]


def test_a_class_that_the_reference_does_not_decide_is_kept_without_code_and_listed() -> None:
    text = "卫生健康支出（类）卫生健康支出（款）计划生育事务（项）20.00万元，比上年增加1万元。"
    reading = read_prose(["一、情况说明", text])
    found = [(change.function_code, change.subject_printed) for change in reading.budget_changes]
    assert found == [("", "计划生育事务")]
    assert [each.title for each in reading.coverage] == ["function class without a code in the reference"]


def test_a_name_with_a_bracket_inside() -> None:
    text = "1.政府办公厅（室）及相关机构事务（款）行政运行（项）支出1,084.14万元，与上年相比增加27.2万元，增长2.57%。"
    assert one(text).subject.path == ("政府办公厅（室）及相关机构事务", "行政运行")


def test_thousands_set_apart_by_a_chinese_comma_are_not_lost() -> None:
    reading = read_prose(["一、收入预算情况说明", "收入预算1，234.56万元，比上年增加1，000.00万元。"])
    assert [fact.amount for fact in reading.text_facts] == [wan("1234.56")]
    assert [change.change_amount for change in reading.budget_changes] == [wan("1000")]


def told(reading: NarrativeReading) -> list[tuple[str, str, Decimal]]:
    return [(fact.subject, fact.basis, fact.amount) for fact in reading.text_facts]


def final_account(*texts: str) -> NarrativeReading:
    """The prose of the final account of 2024, read."""
    return read_prose(["一、支出决算情况说明", *texts], stage="final_account", year=2024)


@pytest.mark.parametrize(
    "text",
    [
        "城乡居民医保补助年初预算为100万元，支出决算为80万元，完成年初预算的80%。",
        "（1）综合管理：年初预算为100万元，支出决算为80万元，完成年初预算的80%。",
        "信访业务专项全年安排100万元，支出80万元。",
        "出租房屋一处，收入50万元。",
    ],
)
def test_the_expenditure_of_an_unknown_item_is_not_the_whole_budgets(text: str) -> None:
    reading = final_account(text)
    assert told(reading) == []
    assert reading.budget_changes == []
    assert [each.detail for each in reading.coverage] == [text.rstrip("。")]


def test_an_amount_added_in_the_year_leaves_open_whose_final_account_follows() -> None:
    reading = final_account("公务接待费年初预算为10万元，年中追加5万元，支出决算为14万元。")
    assert told(reading) == [("reception", "budget", wan("10"))]
    assert len(reading.coverage) == 1


def test_behind_an_unknown_item_the_next_sentence_speaks_of_the_whole_again() -> None:
    reading = final_account("某某补助年初预算为100万元，支出决算为80万元。支出决算为900万元。")
    assert told(reading) == [("total", "final", wan("900"))]


@pytest.mark.parametrize(
    ("text", "subject", "amount", "change"),
    [
        (
            "收入预算100万元（其中一般公共预算拨款90万元），比上年增加10万元，增长11.1%。",
            "total",
            "100",
            "10",
        ),
        (
            "“三公”经费预算15万元（因公出国（境）费0万元、公务接待费5万元），较上年减少3万元，下降16.7%。",
            "three_public",
            "15",
            "-3",
        ),
        (
            "公务用车购置及运行维护费预算10万元（其中：公务用车运行费10万元，公务用车购置费0万元），比上年减少2万元。",
            "vehicle",
            "10",
            "-2",
        ),
        ("公务接待费5万元（含某某补助1万元）比上年减少1万元。", "reception", "5", "-1"),
    ],
)
def test_behind_a_bracket_with_parts_the_whole_is_compared(text: str, subject: str, amount: str, change: str) -> None:
    found = one(text)
    assert (found.subject.key, found.amount, found.change_amount) == (subject, wan(amount), wan(change))


def test_an_unknown_part_in_a_bracket_does_not_stop_a_list() -> None:
    text = "收支预算比上年增加12万元，其中：收入预算增加12万元（某某补助增加9万元），支出预算增加12万元。"
    assert [(each.subject.key, each.subject.section) for each in read_text(text).comparisons] == [
        ("total", ""),
        ("total", "income"),
        ("total", "expenditure"),
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("上年公务接待费8万元，本年公务接待费5万元。", [("reception", "5")]),
        ("去年公务接待费8万元。", []),
        ("2025年公务接待费预算8万元，2026年公务接待费预算5万元。", [("reception", "5")]),
        ("2026年公务接待费预算5万元，2025年预算8万元。", [("reception", "5")]),
        ("与上年相比，减少项目支出50万元，增加基本支出20万元。", []),
        ("全年压减公务接待费2万元。", []),
        ("全年节约公务接待费2万元。", []),
        ("2026年新增项目支出50万元。", []),
        ("人均公用经费1.2万元。", []),
        ("公务接待费7万元，其中国内公务接待费5万元。", [("reception", "7")]),
        ("2025年结转资金3万元，上年结转资金3万元。", [("carryover", "3")]),
        ("上年度一般公共预算财政拨款结转3万元，其他收入4万元。", [("fiscal_carryover", "3"), ("other_income", "4")]),
        ("上年度结转的事业收入3万元。", [("business_income", "3")]),
    ],
)
def test_last_years_money_and_changes_and_averages_are_no_figures(text: str, figures: list[tuple[str, str]]) -> None:
    reading = read_prose(["一、情况说明", text], year=2026)
    assert told(reading) == [(subject, "budget", wan(amount)) for subject, amount in figures]


@pytest.mark.parametrize("text", ["去年公务接待费8万元", "2025年公务接待费预算8万元", "全年压减公务接待费2万元"])
def test_an_amount_that_is_no_figure_is_listed(text: str) -> None:
    reading = read_prose(["一、情况说明", text + "。"], year=2026)
    assert [each.detail for each in reading.coverage] == [text]


def test_a_final_account_prints_the_year_before() -> None:
    assert told(final_account("公务接待费2023年支出决算12万元，2024年支出决算9万元。")) == []
    assert told(final_account("2024年公务接待费支出决算9万元。")) == [("reception", "final", wan("9"))]


def test_an_average_does_not_become_the_amount_of_a_change() -> None:
    text = "公务用车运行维护费21万元，平均每辆公务用车运行维护费3.5万元，与上年持平。"
    reading = read_text(text)
    assert [(figure.subject.key, figure.amount) for figure in reading.figures] == [("vehicle_operation", wan("21"))]
    assert reading.comparisons == []


def test_the_own_years_opening_budget_is_not_the_year_before() -> None:
    def compared(year: int) -> list[str]:
        text = f"公务接待费支出决算8万元，比{year}年年初预算减少2万元，下降20%。"
        return [change.compared_with for change in final_account(text).budget_changes]

    assert compared(2024) == ["budget"]
    assert compared(2023) == ["prior_budget"]


@pytest.mark.parametrize(("first", "second"), [("1.", "2."), ("（1）", "（2）"), ("①", "②")])
def test_a_numbered_reason_is_whole(first: str, second: str) -> None:
    reasons = f"{first}增加人员经费80万元；{second}增加项目支出20万元"
    text = f"收入预算10万元，比上年增加1万元，增长11.11%，主要原因是：{reasons}。"
    assert reason(text, one(text)) == reasons
    assert [figure.amount for figure in read_text(text).figures] == [wan("10")]


def test_a_numbered_item_ends_a_reason_without_numbers() -> None:
    text = "1.会议费3万元，比上年减少1万元，主要原因是压减会议；2.培训费4万元，比上年减少2万元。"
    assert [(each.subject.key, each.change_amount) for each in read_text(text).comparisons] == [
        ("conference", wan("-1")),
        ("training", wan("-2")),
    ]


def test_what_a_figure_fell_to_is_not_its_change() -> None:
    reading = read_prose(["一、情况说明", "公务接待费较上年的10万元减少为8万元。"])
    assert (reading.budget_changes, reading.text_facts) == ([], [])
    assert [each.detail for each in reading.coverage] == ["公务接待费较上年的10万元减少为8万元"]


@pytest.mark.parametrize("rate", ["下降20%", "下降率为20%", "降幅为20%", "降幅20%", "下降比例约20%", "下降了20%"])
def test_a_rate_and_the_words_before_it(rate: str) -> None:
    found = one(f"公务接待费8万元，比上年减少额为2万元，{rate}。")
    assert (found.change_amount, found.change_pct) == (wan("-2"), Decimal("-20"))


def test_a_share_of_a_total_without_的() -> None:
    (_, figure) = read_text("“三公”经费10万元，公务接待费5万元，占“三公”经费总额50%。").figures
    assert (figure.subject.key, figure.share_pct) == ("reception", Decimal(50))


@pytest.mark.parametrize(
    "text", ["公务接待费完成年度预算的98%", "公务接待费比上年增加二十万元", "公务接待费增减变动-2万元"]
)
def test_a_comparison_in_words_that_are_not_known_is_listed(text: str) -> None:
    reading = read_prose(["一、情况说明", text + "。"])
    assert (reading.budget_changes, reading.text_facts) == ([], [])
    assert [each.detail for each in reading.coverage] == [text]


def test_the_parts_of_a_purpose_are_still_figures() -> None:
    text = "2026年支出预算100万元，主要用于：1.保障运转；2.公用经费20万元。"
    assert [figure.subject.key for figure in read_text(text).figures] == ["total", "operating"]


def test_a_paragraph_above_all_headings_is_of_the_documents_stage() -> None:
    assert told(read_prose(["公务接待费9万元。"], stage="final_account")) == [("reception", "final", wan("9"))]
