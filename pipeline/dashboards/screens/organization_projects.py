"""机构 › 项目和绩效: every project with its basis, goal, result and indicators."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from pipeline.dashboards.charts.bars import Bar, lying
from pipeline.dashboards.figures import BLANK, count, percent, plain, wan
from pipeline.dashboards.queries import organization
from pipeline.dashboards.session import Session
from pipeline.dashboards.store import Row
from pipeline.dashboards.widgets import Card, Column, cards, chart, empty, facts, note, plain_markdown, table


def render(session: Session, org_id: str, year: int) -> None:
    """The view."""
    t = session.t
    projects = organization.projects(session, org_id, year)
    indicators = organization.indicators(session, org_id, year)
    if not projects and not indicators:
        empty(t("nothing_here"))
        return
    amounts = [row["amount"] for row in projects if row["amount"] is not None]
    judged = [row["is_attained"] for row in indicators if row["is_attained"] is not None]
    cards(
        [
            Card(t("projects_count"), count(len(projects))),
            Card(t("money", name=t("projects_amount")), wan(sum(amounts, Decimal(0)) if amounts else None)),
            Card(
                t("indicators"),
                count(len(indicators)),
                t("indicators_attained", n=sum(judged), all=len(judged)) if judged else "",
            ),
        ],
        "projects",
    )
    bars = [Bar(row["project_name"], "", row["amount"]) for row in projects if row["amount"]]
    if bars:
        chart(session, lying(bars, t("unit_wan")), "projects", t("projects_amount"))
    if projects:
        st.subheader(t("view_projects"), anchor=False)
    for number, row in enumerate(projects):
        figure = row["amount"] if row["amount"] is not None else row["stated_budget"]
        money = f" · {t('wan_amount', amount=wan(figure))}" if figure is not None else ""
        with st.expander(f"{plain_markdown(row['project_name'])}{money}", expanded=number == 0):
            _project(
                session,
                row,
                [each for each in indicators if each["scope"] == "project" and each["key"] == row["key"]],
                number,
            )
    keys = {row["key"] for row in projects}
    others = [each for each in indicators if each["scope"] == "project" and each["key"] not in keys]
    if others:
        _indicators(session, others, "others", t("indicators"))
    rest = [each for each in indicators if each["scope"] == "department"]
    if rest:
        _indicators(session, rest, "department", t("department_indicators"))
    note(t("wan_note"))


def _project(session: Session, row: Row, indicators: list[Row], number: int) -> None:
    t = session.t
    facts(
        [
            (t("money", name=t("full_year_budget")), _money(row["stated_budget"])),
            (t("money", name=t("executed")), _money(row["executed_amount"])),
            (t("execution"), percent(row["execution_pct"]) if row["execution_pct"] is not None else ""),
            (t("score"), plain(row["score"]) if row["score"] is not None else ""),
            *(
                (t(title), str(row[key] or ""))
                for key, title in (
                    ("policy_basis", "policy_basis"),
                    ("undertaking_unit", "undertaking_unit"),
                    ("allocation", "allocation"),
                    ("period", "project_period"),
                    ("overview", "project_overview"),
                    ("goal", "goal"),
                    ("goal_actual", "goal_actual"),
                )
            ),
            (t("page"), str(row["page"] or "")),
        ]
    )
    if indicators:
        _indicators(session, indicators, f"project-{number}")


def _money(amount: Decimal | None) -> str:
    return "" if amount is None else wan(amount)


def _indicators(session: Session, rows: list[Row], name: str, title: str = "") -> None:
    t = session.t
    words = {True: t("yes"), False: t("no"), None: BLANK}
    shown = [{**row, "attained": words[row["is_attained"]]} for row in rows]
    achieved = [
        Column("actual_printed", t("actual")),
        Column("attained", t("attained"), width="small"),
        Column("score", t("score"), "figure"),
        Column("deviation_reason", t("deviation")),
    ]
    table(
        session,
        title,
        [
            Column("level1_name", t("level1")),
            Column("level2_name", t("level2")),
            Column("level3_name", t("level3"), width="medium"),
            Column("target_printed", t("target")),
            *(achieved if any(row["actual_printed"] for row in rows) else ()),
            Column("weight", t("weight"), "figure"),
            Column("page", t("page"), "count"),
        ],
        shown,
        f"indicators-{name}",
        searchable=len(shown) > 12,
    )
