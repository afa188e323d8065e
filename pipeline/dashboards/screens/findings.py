"""发现: identities that do not hold, each with the picture of its page."""

from __future__ import annotations

import streamlit as st

from pipeline.audit.model import YUAN
from pipeline.audit.rules import rules
from pipeline.dashboards.charts.bars import Bar, stacked
from pipeline.dashboards.figures import BLANK, count, in_wan, plain, wan
from pipeline.dashboards.queries import findings
from pipeline.dashboards.session import Session
from pipeline.dashboards.store import Row
from pipeline.dashboards.style import ALERT, ALERT_SOFT
from pipeline.dashboards.widgets import Card, Column, cards, chart, empty, facts, note, page_picture, table
from pipeline.reading.model import Box
from schemas.values import SEVERITIES

_FIGURES = (("expected", "expected"), ("actual", "printed"), ("difference", "difference"))
_COLOURS = {"error": ALERT, "warning": ALERT_SOFT}
_ORIGINS = ("", "source", "misreading", "undetermined")


def render(session: Session) -> None:
    """The page."""
    t = session.t
    counts = findings.counts(session)
    cards(
        [
            Card(t("findings"), count(counts["findings"])),
            Card(t("errors"), count(counts["errors"])),
            Card(t("warnings"), count(counts["warnings"])),
            Card(t("files_affected"), count(counts["files"])),
            Card(t("checks_run"), count(counts["checks"])),
        ],
        "findings",
    )
    if not counts["findings"]:
        empty(t("no_findings"))
        return
    rows = _filtered(session)
    if not rows:
        empty(t("nothing"))
        return
    if len(rows) == findings.LISTED:
        note(t("first_only", n=findings.LISTED))
    at = st.selectbox(t("finding"), range(len(rows)), format_func=lambda at: _option(session, rows[at]), key="finding")
    _detail(session, rows[at])
    _all(session, rows)


def rule_name(session: Session, rule: str) -> str:
    """A rule's name in the language; its id where the vocabulary no longer has it."""
    known = rules().get(rule)
    return session.t.pick(known.name_zh, known.name_en) if known else rule


def _filtered(session: Session) -> list[Row]:
    t = session.t
    present = list(dict.fromkeys(row["rule"] for row in findings.by_rule(session)))
    with st.container(horizontal=True, key="filters"):
        severity = st.selectbox(
            t("severity"), ["", "error", "warning", "rounding"],
            format_func=lambda key: t(f"severity_{key}") if key else t("all"), key="severity", width=150,
        )  # fmt: skip
        origin = st.selectbox(
            t("origin"), _ORIGINS, format_func=lambda key: t(f"origin_{key}") if key else t("all"),
            key="origin", width=150,
        )  # fmt: skip
        chosen = st.multiselect(
            t("rule"), present, format_func=lambda key: rule_name(session, key), key="rules", width=360,
            placeholder=t("all"),
        )  # fmt: skip
        words = st.text_input(t("search"), placeholder=t("search_hint"), key="finding-search", width=220)
    return findings.findings(session, severity, chosen, origin, words or "")


def _option(session: Session, row: Row) -> str:
    t = session.t
    return t(
        "finding_option",
        severity=t(f"severity_{row['severity']}"),
        org=row["org_name"],
        period=t.period(row["fiscal_year"], row["stage"]),
        page=row["page"] or BLANK,
        rule=rule_name(session, row["rule"]),
    )


def _detail(session: Session, row: Row) -> None:
    t = session.t
    left, right = st.columns([2, 3], gap="medium")
    with left:
        st.subheader(rule_name(session, row["rule"]), anchor=False)
        known = rules().get(row["rule"])
        facts(
            [
                (t("organization"), f"{row['org_name']} · {t.period(row['fiscal_year'], row['stage'])}"),
                (t("statement"), t.pick(row["statement_zh"] or row["statement"], row["statement_en"] or "")),
                (t("row_label"), " ".join(part for part in (row["code"], row["label"]) if part)),
                (t("page"), str(row["page"] or "")),
                *((t(title), _amount(session, row, key)) for key, title in _FIGURES),
                (t("severity"), t(f"severity_{row['severity']}")),
                (t("origin"), t(f"origin_{row['origin'] or 'none'}")),
                (t("message"), row["message"]),
                (t("why"), known.why if known else ""),
            ]
        )
        if row["checks"] and row["checks"] > 1:
            note(t("related_checks", n=row["checks"]))
    with right:
        st.subheader(t("picture"), anchor=False)
        if row["page"] is None and row["x0"] is None:
            empty(t("no_spot"))
        else:
            others = findings.figures(session, row["disclosure_id"], row["finding_no"])
            page_picture(session, row["disclosure_id"], row["page"], _boxes(row, others), "finding")


def _boxes(row: Row, others: list[Row]) -> list[Box]:
    """The figure that is checked, and those on its page that it is compared with."""
    places = [
        (each["x0"], each["top"], each["x1"], each["bottom"]) for each in (row, *others) if each["page"] == row["page"]
    ]
    return list(dict.fromkeys(Box(*place) for place in places if None not in place))


def _amount(session: Session, row: Row, key: str) -> str:
    """A figure of a finding with its unit, yuan as 万元."""
    if row["quantity_unit"] == YUAN:
        return session.t("wan_amount", amount=wan(row[key]))
    return f"{plain(row[key])} {row['quantity_unit']}"


def _all(session: Session, rows: list[Row]) -> None:
    t = session.t
    bars = [
        Bar(rule_name(session, row["rule"]), t(f"severity_{row['severity']}"), row["n"])
        for severity in reversed(SEVERITIES)
        for row in findings.by_rule(session)
        if row["severity"] == severity
    ]
    colours = [(t(f"severity_{severity}"), colour) for severity, colour in _COLOURS.items()]
    chart(session, stacked(bars, t("findings"), counts=True, colours=colours), "rules", t("by_rule"))
    shown = [
        {
            **row,
            "severity_name": t(f"severity_{row['severity']}"),
            "origin_name": t(f"origin_{row['origin'] or 'none'}"),
            "rule_name": rule_name(session, row["rule"]),
            "unit": t("unit_wan") if row["quantity_unit"] == YUAN else row["quantity_unit"],
            **{key: in_wan(row[key]) if row["quantity_unit"] == YUAN else row[key] for key, _ in _FIGURES},
        }
        for row in rows
    ]
    table(
        session,
        t("findings_table"),
        [
            Column("severity_name", t("severity"), width="small"),
            Column("org_name", t("organization"), width="medium"),
            Column("fiscal_year", t("year"), "year"),
            Column("rule_name", t("rule"), width="medium"),
            Column("label", t("row_label")),
            Column("expected", t("expected"), "figure"),
            Column("actual", t("printed"), "figure"),
            Column("difference", t("difference"), "figure"),
            Column("unit", t("unit"), width="small"),
            Column("origin_name", t("origin"), width="small"),
            Column("page", t("page"), "count"),
            Column("message", t("message"), width="large"),
        ],
        shown,
        "findings",
        searchable=False,
    )
