"""The prose of a document: paragraphs joined over lines and pages, every character knowing where it is printed.

Lines outside grids are taken in reading order; page numbers and running heads are dropped; no white space is left
inside Chinese text, and a number or word broken at the end of a line is whole again. A `Passage` is such a text with
the place of each character, so that any part of it (a sentence, a number) can be boxed on its page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from pipeline.narrative.headings import HeadingStack, heading_level
from pipeline.reading.model import Box, Document, Line, Page, Word

RUNNING_SHARE = 0.5
"""A line printed at the head or foot of at least this share of the pages is a running line."""

_PAGE_NUMBER = re.compile(r"^[-—–－_·.\s]*(第?\s*[0-9０-９]{1,4}\s*页?|[ivxIVX]{1,5})[-—–－_·.\s]*$")
_DIGITS = re.compile(r"\d+")
_TERMINAL = "。；！？：;:!?"
_CLAUSE = re.compile("[，。；]")
_NUMERALS = "[一二三四五六七八九十]+"
_ITEM_START = re.compile(rf"^(?:第{_NUMERALS}部分|{_NUMERALS}、|[（(]{_NUMERALS}[)）])")
"""Numbering that opens a paragraph even where the line before is full."""
_CONTINUES = re.compile(r"^(?:[，。；、）)%％”》]|[\d,.]*\d(?:亿元|万元|元|%|％)|(?:亿|万)?元[，。；、])")
"""What no paragraph begins with: closing punctuation, the rest of a figure."""
_TITLE_LEVEL = 3
"""Headings down to （一） stand on lines of their own; what begins with 1. may be a sentence."""
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_THOUSANDS = re.compile(r"(?<![\d.])(?<!\d[,，])[1-9]\d{0,2}(?:[,，]\d{3})+(?=\.\d|万|亿|千?元|平方米)")
"""A number with its thousands apart, whichever comma does it: `1，234.56万元` is one number."""


class Run(NamedTuple):
    """Where characters in a row are printed: page and line by index into `Document.pages` and `Page.lines`, and the
    column of each character in its line."""

    page: int
    line: int
    columns: Sequence[int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text without stray white space; its `runs` have one column for each character."""

    text: str
    runs: tuple[Run, ...]

    def __post_init__(self) -> None:
        if len(self.text) != sum(len(run.columns) for run in self.runs):
            raise ValueError("a passage needs one place for each character")

    def __len__(self) -> int:
        return len(self.text)

    def part(self, start: int, end: int | None = None) -> Passage:
        """The characters [start, end)."""
        first, last, _ = slice(start, end).indices(len(self.text))
        runs: list[Run] = []
        before = 0
        for run in self.runs:
            columns = run.columns[max(first - before, 0) : max(last - before, 0)]
            if columns:
                runs.append(Run(run.page, run.line, columns))
            before += len(run.columns)
        return Passage(self.text[first:last], tuple(runs))

    def without(self, start: int, end: int) -> Passage:
        """The passage with the characters [start, end) cut out."""
        return self.part(0, start) + self.part(end)

    def trimmed(self, characters: str) -> Passage:
        """The passage without any of `characters` at either end."""
        start, end = 0, len(self.text)
        while start < end and self.text[start] in characters:
            start += 1
        while end > start and self.text[end - 1] in characters:
            end -= 1
        return self.part(start, end)

    def __add__(self, other: Passage) -> Passage:
        return Passage(self.text + other.text, self.runs + other.runs)


EMPTY = Passage("", ())


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A printed paragraph under its headings, outermost first."""

    passage: Passage
    headings: tuple[str, ...]
    is_heading: bool

    @property
    def text(self) -> str:
        return self.passage.text


def paragraphs(document: Document) -> list[Paragraph]:
    """All paragraphs of the document in reading order, each with the headings that stand above it."""
    stack = HeadingStack()
    result: list[Paragraph] = []
    for passage in map(_with_plain_thousands, _joined(document)):
        level = heading_level(passage.text)
        if level:
            stack.push(level, passage.text)
        result.append(Paragraph(passage, stack.path, level > 0))
    return result


def _joined(document: Document) -> Iterator[Passage]:
    """Lines joined into paragraphs. A line opens a paragraph where it is indented or the one before ended short."""
    orders = [_reading_order(page) for page in document.pages]
    running = _running_lines(document, orders)
    current = EMPTY
    previous: tuple[Line, tuple[float, float]] | None = None
    for page_index, (page, order) in enumerate(zip(document.pages, orders, strict=True)):
        body = [(index, line) for index, line in order if not _is_running(page, line, running)]
        margins = _margins(page, [line for _, line in body])
        for line_index, line in body:
            passage = _clean(line.text, page_index, line_index)
            if not passage.text:
                continue
            if previous is None or _opens(line, margins, previous, current, document.paged):
                if current.text:
                    yield current
                current = passage
            else:
                current = _glue(current, passage)
            previous = (line, margins)
    if current.text:
        yield current


def _opens(
    line: Line, margins: tuple[float, float], previous: tuple[Line, tuple[float, float]], before: Passage, paged: bool
) -> bool:
    """True where `line` begins a new paragraph after the text `before`, whose last line is `previous`."""
    if not paged:
        return True
    last, (_, right) = previous
    size = max(line.box.height, 1.0)
    ended = before.text[-1] in _TERMINAL
    short = last.box.x1 < right - 1.6 * size
    item = bool(_ITEM_START.match(line.text.strip()))
    if not ended and _CONTINUES.match("".join(line.text.split())):
        return False
    if line.box.x0 > margins[0] + 0.9 * size and not _is_centred_continuation(line, last, before):
        outdented = 0.9 * size < last.box.x0 - line.box.x0 < 5 * size
        level = abs(line.box.x0 - last.box.x0) < 0.9 * size
        if not outdented and (not level or short or ended or item or heading_level(before.text) > 0):
            return True
    titled = 0 < heading_level(before.text) <= _TITLE_LEVEL
    item_after = item and (short or ended or titled)
    return (short and (ended or titled)) or item_after or last.box.x1 < right - 6 * size


def _is_centred_continuation(line: Line, last: Line, before: Passage) -> bool:
    """A centred title that runs over two lines: both have about the same middle and no stop between."""
    same_middle = abs(line.box.x_mid - last.box.x_mid) < 3
    return same_middle and before.text[-1] not in _TERMINAL and last.box.x0 > line.box.height * 3


def _margins(page: Page, body: list[Line]) -> tuple[float, float]:
    """Left and right edge of the running text of a page, from its longer lines."""
    lines = [line for line in body if len(line.text.strip()) >= 8] or body
    if not lines:
        return 0.0, page.width
    return min(line.box.x0 for line in lines), max(line.box.x1 for line in lines)


def _reading_order(page: Page) -> list[tuple[int, Line]]:
    return sorted(enumerate(page.lines), key=lambda item: (round(item[1].box.top, 1), item[1].box.x0, item[0]))


def _clean(text: str, page: int, line: int) -> Passage:
    """Drop white space, except between two Latin letters or digits, where it separates words."""
    text = text.translate(_FULL_WIDTH)
    if text.split() == [text]:
        return Passage(text, (Run(page, line, range(len(text))),))
    characters: list[str] = []
    columns: list[int] = []
    for column, character in enumerate(text):
        if not character.isspace():
            characters.append(character)
            columns.append(column)
        elif characters and _keeps_space(characters[-1], text[column:].lstrip()[:1]):
            characters.append(" ")
            columns.append(column)
    return Passage("".join(characters), (Run(page, line, columns),) if columns else ())


def _with_plain_thousands(passage: Passage) -> Passage:
    """The Chinese comma inside numbers as a Latin one. Only a whole paragraph shows it: lines end inside numbers."""
    return Passage(_THOUSANDS.sub(lambda found: found.group().replace("，", ","), passage.text), passage.runs)


def _keeps_space(before: str, after: str) -> bool:
    return bool(after) and _is_latin(before) and _is_latin(after) and not (before.isdigit() or after.isdigit())


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _glue(first: Passage, second: Passage) -> Passage:
    """Join two lines: without a space in Chinese text and inside numbers, with one between Latin words."""
    if first.text[-1].isascii() and first.text[-1].isalpha() and second.text[0].isascii() and second.text[0].isalpha():
        return first + Passage(" ", second.part(0, 1).runs) + second
    return first + second


def _running_lines(document: Document, orders: list[list[tuple[int, Line]]]) -> frozenset[str]:
    """Texts (digits masked) that stand at the head or foot of many pages and are no sentences."""
    if len(document.pages) < 4:
        return frozenset()
    counts: Counter[str] = Counter()
    for page, order in zip(document.pages, orders, strict=True):
        ordered = [line for _, line in order]
        edges = {_mask(line.text) for line in (ordered[:2] + ordered[-2:]) if _at_edge(page, line)}
        counts.update(edge for edge in edges if edge and not _CLAUSE.search(edge))
    needed = max(3, int(len(document.pages) * RUNNING_SHARE))
    return frozenset(text for text, count in counts.items() if count >= needed)


def _mask(text: str) -> str:
    return _DIGITS.sub("#", "".join(text.split()))


def _is_running(page: Page, line: Line, running: frozenset[str]) -> bool:
    if _PAGE_NUMBER.match(line.text.translate(_FULL_WIDTH)):
        return _at_edge(page, line)
    return bool(running) and _mask(line.text) in running


def _at_edge(page: Page, line: Line) -> bool:
    return page.height == 0 or line.box.top < page.height * 0.12 or line.box.bottom > page.height * 0.85


def box_of(document: Document, passage: Passage) -> tuple[int, Box] | None:
    """Page number and box of the part of the passage that stands on its first line (the line itself, cut to it)."""
    if not passage.runs:
        return None
    first = passage.runs[0]
    columns = [column for run in passage.runs if run[:2] == first[:2] for column in run.columns]
    page = document.pages[first.page]
    line = page.lines[first.line]
    x0, x1 = _extent(page, line, min(columns), max(columns) + 1)
    return page.number, Box(x0, line.box.top, x1, line.box.bottom)


def _extent(page: Page, line: Line, start: int, end: int) -> tuple[float, float]:
    """Left and right edge of the characters [start, end) of a line, measured along its words."""
    edges = _character_edges(page, line)
    visible = [index for index in range(start, end) if not line.text[index].isspace()]
    if not visible or edges is None:
        return line.box.x0, line.box.x1
    return edges[visible[0]][0], edges[visible[-1]][1]


def _character_edges(page: Page, line: Line) -> list[tuple[float, float]] | None:
    """For each character of the line its left and right edge; None where the words do not spell the line."""
    words = sorted(
        (
            word
            for word in page.words
            if line.box.top - 0.5 <= word.box.y_mid <= line.box.bottom + 0.5
            and word.box.x0 >= line.box.x0 - 1
            and word.box.x1 <= line.box.x1 + 1
        ),
        key=lambda word: word.box.x0,
    )
    spelled = [edges for word in words for edges in _edges_in(word)]
    visible = [index for index, character in enumerate(line.text) if not character.isspace()]
    if len(spelled) != len(visible):
        return None
    edges = [(line.box.x0, line.box.x0)] * len(line.text)
    for position, found in zip(visible, spelled, strict=True):
        edges[position] = found
    return edges


def _edges_in(word: Word) -> Iterator[tuple[float, float]]:
    """Left and right edge of each visible character of a word, Latin letters and digits half as wide as Chinese."""
    widths = [1 if character.isascii() else 2 for character in word.text]
    unit = word.box.width / max(sum(widths), 1)
    for character, width, end in zip(word.text, widths, accumulate(widths), strict=True):
        if not character.isspace():
            left = word.box.x0 + unit * (end - width)
            yield left, left + unit * width
