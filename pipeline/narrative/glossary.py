"""名词解释: terms with their explanations."""

from __future__ import annotations

import re

from pipeline.narrative.model import GlossaryTerm
from pipeline.narrative.source import source_of
from pipeline.narrative.text import Paragraph, Passage
from pipeline.reading.model import Document

_ENTRY = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])*(?P<term>[^，。；：:]{2,30}?)(?:[：:]|(?=[，]?(?:是指|指|反映)))(?P<explanation>.{8,})$"
)


class GlossaryReader:
    """Collects terms; a paragraph without a term of its own continues the explanation before it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._entries: list[tuple[str, Passage, Passage]] = []

    def take(self, paragraph: Paragraph) -> None:
        """Read one paragraph of the section."""
        found = _ENTRY.match(paragraph.text)
        if found:
            explanation = paragraph.passage.part(*found.span("explanation"))
            self._entries.append((_unquoted(found["term"]), explanation, paragraph.passage))
        elif self._entries and paragraph.text.endswith("。") and not paragraph.is_heading:
            term, explanation, first = self._entries[-1]
            self._entries[-1] = (term, explanation + paragraph.passage, first)

    def terms(self) -> list[GlossaryTerm]:
        """All terms in printed order."""
        return [
            GlossaryTerm(term, explanation.text, source_of(self._document, first, 0, len(first)))
            for term, explanation, first in self._entries
        ]


def _unquoted(term: str) -> str:
    """The term without quotation marks around all of it (`“三公”经费` keeps its own)."""
    return term[1:-1] if term[0] in '“"' and term[-1] in '”"' else term
