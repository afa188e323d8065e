"""Things of a page by bands of its height."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.number_bands import at_height, by_band
from pipeline.reading.model import Box

EDGES = st.floats(0, 900, allow_nan=False)
BOXES = st.lists(st.tuples(EDGES, EDGES).map(lambda e: Box(0.0, min(e), 10.0, max(e))), max_size=20)


@given(BOXES, EDGES)
def test_nothing_that_stands_at_a_height_is_missed(boxes: list[Box], y: float) -> None:
    bands = by_band(boxes, lambda box: box)
    assert [box for box in at_height(bands, y) if box.holds(5.0, y)] == [box for box in boxes if box.holds(5.0, y)]
