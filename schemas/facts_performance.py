"""Layer main, facts of the performance tables: targets and self-evaluations of departments and projects."""

from __future__ import annotations

from schemas.columns import disclosure_id, optional, provenance, required, text
from schemas.model import Table, Type
from schemas.values import OPERATORS, SCOPES

_ROW = required("row_no", Type.INTEGER, "文件内的次序，从 1 起", "order within the document, 1-based")
_SCOPE = text("scope", "部门整体或项目", "department or project", required=True, allowed=SCOPES)
_PROJECT = text("project_name", "项目名称，部门整体为空", "name of the project, '' for the department")

GOAL = Table(
    "fact_performance_goal",
    "绩效目标：每张绩效目标表或自评表的年度目标和资金",
    "Performance goals: the goal and the money of every target or self-evaluation table",
    (
        disclosure_id(),
        _ROW,
        _SCOPE,
        _PROJECT,
        text(
            "form", "表式：目标表或自评表", "target form or self-evaluation form", allowed=("", "target", "evaluation")
        ),
        text("unit_name", "实施单位", "undertaking unit"),
        text("goal", "年度绩效目标，全文", "the goal in full"),
        optional("budget_amount", Type.MONEY, "资金总额，元", "total money in yuan"),
        optional("fiscal_amount", Type.MONEY, "其中财政拨款，元", "of which fiscal appropriation, yuan"),
        optional("other_amount", Type.MONEY, "其他资金，元", "other money, yuan"),
        optional("initial_amount", Type.MONEY, "年初预算数，元（自评表）", "initial budget in yuan (self-evaluation)"),
        optional("executed_amount", Type.MONEY, "全年执行数，元", "executed, yuan"),
        optional("execution_rate", Type.RATE, "执行率，百分数", "execution rate in percent"),
        optional("weight", Type.RATE, "预算执行率的分值", "weight of the execution rate"),
        optional("score", Type.RATE, "得分", "score"),
        text("achievement", "年度目标完成情况，全文", "what was achieved, in full (self-evaluation)"),
        text("printed", "所印的资金数", "the money as printed"),
        *provenance("所在单元格（目标文字）", "the cell of the goal"),
    ),
    key=("disclosure_id", "row_no"),
)

INDICATOR = Table(
    "fact_performance_indicator",
    "绩效指标：每个指标一行",
    "Performance indicators, one row each",
    (
        disclosure_id(),
        _ROW,
        _SCOPE,
        _PROJECT,
        text(
            "form", "表式：目标表或自评表", "target form or self-evaluation form", allowed=("", "target", "evaluation")
        ),
        text("level1_name", "一级指标", "level 1"),
        text("level2_name", "二级指标", "level 2"),
        text("level3_name", "三级指标", "level 3"),
        text("operator", "目标值的关系符，文字目标为空", "relation of the target, '' for words", allowed=OPERATORS),
        optional("target_value", Type.QUANTITY, "目标数值", "target as a number"),
        text("target_unit", "目标值的计量单位", "unit of the target"),
        text("target_printed", "所印的目标值", "target as printed"),
        text("basis", "指标设定依据", "basis on which the target was set"),
        text("prior_printed", "上年值，照印", "value of the prior year as printed"),
        optional("weight", Type.RATE, "分值或权重", "weight"),
        text("scoring_rule", "评分规则", "scoring rule"),
        text("evidence", "佐证材料或数据来源", "evidence"),
        text("actual_printed", "所印的完成值", "achieved value as printed"),
        optional("actual_value", Type.QUANTITY, "完成数值", "achieved value as a number"),
        optional("score", Type.RATE, "得分", "score"),
        text("deviation_reason", "偏差原因及改进措施", "reason for the deviation"),
        *provenance("所在单元格（三级指标）", "the cell of the level 3 name"),
    ),
    key=("disclosure_id", "row_no"),
)

TABLES = (GOAL, INDICATOR)
