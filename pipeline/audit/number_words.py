"""What looks like an amount: the numbers among the words of a page, found without asking any table reader.

A *number* is a run of digits with its separators (`1,234.50`, `70`, `22,718,394.` where a cell breaks it, `.64`), with
the sign and the % that touch it. Full-width digits count as digits; runs with two points (`2024.12.31`, `1.2.3`) are
dates or section numbers and no numbers. A number **looks like an amount** where

1. it has a decimal point, a thousands separator, a % or a unit of money (元, 千元, 万元, 亿元) behind it, anywhere on
   the page, inside text too; or
2. it is a whole word without any of these (an integer) and stands inside a table, or in a row of one that no grid
   holds (see `number_rows`). Codes, row and column numbers, years
   and quantities are such words too: they are not left out here. What `numbers` then finds to be a code or a numbering
   by the header of its column is set aside under the name of that rule, and counted.

Integers of running text without % or unit (years, page numbers, persons, document numbers) do not look like amounts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from pipeline.reading.model import Box, Cell, Document, Page

_FOLD = {c: chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)} | dict.fromkeys(map(ord, "−–—―‐"), "-")
_RUN = re.compile(r"[.,]?\d[\d.,]*")
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_DIGIT = re.compile(r"\d")
_BROKEN = re.compile(r"\d[.,]\d|^[.,]\d")
_SEPARATOR = re.compile("[.,]")
_BARE = re.compile(r"[(\[]?[-+]?[.,]?\d[\d.,]*%?[)\]]?")
_BEHIND = re.compile(r"%|‰|(?:亿|万|千)?元")


class PlacedWord(NamedTuple):
    """A word with where it stands: the index of the innermost grid that holds it (None: outside), and its cell.

    `box` is None in sheets and web pages, whose words are the pieces of cells and lines; there `cell` is always known.
    """

    text: str
    box: Box | None
    grid: int | None
    cell: Cell | None = None


class Number(NamedTuple):
    """A number of a page. `bare`: it is the whole word; `plain`: an integer without %, unit or separator."""

    printed: str
    word: int
    start: int
    end: int
    bare: bool
    plain: bool


def fold(text: str) -> str:
    """Full-width forms and dashes made ASCII, character by character, so that positions stay."""
    return text if text.isascii() else text.translate(_FOLD)


def placed_words(page: Page, paged: bool) -> list[PlacedWord]:
    """The words of a page, from top to bottom and left to right; in sheets and web pages cell by cell."""
    if not paged:
        return list(_pieces(page))
    grids = sorted(enumerate(grid.box for grid in page.grids), key=lambda each: each[1].width * each[1].height)
    out = []
    for word in page.words:
        x, y = word.box.x_mid, word.box.y_mid
        innermost = next((index for index, box in grids if box.holds(x, y)), None) if grids else None
        out.append(PlacedWord(word.text, word.box, innermost))
    return out


def _pieces(page: Page) -> Iterator[PlacedWord]:
    for index, grid in enumerate(page.grids):
        for cell in grid.cells:
            for line in cell.lines:
                yield from (PlacedWord(piece, None, index, cell) for piece in line.split())
    for outside in page.lines:
        yield from (PlacedWord(piece, None, None) for piece in outside.text.split())


def numbers_of(document: Document, page: Page) -> tuple[list[PlacedWord], list[Number]]:
    """The words of a page, and among them everything that by itself looks like an amount."""
    words = placed_words(page, document.paged)
    return words, numbers_among(words)


def numbers_among(words: Sequence[PlacedWord], in_rows: Collection[int] = ()) -> list[Number]:
    """Everything among the words of a page that looks like an amount; `in_rows`: words in rows that no grid holds."""
    with_digits = [at for at, word in enumerate(words) if _DIGIT.search(word.text)]
    return [n for at in with_digits for n in word_numbers(at, words[at], _follower(at, words), in_row=at in in_rows)]


def is_bare_number(text: str) -> bool:
    """True for a word that is one number with nothing but its sign, brackets and %."""
    return _BARE.fullmatch(fold(text)) is not None


def _follower(at: int, words: Sequence[PlacedWord]) -> str:
    """The text of the next word where it goes on after a space on the same line (`1200 万元`), else ''."""
    if at + 1 == len(words) or words[at + 1].grid != words[at].grid:
        return ""
    here, there = words[at].box, words[at + 1].box
    if here is None or there is None:
        return words[at + 1].text if words[at + 1].cell is words[at].cell else ""
    same_line = abs(here.y_mid - there.y_mid) < 0.6 * here.height
    return words[at + 1].text if same_line and -0.2 <= (there.x0 - here.x1) / here.height <= 1 else ""


def word_numbers(at: int, word: PlacedWord, follower: str = "", *, in_row: bool = False) -> Iterator[Number]:
    """The amount-looking numbers of one word; `at` is its index on the page, `follower` the text that goes on.

    `in_row`: it stands in a row of a table that no grid holds.
    """
    text = fold(word.text)
    bare = _BARE.fullmatch(text) is not None
    for run in _RUN.finditer(text):
        for start, end in _cut(run.group(), run.start()):
            unit = _BEHIND.match(text, end)
            named = unit or (end == len(text) and _BEHIND.match(fold(follower)))
            plain = not named and _is_plain(text if bare else text[start:end], bare)
            if plain and not (bare and (in_row or word.grid is not None)):
                continue
            if bare:
                yield Number(word.text, at, 0, len(text), True, plain)
                return
            start = start - 1 if start and text[start - 1] in "-+" else start
            end = unit.end() if unit is not None and unit.group() in "%‰" else end
            yield Number(word.text[start:end], at, start, end, False, plain)


def _cut(run: str, offset: int) -> Iterator[tuple[int, int]]:
    """The numbers of a run of digits and separators: one, several where commas part them, none with two points."""
    start = 1 if run[0] in ".," else 0
    core = run[start:].rstrip(".,")
    if _NUMBER.fullmatch(core):
        yield offset + start, offset + start + len(core)
        return
    at = start
    for part in core.split(","):
        if _NUMBER.fullmatch(part):
            yield offset + at, offset + at + len(part)
        at += len(part) + 1


def _is_plain(text: str, bare: bool) -> bool:
    """True for an integer; a piece of a broken number (`.64`, `22,718,`) is none."""
    return (_BROKEN if bare else _SEPARATOR).search(text) is None


def number_box(word: PlacedWord, number: Number) -> Box | None:
    """The box of the number's part of its word; Latin characters are taken as half as wide as Chinese ones."""
    if word.box is None or number.bare:
        return word.box
    widths = [1 if c.isascii() else 2 for c in word.text]
    unit = word.box.width / max(sum(widths), 1)
    left = word.box.x0 + unit * sum(widths[: number.start])
    return Box(left, word.box.top, left + unit * sum(widths[number.start : number.end]), word.box.bottom)
