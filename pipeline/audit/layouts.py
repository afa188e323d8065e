"""docs/layouts.md: what became of each of a set of files, from the rows that they give.

`python -m pipeline.audit.layouts PATH...` reads files and folders (as `yusuan ingest` does) and writes the document;
`--output FILE` writes it elsewhere. Same files, same document.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.audit.rules import families, rules
from pipeline.extract import extract
from pipeline.extraction import Extraction
from pipeline.sources.folder import list_files
from schemas.rows import Row

TARGET = Path(__file__).resolve().parents[2] / "docs" / "layouts.md"
_CHECKED = ("holds", "rounding", "fails")
NAMED = ("sum_of_children", "total_of_kinds", "income_equals_expenditure", "same_total")
"""The identities that have columns of their own; all others are counted together."""


@dataclass(slots=True)
class Checks:
    """Identities that had something to check, and those of them that do not hold within printed rounding."""

    checked: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)

    def add(self, other: Checks) -> None:
        """Count another document's checks in."""
        self.checked.update(other.checked)
        self.failed.update(other.failed)

    def told(self, keys: Iterable[str]) -> str:
        """`checked (failed failed)` of some keys together."""
        wanted = tuple(keys)
        checked, failed = sum(self.checked[k] for k in wanted), sum(self.failed[k] for k in wanted)
        return "" if not checked else f"{checked} ({failed} failed)" if failed else str(checked)


def render(extractions: Sequence[Extraction]) -> str:
    """The document: a table over all files, then each file's statements, unread numbers and failed identities."""
    loaded = [each for each in extractions if each.quarantine is None]
    aside = [each for each in extractions if each.quarantine is not None]
    lines = [_HEAD, *_overview(loaded), *_set_aside(aside)]
    for each in loaded:
        lines += _file(each)
    return "\n".join(lines) + "\n"


_HEAD = """\
# 各地版式的读取结果 / What became of each layout

由 `python -m pipeline.audit.layouts PATH...` 生成，勿手改。Generated; do not edit.

- *numbers*: amount-looking words on statement pages (with loaded cells or with a table of figures that was not
  recognised), without those of prose and performance tables on the same page; *in cells*: those that a loaded cell
  prints at their place. What looks like an amount is defined in `pipeline/audit/number_words.py`, what is none in
  `pipeline/audit/numbers.py`.
- *all numbers*: amount-looking words of all pages; each ended in a cell, in a record of the narrative or of a
  performance table, in prose, or in the list of *unread* numbers (`audit.unread_number`, each with a reason).
- Identities: how many had something to check, and how many of them do not hold within printed rounding
  (`audit.check`; rules in [rules.md](rules.md)). An error of the source counts as not holding.
"""


def _overview(loaded: Sequence[Extraction]) -> Iterator[str]:
    names = [rules()[rule].name_en for rule in NAMED if rule in rules()]
    header = ["file", "statements", "cells", "numbers", "in cells", "share", "all numbers", "unread", *names, "others"]
    yield "| " + " | ".join(header) + " |"
    yield "|---" + "|---:" * (len(header) - 1) + "|"
    every, all_checks = Counter[str](), Checks()
    for each in loaded:
        counts, checks = _counts(each), checks_of(each)
        every.update(counts)
        all_checks.add(checks)
        yield _line(each.file_name, counts, checks)
    yield _line(f"**all {len(loaded)}**", every, all_checks)


def _line(name: str, counts: Counter[str], checks: Checks) -> str:
    share = f"{100 * counts['in_cells'] / counts['numbers']:.2f} %" if counts["numbers"] else ""
    columns = [name, *(str(counts[key]) for key in ("statements", "cells", "numbers", "in_cells")), share]
    columns += [str(counts["all_numbers"]), str(counts["unread"])]
    columns += [checks.told([rule]) for rule in NAMED if rule in rules()]
    return "| " + " | ".join([*columns, checks.told(rule for rule in rules() if rule not in NAMED)]) + " |"


def _counts(each: Extraction) -> Counter[str]:
    cells, pages = each.rows["staging.statement_cell"], _statement_pages(each)
    accounts = each.rows["audit.number_account"]
    on = [row for row in accounts if row["page"] in pages]
    return Counter(
        statements=len(_statements(cells)),
        cells=len(cells),
        numbers=_sum(on, "in_cells") + _sum(on, "unread"),
        in_cells=_sum(on, "in_cells"),
        all_numbers=_sum(accounts, "numbers"),
        unread=_sum(accounts, "unread"),
    )


def _statement_pages(each: Extraction) -> set[object]:
    """Pages with loaded cells or an unrecognised table (the page's order where a file has no pages)."""
    cells = {row["page"] for row in each.rows["staging.statement_cell"]}
    unknown = {
        row["page"]
        for row in each.rows["audit.coverage"]
        if row["status"] == "unrecognised" and row.get("table_no") is not None and not row.get("statement")
    }
    if None in cells:
        return {row["page"] for row in each.rows["audit.number_account"] if row["in_cells"]}
    return cells | unknown


def _statements(cells: Iterable[Row]) -> list[tuple[str, str]]:
    """Statement and title of each statement in printed order."""
    return list(dict.fromkeys((str(row["statement"]), str(row["title"])) for row in cells))


def checks_of(each: Extraction, by: Callable[[Row], str] = lambda row: str(row["rule"])) -> Checks:
    """The identities of one document that had something to check, by rule or by another key."""
    found = Checks()
    for row in each.rows.get("audit.check", ()):
        if row["verdict"] in _CHECKED:
            found.checked[by(row)] += 1
            found.failed[by(row)] += row["verdict"] == "fails"
    return found


def _set_aside(aside: Sequence[Extraction]) -> Iterator[str]:
    if aside:
        yield from ("", "## 未入库 / Set aside", "", "| file | reason | detail |", "|---|---|---|")
    for each in aside:
        assert each.quarantine is not None
        yield f"| {each.file_name} | {each.quarantine.reason} | {_cell(each.quarantine.detail)} |"


def _file(each: Extraction) -> Iterator[str]:
    facts = each.rows["dim_disclosure"][0]
    told = (facts["org_name"], facts["fiscal_year"], facts["stage"], facts["part"], facts["printed_unit"])
    yield from ("", f"## {each.file_name}", "", ", ".join(str(value) for value in told if value), "")
    cells = each.rows["staging.statement_cell"]
    if cells:
        checks = checks_of(each, lambda row: str(row["statement"]))
        yield from ("| statement | title | pages | cells | identities of the statement |", "|---|---|---|---:|---:|")
        told_already: set[str] = set()
        for statement, title in _statements(cells):
            own = [row for row in cells if (row["statement"], row["title"]) == (statement, title)]
            told_checks = "" if statement in told_already else checks.told([statement])
            told_already.add(statement)
            yield f"| {statement} | {_cell(title)} | {_pages(own)} | {len(own)} | {told_checks} |"
    yield from _empty(each)
    yield from _strange(each)
    yield from _failed(each)


def _empty(each: Extraction) -> Iterator[str]:
    empty = [row for row in each.rows["audit.coverage"] if row["status"] == "empty"]
    if empty:
        titles = "; ".join(dict.fromkeys(_cell(row["title"] or row["statement"]) for row in empty))
        yield from ("", f"Without figures: {titles}")


def _strange(each: Extraction) -> Iterator[str]:
    """Unrecognised tables, columns that no vocabulary entry fits, unread numbers by reason."""
    notes = [
        f"- unrecognised table on page {row['page']}: {_cell(row['title'] or 'no title')}; {_cell(row['detail'])}"
        for row in each.rows["audit.coverage"]
        if row["status"] == "unrecognised" and row.get("table_no")
    ]
    others = dict.fromkeys(
        (str(row["statement"]), str(row["measure_printed"]))
        for row in each.rows["staging.statement_cell"]
        if row["measure"] == "other" and row["statement"] != "other"
    )
    notes += [f"- column kept as `other` in {statement}: {_cell(header)}" for statement, header in others]
    reasons = Counter((row["reason"], row["page"]) for row in each.rows["audit.unread_number"])
    notes += [f"- {count} unread on page {page}: {_cell(reason)}" for (reason, page), count in reasons.items()]
    if notes:
        yield from ("", *notes)


def _failed(each: Extraction) -> Iterator[str]:
    by_family = checks_of(each, lambda row: rules()[str(row["rule"])].family if row["rule"] in rules() else "")
    failed = [f"{names['en']}: {by_family.told([key])}" for key, names in families().items() if by_family.failed[key]]
    if failed:
        yield from ("", f"Identities that do not hold: {'; '.join(failed)}")


def _pages(rows: Iterable[Row]) -> str:
    pages = sorted({int(str(row["page"])) for row in rows if row["page"] is not None})
    if not pages:
        return ""
    return str(pages[0]) if pages[0] == pages[-1] else f"{pages[0]}-{pages[-1]}"


def _sum(rows: Iterable[Row], column: str) -> int:
    return sum(int(str(row[column])) for row in rows)


def _cell(text: object) -> str:
    """Text that keeps to its cell of a Markdown table."""
    return " ".join(str(text).split()).replace("|", "/")


def main(arguments: Sequence[str]) -> int:
    """Read the files and write the document."""
    given = list(arguments)
    target = TARGET
    if "--output" in given:
        at = given.index("--output")
        target = Path(given[at + 1])
        del given[at : at + 2]
    if not given:
        sys.stderr.write("usage: python -m pipeline.audit.layouts PATH... [--output FILE]\n")
        return 2
    found = [extract(source.path) for source in list_files(Path(name) for name in given)]
    target.parent.mkdir(exist_ok=True)
    target.write_text(render(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
