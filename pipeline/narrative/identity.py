"""From a document's text to its facts: whose it is, of which year and stage, in which unit it prints.

Nothing is taken from the file name: file names lie. What the text does not say stays unknown ('' or None).
"""

from __future__ import annotations

from pipeline.narrative.consolidation import consolidated
from pipeline.narrative.facts import DocumentFacts
from pipeline.narrative.identity_words import squeeze
from pipeline.narrative.kind import kind_of, page_uses, printed_unit_of
from pipeline.narrative.organization import is_label, organization_of
from pipeline.narrative.period import fiscal_year_of, published_on, stage_of
from pipeline.narrative.printed import cover_lines, printed_lines, values_beside
from pipeline.narrative.region import resolve_region
from pipeline.narrative.text import paragraphs
from pipeline.narrative.title import title_lines, title_of
from pipeline.reading.model import Document

__all__ = ["DocumentFacts", "read_identity"]


def read_identity(document: Document) -> DocumentFacts:
    """Read the facts of one document from its text."""
    lines = printed_lines(document)
    cover = cover_lines(document, lines)
    titles = title_lines(cover)
    title = title_of(titles)
    uses = page_uses(document)
    kind, reason = kind_of(document, title, cover, lines, uses)
    if kind in ("image_only", "not_a_budget"):
        return DocumentFacts(title=title, document_kind=kind, kind_reason=reason)
    year = fiscal_year_of(title, lines)
    org_name = organization_of(titles, lines, values_beside(document, is_label))
    stage = stage_of(title, lines, any(use.statement for use in uses), org_name)
    if kind == "blank_template":
        return DocumentFacts(title=title, fiscal_year=year, stage=stage, document_kind=kind, kind_reason=reason)
    prose = [squeeze(paragraph.text) for paragraph in paragraphs(document)]
    region = resolve_region(org_name, "".join(line.text for line in lines))
    return DocumentFacts(
        org_name=org_name,
        fiscal_year=year,
        stage=stage,
        is_consolidated=consolidated(document, title, org_name, lines, prose),
        title=title,
        printed_unit=printed_unit_of(document, uses),
        published_on=published_on(lines),
        region_code=region.region_code,
        document_kind=kind,
        kind_reason=reason,
        province=region.province,
        prefecture=region.prefecture,
        county=region.county,
        level=region.level,
    )
