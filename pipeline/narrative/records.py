"""Procurement, state assets, staff and the purposes of commissioned services, read sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.narrative.figures import MONEY, NUMBER, PERCENT, money, number, percent
from pipeline.narrative.model import Procurement, ServicePurpose, Staffing, StateAsset
from pipeline.narrative.own_year import is_of_another_year
from pipeline.narrative.source import source_of
from pipeline.narrative.subjects import funding_source
from pipeline.narrative.text import Passage
from pipeline.narrative.vocabulary import keyed_patterns, pattern, words
from pipeline.reading.model import Document

Range = tuple[int, int]

_MONEY = re.compile(MONEY)
_SENTENCE = re.compile(r"[^。]+")
_PERSONS = re.compile(rf"(?P<number>{NUMBER})(?:人|名)?(?=[，。；、,;]|$)")
_PERSON_CHANGE = re.compile(rf"^[，,](?:比上年)?(?P<direction>增加|减少)(?P<number>{NUMBER})人")
_PURPOSE = re.compile(
    rf"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．])?(?P<name>[^，。；]*?)委托业务费[^，。；\d]*(?P<amount>{MONEY})"
    r"，主要用于[：:]?(?P<purpose>.+?)[。；]?$"
)
_MOST_PERSONS = 1_000_000
"""More are no staff of anybody: a code or a date stands where the number was expected."""
_TITLE_LENGTH = 20
"""A title that begins its paragraph (`3.国有资产占有使用情况。…`) stands within so many characters."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where sentences of a passage stand, and what kind of document they belong to."""

    document: Document
    passage: Passage
    headings: tuple[str, ...]
    is_final: bool
    fiscal_year: int | None = None
    as_of: str = ""

    @property
    def text(self) -> str:
        return self.passage.text


def procurement(place: Place) -> Iterator[tuple[Procurement, list[Range]]]:
    """Every amount of government procurement with the ranges of its numbers."""
    about = any(pattern("procurement_heading").search(heading) for heading in place.headings)
    for sentence in _SENTENCE.finditer(place.text):
        if not (about or pattern("procurement_heading").search(sentence.group())):
            continue
        position, funding = sentence.start(), ""
        for found in _MONEY.finditer(place.text, sentence.start(), sentence.end()):
            before = re.split(r"[；;]", place.text[position : found.start()])[-1]
            funding = funding_source(before.split("其中")[-1]) or funding
            category = _first("procurement", before)
            position = found.end()
            if category == "" or _is_no_own_procurement(re.split("[，,]", before)[-1], place.fiscal_year):
                continue
            share = re.match(rf"[，,]{words()['procurement_share']}({PERCENT})", place.text[found.end() :])
            ranges = [found.span()]
            if share:
                ranges.append((found.end() + share.start(1), found.end() + share.end(1)))
            start = found.start() - len(before.split("其中")[-1])
            lot = Procurement(
                category=category,
                basis="budget" if "预算" in before or not place.is_final else "final",
                funding_source=funding,
                amount=money(found.group()),
                share_pct=percent(share[1]) if share else None,
                printed=found.group(),
                source=source_of(place.document, place.passage, start, found.end()),
            )
            yield lot, ranges


def _is_no_own_procurement(before: str, fiscal_year: int | None) -> bool:
    """True where the words of the clause make an amount a change, another year's, or that of other services."""
    return pattern("not_procurement").search(before) is not None or is_of_another_year(before, fiscal_year)


def state_assets(place: Place) -> Iterator[tuple[StateAsset, list[Range]]]:
    """Assets held, and purchases planned for the year, under a heading on assets."""
    if not any(pattern("asset_heading").search(title) for title in (*place.headings, place.text[:_TITLE_LENGTH])):
        return
    planned = False
    for sentence in _SENTENCE.finditer(place.text):
        dated = printed_date(sentence.group()) != ""
        planned = _plans(sentence.group(), place.is_final) or (planned and not dated)
        as_of = "" if planned else printed_date(place.text[: sentence.end()]) or place.as_of
        items = list(_asset_items(place.text, sentence.start(), sentence.end()))
        for index, (start, end, key, printed) in enumerate(items):
            if _is_no_stock(re.split("[，,；;：:]", place.text[sentence.start() : start])[-1], planned):
                continue
            until = items[index + 1][0] if index + 1 < len(items) else sentence.end()
            asset = _asset(place, start, end, until, key, printed, "planned" if planned else "held", as_of)
            if asset is not None:
                yield asset


def _plans(sentence: str, is_final: bool) -> bool:
    """True where a sentence tells what will be bought; 新增购置 does so in a budget only."""
    names = ("asset_planned",) if is_final else ("asset_planned", "asset_planned_in_a_budget")
    return any(pattern(name).search(sentence) for name in names)


def _is_no_stock(before: str, planned: bool) -> bool:
    """True where an asset has gone or, among those held, has come: its number is that of a change."""
    names = ("asset_gone",) if planned else ("asset_gone", "asset_come")
    return any(pattern(name).search(before) for name in names)


def printed_date(text: str) -> str:
    """The last date of the form `截至2025年底，`, as printed; '' if none."""
    found = pattern("as_of").findall(text)
    return str(found[-1]) if found else ""


def _asset_items(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, key and printed name of the assets named in [start, end)."""
    thresholds: dict[str, str] = words()["asset_thresholds"]
    position = start
    while position < end:
        limit = pattern("asset_threshold").search(text, position, end)
        named = [
            (found.start(), -found.end(), key, found)
            for key, known in keyed_patterns("assets")
            if (found := known.search(text, position, end))
        ]
        first = min(named, key=lambda item: item[:2], default=None)
        if limit and (first is None or limit.start() <= first[0]):
            yield limit.start(), limit.end(), thresholds[limit["limit"]], limit.group()
            position = limit.end()
        elif first is not None:
            yield first[0], first[3].end(), first[2], first[3].group()
            position = first[3].end()
        else:
            return


def _asset(
    place: Place, start: int, end: int, until: int, key: str, printed: str, basis: str, as_of: str
) -> tuple[StateAsset, list[Range]] | None:
    """Quantity and value that follow the name of an asset; None where neither does."""
    rest = place.text[end:until]
    counted = re.match(rf"[:：为共]*(?P<number>{NUMBER})(?P<unit>{words()['quantity_units']})", rest)
    after = counted.end() if counted else 0
    valued = re.match(rf"[，,、]?(?:价值|原值|金额)?(?:为|约)?(?P<money>{MONEY})", rest[after:])
    if counted is None and valued is None:
        return None
    ranges: list[Range] = []
    if counted:
        ranges.append((end + counted.start("number"), end + counted.end("number")))
    if valued:
        ranges.append((end + after + valued.start("money"), end + after + valued.end("money")))
    return (
        StateAsset(
            key,
            basis,
            number(counted["number"]) if counted else None,
            counted["unit"] if counted else "",
            money(valued["money"]) if valued else None,
            printed,
            as_of,
            source_of(place.document, place.passage, start, end + after + (valued.end() if valued else 0)),
        ),
        ranges,
    )


def staffing(place: Place) -> Iterator[tuple[Staffing, list[Range]]]:
    """Posts and persons, each with its change where the text states it."""
    for sentence in _SENTENCE.finditer(place.text):
        if not pattern("staffing_signs").search(sentence.group()):
            continue
        as_of = printed_date(place.text[: sentence.end()])
        position, group = sentence.start(), ""
        for found in _PERSONS.finditer(place.text, sentence.start(), sentence.end()):
            if found.start() < position:
                continue
            before = re.split(r"[，。；、,;：:]|其中", place.text[position : found.start()])[-1]
            position = found.end()
            key, printed = _staff_item(before, group)
            persons = _persons(found)
            if not key or persons is None:
                continue
            group = key if key in ("establishment", "actual") else group
            change = _PERSON_CHANGE.match(place.text[position : sentence.end()])
            ranges = [found.span("number")]
            changed = _headcount_change(change) if change else None
            if change and changed is not None:
                ranges.append((position + change.start("number"), position + change.end("number")))
                position += change.end()
            yield (
                Staffing(
                    key,
                    persons,
                    changed,
                    printed,
                    as_of,
                    source_of(place.document, place.passage, found.start() - len(before), position),
                ),
                ranges,
            )


def unread_staff(place: Place, used: list[Range]) -> Iterator[Range]:
    """Sentences on posts and persons with a number of which no record has any."""
    for sentence in _SENTENCE.finditer(place.text):
        told = pattern("staffing_signs").search(sentence.group()) and pattern("staffing_numbers").search(
            sentence.group()
        )
        if told and not any(sentence.start() <= start < sentence.end() for start, _ in used):
            yield sentence.span()


def _staff_item(before: str, group: str) -> tuple[str, str]:
    """Key and printed name of what is counted; parts (行政, 事业, 工勤) belong to the group named before them."""
    for key, known in keyed_patterns("staffing"):
        if found := re.search(rf"(?P<name>{known.pattern}){words()['staffing_links']}$", before):
            return key, found["name"]
    for key, known in keyed_patterns("staffing_parts"):
        if group and (found := re.fullmatch(rf"(?:{known.pattern})", before)):
            return f"{group}_{key}", found.group()
    return "", ""


def _persons(found: re.Match[str]) -> int | None:
    """How many persons are told; None where that is no number of persons."""
    value = number(found["number"])
    return int(value) if value == value.to_integral_value() and 0 <= value <= _MOST_PERSONS else None


def _headcount_change(change: re.Match[str]) -> int | None:
    value = _persons(change)
    return -value if value is not None and change["direction"] == "减少" else value


def purpose(place: Place) -> tuple[ServicePurpose, list[Range]] | None:
    """`…委托业务费1.80万元，主要用于：…`: the project and what its commissioned service is for."""
    found = _PURPOSE.match(place.text)
    if found is None:
        return None
    amount: Decimal = money(found["amount"])
    source = source_of(place.document, place.passage, 0, len(place.text))
    return ServicePurpose(found["name"], amount, found["purpose"], source), [found.span("amount")]


def _first(name: str, text: str) -> str:
    return next((key for key, known in keyed_patterns(name) if known.search(text)), "")
