"""What can be chosen: years and stages, places, organizations."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, cast

from pipeline.dashboards.session import Session
from pipeline.dashboards.store import Row

Prefix = Literal["budget", "final"]

LISTED: Final = 300
"""So many organizations stand in a selector; a search narrows them down."""


class Period(NamedTuple):
    """A fiscal year and a stage."""

    year: int
    stage: str

    @property
    def prefix(self) -> Prefix:
        """How the views name this stage's columns."""
        return "final" if self.stage == "final_account" else "budget"


def periods(session: Session) -> list[Period]:
    """Years and stages with data that counts, the newest first; the budget before the account of a year."""
    found = session.rows(
        "SELECT DISTINCT fiscal_year, stage FROM mart.disclosure WHERE is_counted ORDER BY fiscal_year DESC, stage"
    )
    return [Period(row["fiscal_year"], row["stage"]) for row in found]


def places(session: Session) -> list[str]:
    """Places with data, as `PLACE` writes them."""
    found = session.rows(f"SELECT DISTINCT {PLACE} AS place FROM mart.disclosure WHERE place <> '' ORDER BY place")
    return [str(row["place"]) for row in found]


PLACE: Final = "concat_ws(' ', nullif(province, ''), nullif(prefecture, ''))"
"""Province and prefecture in one text."""

IN_PLACE: Final = f"(? = '' OR {PLACE} = ?)"
"""The condition that takes the chosen place twice; '' is everywhere."""


def organizations(session: Session, words: str, also: str = "") -> list[Row]:
    """Organizations whose name or place holds every one of the words, at most `LISTED`: org_id, org_name, place.

    The one whose id is `also` is among them in any case.
    """
    parts = words.split()
    condition = " AND ".join("contains(org_name || ' ' || place, ?)" for _ in parts) or "true"
    return session.rows(
        f"""
        WITH found AS (
            SELECT DISTINCT org_id, org_name, {PLACE} AS place FROM mart.disclosure WHERE ({condition}) OR org_id = ?
        )
        FROM found
        QUALIFY org_id = ? OR row_number() OVER (ORDER BY org_name, place, org_id) <= {LISTED}
        ORDER BY org_name, place, org_id
        """,
        *parts, also, also,
    )  # fmt: skip


def organization_count(session: Session) -> int:
    """How many organizations there are."""
    return cast("int", session.rows("SELECT count(DISTINCT org_id) AS n FROM mart.disclosure")[0]["n"])
