"""Projects, procurement, assets, staff and final-account figures of the bundled disclosures, as a person read them."""

from __future__ import annotations

import pytest
from seed_compare import DOCUMENTS, compare, expected, extracted, keys

SEEDS = sorted(DOCUMENTS)
PROJECT = ("project_name", "policy_basis", "amount", "undertaking_unit", "allocation", "period")
PROCUREMENT = ("category", "basis", "amount", "share_pct")
STATE_ASSET = ("item", "basis", "quantity", "quantity_unit", "amount", "as_of")
STAFFING = ("item", "headcount", "change")
FIGURE = ("subject", "function_code", "basis", "amount", "share_pct")


@pytest.mark.parametrize("seed", SEEDS)
def test_every_project_of_the_narrative(seed: str) -> None:
    wrong = compare("projects", seed, "fact_project", PROJECT)
    assert not wrong, wrong


@pytest.mark.parametrize("seed", SEEDS)
def test_every_procurement_figure(seed: str) -> None:
    wrong = compare("procurement", seed, "fact_procurement", PROCUREMENT)
    assert not wrong, wrong


@pytest.mark.parametrize("seed", SEEDS)
def test_every_asset(seed: str) -> None:
    wrong = compare("state_assets", seed, "fact_state_asset", STATE_ASSET)
    assert not wrong, wrong


@pytest.mark.parametrize("seed", SEEDS)
def test_every_headcount(seed: str) -> None:
    wrong = compare("staffing", seed, "fact_staffing", STAFFING)
    assert not wrong, wrong


@pytest.mark.parametrize("seed", ["000", "001"])
def test_the_purpose_of_every_commissioned_service(seed: str) -> None:
    want = {row["project_name"]: row["purpose"] for row in expected("commissioned", seed)}
    got = {
        str(row["project_name"]): str(row["purpose"] or "").rstrip("。")
        for row in extracted(seed, "fact_commissioned_service")
        if row["project_name"] in want
    }
    assert got == want


def test_final_account_figures_of_the_prose_are_facts() -> None:
    """Seed 004's statements are in another file: its figures come from the sentences."""
    missing = (
        keys(expected("final_facts", "004"), FIGURE).keys() - keys(extracted("004", "fact_text_figure"), FIGURE).keys()
    )
    assert not missing, "\n".join(" | ".join(key) for key in sorted(missing))
