"""Where a page prints contact persons and telephone numbers: pictures of pages cover these places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.private import (
    holds_contact_word,
    holds_digits_of_phone,
    holds_labelled_contact,
    holds_phone,
    is_about_contacts,
    is_contact_label,
)
from pipeline.reading.model import Box, Cell, Grid, Page

_PERSON = re.compile(r"[\u3400-\u9fff·]{2,4}(?:[、，,][\u3400-\u9fff·]{2,4})*")


def private_boxes(page: Page) -> list[Box]:
    """The boxes of contact names and telephone numbers on a page, as far as labels and digits tell."""
    boxes = [word.box for word in page.words if holds_phone(_plain(word.text))]
    for grid in page.grids:
        boxes += _in_grid(grid)
    boxes += [line.box for line in page.lines if holds_phone(line.text) or _tells(_plain(line.text))]
    return boxes


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _tells(plain: str) -> bool:
    """True where a label stands with its name or number in one text."""
    return holds_labelled_contact(plain) or (holds_contact_word(plain) and holds_digits_of_phone(plain))


def _is_label_text(plain: str) -> bool:
    return is_contact_label(plain) or is_about_contacts(plain)


def _in_grid(grid: Grid) -> Iterator[Box]:
    """The cell right of a label, names below it, and cells that hold label and content."""
    places = {(cell.row, cell.col): cell for cell in grid.cells}
    for cell in grid.cells:
        text = _plain(cell.text)
        if holds_phone(cell.text) or _tells(text):
            yield cell.box
        elif _is_label_text(text):
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
    return _is_label_text(_plain(cell.text))
