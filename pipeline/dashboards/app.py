"""The app that Streamlit runs: the look, the language, the version of the warehouse, and the pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import ModuleType
from typing import Final, cast

import duckdb
import streamlit as st
from altair.utils.schemapi import disable_debug_mode

from pipeline.dashboards.language import LANGUAGES, Language, Texts
from pipeline.dashboards.screens import compare, findings, organization, overview, quality, search
from pipeline.dashboards.session import Pages, Session, source_folders, warehouse_link
from pipeline.dashboards.store import NoWarehouse, open_store, version_file, version_key
from pipeline.dashboards.style import CSS
from pipeline.dashboards.widgets import empty, head, note
from pipeline.warehouse.versions import version_name

PAGES: Final[dict[str, tuple[ModuleType, str]]] = {
    "overview": (overview, ":material/donut_small:"),
    "organization": (organization, ":material/account_balance:"),
    "compare": (compare, ":material/compare_arrows:"),
    "search": (search, ":material/search:"),
    "findings": (findings, ":material/fact_check:"),
    "quality": (quality, ":material/verified:"),
}
FIRST: Final = "overview"
_EVERY: Final = 5  # seconds between two looks at the link (no docstring: Streamlit would show it as text)


def language() -> Language:
    """The chosen language, before its switch is drawn."""
    wanted = st.session_state.get("lang") or st.query_params.get("lang", "zh")
    chosen = cast("Language", wanted if wanted in LANGUAGES else "zh")
    st.session_state.setdefault("lang", chosen)
    st.query_params["lang"] = chosen
    return chosen


def follow(shown: str) -> None:
    """Draw the page anew when another version than `shown` is published."""
    if version_key(warehouse_link()) != shown:
        st.session_state["was_updated"] = True
        st.rerun()


def show(name: str, t: Texts, pages: Pages) -> None:
    """One page, or in words why it cannot be shown."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="top", key="head"):
        with st.container(width="stretch"):
            head(t(f"page_{name}"), t(f"lead_{name}"))
        st.segmented_control(
            t("language"),
            list(LANGUAGES),
            format_func=lambda key: LANGUAGES[key],
            key="lang",
            label_visibility="collapsed",
            required=True,
            persist_state="session",
        )
    link = warehouse_link()
    key = version_key(link)
    try:
        store = open_store(link)
        key = store.key
        PAGES[name][0].render(Session(store, t, source_folders(), pages))
    except NoWarehouse as problem:
        empty(t(problem.reason, file=link.as_posix()), t(f"{problem.reason}_help", detail=problem.detail))
    except duckdb.Error as problem:
        empty(t("query_failed"), str(problem))
    if key:
        note(t("version", name=version_name(version_file(key))))
    if st.session_state.pop("was_updated", False):
        st.toast(t("updated"))
    st.fragment(partial(follow, key), run_every=_EVERY)()


def all_pages(t: Texts) -> Pages:
    """Every page by its name; each is given all of them, for links from one to another."""
    pages: dict[str, st.Page] = {}
    for name, (_, icon) in PAGES.items():
        run: Callable[[], None] = partial(show, name, t, pages)
        first = name == FIRST  # its address is that of the site, but a name is reserved for it as well
        path = "home" if first else name
        pages[name] = st.Page(run, title=t(f"page_{name}"), icon=icon, url_path=path, default=first)
    return pages


def main() -> None:
    """Run the chosen page."""
    disable_debug_mode()  # Altair checks each part of a chart as it is made: a third of a page's time, done in tests
    t = Texts(language())
    st.set_page_config(page_title=f"Yusuan · {t('title')}", page_icon="📊", layout="wide")
    st.html(CSS)
    pages = all_pages(t)
    # The first page's own address is that of the site: under its name it is there for those who type it.
    named = st.Page(partial(show, FIRST, t, pages), title=t(f"page_{FIRST}"), url_path=FIRST, visibility="hidden")
    st.navigation([*pages.values(), named], position="top").run()


if __name__ == "__main__":
    main()
