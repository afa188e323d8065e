"""The report as one HTML page that needs nothing else: styles and pictures are in it."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from jinja2 import Environment, StrictUndefined
from PIL import Image

from pipeline.audit.model import Spot
from pipeline.audit.pages import Pages, open_pages, picture
from pipeline.audit.report import VERDICTS, Draw, Report, share
from pipeline.audit.source_file import find_source
from pipeline.audit.stored import StoredDocument

WORDS: Final = {
    "holds": "成立", "rounding": "四舍五入", "fails": "不成立", "nothing_to_check": "无从核对",
    "error": "错误", "warning": "提示",
    "source": "原文如此", "misreading": "可能误读", "undetermined": "未能判定", "": "未判定",
    "budget": "预算", "final_account": "决算",
    "numbers": "像金额的数字", "in_cells": "载入报表", "in_records": "载入绩效或文字记录",
    "in_prose": "正文叙述", "unread": "未读",
}  # fmt: skip
"""What keys are called in the report."""

_SCALE = 1.7
_WIDTH = 1100
_COLOURS = 48


def page(report: Report) -> str:
    """The report as HTML."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["share"] = lambda part, whole: share(part, whole)
    environment.filters["thousands"] = lambda number: f"{number:,}"
    source = files("pipeline").joinpath("audit", "report.html.j2").read_text(encoding="utf-8")
    return environment.from_string(source).render(report=report, words=WORDS, verdicts=VERDICTS)


def drawing(roots: Sequence[Path]) -> Draw:
    """Pictures from the files below these folders; a file is opened once."""

    @lru_cache(maxsize=4)
    def opened(document: StoredDocument) -> Pages | None:
        source = find_source(document.sha256, document.byte_size, document.source_uri, roots)
        return open_pages(source) if source is not None and document.page_count else None

    def draw(document: StoredDocument, spots: Sequence[Spot]) -> str:
        pages = opened(document)
        if pages is None or spots[0].page is None:
            return ""
        return data_uri(picture(pages, spots, _SCALE, cut=True))

    return draw


def data_uri(image: Image.Image) -> str:
    """A picture as a data URI: no wider than the page, few colours, so that a report of many findings stays small."""
    if image.width > _WIDTH:
        image = image.resize((_WIDTH, round(image.height * _WIDTH / image.width)), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    image.quantize(_COLOURS).save(buffer, format="PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")
