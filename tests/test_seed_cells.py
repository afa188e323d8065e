"""The statements of seeds 000-003, cell by cell, against figures that the tests' own reader takes from their text."""

from __future__ import annotations

from pathlib import Path

import pytest
import seed_reader
from seed_compare import DOCUMENTS, difference, expected, extracted, keys
from seed_reader import FIELDS


@pytest.mark.parametrize("seed", sorted(seed_reader.STATEMENTS))
def test_every_printed_cell_and_no_other(seed: str) -> None:
    got = [row for row in extracted(seed, "staging.statement_cell") if row["amount"] is not None]
    wrong = difference(keys(expected("statement_cells", seed), FIELDS), keys(got, FIELDS), FIELDS)
    assert not wrong, wrong


def test_a_disclosure_without_statements_gives_no_cell() -> None:
    """Seed 004 only names its statements: they are in another file."""
    assert extracted("004", "staging.statement_cell") == []


@pytest.mark.parametrize("seed", sorted(DOCUMENTS))
def test_the_document_says_who_when_and_what(seed: str) -> None:
    (row,) = extracted(seed, "dim_disclosure")
    want = DOCUMENTS[seed]
    for name in ("file_name", "org_name", "fiscal_year", "stage", "printed_unit"):
        assert str(row[name]) == want[name], name
    assert str(row["is_consolidated"]).lower() == want["is_consolidated"]
    assert str(row["published_on"] or "") == want["published_on"]


@pytest.mark.parametrize("seed", sorted(seed_reader.STATEMENTS))
def test_expected_cells_are_what_the_seed_text_prints(seed: str, seeds_dir: Path) -> None:
    text = next(seeds_dir.glob(f"{seed}_*.txt")).read_text(encoding="utf-8")
    assert seed_reader.statement_cells(seed, text) == expected("statement_cells", seed)


@pytest.mark.parametrize("seed", sorted(seed_reader.STATEMENTS))
def test_expected_statements_are_those_with_a_figure(seed: str) -> None:
    printed = {row["statement"] for row in expected("statement_cells", seed)}
    declared = {table.statement for table in seed_reader.STATEMENTS[seed]}
    assert printed == set(DOCUMENTS[seed]["statements"].split(";"))
    assert declared - printed == set(DOCUMENTS[seed]["statements_empty"].split(";"))
