"""Sentences cut into clauses at punctuation, so that each clause says one thing.

Commas inside numbers do not cut, nor does anything inside brackets. A bracket that itself holds a comparison
(`（公务用车购置费0万元，比上年增加0万元；…）`) is taken out of its sentence and read on its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.narrative.figures import MONEY, PERCENT
from pipeline.narrative.text import Passage

_CUTS = "，,；;。：:、"
_OPENING, _CLOSING = "（(", "）)"
_AFTER_FIGURE = re.compile(rf"(?:{MONEY}|{PERCENT}|\d(?:人|辆|台|个|人次|批次|平方米|套|名)|[）)])$")
_INNER = r"[^（()）]{{0,{}}}"
_NESTED = re.compile(
    rf"[（(]{_INNER.format(400)}{MONEY}{_INNER.format(20)}(?:比|较|与)(?:上年|\d{{4}}年){_INNER.format(400)}[）)]"
)
_LONGEST_BRACKET = 120


@dataclass(frozen=True, slots=True)
class Clause:
    """The characters [start, end) of a passage; `mark` is the punctuation before it ('' at the beginning)."""

    text: str
    start: int
    end: int
    mark: str


def clauses(text: str) -> Iterator[Clause]:
    """Cut a paragraph into clauses; empty ones are left out, their mark passing on where it is the stronger."""
    start, mark = 0, ""
    for position in _cuts(text):
        if text[start:position]:
            yield Clause(text[start:position], start, position, mark)
            mark = text[position]
        elif text[position] in "。；;":
            mark = text[position]
        start = position + 1
    if text[start:]:
        yield Clause(text[start:], start, len(text), mark)


def _cuts(text: str) -> Iterator[int]:
    position = 0
    while position < len(text):
        character = text[position]
        if character in _OPENING:
            position = _bracket_end(text, position)
            continue
        if character in _CUTS and not _inside_number(text, position) and _is_cut(text, position):
            yield position
        position += 1


def _bracket_end(text: str, opening: int) -> int:
    """The position after the bracket that opens at `opening`; the next character where it never closes."""
    depth = 0
    for position in range(opening, min(len(text), opening + _LONGEST_BRACKET)):
        if text[position] in _OPENING:
            depth += 1
        elif text[position] in _CLOSING:
            depth -= 1
            if depth == 0:
                return position + 1
    return opening + 1


def _inside_number(text: str, position: int) -> bool:
    return text[position] == "," and bool(re.match(r"\d,\d{3}(?!\d)", text[max(position - 1, 0) :]))


def _is_cut(text: str, position: int) -> bool:
    """An enumeration comma cuts only after a figure: `货物支出0.04万元、工程支出0.00万元`, not `收、支总计`."""
    return text[position] != "、" or bool(_AFTER_FIGURE.search(text[max(position - 24, 0) : position]))


def unnested(passage: Passage) -> list[Passage]:
    """The passage without its brackets that hold comparisons, followed by the contents of those brackets."""
    taken: list[Passage] = []
    found = _NESTED.search(passage.text)
    while found is not None:
        taken.append(passage.part(found.start() + 1, found.end() - 1))
        passage = passage.without(found.start(), found.end())
        found = _NESTED.search(passage.text)
    return [passage, *taken]
