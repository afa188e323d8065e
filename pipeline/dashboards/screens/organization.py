"""机构: one organization."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

import streamlit as st

from pipeline.dashboards.charts.bars import Bar, columns
from pipeline.dashboards.charts.waterfall import steps, waterfall
from pipeline.dashboards.figures import wan
from pipeline.dashboards.queries import organization, scope, unlisted
from pipeline.dashboards.queries.scope import Period
from pipeline.dashboards.screens import organization_projects, organization_statements, organization_three_public
from pipeline.dashboards.session import Session
from pipeline.dashboards.store import Row
from pipeline.dashboards.widgets import (
    Card,
    Column,
    cards,
    chart,
    empty,
    linked,
    note,
    put_in_address,
    segments,
    table,
)


def render(session: Session) -> None:
    """The page."""
    t = session.t
    org_id = _choose(session)
    if org_id is None:
        return
    files = organization.disclosures(session, org_id)
    known = [row for row in files if row["fiscal_year"] and row["stage"]]
    periods = {f"{row['fiscal_year']}-{row['stage']}": Period(row["fiscal_year"], row["stage"]) for row in known}
    views = {key: t(f"view_{key}") for key in ("money", "three_public", "projects", "changes", "statements")}
    linked("view", views)
    view = segments(t("view_label"), views, "view")
    put_in_address("view", view)
    if view == "statements":
        organization_statements.render(session, files)
    elif view == "three_public":
        organization_three_public.render(session, org_id)
    elif not periods:
        empty(t("nothing_here"))
    else:
        period = _period(session, periods)
        covered = next((row["covered_by"] for row in files if (row["fiscal_year"], row["stage"]) == period), "")
        if covered:
            note(t("covered_by", name=covered))
        if view == "money":
            _money(session, org_id, period)
        elif view == "projects":
            organization_projects.render(session, org_id, period.year)
        elif view == "changes":
            _changes(session, org_id, period)


def _period(session: Session, periods: Mapping[str, Period]) -> Period:
    """The year and stage, the newest where the one chosen before is not there."""
    t = session.t
    linked("at", periods)
    if st.session_state.get("at") not in periods:
        st.session_state["at"] = next(iter(periods))
    chosen = st.selectbox(
        t("period_label"), list(periods), format_func=lambda key: t.period(*periods[key]), key="at", width=220
    )
    put_in_address("at", chosen)
    return periods[chosen]


def _choose(session: Session) -> str | None:
    """The organization; a search where there are more than a selector holds."""
    t = session.t
    with st.container(horizontal=True, key="filters"):
        words = ""
        many = scope.organization_count(session) > scope.LISTED
        if many:
            words = st.text_input(t("search_organization"), key="org-search", width=300, persist_state="session")
        asked = "" if words else st.query_params.get("org") or ""
        also = "" if words else asked or st.session_state.get("org") or ""
        listed = {row["org_id"]: row for row in scope.organizations(session, words or "", also)}
        if not listed:
            empty(t("nothing"))
            return None
        linked("org", listed)
        unknown = asked not in ("", *listed)
        if unknown and st.session_state.get("org") not in listed:
            st.session_state["org"] = None  # nobody asked for the first of the list
        chosen: str | None = st.selectbox(
            t("choose_organization"),
            list(listed),
            format_func=lambda key: f"{listed[key]['org_name']} · {listed[key]['place']}".rstrip(" ·"),
            key="org",
            width=520,
            placeholder=t("choose_organization"),
            persist_state="session",
        )
        if chosen is not None:
            put_in_address("org", chosen)
    if many and len(listed) >= scope.LISTED:
        note(t("too_many", n=scope.LISTED))
    if unknown and chosen is None:
        empty(t("unknown_organization"))
    return chosen


def _money(session: Session, org_id: str, period: Period) -> None:
    t = session.t
    totals = organization.totals(session, org_id)
    this: Row = next((row for row in totals if row["fiscal_year"] == period.year), {})
    cards(
        [
            Card(t("money", name=t(key)), wan(this.get(f"{period.prefix}_{key}")))
            for key in ("income", "expenditure", "basic", "project")
        ],
        "organization",
    )
    functions = organization.functions(session, org_id, period)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        income = [
            (t.pick(row["name_zh"], row["name_en"]), row["amount"])
            for row in organization.sources(session, org_id, period)
        ]
        spent = _spent(session, functions, unlisted.of_organizations(session, period, [org_id]).get(org_id))
        earned, paid = this.get(f"{period.prefix}_income"), this.get(f"{period.prefix}_expenditure")
        balance = None if earned is None or paid is None else earned - paid
        bars = steps(income, list(spent.items()), t("income"), t("balance"), balance) if income and spent else []
        chart(session, waterfall(bars, t("unit_wan")) if bars else None, "waterfall", t("waterfall"))
    with right:
        years = [
            Bar(str(row["fiscal_year"]), t(f"series_{kind}"), row[f"{kind}_expenditure"])
            for row in totals
            for kind in ("budget", "final")
            if row[f"{kind}_expenditure"] is not None
        ]
        chart(session, columns(years, t("unit_wan"), order=t.series) if years else None, "trend", t("trend"))
    table(
        session,
        t("functions_table"),
        [
            Column("function_code", t("function_code"), width="small"),
            Column("class_name", t("function_class")),
            Column("division_name", t("function_division")),
            Column("item_name", t("function_item"), width="medium"),
            *(Column(key, t(key), "wan") for key in ("amount", "basic", "project")),
            Column("page", t("page"), "count"),
        ],
        functions,
        "functions",
    )


def _spent(session: Session, functions: list[Row], missing: Decimal | None) -> dict[str, Decimal]:
    """Expenditure by class; what no class carries, in a row of its own or in the total alone, comes last."""
    rest = session.t("no_function")
    spent: dict[str, Decimal] = defaultdict(Decimal)
    for row in functions:
        if row["amount"]:
            spent[row["class_name"] or rest] += row["amount"]
    if missing or rest in spent:
        spent[rest] = spent.pop(rest, Decimal(0)) + (missing or 0)
    return spent


def _changes(session: Session, org_id: str, period: Period) -> None:
    t = session.t
    rows = organization.changes(session, org_id, period)
    named = [{**row, "compared": t(f"compared_{row['compared_with']}") if row["compared_with"] else ""} for row in rows]
    table(
        session,
        t("view_changes"),
        [
            Column("subject_printed", t("subject"), width="medium"),
            Column("compared", t("compared_with"), width="small"),
            Column("amount", t("amount"), "wan"),
            Column("change_amount", t("change_amount"), "wan"),
            Column("change_pct", t("change_pct"), "percent"),
            Column("reason", t("reason"), width="large"),
            Column("page", t("page"), "count"),
        ],
        named,
        "changes",
        none=t("nothing_here"),
    )
