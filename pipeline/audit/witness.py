"""The second witness: some pages are read again by the reader that did not read them, and what differs is told.

Read again are pages that give reason for doubt (a loaded cell without its words, a figure of an identity that fails, a
number that nobody read) and a sample of the others that follows from the content alone. The two readers share no
library: what both see is what the page says, as far as any program can tell.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from pipeline.audit.model import FAILS, Check, Spot
from pipeline.audit.numbers import NumberAccounting
from pipeline.audit.witness_pages import Difference, compare, written
from pipeline.audit.witness_settings import DEFAULT_WITNESS, WitnessSettings
from pipeline.private import masked
from pipeline.reading import READERS, read_pages
from pipeline.reading.model import Box, Document
from pipeline.reading.sniff import PDF
from pipeline.statements.model import StatementCell

ACCOUNTING: Final = "accounting"
IDENTITY: Final = "identity"
SAMPLE: Final = "sample"

AGREES: Final = "agrees"
ONLY_READER: Final = "only_reader"


@dataclass(frozen=True, slots=True)
class PageTestimony:
    """What came of reading one page again; no differences: both readers agree on all its `cells` and lines.

    `failed`: the witness cannot read the page, and so has no say on it.
    """

    page: int
    trigger: str
    reader: str
    witness: str
    cells: int
    differences: tuple[Difference, ...] = ()
    failed: bool = False


@dataclass(frozen=True, slots=True)
class WitnessReport:
    """The pages of one document that were read again. `heard`: the witness was asked at all."""

    pages: dict[int, PageTestimony] = field(default_factory=dict)
    heard: bool = False

    def on(self, spot: Spot) -> bool | None:
        """Whether the witness reads a figure as it was read; None where it was not asked, or has no say.

        A difference in the place of a box alone says nothing about the figure. A figure in a sentence may stand on a
        later line than the box's: where any text of the page differs, the witness has no say on it.
        """
        page = self.pages.get(spot.page) if spot.page is not None else None
        if page is None or page.failed or spot.box is None:
            return None
        texts = [one for one in page.differences if one.printed_reader != one.printed_witness]
        if spot.within:
            return None if texts else True
        return not any(_touch(one.box, spot.box) for one in texts)


Hearing = Callable[[Sequence[Check]], WitnessReport]
"""Asks the witness, given the checks of a document."""


def nobody(checks: Sequence[Check]) -> WitnessReport:
    """No witness is asked."""
    return WitnessReport()


def hearing(
    path: Path, document: Document, reader: str, numbers: NumberAccounting, settings: WitnessSettings = DEFAULT_WITNESS
) -> Hearing:
    """The witness of a document that `reader` read; sheets and web pages have none."""
    if not settings.enabled or not document.paged or document.media_type != PDF:
        return nobody

    def hear(checks: Sequence[Check]) -> WitnessReport:
        chosen = choose(document, numbers, checks, settings)
        return WitnessReport(_read_again(path, document, reader, chosen) if chosen else {}, heard=True)

    return hear


def choose(
    document: Document, numbers: NumberAccounting, checks: Iterable[Check], settings: WitnessSettings
) -> dict[int, str]:
    """The pages to read again, each with the reason; where there are too many, the first of the gravest reason."""
    failing = [check for check in checks if check.verdict == FAILS]
    led = sorted({check.page for check in failing if check.page is not None})
    others = sorted({spot.page for check in failing for spot in check.spots if spot.page is not None})
    doubtful: dict[int, str] = {}
    for trigger, pages in (
        (ACCOUNTING, sorted({cell.page for cell in numbers.unfounded if cell.page is not None})),
        (IDENTITY, [*led, *others]),
        (ACCOUNTING, sorted({number.page for number in numbers.unread})),
    ):
        for page in pages:
            doubtful.setdefault(page, trigger)
    chosen = dict(islice(doubtful.items(), settings.most_doubtful))
    sampled = (
        page.number
        for page in document.pages
        if page.number not in doubtful and _share(document.sha256, page.number) < settings.sample
    )
    chosen.update(dict.fromkeys(islice(sampled, settings.most_sampled), SAMPLE))
    return dict(sorted(chosen.items()))


def _share(sha256: str, page: int) -> float:
    """A number from 0 to 1 that looks random and follows from the content."""
    return int(hashlib.sha256(f"{sha256} {page}".encode()).hexdigest()[:12], 16) / 16**12


def other_reader(reader: str) -> str:
    """The reader that bears witness for this one."""
    return next(name for name in READERS if name != reader)


def _read_again(path: Path, document: Document, reader: str, chosen: dict[int, str]) -> dict[int, PageTestimony]:
    witness = other_reader(reader)
    first = {page.number: page for page in document.pages if page.number in chosen}
    heard: dict[int, PageTestimony] = {}
    try:
        for page in read_pages(path, chosen.keys(), witness):
            number = page.number
            differences = tuple(compare(first[number], page))
            cells = written(first[number])
            heard[number] = PageTestimony(number, chosen[number], reader, witness, cells, differences)
    except MemoryError:
        raise
    except Exception as error:  # a witness that fails says nothing against what was read; that it failed is told
        told = f"cannot be read ({type(error).__name__})"
        for number in chosen.keys() - heard.keys():
            page = first[number]
            missing = Difference(ONLY_READER, Box(0.0, 0.0, page.width, page.height), "", told)
            heard[number] = PageTestimony(number, chosen[number], reader, witness, 0, (missing,), failed=True)
    return dict(sorted(heard.items()))


def witness_rows(testimony: WitnessReport, cells: Sequence[StatementCell]) -> list[dict[str, object]]:
    """Rows of `audit.witness`, without disclosure_id: one for a page on which all agrees, else one a difference."""
    rows: list[dict[str, object]] = []
    for page in testimony.pages.values():
        common: dict[str, object] = {
            "page": page.page,
            "trigger": page.trigger,
            "reader": page.reader,
            "witness": page.witness,
            "cells": page.cells,
        }
        if not page.differences:
            rows.append({**common, "verdict": AGREES, **_of_cell(None, None)})
        held = [cell for cell in cells if cell.page == page.page]
        for one in page.differences:
            loaded = next((cell for cell in held if _inside(cell, one.box)), None)
            rows.append({**common, "verdict": one.verdict, **_of_cell(one, loaded)})
    return rows


def _of_cell(one: Difference | None, loaded: StatementCell | None) -> dict[str, object]:
    x0, top, x1, bottom = (None,) * 4 if one is None else (round(edge, 2) for edge in one.box)
    return {
        "statement": "" if loaded is None else loaded.statement,
        "row_no": None if loaded is None else loaded.row_no,
        "measure": "" if loaded is None else loaded.measure,
        "printed_reader": "" if one is None else masked(one.printed_reader),
        "printed_witness": "" if one is None else masked(one.printed_witness),
        "x0": x0,
        "top": top,
        "x1": x1,
        "bottom": bottom,
    }


def _inside(cell: StatementCell, box: Box) -> bool:
    if cell.x0 is None or cell.top is None or cell.x1 is None or cell.bottom is None:
        return False
    return box.holds((cell.x0 + cell.x1) / 2, (cell.top + cell.bottom) / 2)


def _touch(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.top < other.bottom and other.top < one.bottom
