"""The performance tables of the five bundled disclosures against what a person read in them."""

from __future__ import annotations

import pytest
from seed_compare import DOCUMENTS, compare, expected

INDICATOR = (
    "scope",
    "project_name",
    "level1_name",
    "level2_name",
    "level3_name",
    "operator",
    "target_value",
    "target_unit",
    "target_printed",
    "basis",
    "prior_printed",
    "weight",
    "scoring_rule",
    "evidence",
    "actual_printed",
    "actual_value",
    "score",
    "deviation_reason",
)
GOAL = (
    "scope",
    "project_name",
    "goal",
    "goal_actual",
    "budget_amount",
    "fiscal_amount",
    "other_amount",
    "initial_budget_amount",
    "executed_amount",
    "execution_rate",
    "execution_weight",
    "execution_score",
    "score",
)


@pytest.mark.parametrize("seed", sorted(DOCUMENTS))
def test_every_indicator_and_no_other(seed: str) -> None:
    wrong = compare("indicators", seed, "fact_performance_indicator", INDICATOR)
    assert not wrong, wrong


@pytest.mark.parametrize("seed", sorted(DOCUMENTS))
def test_every_goal_and_its_money(seed: str) -> None:
    wrong = compare("goals", seed, "fact_performance_goal", GOAL)
    assert not wrong, wrong


def test_the_five_disclosures_print_111_indicators() -> None:
    assert sum(len(expected("indicators", seed)) for seed in DOCUMENTS) == 111
