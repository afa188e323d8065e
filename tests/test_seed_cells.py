"""The statements of seeds 000-003, cell by cell, against figures that the tests' own reader takes from their text."""

from __future__ import annotations

import importlib
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
import seed_reader
from seed_reader import EXPECTED, FIELDS, read_csv

DOCUMENTS = {row["seed"]: row for row in read_csv(EXPECTED / "documents.csv")}
Key = tuple[str, ...]


def as_key(row: dict[str, object]) -> Key:
    """A row's fields as text, amounts with two decimals."""
    return tuple(
        f"{Decimal(str(row[name])):.2f}" if name == "amount" else str(row[name] if row[name] is not None else "")
        for name in FIELDS
    )


def difference(expected: Counter[Key], got: Counter[Key]) -> str:
    """What is missing and what is extra, a row a line, in a stable order."""
    missing, extra = expected - got, got - expected
    lines = [f"missing  {' | '.join(key)}" for key in sorted(missing.elements())]
    lines += [f"extra    {' | '.join(key)}" for key in sorted(extra.elements())]
    return "\n".join([f"{missing.total()} missing, {extra.total()} extra", " | ".join(FIELDS), *lines])


def extracted(seed: str, inbox_dir: Path, table: str) -> list[dict[str, object]]:
    """The rows that the real pipeline gives for one table of a seed's PDF."""
    extract = importlib.import_module("pipeline.extract").extract
    extraction = extract(inbox_dir / DOCUMENTS[seed]["file_name"])
    assert extraction.quarantine is None, extraction.quarantine
    rows: list[dict[str, object]] = extraction.rows.get(table, [])
    return rows


@pytest.mark.parametrize("seed", ["000", "001", "002", "003"])
def test_every_printed_cell_and_no_other(seed: str, inbox_dir: Path) -> None:
    expected = Counter(as_key(dict(row)) for row in read_csv(EXPECTED / f"statement_cells_{seed}.csv"))
    rows = extracted(seed, inbox_dir, "staging.statement_cell")
    got = Counter(as_key(row) for row in rows if row["amount"] is not None)
    assert got == expected, difference(expected, got)


def test_a_disclosure_without_statements_gives_no_cell(inbox_dir: Path) -> None:
    """Seed 004 only names its statements: they are in another file."""
    assert extracted("004", inbox_dir, "staging.statement_cell") == []


@pytest.mark.parametrize("seed", sorted(seed_reader.STATEMENTS))
def test_expected_cells_are_what_the_seed_text_prints(seed: str, seeds_dir: Path) -> None:
    text = next(seeds_dir.glob(f"{seed}_*.txt")).read_text(encoding="utf-8")
    assert seed_reader.statement_cells(seed, text) == read_csv(EXPECTED / f"statement_cells_{seed}.csv")


@pytest.mark.parametrize("seed", sorted(seed_reader.STATEMENTS))
def test_expected_statements_are_those_with_a_figure(seed: str) -> None:
    printed = {row["statement"] for row in read_csv(EXPECTED / f"statement_cells_{seed}.csv")}
    declared = {table.statement for table in seed_reader.STATEMENTS[seed]}
    assert printed == set(DOCUMENTS[seed]["statements"].split(";"))
    assert declared - printed == set(DOCUMENTS[seed]["statements_empty"].split(";"))
