"""Layer main, facts of the printed statements. Figures that only the prose gives have statement `narrative`."""

from __future__ import annotations

from schemas.columns import amount, disclosure_id, economic_code, function_code, printed, provenance, required, text
from schemas.model import Column, Table, Type
from schemas.values import BASES, FUNDING_SOURCES, KINDS, SECTIONS, STATEMENTS, THREE_PUBLIC_ITEMS

_BASIS = text("basis", "数据口径", "what kind of figure", required=True, allowed=BASES)
_FUNDING = text(
    "funding_source",
    "资金来源",
    "funding source",
    required=True,
    allowed=FUNDING_SOURCES,
    references="dim_funding_source.funding_source",
)
_FUNCTION = function_code()
_ECONOMIC = economic_code()
_LEAF = Column(
    "is_leaf",
    Type.BOOLEAN,
    "是否明细行；只汇总其他行的为假，故同一报表、类别、资金来源、口径内对明细行求和不重复",
    "false on rows that only sum others: summing leaves within one statement, kind, funding source and basis "
    "never counts twice",
)
_MONEY_YEAR = text(
    "money_year",
    "资金年度：全部、本年、结转；分列时全部与分项只有一方为明细",
    "money of all years, of the current year or carried over",
    required=True,
    allowed=("all", "current_year", "carryover"),
)


def _kind(zh: str = "支出类别", en: str = "kind of expenditure") -> Column:
    return text("kind", zh, en, required=True, allowed=KINDS, references="dim_expenditure_kind.kind")


def _origin() -> tuple[Column, ...]:
    """The row and column of the statement that a fact comes from."""
    return (
        disclosure_id(),
        text("statement", "报表", "statement", required=True, allowed=STATEMENTS, references="dim_statement.statement"),
        text("title", "所印的报表标题", "title of the statement as printed"),
        text("section", "收支两栏表的一侧", "side of a two-sided statement", allowed=SECTIONS),
        required(
            "row_no",
            Type.INTEGER,
            "报表内的行号；文字部分为文中次序",
            "row within the statement; order in the text for prose",
        ),
        text("label", "行名", "name of the row"),
        text("unit_name", "单位名称", "name of the unit"),
        text("measure", "列的含义", "meaning of the column"),
    )


def _trace() -> tuple[Column, ...]:
    """How and where the figure is printed."""
    return (
        printed(),
        text("sentence", "文字部分的原句", "the sentence, for figures taken from prose"),
        *provenance(),
    )


_KEY = (
    "disclosure_id",
    "statement",
    "title",
    "section",
    "row_no",
    "label",
    "measure",
    "basis",
    "source_ref",
    "x0",
    "top",
)

INCOME = Table(
    "fact_income",
    "收入：收入表和收支总表收入侧的每个数字",
    "Income: every figure of the income statements and of the income side of the summaries",
    (
        *_origin(),
        _FUNCTION,
        text("item", "收入项目（行名），按科目列示的为空", "income item as printed; '' in rows by function"),
        _FUNDING,
        _LEAF,
        _BASIS,
        amount(),
        *_trace(),
    ),
    key=(*_KEY, "function_code", "funding_source"),
)

EXPENDITURE = Table(
    "fact_expenditure",
    "支出：各支出表的每个数字",
    "Expenditure: every figure of the expenditure statements",
    (
        *_origin(),
        _FUNCTION,
        _ECONOMIC,
        text("project_name", "项目名称", "name of the project"),
        _FUNDING,
        _kind(),
        _MONEY_YEAR,
        _LEAF,
        _BASIS,
        amount(),
        *_trace(),
    ),
    key=(*_KEY, "function_code", "economic_code", "project_name", "funding_source", "kind", "money_year"),
)

THREE_PUBLIC = Table(
    "fact_three_public",
    "“三公”经费",
    "Three public expenses: travel abroad, official vehicles, reception",
    (
        *_origin(),
        text(
            "item", "项目", "item", required=True, allowed=THREE_PUBLIC_ITEMS, references="dim_three_public_item.item"
        ),
        _FUNDING,
        _LEAF,
        _BASIS,
        amount(),
        *_trace(),
    ),
    key=(*_KEY, "item", "funding_source"),
)

COMMISSIONED_SERVICE = Table(
    "fact_commissioned_service",
    "委托业务费",
    "Commissioned services by project",
    (
        *_origin(),
        text("project_name", "项目名称", "name of the project"),
        _FUNDING,
        _LEAF,
        _BASIS,
        amount(),
        text("purpose", "用途（情况说明）", "purpose, from the narrative"),
        *_trace(),
    ),
    key=(*_KEY, "project_name", "funding_source"),
)

CARRYOVER = Table(
    "fact_carryover",
    "结转结余",
    "Carry-over and surplus",
    (
        *_origin(),
        text("item", "项目（行名）", "item as printed"),
        _FUNCTION,
        text(
            "position",
            "年初或年末",
            "carried in from the prior year, or out at the end of the year",
            required=True,
            allowed=("opening", "closing"),
        ),
        _FUNDING,
        _kind(),
        _LEAF,
        _BASIS,
        amount(),
        *_trace(),
    ),
    key=(*_KEY, "item", "function_code", "position", "funding_source", "kind"),
)

TABLES = (INCOME, EXPENDITURE, THREE_PUBLIC, COMMISSIONED_SERVICE, CARRYOVER)
