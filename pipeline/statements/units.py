"""Unit lines: in which unit of money a table prints, and what it counts besides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.statements.text import canon
from pipeline.statements.vocabulary import titles

_MONEY = "(?:百万元|万元|千元|亿元|元)"
_OF_A_NAME = (
    r"[\u4e00-\u9fff]{1,3}[县区市州镇乡村]|"
    r"[\u4e00-\u9fff]{1,16}(?:[局委办院校厅部会站所镇乡馆学园队场台处社团]|中心)(?![\u4e00-\u9fff])"
)
"""What makes of 元 the first letter of a name (`单位：元谋县第一中学`)."""
_UNIT = re.compile(rf"(?<![制报算管表属])单位[:;.-]?[(]?(?:人民币)?[(]?¥?(百万元|万元|千元|亿元|元(?!{_OF_A_NAME}))")
_BARE_UNIT = re.compile(rf"^[(]?(?:金额:?)?((?:人民币)?{_MONEY})[)]?$")
_NOTED_UNIT = re.compile(rf"[(](?:单位:?|金额:?)?((?:人民币)?{_MONEY})(?:/[^()]*)?[)]$|(?:^|/|^金额:)({_MONEY})$")
_CAPTION = re.compile(r"(?:单位|部门)[^:]{0,8}:|金额:")
_UNIT_HEAD = re.compile(r"^[(]?(?:金额|货币|计量)?单位:")
_UNITS_ONLY = re.compile(r"(?<![制报算管表属])单位 ?:")
_SUM = re.compile(rf"\d ?{_MONEY}")
_APART = re.compile(r"[、,/;·:()\[\] ¥]|人民币")
_SPACED = re.compile(r"(?<=[单人民百千万亿]) (?=[位民币百千万亿元])")
_LETTERS = re.compile(r"(?:^| )\S(?: \S){3,}(?= |$)")
"""A name set letter by letter: its 元 is no unit."""
_UNKNOWN_MONEY = re.compile(r"[十百千万亿]+元?|(?:[十百千万亿]*[美欧日港澳]|[A-Z$]+)元")
_BROKEN = re.compile(r"(?:^|单位:?|[(\d])(?:人民币|[(])*[百千万亿]+$")
"""A line whose unit, or whose sum, goes on in the next one (`单位：万` above `元`)."""


def read_unit(lines: Sequence[str]) -> str:
    """The unit that a unit line prints (元, 千元, 万元, ...), '' where none does; the last one counts."""
    return _last_unit(lines) or ""


def has_unclear_unit(lines: Sequence[str]) -> bool:
    """True where the last unit line names money in no known way (`单位：亿美元`), or two units of it."""
    return _last_unit(lines) == ""


def _last_unit(lines: Sequence[str]) -> str | None:
    return next((unit for line in reversed(_mended(lines)) if (unit := _unit_of(line)) is not None), None)


def _mended(lines: Sequence[str]) -> list[str]:
    """The lines, a unit broken over two of them joined: its 元 alone would be the unit of another size.

    Lines of the captions beside may stand between the halves of a unit line, none between those of a sentence.
    """
    out: list[str] = []
    for line in lines:
        broken = [at for at, above in enumerate(out) if _BROKEN.search(canon(above))]
        halves = [at for at in broken if at == len(out) - 1 or "单位" in canon(out[at])]
        if halves and canon(line) in ("元", "元)"):
            out[halves[-1]] += line
        else:
            out.append(line)
    return out


@lru_cache(maxsize=8192)
def _unit_of(line: str) -> str | None:
    """The unit of one line; '' where it names money in no known way, None where it is no unit line."""
    spellings = titles().units
    form = canon(line)
    found = _UNIT.findall(form) or _BARE_UNIT.findall(form)
    words = _words(line)
    units = {spellings[w] for w in words if w in spellings} | {spellings[w] for w in found[-1:]}
    if units:
        return units.pop() if len(units) == 1 else ""
    unknown = [w for w in words if _UNKNOWN_MONEY.fullmatch(w)]
    is_unclear = bool(_UNITS_ONLY.search(_spaced(line))) and any(len(w) > 1 or len(words) < 3 for w in unknown)
    return "" if is_unclear else None


def _words(line: str) -> list[str]:
    """The words of a caption one by one: units stand there beside each other and beside names (`单位：辆、万元`)."""
    form = _spaced(line)
    if not _CAPTION.search(form) or _SUM.search(form) or _LETTERS.search(form) or "。" in form:
        return []
    return [word for word in _APART.split(form) if word]


def _spaced(line: str) -> str:
    """The canon form of a line, a blank where blanks stand between words."""
    return _SPACED.sub("", " ".join(map(canon, line.split())))


def counts_only(lines: Sequence[str]) -> bool:
    """True where the unit line says that a table counts people or things (`单位：人`): it holds no money."""
    last = next((form for form in map(canon, reversed(lines)) if re.search(r"单位[:：]", form)), "")
    found = re.search(r"单位[:：][(]?([^()]{1,12})[)]?$", last)
    parts = re.split(r"[、,，/]", found.group(1)) if found else []
    return bool(parts) and all(p in titles().counted for p in parts)


@lru_cache(maxsize=8192)
def noted_unit(text: str) -> str:
    """The unit that a header or a row name carries at its end (`金额（万元）`, `金额/万元`) or is (`万元`), else ''."""
    match = _NOTED_UNIT.search(canon(text))
    return titles().units[match.group(1) or match.group(2)] if match else ""


def names_unit(text: str) -> bool:
    """True for a line that names a unit of money, with or without other words."""
    return _unit_of(text) is not None


def is_unit_line(text: str) -> bool:
    """True for a text that is a unit line and nothing else (`单位：万元`, `单位：人、万元`)."""
    if not _UNIT_HEAD.match(canon(text)) or not _unit_of(text):
        return False
    words = _words(text)[1:]
    return bool(words) and all(w in titles().units or w in titles().counted or w == "%" for w in words)
