"""Indicators written into one cell: level names glued together, or a numbered list of coded indicators."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.performance.vocabulary import vocabulary

_ITEM = re.compile(r"(?:^|(?<=[。;；]))\s*\d{1,3}[、.．]\s*(?=\d{1,2}[-—－–−]\D)")
_CODE = re.compile(r"^\s*\d{1,2}[-—－–−]\s*")
_PERIOD = re.compile(r"^实施周期指标值[:：]")
_YEAR = re.compile(r"^年度指标值[:：]")


@dataclass(frozen=True, slots=True)
class CodedIndicator:
    """One indicator of a numbered list: level names, the target of the year and that of the whole period."""

    level1: str
    level2: str
    level3: str
    target: str
    period_target: str


def split_levels(text: str) -> tuple[str, str, str]:
    """`产出指标数量指标参保人调查` -> (产出指标, 数量指标, 参保人调查); unknown beginnings stay in the third."""
    words = vocabulary()
    level1, rest = _prefix(text, words.level1_names)
    if not level1:
        return "", "", text
    level2, rest = _prefix(rest, words.level2_names)
    return level1, level2, rest


def _prefix(text: str, names: tuple[str, ...]) -> tuple[str, str]:
    name = next((name for name in sorted(names, key=len, reverse=True) if text.startswith(name)), "")
    return name, text[len(name) :]


def split_coded(text: str) -> tuple[list[CodedIndicator], list[str]]:
    """The indicators of `1、1-产出指标；11-数量指标；名；实施周期指标值:..；年度指标值:..。2、...`, and the rest."""
    starts = [found.start() for found in _ITEM.finditer(text)]
    if not starts:
        return [], [text] if text else []
    read: list[CodedIndicator] = []
    strange = [text[: starts[0]].strip()] if text[: starts[0]].strip() else []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        item = _ITEM.sub("", text[start:end], count=1).strip().rstrip("。")
        indicator = _coded(item)
        if indicator is None:
            strange.append(item)
        else:
            read.append(indicator)
    return read, strange


def _coded(item: str) -> CodedIndicator | None:
    fields = re.split(r"[;；]", item)
    year = next((at for at, text in enumerate(fields) if _YEAR.match(text)), None)
    period = next((at for at, text in enumerate(fields) if _PERIOD.match(text)), None)
    if year is None or len(fields) < 4 or not (_CODE.match(fields[0]) and _CODE.match(fields[1])):
        return None
    first = period if period is not None else year
    if first < 3 or year < first:
        return None
    return CodedIndicator(
        level1=_CODE.sub("", fields[0]),
        level2=_CODE.sub("", fields[1]),
        level3="；".join(fields[2:first]).rstrip("."),
        target=_YEAR.sub("", "；".join(fields[year:])),
        period_target=_PERIOD.sub("", "；".join(fields[period:year])) if period is not None else "",
    )
