"""Which words of a page stand in records: matched by place and character, one to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.audit.number_bands import Bands, at_height, by_band
from pipeline.audit.number_words import Number, PlacedWord, fold, number_box
from pipeline.narrative import NarrativeReading
from pipeline.performance import PerformanceReading
from pipeline.reading.model import Box, Page
from pipeline.statements import StatementReading
from pipeline.statements.model import StatementCell
from pipeline.statements.text import squeeze

JOINED = "two numbers in one cell"
OTHER = "the cell at this place prints something else"
_STRIP = 16.0
_SLACK = 0.02
"""Boxes of statement cells are rounded to two decimals."""


@dataclass(slots=True)
class LoadedWords:
    """Words that cells print, why words in a cell's box are not what it prints, and cells without their words."""

    read: set[int] = field(default_factory=set)
    reasons: dict[int, str] = field(default_factory=dict)
    unfounded: list[StatementCell] = field(default_factory=list)


def loaded_words(page: int, words: Sequence[PlacedWord], statements: StatementReading) -> LoadedWords:
    """Match the words of a page with the statement cells loaded from it."""
    out = LoadedWords()
    by_place = _Index(words)
    rest: list[StatementCell] = []
    for cell in (cell for table in statements.tables if table.page == page for cell in table.cells):
        held = by_place.inside(box) if (box := _box(cell)) is not None else by_place.with_ref(cell.source_ref)
        held = [at for at in held if at not in out.read]
        if held:
            _match(held, cell, words, out)
        else:
            rest.append(cell)
    for cell in rest:
        _match_overhanging(cell, by_place, words, out)
    return out


def _box(cell: StatementCell) -> Box | None:
    if cell.x0 is None or cell.top is None or cell.x1 is None or cell.bottom is None:
        return None
    return Box(cell.x0, cell.top, cell.x1, cell.bottom)


def _match(held: Sequence[int], cell: StatementCell, words: Sequence[PlacedWord], out: LoadedWords) -> None:
    """The words in a cell's box are what it prints, or they are not; which is which is not guessed."""
    texts = [words[at].text for at in held]
    if squeeze("".join(texts)) != squeeze(cell.printed):
        out.reasons.update(dict.fromkeys(held, OTHER))
        out.unfounded.append(cell)
    elif any(_two_numbers(words[a], words[b]) for a, b in pairwise(held)):
        out.reasons.update(dict.fromkeys(held, JOINED))
    else:
        out.read.update(held)


def _two_numbers(first: PlacedWord, second: PlacedWord) -> bool:
    """Two words on one line of a cell are two numbers unless a separator shows that one goes on in the other."""
    if first.box is not None and second.box is not None:
        overlap = min(first.box.bottom, second.box.bottom) - max(first.box.top, second.box.top)
        if overlap <= 0.5 * min(first.box.height, second.box.height):
            return False
    left, right = fold(first.text), fold(second.text)
    return left[-1].isdigit() and right[0].isdigit()


def _match_overhanging(cell: StatementCell, by_place: _Index, words: Sequence[PlacedWord], out: LoadedWords) -> None:
    """A number wider than its cell has its middle in the next one: the cell takes the one word that reaches into it."""
    box = _box(cell)
    near = by_place.inside(box, overhanging=True) if box is not None else []
    fitting = [at for at in near if at not in out.read and words[at].text == cell.printed]
    if len(fitting) == 1:
        out.read.add(fitting[0])
        out.reasons.pop(fitting[0], None)
    else:
        out.unfounded.append(cell)


class _Index:
    """Words by the strip of the page in which their middle lies."""

    def __init__(self, words: Sequence[PlacedWord]) -> None:
        self._words = words
        self._strips: dict[int, list[int]] = defaultdict(list)
        self._refs: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(words):
            if word.box is not None:
                self._strips[int(word.box.y_mid // _STRIP)].append(at)
            elif word.cell is not None:
                self._refs[word.cell.ref].append(at)

    def inside(self, box: Box, *, overhanging: bool = False) -> list[int]:
        """Words whose middle lies in the box (`overhanging`: whose line crosses it), line by line, left to right."""
        found = []
        for strip in range(int((box.top - _SLACK) // _STRIP), int((box.bottom + _SLACK) // _STRIP) + 1):
            for at in self._strips.get(strip, ()):
                word = self._words[at].box
                assert word is not None
                across = word.x0 < box.x1 and word.x1 > box.x0 if overhanging else _between(box.x0, word.x_mid, box.x1)
                if across and _between(box.top, word.y_mid, box.bottom):
                    found.append(at)
        return _reading_order(found, self._words)

    def with_ref(self, ref: str) -> list[int]:
        """Words of the cell with this reference, in printed order."""
        return self._refs.get(ref, [])


def _between(low: float, value: float, high: float) -> bool:
    return low - _SLACK <= value <= high + _SLACK


def _reading_order(found: list[int], words: Sequence[PlacedWord]) -> list[int]:
    """Line by line: a word whose middle lies below the bottom half of the line's first word begins a new line."""
    if len(found) < 2:
        return found
    lines: list[list[int]] = []
    for at in sorted(found, key=lambda i: (words[i].box or _NOWHERE).y_mid):
        box = words[at].box or _NOWHERE
        if lines and box.y_mid - (words[lines[-1][0]].box or _NOWHERE).y_mid <= 0.6 * box.height:
            lines[-1].append(at)
        else:
            lines.append([at])
    return [at for line in lines for at in sorted(line, key=lambda i: (words[i].box or _NOWHERE).x0)]


_NOWHERE = Box(0, 0, 0, 0)


def claimed_cells(page: Page, words: Sequence[PlacedWord], performance: PerformanceReading) -> set[int]:
    """Words in cells of performance tables whose text became part of a record."""
    found: set[int] = set()
    bands: dict[int, Bands[Box]] = {}
    for at, word in enumerate(words):
        if word.grid is None:
            continue
        boxes = performance.claimed.get((page.number, word.grid))
        if not boxes:
            continue
        if word.box is not None:
            if word.grid not in bands:
                bands[word.grid] = by_band(boxes, lambda box: box)
            x, y = word.box.x_mid, word.box.y_mid
            inside = any(box.holds(x, y) for box in at_height(bands[word.grid], y))
        else:
            inside = word.cell is not None and word.cell.box in boxes
        if inside:
            found.add(at)
    return found


def claimed_prose(
    page: int, words: Sequence[PlacedWord], numbers: Sequence[Number], narrative: NarrativeReading
) -> set[Number]:
    """Numbers outside tables that records of the narrative use, by place; each claim takes the numbers in its box."""
    claims = [claim for claim in narrative.claimed_numbers if claim.page == page]
    found: set[Number] = set()
    for number in numbers:
        word = words[number.word]
        box = number_box(word, number)
        if word.grid is not None or box is None:
            continue
        digits = fold(number.printed).strip("-+%‰")
        if any(claim.box.holds(box.x_mid, box.y_mid) and digits[:3] in fold(claim.printed) for claim in claims):
            found.add(number)
    return found
