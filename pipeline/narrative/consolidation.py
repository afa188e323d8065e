"""Whether a document adds up several budget units or speaks of one."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.narrative.identity_words import count_of, pattern, patterns, squeeze
from pipeline.narrative.names import clean_name, is_organization, labelled_values
from pipeline.narrative.printed import PrintedLine
from pipeline.reading.model import Document, Grid, Page

_FUNCTION_CODE = re.compile(r"^(2[0-9]{6})(?=$|[^0-9])")
_LIST_BREAK = re.compile(r"[0-9]{1,2}[.、．]|（[一二三四五六七八九十0-9]+）|[①-⑳]|[，、；。]")
_LONGEST_LIST = 1200
_REMARK = 60
"""How far behind a count the remark may stand that the units have no budget of their own."""
_CODED_STATEMENT = re.compile(r"一般公共预算.{0,12}支出.{0,8}表")
_BY_OTHER_ROWS = re.compile(r"项目|经济分类|基本支出")
_REPEATS = 2
"""Codes that one statement must repeat to be taken for several units' rows one below the other."""


def consolidated(
    document: Document, title: str, org_name: str, lines: list[PrintedLine], prose: list[str]
) -> bool | None:
    """True for several units, False for one, None where the document does not say.

    Args:
        prose: the document's paragraphs without white space, running heads left out.
    """
    labels = labelled_values(lines)
    if pattern("consolidated_title").search(title) or any("汇总" in value for value in labels):
        return True
    if pattern("single_title").search(title) or pattern("single_organization").search(org_name):
        return False
    text = "。".join(prose)
    flowing = "".join(prose)
    if pattern("single_sentence").search(flowing):
        return False
    for key, least in (("counted_units", 2), ("counted_subordinates", 1)):
        for sentence in patterns(key):
            found = sentence.search(flowing)
            if found and not pattern("not_separate").search(flowing, found.start(), found.end() + _REMARK):
                return count_of(found["count"]) >= least
        listed = _listed_units(document, text) if key == "counted_units" else None
        if listed:
            return listed > 1
    if pattern("consolidated_sentence").search(text):
        return True
    if _unit_rows(document) > 1 or _repeats_codes(document):
        return True
    return None


def _listed_units(document: Document, text: str) -> int:
    """How many units a list or table under `纳入…编制范围的单位包括` names, those not budgeted apart left out."""
    opening = pattern("unit_list").search(text)
    if not opening:
        return 0
    count = 0
    for item in _LIST_BREAK.split(text[opening.end() : opening.end() + _LONGEST_LIST]):
        if item and not is_organization(item):
            break
        count += bool(item)
    return count or _table_of_units(document)


def _table_of_units(document: Document) -> int:
    """Rows of the first table that is nothing but a list of units."""
    for page in document.pages:
        for grid in page.grids:
            rows = _rows(grid)
            column = next((c for c, text in rows[0].items() if pattern("unit_list_header").search(text)), None)
            if column is None or grid.n_cols > 5:
                continue
            apart = [row for row in rows[1:] if not any(pattern("not_separate").search(t) for t in row.values())]
            return sum(1 for row in apart if is_organization(row.get(column, "")))
    return 0


def _rows(grid: Grid) -> list[dict[int, str]]:
    rows: list[dict[int, str]] = [{} for _ in range(max(grid.n_rows, 1))]
    for cell in grid.cells:
        rows[cell.row][cell.col] = squeeze("".join(cell.lines))
    return rows


def _unit_rows(document: Document) -> int:
    """How many units the columns of units name, those of one heading taken together over all tables."""
    named: dict[str, set[str]] = {}
    for page in document.pages:
        for grid in page.grids:
            rows = _rows(grid)
            heads = {c: text for row in rows[:3] for c, text in row.items() if pattern("unit_column").search(text)}
            for column, head in heads.items():
                names = {clean_name(row.get(column, "")) for row in rows}
                named.setdefault(head, set()).update(names - {""})
    return max((len(names) for names in named.values()), default=0)


def _repeats_codes(document: Document) -> bool:
    """True where a statement by function prints most of its codes more than once, one block below the other."""
    return any(_page_repeats(page) for page in document.pages)


def _page_repeats(page: Page) -> bool:
    texts = [squeeze(line.text) for line in page.lines] + [
        squeeze("".join(cell.lines)) for grid in page.grids for cell in grid.cells if cell.row <= 1
    ]
    heads = [text for text in texts if len(text) < 40]
    if not any(map(_CODED_STATEMENT.search, heads)) or any(map(_BY_OTHER_ROWS.search, heads)):
        return False
    codes = Counter(
        found[1]
        for grid in page.grids
        for cell in grid.cells
        if (found := _FUNCTION_CODE.match(squeeze("".join(cell.lines))))
    )
    return sum(1 for count in codes.values() if count > 1) >= _REPEATS
