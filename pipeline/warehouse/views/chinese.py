"""Schema `中文`: every table and view once more under Chinese names, keys of small vocabularies in Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schemas import TABLES
from schemas.chinese import column_name, table_name, value_names
from schemas.ddl import quote
from schemas.views import VIEWS, View

SCHEMA = "中文"
SEARCH = f'CREATE MACRO "{SCHEMA}"."搜索"(文字) AS TABLE SELECT * FROM mart.search(文字)'


def view_comments(view: View) -> Iterator[str]:
    """COMMENT ON statements of a view of schema `mart` and its columns."""
    kind = "TABLE" if view.stored else "VIEW"
    yield f"COMMENT ON {kind} {view.qualified} IS {quote(f'{view.zh} | {view.en}')}"
    for column in view.columns:
        yield f'COMMENT ON COLUMN {view.qualified}."{column.name}" IS {quote(f"{column.zh} | {column.en}")}'


def chinese_ddl() -> Iterator[str]:
    """CREATE VIEW and COMMENT ON statements of the whole schema. Columns of the tables are described there alone."""
    for table in TABLES.values():
        yield from _view(table.name, table.qualified, table.zh, table.by_name)
    for view in VIEWS:
        yield from _view(view.full_name, view.qualified, view.zh, view.by_name)
        made = _name(view.full_name)
        for column in view.columns:
            yield f'COMMENT ON COLUMN {made}."{column_name(view.full_name, column.name)}" IS {quote(column.zh)}'
    yield SEARCH


def _name(table: str) -> str:
    return f'"{SCHEMA}"."{table_name(table)}"'


def _view(name: str, qualified: str, meaning: str, columns: Iterable[str]) -> Iterator[str]:
    selected = ", ".join(f'{_shown(name, column)} AS "{column_name(name, column)}"' for column in columns)
    yield f"CREATE VIEW {_name(name)} AS SELECT {selected} FROM {qualified}"
    yield f"COMMENT ON VIEW {_name(name)} IS {quote(meaning)}"


def _shown(table: str, column: str) -> str:
    """The column, its keys in Chinese where they have such names; any other value stays as it is."""
    names = value_names(table, column)
    if not names:
        return f'"{column}"'
    cases = " ".join(f"WHEN {quote(key)} THEN {quote(name)}" for key, name in names.items())
    return f'CASE "{column}" {cases} ELSE "{column}" END'
