"""Views of projects, indicators and the narrative, and what search looks through."""

from __future__ import annotations

from schemas.views.columns import col, origin, place, source_place, year
from schemas.views.model import View

_STAGE = col("stage", "阶段：预算或决算", "budget or final account")

PROJECT = View(
    "project",
    "项目：依据、规模、目标和结果，每个单位每年每个项目名称一行",
    "Projects: basis, size, goals and results; one row for every project name of an organization and year",
    (
        *place(),
        year(),
        col("project_name", "项目名称", "name of the project"),
        col(
            "amount",
            "预算规模，元：同一单位同年只取一处的数，可合计",
            "size in yuan, all from one place: for sums",
        ),
        col("statement_amount", "项目支出表所印，元", "as the statement prints it"),
        col("goal_amount", "绩效目标表所印，元", "as the target form prints it"),
        col("narrative_amount", "情况说明所印，元", "as the narrative prints it"),
        col("policy_basis", "设立依据", "policy basis"),
        col("undertaking_unit", "承担单位", "undertaking unit"),
        col("allocation", "资金分配情况", "allocation"),
        col("period", "执行时间", "period"),
        col("overview", "项目概况", "overview"),
        col("goal", "年度绩效目标", "the goal of the year"),
        col("stated_budget", "自评表所印全年预算，元", "full-year budget in the self-evaluation, yuan"),
        col("executed_amount", "全年执行数，元", "executed in yuan"),
        col("execution_pct", "执行率，%", "executed in percent of the budget"),
        col("score", "自评得分", "score of the self-evaluation"),
        col("goal_actual", "目标完成情况", "what was achieved"),
        *origin(),
    ),
)
INDICATOR = View(
    "indicator",
    "绩效指标及完成情况",
    "Performance indicators and whether they were attained",
    (
        *place(),
        year(),
        _STAGE,
        col("scope", "部门整体或项目", "department or project"),
        col("project_name", "项目名称，部门整体为空", "name of the project, '' for the department"),
        col("level1_name", "一级指标", "level 1"),
        col("level2_name", "二级指标", "level 2"),
        col("level3_name", "三级指标", "level 3"),
        col("operator", "目标值的关系符，文字目标为空", "relation of the target, '' for words"),
        col("target_value", "目标数值", "target as a number"),
        col("target_unit", "目标值的计量单位", "unit of the target"),
        col("target_printed", "所印的目标值", "target as printed"),
        col("actual_value", "完成数值", "achieved value as a number"),
        col("actual_printed", "所印的完成值", "achieved value as printed"),
        col("weight", "分值", "weight"),
        col("score", "得分", "score"),
        col("score_pct", "得分率，%", "score in percent of the weight"),
        col("is_attained", "是否达到目标，无从判断为空", "true if the target was reached; NULL if unknown"),
        col("prior_printed", "上年值，照印", "value of the prior year as printed"),
        col("scoring_rule", "评分规则", "scoring rule"),
        col("evidence", "佐证材料", "evidence"),
        col("target_basis", "指标设定依据", "basis on which the target was set"),
        col("deviation_reason", "偏差原因", "reason for the deviation"),
        *source_place(),
    ),
    summable=False,
)
CHANGE = View(
    "change",
    "增减变化及原因：与上年或与预算比较的每句话，重复的只列一次；不同项目互相包含，只可在同一项目内合计",
    "Comparisons with the year before or the budget, with reasons; subjects overlap: sum within one only",
    (
        *place(),
        year(),
        _STAGE,
        col("subject", "所指项目的键", "key of what the figure is about"),
        col("section", "收入、支出、结转或空", "income, expenditure, carryover or ''"),
        col("funding_source", "资金来源键", "funding source, '' if not named"),
        col("funding_source_zh", "资金来源", "Chinese name of the source"),
        col("function_code", "功能科目编码", "function code"),
        col("function_name", "功能科目名称", "name of the function code"),
        col("economic_code", "经济分类编码", "economic code"),
        col("subject_printed", "所印的项目名称", "the subject as printed"),
        col("compared_with", "与何数比较", "what it is compared with"),
        col("amount", "本数，元", "amount in yuan"),
        col("base_amount", "对比数，元", "the figure compared with, in yuan"),
        col("change_amount", "增减额，元，有正负号", "signed change in yuan"),
        col("change_pct", "增减百分比，有正负号", "signed change in percent"),
        col("completion_pct", "完成预算的百分比", "percent of the budget completed"),
        col("reason", "主要原因", "the reason"),
        col("condition", "比较的前提", "condition of the comparison"),
        col("sentence", "原句", "the sentence"),
        *source_place(),
    ),
    summable=False,
)
SEARCH_SYNONYM = View(
    "search_synonym",
    "搜索用的简称和全称",
    "Short names and full names that search takes for the same",
    (col("short_name", "简称", "short name"), col("full_name", "全称", "full name")),
    summable=False,
)
SEARCH_DOCUMENT = View(
    "search_document",
    "可搜索的文字：单位、项目、指标、原因",
    "What search looks through: organizations, projects, indicators, reasons",
    (
        col("id", "序号，同类同分时按此排列", "number; of one area in the order in which equal hits are listed"),
        col("area", "类别：organizations、projects、indicators、reasons", "which of the four it is"),
        col("org_name", "单位规范名称", "normalised name of the organization"),
        year(),
        _STAGE,
        col("title", "名称：单位、项目、指标或增减项目", "name of the organization, project, indicator or subject"),
        col("text", "被搜索的文字", "the text that is looked through"),
        col("amount", "金额，元", "amount in yuan"),
        col("disclosure_id", "所在文件", "the file that prints it"),
        col("page", "页码", "page, 1-based"),
    ),
    stored=True,
    summable=False,
)
SEARCH_PAIR = View(
    "search_pair",
    "相邻两字所在的文字，供搜索查找：每对字、每64条相邻文字一行，每条文字一位",
    "Which texts hold two neighbouring characters, 64 neighbouring texts in one row, one bit each; for mart.search",
    (
        col("first", "首字", "the first character"),
        col("pair", "相邻两字，小写；末字单列", "the two characters in lower case; a text's last one stands alone"),
        col(
            "block",
            "64条同类文字：search_document.id÷512×8＋id%8",
            "64 texts of one area: search_document.id // 512 * 8 + id % 8",
        ),
        col("texts", "含有的文字：第n位为 id÷8%64=n 者", "texts that hold the pair: bit n is that of id // 8 % 64 = n"),
        col("titles", "其中名称也含有的", "those of them whose title holds it too"),
    ),
    summable=False,
)

VIEWS = (PROJECT, INDICATOR, CHANGE)
SEARCH = (SEARCH_SYNONYM, SEARCH_DOCUMENT)
LISTS = (SEARCH_PAIR,)
