"""Work that goes on in a thread beside the one that hands it over: one call after the other, no error forgotten."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from types import TracebackType
from typing import Final, ParamSpec, Self

P = ParamSpec("P")

_MOST_WAITING: Final = 64
"""Calls that wait; who hands over more waits for the first."""


class Beside:
    """A thread that lives as long as the `with` block. What a call raises comes out at a later one, or at the end.

    After an error, in a call or in the block, what still waits is not called.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._calls: deque[Future[None]] = deque()
        self._failed = False

    def __enter__(self) -> Self:
        return self

    def call(self, function: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Call a function after those that were handed over before."""
        self._calls.append(self._thread.submit(self._make, partial(function, *args, **kwargs)))
        while self._calls and (self._calls[0].done() or len(self._calls) > _MOST_WAITING):
            self._calls.popleft().result()

    def _make(self, call: Callable[[], object]) -> None:
        if self._failed:
            return
        try:
            call()
        except BaseException:
            self._failed = True
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._failed = self._failed or error is not None
        self._thread.shutdown()
        if error is None:
            for each in self._calls:
                each.result()
