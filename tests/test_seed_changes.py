"""The comparisons in the sentences of the five bundled disclosures against what a person read in them."""

from __future__ import annotations

import pytest
from seed_compare import DOCUMENTS, compare, expected

CHANGE = (
    "subject",
    "function_code",
    "compared_with",
    "amount",
    "base_amount",
    "change_amount",
    "change_pct",
    "reason",
)


@pytest.mark.parametrize("seed", sorted(DOCUMENTS))
def test_every_comparison_and_no_other(seed: str) -> None:
    wrong = compare("changes", seed, "fact_budget_change", CHANGE)
    assert not wrong, wrong


def test_the_five_disclosures_print_98_comparisons() -> None:
    assert sum(len(expected("changes", seed)) for seed in DOCUMENTS) == 98
