"""Records of the narrative; field names are those of the warehouse contract, each with its provenance.

Money is in yuan (Decimal), percentages in percent (Decimal, signed as the text says), None where the text does not
state it. Boxes are PDF points, origin top left, of the part of the sentence that stands on its first line; `page` and
the box are None for sheets and web pages. `sentence` is the statement as printed, joined over lines.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.reading.model import Box


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record is printed."""

    page: int | None
    x0: float | None
    top: float | None
    x1: float | None
    bottom: float | None
    source_ref: str
    sentence: str


@dataclass(frozen=True, slots=True)
class BudgetChange:
    """One comparison of the narrative: a row of `fact_budget_change`.

    `subject` is a key of vocabulary/narrative.yaml (`function_class` with its `function_code`), `section` says income,
    expenditure, carryover or ''. `compared_with`: prior_budget, prior_final, prior (last year, not said which figure),
    budget (the own year's 年初预算), adjusted_budget (全年预算).
    `amount` is this year's figure as the same section states it, `base_amount` the other side where it is printed.
    `direction`: increase, decrease, unchanged, or '' where only two figures and a rate are printed; `change_pct` is
    the printed rate (for execution the 预决算差异率), `completion_pct` 完成预算的 …%. `condition` is what the text
    takes out of a comparison (`扣除中央基建后`).
    """

    subject: str
    section: str
    funding_source: str
    function_code: str
    economic_code: str
    subject_printed: str
    compared_with: str
    amount: Decimal | None
    base_amount: Decimal | None
    direction: str
    change_amount: Decimal | None
    change_pct: Decimal | None
    completion_pct: Decimal | None
    condition: str
    reason: str
    source: Source


@dataclass(frozen=True, slots=True)
class Project:
    """A project as the narrative presents it: a row of `fact_project`."""

    project_name: str
    policy_basis: str
    amount: Decimal | None
    undertaking_unit: str
    allocation: str
    period: str
    overview: str
    source: Source


@dataclass(frozen=True, slots=True)
class Procurement:
    """An amount of government procurement: a row of `fact_procurement`."""

    category: str
    basis: str
    funding_source: str
    amount: Decimal | None
    share_pct: Decimal | None
    printed: str
    source: Source


@dataclass(frozen=True, slots=True)
class StateAsset:
    """Buildings, vehicles, furniture, equipment: a row of `fact_state_asset`. `basis`: held | planned."""

    item: str
    basis: str
    quantity: Decimal | None
    quantity_unit: str
    amount: Decimal | None
    item_printed: str
    as_of: str
    source: Source


@dataclass(frozen=True, slots=True)
class Staffing:
    """A number of posts or persons: a row of `fact_staffing`."""

    item: str
    headcount: int | None
    change: int | None
    item_printed: str
    as_of: str
    source: Source


@dataclass(frozen=True, slots=True)
class ServicePurpose:
    """What a commissioned service is for: `purpose` of `fact_commissioned_service`."""

    project_name: str
    amount: Decimal | None
    purpose: str
    source: Source


@dataclass(frozen=True, slots=True)
class TextFact:
    """A figure of the narrative with its subject. `basis`: budget, final, adjusted_budget (全年预算数)."""

    subject: str
    section: str
    funding_source: str
    function_code: str
    economic_code: str
    subject_printed: str
    basis: str
    amount: Decimal
    share_pct: Decimal | None
    printed: str
    heading: str
    source: Source


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A term of 名词解释 with its explanation."""

    term: str
    explanation: str
    source: Source


@dataclass(frozen=True, slots=True)
class TextCoverage:
    """What became of a sentence that looks like a comparison; `status`: loaded, unrecognised."""

    page: int | None
    title: str
    status: str
    detail: str


@dataclass(frozen=True, slots=True)
class ClaimedNumber:
    """A number of the prose that a record uses; `page` is the page's number, also where the document has no pages."""

    page: int
    box: Box
    printed: str


@dataclass(slots=True)
class NarrativeReading:
    """Everything the narrative of one document gives."""

    budget_changes: list[BudgetChange] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    procurement: list[Procurement] = field(default_factory=list)
    state_assets: list[StateAsset] = field(default_factory=list)
    staffing: list[Staffing] = field(default_factory=list)
    purposes: list[ServicePurpose] = field(default_factory=list)
    text_facts: list[TextFact] = field(default_factory=list)
    glossary: list[GlossaryTerm] = field(default_factory=list)
    coverage: list[TextCoverage] = field(default_factory=list)
    claimed_numbers: list[ClaimedNumber] = field(default_factory=list)
