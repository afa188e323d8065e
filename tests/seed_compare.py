"""Compare what the pipeline makes of a bundled disclosure with what a person read in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

from seed_reader import EXPECTED, read_csv

from pipeline.extract import extract
from pipeline.extraction import Extraction

DOCUMENTS = {row["seed"]: row for row in read_csv(EXPECTED / "documents.csv")}
INBOX = Path(__file__).parents[1] / "data" / "raw" / "inbox"
Key = tuple[str, ...]
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@cache
def extraction(seed: str) -> Extraction:
    """What the pipeline makes of one bundled disclosure; read once a test run."""
    found = extract(INBOX / DOCUMENTS[seed]["file_name"])
    assert found.quarantine is None, found.quarantine
    return found


def extracted(seed: str, table: str) -> list[dict[str, object]]:
    """The rows of one table that the pipeline makes of one bundled disclosure."""
    return extraction(seed).rows.get(table, [])


def expected(kind: str, seed: str) -> list[dict[str, str]]:
    """The rows that a person read; none where the disclosure prints nothing of that kind."""
    path = EXPECTED / f"{kind}_{seed}.csv"
    return read_csv(path) if path.exists() else []


def value(given: object, name: str) -> str:
    """A value as text: amounts with two decimals, numbers without trailing zeros, text without white space."""
    if given is None or given == "":
        return ""
    if name.endswith("amount"):
        return f"{Decimal(str(given)):.2f}"
    if isinstance(given, str) and not _NUMBER.fullmatch(given):
        return re.sub(r"\s", "", given)
    if name in {"code", "function_code", "economic_code", "printed"}:
        return str(given)
    return f"{Decimal(str(given)).normalize():f}"


def keys(rows: Iterable[Mapping[str, object]], names: Sequence[str]) -> Counter[Key]:
    """The rows as a multiset of the named values."""
    return Counter(tuple(value(row[name], name) for name in names) for row in rows)


def difference(want: Counter[Key], got: Counter[Key], names: Sequence[str]) -> str:
    """What is missing and what is extra, a row a line, in a stable order; empty where nothing is."""
    missing, extra = want - got, got - want
    if not missing and not extra:
        return ""
    lines = [f"missing  {' | '.join(key)}" for key in sorted(missing.elements())]
    lines += [f"extra    {' | '.join(key)}" for key in sorted(extra.elements())]
    return "\n".join([f"{missing.total()} missing, {extra.total()} extra", " | ".join(names), *lines])


def compare(kind: str, seed: str, table: str, names: Sequence[str]) -> str:
    """How the pipeline's rows of one table differ from the rows that a person read; '' where they do not."""
    return difference(keys(expected(kind, seed), names), keys(extracted(seed, table), names), names)
