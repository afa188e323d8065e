"""Views of the files behind the answers: which are current, which answers what, and how well they were read."""

from __future__ import annotations

from schemas.views.columns import col, year
from schemas.views.model import View

_STAGE = col("stage", "阶段：预算或决算，未能识别为空", "budget or final account, '' if not recognised")

DISCLOSURE = View(
    "disclosure",
    "现行公开文件及其单位，是否计入合计",
    "The current files with their organizations, and whether they count in sums",
    (
        col("disclosure_id", "公开文件编号", "document"),
        col("document_key", "同一文件各版本共用的键", "shared by all files and versions of one document"),
        col("org_id", "单位编号", "organization"),
        col("org_name", "单位规范名称", "normalised name of the organization"),
        col("region_code", "行政区划代码", "GB/T 2260 region code"),
        col("province", "省级", "province"),
        col("prefecture", "地级", "prefecture"),
        col("county", "县级", "county"),
        col("level", "级次", "level of government"),
        year(),
        _STAGE,
        col("is_consolidated", "是否汇总公开", "true if several units are consolidated"),
        col("is_own_level", "是否只含本级", "true if only the department's own office is meant"),
        col(
            "is_counted",
            "是否计入合计：年度、阶段已知，且未并入他处",
            "true if it counts: year, stage known, no part of another",
        ),
        col("covered_by", "已并入哪个部门的汇总公开", "the department whose consolidated disclosure contains it"),
        col("part", "文件内容", "what the file holds of the disclosure"),
        col("title", "标题", "title"),
        col("printed_unit", "所印的金额单位", "unit of money as printed"),
        col("published_on", "公开日期", "date of publication"),
        col("source_uri", "来源地址", "where the file came from"),
        col("file_name", "文件名", "name of the file"),
        col("page_count", "页数", "number of pages"),
    ),
    stored=True,
    summable=False,
)
SOURCE = View(
    "source",
    "每个单位、年度、阶段的每个问题取自哪个文件的哪张报表",
    "Which file and statement each question is answered from, for every organization, year and stage",
    (
        col("org_id", "单位编号", "organization"),
        year(),
        _STAGE,
        col("topic", "问题键", "the question"),
        col("disclosure_id", "所用文件", "the file taken"),
        col("statement", "所用报表", "the statement taken"),
        col("funding_source", "所取资金来源", "the funding source taken"),
        col("basis", "所取口径", "the basis taken"),
        col("is_counted", "是否计入合计", "true if it counts in the sums of this schema"),
    ),
    stored=True,
    summable=False,
)
DATA_QUALITY = View(
    "data_quality",
    "数据质量：每个现行文件读到多少、哪些未识别、哪些勾稽不成立",
    "What is known about the data of every current file: what was read, not understood, and does not add up",
    (
        col("disclosure_id", "公开文件编号", "document"),
        col("org_id", "单位编号", "organization"),
        col("org_name", "单位规范名称", "normalised name of the organization"),
        year(),
        _STAGE,
        col("part", "文件内容", "what the file holds of the disclosure"),
        col("is_counted", "是否计入合计", "true if it counts in the sums of this schema"),
        col("file_name", "文件名", "name of the file"),
        col("page_count", "页数", "number of pages"),
        col("statements", "载入的报表数", "statements loaded"),
        col("cells", "载入的单元格数", "cells loaded"),
        col("numbers", "像金额的词数", "amount-looking words"),
        col("in_cells", "其中载入报表", "of these in statement cells"),
        col("in_records", "其中载入绩效或文字记录", "of these in performance or narrative records"),
        col("in_prose", "其中在表外文字", "of these in prose"),
        col("unread", "其中未读", "of these unread"),
        col("read_pct", "已读比例，%", "percent read"),
        col("tables_loaded", "载入的表格数", "tables loaded"),
        col("tables_empty", "声明为空的表格数", "tables declared empty"),
        col("tables_unrecognised", "未识别的表格数", "tables not understood"),
        col("checks", "执行的勾稽核对数", "checks run"),
        col("errors", "不成立：错误", "identities broken, errors"),
        col("warnings", "不成立：警告", "identities broken, warnings"),
        col("roundings", "不成立：四舍五入可解释", "identities broken by rounding only"),
        col("disagreements", "两种读法不一致数", "disagreements of two readers"),
        col("restatements", "与上一版本的差异数", "differences from the version before"),
    ),
    summable=False,
)
CHECK_COUNT = View(
    "check_count",
    "核对次数：现行文件按年度、阶段、规则和结论",
    "How many checks of the current files had which verdict, by year, stage and rule",
    (
        year(),
        _STAGE,
        col("rule", "规则编号", "rule"),
        col("verdict", "结论", "verdict"),
        col("checks", "核对次数", "checks run"),
    ),
    summable=False,
)
TABLE_COUNT = View(
    "table_count",
    "表格数：现行文件按年度、阶段和处理结果",
    "What became of the tables of the current files, by year and stage",
    (
        year(),
        _STAGE,
        col("status", "处理结果", "what became of the table"),
        col("tables", "表格数", "tables"),
        col("cells", "载入的单元格数", "cells loaded"),
    ),
    summable=False,
)

FIRST = (DISCLOSURE, SOURCE)
LAST = (DATA_QUALITY, CHECK_COUNT, TABLE_COUNT)
