"""Titles: which statement a table is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.statements.terms import cut
from pipeline.statements.text import canon, squeeze, strip_index
from pipeline.statements.units import names_unit
from pipeline.statements.vocabulary import rows, titles

_NUMERAL = "(?:[\\d二四五六七八九十]|一(?!般)|三(?!公))"
_NUMBERED = re.compile(
    rf"^(?:(?:附件|附表|附|公开|预算|决算|部门|单位|报表|表格|表)+[:：]?{_NUMERAL}{{1,3}}(?:[-之]{_NUMERAL}{{1,2}})*"
    rf"(?:表|号)?[:：、.]?|{_NUMERAL}{{1,3}}(?:-\d{{1,2}})*表[:：]?)+"
)
_YEAR = re.compile(r"(?:19|20)\d{2}年?(?:度)?")
_BRACKETS = re.compile(r"[(\[<《][^()\[\]<>《》]*[)\]>》]")
_CAPTION = re.compile(
    r"^(?:(?:编制|填报|预算|公开|主管|填制)?(?:部门|单位)(?:名称)?(?:\(单位\)|\(部门\))?(?:\(盖章\))?(?:名称)?[:：]|(?:金额)?单位[:：]|(?:公开|预算|决算)?\d{1,2}表$|表[\d一二三四五六七八九十]{1,3}(?:[-之]\d{1,2})*$|填报日期|编制日期)"
)
_PROSE = re.compile(r"[。；;，！？]|[:：].{12,}|(?:如下|见下|详见|见附|以下|下列|具体|参见).*表")
_SECTION_WORD = re.compile(r"第[一二三四五六七八九十]{1,3}(?:部分|章|节)")
_DANGLING = re.compile(
    r"(?:三公经费|拨款|一般公共预算|基金|基金预算|国有资本经营|经营预算|基本支出|项目支出|收支|经济分类|功能分类|[、及和与(])$"
)
_LEADERS = re.compile(r"[.…·]{2,}\d*$")
_PART = re.compile(r"表-[^-]{2,24}$")  # 基本支出表-人员经费
_TITLE_END = re.compile(r"(情况|总体|支出|收支|收入|预算|决算|明细|汇总)$")
_OTHER_THAN_WORDS = re.compile(r"[^\u4e00-\u9fff]")
TITLE_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Title:
    """A recognised title: the text as printed (squeezed), and the statement it names ('' where it is to be ignored)."""

    text: str
    statement: str
    ignored: bool = False


def classify(text: str) -> str:
    """The statement a title names, '' where no rule fits."""
    whole = _bare(text)
    short = _BRACKETS.sub("", whole)
    for rule in titles().rules:
        if rule.excluded is not None and rule.excluded.search(short):
            continue
        if rule.note is not None and not rule.note.search(whole):
            continue
        if all(p.search(short) for p in rule.patterns):
            return "other" if rule.statement in titles().whole and _names_a_part(text) else rule.statement
    return ""


def _names_a_part(text: str) -> bool:
    """True for a title that says which fund, kind or economic class the table holds, or that has any other subject."""
    whole = _numberless(text)
    short = _BRACKETS.sub("", whole)
    if _facets(_YEAR.sub("", short)) or any(_is_a_part(note) for note in _BRACKETS.findall(whole)):
        return True
    *before, rest = (_OTHER_THAN_WORDS.sub("", part) for part in _YEAR.split(short))
    if not rest and before:
        rest = before.pop()
    if any(titles().thing.search(name) and not titles().of_all.fullmatch(name) for name in before):
        return True
    return not titles().of_all.fullmatch(rest)


def _is_a_part(note: str) -> bool:
    """True for a note in brackets that is a fund, kind or economic class and nothing else (`支出总表（公用经费）`)."""
    return len(_facets(note[1:-1])) == 1 and not cut(note[1:-1]).rest


def _facets(text: str) -> set[str]:
    """The funds, kinds and economic classes that a text names."""
    return {term.key for term in cut(text).terms if term.facet in ("fund", "kind", "economic")}


def _numberless(text: str) -> str:
    """The canon form without heading numbers and table number."""
    form = _SECTION_WORD.sub("", strip_index(canon(text)))
    return _NUMBERED.sub("", form) or form


def _bare(text: str) -> str:
    """The canon form without heading numbers, table number and year."""
    return strip_index(_YEAR.sub("", _numberless(text)))


@lru_cache(maxsize=8192)  # a line may name the table below it, end the one above, or head a sentence
def read_title(text: str, *, above_grid: bool) -> Title | None:
    """The title in one line of text, None where the line is none.

    A title ends in 表 (notes in brackets aside); right above a grid (`above_grid`) a short line that names a
    statement without 表 is taken too, for agencies that leave the word out.
    """
    whole = _bare(text)
    short = _BRACKETS.sub("", whole).rstrip("续.…· ")
    short = _LEADERS.sub("", short)
    short = _PART.sub("表", short)
    if not 3 <= len(short) <= TITLE_LENGTH or _PROSE.search(short) or _CAPTION.match(canon(text)):
        return None
    if titles().collections.search(short):
        return None
    if titles().ignored.search(short):
        return Title(squeeze(text), "", ignored=True)
    if short.endswith("表"):
        return Title(squeeze(text), classify(text) or "other")
    statement = classify(text) if above_grid and len(short) <= 36 else ""
    if statement and statement != "other" and _TITLE_END.search(short):
        return Title(squeeze(text), statement)
    return None


def find_title(lines: Sequence[str]) -> Title | None:
    """The title nearest above a grid among the lines above it, joining a title broken over two lines."""
    for at in range(len(lines) - 1, -1, -1):
        title = read_title(lines[at], above_grid=len(lines) - at <= 4)
        if title is None:
            continue
        if (
            at > 0
            and not title.ignored
            and (title.statement in ("", "other") or _DANGLING.search(canon(lines[at - 1])))
        ):
            joined = read_title(lines[at - 1] + lines[at], above_grid=False)
            if joined is not None and joined.statement not in ("", "other"):
                return joined
        return title
    return None


def is_caption(text: str) -> bool:
    """True for lines that belong to a table without being its title or its header: department, unit, table number."""
    form = canon(text)
    return bool(_CAPTION.match(form) or names_unit(text) or not _bare(text))


def declares_empty(text: str) -> bool:
    """True for a sentence that says a statement has no figures."""
    return bool(rows().declared_empty.search(canon(text)))
