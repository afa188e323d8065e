"""The records of one document as plain rows by table: who said it, in which order, where it is printed.

What belongs here: putting the document's id, name and order on each record. Names of columns are those of the records;
`schemas` refuses a column that it does not know, so nothing is dropped on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from pipeline import __version__
from pipeline.audit.audit import Audit, check_rows, figure_rows, finding_rows
from pipeline.audit.corrections import Corrected, correction_rows
from pipeline.audit.numbers import NumberAccounting
from pipeline.audit.witness import witness_rows
from pipeline.narrative.facts import DocumentFacts
from pipeline.narrative.model import NarrativeReading
from pipeline.performance.model import PerformanceReading
from pipeline.reading import Document
from pipeline.statements import StatementCell, StatementReading
from pipeline.warehouse.facts import facts as facts_of_cells
from pipeline.warehouse.facts import prose_facts, with_purposes

Row = dict[str, object]
Rows = dict[str, list[Row]]


def document_rows(
    document: Document,
    facts: DocumentFacts,
    arrived: datetime,
    statements: StatementReading,
    performance: PerformanceReading,
    narrative: NarrativeReading,
    numbers: NumberAccounting,
    corrected: Sequence[StatementCell],
) -> Rows:
    """Everything one document gives, by table name, its audit aside. The facts take the corrected cells."""
    key: Row = {"disclosure_id": document.sha256[:16]}
    coverage = [*statements.coverage, *performance.coverage, *narrative.coverage]
    return {
        "dim_disclosure": [{**key, **_disclosure(document, facts, arrived)}],
        "staging.organization": [{**key, **_organization(facts)}],
        "staging.statement_cell": [
            {**key, "file_name": document.file_name, **_flat(cell)} for cell in statements.cells
        ],
        **_statement_facts(key, corrected, narrative),
        "fact_performance_goal": _numbered(key, performance.goals),
        "fact_performance_indicator": _numbered(key, performance.indicators),
        "fact_performance_funding": _numbered(key, performance.fundings),
        "fact_budget_change": _numbered(key, narrative.budget_changes),
        "fact_text_figure": _numbered(key, narrative.text_facts),
        "fact_project": _numbered(key, narrative.projects),
        "fact_procurement": _numbered(key, narrative.procurement),
        "fact_state_asset": _numbered(key, narrative.state_assets),
        "fact_staffing": _numbered(key, narrative.staffing),
        "fact_glossary": _numbered(key, narrative.glossary),
        "audit.coverage": [{**key, **_flat(each)} for each in coverage],
        "audit.number_account": [{**key, **_flat(each)} for each in numbers.pages],
        "audit.unread_number": [{**key, **_flat(each)} for each in numbers.unread],
        "audit.set_aside_number": [{**key, **_flat(each)} for each in numbers.set_aside],
    }


def audit_rows(
    document: Document, audited: Audit, statements: StatementReading, corrected: Sequence[Corrected] = ()
) -> Rows:
    """What the audit of one document gives, by table name."""
    key: Row = {"disclosure_id": document.sha256[:16]}
    return {
        "audit.check": [{**key, **row} for row in check_rows(audited.checks)],
        "audit.finding": [{**key, **row} for row in finding_rows(audited.findings)],
        "audit.witness": [{**key, **row} for row in witness_rows(audited.testimony, statements.cells)],
        "audit.finding_figure": [{**key, **row} for row in figure_rows(audited.findings)],
        "audit.correction": [{**key, **row} for row in correction_rows(corrected)],
    }


def _disclosure(document: Document, facts: DocumentFacts, arrived: datetime) -> Row:
    return {
        "org_name": facts.org_name,
        "fiscal_year": facts.fiscal_year,
        "stage": facts.stage,
        "is_consolidated": bool(facts.is_consolidated),
        "part": facts.document_kind,
        "title": facts.title,
        "printed_unit": facts.printed_unit,
        "published_on": date.fromisoformat(facts.published_on) if facts.published_on else None,
        "file_name": document.file_name,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "byte_size": document.byte_size,
        "page_count": len(document.pages) if document.paged else None,
        "extractor_version": __version__,
        "ingested_at": arrived,
    }


def _statement_facts(key: Row, cells: Sequence[StatementCell], narrative: NarrativeReading) -> Rows:
    """Facts of the statements, or of the prose where a document has none; purposes are told by the prose."""
    found = facts_of_cells(str(key["disclosure_id"]), cells)
    services = with_purposes(found["fact_commissioned_service"], narrative.purposes)
    if not any(found.values()):
        return {**found, **prose_facts(str(key["disclosure_id"]), narrative.text_facts)}
    return {**found, "fact_commissioned_service": services}


def _organization(facts: DocumentFacts) -> Row:
    names = ("org_name", "region_code", "province", "prefecture", "county", "level")
    return {name: getattr(facts, name) for name in names}


def _numbered(key: Row, records: Iterable[Any]) -> list[Row]:
    """Records in printed order; those that do not count themselves get their order as `row_no`."""
    return [{**key, "row_no": number, **_flat(record)} for number, record in enumerate(records, start=1)]


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _flat(record: Any) -> Row:
    """A record's fields as a row; a `source` record becomes its page, box, reference and sentence."""
    row: Row = {name: getattr(record, name) for name in _names(record.__class__)}
    source = row.get("source")
    if not is_dataclass(source):
        return row
    del row["source"]
    return {**row, **_flat(source)}
