"""Facts of a document that prints no statements: the figures of its prose, under the statement `narrative`.

Final accounts often come with their tables in another file, or with none; their prose then gives income, expenditure
by function, carry-over and the three public expenses. Prose repeats itself: of figures about the same thing the first
is the leaf. A figure whose subject is none of these stays in fact_text_figure, where all of them are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pipeline.narrative.model import TextFact
from pipeline.warehouse.facts.common import FactRow
from pipeline.warehouse.facts.leaves import code_ancestors
from schemas.values import FUNDING_SOURCES, KINDS, THREE_PUBLIC_ITEMS, dimensions

STATEMENT: Final = "narrative"
CARRYOVER: Final = {
    "opening_carryover": ("opening", "all"),
    "closing_carryover": ("closing", "all"),
    "fiscal_opening_carryover": ("opening", "fiscal_appropriation"),
    "fiscal_closing_carryover": ("closing", "fiscal_appropriation"),
}
"""Subject -> position and funding source."""
INCOME_SUBJECTS: Final = {"total": "all", "used_non_fiscal_balance": "surplus_used"}
"""Subjects of income whose key is not that of their funding source."""

Groups = dict[tuple[str, ...], list[FactRow]]


def prose_facts(disclosure_id: str, figures: Sequence[TextFact]) -> dict[str, list[FactRow]]:
    """Fact rows by table; `row_no` is the figure's number in fact_text_figure."""
    rows: dict[str, list[FactRow]] = {
        "fact_income": [], "fact_expenditure": [], "fact_three_public": [], "fact_carryover": [],
    }  # fmt: skip
    for number, figure in enumerate(figures, start=1):
        classified = _classified(figure)
        if classified is not None:
            table, columns = classified
            rows[table].append(_origin(disclosure_id, number, figure) | columns | {"is_leaf": False})
    for group in _groups(rows["fact_expenditure"], "funding_source", "kind", "basis").values():
        _mark_expenditure(group)
    for group in _groups(rows["fact_income"], "basis").values():
        _mark(group, "funding_source", _parents_of(group, "funding_source", "funding_sources"))
    for group in _groups(rows["fact_three_public"], "funding_source", "basis").values():
        _mark(group, "item", _parents_of(group, "item", "three_public_items"))
    for group in _groups(rows["fact_carryover"], "position", "funding_source", "basis").values():
        group[0]["is_leaf"] = True
    return rows


def _classified(figure: TextFact) -> tuple[str, FactRow] | None:
    """The table a figure belongs to and its own columns there, None if no fact table is about it."""
    subject, fund = figure.subject, figure.funding_source or "all"
    if subject in CARRYOVER:
        position, source = CARRYOVER[subject]
        carried: FactRow = {"item": figure.subject_printed, "position": position, "funding_source": source}
        return "fact_carryover", carried | {"kind": "total"}
    if subject in THREE_PUBLIC_ITEMS[1:] or subject == "three_public":
        item = "total" if subject == "three_public" else subject
        return "fact_three_public", {"item": item, "funding_source": figure.funding_source or "fiscal_appropriation"}
    if figure.section == "income" or subject == "used_non_fiscal_balance":
        source = INCOME_SUBJECTS.get(subject, subject)
        income: FactRow = {"item": figure.subject_printed, "funding_source": source}
        return ("fact_income", income) if source in FUNDING_SOURCES else None
    return _expenditure(figure, fund) if figure.section == "expenditure" else None


def _expenditure(figure: TextFact, fund: str) -> tuple[str, FactRow] | None:
    subject = figure.subject
    codes: FactRow = {"function_code": figure.function_code, "economic_code": figure.economic_code}
    spent: FactRow = codes | {"funding_source": fund, "kind": "total", "money_year": "all"}
    if subject == "total" or figure.function_code or figure.economic_code:
        return "fact_expenditure", spent
    if subject in KINDS:
        return "fact_expenditure", spent | {"kind": subject}
    return ("fact_expenditure", spent | {"funding_source": subject}) if subject in FUNDING_SOURCES else None


def _origin(disclosure_id: str, number: int, figure: TextFact) -> FactRow:
    source = figure.source
    return {
        "disclosure_id": disclosure_id, "statement": STATEMENT, "title": figure.heading, "row_no": number,
        "label": figure.subject_printed, "measure": figure.subject, "basis": figure.basis, "amount": figure.amount,
        "printed": figure.printed, "sentence": source.sentence, "page": source.page, "x0": source.x0,
        "top": source.top, "x1": source.x1, "bottom": source.bottom, "source_ref": source.source_ref,
    }  # fmt: skip


def _groups(rows: Sequence[FactRow], *columns: str) -> Groups:
    groups: Groups = {}
    for row in rows:
        groups.setdefault(tuple(str(row[column]) for column in columns), []).append(row)
    return groups


def _mark(group: Sequence[FactRow], column: str, parents: set[str]) -> None:
    """The first row of each value that no other value of the group is part of."""
    seen: set[str] = set()
    for row in group:
        value = str(row[column])
        row["is_leaf"] = value not in parents and value not in seen
        seen.add(value)


def _mark_expenditure(group: Sequence[FactRow]) -> None:
    """The lowest codes; where none is told, the expenditure of the year before a total that adds what is carried on."""
    coded = [row for row in group if row["function_code"]]
    if coded:
        _mark(coded, "function_code", {parent for row in coded for parent in code_ancestors(str(row["function_code"]))})
        return
    plain = [row for row in group if not row["economic_code"]]
    if plain:
        min(plain, key=lambda row: (not str(row["label"]).startswith("本年"), row["row_no"]))["is_leaf"] = True


def _parents_of(group: Sequence[FactRow], column: str, vocabulary: str) -> set[str]:
    """Every key above a key of the group."""
    names = dimensions()[vocabulary]
    above: set[str] = set()
    for row in group:
        parent = names[str(row[column])]["parent"]
        while parent:
            above.add(parent)
            parent = names[parent]["parent"]
    return above
