"""Layer main, facts of the prose: year-on-year changes, projects, procurement, assets, staff, glossary."""

from __future__ import annotations

from schemas.columns import disclosure_id, optional, printed, provenance, required, text
from schemas.model import Column, Table, Type
from schemas.values import BASES, FUNDING_SOURCES

_ROW = required("row_no", Type.INTEGER, "文中的次序，从 1 起", "order within the document, 1-based")
_SECTION = text("section", "所在章节标题", "heading of the section")
_FUNCTION = text(
    "function_code", "功能科目编码，无则为空", "function code, '' if none", references="dim_function_class.code"
)


def _sentence() -> tuple[Column, ...]:
    """The sentence and where it is printed."""
    return (text("sentence", "原句或单元格原文", "the sentence or cell text"), *provenance("原句所在", "the sentence"))


BUDGET_CHANGE = Table(
    "fact_budget_change",
    "增减变化：情况说明中每个比较句，增加为正、减少为负",
    "Every year-on-year sentence of the narrative; signed, increases positive",
    (
        disclosure_id(),
        _ROW,
        _SECTION,
        text("subject", "所指项目", "what the sentence is about", required=True),
        _FUNCTION,
        text(
            "funding_source", "资金来源，未指明为空", "funding source, '' if not named", allowed=("", *FUNDING_SOURCES)
        ),
        text("kind", "支出类别，未指明为空", "kind of expenditure, '' if not named"),
        text("basis", "本数的口径", "basis of the amount", allowed=("", *BASES)),
        text("compared_with", "与何数比较", "basis of the figure it is compared with", allowed=("", *BASES)),
        optional("amount", Type.MONEY, "本数，元", "amount in yuan"),
        optional(
            "base_amount", Type.MONEY, "对比数，元，文中印出时", "the figure compared with, in yuan, where printed"
        ),
        optional("change_amount", Type.MONEY, "增减额，元，有正负号", "signed change in yuan"),
        optional("change_pct", Type.RATE, "增减百分比，有正负号", "signed change in percent"),
        text("reason", "主要原因，全文", "the reason in full"),
        printed(),
        *_sentence(),
    ),
    key=("disclosure_id", "row_no"),
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
        printed(),
        *_sentence(),
    ),
    key=("disclosure_id", "row_no"),
)

PROCUREMENT = Table(
    "fact_procurement",
    "政府采购",
    "Government procurement: goods, works, services, SME and micro reservations, contracts awarded",
    (
        disclosure_id(),
        _ROW,
        text("category", "类别键", "category", required=True),
        text("label", "所印的类别", "category as printed"),
        text("basis", "数据口径", "basis", allowed=("", *BASES)),
        optional("amount", Type.MONEY, "金额，元", "amount in yuan"),
        optional("pct", Type.RATE, "占比，百分数", "share in percent"),
        printed(),
        *_sentence(),
    ),
    key=("disclosure_id", "row_no"),
)

STATE_ASSET = Table(
    "fact_state_asset",
    "国有资产占用使用情况",
    "State assets held and used",
    (
        disclosure_id(),
        _ROW,
        text("item", "资产键", "item", required=True),
        text("label", "所印的资产名称", "item as printed"),
        optional("quantity", Type.QUANTITY, "数量", "quantity"),
        text("quantity_unit", "数量单位", "unit of the quantity"),
        optional("amount", Type.MONEY, "价值，元", "value in yuan"),
        printed(),
        *_sentence(),
    ),
    key=("disclosure_id", "row_no"),
)

STAFFING = Table(
    "fact_staffing",
    "人员情况",
    "Staff: posts, in service, retired",
    (
        disclosure_id(),
        _ROW,
        text("item", "人员键", "item", required=True),
        text("label", "所印的人员类别", "item as printed"),
        text("unit_name", "单位名称，未指明为空", "unit, '' if not named"),
        optional("headcount", Type.INTEGER, "人数", "headcount"),
        optional("change", Type.INTEGER, "增减人数，有正负号", "signed change"),
        printed(),
        *_sentence(),
    ),
    key=("disclosure_id", "row_no"),
)

GLOSSARY = Table(
    "fact_glossary",
    "名词解释：公开文件自己对名词的解释",
    "The disclosures' own glossary",
    (
        disclosure_id(),
        _ROW,
        text("term", "名词", "term", required=True),
        text("definition", "解释", "definition", required=True),
        *provenance("解释所在", "the definition"),
    ),
    key=("disclosure_id", "row_no"),
)

TABLES = (BUDGET_CHANGE, PROJECT, PROCUREMENT, STATE_ASSET, STAFFING, GLOSSARY)
