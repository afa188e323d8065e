"""What performance tables are told by."""

from __future__ import annotations

from itertools import combinations

from pipeline.performance.table import RECORD_ROLES, _is_header
from pipeline.performance.vocabulary import vocabulary


def test_every_header_of_records_has_one_of_the_roles_that_tables_are_told_by() -> None:
    """A grid without any of these and without a title is passed over before anybody looks for a header in it."""
    roles = sorted(set(vocabulary().columns.values()))
    headers = [
        set(some) for count in (1, 2, 3) for some in combinations(roles, count) if _is_header(set(some), n_cells=3)
    ]
    assert headers
    assert all(some & RECORD_ROLES for some in headers)
