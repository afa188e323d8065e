"""The data dictionary: every table and column, the small vocabularies, and the disclosures' own glossary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from schemas.chinese import column_name, table_name
from schemas.model import Column, Table
from schemas.values import dimensions
from schemas.views import LISTS, VIEWS, View
from schemas.words import load_words

_LAYER_TITLES = {
    "staging": "Staging: the printed statements",
    "dims": "Dimensions",
    "facts": "Facts",
    "audit": "Audit: what is known about the data itself",
}
_GROUP_TITLES = {
    "statements": "Statements (`statement`)",
    "bases": "Bases (`basis`)",
    "expenditure_kinds": "Kinds of expenditure (`kind`)",
    "funding_sources": "Funding sources (`funding_source`)",
    "three_public_items": "Three public expenses (`item`)",
}
_INTRODUCTION = """# Data dictionary

Generated from `schemas/` by `python -m schemas`; do not edit. The same descriptions are in the warehouse itself
(`SELECT table_name, column_name, comment FROM duckdb_columns()`).

Money is in yuan, whatever unit a document prints. A blank cell makes no row, a printed 0.00 makes a row with 0. Boxes
are PDF points with the origin at the top left of the page.
"""


_VIEWS = """## Views: schema `mart`

One question each, safe to sum unless said otherwise: only current files, no unit beside the consolidated disclosure
that contains it, one statement for each figure, no row that sums others, the document's own year only. Amounts of
budgets and of final accounts stand in columns of their own, so that summing one never adds the other. `mart.source`
tells which file and statement each answer is taken from.

Every table and view is there once more under Chinese names in schema `中文` (`SELECT * FROM 中文.部门预算`); these
names stand in the column 中文. `mart.search('宣传 经费')` (`中文.搜索(...)`) looks through organizations, projects,
indicators and reasons.
"""


def dictionary(layers: Mapping[str, Iterable[Table]]) -> str:
    """The whole dictionary as Markdown."""
    lines = [_INTRODUCTION]
    for layer, tables in layers.items():
        lines.append(f"## {_LAYER_TITLES[layer]}\n")
        for table in tables:
            lines += _table(table)
    lines.append(_VIEWS)
    for view in VIEWS:
        lines += _view(view)
    for made in LISTS:
        lines += _list(made)
    lines.append("## Vocabularies\n")
    for group, names in dimensions().items():
        lines += _vocabulary(group, names)
    lines += _glossary()
    return "\n".join(lines)


def _table(table: Table) -> Iterator[str]:
    yield f"### {table.name}\n"
    yield f"{table.zh}。{table.en}.\n"
    if table.key:
        yield f"Unique by {', '.join(f'`{name}`' for name in table.key)}.\n"
    yield "| column | type | NULL | 说明 | description | values |"
    yield "|---|---|---|---|---|---|"
    yield from (_column(column) for column in table.columns)
    yield ""


def _column(column: Column) -> str:
    null = "yes" if column.nullable else ""
    cells = (f"`{column.name}`", column.type.value, null, column.zh, column.en, _values(column))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _view(view: View) -> Iterator[str]:
    yield f"### {view.full_name}\n"
    caution = "" if view.summable else " Not for sums over all rows."
    yield f"{view.zh}（`中文.{table_name(view.full_name)}`）。{view.en}.{caution}\n"
    yield "| column | 中文 | 说明 | description |"
    yield "|---|---|---|---|"
    for column in view.columns:
        yield f"| `{column.name}` | {column_name(view.full_name, column.name)} | {column.zh} | {column.en} |"
    yield ""


def _list(made: View) -> Iterator[str]:
    yield f"### {made.full_name}\n"
    yield f"{made.zh}。{made.en}. It is not exported.\n"
    yield "| column | 说明 | description |"
    yield "|---|---|---|"
    for column in made.columns:
        yield f"| `{column.name}` | {column.zh} | {column.en} |"
    yield ""


def _values(column: Column) -> str:
    if column.references:
        return f"→ `{column.references}`"
    return ", ".join(f"`{value}`" if value else "''" for value in column.allowed)


def _vocabulary(group: str, names: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    has_parents = any("parent" in entry for entry in names.values())
    yield f"### {_GROUP_TITLES[group]}\n"
    yield "| key | 中文 | English |" + (" parent |" if has_parents else "")
    yield "|---|---|---|" + ("---|" if has_parents else "")
    for key, entry in names.items():
        parent = _parent(entry) if has_parents else ""
        yield f"| `{key}` | {entry['zh']} | {entry['en']} |{parent}"
    yield ""


def _glossary() -> Iterator[str]:
    entries: list[dict[str, Any]] = load_words("glossary.yaml")
    yield "## 名词解释: the disclosures' own glossary\n"
    yield "As budget units explain their terms; each document's own wording is in `fact_glossary`.\n"
    for entry in entries:
        yield f"**{entry['term']}**：{entry['definition']}\n"


def _parent(entry: Mapping[str, str]) -> str:
    parent = entry.get("parent", "")
    return f" `{parent}` |" if parent else "  |"
