"""Normal forms of text that treat every character for itself, fast enough for whole documents."""

from __future__ import annotations

from collections.abc import Callable


class Folding(dict[int, str]):
    """A table for `str.translate`: what each character becomes, worked out when the character is first met."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        super().__init__()
        self._fold = fold

    def __missing__(self, code: int) -> str:
        self[code] = self._fold(chr(code))
        return self[code]
