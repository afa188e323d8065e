"""A grid that is read wrong must leave numbers over: each way of breaking one turns the account red.

The page is 部门收入总体情况表 of a bundled budget (page 7), its figures read from the page by eye: 17 rows print three
amounts each and four rows a fourth one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.audit.number_inspection import Inspection
from pipeline.reading.model import Grid
from tests.audit.number_documents import (
    BUNDLED,
    broken,
    cut_after,
    inspection,
    joined,
    joined_rows,
    row_of,
    shifted,
    without_row,
)

PAGE = 7
PRINTED = 17 * 3 + 4
ROW = ("169.12", "164.11", "164.11", "5.01")
LAST = ("32.59", "32.59", "32.59")


@pytest.fixture
def whole(inbox_dir: Path) -> Inspection:
    return inspection(inbox_dir / BUNDLED[4])


def unread(seen: Inspection) -> list[tuple[str, str]]:
    """What is unread on the page, with its reasons; every number is accounted for however the grid is broken."""
    (page,) = [p for p in seen.numbers.pages if p.page == PAGE]
    assert page.numbers == page.in_cells + page.in_records + page.in_prose + page.unread >= PRINTED
    return [(n.printed, n.reason) for n in seen.numbers.unread if n.page == PAGE]


def test_the_whole_grid_leaves_nothing_over(whole: Inspection) -> None:
    assert unread(whole) == []
    assert next(p for p in whole.numbers.pages if p.page == PAGE).in_cells == PRINTED


def test_a_dropped_row(whole: Inspection) -> None:
    seen = broken(whole.document, PAGE, lambda g: without_row(g, row_of(g, *ROW)))
    assert unread(seen) == [(printed, "no cell at this place") for printed in ("210", "15", "01", *ROW)]


def test_a_grid_that_ends_a_row_too_early(whole: Inspection) -> None:
    seen = broken(whole.document, PAGE, lambda g: cut_after(g, g.n_rows - 2))
    assert unread(seen) == [(printed, "figures outside any table") for printed in LAST]


def test_a_grid_that_is_not_found(whole: Inspection) -> None:
    seen = broken(whole.document, PAGE, lambda g: None)
    assert Counter(reason for _, reason in unread(seen)) == {"figures outside any table": PRINTED}


def test_a_column_shifted_by_one(whole: Inspection) -> None:
    """Texts one column to the right of their words: what is loaded is not what stands there."""
    seen = broken(whole.document, PAGE, lambda g: shifted(g, row_of(g, *ROW), 4))
    assert {printed for printed, _ in unread(seen)} >= {"169.12", "5.01"}
    assert {cell.printed for cell in seen.numbers.unfounded} >= {"169.12", "5.01"}


def test_a_column_shifted_by_one_between_equal_figures(whole: Inspection) -> None:
    """财政拨款小计 and 一般公共预算 print the same figure: moved by one column, the last one has no word below it."""
    seen = broken(whole.document, PAGE, lambda g: shifted(g, row_of(g, *LAST), 5))
    assert unread(seen) == [("32.59", "cell not loaded")] * 3
    assert [cell.measure for cell in seen.numbers.unfounded] == ["general_budget_transfer"] * 3


@pytest.mark.parametrize(
    ("join", "lost"),
    [(joined, ["164.11", "164.11"]), (joined_rows, ["164.11", "134.37"])],
)
def test_two_cells_read_as_one(whole: Inspection, join: Callable[[Grid, int, int], Grid], lost: list[str]) -> None:
    seen = broken(whole.document, PAGE, lambda g: join(g, row_of(g, *ROW), 5))
    assert unread(seen) == [(printed, "text in an amount column") for printed in lost]
