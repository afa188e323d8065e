"""What kind of document it is, and in which unit most of its statements are printed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from pipeline.narrative.identity_words import identity_words, pattern, squeeze
from pipeline.narrative.names import clean_name, has_placeholder, labelled_values
from pipeline.narrative.printed import PrintedLine
from pipeline.reading.model import Document, Page

_NUMBERING = re.compile(
    r"^(?:附?表[0-9一二三四五六七八九十]+[-0-9]*|(?:部门)?(?:公开|预算)?[0-9]{1,2}表|附件[0-9-]*|[一二三四五六七八九十]+、|[0-9]{1,2}[.、．])+"
)
_NAMES_A_TABLE = re.compile(r"表(?:[（(].{1,24}[）)])?$")
_SUM = re.compile(r"[0-9]\s*(?:万元|元|亿元)")
_BUDGET = re.compile(r"预算|决算")
_AMOUNT = re.compile(r"^-?[0-9][0-9,，]*(?:\.[0-9]+)?$")
_HEADS_OF_CONTENTS, _FIGURES_WITHOUT_RULES = 3, 6
"""A page with more titles than this is a table of contents; one without rules needs this many figures."""
_PROSE_LINE, _PROSE_MONEY = 18, 4
"""Length of a line that counts as prose, and how many lines of prose about money make a narrative."""


@dataclass(frozen=True, slots=True)
class PageUse:
    """What one page carries: titles of statements, of performance tables, and whether amounts stand in its tables."""

    page: int
    statement: bool
    performance: bool
    amounts: bool


def page_uses(document: Document) -> list[PageUse]:
    """The use of every page that has a table, or a statement's title above figures without ruled lines."""
    uses = []
    for page in document.pages:
        heads = _table_heads(page)
        amounts = any(_is_amount(line) for grid in page.grids for cell in grid.cells for line in cell.lines)
        if not page.grids:
            if not 0 < len(heads) <= _HEADS_OF_CONTENTS:
                continue
            if sum(_is_amount(word.text) for word in page.words) < _FIGURES_WITHOUT_RULES:
                continue
            amounts = True
        performance = any(pattern("performance_title").search(head) for head in heads)
        statement = any(pattern("core_statement").search(head) for head in heads) and not performance
        uses.append(PageUse(page.number, statement, performance, amounts))
    return uses


def _table_heads(page: Page) -> list[str]:
    """Short lines outside the tables and texts of their first rows that read like a title."""
    texts = [squeeze(line.text) for line in page.lines]
    for grid in page.grids:
        texts += [squeeze("".join(cell.lines)) for cell in grid.cells if cell.row <= 1]
    heads = [_NUMBERING.sub("", text) for text in texts if len(text) <= 60 and "表" in text]
    return [head for head in heads if _NAMES_A_TABLE.search(head)]


def _is_amount(text: str) -> bool:
    squeezed = squeeze(text)
    return len(squeezed) > 1 and bool(_AMOUNT.match(squeezed))


def printed_unit_of(document: Document, uses: list[PageUse]) -> str:
    """The unit that most statement pages print (万元, 元, 千元); of all tables where there is no statement."""
    statement_pages = {use.page for use in uses if use.statement}
    other_pages = {use.page for use in uses} - statement_pages
    for pages in (statement_pages, other_pages):
        votes: Counter[str] = Counter()
        for page in document.pages:
            if page.number in pages:
                unit = _unit_of_page(page)
                if unit:
                    votes[unit] += 1
        if votes:
            return max(votes, key=lambda unit: (votes[unit], unit))
    return ""


def _unit_of_page(page: Page) -> str:
    texts = [squeeze(line.text) for line in page.lines]
    cells = [squeeze("".join(cell.lines)) for grid in page.grids for cell in grid.cells if cell.row <= 3]
    for key in ("unit", "unit_in_header"):
        for text in texts + cells:
            found = pattern(key).search(text) if len(text) <= 80 else None
            if found:
                return "万元" if found["unit"] == "万" else found["unit"]
    return ""


def kind_of(
    document: Document, title: str, cover: list[PrintedLine], lines: list[PrintedLine], uses: list[PageUse]
) -> tuple[str, str]:
    """The document's kind and the reason in Chinese."""
    reasons: dict[str, str] = identity_words()["kind_reasons"]
    if not lines:
        return "image_only", reasons["image_only"]
    heading = title or "".join(line.text for line in cover)
    for entry in identity_words()["not_budgets"]:
        if any(word in heading for word in entry["words"]) and not _BUDGET.search(title):
            return "not_a_budget", str(entry["reason"])
    if has_placeholder(heading) or _only_placeholders(labelled_values(lines)):
        return "blank_template", reasons["blank_placeholder"]
    statements = [use for use in uses if use.statement]
    if statements:
        if not any(use.amounts for use in uses):
            return "blank_template", reasons["blank_figures"]
        kind = "complete" if _has_narrative(lines) else "statements"
        return kind, reasons[kind]
    if any(use.performance for use in uses) and not _has_narrative(lines):
        return "performance", reasons["performance"]
    if _has_narrative(lines):
        return "narrative", reasons["narrative"]
    return "not_a_budget", reasons["not_a_budget"]


def _only_placeholders(values: list[str]) -> bool:
    """True where the labels are followed by placeholders and never by a name."""
    return any(has_placeholder(value) for value in values) and not any(clean_name(value) for value in values)


def _has_narrative(lines: list[PrintedLine]) -> bool:
    """True where enough lines of prose speak of budget money."""
    about = [
        line
        for line in lines
        if not line.in_grid and len(line.text) >= _PROSE_LINE and "表" not in line.text[-3:] and _SUM.search(line.text)
    ]
    return len(about) >= _PROSE_MONEY and any(_BUDGET.search(line.text) for line in lines)
