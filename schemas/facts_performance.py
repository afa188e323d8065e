"""Layer main, facts of the performance tables: targets and self-evaluations of departments and projects."""

from __future__ import annotations

from schemas.columns import disclosure_id, optional, printed, provenance, required, text
from schemas.model import Column, Table, Type
from schemas.values import OPERATORS, SCOPES


def _form() -> tuple[Column, ...]:
    """The form a record stands on."""
    return (
        disclosure_id(),
        required("row_no", Type.INTEGER, "文件内的次序，从 1 起", "order within the document, 1-based"),
        text("scope", "部门整体或项目", "department or project", required=True, allowed=SCOPES),
        text("project_name", "项目名称，部门整体为空", "name of the project, '' for the department"),
        text("title", "所印的表名", "title of the form as printed"),
    )


_TABLE_NO = optional("table_no", Type.INTEGER, "页内表号", "table on the page")

GOAL = Table(
    "fact_performance_goal",
    "绩效目标：每张绩效目标表或自评表的年度目标和资金",
    "Performance goals: the goal and the money of every target or self-evaluation form",
    (
        *_form(),
        text("unit_name", "实施单位", "undertaking unit"),
        text("department_name", "主管部门", "department in charge"),
        text("goal", "年度绩效目标，全文", "the goal in full"),
        text("goal_actual", "年度目标完成情况，全文", "what was achieved, in full (self-evaluation)"),
        text("overview", "项目概况", "overview"),
        optional("initial_budget_amount", Type.MONEY, "年初预算数，元", "initial budget in yuan"),
        optional("budget_amount", Type.MONEY, "资金总额或全年预算数，元", "total money or full-year budget in yuan"),
        optional("fiscal_amount", Type.MONEY, "其中财政拨款，元", "of which fiscal appropriation, yuan"),
        optional("other_amount", Type.MONEY, "其他资金，元", "other money, yuan"),
        optional("executed_amount", Type.MONEY, "全年执行数，元", "executed, yuan"),
        optional("execution_rate", Type.RATE, "执行率，百分数", "execution rate in percent"),
        optional("execution_weight", Type.RATE, "预算执行率的分值", "weight of the execution rate"),
        optional("execution_score", Type.RATE, "预算执行率的得分", "score of the execution rate"),
        optional("total_weight", Type.RATE, "所印的总分值", "total weight as printed"),
        optional("score", Type.RATE, "总得分", "total score"),
        text("grade", "评价等次", "grade"),
        _TABLE_NO,
        *provenance("目标文字所在单元格", "the cell of the goal"),
    ),
    key=("disclosure_id", "row_no"),
)

INDICATOR = Table(
    "fact_performance_indicator",
    "绩效指标：每个指标一行",
    "Performance indicators, one row each",
    (
        *_form(),
        text("activity", "所属活动或任务", "activity or task"),
        text("level1_name", "一级指标", "level 1"),
        text("level2_name", "二级指标", "level 2"),
        text("level3_name", "三级指标", "level 3"),
        text("operator", "目标值的关系符，文字目标为空", "relation of the target, '' for words", allowed=OPERATORS),
        optional("target_value", Type.QUANTITY, "目标数值", "target as a number"),
        text("target_unit", "目标值的计量单位", "unit of the target"),
        text("target_printed", "所印的目标值", "target as printed"),
        text("period_target_printed", "所印的实施期目标值", "target of the whole period as printed"),
        text("basis", "指标设定依据", "basis on which the target was set"),
        text("prior_printed", "上年值，照印", "value of the prior year as printed"),
        optional("weight", Type.RATE, "分值或权重", "weight"),
        text("scoring_rule", "评分规则", "scoring rule"),
        text("evidence", "佐证材料或数据来源", "evidence"),
        text("explanation", "指标解释", "explanation"),
        text("is_core", "是否核心指标，照印", "core indicator or not, as printed"),
        text("actual_printed", "所印的完成值", "achieved value as printed"),
        optional("actual_value", Type.QUANTITY, "完成数值", "achieved value as a number"),
        optional("score", Type.RATE, "得分", "score"),
        optional("score_rate", Type.RATE, "得分率，百分数", "score in percent of the weight"),
        text("deviation_reason", "偏差原因及改进措施", "reason for the deviation"),
        text("remark", "备注", "remark"),
        _TABLE_NO,
        *provenance("目标值所在单元格", "the cell of the target"),
    ),
    key=("disclosure_id", "row_no"),
)

FUNDING = Table(
    "fact_performance_funding",
    "绩效表资金：资金栏的每个数字",
    "Every figure of the money part of a performance form",
    (
        disclosure_id(),
        required("row_no", Type.INTEGER, "文件内的次序，从 1 起", "order within the document, 1-based"),
        text("scope", "部门整体或项目", "department or project", required=True, allowed=SCOPES),
        text("project_name", "项目名称", "name of the project"),
        text("source", "资金来源键", "source of the money", required=True),
        text("source_printed", "所印的资金来源", "source as printed"),
        text("measure", "列的含义", "meaning of the column", required=True),
        text("measure_printed", "所印的列标题", "header of the column as printed"),
        optional("amount", Type.MONEY, "金额，元", "amount in yuan"),
        optional("value", Type.RATE, "执行率、分值、得分", "rate in percent, weight or score"),
        printed(),
        *provenance(),
    ),
    key=("disclosure_id", "row_no"),
)

TABLES = (GOAL, INDICATOR, FUNDING)
