"""The audit of one document: `check` runs every rule, `audit` gives findings with their origin too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.audit.findings import gather
from pipeline.audit.model import AuditInput, Check, Finding
from pipeline.audit.money import check_money
from pipeline.audit.narrative import check_narrative
from pipeline.audit.numbers import NumberAccounting
from pipeline.audit.origin import judge
from pipeline.audit.performance import check_performance
from pipeline.audit.second_look import SecondLook
from pipeline.audit.statements import check_statements
from pipeline.audit.tables import tables_of
from pipeline.audit.text_sums import check_text
from pipeline.audit.witness import Hearing, WitnessReport, nobody


@dataclass(frozen=True, slots=True)
class Audit:
    """Every check that was run on one document, what deserves a person's eye, and what the second reader said."""

    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]
    testimony: WitnessReport = field(default_factory=WitnessReport)


def check(given: AuditInput) -> list[Check]:
    """Every rule on every figure of one document, in the order of families and of printing."""
    tables = tables_of(given.cells)
    stage = given.facts.stage or "budget"
    basis = "final" if stage == "final_account" else "budget"
    return [
        *check_statements(tables, stage),
        *check_money(given, tables, basis),
        *check_performance(given.performance),
        *check_narrative(given.narrative, tables, basis),
        *check_text(given.narrative),
    ]


def audit(given: AuditInput, numbers: NumberAccounting, look: SecondLook, hear: Hearing = nobody) -> Audit:
    """Checks and findings; `look` looks at a figure's place again, `hear` asks the second reader about whole pages."""
    checks = check(given)
    testimony = hear(checks)
    findings = judge(gather(checks), checks, given.cells, numbers, look, testimony)
    return Audit(tuple(checks), tuple(findings), testimony)


def finding_rows(findings: Sequence[Finding]) -> list[dict[str, object]]:
    """Rows of `audit.finding`, without disclosure_id; `finding_no` counts from 1."""
    rows = []
    for number, finding in enumerate(findings, start=1):
        row = _common(finding.check)
        box = finding.check.box
        places = dict(zip(("x0", "top", "x1", "bottom"), box or (None,) * 4, strict=True))
        told = {"severity": finding.severity, "message": finding.message, "origin": finding.origin}
        rows.append(
            {"finding_no": number, **row, **told, "checks": len(finding.checks), "page": finding.check.page, **places}
        )
    return rows


def figure_rows(findings: Sequence[Finding]) -> list[dict[str, object]]:
    """Rows of `audit.finding_figure`, without disclosure_id: the figures of a finding, each once."""
    rows: list[dict[str, object]] = []
    for number, finding in enumerate(findings, start=1):
        spots = dict.fromkeys(spot for each in finding.checks for spot in each.spots if spot.page is not None)
        for order, spot in enumerate(spots, start=1):
            places = dict(zip(("x0", "top", "x1", "bottom"), spot.box or (None,) * 4, strict=True))
            told = {"label": spot.label, "printed": spot.printed, "page": spot.page}
            rows.append({"finding_no": number, "figure_no": order, **told, **places})
    return rows


def check_rows(checks: Sequence[Check]) -> list[dict[str, object]]:
    """Rows of `audit.check`, without disclosure_id."""
    return [{**_common(each), "verdict": each.verdict, "page": each.page} for each in checks]


def _common(each: Check) -> dict[str, object]:
    return {
        "rule": each.rule,
        "statement": each.statement,
        "row_no": each.row_no,
        "code": each.code,
        "label": each.label,
        "measure": each.measure,
        "basis": each.basis,
        "expected": each.expected,
        "actual": each.actual,
        "difference": each.difference,
        "tolerance": each.tolerance,
        "quantity_unit": each.quantity_unit,
    }
