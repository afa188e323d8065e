"""The README's and the dashboard's questions on a large warehouse: p50, p95, and the plans of those that are slow."""

from __future__ import annotations

import inspect
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from pipeline.cli.summary import EXAMPLE
from pipeline.dashboards.queries import compare, findings, organization, overview, quality, scope, search
from pipeline.dashboards.queries.scope import Period

THREADS: Final = 2
SLOW_MS: Final = 100.0
_REPEATS: Final = 30
_ENOUGH_MS: Final = 20_000
"""A question that took so long is not repeated any more."""

_FACTS: Final = "FROM fact_expenditure JOIN dim_disclosure USING (disclosure_id) WHERE is_leaf AND kind = 'total'"
EXTRA: Final[dict[str, str]] = {
    "README: first query, all organizations": EXAMPLE,
    "the largest classes of expenditure": (
        "SELECT org_name, fiscal_year, name, amount, printed, page FROM fact_expenditure "
        "JOIN dim_function_class ON code = function_code JOIN dim_disclosure USING (disclosure_id) "
        "WHERE statement = 'expenditure_summary' AND kind = 'total' AND basis IN ('budget', 'final') AND level = 1 "
        "AND is_current ORDER BY amount DESC LIMIT 10"
    ),
    "cells of one document": "SELECT * FROM staging.statement_cell WHERE disclosure_id = $document",
    "a year's expenditure by class": (
        f"SELECT function_code[:3] AS class, sum(amount) {_FACTS} AND statement = 'expenditure_summary' "
        "AND fiscal_year = $year GROUP BY ALL"
    ),
    "one organization's facts": (
        f"SELECT fiscal_year, function_code, amount {_FACTS} AND statement = 'expenditure_summary' "
        "AND org_id = $organization"
    ),
    "one code over all years": (
        f"SELECT fiscal_year, sum(amount) {_FACTS} AND statement = 'expenditure_summary' "
        "AND function_code = '2080505' GROUP BY ALL"
    ),
    "all cells, counted": "SELECT statement, count(*), sum(amount) FROM staging.statement_cell GROUP BY ALL",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: milliseconds of every repetition, rows of the answer, and the SQL with its parameters."""

    name: str
    times: tuple[float, ...]
    rows: int
    sql: str
    parameters: Any

    @property
    def p50(self) -> float:
        """The median."""
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        """The 95th percentile."""
        return statistics.quantiles(self.times, n=20, method="inclusive")[-1]


class Recorder:
    """Stands for the dashboard's session: notes SQL and parameters, and answers them without memory."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.asked: list[tuple[str, tuple[object, ...]]] = []
        self.store = self

    def rows(self, sql: str, *parameters: object) -> list[dict[str, Any]]:
        """The rows of a query."""
        self.asked.append((sql, parameters))
        result = self.connection.execute(sql, list(parameters))
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, values, strict=True)) for values in result.fetchall()]

    def row(self, sql: str, *parameters: object) -> dict[str, Any]:
        """The only row of a query."""
        return self.rows(sql, *parameters)[0]


def ask_all(warehouse: Path, repeats: int = _REPEATS) -> Iterator[Asked]:
    """Every question, one after the other, the first repetition of each (a cold one) included."""
    connection = duckdb.connect(str(warehouse.resolve()), read_only=True)
    connection.execute(f"SET threads = {THREADS}; SET memory_limit = '4GB'")
    known = _example(connection)
    for name, sql in EXTRA.items():
        parameters = {key: value for key, value in known.items() if f"${key}" in sql}
        yield _timed(connection, name, sql, parameters, repeats)
    for module in (scope, overview, organization, compare, findings, quality, search):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and "session" in inspect.signature(function).parameters:
                yield from _timed_function(
                    connection, f"{module.__name__.rsplit('.', 1)[-1]}.{name}", function, known, repeats
                )
    for name, sql in _views(connection):
        yield _timed(connection, name, sql, known, repeats)
    connection.close()


def slow_plans(warehouse: Path, asked: Sequence[Asked]) -> Iterator[tuple[Asked, str]]:
    """The plans, with times by operator, of the questions whose p95 is above the limit."""
    connection = duckdb.connect(str(warehouse.resolve()), read_only=True)
    connection.execute(f"SET threads = {THREADS}")
    for one in asked:
        if one.p95 > SLOW_MS:
            rows = connection.execute(f"EXPLAIN ANALYZE {one.sql}", one.parameters).fetchall()
            yield one, rows[0][1]


def _example(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """An organization and a document in the middle of the file."""
    row = connection.execute(
        "SELECT disclosure_id, org_id, fiscal_year, org_name, file_name FROM dim_disclosure "
        "WHERE fiscal_year = 2023 ORDER BY disclosure_id OFFSET 3 LIMIT 1"
    ).fetchone()
    if row is None:
        raise ValueError("the warehouse has no document of 2023")
    return dict(zip(("document", "organization", "year", "org_name", "file_name"), row, strict=True))


def _views(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """Each view that has the columns, for one organization and for the sums of one year."""
    found = connection.execute(
        "SELECT table_name, list(column_name) FROM duckdb_columns() WHERE schema_name = 'mart' "
        "GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    for name, columns in found:
        if {"org_id", "fiscal_year"} <= set(columns):
            yield f"mart.{name}: one organization", f"SELECT * FROM mart.{name} WHERE org_id = $organization"
            yield f"mart.{name}: one year, counted", f"SELECT count(*) FROM mart.{name} WHERE fiscal_year = $year"


def _timed(connection: duckdb.DuckDBPyConnection, name: str, sql: str, known: dict[str, Any], repeats: int) -> Asked:
    parameters = {key: value for key, value in known.items() if f"${key}" in sql}
    times = []
    rows = 0
    for _ in range(repeats):
        started = time.perf_counter()
        rows = len(connection.execute(sql, parameters).fetchall())
        times.append(1000 * (time.perf_counter() - started))
        if sum(times) > _ENOUGH_MS:
            break
    return Asked(name, tuple(times) if len(times) > 1 else (*times, *times), rows, sql, parameters)


def _timed_function(
    connection: duckdb.DuckDBPyConnection, name: str, function: Callable[..., Any], known: dict[str, Any], repeats: int
) -> Iterator[Asked]:
    given = {
        "year": known["year"],
        "period": Period(known["year"], "budget"),
        "org_id": known["organization"],
        "also": known["organization"],
        "org_ids": [known["organization"]],
        "disclosure_id": known["document"],
        "statement": "expenditure_summary",
        "title": "部门支出总体情况表",
        "words": "医疗",
        "kind": "医疗保障局",
        "severity": "",
        "origin": "",
        "rules": [],
        "finding_no": 1,
        "file_name": known["file_name"],
    }
    wanted = [parameter for parameter in inspect.signature(function).parameters if parameter != "session"]
    if unknown := sorted(set(wanted) - {*given, "place"}):
        raise ValueError(f"{name} asks for {unknown}, of which this measurement knows nothing")
    places = {f"{name}, one place": "第5省 清河市", f"{name}, everywhere": ""} if "place" in wanted else {name: ""}
    for told, place in places.items():
        values = [(given | {"place": place})[parameter] for parameter in wanted]
        yield _timed_call(connection, told, lambda session, values=values: function(session, *values), repeats)


def _timed_call(
    connection: duckdb.DuckDBPyConnection, name: str, ask: Callable[[Recorder], Any], repeats: int
) -> Asked:
    recorder = Recorder(connection)
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        found = ask(recorder)
        times.append(1000 * (time.perf_counter() - started))
        if sum(times) > _ENOUGH_MS:
            break
    sql, parameters = recorder.asked[0]
    rows = len(found) if isinstance(found, list) else 1
    return Asked(name, tuple(times) if len(times) > 1 else (*times, *times), rows, sql, list(parameters))
