"""数据质量: where every number went, what was not understood, which checks hold."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from pipeline.audit.rules import families, rules
from pipeline.dashboards.charts.bars import Bar, lying, stacked
from pipeline.dashboards.figures import count, percent, share
from pipeline.dashboards.queries import quality
from pipeline.dashboards.session import Session
from pipeline.dashboards.store import Row
from pipeline.dashboards.style import ALERT
from pipeline.dashboards.widgets import Card, Column, cards, chart, empty, table
from schemas.values import VERDICTS

_ENDS = ("in_cells", "in_records", "in_prose", "unread")
_DRAWN = 30
"""So many files are drawn, those with most unread numbers first; the table lists all."""


def render(session: Session) -> None:
    """The page."""
    t = session.t
    totals = quality.totals(session)
    if not totals["disclosures"]:
        empty(t("empty_warehouse"), t("no_warehouse_help"))
        return
    read = share(totals["numbers"] - totals["unread"], totals["numbers"]) if totals["numbers"] else None
    cards(
        [
            Card(t("disclosures"), count(totals["disclosures"])),
            Card(t("numbers"), count(totals["numbers"])),
            Card(t("read_pct"), percent(read)),
            Card(t("unread"), count(totals["unread"])),
            Card(t("unrecognised"), count(totals["tables_unrecognised"])),
            Card(t("checks_run"), count(totals["checks"])),
            Card(t("quarantined"), count(totals["quarantined"])),
        ],
        "quality",
    )
    files = quality.disclosures(session)
    _account(session, files)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        tables = [Bar(t(f"status_{row['status']}"), "", row["tables"]) for row in quality.coverage(session)]
        chart(session, lying(tables, t("tables"), counts=True) if tables else None, "coverage", t("coverage"))
    with right:
        _checks(session)
    _files(session, files)
    _lists(session)


def _account(session: Session, files: list[Row]) -> None:
    t = session.t
    bars = [
        Bar(f"{t.period(row['fiscal_year'], row['stage'])} {row['org_name']}", t(end), row[end])
        for end in _ENDS
        for row in files[:_DRAWN]
        if row[end] is not None
    ]
    drawing = stacked(bars, t("numbers_axis"), counts=True, colours=[(t("unread"), ALERT)]) if bars else None
    chart(session, drawing, "account", t("number_account"))


def _checks(session: Session) -> None:
    t = session.t
    found: Counter[tuple[str, str]] = Counter()
    for row in quality.checks(session):
        known = rules().get(row["rule"])
        found[known.family if known else row["rule"], row["verdict"]] += row["n"]
    names = {key: t.pick(both["zh"], both["en"]) for key, both in families().items()}
    bars = [
        Bar(names.get(family, family), t(f"verdict_{verdict}"), n)
        for verdict in VERDICTS
        for (family, found_verdict), n in sorted(found.items())
        if found_verdict == verdict
    ]
    drawing = stacked(bars, t("checks"), counts=True, colours=[(t("verdict_fails"), ALERT)]) if bars else None
    chart(session, drawing, "checks", t("checks_by_family"))


def _files(session: Session, files: list[Row]) -> None:
    t = session.t
    shown = [{**row, "stage_name": t.stage(row["stage"])} for row in files]
    table(
        session,
        t("quality_table"),
        [
            Column("org_name", t("organization"), "organization", width=230),
            Column("fiscal_year", t("year"), "year"),
            Column("stage_name", t("stage"), width="small"),
            Column("read_pct", t("read_pct"), "percent"),
            Column("numbers", t("numbers"), "count"),
            Column("unread", t("unread"), "count"),
            Column("statements", t("statements_count"), "count"),
            Column("cells", t("cells"), "count"),
            Column("tables_unrecognised", t("unrecognised"), "count"),
            Column("checks", t("checks"), "count"),
            Column("errors", t("errors"), "count"),
            Column("warnings", t("warnings"), "count"),
            Column("file_name", t("file_name"), width="large"),
        ],
        shown,
        "quality",
        most=quality.LISTED,
    )


def _lists(session: Session) -> None:
    t = session.t
    where = [
        Column("org_name", t("organization"), "organization", width=230),
        Column("fiscal_year", t("year"), "year"),
        Column("page", t("page"), "count"),
    ]
    name = Column("file_name", t("file_name"), width="large")
    lists = (
        (
            "unread",
            [{**row, "reason": t.told(row["reason"])} for row in quality.unread(session)],
            [*where, Column("printed", t("printed")), Column("reason", t("unread_because"), width="medium"), name],
        ),
        (
            "not_understood",
            [
                {**row, "title": t.told(row["title"]), "detail": t.told(row["detail"])}
                for row in quality.not_understood(session)
            ],
            [*where, Column("title", t("table_title")), Column("detail", t("detail"), width="large"), name],
        ),
        (
            "quarantine",
            [
                {
                    **row,
                    "step": t.known(f"step_{row['stage']}"),
                    "why": t.known(f"reason_{row['reason']}"),
                    "detail": t.told(row["detail"]),
                }
                for row in quality.quarantine(session)
            ],
            [
                name,
                Column("step", t("failed_at"), width="small"),
                Column("why", t("set_aside_because"), width="medium"),
                Column("detail", t("detail"), width="large"),
            ],
        ),
    )
    for key, rows, columns in lists:
        table(session, t(f"{key}_table"), columns, rows, key, none=t(f"{key}_none"), most=quality.LISTED)
