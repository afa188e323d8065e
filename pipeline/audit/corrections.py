"""Corrections as data: a printed figure that the facts shall not take as it stands.

A correction names the disclosure by organization, year and stage, the cell by statement, row and column, and the text
that it expects to find there. The cell keeps what is printed (`printed`), staging and the audit keep the printed amount
too; only the facts take the corrected one. Where the expected text is not found the document is not loaded: the source
was republished, or the correction is wrong, and either way a person must look.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.words import parse_yaml

if TYPE_CHECKING:
    from pipeline.narrative.facts import DocumentFacts
    from pipeline.statements.model import StatementCell

_FIELDS = {
    "org_name", "fiscal_year", "stage", "statement", "code", "label", "row_no", "measure", "basis",
    "expect", "amount", "reason", "author", "made_on",
}  # fmt: skip
_REQUIRED = ("org_name", "fiscal_year", "stage", "statement", "measure", "expect", "amount", "reason", "author")


class CorrectionError(Exception):
    """A correction that cannot be read, or that does not fit the document it is for."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One corrected figure. `amount` in yuan; `row_no`, `code`, `label`, `basis` narrow the cell down where given."""

    org_name: str
    fiscal_year: int
    stage: str
    statement: str
    measure: str
    expect: str
    amount: Decimal
    reason: str
    author: str
    code: str | None = None
    label: str | None = None
    row_no: int | None = None
    basis: str | None = None
    made_on: date | None = None

    def is_of(self, facts: DocumentFacts) -> bool:
        """Whether it is for this disclosure."""
        return (self.org_name, self.fiscal_year, self.stage) == (facts.org_name, facts.fiscal_year, facts.stage)

    def fits(self, cell: StatementCell) -> bool:
        """Whether it is for this cell, whatever is printed there."""
        given = {"code": self.code, "label": self.label, "row_no": self.row_no, "basis": self.basis}
        narrowed = all(value is None or getattr(cell, name) == value for name, value in given.items())
        return narrowed and (self.statement, self.measure) == (cell.statement, cell.measure)


def read_corrections(folder: Path) -> tuple[Correction, ...]:
    """Every correction of the YAML files in a folder, in the order of their names; none where it is not there."""
    found: list[Correction] = []
    for path in sorted(folder.glob("*.yaml")):
        entries = parse_yaml(path.read_text(encoding="utf-8")) or []
        if not isinstance(entries, list):
            raise CorrectionError(f"{path.name}: a list of corrections is expected.")
        found += [_correction(path.name, number, entry) for number, entry in enumerate(entries, start=1)]
    return tuple(found)


def _correction(name: str, number: int, entry: Any) -> Correction:
    where = f"{name}, correction {number}"
    if not isinstance(entry, dict) or set(entry) - _FIELDS:
        raise CorrectionError(f"{where}: a mapping of {', '.join(sorted(_FIELDS))} is expected.")
    missing = [field for field in _REQUIRED if entry.get(field) in (None, "")]
    if missing:
        raise CorrectionError(f"{where}: {', '.join(missing)} is missing.")
    if not all(isinstance(entry[field], str) for field in ("expect", "amount")):
        raise CorrectionError(f"{where}: expect and amount are texts, in quotes.")
    try:
        amount = Decimal(entry["amount"])
    except InvalidOperation as error:
        raise CorrectionError(f"{where}: {entry['amount']!r} is no amount in yuan.") from error
    return Correction(**{**entry, "fiscal_year": int(entry["fiscal_year"]), "amount": amount})


def fingerprint(corrections: Sequence[Correction]) -> str:
    """What tells results under these corrections from others; '' for none."""
    return sha256(repr(tuple(corrections)).encode()).hexdigest()[:8] if corrections else ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """One correction that was made: the cell as printed, and the amount that the facts take instead."""

    cell: StatementCell
    correction: Correction


def correct(
    cells: Sequence[StatementCell], facts: DocumentFacts, corrections: Sequence[Correction]
) -> tuple[tuple[StatementCell, ...], tuple[Corrected, ...]]:
    """The cells with corrected amounts, for the facts, and what was corrected.

    Raises `CorrectionError` where a correction for this disclosure finds no cell, several, or another text.
    """
    changed = list(cells)
    made: list[Corrected] = []
    for correction in corrections:
        if not correction.is_of(facts):
            continue
        places = [at for at, cell in enumerate(cells) if correction.fits(cell)]
        if len(places) != 1:
            raise CorrectionError(f"{_told(correction)}: {len(places)} cells fit, one is expected.")
        cell = cells[places[0]]
        if cell.printed != correction.expect:
            raise CorrectionError(f"{_told(correction)}: {correction.expect} is expected, {cell.printed} is printed.")
        changed[places[0]] = replace(cell, amount=correction.amount)
        made.append(Corrected(cell, correction))
    return tuple(changed), tuple(made)


def _told(correction: Correction) -> str:
    row = correction.code or correction.label or correction.row_no
    return f"The correction of {correction.statement} {row} {correction.measure} ({correction.author})"


def correction_rows(made: Sequence[Corrected]) -> list[dict[str, object]]:
    """Rows of `audit.correction`, without disclosure_id: both values, why and by whom."""
    return [
        {
            "statement": each.cell.statement,
            "row_no": each.cell.row_no,
            "code": each.cell.code,
            "label": each.cell.label,
            "measure": each.cell.measure,
            "basis": each.cell.basis,
            "printed": each.cell.printed,
            "printed_amount": each.cell.amount,
            "amount": each.correction.amount,
            "reason": each.correction.reason,
            "author": each.correction.author,
            "page": each.cell.page,
            "x0": each.cell.x0,
            "top": each.cell.top,
            "x1": each.cell.x1,
            "bottom": each.cell.bottom,
        }
        for each in made
    ]
