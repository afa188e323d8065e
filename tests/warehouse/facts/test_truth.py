"""Hand-checked cells of other provinces: the leaves of every column make its printed total."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.statements.model import StatementCell
from pipeline.warehouse.facts import facts
from pipeline.warehouse.facts.vocabulary import is_total
from schemas import TABLES, frame, problems

SLACK = Decimal(50)
"""Half of 0.01 万元 for every addend."""


def _cell(given: dict[str, Any], position: int) -> StatementCell:
    text = ("section", "code", "economic_code", "label", "project", "unit_name", "measure_printed", "printed")
    fields: dict[str, Any] = {name: given.get(name) or "" for name in text}
    fields |= {"statement": given["statement"], "measure": given["measure"], "basis": given.get("basis") or "budget"}
    fields |= {"title": "", "row_no": int(given.get("row_no") or 0), "pct": None, "page": given["page"]}
    amount = Decimal(str(given["amount_yuan"])).quantize(Decimal("0.01"))
    return StatementCell(
        **fields, amount=amount, x0=float(position), top=0.0, x1=0.0, bottom=0.0, source_ref=f"p{given['page']}"
    )


def _documents(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    return [(path.stem, json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.json"))]


def _facts(document: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    given = [cell for cell in document["cells"] if cell.get("amount_yuan") is not None]
    return facts("d", [_cell(cell, position) for position, cell in enumerate(given)])


def test_facts_keep_their_declarations(corpus_dir: Path) -> None:
    for name, document in _documents(corpus_dir / "truth"):
        for table, rows in _facts(document).items():
            assert problems(TABLES[table], frame(TABLES[table], rows)) == [], (name, table)


def test_leaves_make_the_printed_totals(corpus_dir: Path) -> None:
    compared, off = 0, []
    for name, document in _documents(corpus_dir / "truth"):
        wrong_as_printed = " ".join(check["name"] for check in document["checks"]["failed"])
        leaves: dict[tuple[str, ...], list[Decimal]] = {}
        totals: dict[tuple[str, ...], list[Decimal]] = {}
        for row in _facts(document)["fact_expenditure"]:
            key = (row["statement"], row["kind"], row["funding_source"], row["basis"], row["money_year"])
            if row["is_leaf"]:
                leaves.setdefault(key, []).append(row["amount"])
            if is_total(row["label"]) and not row["economic_code"] and not row["function_code"]:
                totals.setdefault(key, []).append(row["amount"])
        for key, printed in totals.items():
            if key[0] in wrong_as_printed:
                continue
            compared += 1
            counted = leaves.get(key, [])
            if not any(abs(sum(counted, Decimal(0)) - total) <= SLACK * (len(counted) + 1) for total in printed):
                off.append((name, key, sum(counted, Decimal(0)), printed))
    assert compared > 80
    assert not off
