"""比较: bureaus of one kind in different places."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import streamlit as st

from pipeline.dashboards.charts.bars import Bar, lying, stacked
from pipeline.dashboards.figures import count, wan
from pipeline.dashboards.queries import compare, unlisted
from pipeline.dashboards.queries.scope import Period
from pipeline.dashboards.session import Session
from pipeline.dashboards.store import Row
from pipeline.dashboards.widgets import Card, Column, cards, chart, empty, note, segments, table

_DRAWN = 30
"""So many bureaus are drawn; the table lists all."""


def render(session: Session) -> None:
    """The page."""
    t = session.t
    kinds = compare.kinds(session)
    if not kinds:
        empty(t("empty_warehouse"))
        return
    with st.container(horizontal=True, key="filters"):
        at = st.selectbox(
            t("kind"),
            range(len(kinds)),
            format_func=lambda at: t(
                "kind_option", kind=kinds[at]["kind"], year=kinds[at]["fiscal_year"], n=kinds[at]["peers"]
            ),
            key="kind",
            width=340,
        )
        year = kinds[at]["fiscal_year"]
        peers = compare.peers(session, kinds[at]["kind"], year)
        names = _names(peers)
        chosen = st.multiselect(
            t("chosen"),
            list(names),
            format_func=lambda key: names[key],
            key=f"chosen-{at}",
            width=520,
            placeholder=t("all"),
        )
    if chosen:
        peers = [row for row in peers if row["org_id"] in chosen]
    _cards(session, peers)
    _chart(session, peers, names, year)
    _table(session, peers, year)
    _execution(session)


def _names(peers: list[Row]) -> dict[str, str]:
    """A name for every bureau that tells it from the others."""
    taken = Counter(row["org_name"] for row in peers)
    return {
        row["org_id"]: row["org_name"] if taken[row["org_name"]] == 1 else f"{row['org_name']}（{row['place']}）"
        for row in peers
    }


def _cards(session: Session, peers: list[Row]) -> None:
    t = session.t
    amounts = sorted(row["budget_expenditure"] for row in peers if row["budget_expenditure"] is not None)
    cards(
        [
            Card(t("peers"), count(len(peers))),
            Card(t("money", name=t("highest")), wan(amounts[-1] if amounts else None)),
            Card(t("money", name=t("median")), wan(_median(amounts))),
            Card(t("money", name=t("lowest")), wan(amounts[0] if amounts else None)),
        ],
        "compare",
    )


def _median(amounts: list[Decimal]) -> Decimal | None:
    """The middle one of sorted amounts, or half the sum of the two in the middle."""
    if not amounts:
        return None
    middle = len(amounts) // 2
    return amounts[middle] if len(amounts) % 2 else (amounts[middle - 1] + amounts[middle]) / 2


def _chart(session: Session, peers: list[Row], names: dict[str, str], year: int) -> None:
    t = session.t
    drawn = peers[:_DRAWN]
    view = segments(t("measure_label"), {key: t(f"measure_{key}") for key in ("total", "head", "share")}, "measure")
    if view == "total":
        bars = [
            Bar(names[row["org_id"]], t(kind), row[f"budget_{kind}"])
            for kind in ("basic", "project")
            for row in drawn
            if row[f"budget_{kind}"]
        ]
        chart(session, stacked(bars, t("unit_wan")) if bars else None, "compare-total", t("compare_bars"))
    elif view == "head":
        heads = [row for row in drawn if row["expenditure_per_head"] is not None]
        bars = [
            Bar(names[row["org_id"]], "", row["expenditure_per_head"], f"{t('staff')} {row['staff']}") for row in heads
        ]
        if bars:
            chart(session, lying(bars, t("unit_wan")), "compare-head", t("compare_head"))
        else:
            empty(t("no_head"))
    elif view == "share":
        order = {row["org_id"]: place for place, row in enumerate(drawn)}
        missing = unlisted.of_organizations(session, Period(year, "budget"), list(order))
        parts = [
            *compare.structure(session, year, list(order)),
            *({"org_id": org_id, "class_name": "", "amount": amount} for org_id, amount in missing.items()),
        ]
        classes = list(dict.fromkeys(row["class_name"] for row in parts))
        ranked = sorted(parts, key=lambda row: (classes.index(row["class_name"]), order[row["org_id"]]))
        bars = [Bar(names[row["org_id"]], row["class_name"] or t("no_function"), row["amount"]) for row in ranked]
        drawing = stacked(bars, t("share"), normalise=True) if bars else None
        chart(session, drawing, "compare-share", t("compare_structure"))
    note(t("compare_note"))


def _table(session: Session, peers: list[Row], year: int) -> None:
    t = session.t
    public = {row["org_id"]: row for row in compare.three_public(session, year, [row["org_id"] for row in peers])}
    rows = [
        {
            **row,
            "three_public": public.get(row["org_id"], {}).get("amount"),
            "consolidated": t("yes") if row["is_consolidated"] else "",
        }
        for row in peers
    ]
    table(
        session,
        t("peers"),
        [
            Column("rank", t("rank"), "count", width=55),
            Column("org_name", t("organization"), "organization", width=230),
            Column("place", t("place"), width=270),
            Column("consolidated", t("consolidated_mark"), width="small"),
            Column("budget_expenditure", t("expenditure"), "wan"),
            Column("budget_basic", t("basic"), "wan"),
            Column("budget_project", t("project"), "wan"),
            Column("three_public", t("three_public"), "wan"),
            Column("staff", t("staff"), "count"),
            Column("expenditure_per_head", t("per_head"), "wan"),
            Column("budget_page", t("page"), "count", width=55),
        ],
        rows,
        "peers",
    )


def _execution(session: Session) -> None:
    t = session.t
    table(
        session,
        t("execution_title"),
        [
            Column("org_name", t("organization"), "organization", width=230),
            Column("fiscal_year", t("year"), "year"),
            Column("budget", t("budget_amount"), "wan"),
            Column("final_expenditure", t("final_amount"), "wan"),
            Column("difference", t("difference"), "wan"),
            Column("execution_pct", t("execution_pct"), "percent"),
            Column("fiscal_stated_budget", t("fiscal_stated_budget"), "wan"),
            Column("fiscal_final", t("fiscal_final"), "wan"),
            Column("reason", t("reason"), width="large"),
            Column("final_page", t("page"), "count"),
        ],
        compare.execution(session),
        "execution",
        most=compare.LISTED,
    )
