"""What a file of any kind becomes: pages of words, rules and grids, each with its box.

Coordinates are PDF points with the origin at the top left of the page as a reader sees it (after /Rotate).
Sheets and web pages have no page number and no boxes; their cells carry a `ref` (`Sheet1!C12`) instead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol


class Box(NamedTuple):
    """A rectangle in points: x0 < x1, top < bottom."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def x_mid(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def y_mid(self) -> float:
        return (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        """True where the point lies inside (edges included)."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def union(self, other: Box) -> Box:
        return Box(
            min(self.x0, other.x0), min(self.top, other.top), max(self.x1, other.x1), max(self.bottom, other.bottom)
        )


class Word(NamedTuple):
    """A run of glyphs without a gap, as printed."""

    text: str
    box: Box


class Rule(NamedTuple):
    """A drawn horizontal or vertical line (a thin rectangle counts as one)."""

    box: Box
    horizontal: bool


class Cell(NamedTuple):
    """One cell of a grid; a merged cell spans rows [row, row_end) and columns [col, col_end).

    `lines` are the printed lines inside it, top to bottom, inner spaces kept; `text` joins them with newlines.
    """

    row: int
    col: int
    row_end: int
    col_end: int
    box: Box
    lines: tuple[str, ...]
    ref: str = ""

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: `xs` and `ys` are its column and row boundaries; cells cover it without overlap, gaps allowed.

    `ruled`: the page draws the boundaries; false where they were found between words that stand in columns.
    """

    box: Box
    n_rows: int
    n_cols: int
    cells: tuple[Cell, ...]
    xs: tuple[float, ...] = ()
    ys: tuple[float, ...] = ()
    ruled: bool = True


class Line(NamedTuple):
    """A printed line of text outside the grids: words on one baseline, left to right."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `number` is 1-based (for sheets and web pages: their order). `label` names a sheet, else ''.

    `turn` is by how many degrees (clockwise, beyond /Rotate) the page was turned to be read: 0, 90, 180 or 270.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    grids: tuple[Grid, ...]
    lines: tuple[Line, ...] = ()
    label: str = ""
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A file read in full. `paged` is false for sheets and web pages, whose facts carry no page number."""

    file_name: str
    sha256: str
    byte_size: int
    media_type: str
    pages: tuple[Page, ...]
    paged: bool = True
    metadata: dict[str, str] = field(default_factory=dict)


class Reader(Protocol):
    """A reader of one kind of file. `accepts` decides on content, never on the name."""

    name: str

    def accepts(self, head: bytes) -> bool: ...

    def pages(self, path: Path, only: Collection[int] | None = None) -> Iterator[Page]:
        """Yield pages (`only` those numbers) in order, releasing each after use; raise `UnreadableFile` where the file
        cannot be read."""
        ...


class UnreadableFile(Exception):
    """A file that cannot be ingested. `reason` is a stable key, `detail` a sentence for a person."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
