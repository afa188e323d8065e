"""机构 › 报表原样: the statements as printed, beside the page itself."""

from __future__ import annotations

from html import escape

import streamlit as st

from pipeline.dashboards.queries import organization
from pipeline.dashboards.session import Session
from pipeline.dashboards.statement import html, sheets
from pipeline.dashboards.store import Row
from pipeline.dashboards.widgets import empty, note, page_picture
from pipeline.reading.model import Box
from pipeline.statements.printed_unit import printed_unit


def render(session: Session, files: list[Row]) -> None:
    """The view."""
    t = session.t
    by_id = {row["disclosure_id"]: row for row in files}
    with st.container(horizontal=True, key="statement-filters"):
        disclosure_id = st.selectbox(
            t("file"),
            list(by_id),
            format_func=lambda key: _file_name(session, by_id[key]),
            key=f"file-{files[0]['disclosure_id']}",
            width=520,
        )
        listed = organization.statements(session, disclosure_id)
        if listed:
            number = st.selectbox(
                t("statement"),
                range(len(listed)),
                format_func=lambda at: t.pick(listed[at]["title"] or listed[at]["name_zh"], listed[at]["name_en"]),
                key=f"statement-{disclosure_id}",
                width=420,
            )
    if not listed:
        empty(t("no_statements"))
        return
    chosen = listed[number]
    cells = organization.cells(session, disclosure_id, chosen["statement"], chosen["title"])
    st.subheader(chosen["title"] or chosen["name_zh"], anchor=False)
    pages = sorted({cell["page"] for cell in cells if cell["page"] is not None})
    unit = printed_unit((cell["amount"], cell["printed"]) for cell in cells)
    where = t("printed_on", pages=", ".join(map(str, pages))) if pages else ""
    note("  ".join(part for part in (t("printed_unit", unit=unit) if unit else "", where) if part))
    sides = sheets(cells)
    places = st.columns(len(sides), gap="small") if len(sides) > 1 else [st.container()]
    for place, side in zip(places, sides, strict=True):
        with place:
            if side.section:
                st.html(f"<strong>{escape(t(f'section_{side.section}'))}</strong>")
            st.html(html(side, t("code"), t("name")))
    if pages and st.toggle(t("show_page"), key=f"page-{disclosure_id}"):
        page = (
            st.selectbox(t("page"), pages, key=f"page-{disclosure_id}-{number}", width=120)
            if len(pages) > 1
            else pages[0]
        )
        boxes = [
            Box(cell["x0"], cell["top"], cell["x1"], cell["bottom"])
            for cell in cells
            if cell["page"] == page and None not in (cell["x0"], cell["top"], cell["x1"], cell["bottom"])
        ]
        page_picture(session, disclosure_id, page, boxes, f"statement-{disclosure_id}", alike=True)


def _file_name(session: Session, row: Row) -> str:
    return f"{session.t.period(row['fiscal_year'], row['stage'])} · {row['file_name']}"
