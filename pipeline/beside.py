"""Work that goes on in a thread beside the one that hands it over: one call after the other, none forgotten."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import ParamSpec, Self

P = ParamSpec("P")


class Beside:
    """A thread that lives as long as the `with` block. An error in a call comes out at a later one, or at the end."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._calls: deque[Future[object]] = deque()

    def __enter__(self) -> Self:
        return self

    def call(self, function: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Call a function after those that were handed over before."""
        self._calls.append(self._thread.submit(function, *args, **kwargs))
        while self._calls and self._calls[0].done():
            self._calls.popleft().result()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown(cancel_futures=error is not None)
        if error is None:
            for each in self._calls:
                each.result()
