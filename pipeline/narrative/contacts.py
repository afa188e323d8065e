"""The part of a paragraph that may be read: what stands before its first contact, a name or a telephone number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.narrative.text import Passage
from pipeline.private import holds_phone, is_private, names_contacts, opens_with_contact
from pipeline.reading.model import Document

_SENTENCE_END = re.compile("。")


def without_contacts(document: Document, passage: Passage) -> Passage:
    """The passage up to the first piece that tells a contact; all of it where none does.

    Pieces are sentences, and lines that open with a contact's label: those are often glued to what stands above them.
    What follows a contact is not read either, for a name and its number may stand in two sentences.
    """
    if not (is_private(passage.text) or any(map(holds_phone, _lines(document, passage)))):
        return passage
    starts = sorted({0, *_sentences(passage.text), *_contact_lines(document, passage)})
    for start, end in zip(starts, [*starts[1:], len(passage)], strict=True):
        piece = passage.part(start, end)
        if names_contacts(piece.text) or any(map(holds_phone, _lines(document, piece))):
            return passage.part(0, start)
    return passage.part(0, 0)  # a contact that stands across pieces


def _lines(document: Document, passage: Passage) -> list[str]:
    """The printed lines, which keep the blanks between the groups of a number."""
    return [document.pages[run.page].lines[run.line].text for run in passage.runs]


def _sentences(text: str) -> Iterator[int]:
    return (end.end() for end in _SENTENCE_END.finditer(text) if end.end() < len(text))


def _contact_lines(document: Document, passage: Passage) -> Iterator[int]:
    """Where in the passage a line begins that opens with a contact."""
    at = 0
    for run in passage.runs:
        if opens_with_contact(document.pages[run.page].lines[run.line].text.strip()):
            yield at
        at += len(run.columns)
