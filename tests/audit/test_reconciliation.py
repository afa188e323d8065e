"""Floors and ceilings of a version: what keeps it from being published, and what only warns."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.audit.reconciliation import Measure, bounds, reconcile
from pipeline.extract import extract
from pipeline.warehouse import build
from tests.audit.number_documents import BUNDLED


def test_a_bundled_disclosure_keeps_every_floor(inbox_dir: Path, tmp_path: Path) -> None:
    measures = reconcile(build([extract(inbox_dir / BUNDLED[3])], None, tmp_path))
    assert [m.name for m in measures] == [*bounds()["floors"], *bounds()["ceilings"]]
    assert all(measure.kept for measure in measures)
    assert {m.name: m.share for m in measures}["numbers_accounted"] == 1


@pytest.mark.parametrize(
    ("part", "whole", "floor", "kept"),
    [
        (95, 100, True, True),
        (94, 100, True, False),
        (95, 100, False, True),
        (96, 100, False, False),
        (0, 0, True, True),
    ],
)
def test_a_floor_is_reached_and_a_ceiling_not_passed(part: int, whole: int, floor: bool, kept: bool) -> None:
    assert Measure("any", part, whole, Decimal("0.95"), floor).kept is kept
