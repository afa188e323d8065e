"""Whose document it is: the organization's name by a vote of its witnesses.

Witnesses are the title, labelled lines above the tables (`编制部门：…`), label cells, headings and set phrases. The
full name wins over a short one that it ends with (上海市普陀区财政局 over 普陀区财政局).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from pipeline.narrative.identity_words import identity_words, pattern, patterns
from pipeline.narrative.names import clean_name, labelled_values, without_years
from pipeline.narrative.printed import PrintedLine
from pipeline.narrative.region import region_names

_NUMBER = re.compile(r"^[一二三四五六七八九十]+、")
_LABEL_END = re.compile(r"（(?:盖章|公章|签章)）$|：$")
TITLE_VOTES, LABEL_VOTES, LABEL_LIMIT = 6, 2, 4
LONGEST_LABEL = 14
MOST_NAMES = 3
"""More names than this behind labels, none of them prevailing, and no name in the title: several units' documents."""


def organization_of(titles: list[PrintedLine], lines: list[PrintedLine], beside: list[str]) -> str:
    """The organization's name, '' where no witness names one. `beside`: what tables print beside labels."""
    votes: Counter[str] = Counter()
    in_title = list(dict.fromkeys(_from_title(titles)))
    for name in in_title:
        votes[name] += TITLE_VOTES
    labelled = Counter(_from_labels(lines)) + Counter(filter(None, map(clean_name, beside)))
    if not in_title and len(labelled) > MOST_NAMES and 2 * max(labelled.values()) < labelled.total():
        return ""  # a collection of many units' disclosures is no single unit's
    for name, count in labelled.items():
        votes[name] += LABEL_VOTES * min(count, LABEL_LIMIT)
    for name, count in Counter(_from_mentions(lines)).items():
        votes[name] += min(count, LABEL_LIMIT)
    return _elect(votes)


def _from_title(titles: list[PrintedLine]) -> Iterable[str]:
    """Names in the title: what stands before 部门预算 and the like, or a line that is a name."""
    joined = without_years("".join(line.text for line in titles))
    heads = [joined[: tail.start()] for tail in pattern("title_tail").finditer(joined)]
    before = next((name for head in heads or [joined] if (name := clean_name(head))), "")
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


def is_label(text: str) -> bool:
    """Whether a cell's text (without white space) is the label of an organization's name: 部门名称（盖章）."""
    bare = _LABEL_END.sub("", text) if text.endswith(("）", "：")) else text
    return len(text) <= LONGEST_LABEL and bare in _labels()


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    return frozenset(identity_words()["organization_labels"])


def _from_mentions(lines: list[PrintedLine]) -> Iterable[str]:
    for line in lines:
        if line.in_grid:
            continue
        text = _NUMBER.sub("", line.text)
        for mention in patterns("mentions"):
            found = mention.search(text)
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
