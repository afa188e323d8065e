"""How an export tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Called with the number of parts done, of all parts, and the name of the one just done."""


def silent(done: int, total: int, name: str) -> None:
    """Tell nobody."""
