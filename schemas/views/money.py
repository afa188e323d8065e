"""Views of amounts: budgets, income, expenditure, 三公, commissioned services, execution, peers."""

from __future__ import annotations

from schemas.views.columns import by_kind, col, functions, origin, place, year
from schemas.views.model import View, ViewColumn


def _totals() -> tuple[ViewColumn, ...]:
    return (
        *place(),
        year(),
        col("budget_income", "收入预算总计，元", "income budgeted, with money carried over, in yuan"),
        col("budget_expenditure", "支出预算合计，元", "expenditure budgeted, in yuan"),
        col("budget_basic", "其中基本支出预算，元", "of which basic expenditure"),
        col("budget_project", "其中项目支出预算，元", "of which project expenditure"),
        col("final_income", "收入决算总计，元", "income of the final account in yuan"),
        col("final_expenditure", "支出决算合计，元", "expenditure of the final account in yuan"),
        col("final_basic", "其中基本支出决算，元", "of which basic expenditure"),
        col("final_project", "其中项目支出决算，元", "of which project expenditure"),
        col("is_consolidated", "是否汇总（含下属单位）", "true if the units below are in it"),
        *origin(),
    )


EVERY_BUDGET = View(
    "every_budget",
    "各单位预算和决算总数，含已并入汇总公开的下属单位，不可合计",
    "Budgets and final accounts of all, with the units that a consolidated disclosure contains: not for sums",
    (
        *_totals(),
        col("budget_is_counted", "预算是否计入合计", "true if the budget counts in the sums of this schema"),
        col("final_is_counted", "决算是否计入合计", "true if the final account counts in the sums of this schema"),
        col("covered_by", "已并入哪个部门的汇总公开", "the department whose consolidated disclosure contains it"),
    ),
    stored=True,
    summable=False,
)
BUDGET = View(
    "budget",
    "部门预算和决算总数：每个单位每年一行，所印合计数",
    "Budget and final account by organization and year, as printed totals; every organization once",
    _totals(),
)
INCOME_BY_SOURCE = View(
    "income_by_source",
    "收入按来源：互不包含的各来源，相加即为收入总计",
    "Income by source: the sources that make the total, none of them part of another",
    (
        *place(),
        year(),
        col("funding_source", "资金来源键", "funding source"),
        col("funding_source_zh", "资金来源", "Chinese name of the source"),
        col("funding_source_en", "资金来源英文名", "English name of the source"),
        col("part_of", "上级来源", "what the source is part of"),
        col("budget_amount", "预算数，元", "budget in yuan"),
        col("final_amount", "决算数，元", "final account in yuan"),
        *origin(),
    ),
)
EXPENDITURE_BY_FUNCTION = View(
    "expenditure_by_function",
    "支出按功能分类：全部资金，最细一级科目，附类、款、项名称",
    "All expenditure by function class, as fine as printed, with the names of class, division and item",
    (*place(), year(), *functions(), *by_kind(), *origin()),
)
FUND_EXPENDITURE_BY_FUNCTION = View(
    "fund_expenditure_by_function",
    "财政拨款支出按预算种类和功能分类：一般公共预算、政府性基金、国有资本经营预算",
    "Expenditure of each fund (general public budget, government funds, state capital) by function class",
    (
        *place(),
        year(),
        col("funding_source", "预算种类键", "the fund"),
        col("funding_source_zh", "预算种类", "Chinese name of the fund"),
        *functions(),
        *by_kind(),
        *origin(),
    ),
)
BASIC_BY_ECONOMIC_CLASS = View(
    "basic_by_economic_class",
    "基本支出按经济分类：财政拨款，分人员经费和公用经费",
    "Basic expenditure of fiscal money by economic class, personnel and operating",
    (
        *place(),
        year(),
        col("economic_code", "经济分类编码", "economic code"),
        col("class_code", "类级编码", "code of the class"),
        col("class_name", "类级名称", "name of the class"),
        col("item_name", "科目名称", "name of the code"),
        col("budget_amount", "预算数，元", "budget in yuan"),
        col("budget_personnel", "其中人员经费，元", "of which personnel"),
        col("budget_operating", "其中公用经费，元", "of which operating"),
        col("final_amount", "决算数，元", "final account in yuan"),
        col("final_personnel", "其中人员经费决算，元", "of which personnel"),
        col("final_operating", "其中公用经费决算，元", "of which operating"),
        *origin(),
    ),
)
_PRIOR_ZH = "上年数取自何处：statement 同表所印，narrative 说明文字，prior_disclosure 上年公开文件"
_PRIOR_EN = "where the prior figure is from: statement (beside it), narrative, prior_disclosure"
THREE_PUBLIC = View(
    "three_public",
    "“三公”经费按项目，与上年比较",
    "The three public expenses by item, with the year before and the change",
    (
        *place(),
        year(),
        col("item", "项目键", "item"),
        col("item_zh", "项目", "Chinese name of the item"),
        col("item_en", "项目英文名", "English name of the item"),
        col("budget_amount", "预算数，元", "budget in yuan"),
        col("prior_budget_amount", "上年预算数，元", "budget of the year before in yuan"),
        col("budget_change", "预算比上年增减，元", "change of the budget in yuan"),
        col("budget_change_pct", "预算比上年增减，%", "change of the budget in percent"),
        col("prior_budget_source", _PRIOR_ZH, _PRIOR_EN),
        col("final_amount", "决算数，元", "final account in yuan"),
        col("prior_final_amount", "上年决算数，元", "final account of the year before in yuan"),
        col("final_change", "决算比上年增减，元", "change of the final account in yuan"),
        col("prior_final_source", _PRIOR_ZH, _PRIOR_EN),
        col("stated_budget", "决算表所印的预算数，元", "the budget that the final account prints, in yuan"),
        *origin(),
    ),
)
COMMISSIONED_SERVICE = View(
    "commissioned_service",
    "委托业务费按项目，附用途",
    "Commissioned services by project, with their purpose",
    (
        *place(),
        year(),
        col("project_name", "项目名称", "name of the project"),
        col("purpose", "用途（情况说明）", "purpose, from the narrative"),
        col("budget_amount", "预算数，元", "budget in yuan"),
        col("final_amount", "决算数，元", "final account in yuan"),
        *origin(),
    ),
)
EXECUTION = View(
    "execution",
    "预算与决算对比：支出合计，附决算自述的预算数和原因",
    "Budget against final account, in all, with what the final account states of the budget and why they differ",
    (
        *place(),
        year(),
        col("budget_expenditure", "支出预算（预算公开），元", "expenditure of the budget disclosure in yuan"),
        col("stated_budget", "决算表所印年初预算，元", "initial budget printed in the final account, yuan"),
        col("adjusted_budget", "决算表所印全年预算，元", "adjusted budget printed in the final account, yuan"),
        col("final_expenditure", "支出决算，元", "expenditure of the final account in yuan"),
        col(
            "difference",
            "决算减预算，元；一方为汇总、一方为本级时为空",
            "final minus budget in yuan; NULL where one is of the whole department, the other of its own level alone",
        ),
        col("execution_pct", "决算为预算的%", "final in percent of the budget"),
        col(
            "fiscal_stated_budget",
            "说明所述财政拨款年初预算，元",
            "initial fiscal appropriation as stated in prose",
        ),
        col("fiscal_final", "说明所述财政拨款支出决算，元", "final fiscal appropriation as stated in prose"),
        col("fiscal_difference", "财政拨款决算减预算，元", "difference of the two in yuan"),
        col("reason", "主要原因", "the reason given"),
        *origin(),
    ),
)
EXECUTION_BY_CLASS = View(
    "execution_by_class",
    "预算与决算对比：按功能分类的类",
    "Budget against final account by function class (类)",
    (
        *place(),
        year(),
        col("class_code", "类级编码", "code of the class"),
        col("class_name", "类级名称", "name of the class"),
        col("budget_amount", "预算数，元", "budget in yuan"),
        col("final_amount", "决算数，元", "final account in yuan"),
        col(
            "difference",
            "决算减预算，元；一方为汇总、一方为本级时为空",
            "final minus budget in yuan; NULL where one is of the whole department, the other of its own level alone",
        ),
        col("execution_pct", "决算为预算的%", "final in percent of the budget"),
        *origin(),
    ),
)
PEER = View(
    "peer",
    "同类单位比较：同类单位的预算、人员、人均支出和排位",
    "The same kind of bureau in other places: budget, staff, expenditure per head, rank",
    (
        col("kind", "单位类别：去掉地名的名称", "kind of bureau: the name without its places"),
        *place(),
        year(),
        col("is_consolidated", "是否汇总（含下属单位）", "true if the units below are in it: compare like with like"),
        col("budget_expenditure", "支出预算，元", "expenditure budgeted in yuan"),
        col("budget_basic", "其中基本支出，元", "of which basic expenditure"),
        col("budget_project", "其中项目支出，元", "of which project expenditure"),
        col("staff", "在职人数（无则实有人数），未知为空", "staff in service (else actual); NULL if unknown"),
        col("expenditure_per_head", "人均支出，元", "expenditure per head in yuan"),
        col("basic_per_head", "人均基本支出，元", "basic expenditure per head in yuan"),
        col("peers", "同年同类单位数，含本单位", "bureaus of the kind in the year, itself included"),
        col("rank", "支出预算在同类中的位次", "rank by expenditure among them"),
        col("median_expenditure", "同类支出预算中位数，元", "median expenditure among them in yuan"),
        col("budget_disclosure_id", "预算数所在文件", "the file that prints the budget"),
        col("budget_page", "预算数所在页", "the page of the budget"),
    ),
)

VIEWS = (
    EVERY_BUDGET,
    BUDGET,
    INCOME_BY_SOURCE,
    EXPENDITURE_BY_FUNCTION,
    FUND_EXPENDITURE_BY_FUNCTION,
    BASIC_BY_ECONOMIC_CLASS,
    THREE_PUBLIC,
    COMMISSIONED_SERVICE,
)
COMPARISONS = (EXECUTION, EXECUTION_BY_CLASS, PEER)
