"""Which words of a page stand in records: matched by place and character, one to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.audit.number_words import Number, PlacedWord, fold, number_box
from pipeline.narrative import NarrativeReading
from pipeline.performance import PerformanceReading
from pipeline.reading.model import Box, Page
from pipeline.statements import StatementReading
from pipeline.statements.text import squeeze

JOINED = "two numbers in one cell"
OTHER = "the cell at this place prints something else"
_STRIP = 16.0
_SLACK = 0.02
"""Boxes of statement cells are rounded to two decimals."""


@dataclass(slots=True)
class LoadedWords:
    """Words that loaded cells print, and why words that stand in the box of one are not what it prints."""

    read: set[int] = field(default_factory=set)
    reasons: dict[int, str] = field(default_factory=dict)


def loaded_words(page: int, words: Sequence[PlacedWord], statements: StatementReading) -> LoadedWords:
    """Match the words of a page with the statement cells loaded from it."""
    out = LoadedWords()
    by_place = _Index(words)
    rest: list[tuple[Box, str]] = []
    for key, printed in sorted(_loaded_cells(page, statements).items(), key=lambda item: str(item[0])):
        held = by_place.inside(key) if isinstance(key, Box) else by_place.with_ref(key)
        if not held and isinstance(key, Box):
            rest.append((key, printed))
        else:
            _match(held, printed, words, out)
    for box, printed in rest:
        _match_overhanging(box, printed, by_place.inside(box, overhanging=True), words, out)
    return out


def _loaded_cells(page: int, statements: StatementReading) -> dict[Box | str, str]:
    """What each loaded cell of the page prints, by its box, or by its reference where there are no boxes."""
    cells: dict[Box | str, str] = {}
    for table in statements.tables:
        if table.page != page:
            continue
        for cell in table.cells:
            if cell.x0 is None or cell.top is None or cell.x1 is None or cell.bottom is None:
                cells[cell.source_ref] = cell.printed
            else:
                cells[Box(cell.x0, cell.top, cell.x1, cell.bottom)] = cell.printed
    return cells


def _match(held: Sequence[int], printed: str, words: Sequence[PlacedWord], out: LoadedWords) -> None:
    """The words in a cell's box are what it prints, or they are not; which is which is not guessed."""
    texts = [words[at].text for at in held]
    if squeeze("".join(texts)) != squeeze(printed):
        out.reasons.update(dict.fromkeys(held, OTHER))
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


def _match_overhanging(
    box: Box, printed: str, near: Iterable[int], words: Sequence[PlacedWord], out: LoadedWords
) -> None:
    """A number wider than its cell has its middle in the next one: the cell takes the one word that reaches into it."""
    fitting = [at for at in near if at not in out.read and words[at].text == printed]
    if len(fitting) == 1:
        out.read.add(fitting[0])
        out.reasons.pop(fitting[0], None)


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
    for at, word in enumerate(words):
        if word.grid is None:
            continue
        boxes = performance.claimed.get((page.number, word.grid))
        if not boxes:
            continue
        if word.box is not None and any(box.holds(word.box.x_mid, word.box.y_mid) for box in boxes):
            found.add(at)
        elif word.box is None and word.cell is not None and word.cell.box in boxes:
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
