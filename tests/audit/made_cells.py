"""Made statements for tests of single rules: a table is written as rows of (code, label, figures by measure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipeline.audit.model import Check
from pipeline.statements.model import StatementCell

Made = tuple[str, str, Mapping[str, str]]
NOWHERE: dict[str, Any] = {"page": None, "x0": None, "top": None, "x1": None, "bottom": None, "source_ref": ""}


def cells(
    statement: str, rows: Sequence[Made], *, section: str = "", unit: int = 10000, **more: Any
) -> list[StatementCell]:
    """The cells of a statement in a unit of so many yuan; a measure may carry its basis (`total/prior_budget`)."""
    made = []
    for number, (code, label, figures) in enumerate(rows, start=more.pop("first_row", 1)):
        for column, printed in figures.items():
            measure, _, basis = column.partition("/")
            amount = (Decimal(printed.replace(",", "")) * unit).quantize(Decimal("0.01"))
            names = {"economic_code": "", "project": "", "unit_name": "", **more}
            made.append(
                StatementCell(
                    statement=statement,
                    title=statement,
                    section=section,
                    row_no=number,
                    code=code,
                    label=label,
                    measure=measure,
                    measure_printed=measure,
                    basis=basis or "budget",
                    amount=amount,
                    pct=None,
                    printed=printed,
                    **names,
                    **NOWHERE,
                )
            )
    return made


def told(checks: Sequence[Check], rule: str = "") -> list[tuple[str, str, str]]:
    """Row, column and verdict of each check (of one rule)."""
    return [(c.label, c.measure, c.verdict) for c in checks if rule in ("", c.rule)]
