"""`purpose` of fact_commissioned_service, which the narrative gives beside the statement."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from pipeline.warehouse.facts.common import FactRow


class Purpose(Protocol):
    """What the narrative says of one commissioned service; amount in yuan, None where it gives none."""

    @property
    def project_name(self) -> str: ...
    @property
    def amount(self) -> Decimal | None: ...
    @property
    def purpose(self) -> str: ...


def with_purposes(rows: Sequence[FactRow], purposes: Sequence[Purpose]) -> list[FactRow]:
    """The fact rows with the purposes of their projects; of two projects of one name the amount decides.

    A purpose whose project the statement does not print adds nothing: no row without a printed figure.
    """
    return [{**row, "purpose": _purpose(row, purposes)} for row in rows]


def _purpose(row: FactRow, purposes: Sequence[Purpose]) -> str:
    name = _comparable(str(row["project_name"]))
    named = [each for each in purposes if name and _comparable(each.project_name) == name]
    exact = [each for each in named if each.amount == row["amount"]]
    chosen = exact or named
    return chosen[0].purpose if len(chosen) == 1 else ""


def _comparable(name: str) -> str:
    """A name without white space and punctuation, in one width of characters."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", name))
