"""Whether a version of the warehouse is fit to be published: number accounting and coverage against their floors.

Findings about sources never stop anything: an agency's error is what the warehouse is for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.warehouse.reading import connect
from pipeline.words import load_words

_QUERY = """
    SELECT
        (SELECT coalesce(sum(numbers), 0) FROM audit.number_account),
        (SELECT coalesce(sum(unread), 0) FROM audit.number_account),
        (SELECT count(*) FROM audit.coverage
            WHERE table_no > 0 AND status IN ('loaded', 'continuation', 'empty', 'unrecognised')),
        (SELECT count(*) FROM audit.coverage WHERE table_no > 0 AND status = 'unrecognised'),
        (SELECT count(*) FROM dim_disclosure),
        (SELECT count(DISTINCT disclosure_id) FROM audit.unread_number),
        (SELECT count(*) FROM audit.finding),
        (SELECT count(*) FROM audit.finding WHERE origin = 'misreading'),
        (SELECT count(*) FROM audit.check WHERE verdict <> 'nothing_to_check'),
        (SELECT count(*) FROM audit.check WHERE verdict = 'fails')
"""


@dataclass(frozen=True, slots=True)
class Measure:
    """One share with its bound. `floor`: the share must reach the bound; else it should not pass it."""

    name: str
    part: int
    whole: int
    bound: Decimal
    floor: bool

    @property
    def share(self) -> Decimal | None:
        """None of nothing, which keeps every bound."""
        return (Decimal(self.part) / Decimal(self.whole)).quantize(Decimal("0.0001")) if self.whole else None

    @property
    def kept(self) -> bool:
        if self.share is None:
            return True
        return self.share >= self.bound if self.floor else self.share <= self.bound


@cache
def bounds() -> Mapping[str, Mapping[str, Decimal]]:
    """`floors` and `ceilings` by name, from `pipeline/vocabulary/floors.yaml`."""
    loaded: Any = load_words("floors.yaml")
    return {kind: {name: Decimal(value) for name, value in held.items()} for kind, held in loaded.items()}


def reconcile(path: Path) -> list[Measure]:
    """The measures of a warehouse file, floors first."""
    with connect(path) as connection:
        row = connection.execute(_QUERY).fetchone()
    assert row is not None
    numbers, unread, tables, unrecognised, documents, incomplete, findings, misread, checks, failed = map(int, row)
    counted = {
        "numbers_accounted": (numbers - unread, numbers),
        "tables_recognised": (tables - unrecognised, tables),
        "documents_with_unread": (incomplete, documents),
        "misreadings": (misread, findings),
        "checks_failed": (failed, checks),
    }
    return [
        Measure(name, *counted[name], bound, floor=kind == "floors")
        for kind in ("floors", "ceilings")
        for name, bound in bounds()[kind].items()
    ]
