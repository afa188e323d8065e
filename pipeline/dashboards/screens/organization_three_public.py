"""机构 › 三公经费: the items with the year before."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import streamlit as st

from pipeline.dashboards.charts.bars import Bar, columns, lying
from pipeline.dashboards.figures import wan
from pipeline.dashboards.queries import organization
from pipeline.dashboards.session import Session
from pipeline.dashboards.store import Row
from pipeline.dashboards.widgets import Card, Column, cards, chart, empty, table


def render(session: Session, org_id: str) -> None:
    """The view: one row for each item, year and stage."""
    t = session.t
    rows = _rows(session, org_id)
    if not rows:
        empty(t("nothing_here"))
        return
    options = list(dict.fromkeys(row["key"] for row in reversed(rows)))
    chosen = st.selectbox(
        t("period_label"), options, format_func=lambda key: t.period(*key), key=f"tp-{org_id}", width=220
    )
    shown = [row for row in rows if row["key"] == chosen]
    amounts = [row["amount"] for row in shown if row["amount"] is not None]
    before = [row["prior"] for row in shown if row["prior"] is not None]
    cards(
        [
            Card(t("money", name=f"{t('three_public')} {chosen[0]}"), wan(sum(amounts) if amounts else None)),
            Card(t("money", name=t("prior_year")), wan(sum(before) if before else None)),
        ],
        "three-public",
    )
    bars = [
        Bar(row["item"], name, row[key])
        for row in shown
        for name, key in ((t("this_year"), "amount"), (t("prior_year"), "prior"))
        if row[key] is not None
    ]
    left, right = st.columns([3, 2], gap="medium")
    with left:
        chart(session, lying(bars, t("unit_wan")), "three-public", t.period(*chosen))
    with right:
        chart(
            session,
            columns(_years(session, rows), t("unit_wan"), order=t.series),
            "public-years",
            t("three_public_by_year"),
        )
    table(
        session,
        t("three_public"),
        [
            Column("period", t("period_label")),
            Column("item", t("item"), width="medium"),
            Column("amount", t("amount"), "wan"),
            Column("prior", t("prior_year"), "wan"),
            Column("change", t("change_amount"), "wan"),
            Column("prior_source", t("prior_source")),
            Column("page", t("page"), "count"),
        ],
        rows,
        "three_public",
        searchable=False,
    )


def _years(session: Session, rows: list[Row]) -> list[Bar]:
    """All items together by year and stage."""
    totals: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for row in rows:
        totals[row["key"]] += row["amount"]
    names = {"budget": session.t("series_budget"), "final_account": session.t("series_final")}
    return [
        Bar(str(year), name, totals[year, stage])
        for year in sorted({year for year, _ in totals})
        for stage, name in names.items()
        if (year, stage) in totals
    ]


def _rows(session: Session, org_id: str) -> list[Row]:
    t = session.t
    made: list[Row] = []
    for row in organization.three_public(session, org_id):
        for prefix, stage in (("budget", "budget"), ("final", "final_account")):
            if row[f"{prefix}_amount"] is None:
                continue
            source = row[f"prior_{prefix}_source"]
            made.append(
                {
                    "key": (row["fiscal_year"], stage),
                    "period": t.period(row["fiscal_year"], stage),
                    "item": t.pick(row["item_zh"], row["item_en"]),
                    "amount": row[f"{prefix}_amount"],
                    "prior": row[f"prior_{prefix}_amount"],
                    "change": row[f"{prefix}_change"],
                    "prior_source": t(f"prior_source_{source}") if source else "",
                    "page": row[f"{prefix}_page"],
                }
            )
    return made
