"""The title of a document: the lines in the cover's largest type."""

from __future__ import annotations

import re

from pipeline.narrative.identity_words import pattern, squeeze
from pipeline.narrative.names import clean_name
from pipeline.narrative.printed import PrintedLine

_NOT_TITLE = re.compile(
    r"^附件?[0-9一二三四五六七八九十]*：?$|^[-—–－0-9]+$|^第[0-9]+页|：|^（?20[0-9]{2}年[0-9一二三四五六七八九十]{1,2}月(?!.*[算表])"
)
_TITLE_HEIGHT = 0.72
"""Lines of a title are at least this part of the cover's largest type."""
_LONGEST_LINE, _MOST_LINES = 60, 6
_CONTINUES = re.compile(r"^（.+）$|^.{0,14}(?:公开|说明|报告|报表|文本|草案|情况|预算|决算)(?:（.+）)?$")
"""A line after 部门预算 that still belongs to the title: 公开说明, （草案）."""


def title_lines(cover: list[PrintedLine]) -> list[PrintedLine]:
    """The cover's lines in its largest type, up to the one that says 预算 or 决算 and what continues it."""
    candidates = [line for line in cover if not _NOT_TITLE.search(line.text)]
    if not candidates:
        return []
    largest = max(line.height for line in candidates)
    kept: list[PrintedLine] = []
    named = False
    for line in candidates:
        if line.height < _TITLE_HEIGHT * largest:
            continue
        if len(line.text) > _LONGEST_LINE or line.text.endswith(("。", "；", "，")) or len(kept) == _MOST_LINES:
            break
        if named and not (_CONTINUES.search(line.text) or clean_name(line.text)):
            break
        kept.append(line)
        named = bool(pattern("title_tail").search("".join(each.text for each in kept)))
    return kept


def title_of(titles: list[PrintedLine]) -> str:
    """The title in one line, '' where the first page opens with a statement and bears no title of the document."""
    joined = "".join(line.text for line in titles)
    names_a_statement = pattern("core_statement").search(joined) and not re.search(r"20[0-9]{2}", joined)
    return "" if names_a_statement else "".join(squeeze(line.spaced) for line in titles)
