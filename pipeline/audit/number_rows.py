"""Rows of tables that no grid holds: which of the numbers outside all grids stand in a table all the same.

Such rows stand below the title of a statement, a unit line or the last rule of a table, until a text begins, and may go
on over the page. A row has a name and numbers on its right; a line of numbers alone belongs to a row where it stands
under or over others' numbers, or where several stand in a column beside a table. What there is no amount (codes before
a name, column numbers, years, the page's own number) is named by its rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.audit.number_words import PlacedWord, fold, is_bare_number
from pipeline.private import holds_contact_number, opens_with_contact
from pipeline.reading.model import Box, Cell, Page
from pipeline.statements.layout import Row
from pipeline.statements.reading import is_contents
from pipeline.statements.text import canon
from pipeline.statements.titles import is_caption, read_title
from pipeline.statements.units import counts_only, read_unit
from pipeline.statements.vocabulary import rows

CODE = "before the name of its row"
COLUMN_NUMBER = "column numbers"
YEAR = "years"
FOLIO = "number of the page"

_SAME_LINE = 0.5
"""Share of the text height: words whose middles differ less are on one line."""
_APART = 2.0
"""Words further apart than so many times the text height stand in columns."""
_TOUCHING = 0.6
"""Text that follows a number within so much of its height goes on from it (`2026 年`, `3 页`)."""
_FOLIO_SPREAD = 10
"""By how many the number that a page prints may differ from its place in the file (covers, contents)."""
_LETTER = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d+")
_INTEGER = re.compile(r"0|[1-9]\d*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TEXT = re.compile(r"[。；]|，(?!\d{3})|[.…·]{4}|^第[一二三四五六七八九十]{1,3}(?:部分|章|节)")
_TABLE_NUMBER = re.compile(r"(?:表|附件)[\d一二三四五六七八九十]{1,3}(?:[-之]\d{1,2})*$")
_CHART = re.compile(r"图(?![书像纸片])")


@dataclass(frozen=True, slots=True)
class _Line:
    """Words outside grids on one line, left to right, by their index on the page."""

    words: tuple[tuple[int, str, Box], ...]

    @property
    def y_mid(self) -> float:
        return self.words[0][2].y_mid

    @property
    def is_one_text(self) -> bool:
        """False where words stand as far apart as columns, or the line ends in a number."""
        gaps = (b.x0 - a.x1 for (_, _, a), (_, _, b) in pairwise(self.words))
        _, last, box = self.words[-1]
        return not is_bare_number(last) and all(gap < _APART * box.height for gap in gaps)

    @property
    def text(self) -> str:
        return "".join(text for _, text, _ in self.words)


class LooseRows:
    """The rows outside grids of one document, page after page."""

    def __init__(self) -> None:
        self._open = False

    def read(self, page: Page, words: Sequence[PlacedWord]) -> dict[int, str]:
        """The words of a page that are numbers of such rows; with each the rule by which it is no amount, or ''."""
        if is_contents(page):
            self._open = False
            return {}
        lines = _lines(words)
        bottoms = sorted(grid.box.bottom for grid in page.grids)
        held: list[_Line] = []
        for line in lines:
            while bottoms and bottoms[0] <= line.y_mid:
                self._open = bool(bottoms.pop(0))
            if self._is_row(line):
                held.append(line)
        self._open = self._open or bool(bottoms)
        return _beside(page, lines) | _places(held, _folios(page, lines))

    def _is_row(self, line: _Line) -> bool:
        """True for a line that may be a row; titles, unit lines and texts open and close the table on the way."""
        title = read_title(line.text, above_grid=False) if line.is_one_text else None
        unit = read_unit([line.text])
        if title is not None or unit or counts_only([line.text]):
            ignored = title is not None and title.ignored
            self._open = not ignored and not counts_only([line.text]) and not _CHART.search(line.text)
            return False
        if _TEXT.search(line.text):
            self._open = False
        form = canon(line.text)
        return self._open and not (is_caption(form) or _TABLE_NUMBER.search(form) or _is_signature(line.text))


def _lines(words: Sequence[PlacedWord]) -> list[_Line]:
    outside = [(at, w.text, w.box) for at, w in enumerate(words) if w.grid is None and w.box is not None]
    lines: list[list[tuple[int, str, Box]]] = []
    for each in sorted(outside, key=lambda each: each[2].y_mid):
        if lines and each[2].y_mid - lines[-1][0][2].y_mid < _SAME_LINE * lines[-1][0][2].height:
            lines[-1].append(each)
        else:
            lines.append([each])
    return [_Line(tuple(sorted(line, key=lambda each: each[2].x0))) for line in lines]


def _is_signature(text: str) -> bool:
    """Who filled the form in and how to reach them."""
    return bool(rows().signature.match(canon(text))) or opens_with_contact(text) or holds_contact_number(text)


def _folios(page: Page, lines: Sequence[_Line]) -> frozenset[int]:
    """The only numbers of the first and the last line of a page, where without words or about the page's own."""
    found = set()
    for line in (*lines[:1], *lines[-1:]):
        numbers = [(at, fold(text)) for at, text, _ in line.words if is_bare_number(text)]
        digits = "".join(text for _, text in numbers)
        if not _LETTER.search(line.text):
            found |= {at for at, _ in numbers if len(digits) < 4}
        elif len(numbers) == 1 and _INTEGER.fullmatch(digits):
            found |= {at for at, _ in numbers if abs(int(digits) - page.number) <= _FOLIO_SPREAD}
    return frozenset(found)


def _beside(page: Page, lines: Sequence[_Line]) -> dict[int, str]:
    """Numbers in columns beside a table that its rules leave out: amounts on its right, codes on its left."""
    found: dict[int, str] = {}
    for grid in (grid.box for grid in page.grids if grid.n_rows > 1):
        within = [line for line in lines if grid.top <= line.y_mid <= grid.bottom]
        numbers = [(at, box) for line in within for at, text, box in line.words if is_bare_number(text)]
        for at, box in numbers:
            if _over(box, [other for number, other in numbers if number != at]):
                found[at] = "" if box.x_mid > grid.x1 else CODE
    return found


def _places(lines: Sequence[_Line], folios: frozenset[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for line in lines:
        if _LETTER.search(line.text):
            found |= _numbers_of(line)
    boxes = [(found[at], box) for line in lines for at, _, box in line.words if at in found]
    amounts = [box for rule, box in boxes if not rule]
    codes = [box for rule, box in boxes if rule == CODE]
    for line in lines:
        numbers = [(at, box) for at, text, box in line.words if is_bare_number(text)]
        if not _LETTER.search(line.text) and any(_over(box, amounts) for _, box in numbers):
            rule = COLUMN_NUMBER if _is_index(line) else ""
            found |= {at: CODE if _over(box, codes) else rule for at, box in numbers}
    return found | {at: FOLIO for at in folios if found.get(at) == ""}


def _numbers_of(line: _Line) -> dict[int, str]:
    """The numbers of a row with a name, and what is no amount among them."""
    name = next(nth for nth, (_, text, _) in enumerate(line.words) if _LETTER.search(text))
    numbers = [(nth, at, text) for nth, (at, text, _) in enumerate(line.words) if is_bare_number(text)]
    behind = [(at, text) for nth, at, text in numbers if nth > name and not _goes_on(line, nth)]
    if not behind:
        return {}
    years = YEAR if all(_YEAR.fullmatch(fold(text)) for _, text in behind) else ""
    rule = COLUMN_NUMBER if _is_index(line) else years
    codes = {at: CODE for nth, at, text in numbers if nth < name and _DIGITS.fullmatch(fold(text))}
    return codes | dict.fromkeys((at for at, _ in behind), rule)


def _goes_on(line: _Line, nth: int) -> bool:
    """True for a number that the text behind it belongs to (`2026 年`)."""
    if nth + 1 == len(line.words):
        return False
    (_, _, box), (_, text, behind) = line.words[nth], line.words[nth + 1]
    return behind.x0 - box.x1 < _TOUCHING * box.height and _LETTER.search(text) is not None


def _is_index(line: _Line) -> bool:
    cells = (Cell(0, nth, 1, nth + 1, box, (text,)) for nth, (_, text, box) in enumerate(line.words))
    return Row(0, tuple(cells)).is_index


def _over(box: Box, others: Sequence[Box]) -> bool:
    """True where a box stands above or below one of the others."""
    return any(box.x0 < other.x1 and other.x0 < box.x1 for other in others)
