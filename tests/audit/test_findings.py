"""One finding for one cause, in words that say what, where and by how much; rules and their document."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.audit.audit import check
from pipeline.audit.findings import amount, gather
from pipeline.audit.model import FAILS
from pipeline.audit.rules import families, markdown, rules
from tests.audit.seed_figures import disclosure


def test_a_figure_in_the_wrong_row_is_one_finding() -> None:
    """乌鲁木齐市医疗保障局 2022, page 8: 254.10 printed in the row of 208 breaks three sums."""
    findings = gather(check(disclosure("002")))
    (finding,) = findings
    assert len(finding.checks) == 3
    assert finding.severity == "error"
    assert (finding.check.code, finding.check.measure) == ("208", "project")
    assert "2,541,000.00元" in finding.message
    assert "社会保障和就业支出" in finding.message


def test_two_errors_are_two_findings() -> None:
    given = disclosure("000")
    assert [finding.severity for finding in gather(check(given))] == ["warning"]


@pytest.mark.parametrize(("seed", "count"), [("000", 1), ("001", 0), ("002", 1), ("003", 0), ("004", 1)])
def test_rounding_is_no_finding(seed: str, count: int) -> None:
    checks = check(disclosure(seed))
    assert len(gather(checks)) == count
    assert all(each.verdict == FAILS for finding in gather(checks) for each in finding.checks)


def test_amounts_in_words_of_the_report() -> None:
    assert amount(Decimal("-2541000"), "元") == "-2,541,000.00元"
    assert amount(Decimal("99.990"), "%") == "99.99%"
    assert amount(Decimal(0), "分") == "0分"


def test_every_check_has_a_declared_rule() -> None:
    used = {each.rule for seed in ("000", "001", "002", "003", "004") for each in check(disclosure(seed))}
    assert used <= set(rules())
    assert len(used) > 20
    assert {rule.family for rule in rules().values()} == set(families())


def test_the_document_of_rules_is_up_to_date(root: Path) -> None:
    assert (root / "docs" / "rules.md").read_text(encoding="utf-8") == markdown()
