"""The parts of a clause that matter for a comparison: amounts, shares, the other year, the direction, the rate.

A clause becomes a list of tokens with the words between them, which name the subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.narrative.figures import MONEY, PERCENT
from pipeline.narrative.vocabulary import words


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a clause at [start, end) of the paragraph.

    `kind`: money, share, completion, difference, baseline, change, rate. `before` are the words since the token before
    (from `before_start`). `value` is the printed amount or percentage, `key` the direction or what is compared with;
    of a baseline, `value` is the other side's amount where it is printed.
    """

    kind: str
    start: int
    end: int
    before: str
    before_start: int
    value: str = ""
    key: str = ""
    value_end: int = 0

    @property
    def value_range(self) -> tuple[int, int]:
        """Where the value is printed; it stands at the end of the token, before a closing bracket or 相比."""
        return self.value_end - len(self.value), self.value_end


_VALUES = (
    "share_value",
    "completion_value",
    "difference_value",
    "base_value",
    "change_value",
    "bare_value",
    "money_value",
)


_LINK = "(?:(?:额|率|比例)为?|(?<=[幅）)])为)?"
"""Between direction and change; 减少为 leads to what is left and not to the change."""


def tokens(text: str, offset: int) -> list[Token]:
    """The tokens of a clause that begins at `offset` of its paragraph; a last token of kind `end` holds the rest."""
    found: list[Token] = []
    position = 0
    for match in _pattern().finditer(text):
        name = next((name for name in _VALUES if match[name]), "")
        value, value_end = (match[name], offset + match.end(name)) if name else ("", 0)
        kind, key = _kind_and_key(match)
        before, start, end = text[position : match.start()], offset + match.start(), offset + match.end()
        found.append(Token(kind, start, end, before, offset + position, value, key, value_end))
        position = match.end()
    found.append(Token("end", offset + len(text), offset + len(text), text[position:], offset + position))
    return found


def carried(baseline: Token) -> Token:
    """What is compared with, for the paragraphs of a list below; its place and amount stay where they are printed."""
    return Token("baseline", 0, 0, "", 0, key=baseline.key)


def _kind_and_key(match: re.Match[str]) -> tuple[str, str]:
    if match["share"]:
        return "share", ""
    if match["completion"]:
        return "completion", ""
    if match["difference"]:
        return "difference", ""
    if match["baseline"]:
        return "baseline", _first_key("baseline_kinds", match["baseline"])
    if match["bare"]:
        return "rate", ""
    if match["change"]:
        key = _first_key("directions", match["direction"])
        value = match["change_value"] or ""
        return ("rate" if value.endswith(("%", "％")) else "change"), key
    if match["unchanged"]:
        return "change", "unchanged"
    return "money", ""


@cache
def _pattern() -> re.Pattern[str]:
    vocabulary = words()
    when, what = vocabulary["baseline"]["when"], vocabulary["baseline"]["what"]
    moving = "|".join(entry["pattern"] for entry in vocabulary["directions"] if entry["key"] != "unchanged")
    flat = next(entry["pattern"] for entry in vocabulary["directions"] if entry["key"] == "unchanged")
    either = next(entry["pattern"] for entry in vocabulary["directions"] if entry["key"] == "either")
    base_value = rf"(?:(?P<base_value>{MONEY})(?=(?:{moving})))?"
    baseline = rf"(?P<baseline>(?:比|较|与|同|和){when}{what}{base_value}(?:相比|比较|对比|相较)?|同比)"
    return re.compile(
        rf"(?P<share>{vocabulary['share']}(?P<share_value>{PERCENT}))"
        rf"|(?P<completion>{vocabulary['completion']}(?P<completion_value>{PERCENT}))"
        rf"|(?P<difference>{vocabulary['difference_rate']}(?P<difference_value>{PERCENT}))"
        rf"|{baseline}"
        rf"|(?P<change>(?P<direction>{either}|{moving})了?{_LINK}约?(?P<change_value>{MONEY}|{PERCENT}))"
        rf"|(?P<unchanged>{flat})"
        rf"|(?P<bare>[（(](?P<bare_value>{PERCENT})[）)])"
        rf"|(?P<money_value>{MONEY})"
    )


def _first_key(name: str, text: str) -> str:
    """The key of the first pattern of a vocabulary list that the text holds."""
    return next((key for key, pattern in _lists()[name] if pattern.search(text)), "")


@cache
def _lists() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    vocabulary = words()
    sources = {"baseline_kinds": vocabulary["baseline"]["kinds"], "directions": vocabulary["directions"]}
    return {
        name: tuple((entry["key"], re.compile(entry["pattern"])) for entry in entries)
        for name, entries in sources.items()
    }
