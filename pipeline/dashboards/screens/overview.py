"""总览: all organizations of a year and stage."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from pipeline.dashboards.charts import shares
from pipeline.dashboards.charts.bars import Bar, columns, lying
from pipeline.dashboards.charts.treemap import Leaf, treemap
from pipeline.dashboards.figures import count, wan
from pipeline.dashboards.queries import overview, scope, unlisted
from pipeline.dashboards.session import Session
from pipeline.dashboards.store import Row
from pipeline.dashboards.widgets import Card, Column, cards, chart, empty, note, table


def render(session: Session) -> None:
    """The page."""
    t = session.t
    periods = scope.periods(session)
    if not periods:
        empty(t("empty_warehouse"), t("no_warehouse_help"))
        return
    with st.container(horizontal=True, key="filters"):
        period = st.selectbox(
            t("period_label"), periods, format_func=lambda each: t.period(*each), key="period", width=220
        )
        place = st.selectbox(
            t("place_label"), ["", *scope.places(session)], format_func=lambda each: each or t("everywhere"),
            key="place", width=320,
        )  # fmt: skip
    _cards(session, period, place)
    _charts(session, period, place)
    _organizations(session, period, place)


def _cards(session: Session, period: scope.Period, place: str) -> None:
    t = session.t
    totals = overview.totals(session, period, place)
    health = overview.health(session, period, place)
    cards(
        [
            Card(t("organizations"), count(totals["organizations"])),
            Card(t("money", name=t("income")), wan(totals["income"])),
            Card(t("money", name=t("expenditure")), wan(totals["expenditure"])),
            Card(t("money", name=t("basic")), wan(totals["basic"])),
            Card(t("money", name=t("project")), wan(totals["project"])),
            Card(t("money", name=t("three_public")), wan(totals["three_public"])),
            Card(t("errors"), count(health["errors"] or 0)),
        ],
        "overview",
    )


def _charts(session: Session, period: scope.Period, place: str) -> None:
    t = session.t
    leaves = [
        Leaf(row["class_name"] or t("no_function"), row["item_name"] or row["division_name"], row["amount"])
        for row in overview.functions(session, period, place)
        if row["amount"] > 0
    ]
    if missing := unlisted.in_place(session, period, place):
        leaves.append(Leaf(t("no_function"), t("no_row"), missing))
    with st.container(key="wide-functions"):
        drawing = treemap(leaves, t("unit_wan"), t("share")) if leaves else None
        chart(session, drawing, "functions", t("by_function"))
    with st.container(key="small-functions"):
        st.subheader(t("money", name=t("by_function")), anchor=False)
        st.html(shares.html(leaves, t("others")))
    sources = [
        Bar(t.pick(row["name_zh"], row["name_en"]), "", row["amount"])
        for row in overview.sources(session, period, place)
    ]
    chart(session, lying(sources, t("unit_wan")) if sources else None, "sources", t("by_source"))
    left, right = st.columns(2, gap="medium")
    with left:
        years = _years(session, overview.years(session, place))
        chart(session, columns(years, t("unit_wan"), order=t.series) if years else None, "years", t("by_year"))
    with right:
        public = _years(session, overview.three_public_years(session, place))
        chart(
            session,
            columns(public, t("unit_wan"), order=t.series) if public else None,
            "public",
            t("three_public_by_year"),
        )
    note(t("by_year_note"))


def _years(session: Session, rows: list[Row]) -> list[Bar]:
    t = session.t
    made: list[Bar] = []
    for row in rows:
        for kind in ("budget", "final"):
            amount: Decimal | None = row[kind]
            if amount is not None:
                words = t("orgs_in_year", n=count(row[f"{kind}_orgs"]))
                made.append(Bar(str(row["fiscal_year"]), t(f"series_{kind}"), amount, words))
    return made


def _organizations(session: Session, period: scope.Period, place: str) -> None:
    t = session.t
    money = [Column(key, t(key), "wan") for key in ("income", "expenditure", "basic", "project", "three_public")]
    table(
        session,
        t("organizations_table"),
        [
            Column("org_name", t("organization"), "organization", width=230),
            Column("place", t("place"), width=310),
            *money,
            Column("page", t("page"), "count", width=60),
        ],
        overview.organizations(session, period, place),
        "organizations",
        most=overview.LISTED,
    )
