"""Two readings of one page compared: cells of tables and lines outside them, by place and by text.

Words of a table without rules belong to the columns that were found between them by geometry alone; there the words are
compared, cell by cell, and not the columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from pipeline.reading.model import Box, Grid, Page

DIFFERS: Final = "differs"
ONLY_READER: Final = "only_reader"
ONLY_WITNESS: Final = "only_witness"

CELL_TOLERANCE: Final = 1.0
"""Points by which the edges of a cell may differ: far less than the width of a digit."""
LINE_TOLERANCE: Final = 5.0
"""The same for lines of text, whose ends depend on what each library takes for the width of the last character."""
_STRIP: Final = 16.0


class Difference(NamedTuple):
    """A cell or line on which two readings differ: in text, in place (then both texts are the same), or in being there.

    `box` is that of the reader, of the witness where only it sees something.
    """

    verdict: str
    box: Box
    printed_reader: str
    printed_witness: str


class _Piece(NamedTuple):
    text: str
    box: Box


def compare(first: Page, second: Page) -> Iterator[Difference]:
    """What the readings differ in, from top to bottom; cells and lines without text are of no consequence."""
    loose = [grid for grid in first.grids if not grid.ruled]
    found = [
        *_differences(_cells(first), _cells(second), CELL_TOLERANCE),
        *_differences(_sorted_words(first, loose), _sorted_words(second, loose), CELL_TOLERANCE),
        *_differences(_lines(first, loose), _lines(second, loose), LINE_TOLERANCE),
    ]
    yield from sorted(found, key=lambda one: (one.box.top, one.box.x0, one))


def written(page: Page) -> int:
    """How many cells of the page's tables print something."""
    return sum(bool(cell.text) for grid in page.grids for cell in grid.cells)


def _cells(page: Page) -> list[_Piece]:
    return [_Piece(cell.text, cell.box) for grid in page.grids if grid.ruled for cell in grid.cells]


def _sorted_words(page: Page, grids: Iterable[Grid]) -> list[_Piece]:
    """The words in each cell, in an order that does not depend on hundredths of a point."""
    pieces = []
    for cell in (cell for grid in grids for cell in grid.cells):
        words = sorted(word.text for word in page.words if cell.box.holds(word.box.x_mid, word.box.y_mid))
        pieces.append(_Piece(" ".join(words), cell.box))
    return pieces


def _lines(page: Page, grids: Sequence[Grid]) -> list[_Piece]:
    return [
        _Piece(line.text, line.box)
        for line in page.lines
        if not any(grid.box.top <= line.box.y_mid <= grid.box.bottom for grid in grids)
    ]


def _differences(first: Iterable[_Piece], second: Iterable[_Piece], tolerance: float) -> Iterator[Difference]:
    """Pieces at the same place are compared; of the others those that lie in each other, the rest stands alone."""
    strips: dict[int, list[_Piece]] = defaultdict(list)
    for piece in second:
        strips[int(piece.box.top // _STRIP)].append(piece)
    alone: list[_Piece] = []
    for piece in first:
        strip = int(piece.box.top // _STRIP)
        near = (other for at in (strip, strip - 1, strip + 1) for other in strips[at])
        same = next((other for other in near if _apart(piece.box, other.box) <= tolerance), None)
        if same is None:
            alone.append(piece)
            continue
        strips[int(same.box.top // _STRIP)].remove(same)
        if piece.text != same.text:
            yield Difference(DIFFERS, piece.box, piece.text, same.text)
    left = [piece for strip in strips.values() for piece in strip if piece.text]
    for piece in (piece for piece in alone if piece.text):
        other = next((other for other in left if _in_each_other(piece.box, other.box)), None)
        if other is None:
            yield Difference(ONLY_READER, piece.box, piece.text, "")
        else:
            left.remove(other)
            yield Difference(DIFFERS, piece.box, piece.text, other.text)
    yield from (Difference(ONLY_WITNESS, piece.box, "", piece.text) for piece in left)


def _apart(one: Box, other: Box) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _in_each_other(one: Box, other: Box) -> bool:
    return one.holds(other.x_mid, other.y_mid) or other.holds(one.x_mid, one.y_mid)
