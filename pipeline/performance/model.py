"""Records of performance tables; field names are those of the warehouse contract (disclosure_id is added later).

Money is yuan. Every record carries the box of the cell it stands on: an indicator the box of its target, a goal the
box of its text, a funding figure its own cell. Boxes are None in sheets and web pages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.reading.model import Box
from pipeline.statements.model import TableCoverage

GridKey = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a record is printed. `page` is None in sheets and web pages."""

    page: int | None
    x0: float | None
    top: float | None
    x1: float | None
    bottom: float | None
    source_ref: str


@dataclass(frozen=True, slots=True)
class PerformanceGoal:
    """One goal: of a department or a project, with the money behind it and, in a self-evaluation, the outcome.

    Amounts in yuan; rates in percent; `score` is the total score of the form, `execution_score` that of the money.
    `budget_amount` is the budget that execution is measured against (全年预算数 where a form also has 年初预算数).
    """

    row_no: int
    scope: str
    project_name: str
    title: str
    unit_name: str
    department_name: str
    goal: str
    goal_actual: str
    overview: str
    initial_budget_amount: Decimal | None
    budget_amount: Decimal | None
    fiscal_amount: Decimal | None
    other_amount: Decimal | None
    executed_amount: Decimal | None
    execution_rate: Decimal | None
    execution_weight: Decimal | None
    execution_score: Decimal | None
    total_weight: Decimal | None
    score: Decimal | None
    grade: str
    table_no: int
    page: int | None
    x0: float | None
    top: float | None
    x1: float | None
    bottom: float | None
    source_ref: str


@dataclass(frozen=True, slots=True)
class PerformanceIndicator:
    """One indicator with its target. `target_printed` is whole; operator, value and unit only where they are certain.

    `basis` is the printed ground of the target (计划标准, a document number); `row_no` counts within the document.
    """

    row_no: int
    scope: str
    project_name: str
    title: str
    activity: str
    level1_name: str
    level2_name: str
    level3_name: str
    operator: str
    target_value: Decimal | None
    target_unit: str
    target_printed: str
    period_target_printed: str
    basis: str
    prior_printed: str
    weight: Decimal | None
    scoring_rule: str
    evidence: str
    explanation: str
    is_core: str
    actual_printed: str
    actual_value: Decimal | None
    score: Decimal | None
    score_rate: Decimal | None
    deviation_reason: str
    remark: str
    table_no: int
    page: int | None
    x0: float | None
    top: float | None
    x1: float | None
    bottom: float | None
    source_ref: str


@dataclass(frozen=True, slots=True)
class PerformanceFunding:
    """One figure of the money part of a form: `source` (total, fiscal, ...) by `measure` (budget, executed, ...).

    `amount` in yuan for money, `value` for rates (percent), weights and scores; neither for money without a unit.
    """

    row_no: int
    scope: str
    project_name: str
    source: str
    source_printed: str
    measure: str
    measure_printed: str
    amount: Decimal | None
    value: Decimal | None
    printed: str
    page: int | None
    x0: float | None
    top: float | None
    x1: float | None
    bottom: float | None
    source_ref: str


@dataclass(frozen=True, slots=True)
class PerformanceReading:
    """All that the performance tables of one document say, and which grids and cells were read for it.

    `claimed`: (page number, index in page.grids) of each grid that belongs to a performance table -> the boxes of its
    cells whose text became part of a record.
    """

    goals: tuple[PerformanceGoal, ...] = ()
    indicators: tuple[PerformanceIndicator, ...] = ()
    fundings: tuple[PerformanceFunding, ...] = ()
    coverage: tuple[TableCoverage, ...] = ()
    claimed: dict[GridKey, frozenset[Box]] = field(default_factory=dict)
