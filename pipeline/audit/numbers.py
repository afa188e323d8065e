"""Number accounting: every amount-looking number of every page ends in exactly one place.

A number (see `number_words` for what looks like an amount) is, in this order,

- **in a cell**: a loaded statement cell has its box around the word's middle, and the words in that box print what the
  cell says, character by character. Cells and words are matched one to one by place, never by text elsewhere on the
  page; a number broken over two lines is two words in one cell, and counts for both;
- **in a record**: it stands in a cell of a performance table that a record uses, or the narrative claims it by place;
- **set aside**: it is an integer (no point, separator, % or unit) whose column by its header holds codes, row numbers,
  years or quantities (数量, 人数), or that stands in a row of column numbers (栏次) or inside the text of a cell, or a
  code, a year or the page's number in a row that no grid holds. These are no amounts: they are not among `numbers`,
  but counted, and listed with the rule;
- **in prose**: outside all tables and their rows, in or beside text;
- **unread**: everything else, listed with its place and a reason.

The pages' words are the witness: a lost row, a shifted column or two cells read as one leave words over. The other
way round, a loaded cell whose words do not stand in its box is `unfounded`: it says what the page does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.audit.number_match import claimed_cells, claimed_prose, loaded_words
from pipeline.audit.number_places import Place, TablePlaces
from pipeline.audit.number_prose import stands_in_text
from pipeline.audit.number_rows import LooseRows
from pipeline.audit.number_words import Number, PlacedWord, number_box, numbers_among, placed_words
from pipeline.narrative import NarrativeReading
from pipeline.performance import PerformanceReading
from pipeline.private import masked
from pipeline.reading.model import Document, Page
from pipeline.statements import StatementReading
from pipeline.statements.model import StatementCell


@dataclass(frozen=True, slots=True)
class PageAccount:
    """The numbers of one page and where they ended: a row of `audit.number_account`."""

    page: int
    numbers: int
    in_cells: int
    in_records: int
    in_prose: int
    unread: int
    set_aside: int


@dataclass(frozen=True, slots=True)
class UnreadNumber:
    """A number that no record holds: a row of `audit.unread_number`. Box in PDF points, None without pages."""

    page: int
    printed: str
    x0: float | None
    top: float | None
    x1: float | None
    bottom: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class SetAsideNumbers:
    """The integers of a page that one rule takes for no amounts: a row of `audit.set_aside_number`."""

    page: int
    rule: str
    numbers: int
    printed: str


@dataclass(frozen=True, slots=True)
class NumberAccounting:
    """The accounts of all pages, the unread numbers, what which rule set aside, and cells without their words."""

    pages: tuple[PageAccount, ...]
    unread: tuple[UnreadNumber, ...]
    set_aside: tuple[SetAsideNumbers, ...]
    unfounded: tuple[StatementCell, ...]


def account(
    document: Document,
    statements: StatementReading,
    performance: PerformanceReading,
    narrative: NarrativeReading,
) -> NumberAccounting:
    """Account for every amount-looking number of a document."""
    places = TablePlaces(document, statements, performance)
    rows = LooseRows()
    pages: list[PageAccount] = []
    unread: list[UnreadNumber] = []
    aside: list[SetAsideNumbers] = []
    unfounded: list[StatementCell] = []
    for page in document.pages:
        words = placed_words(page, document.paged)
        in_rows = rows.read(page, words)
        numbers = numbers_among(words, in_rows)
        loaded = loaded_words(page.number, words, statements)
        used = claimed_cells(page, words, performance)
        counts: dict[str, int] = defaultdict(int)
        ruled: dict[str, list[str]] = defaultdict(list)
        claims = claimed_prose(page.number, words, numbers, narrative)
        for number in numbers:
            word = words[number.word]
            if number.word in loaded.read:
                counts["in_cells"] += 1
            elif number.word in used or number in claims:
                counts["in_records"] += 1
            elif word.grid is None and number.word not in in_rows and stands_in_text(number, words):
                counts["in_prose"] += 1
            else:
                place = _place(page, word, number, places, loaded.reasons, in_rows)
                if place.set_aside:
                    ruled[place.reason].append(word.text)
                else:
                    unread.append(_unread(page, word, number, place.reason))
                    counts["unread"] += 1
        aside += _listed(page.number, ruled)
        unfounded += loaded.unfounded
        pages.append(
            PageAccount(
                page.number, sum(counts.values()), counts["in_cells"], counts["in_records"], counts["in_prose"],
                counts["unread"], sum(len(texts) for texts in ruled.values()),
            )
        )  # fmt: skip
    return NumberAccounting(tuple(pages), tuple(unread), tuple(aside), tuple(unfounded))


def _place(
    page: Page,
    word: PlacedWord,
    number: Number,
    places: TablePlaces,
    reasons: Mapping[int, str],
    in_rows: Mapping[int, str],
) -> Place:
    if number.word in reasons:
        return Place(reasons[number.word])
    if word.grid is None:
        rule = in_rows.get(number.word, "") if number.plain else ""
        return Place(rule, True) if rule else Place("figures outside any table")
    return places.place(page, word, number)


def _unread(page: Page, word: PlacedWord, number: Number, reason: str) -> UnreadNumber:
    box = number_box(word, number)
    x0, top, x1, bottom = (None,) * 4 if box is None else (round(edge, 2) for edge in box)
    return UnreadNumber(page.number, masked(number.printed), x0, top, x1, bottom, masked(reason))


def _listed(page: int, ruled: Mapping[str, Iterable[str]]) -> list[SetAsideNumbers]:
    return [
        SetAsideNumbers(page, rule, len(texts), masked(" ".join(texts)))
        for rule, texts in sorted((rule, list(texts)) for rule, texts in ruled.items())
    ]
