"""Where a page prints contact persons and telephone numbers: pictures of pages cover these places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.reading.model import Box, Cell, Grid, Page

_LABEL = r"(?:联系人|联系电话|联系方式|负责人|填报人|填表人|经办人|制表人|审核人|手机|电话)"
_IS_LABEL = re.compile(rf"[^:：]{{0,8}}{_LABEL}[^:：]{{0,10}}[:：]?")
_HOLDS_BOTH = re.compile(rf"{_LABEL}[^:：]{{0,6}}[:：]\S")
_NUMBER = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-—]?\d{7,8}|\d{7,8}(?=$|[^\d.,]))(?!\d)")
_PERSON = re.compile(r"[\u3400-\u9fff·]{2,4}(?:[、，,][\u3400-\u9fff·]{2,4})*")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def private_boxes(page: Page) -> list[Box]:
    """The boxes of contact names and telephone numbers on a page, as far as labels and digits tell."""
    boxes = [word.box for word in page.words if _MOBILE.search(_plain(word.text))]
    for grid in page.grids:
        boxes += _in_grid(grid)
    boxes += [line.box for line in page.lines if _HOLDS_BOTH.search(_plain(line.text)) or _is_number_of(line.text)]
    return boxes


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _is_number_of(text: str) -> bool:
    plain = _plain(text)
    return bool(re.search(_LABEL, plain) and _NUMBER.search(plain))


def _in_grid(grid: Grid) -> Iterator[Box]:
    """The cell right of a label, names below it, and cells that hold label and content."""
    places = {(cell.row, cell.col): cell for cell in grid.cells}
    for cell in grid.cells:
        text = _plain(cell.text)
        if _HOLDS_BOTH.search(text) or _is_number_of(text):
            yield cell.box
        elif _IS_LABEL.fullmatch(text):
            neighbour = places.get((cell.row, cell.col_end))
            if neighbour is not None and neighbour.text and not _is_label(neighbour) and not _heads_list(cell, grid):
                yield neighbour.box
            else:
                yield from (each.box for each in _below(cell, grid) if _PERSON.fullmatch(_plain(each.text)))


def _below(cell: Cell, grid: Grid) -> list[Cell]:
    return [c for c in grid.cells if c.row >= cell.row_end and c.col < cell.col_end and c.col_end > cell.col]


def _heads_list(cell: Cell, grid: Grid) -> bool:
    """A header of a list of names: most of what stands below it looks like a person, and no label is among it."""
    below = [each for each in _below(cell, grid) if each.text]
    persons = sum(bool(_PERSON.fullmatch(_plain(each.text))) and len(_plain(each.text)) < 4 for each in below)
    return len(below) > 1 and persons * 2 > len(below)


def _is_label(cell: Cell) -> bool:
    return bool(_IS_LABEL.fullmatch(_plain(cell.text)))
