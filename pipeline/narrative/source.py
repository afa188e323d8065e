"""Provenance of records of the prose: page, box and sentence, and the numbers that a record uses."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.narrative.model import ClaimedNumber, Source
from pipeline.narrative.text import Passage, box_of
from pipeline.reading.model import Document


def source_of(document: Document, passage: Passage, start: int, end: int) -> Source:
    """Where the characters [start, end) of a passage are printed; without page and box where a file has no pages."""
    part = passage.part(start, end).trimmed("，,；;。：:、 ")
    found = box_of(document, part)
    if found is None:
        return Source(None, None, None, None, None, "", part.text)
    number, box = found
    if not document.paged:
        return Source(None, None, None, None, None, f"line{part.runs[0].line + 1}", part.text)
    x0, top, x1, bottom = (round(edge, 2) for edge in box)
    return Source(number, x0, top, x1, bottom, f"p{number}", part.text)


def claims(document: Document, passage: Passage, ranges: Iterable[tuple[int, int]]) -> list[ClaimedNumber]:
    """The printed numbers at the ranges of a passage, each with its place."""
    found: list[ClaimedNumber] = []
    for start, end in ranges:
        part = passage.part(start, end)
        place = box_of(document, part)
        if place is not None:
            found.append(ClaimedNumber(place[0], place[1], part.text))
    return found
