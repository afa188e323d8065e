"""Rows that count things (vehicles, visits, people): their figures are no money."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.statements.amounts import Figure
from pipeline.statements.text import canon, strip_index
from pipeline.statements.units import noted_unit
from pipeline.statements.vocabulary import rows

_COUNT = re.compile(
    r"[(](?:单位[:：])?(?:台|辆|套|人|人次|个(?!人)|批|批次|次|平方米|㎡|件|团组|户|家|名|亩|公里|[、,/(]|%)+[)]?[)]"
)
_NUMBERINGS = (
    re.compile(r"[一二三四五六七八九十]{1,3}[、.,]"),
    re.compile(r"[(][一二三四五六七八九十]{1,3}[)]"),
    re.compile(r"\d{1,2}(?:、|[.](?!\d))"),
    re.compile(r"[(]\d{1,3}[)]"),
    re.compile(r"[①②③④⑤⑥⑦⑧⑨⑩⑪⑫]"),
    re.compile(r"其中"),
)
"""The numberings of rows, each below those before it."""


@lru_cache(maxsize=8192)
def counts_things(label: str) -> bool:
    """True for a row whose name says that it counts vehicles, people, visits ... (`车辆数（台、辆）`, `接待批次`)."""
    form = canon(label)
    return bool(_COUNT.search(form) or rows().counts.search(form))


class CountedRows:
    """Tells row after row of one block which count: those that say so, and those below them by their numbering."""

    def __init__(self) -> None:
        self._head: int | None = None
        """The depth of the row that counts and whose parts may follow."""

    def counts(self, printed: str, label: str) -> bool:
        """True where a row counts. `printed`: its name with its numbering; `label`: the name alone."""
        form = canon(printed)
        if not form:
            return False
        depth = next((at for at, numbering in enumerate(_NUMBERINGS, 1) if numbering.match(form)), 0)
        if counts_things(label):
            self._head = depth if self._head is None or depth <= self._head else self._head
            return True
        if self._head is not None and not self._is_below(depth, form):
            self._head = None
        return self._head is not None and not _is_money(label)

    def _is_below(self, depth: int, form: str) -> bool:
        """True for a row that the row that counts takes in: numbered below it, 其中, or one of its kinds.

        The kind decides where one of the two rows is without a number: two numbers would tell.
        """
        assert self._head is not None
        if depth == len(_NUMBERINGS) or 0 < self._head < depth:
            return True
        return 0 in (depth, self._head) and bool(rows().counted_kinds.search(strip_index(form)))


def counts_if_whole(label: str, figure: Figure) -> bool:
    """True for a row that counts or names money, as its figure shows: 次数, 设备 of a price, with an integer."""
    return "." not in figure.printed and bool(rows().counts_if_whole.search(canon(label)))


def _is_money(label: str) -> bool:
    return bool(noted_unit(label)) or bool(rows().money.search(canon(label)))
