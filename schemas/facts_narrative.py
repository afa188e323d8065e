"""Layer main, facts of the prose: year-on-year changes, projects, procurement, assets, staff, glossary."""

from __future__ import annotations

from schemas.columns import disclosure_id, economic_code, function_code, optional, printed, provenance, required, text
from schemas.model import Column, Table, Type
from schemas.values import BASES

_ROW = required("row_no", Type.INTEGER, "文中的次序，从 1 起", "order within the document, 1-based")
_FUNCTION = function_code()
_ECONOMIC = economic_code()
_FUNDING = text("funding_source", "资金来源，未指明为空", "funding source, '' if not named")
_KEY = ("disclosure_id", "row_no")


def _sentence() -> tuple[Column, ...]:
    """The sentence and where it is printed."""
    return (
        text("sentence", "原句或单元格原文", "the sentence or cell text"),
        *provenance("原句首行", "the sentence's part on its first line"),
    )


def _subject() -> tuple[Column, ...]:
    """What a figure of the prose is about."""
    return (
        text("subject", "所指项目的键", "key of what the figure is about", required=True),
        text("section", "收入、支出、结转或空", "income, expenditure, carryover or ''"),
        _FUNDING,
        _FUNCTION,
        _ECONOMIC,
        text("subject_printed", "所印的项目名称", "the subject as printed"),
    )


BUDGET_CHANGE = Table(
    "fact_budget_change",
    "增减变化：情况说明中每个比较句，增加为正、减少为负",
    "Every year-on-year sentence of the narrative; signed, increases positive",
    (
        disclosure_id(),
        _ROW,
        *_subject(),
        text(
            "compared_with",
            "与何数比较：上年预算、上年决算、上年（未指明）、年初预算、全年预算",
            "what it is compared with",
            allowed=("", "prior_budget", "prior_final", "prior", "budget", "adjusted_budget"),
        ),
        optional("amount", Type.MONEY, "本数，元", "amount in yuan"),
        optional(
            "base_amount", Type.MONEY, "对比数，元，文中印出时", "the figure compared with in yuan, where printed"
        ),
        text("direction", "增加、减少、持平", "direction", allowed=("", "increase", "decrease", "unchanged")),
        optional("change_amount", Type.MONEY, "增减额，元，有正负号", "signed change in yuan"),
        optional("change_pct", Type.RATE, "增减百分比，有正负号", "signed change in percent"),
        optional("completion_pct", Type.RATE, "完成预算的百分比", "percent of the budget completed"),
        text("condition", "比较的前提，照印", "condition of the comparison as printed"),
        text("reason", "主要原因，全文", "the reason in full"),
        *_sentence(),
    ),
    key=_KEY,
)

TEXT_FIGURE = Table(
    "fact_text_figure",
    "文字数字：情况说明中每个有所指的数字，决算的收支执行情况由此可查",
    "Every figure of the narrative with its subject: income, expenditure, carry-over, execution against budget",
    (
        disclosure_id(),
        _ROW,
        *_subject(),
        text("basis", "数据口径", "what kind of figure", required=True, allowed=BASES),
        required("amount", Type.MONEY, "金额，元", "amount in yuan"),
        optional("share_pct", Type.RATE, "占比，百分数", "share in percent"),
        text("heading", "所在章节标题", "heading of the section"),
        printed(),
        *_sentence(),
    ),
    key=_KEY,
)

PROJECT = Table(
    "fact_project",
    "项目情况：情况说明中的项目",
    "Projects described in the narrative",
    (
        disclosure_id(),
        _ROW,
        text("project_name", "项目名称", "name of the project", required=True),
        text("policy_basis", "设立的政策依据", "policy basis"),
        optional("amount", Type.MONEY, "预算安排规模，元", "size in yuan"),
        text("undertaking_unit", "项目承担单位", "undertaking unit"),
        text("allocation", "资金分配情况", "allocation"),
        text("period", "资金执行时间", "period"),
        text("overview", "项目概况", "overview"),
        *_sentence(),
    ),
    key=_KEY,
)

PROCUREMENT = Table(
    "fact_procurement",
    "政府采购",
    "Government procurement: goods, works, services, SME and micro reservations, contracts awarded",
    (
        disclosure_id(),
        _ROW,
        text("category", "类别键", "category", required=True),
        text("basis", "数据口径", "basis"),
        _FUNDING,
        optional("amount", Type.MONEY, "金额，元", "amount in yuan"),
        optional("share_pct", Type.RATE, "占比，百分数", "share in percent"),
        printed(),
        *_sentence(),
    ),
    key=_KEY,
)

STATE_ASSET = Table(
    "fact_state_asset",
    "国有资产占用使用情况",
    "State assets held and used",
    (
        disclosure_id(),
        _ROW,
        text("item", "资产键", "item", required=True),
        text("item_printed", "所印的资产名称", "item as printed"),
        text("basis", "现有或计划购置", "held or planned"),
        optional("quantity", Type.QUANTITY, "数量", "quantity"),
        text("quantity_unit", "数量单位", "unit of the quantity"),
        optional("amount", Type.MONEY, "价值，元", "value in yuan"),
        text("as_of", "截至时间，照印", "as of, as printed"),
        *_sentence(),
    ),
    key=_KEY,
)

STAFFING = Table(
    "fact_staffing",
    "人员情况",
    "Staff: posts, in service, retired",
    (
        disclosure_id(),
        _ROW,
        text("item", "人员键", "item", required=True),
        text("item_printed", "所印的人员类别", "item as printed"),
        optional("headcount", Type.INTEGER, "人数", "headcount"),
        optional("change", Type.INTEGER, "增减人数，有正负号", "signed change"),
        text("as_of", "截至时间，照印", "as of, as printed"),
        *_sentence(),
    ),
    key=_KEY,
)

GLOSSARY = Table(
    "fact_glossary",
    "名词解释：公开文件自己对名词的解释",
    "The disclosures' own glossary",
    (
        disclosure_id(),
        _ROW,
        text("term", "名词", "term", required=True),
        text("explanation", "解释", "explanation", required=True),
        *_sentence(),
    ),
    key=_KEY,
)

TABLES = (BUDGET_CHANGE, TEXT_FIGURE, PROJECT, PROCUREMENT, STATE_ASSET, STAFFING, GLOSSARY)
