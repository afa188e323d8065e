"""Whose document it is: the organization's name by a vote of its witnesses.

Witnesses are the title, labelled lines above the tables (`编制部门：…`), label cells, headings and set phrases. The
full name wins over a short one that it ends with (上海市普陀区财政局 over 普陀区财政局).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.narrative.identity_words import identity_words, pattern, patterns, squeeze
from pipeline.narrative.printed import PrintedLine, title_lines
from pipeline.narrative.region import region_names

TITLE_VOTES, LABEL_VOTES, LABEL_LIMIT = 6, 2, 4
_YEAR = re.compile(r"20[0-9]{2}(?:年度|年|(?=部门|单位))")
_LEADING_CODE = re.compile(r"^[\[【（(]?[0-9A-Za-z]{3,12}[\]】）)]?[-—_.]?(?=[\u3400-\u9fff])")


def organization_of(cover: list[PrintedLine], lines: list[PrintedLine], pairs: list[tuple[str, str]]) -> str:
    """The organization's name, '' where no witness names one."""
    votes: Counter[str] = Counter()
    for name in dict.fromkeys(_from_title(cover)):
        votes[name] += TITLE_VOTES
    labelled = Counter(_from_labels(lines)) + Counter(_from_pairs(pairs))
    for name, count in labelled.items():
        votes[name] += LABEL_VOTES * min(count, LABEL_LIMIT)
    for name, count in Counter(_from_mentions(lines)).items():
        votes[name] += min(count, LABEL_LIMIT)
    return _elect(votes)


def clean_name(text: str) -> str:
    """The name without codes, years, 关于, and brackets such as （汇总）; '' where it is no organization's name."""
    name = _LEADING_CODE.sub("", _YEAR.sub("", squeeze(text)))
    name = re.sub(r"^(?:关于|附件?[0-9一二三四五六七八九十]*：?)", "", name)
    brackets = "|".join(identity_words()["name_brackets"])
    while True:
        shorter = re.sub(rf"（(?:{brackets})）$|(?<=.)(?:部门|的|汇总)$", "", name)
        if shorter == name:
            break
        name = shorter
    return name if is_organization(name) else ""


def is_organization(name: str) -> bool:
    """True for what can be the name of a body with a budget: its last word tells, digits and sentences rule it out."""
    words = identity_words()
    if not 3 <= len(name) <= 44 or re.search(r"[0-9，。；：！？“”%…]", name):
        return False
    if any(word in name for word in words["not_in_organizations"]) or has_placeholder(name):
        return False
    bare = re.sub(r"（[^（）]{1,20}）$", "", name)
    return bare.endswith(tuple(words["organization_endings"])) and bare not in region_names()


def has_placeholder(text: str) -> bool:
    """True where a form's placeholder (XX局, （单位名称）) stands in the text."""
    return bool(pattern("placeholder").search(text))


def labelled_values(lines: Iterable[PrintedLine]) -> list[str]:
    """What stands behind the labels (`编制部门：`), money units left out, placeholders included."""
    labels = "|".join(sorted(identity_words()["organization_labels"], key=len, reverse=True))
    label = re.compile(rf"^(?:公开)?(?:{labels})(?:（(?:盖章|公章|签章)）)?：(?P<value>.+)$")
    stop = re.compile(r"(?:金额)?单位\s*[:：]|日期|时间|年度[:：]|编报|[\s　]")
    values = []
    for line in lines:
        spaced = squeeze_keeping_gaps(line.spaced)
        found = label.match(spaced)
        if found:
            values.append(stop.split(found["value"].strip())[0])
    return values


def squeeze_keeping_gaps(text: str) -> str:
    """As `squeeze`, but single blanks between words stay, save those around colons."""
    parts = [squeeze(part) for part in re.split(r"\s+", text)]
    return re.sub(r"\s*：\s*", "：", " ".join(part for part in parts if part))


def _from_title(cover: list[PrintedLine]) -> Iterable[str]:
    """Names in the title: what stands before 部门预算 and the like, or a line that is a name."""
    titles = title_lines(cover)
    joined = _YEAR.sub("", "".join(line.text for line in titles))
    tail = pattern("title_tail").search(joined)
    before = clean_name(joined[: tail.start()]) if tail else clean_name(joined)
    if before:
        yield before
    for line in titles:
        name = clean_name(line.text)
        if name and (not before or before not in name) and name not in before:
            yield name


def _from_labels(lines: list[PrintedLine]) -> Iterable[str]:
    for value in labelled_values(lines):
        name = clean_name(value)
        if name:
            yield name


def _from_pairs(pairs: list[tuple[str, str]]) -> Iterable[str]:
    labels = set(identity_words()["organization_labels"])
    for label, value in pairs:
        if re.sub(r"（(?:盖章|公章|签章)）$|：$", "", label) in labels:
            name = clean_name(value)
            if name:
                yield name


def _from_mentions(lines: list[PrintedLine]) -> Iterable[str]:
    for line in lines:
        if line.in_grid:
            continue
        for mention in patterns("mentions"):
            found = mention.search(re.sub(r"^[一二三四五六七八九十]+、", "", line.text))
            name = clean_name(found["org"]) if found else ""
            if name:
                yield name


def _elect(votes: Counter[str]) -> str:
    """The name with most votes; a short name's votes go to the full name that ends with it."""
    merged: Counter[str] = Counter()
    for name, count in votes.items():
        longer = [other for other in votes if other != name and _is_fuller(other, name)]
        merged[max(longer, key=lambda other: (votes[other], other)) if longer else name] += count
    if not merged:
        return ""
    return min(merged, key=lambda name: (-merged[name], -len(name), name))


def _is_fuller(full: str, short: str) -> bool:
    """True where `full` is `short` with names of regions before it."""
    if not full.endswith(short):
        return False
    rest, regions = full[: -len(short)], region_names()
    while rest:
        step = next((n for n in range(len(rest), 1, -1) if rest[:n] in regions), 0)
        if not step:
            return False
        rest = rest[step:]
    return True
