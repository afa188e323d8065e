"""`python -m pipeline.warehouse.cookbook` writes docs/cookbook.md from docs/cookbook.yaml; `--check` only compares.

The queries run on a warehouse of the bundled disclosures, which is made anew (a minute), or on the one that
`--warehouse FILE` names.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import duckdb

from pipeline.places import INBOX
from pipeline.warehouse.build import build
from pipeline.warehouse.publish import publish
from pipeline.warehouse.reading import connect
from pipeline.words import parse_yaml

DOCS: Final = Path(__file__).resolve().parents[2] / "docs"
SOURCE: Final = DOCS / "cookbook.yaml"
TARGET: Final = DOCS / "cookbook.md"
_INTRODUCTION: Final = """# Cookbook

Questions that an auditor or reporter asks, each with its SQL and its result on the five bundled disclosures. Generated
from `docs/cookbook.yaml` by `python -m pipeline.warehouse.cookbook`; do not edit.

Run them with `yusuan sql "..."`, with `duckdb -readonly data/warehouse/budget.duckdb`, or in any tool of
[tools.md](tools.md). The views are described in [the data dictionary](data-dictionary.md); every one is there under
Chinese names too. Amounts are in yuan (元).
"""


@dataclass(frozen=True, slots=True)
class Recipe:
    """One question in Chinese and English, its query, and what to know about the answer."""

    zh: str
    en: str
    sql: str
    note: str = ""


def recipes(source: Path = SOURCE) -> list[Recipe]:
    """The questions in order."""
    return [Recipe(**entry) for entry in parse_yaml(source.read_text(encoding="utf-8"))]


def cookbook(connection: duckdb.DuckDBPyConnection, questions: Sequence[Recipe]) -> str:
    """The whole document."""
    parts = [_INTRODUCTION]
    for number, recipe in enumerate(questions, start=1):
        result = connection.execute(recipe.sql)
        columns = [name for name, *_ in result.description]
        parts.append(f"## {number}. {recipe.zh}\n\n{recipe.en}\n")
        if recipe.note:
            parts.append(f"{recipe.note}\n")
        parts.append(f"```sql\n{recipe.sql.rstrip()}\n```\n")
        parts.append(_table(columns, result.fetchall()))
    return "\n".join(parts)


def _table(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> str:
    if not rows:
        return "No rows.\n"
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(_text(value) for value in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:,}"
    return " ".join(str(value).split()).replace("|", "\\|")


def _bundled(folder: Path) -> Path:
    """A warehouse of the bundled disclosures alone."""
    from pipeline.extract import extract  # readers are heavy: only where they are used

    inbox = DOCS.parent / INBOX
    return publish(build([extract(path) for path in sorted(inbox.glob("*.pdf"))], None, folder))


def main(arguments: Sequence[str]) -> int:
    """Write or check the document."""
    with tempfile.TemporaryDirectory() as folder:
        named = "--warehouse" in arguments
        path = Path(arguments[arguments.index("--warehouse") + 1]) if named else _bundled(Path(folder))
        with connect(path) as connection:
            text = cookbook(connection, recipes())
    if "--check" in arguments:
        return 0 if TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
