"""Headings of a narrative (第一部分, 一、, （一）, 1.) and the stack of those that stand above a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

_NUMERAL = "[一二三四五六七八九十百]+"
_LEVELS = (
    re.compile(rf"^第{_NUMERAL}部分"),
    re.compile(rf"^{_NUMERAL}、"),
    re.compile(rf"^[（(]{_NUMERAL}[）)]"),
    re.compile(r"^\d{1,2}[.．、](?!\d)"),
    re.compile(r"^[（(]\d{1,2}[）)]"),
)
_TITLE = re.compile(
    r"^[^，。；：、（）()《》\d]*(?:\d{4}年度?)?[^，。；：《》\d]{0,30}(?:名词解释|情况说明|编制说明|主要职能|机构设置)$"
)
"""A title without a number, as Shanghai and Shandong print them."""
_PART_COLON = re.compile(rf"^(第{_NUMERAL}部分)[：:]")
_LONGEST = 60
_PROSE = re.compile(r"[。；;]|\d(?:万元|元|亿元|%)|[：:]\S")


@lru_cache(maxsize=4096)
def heading_level(text: str) -> int:
    """1 for 第一部分 and for titles without a number, to 5 for （1）; 0 where the text is no heading.

    Too long a text is none, nor is a sentence with figures.
    """
    text = _PART_COLON.sub(r"\1", text)
    if len(text) > _LONGEST or _PROSE.search(text.rstrip("。；")):
        return 0
    for level, pattern in enumerate(_LEVELS, start=1):
        if pattern.match(text):
            return level
    return 1 if _TITLE.match(text) else 0


@dataclass(slots=True)
class HeadingStack:
    """The headings above the present place, by level."""

    _by_level: dict[int, str] = field(default_factory=dict)

    def push(self, level: int, text: str) -> None:
        """Enter a heading; those of the same and deeper levels end."""
        self._by_level = {key: value for key, value in self._by_level.items() if key < level}
        self._by_level[level] = text

    @property
    def path(self) -> tuple[str, ...]:
        """The headings from the outermost to the innermost."""
        return tuple(self._by_level[level] for level in sorted(self._by_level))
