"""搜索: Chinese words in organizations, projects, indicators and reasons; each hit leads to its organization."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from pipeline.dashboards.figures import wan
from pipeline.dashboards.queries import search
from pipeline.dashboards.session import Session
from pipeline.dashboards.store import Row
from pipeline.dashboards.widgets import empty, note, plain_markdown, segments
from pipeline.excerpt import excerpt

_SHOWN: Final = 30
"""So many hits are drawn, the best ones."""

_VIEWS: Final = {"organizations": "money", "projects": "projects", "indicators": "projects", "reasons": "changes"}
"""Which view of the organization shows a hit."""


def render(session: Session) -> None:
    """The page."""
    t = session.t
    if "q" not in st.session_state:
        st.session_state["q"] = st.query_params.get("q", "")
    with st.container(horizontal=True, key="filters"):
        words = (
            st.text_input(
                t("search_for"), placeholder=t("search_example"), key="q", width=520, persist_state="session",
                icon=":material/search:",
            )
            or ""
        ).strip()  # fmt: skip
    st.query_params["q"] = words
    if not words:
        empty(t("search_start"))
        return
    found = search.hits(session, words)
    if not found:
        empty(t("search_none", words=words))
        return
    counts = Counter(row["area"] for row in found)
    areas = {"all": t("area_all", n=len(found))}
    areas |= {area: t(f"area_{area}", n=counts[area]) for area in search.AREAS if counts[area]}
    area = segments(t("area"), areas, "area")
    shown = [row for row in found if area in ("all", row["area"])]
    many = len(shown) > _SHOWN or len(found) == search.LISTED
    note(t("search_first", n=min(len(shown), _SHOWN)) if many else t("search_found", n=len(shown)))
    for number, row in enumerate(shown[:_SHOWN]):
        _hit(session, row, words.split(), number)


def _hit(session: Session, row: Row, words: Sequence[str], number: int) -> None:
    t = session.t
    address = {"lang": t.language, "org": row["org_id"], "view": _VIEWS[row["area"]]}
    if row["fiscal_year"] and row["stage"]:
        address["at"] = f"{row['fiscal_year']}-{row['stage']}"
    where = [
        t(f"one_{row['area']}"),
        row["org_name"] if row["area"] != "organizations" else "",
        t.period(row["fiscal_year"], row["stage"]),
        t("on_page", page=row["page"]) if row["page"] is not None else "",
        t("wan_amount", amount=wan(row["amount"])) if row["amount"] is not None else "",
    ]
    text = excerpt(" ".join(str(row["text"]).split()), words, length=110)
    with st.container(key=f"hit-{number}", gap="small"):
        title = " ".join(str(row["title"]).split())
        st.page_link(session.pages["organization"], label=plain_markdown(title), query_params=address)
        st.html(f'<div class="ys-hit">{escape(" · ".join(filter(None, where)))}<br>{_marked(text, words)}</div>')


def _marked(text: str, words: Sequence[str]) -> str:
    """The text as HTML with the words marked."""
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    out, end = [], 0
    for match in pattern.finditer(text):
        out += [escape(text[end : match.start()]), f"<mark>{escape(match[0])}</mark>"]
        end = match.end()
    return "".join([*out, escape(text[end:])])
