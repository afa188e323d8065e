"""Names of organizations as texts print them: cleaned, told from other words, found behind labels."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pipeline.narrative.identity_words import identity_words, pattern, squeeze
from pipeline.narrative.printed import PrintedLine
from pipeline.narrative.region import region_names

_YEAR = re.compile(r"20[0-9]{2}(?:年度|年|(?=部门|单位))")
_LEADING_CODE = re.compile(r"^[\[【（(]?[0-9A-Za-z]{3,12}[\]】）)]?[-—_.]?(?=[\u3400-\u9fff])")


_VALUE_END = re.compile(r"(?:金额)?单位\s*[:：]|日期|时间|年度[:：]|编报|[\s　]")
_COLON = re.compile(r"\s*：\s*")


def without_years(text: str) -> str:
    """The text without `2026年` and `2026年度`."""
    return _YEAR.sub("", text)


def clean_name(text: str) -> str:
    """The name without codes, years, 关于, and brackets such as （汇总）; '' where it is no organization's name."""
    name = _LEADING_CODE.sub("", without_years(squeeze(text)))
    name = re.sub(r"^（([^（）]+)）$", r"\1", name)
    name = re.sub(r"^(?:关于|附件?[0-9一二三四五六七八九十]*：?)", "", name)
    brackets = "|".join(identity_words()["name_brackets"])
    while True:
        shorter = re.sub(rf"（(?:{brackets})）$|(?<=.)(?:部门|的|汇总|关于(?:公开|公布|印发)?)$", "", name)
        if shorter == name:
            break
        name = shorter
    return name if is_organization(name) else ""


def is_organization(name: str) -> bool:
    """True for what can be the name of a body with a budget: its last word tells, digits and sentences rule it out."""
    words = identity_words()
    if not 3 <= len(name) <= 44 or re.search(r"[0-9，。；：！？“”%…]", name) or has_placeholder(name):
        return False
    bare = re.sub(r"（[^（）]{1,20}）$", "", name)
    if any(word in bare for word in words["never_in_organizations"]):
        return False
    if any(word in bare for word in words["seldom_in_organizations"]) and not _is_surely_a_body(bare):
        return False
    of_region = re.sub(r"[省市区县州旗]?(?:本级|级|机关)$", "", bare)
    return bare.endswith(tuple(words["organization_endings"])) and not {bare, of_region} & region_names()


def _is_surely_a_body(name: str) -> bool:
    """A name that opens with a region and closes with the word for a body may speak of budgets and projects."""
    in_region = any(name[:n] in region_names() for n in range(2, min(len(name), 14)))
    return in_region and name.endswith(tuple(identity_words()["sure_endings"]))


def has_placeholder(text: str) -> bool:
    """True where a form's placeholder (XX局, （单位名称）) stands in the text."""
    return bool(pattern("placeholder").search(text))


def labelled_values(lines: Iterable[PrintedLine]) -> list[str]:
    """What stands behind the labels (`编制部门：`), money units left out, placeholders included."""
    label = _labelled()
    values = []
    for line in lines:
        if "：" not in line.text:
            continue
        found = label.match(squeeze_keeping_gaps(line.spaced))
        if found:
            values.append(_VALUE_END.split(found["value"].strip())[0])
    return values


@lru_cache(maxsize=1)
def _labelled() -> re.Pattern[str]:
    """A label with its colon and the `value` behind it."""
    labels = "|".join(sorted(identity_words()["organization_labels"], key=len, reverse=True))
    return re.compile(rf"^(?:公开)?(?:{labels})(?:（(?:盖章|公章|签章)）)?：(?P<value>.+)$")


def squeeze_keeping_gaps(text: str) -> str:
    """As `squeeze`, but single blanks between words stay, save those around colons."""
    parts = [squeeze(part) for part in text.split()]
    return _COLON.sub("：", " ".join(part for part in parts if part))
