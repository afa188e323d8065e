"""What an audit report says, from the rows of the warehouse: a plain structure that the page is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import duckdb

from pipeline.audit.model import Spot
from pipeline.audit.rules import families, rules
from pipeline.audit.stored import StoredDocument, spots_of_finding

Draw = Callable[[StoredDocument, Sequence[Spot]], str]
"""A picture of the place of a finding as a data URI, '' where the file is not there."""

VERDICTS = ("holds", "rounding", "fails", "nothing_to_check")


@dataclass(frozen=True, slots=True)
class RuleCount:
    """The verdicts of one rule."""

    name: str
    compares: str
    verdicts: dict[str, int]


@dataclass(frozen=True, slots=True)
class FamilyCount:
    """The verdicts of one family of rules, and of its rules."""

    name: str
    verdicts: dict[str, int]
    rules: list[RuleCount]


@dataclass(frozen=True, slots=True)
class FindingText:
    """One finding as a person reads it."""

    number: int
    severity: str
    origin: str
    message: str
    rule: str
    why: str
    checks: int
    page: int | None
    figures: list[Spot]
    picture: str


@dataclass(frozen=True, slots=True)
class DocumentText:
    """One disclosure: what was loaded, where its numbers ended, what its checks said."""

    document: StoredDocument
    cells: int
    statements: list[str]
    empty: list[str]
    unrecognised: list[tuple[int | None, str, str]]
    indicators: int
    changes: int
    account: dict[str, int]
    unread: list[tuple[int | None, str, str]]
    families: list[FamilyCount]
    findings: list[FindingText] = field(default_factory=list)

    @property
    def verdicts(self) -> dict[str, int]:
        return _added(family.verdicts for family in self.families)


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report. `version` is the warehouse's file: the report says which state of the data it is about."""

    version: str
    documents: list[DocumentText]

    @property
    def verdicts(self) -> dict[str, int]:
        return _added(document.verdicts for document in self.documents)

    @property
    def account(self) -> dict[str, int]:
        return _added(document.account for document in self.documents)

    @property
    def findings(self) -> int:
        return sum(len(document.findings) for document in self.documents)

    @property
    def families(self) -> list[FamilyCount]:
        """The verdicts of all documents by family."""
        found = [family for document in self.documents for family in document.families]
        names = [each["zh"] for each in families().values()]
        return [FamilyCount(name, _added(f.verdicts for f in found if f.name == name), []) for name in names]


def _added(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for each in counts:
        for key, count in each.items():
            total[key] = total.get(key, 0) + count
    return total


def make_report(
    connection: duckdb.DuckDBPyConnection, version: str, documents: Sequence[StoredDocument], draw: Draw
) -> Report:
    """The report on these documents."""
    return Report(version, [_document(connection, document, draw) for document in documents])


def _document(connection: duckdb.DuckDBPyConnection, document: StoredDocument, draw: Draw) -> DocumentText:
    def rows(query: str) -> list[tuple[object, ...]]:
        return connection.execute(query, [document.disclosure_id]).fetchall()

    def count(table: str) -> int:
        ((number,),) = rows(f"SELECT count(*) FROM {table} WHERE disclosure_id = $1")
        return int(str(number))

    loaded = rows(
        """SELECT c.statement, max(coalesce(s.name_zh, c.statement)), min(c.page)
           FROM staging.statement_cell c LEFT JOIN dim_statement s USING (statement)
           WHERE disclosure_id = $1 GROUP BY ALL ORDER BY 3, 1"""
    )
    empty = rows(
        """SELECT title, min(page) FROM audit.coverage
           WHERE disclosure_id = $1 AND status = 'empty' AND title <> '' GROUP BY ALL ORDER BY 2"""
    )
    unrecognised = rows(
        """SELECT page, title, detail FROM audit.coverage
           WHERE disclosure_id = $1 AND status = 'unrecognised' ORDER BY page, table_no, title, detail"""
    )
    account = rows(
        """SELECT coalesce(sum(numbers), 0), coalesce(sum(in_cells), 0), coalesce(sum(in_records), 0),
                  coalesce(sum(in_prose), 0), coalesce(sum(unread), 0)
           FROM audit.number_account WHERE disclosure_id = $1"""
    )
    unread = rows(
        """SELECT page, printed, reason FROM audit.unread_number
           WHERE disclosure_id = $1 ORDER BY page, top, x0"""
    )
    names = ("numbers", "in_cells", "in_records", "in_prose", "unread")
    return DocumentText(
        document=document,
        cells=count("staging.statement_cell"),
        statements=[f"{name}（第{page}页）" if page else str(name) for _, name, page in loaded],
        empty=[str(title) for title, _ in empty],
        unrecognised=[(_page(page), str(title), str(detail)) for page, title, detail in unrecognised],
        indicators=count("fact_performance_indicator"),
        changes=count("fact_budget_change"),
        account={name: int(str(number)) for name, number in zip(names, account[0], strict=True)},
        unread=[(_page(page), str(printed), str(reason)) for page, printed, reason in unread],
        families=_families(
            rows("SELECT rule, verdict, count(*) FROM audit.check WHERE disclosure_id = $1 GROUP BY ALL")
        ),
        findings=_findings(connection, document, draw),
    )


def _page(value: object) -> int | None:
    return None if value is None else int(str(value))


def _families(counted: Sequence[tuple[object, ...]]) -> list[FamilyCount]:
    """Counts by family and rule, in the order of the rules; families that had nothing to do are left out."""
    by_rule: dict[str, dict[str, int]] = {}
    for rule, verdict, number in counted:
        by_rule.setdefault(str(rule), {})[str(verdict)] = int(str(number))
    found = []
    for key, names in families().items():
        held = [
            RuleCount(rule.name_zh, rule.compares, by_rule[rule.id])
            for rule in rules().values()
            if rule.family == key and rule.id in by_rule
        ]
        if held:
            found.append(FamilyCount(names["zh"], _added(rule.verdicts for rule in held), held))
    return found


def _findings(connection: duckdb.DuckDBPyConnection, document: StoredDocument, draw: Draw) -> list[FindingText]:
    rows = connection.execute(
        """SELECT finding_no, severity, origin, message, rule, checks, page FROM audit.finding
           WHERE disclosure_id = $1 ORDER BY severity, page, finding_no""",
        [document.disclosure_id],
    ).fetchall()
    found = []
    for number, severity, origin, message, rule, checks, page in rows:
        spots = spots_of_finding(connection, document.disclosure_id, number)
        known = rules().get(rule)
        found.append(
            FindingText(
                number=number,
                severity=severity,
                origin=origin,
                message=message,
                rule=known.name_zh if known else rule,
                why=known.why if known else "",
                checks=checks,
                page=page,
                figures=spots,
                picture=draw(document, spots) if spots else "",
            )
        )
    return found


def share(part: int, whole: int) -> str:
    """A share in percent with one decimal; '–' of nothing. 100.0 is said of all only."""
    if not whole:
        return "–"
    value = Decimal(part * 100) / Decimal(whole)
    shown = value.quantize(Decimal("0.1"))
    if part < whole and shown == 100:
        shown = Decimal("99.9")
    return f"{shown}%"
