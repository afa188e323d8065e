"""A Fiscal Data Package: CSV files with a `datapackage.json` that tells what every column means.

Budget lines stand in `income.csv` and `expenditure.csv`, one amount a row with its phase; all views lie beside them.
The package keeps to the tabular profile, which validators know without a network, and adds what a fiscal package says
more: `columnType` of the fields of budget lines, and `model`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

import duckdb

from pipeline import __version__
from pipeline.warehouse.export.progress import Progress
from pipeline.warehouse.export.tables import copy_csv, rows
from schemas.chinese import column_name, table_name
from schemas.views import VIEWS

Json = dict[str, object]
_PHASES: Final = "(VALUES ('approved', 'budget_amount'), ('executed', 'final_amount')) AS phase(phase, part)"
_LICENSE: Final = {
    "name": "notspecified",
    "title": "各单位依法公开的政府信息，使用时请注明来源 | Public disclosures of the bodies named; cite them as source",
}
_MOST_SOURCES: Final = 500

_PLACE_TYPES: Final = {
    "fiscal_year": "date:fiscal-year",
    "phase": "phase:id",
    "direction": "direction",
    "org_id": "administrative-classification:generic:level1:code",
    "org_name": "administrative-classification:generic:level1:label",
    "amount": "value",
}
_LINES: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "expenditure": (
        f"""SELECT fiscal_year, phase.phase, 'expenditure' AS direction, org_id, org_name, province,
            class_code, class_name, division_code, division_name, item_code, item_name,
            if(phase = 'approved', budget_amount, final_amount) AS amount,
            if(phase = 'approved', budget_disclosure_id, final_disclosure_id) AS disclosure_id,
            if(phase = 'approved', budget_page, final_page) AS page
        FROM mart.expenditure_by_function, {_PHASES}
        WHERE amount IS NOT NULL ORDER BY ALL""",
        {
            "class_code": "functional-classification:generic:level1:code",
            "class_name": "functional-classification:generic:level1:label",
            "division_code": "functional-classification:generic:level2:code",
            "division_name": "functional-classification:generic:level2:label",
            "item_code": "functional-classification:generic:level3:code",
            "item_name": "functional-classification:generic:level3:label",
        },
    ),
    "income": (
        f"""SELECT fiscal_year, phase.phase, 'revenue' AS direction, org_id, org_name, province, funding_source,
            funding_source_zh, if(phase = 'approved', budget_amount, final_amount) AS amount,
            if(phase = 'approved', budget_disclosure_id, final_disclosure_id) AS disclosure_id,
            if(phase = 'approved', budget_page, final_page) AS page
        FROM mart.income_by_source, {_PHASES}
        WHERE amount IS NOT NULL ORDER BY ALL""",
        {"funding_source": "fin-source:generic:level1:code", "funding_source_zh": "fin-source:generic:level1:label"},
    ),
}
_MEANINGS: Final = {
    "phase": "阶段：approved 预算，executed 决算 | budget or final account",
    "direction": "收入或支出 | revenue or expenditure",
    "amount": "金额，元 | amount in yuan",
    "disclosure_id": "所在文件 | the file that prints it",
    "page": "页码 | page, 1-based",
}
_TYPES: Final = {"VARCHAR": "string", "BOOLEAN": "boolean", "DATE": "date", "DOUBLE": "number"}


def write_datapackage(connection: duckdb.DuckDBPyConnection, folder: Path, progress: Progress) -> int:
    """The CSV files and their `datapackage.json`."""
    data = folder / "data"
    data.mkdir()
    names = [*_LINES, *(view.name for view in VIEWS)]
    resources: list[Json] = []
    for number, name in enumerate(names, start=1):
        resources.append(_lines(connection, name, data) if name in _LINES else _view(connection, name, data))
        progress(number, len(names), name)
    text = json.dumps(_descriptor(connection, resources), ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(f"{text}\n", encoding="utf-8")
    return len(names) + 1


def _lines(connection: duckdb.DuckDBPyConnection, name: str, data: Path) -> Json:
    query, types = _LINES[name]
    titles = {"expenditure": "支出按功能分类，每个金额一行", "income": "收入按来源，每个金额一行"}
    view = next(
        view for view in VIEWS if view.name == {"expenditure": "expenditure_by_function"}.get(name, "income_by_source")
    )
    known = {column.name: f"{column.zh} | {column.en}" for column in view.columns} | _MEANINGS
    fields = _fields(connection, query, name, known)
    for field in fields:
        if kind := ({**_PLACE_TYPES, **types}).get(str(field["name"])):
            field["columnType"] = kind
    return _resource(connection, name, titles[name], query, fields, data)


def _view(connection: duckdb.DuckDBPyConnection, name: str, data: Path) -> Json:
    view = next(view for view in VIEWS if view.name == name)
    query = f"SELECT * FROM {view.qualified}"
    known = {column.name: f"{column.zh} | {column.en}" for column in view.columns}
    fields = _fields(connection, query, view.full_name, known)
    title = f"{table_name(view.full_name)}：{view.zh} | {view.en}"
    return _resource(connection, f"mart-{name}".replace("_", "-"), title, query, fields, data)


def _fields(connection: duckdb.DuckDBPyConnection, query: str, table: str, meanings: Mapping[str, str]) -> list[Json]:
    described = connection.execute(f"DESCRIBE {query}").fetchall()
    return [
        {
            "name": name,
            "type": _type(kind),
            "title": column_name(table, name),
            "description": meanings[name],
        }
        for name, kind, *_ in described
    ]


def _type(kind: str) -> str:
    if kind.startswith("DECIMAL"):
        return "number"
    return _TYPES.get(kind, "integer")


def _resource(
    connection: duckdb.DuckDBPyConnection, name: str, title: str, query: str, fields: list[Json], data: Path
) -> Json:
    path = data / f"{name}.csv"
    copy_csv(connection, query, path)
    content = path.read_bytes()
    return {
        "name": name,
        "profile": "tabular-data-resource",
        "title": title,
        "path": f"data/{path.name}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _descriptor(connection: duckdb.DuckDBPyConnection, resources: list[Json]) -> Json:
    first, last = connection.execute(
        "SELECT min(fiscal_year), max(fiscal_year) FROM mart.disclosure WHERE is_counted"
    ).fetchone() or (None, None)
    package: Json = {
        "name": "yusuan",
        "profile": "tabular-data-package",
        "title": "部门预算和决算公开 | Budgets and final accounts of Chinese government bodies",
        "description": (
            "由公开的预决算文件提取，金额单位为元，每个金额可追溯到文件的页。预算为 approved，决算为 executed。 | "
            "Extracted from public disclosures; amounts in yuan, each traceable to its page. "
            "Budgets are phase approved, final accounts executed."
        ),
        "version": __version__,
        "keywords": ["预算公开", "部门预算", "部门决算", "fiscal", "budget", "China"],
        "licenses": [_LICENSE],
        "sources": _sources(connection),
        "countryCode": "CN",
        "granularity": "aggregated",
        "model": _model(),
        "resources": resources,
    }
    if first is not None:
        package["fiscalPeriod"] = {"start": f"{first}-01-01", "end": f"{last}-12-31"}
    return package


def _sources(connection: duckdb.DuckDBPyConnection) -> list[Json]:
    """The files, with their address where it is known; very many are in `mart-disclosure.csv` alone."""
    found = rows(connection, "SELECT title, file_name, source_uri FROM mart.disclosure ORDER BY ALL")
    if len(found) > _MOST_SOURCES:
        return [{"title": f"{len(found)} 个公开文件，见 mart-disclosure.csv"}]
    return [
        {"title": row["title"] or row["file_name"]}
        | ({"path": row["source_uri"]} if str(row["source_uri"]).startswith("http") else {})
        for row in found
    ]


def _model() -> Json:
    """Measures and dimensions of the budget lines."""

    def dimension(kind: str, resource: str, key: str, *labels: str, **more: str) -> Json:
        attributes: Json = {key: {"source": key, "resource": resource}}
        attributes |= {label: {"source": label, "resource": resource, "labelfor": key} for label in labels}
        return {"dimensionType": kind, "primaryKey": key, "attributes": attributes, **more}

    dimensions: Json = {}
    for resource in _LINES:
        dimensions[f"{resource}_year"] = dimension("datetime", resource, "fiscal_year")
        dimensions[f"{resource}_phase"] = dimension("other", resource, "phase")
        dimensions[f"{resource}_organization"] = dimension(
            "classification", resource, "org_id", "org_name", classificationType="administrative"
        )
    for level in ("class", "division", "item"):
        dimensions[f"expenditure_{level}"] = dimension(
            "classification", "expenditure", f"{level}_code", f"{level}_name", classificationType="functional"
        )
    dimensions["income_source"] = dimension("other", "income", "funding_source", "funding_source_zh")
    measures: Json = {
        name: {"source": "amount", "resource": name, "currency": "CNY", "direction": direction}
        for name, direction in (("expenditure", "expenditure"), ("income", "revenue"))
    }
    return {"measures": measures, "dimensions": dimensions}
