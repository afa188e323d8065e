"""From a document's text to its facts: whose it is, of which year and stage, in which unit it prints."""

from __future__ import annotations

from pipeline.narrative.facts import DocumentFacts
from pipeline.reading.model import Document

__all__ = ["DocumentFacts", "read_identity"]


def read_identity(document: Document) -> DocumentFacts:
    """Read the facts of one document from its text."""
    return DocumentFacts()
