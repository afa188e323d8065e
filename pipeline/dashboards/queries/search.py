"""Chinese words in names, projects, indicators and reasons."""

from __future__ import annotations

from typing import Final

from pipeline.dashboards.session import Session
from pipeline.dashboards.store import Row

AREAS: Final = ("organizations", "projects", "indicators", "reasons")
LISTED: Final = 200
"""So many hits are looked at, the best ones."""


def hits(session: Session, words: str) -> list[Row]:
    """What holds the words, an organization once, the best first: area, org_id, title, text, page, score and whose."""
    return session.rows(
        f"""
        SELECT s.area, d.org_id, s.org_name, s.fiscal_year, s.stage, s.title, s.text, s.amount, s.page, s.score
        FROM mart.search(?) AS s JOIN mart.disclosure AS d USING (disclosure_id)
        QUALIFY s.area <> 'organizations'
            OR row_number() OVER (PARTITION BY s.area, d.org_id ORDER BY s.score DESC, s.fiscal_year DESC, s.page) = 1
        ORDER BY s.score DESC, list_position(?, s.area), s.fiscal_year DESC, s.org_name, s.title, s.page
        LIMIT {LISTED}
        """,
        words, list(AREAS),
    )  # fmt: skip
