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
from pipeline.dashboards.screens import compare, findings, organization, overview, quality
from pipeline.dashboards.session import Session, source_folders, warehouse_link
from pipeline.dashboards.store import NoWarehouse, open_store, version_key
from pipeline.dashboards.style import CSS
from pipeline.dashboards.widgets import empty, head, note

PAGES: Final[dict[str, tuple[ModuleType, str]]] = {
    "overview": (overview, ":material/donut_small:"),
    "organization": (organization, ":material/account_balance:"),
    "compare": (compare, ":material/compare_arrows:"),
    "findings": (findings, ":material/fact_check:"),
    "quality": (quality, ":material/verified:"),
}
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


def show(name: str, t: Texts) -> None:
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
        PAGES[name][0].render(Session(store, t, source_folders()))
    except NoWarehouse as problem:
        empty(t(problem.reason, file=link.as_posix()), t(f"{problem.reason}_help", detail=problem.detail))
    except duckdb.Error as problem:
        empty(t("query_failed"), str(problem))
    if key:
        note(t("version", name=key.split("|")[0].replace("\\", "/").rsplit("/", 1)[-1]))
    if st.session_state.pop("was_updated", False):
        st.toast(t("updated"))
    st.fragment(partial(follow, key), run_every=_EVERY)()


def main() -> None:
    """Run the chosen page."""
    disable_debug_mode()  # Altair checks each part of a chart as it is made: a third of a page's time, done in tests
    t = Texts(language())
    st.set_page_config(page_title=f"Yusuan · {t('title')}", page_icon="📊", layout="wide")
    st.html(CSS)
    pages = []
    for name, (_, icon) in PAGES.items():
        run: Callable[[], None] = partial(show, name, t)
        pages.append(st.Page(run, title=t(f"page_{name}"), icon=icon, url_path=name, default=name == "overview"))
    st.navigation(pages, position="top").run()


if __name__ == "__main__":
    main()
