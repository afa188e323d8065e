"""Layers staging, dims, facts and audit: every table of the candidate file, counted and checked.

Belongs here: one asset and one blocking check for each declared table, whatever is declared. Stays out: what a table
holds (`schemas/`) and how it is written (`pipeline.warehouse`). A table whose check fails stops the run before anything
is published.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from assets.warehouse import CANDIDATE
from pipeline.warehouse.checks import Checked, check_tables
from pipeline.warehouse.versions import version_name
from schemas import LAYERS, TABLES, Table

CHECK = "keeps_declaration"
"""Name of each table's check: types, closed values, no NULL where none is declared, keys unique."""


def table_key(table: Table) -> dg.AssetKey:
    """`main.fact_income` is the asset `main/fact_income`."""
    return dg.AssetKey([table.schema, table.relation])


def column_schema(table: Table) -> dg.TableSchema:
    """A table's declaration in Dagster's terms, each column described in Chinese and English."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                column.name,
                column.type.value,
                description=f"{column.zh} / {column.en}",
                constraints=dg.TableColumnConstraints(nullable=column.nullable),
            )
            for column in table.columns
        ]
    )


def _spec(layer: str, table: Table) -> dg.AssetSpec:
    return dg.AssetSpec(
        table_key(table),
        deps=[CANDIDATE],
        group_name=layer,
        description=f"{table.zh}\n\n{table.en}",
        kinds={"duckdb"},
        metadata={
            "dagster/column_schema": column_schema(table),
            "dagster/table_name": f"{table.schema}.{table.relation}",
        },
    )


@dg.multi_asset(
    name="tables",
    specs=[_spec(layer, table) for layer, declared in LAYERS.items() for table in declared],
    check_specs=[dg.AssetCheckSpec(CHECK, asset=table_key(table), blocking=True) for table in TABLES.values()],
    ins={"candidate": dg.AssetIn(CANDIDATE)},
)
def tables(candidate: Path) -> Iterator[dg.MaterializeResult[None]]:
    """Every table of the candidate with its row count and its check."""
    for table, checked in check_tables(candidate):
        yield _result(candidate, table, checked)


def _result(path: Path, table: Table, checked: Checked) -> dg.MaterializeResult[None]:
    return dg.MaterializeResult(
        asset_key=table_key(table),
        metadata={"dagster/row_count": checked.rows, "version": version_name(path)},
        check_results=[
            dg.AssetCheckResult(
                check_name=CHECK,
                asset_key=table_key(table),
                passed=not checked.problems,
                metadata={"problems": list(checked.problems)},
            )
        ],
    )
