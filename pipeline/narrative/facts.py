"""What a document says about itself: the facts that its statements, narrative and tables are read with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """Facts about one document, from its text and never from its file name; unknown is '' or None.

    `stage` is budget | final_account. `printed_unit` is the unit of most statements (万元, 元, 千元).
    `published_on` is an ISO date. `region_code` is the GB/T 2260 code (six digits) of the region whose organization
    this is; it is '' for central bodies, which belong to no region and have level `central`.
    `document_kind`: complete | statements | narrative | performance | blank_template | not_a_budget | image_only;
    `kind_reason` says in Chinese why.
    """

    org_name: str = ""
    fiscal_year: int | None = None
    stage: str = ""
    is_consolidated: bool | None = None
    title: str = ""
    printed_unit: str = ""
    published_on: str | None = None
    region_code: str = ""
    document_kind: str = ""
    kind_reason: str = ""
    province: str = ""
    prefecture: str = ""
    county: str = ""
    level: str = ""
