"""Codes of rows that print a class by name only, found by walking down the classification in printed order."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.warehouse.facts.rows import PrintedRow
from pipeline.warehouse.facts.vocabulary import plain
from pipeline.warehouse.reference import codes_by_name


def resolved_codes(rows: Sequence[PrintedRow]) -> list[str]:
    """For each row its printed code, or the code its name has in the classification where it stands, or ''.

    行政运行 is the name of a hundred codes: it means the one under the 款 printed above it, and none without such a 款.
    """
    codes: list[str] = []
    path: list[str] = []
    for row in rows:
        code = row.code or ("" if row.unit_name or row.project else _below(path, row.label))
        if code:
            path = [code[:length] for length in (3, 5, 7) if len(code) >= length]
        codes.append(code)
    return codes


def _below(path: Sequence[str], label: str) -> str:
    """The code of a name, sought from the deepest class above it up to the 类."""
    names = codes_by_name()
    for parent in (*reversed(path), ""):
        for name in (label, plain(label)):
            if code := names.get((parent, name)):
                return code
    return ""
