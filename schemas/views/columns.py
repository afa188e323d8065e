"""Groups of columns that several views share."""

from __future__ import annotations

from schemas.views.model import ViewColumn

col = ViewColumn


def place() -> tuple[ViewColumn, ...]:
    """The organization and where it is."""
    return (
        col("org_id", "单位编号", "organization"),
        col("org_name", "单位规范名称", "normalised name of the organization"),
        col("province", "省级", "province"),
        col("prefecture", "地级", "prefecture"),
        col("county", "县级", "county"),
        col("level", "级次：中央、省、地、县、乡", "level of government"),
    )


def year() -> ViewColumn:
    """The fiscal year."""
    return col("fiscal_year", "预算年度", "fiscal year")


def origin() -> tuple[ViewColumn, ...]:
    """The files and pages that budget and final amounts are printed in."""
    return (
        col("budget_disclosure_id", "预算数所在文件", "the file that prints the budget amount"),
        col("budget_page", "预算数所在页（首页）", "the (first) page of the budget amount"),
        col("final_disclosure_id", "决算数所在文件", "the file that prints the final amount"),
        col("final_page", "决算数所在页（首页）", "the (first) page of the final amount"),
    )


def source_place() -> tuple[ViewColumn, ...]:
    """The file, page and reference of one row."""
    return (
        col("disclosure_id", "所在文件", "the file that prints it"),
        col("page", "页码", "page, 1-based"),
        col("source_ref", "出处", "reference into the source"),
    )


def functions() -> tuple[ViewColumn, ...]:
    """Function class with its names on the three levels."""
    return (
        col("function_code", "功能科目编码，最细一级", "function code, as fine as printed"),
        col("class_code", "类级编码", "code of the class (类)"),
        col("class_name", "类级名称", "name of the class"),
        col("division_code", "款级编码，报表只到类级时为空", "code of the division (款), '' where not printed"),
        col("division_name", "款级名称", "name of the division"),
        col("item_code", "项级编码，报表未到项级时为空", "code of the item (项), '' where not printed"),
        col("item_name", "项级名称，无编码的行为所印行名", "name of the item; the printed name on rows without code"),
    )


def by_kind() -> tuple[ViewColumn, ...]:
    """Budget and final amounts, in all and by kind."""
    return (
        col("budget_amount", "预算数，元", "budget in yuan"),
        col("budget_basic", "其中基本支出预算，元", "of which basic expenditure"),
        col("budget_project", "其中项目支出预算，元", "of which project expenditure"),
        col("final_amount", "决算数，元", "final account in yuan"),
        col("final_basic", "其中基本支出决算，元", "of which basic expenditure"),
        col("final_project", "其中项目支出决算，元", "of which project expenditure"),
    )
