"""Layer staging: the printed statements, cell by cell."""

from __future__ import annotations

from schemas.columns import disclosure_id, optional, printed, provenance, required, text
from schemas.model import Table, Type
from schemas.values import BASES, LEVELS, SECTIONS, STATEMENTS

STATEMENT_CELL = Table(
    "staging.statement_cell",
    "报表单元格：公开报表中每个印出的数字一行，空白单元格不成行",
    "One row for every figure printed in a statement; blank cells make no row",
    (
        disclosure_id(),
        text("file_name", "文件名", "name of the file", required=True),
        text("statement", "报表", "statement", required=True, allowed=STATEMENTS, references="dim_statement.statement"),
        text("title", "所印的报表标题", "title of the statement as printed"),
        text("section", "收支两栏表的一侧，其余为空", "side of a two-sided statement, else ''", allowed=SECTIONS),
        required(
            "row_no",
            Type.INTEGER,
            "报表内的行号，从 1 起，跨页连续",
            "row within the statement, 1-based, over continuation pages",
        ),
        text(
            "code",
            "科目编码，只含数字；三公经费表为项目键；无编码的行为空",
            "classification code, digits only (item key in three_public); '' on rows without one",
        ),
        text("economic_code", "同一行另有的经济分类编码", "economic code where one row carries both"),
        text("label", "行名，去掉空白、编码和序号", "name of the row without white space, code and index number"),
        text("project", "项目名称", "name of the project"),
        text("unit_name", "单位名称", "name of the unit"),
        text("measure", "列的含义", "meaning of the column", required=True),
        text("measure_printed", "所印的列标题，各级以 / 分开", "header path of the column as printed"),
        text("basis", "数据口径", "what kind of figure", required=True, allowed=BASES),
        optional("amount", Type.MONEY, "金额，元；百分比列为空", "amount in yuan; NULL in percent columns"),
        optional("pct", Type.RATE, "百分比列的数值", "value of a percent column"),
        printed(),
        *provenance(),
    ),
    key=(
        "disclosure_id",
        "statement",
        "title",
        "section",
        "row_no",
        "code",
        "label",
        "measure",
        "measure_printed",
        "basis",
        "source_ref",
        "x0",
        "top",
    ),
)

ORGANIZATION = Table(
    "staging.organization",
    "文件所载单位：每个文件一行，dim_organization 由此得出",
    "The organization as each document gives it; dim_organization is made from all of them",
    (
        disclosure_id(),
        text("org_name", "所印的单位名称", "name as printed"),
        text("region_code", "行政区划代码（GB/T 2260），未知为空", "GB/T 2260 region code; '' if unknown"),
        text("province", "省级", "province"),
        text("prefecture", "地级", "prefecture"),
        text("county", "县级", "county"),
        text("level", "级次", "level of government", allowed=LEVELS),
    ),
    key=("disclosure_id",),
)

TABLES = (STATEMENT_CELL, ORGANIZATION)
