"""The year and the stage that a document is about, and the day on which it says it was published."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from pipeline.narrative.identity_words import pattern, western_years
from pipeline.narrative.printed import PrintedLine

BUDGET, FINAL_ACCOUNT = "budget", "final_account"
_HEADING_LENGTH = 48
_ISSUED = re.compile(
    r"^(?:发布|公开|公布|印发)?(?:日期|时间)?：?（?(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日）?(?:印发|发布)?$"
)
_LABELLED_ISSUE = re.compile(r"(?:发布|公开|公布)(?:日期|时间)：(20[0-9]{2})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})")


def fiscal_year_of(title: str, lines: list[PrintedLine]) -> int | None:
    """The year of the budget or final account: by the title, else the headings, year lines, and last the prose.

    In the title the year before 预算, 决算 or 绩效 goes before others, which may be that of publication.
    """
    title = western_years(title)
    if of_stage := [found["year"] for found in pattern("year_in_title").finditer(title)]:
        return _most_common(of_stage)
    in_title = re.findall(r"20[0-9]{2}(?=年|部门|单位|预算|决算)", title)
    if in_title:
        return _most_common(in_title)
    headings = [
        found["year"]
        for line in lines
        if len(line.text) <= _HEADING_LENGTH and not line.in_grid and "比" not in line.text
        for found in pattern("year_heading").finditer(line.text)
    ]
    if headings:
        return _most_common(headings)
    alone = [found["year"] for line in lines if (found := pattern("year_alone").match(line.text))]
    if alone:
        return _most_common(alone)
    prose = [found["year"] for line in lines for found in pattern("year_prose").finditer(line.text)]
    return _most_common(prose) if prose else None


def stage_of(title: str, lines: list[PrintedLine], has_statements: bool, org_name: str) -> str:
    """`budget` or `final_account` by the title, else by what the headings speak of, '' where nothing tells.

    The organization's own name may hold either word and says nothing.
    """
    title = _without_name(title, org_name)
    final, budget = pattern("final_account"), pattern("budget")
    if final.search(title) and not re.search(r"预算|预决算", title):
        return FINAL_ACCOUNT
    if pattern("self_evaluation_of_budget").search(title):
        return FINAL_ACCOUNT
    if budget.search(title) and not final.search(title):
        return BUDGET
    if pattern("self_evaluation").search(title) and not budget.search(title):
        return FINAL_ACCOUNT
    heads = [
        _without_name(line.text, org_name) for line in lines if len(line.text) <= _HEADING_LENGTH and not line.in_grid
    ]
    finals = sum(1 for text in heads if "决算" in text and "预算数" not in text)
    budgets = sum(1 for text in heads if re.search(r"预算(?!财政拨款)", text) and "决算" not in text)
    if finals > budgets:
        return FINAL_ACCOUNT
    if budgets or has_statements:
        return BUDGET
    everything = title + "".join(line.text for line in lines[:400])
    if pattern("self_evaluation").search(everything):
        return FINAL_ACCOUNT
    return BUDGET if pattern("performance_goal").search(everything) else ""


def _without_name(text: str, org_name: str) -> str:
    """The text without the organization's name as far as that holds 预算 or 决算, with or without its region."""
    last = max(org_name.rfind("预算"), org_name.rfind("决算"))
    tails = (org_name[start:] for start in range(last + 1))
    return text.replace(next((tail for tail in tails if tail in text), "") or "\0", "")


def published_on(lines: list[PrintedLine]) -> str | None:
    """The ISO date of a line that is nothing but a date, the last one; months without a day do not count."""
    labelled = [found.groups() for line in lines if not line.in_grid and (found := _LABELLED_ISSUE.search(line.text))]
    alone = [found.groups() for line in lines if not line.in_grid and (found := _ISSUED.match(line.text))]
    for year, month, day in [*labelled[:1], *reversed(alone)]:
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            continue
    return None


def _most_common(years: list[str]) -> int:
    """The year met most often, the later one on a draw."""
    counts = Counter(years)
    return int(max(counts, key=lambda year: (counts[year], year)))
