"""Things of a page by bands of its height, so that a word meets only those beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from pipeline.reading.model import Box

T = TypeVar("T")
Bands = dict[int, list[T]]

_HEIGHT = 20.0
"""Points from one band to the next."""


def by_band(things: Iterable[T], box_of: Callable[[T], Box]) -> Bands[T]:
    """Each thing in every band that its box touches, in the order given."""
    bands: Bands[T] = {}
    for thing in things:
        box = box_of(thing)
        for band in range(int(box.top // _HEIGHT), int(box.bottom // _HEIGHT) + 1):
            bands.setdefault(band, []).append(thing)
    return bands


def at_height(bands: Bands[T], y: float) -> Sequence[T]:
    """The things that may stand at this height, in the order given."""
    return bands.get(int(y // _HEIGHT), ())
