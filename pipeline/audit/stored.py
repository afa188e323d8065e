"""Documents, findings and places as the warehouse holds them, for people who look at them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb

from pipeline.audit.model import Spot
from pipeline.reading.model import Box


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """What is needed to name a disclosure and to find its file."""

    disclosure_id: str
    org_name: str
    fiscal_year: int | None
    stage: str
    title: str
    file_name: str
    source_uri: str
    sha256: str
    byte_size: int
    page_count: int | None
    is_current: bool


def documents(connection: duckdb.DuckDBPyConnection, asked: str = "") -> list[StoredDocument]:
    """The documents whose id begins with `asked` or whose organization or file name holds it; all where it is ''."""
    rows = connection.execute(
        """SELECT disclosure_id, org_name, fiscal_year, stage, title, file_name, source_uri, sha256, byte_size,
                  page_count, is_current
           FROM dim_disclosure
           WHERE starts_with(disclosure_id, $1) OR contains(org_name, $1) OR contains(file_name, $1)
           ORDER BY org_name, fiscal_year, stage, file_name, disclosure_id""",
        [asked],
    ).fetchall()
    return [StoredDocument(*row) for row in rows]


def spots_of_row(connection: duckdb.DuckDBPyConnection, disclosure_id: str, statement: str, row_no: int) -> list[Spot]:
    """The cells of one row of a statement, in printed order."""
    rows = connection.execute(
        """SELECT printed, page, x0, top, x1, bottom, label FROM staging.statement_cell
           WHERE disclosure_id = $1 AND statement = $2 AND row_no = $3 ORDER BY page, x0""",
        [disclosure_id, statement, row_no],
    ).fetchall()
    return [_spot(row) for row in rows]


def spots_of_finding(connection: duckdb.DuckDBPyConnection, disclosure_id: str, number: int) -> list[Spot]:
    """The figures that a finding is about, the checked one first."""
    rows = connection.execute(
        """SELECT printed, page, x0, top, x1, bottom, label FROM audit.finding_figure
           WHERE disclosure_id = $1 AND finding_no = $2 ORDER BY figure_no""",
        [disclosure_id, number],
    ).fetchall()
    return [_spot(row) for row in rows]


def message_of_finding(connection: duckdb.DuckDBPyConnection, disclosure_id: str, number: int) -> str:
    """What a finding says, '' where there is none of that number."""
    row = connection.execute(
        "SELECT message FROM audit.finding WHERE disclosure_id = $1 AND finding_no = $2", [disclosure_id, number]
    ).fetchone()
    return str(row[0]) if row else ""


def _spot(row: tuple[Any, ...]) -> Spot:
    printed, page, x0, top, x1, bottom, label = row
    box = None if x0 is None else Box(float(x0), float(top), float(x1), float(bottom))
    return Spot(str(printed), page, box, str(label))
