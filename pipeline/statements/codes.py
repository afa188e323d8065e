"""Classification codes as printed: in cells of their own, joined to a name, in brackets, or only their last digits.

Function classes (支出功能分类) start with 2 and have 3, 5 or 7 digits; department economic classes start with 3,
government ones with 5, and have 3, 5 or (Beijing) 7 digits. Six digits are a unit's code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.statements.text import canon, squeeze

_BRACKETED = re.compile(r"^[\[(【](\d{3,7})[\])】](.*)$", re.DOTALL)
_LEADING = re.compile(
    r"^(?:(\d{5}|\d{7})(?![\d.,年%])|(\d{3})(?![\d.,年%万元个人名亿台号部级天日平吨米辆套项次家所周]))[-_ ]?(.*)$",
    re.DOTALL,
)
_TRAILING = re.compile(r"^(.*?)[\[(【-]?(?<!\d)(\d{5}|\d{7})[\])】]?$", re.DOTALL)
_CODE = re.compile(r"\d{2,7}")


@dataclass(frozen=True, slots=True)
class Coded:
    """A cell text split in its code ('' where none is printed) and the name that is left."""

    code: str
    name: str


def is_class_code(digits: str) -> bool:
    """True for digits that have the form of a function or economic class."""
    return len(digits) in (3, 5, 7) and digits[0] in "235" and digits.isdigit()


@lru_cache(maxsize=8192)
def split_coded(text: str) -> Coded:
    """`2101505-医疗保障政策管理`, `[30227]委托业务费`, `208 社会保障和就业支出`, `行政运行(2101501)`: code and name."""
    whole = squeeze(text)
    folded = canon(text)
    for pattern in (_BRACKETED, _LEADING):
        if match := pattern.match(folded):
            code = next(g for g in match.groups() if g)
            if is_class_code(code):
                return Coded(code, _tail(whole, code))
    if (match := _TRAILING.match(folded)) and match.group(1) and is_class_code(match.group(2)):
        return Coded(match.group(2), whole[: max(0, len(whole) - len(folded) + len(match.group(1)))])
    return Coded("", whole)


def _tail(whole: str, code: str) -> str:
    """What stands behind the code in the text as printed."""
    at = canon(whole).find(code) + len(code)
    return whole[at:].lstrip("])】）］-—–_")


def code_digits(text: str) -> str:
    """The digits of a code cell, '' where it holds anything else."""
    folded = canon(text).strip("[]()【】")
    return folded if _CODE.fullmatch(folded) else ""


class CodeMemory:
    """Fills in the parents that a layout leaves blank, row by row, within one group of code columns."""

    def __init__(self) -> None:
        self._last = ""
        self._whole_items = False

    def resolve(self, parts: list[str]) -> str:
        """The full code of a row from its printed parts (类, 款, 项; one part for a single cell); '' where none."""
        code = ""
        for depth, part in enumerate(parts):
            if part:
                code = self._extend(code, part, depth, len(parts))
        if code:
            self._last = code
            self._whole_items = self._whole_items or (len(parts) == 1 and len(parts[0]) == 7)
        return code

    def _extend(self, code: str, part: str, depth: int, columns: int) -> str:
        if len(part) != 2:
            return part
        if code:
            return code + part
        return self._parent(depth, columns) + part

    def _parent(self, depth: int, columns: int) -> str:
        """The code that two lone digits belong under: by their column, else by the level of the row before.

        In a single column that prints 项 in full (2080505), two digits are a 款 (`05` under 208).
        """
        if columns > 1:
            return self._last[: 1 + 2 * depth] if depth else ""
        if self._whole_items or len(self._last) == 3:
            return self._last[:3]
        return self._last[:5]
