"""Pieces that pages are made of: heads, cards, tables with search and download, notes, page pictures."""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any, Final, Literal

import polars as pl
import streamlit as st
from PIL import Image

from pipeline.audit.pages import Pages, open_pages
from pipeline.dashboards import evidence, figures
from pipeline.dashboards.charts.base import Specification
from pipeline.dashboards.language import Language
from pipeline.dashboards.queries import findings
from pipeline.dashboards.session import Session
from pipeline.dashboards.store import Row
from pipeline.reading.model import Box, UnreadableFile

Kind = Literal["text", "organization", "wan", "figure", "percent", "count", "year"]

_MONEY_TYPE: Final = pl.Decimal(24, 6)
_FORMULA: Final = ("=", "+", "-", "@")
"""A spreadsheet takes a text that begins so for a formula."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its key in the rows, its title, what it holds, its width."""

    key: str
    title: str
    kind: Kind = "text"
    width: Literal["small", "medium", "large"] | int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One figure with its name; `note` stands below it."""

    title: str
    value: str
    note: str = ""


def head(title: str, lead: str) -> None:
    """The page's title and what it answers."""
    st.title(title, anchor=False)
    note(lead)


def note(text: str) -> None:
    """Small grey text."""
    st.html(f'<p class="ys-note">{escape(text)}</p>')


def empty(text: str, more: str = "") -> None:
    """What stands where there is nothing."""
    st.html(f'<div class="ys-empty">{escape(text)}{"<br>" + escape(more) if more else ""}</div>')


def facts(pairs: Iterable[tuple[str, str]]) -> None:
    """Names and values, those without a value left out."""
    shown = [(name, value) for name, value in pairs if value]
    if shown:
        st.html(
            '<dl class="ys-facts">'
            + "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in shown)
            + "</dl>"
        )


def cards(cards: Sequence[Card], key: str) -> None:
    """Figures side by side, two in a row on a small screen."""
    with st.container(key=f"cards-{key}"):
        for card in cards:
            st.metric(card.title, card.value, card.note or None, delta_color="off", delta_arrow="off")


def chart(session: Session, drawing: Specification | None, key: str, title: str) -> None:
    """A chart below its title; a note where there is nothing to draw."""
    st.subheader(title, anchor=False)
    if drawing is None:
        empty(session.t("nothing_here"))
    else:
        entries = drawing["usermeta"]["legend"]
        if entries:
            marks = (f'<span><i style="background:{fill}"></i>{escape(name)}</span>' for name, fill in entries)
            st.html(f'<div class="ys-legend">{"".join(marks)}</div>')
        st.vega_lite_chart(drawing, theme=None, key=f"chart-{key}", alt=title)


def table(
    session: Session,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    name: str,
    none: str = "",
    searchable: bool = True,
    most: int = 0,
) -> None:
    """A table below its title that sorts by its heads, with a search over all texts and a download of what is shown.

    `none` stands where there are no rows. A column of kind `organization` leads to the row's `org_id`. Where the query
    asked for `most` rows and they are there, a note says that these are the first only.
    """
    if title:
        st.subheader(title, anchor=False)
    if not rows:
        empty(none or session.t("nothing"))
        return
    shown = list(rows)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"tools-{name}"):
        if searchable:
            words = st.text_input(
                session.t("search"),
                placeholder=session.t("search_hint"),
                key=f"search-{name}",
                label_visibility="collapsed",
                width=260,
            )
            shown = matching(shown, columns, words or "")
        st.download_button(
            session.t("download"),
            csv_bytes(columns, shown),
            f"{name}.csv",
            "text/csv",
            key=f"download-{name}",
            icon=":material/download:",
            on_click="ignore",
        )
        st.caption(session.t("rows_shown", shown=f"{len(shown):,}", all=f"{len(rows):,}"), width="content")
    if not shown:
        empty(session.t("nothing"))
        return
    st.dataframe(
        frame(columns, shown, session.t.language),
        hide_index=True,
        width="stretch",
        height=min(35 * len(shown) + 37, 560),
        column_config={column.title: _config(column) for column in columns},
        placeholder=figures.BLANK,
        key=f"table-{name}",
    )
    if most and len(rows) >= most:
        note(session.t("first_only", n=most))
    if any(column.kind == "wan" for column in columns):
        note(session.t("wan_note"))


def matching(rows: Iterable[Row], columns: Sequence[Column], words: str) -> list[Row]:
    """Rows that hold every word somewhere."""
    wanted = words.casefold().split()
    texts = [(row, " ".join(str(row[column.key] or "") for column in columns).casefold()) for row in rows]
    return [row for row, text in texts if all(word in text for word in wanted)]


def frame(columns: Sequence[Column], rows: Sequence[Row], language: Language = "zh") -> pl.DataFrame:
    """The rows as they are shown: money in 万元, exact; organizations as addresses that end in their names."""
    data: dict[str, pl.Series] = {}
    for column in columns:
        values = [row[column.key] for row in rows]
        match column.kind:
            case "wan":
                data[column.title] = pl.Series([figures.in_wan(value) for value in values], dtype=_MONEY_TYPE)
            case "figure" | "percent":
                data[column.title] = pl.Series(
                    [None if value is None else Decimal(value) for value in values], dtype=_MONEY_TYPE
                )
            case "count" | "year":
                data[column.title] = pl.Series(
                    [None if value is None else int(value) for value in values], dtype=pl.Int64
                )
            case "organization":
                links = [f"organization?lang={language}&org={row['org_id']}#{row[column.key]}" for row in rows]
                data[column.title] = pl.Series(links, dtype=pl.String)
            case "text":
                data[column.title] = pl.Series([str(value or "") for value in values], dtype=pl.String)
    return pl.DataFrame(data)


def csv_bytes(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """The rows as CSV for spreadsheets: UTF-8 with BOM, money in yuan, texts that look like formulas quoted."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([f"{column.title}[元]" if column.kind == "wan" else column.title for column in columns])
    writer.writerows([[_csv_value(column, row[column.key]) for column in columns] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def _csv_value(column: Column, value: Any) -> Any:
    if column.kind in ("text", "organization") and isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return "" if value is None else value


def _config(column: Column) -> Any:
    match column.kind:
        case "wan":
            return st.column_config.NumberColumn(column.title, format="%,.2f", width=column.width)
        case "percent":
            return st.column_config.NumberColumn(column.title, format="%,.2f%%", width=column.width)
        case "figure":
            return st.column_config.NumberColumn(column.title, format="%,.2f", width=column.width)
        case "count":
            return st.column_config.NumberColumn(column.title, format="%,d", width=column.width)
        case "year":
            return st.column_config.NumberColumn(column.title, format="%d", width=column.width)
        case "organization":
            return st.column_config.LinkColumn(column.title, display_text="#(.+)$", width=column.width)
        case "text":
            return st.column_config.TextColumn(column.title, width=column.width)


def linked(key: str, options: Container[str]) -> None:
    """Choose what the address asks for, once: what is clicked afterwards counts more than the link that led here."""
    wanted = st.query_params.get(key)
    if wanted in options and wanted != st.session_state.get(f"{key}-address"):
        st.session_state[key] = wanted


def put_in_address(key: str, value: str) -> None:
    """The address says what is chosen, so that it can be passed on."""
    st.query_params[key] = st.session_state[f"{key}-address"] = value


def segments(label: str, options: Mapping[str, str], key: str) -> str:
    """A choice of few, always one of them."""
    if st.session_state.get(key) not in options:
        st.session_state[key] = next(iter(options))
    chosen = st.segmented_control(
        label,
        list(options),
        format_func=lambda option: options[option],
        key=key,
        label_visibility="collapsed",
        required=True,
        persist_state="session",
    )
    return str(chosen)


def plain_markdown(text: str) -> str:
    """Text for a place that takes markdown."""
    return "".join(f"\\{char}" if char in "*_[]`$#~<>|:\\" else char for char in text)


def page_picture(
    session: Session, disclosure_id: str, page: int | None, boxes: Sequence[Box], key: str, alike: bool = False
) -> None:
    """The page of a disclosure with boxes, or in words why there is none."""
    row = findings.file_of(session, disclosure_id)
    source = evidence.Source(**row)
    if page is None:
        empty(session.t("no_page", file=source.file_name))
        return
    path = _file(source, session.sources)
    if path is None:
        folders = "、".join(folder.as_posix() for folder in session.sources)
        empty(session.t("no_file", file=source.file_name, folders=folders, page=page))
        return
    try:
        pages = _pages(path, source.sha256)
    except UnreadableFile:
        empty(session.t("broken_file", file=source.file_name))
        return
    views = {"close": session.t("close_up"), "whole": session.t("whole_page")}
    view = segments(session.t("picture_view"), views, f"view-{key}") if boxes else "whole"
    image, width = _picture(pages, source.sha256, page, tuple(boxes), view == "close", alike)
    middle = (boxes[0].x0 + boxes[0].x1) / 2 * evidence.SCALE if boxes else 0.0
    with st.container(key="picture-right" if middle > width / 2 else "picture-left"):  # where small screens begin
        st.image(image, width="stretch")
    note(session.t("picture_caption", file=source.file_name, page=page))


@st.cache_data(max_entries=200, ttl=60, show_spinner=False)
def _file(source: evidence.Source, folders: tuple[Path, ...]) -> Path | None:
    """Where the file is; asked again after a minute, because it may come or go."""
    return evidence.find_file(source, folders)


@st.cache_resource(max_entries=32, show_spinner=False)
def _pages(path: Path, digest: str) -> Pages:
    """The file read once, to know how its pages are turned and what must be covered."""
    return open_pages(path)


@st.cache_data(max_entries=64, show_spinner=False)
def _picture(
    _pages: Pages, digest: str, page: int, boxes: tuple[Box, ...], close: bool, alike: bool
) -> tuple[bytes, int]:
    """PNG and its width in pixels; `digest` names the content."""
    image = evidence.picture(_pages, page, boxes, close, alike)
    out = io.BytesIO()
    image.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(out, format="PNG", optimize=False)
    return out.getvalue(), image.width
