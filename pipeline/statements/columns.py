"""What the columns of one statement measure: header meanings made unique, blocks side by side told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.statements.layout import AMOUNT, Column
from pipeline.statements.terms import Meaning, cut, read_path
from pipeline.statements.text import canon
from pipeline.statements.units import noted_unit
from pipeline.statements.vocabulary import headers, titles

OTHER = "other"
_RATIO = re.compile(r"%|(?:率|比例|比重|占比|百分比|幅度)$")
LABEL_ROLES = ("name", "project", "unit_name", "code", "code_part", "unit_code", "project_code")
THREE_PUBLIC = "three_public"
_TRANSFERS = ("general_budget_transfer", "government_fund_transfer", "state_capital_transfer")


@dataclass(frozen=True)
class Measure:
    """An amount column with its keys. `item` is the three_public code of a column where items stand across."""

    column: Column
    measure: str
    basis: str
    item: str = ""
    understood: bool = True

    @cached_property
    def is_ratio(self) -> bool:
        """True for a column of percentages, whether or not its figures carry the sign."""
        return self.basis == "change_pct" or bool(self.column.path and _RATIO.search(canon(self.column.path[-1])))

    @cached_property
    def unit(self) -> str:
        """The unit of money that the column's own header prints (`金额（元）`), else ''."""
        return next((u for p in reversed(self.column.path) if (u := noted_unit(p))), "")


@dataclass(frozen=True)
class Block:
    """Columns that belong to one run of rows: labels on the left, figures on the right."""

    labels: tuple[Column, ...]
    measures: tuple[Measure, ...]
    ignored: tuple[Column, ...]
    section: str = ""

    @cached_property
    def period(self) -> Column | None:
        """The column that says which year a row is of, where years stand down the rows."""
        return next((c for c in self.ignored if c.role == "period"), None)

    @cached_property
    def counts_beside(self) -> bool:
        """True where a column of its own counts the things of a row, so that the other columns are money."""
        return any(c.role == "quantity" for c in self.ignored)

    @cached_property
    def items_across(self) -> bool:
        """True where the three-public items stand in columns of their own."""
        return any(m.item for m in self.measures)


@dataclass(frozen=True, slots=True)
class Context:
    """What the columns of a table are read against."""

    statement: str
    fiscal_year: int | None
    stage: str
    title: str = ""


def read_blocks(columns: Sequence[Column], context: Context) -> tuple[Block, ...]:
    """The blocks of a table, left to right, each with its labels and its measures."""
    runs = _split(columns)
    sections = _sections(runs, context.statement)
    blocks = []
    for run, section in zip(runs, sections, strict=True):
        labels = tuple(c for c in run if c.role in LABEL_ROLES)
        ignored = tuple(c for c in run if c.role not in LABEL_ROLES and c.role != AMOUNT)
        amounts = [c for c in run if c.role == AMOUNT]
        blocks.append(Block(labels, tuple(_measures(amounts, context, section)), ignored, section))
    return tuple(blocks)


def read_period(text: str, context: Context) -> str:
    """The basis that a row's year names (`2025年`, 上年预算数, 增减变化金额), '' where it names none."""
    meaning = read_path([text])
    if not (meaning.year or meaning.basis or meaning.prior):
        return ""
    return _basis(meaning, context)


def is_of_other_year(text: str, context: Context) -> bool:
    """True where a row's year is neither the document's nor the one before."""
    return _is_other_year(read_path([text]), context)


def _split(columns: Sequence[Column]) -> list[list[Column]]:
    """Cut the columns where a label follows an amount and amounts follow that label."""
    runs: list[list[Column]] = [[]]
    for at, column in enumerate(columns):
        starts_label = column.role in ("name", "code", "code_part", "project")
        after_amount = any(c.role == AMOUNT for c in runs[-1])
        amounts_follow = any(c.role == AMOUNT for c in columns[at:])
        if starts_label and after_amount and amounts_follow:
            runs.append([])
        runs[-1].append(column)
    return runs


def _sections(runs: Sequence[Sequence[Column]], statement: str) -> list[str]:
    """income / expenditure per block, from the block's headers; '' in one-sided statements."""
    if statement not in titles().two_sided:
        return [""] * len(runs)
    sides = []
    for run in runs:
        top = canon(run[0].path[0]) if run[0].path else ""
        whole = "".join(canon(p) for c in run for p in c.path)
        text = top if ("收" in top) != ("支" in top) else whole
        income, expenditure = "收入" in text, "支出" in text
        sides.append("income" if income and not expenditure else "expenditure" if expenditure and not income else "")
    if len(runs) < 2:
        return sides if statement.endswith("_summary") else [""]
    if "income" not in sides and "expenditure" not in sides and not statement.endswith("_summary"):
        return [""] * len(runs)
    return [s or ("income" if at == 0 else "expenditure") for at, s in enumerate(sides)]


def _measures(amounts: Sequence[Column], context: Context, section: str) -> list[Measure]:
    """Keys for the amount columns of one block; two columns never share one set of keys."""
    meanings = [read_path(c.path) for c in amounts]
    _drop_common(meanings, context)
    _drop_titled(meanings, context)
    _as_government_classes(meanings)
    read = [_measure(c, m, context, section) for c, m in zip(amounts, meanings, strict=True)]
    read = _promote_total(read)
    read = _settle_items(read, context)
    return _make_unique(read, meanings)


def _drop_common(meanings: Sequence[Meaning], context: Context) -> None:
    """Drop what every column says alike: what distinguishes none of them means nothing.

    Three-public items under 一般公共预算拨款安排的三公经费 are all of one fund; 本年支出 over every column is the
    statement itself.
    """
    own = titles().own.get(context.statement, {})
    for meaning in meanings:
        if meaning.fund in own.get("fund", ()):
            meaning.fund = ""
        if meaning.kind in own.get("kind", ()):
            meaning.kind = ""
        if meaning.time in own.get("time", ()):
            meaning.time = ""
    funds = {m.fund for m in meanings if m.fund}
    if context.statement == THREE_PUBLIC and len(funds) == 1 and any(m.three_public for m in meanings):
        for meaning in meanings:
            meaning.fund = ""
    _settle_current(meanings, context)
    times = {m.time for m in meanings if m.three_public != "none"}
    if times == {"current_year"}:
        for meaning in meanings:
            meaning.time = ""
    if not any("carryover" in t for t in times):
        _drop(meanings, "time", lambda m: m.time == "current_year")


def _drop_titled(meanings: Sequence[Meaning], context: Context) -> None:
    """Drop the fund or kind that the title of the table already says."""
    for facet in ("fund", "kind"):
        said = {t.key for t in cut(context.title).terms if t.facet == facet}
        if len(said) == 1:
            _drop(meanings, facet, lambda m, facet=facet, said=said: getattr(m, facet) in said)  # type: ignore[misc]


def _drop(meanings: Sequence[Meaning], facet: str, applies: Callable[[Meaning], bool]) -> None:
    """Empty one facet where it applies, unless another column would then mean the same."""
    held = {m.identity() for m in meanings if not applies(m)}
    for meaning in meanings:
        if applies(meaning) and meaning.identity(without=facet) not in held:
            setattr(meaning, facet, "")


def _as_government_classes(meanings: Sequence[Meaning]) -> None:
    """Names that both economic classifications share are the government's beside 机关工资福利支出 and its like."""
    if any(m.economic.startswith("5") for m in meanings):
        for meaning in meanings:
            meaning.economic = headers().government_classes.get(meaning.economic, meaning.economic)


def _settle_current(meanings: Sequence[Meaning], context: Context) -> None:
    """本年收入 and 本年支出: the movement of a fund between two balances, elsewhere the current year's own money."""
    balances = any(m.time in ("opening_carryover", "closing_carryover") for m in meanings)
    moves = balances or context.statement in ("government_fund_expenditure", "state_capital_expenditure")
    for meaning in meanings:
        if meaning.time == "current_income":
            meaning.time = "income" if moves else "current_year"
        elif meaning.time == "current_expenditure":
            meaning.time = "" if moves else "current_year"
    if not any(m.basis == "budget" for m in meanings):
        for meaning in meanings:
            meaning.basis = "budget" if meaning.basis == "adjusted_budget" else meaning.basis


def _measure(column: Column, meaning: Meaning, context: Context, section: str) -> Measure:
    basis = _basis(meaning, context)
    if basis == "change" and Measure(column, OTHER, basis).is_ratio:
        basis = "change_pct"
    if meaning.basis == "adjusted_budget":  # beside the budget of the year's beginning: no key of the contract
        return Measure(column, OTHER, basis, meaning.three_public if meaning.three_public != "none" else "")
    if _is_other_year(meaning, context):
        return Measure(column, OTHER, basis, understood=False)
    if context.statement == THREE_PUBLIC and meaning.three_public:
        item = "" if meaning.three_public == "none" else meaning.three_public
        return Measure(column, _key(meaning, context) if not meaning.leaf_unknown else OTHER, basis, item)
    key = _key(meaning, context)
    if meaning.from_above:
        above = f"{meaning.fund}_transfer"
        return Measure(column, above if above in _TRANSFERS and not meaning.leaf_unknown else OTHER, basis)
    if meaning.leaf_unknown or (meaning.unknown and key == "total"):
        return Measure(column, OTHER, basis, understood=False)
    if not column.path:
        return Measure(column, OTHER, basis, understood=False)
    return Measure(column, OTHER if _is_item_of_a_class(column) else key, basis)


def _is_item_of_a_class(column: Column) -> bool:
    """True for 会议费, 公务接待费 and their like under the class or kind whose part they are (商品和服务支出).

    A table continued sideways prints them without the class's own 小计 beside.
    """
    *heads, leaf = column.path
    above = {term.facet for head in heads for term in cut(head).terms}
    facets = {term.facet for term in cut(leaf).terms} - {"neutral"}
    return facets == {"three_public"} and bool(above & {"economic", "kind", "fund"})


def _is_other_year(meaning: Meaning, context: Context) -> bool:
    """True for a year that is neither the document's nor the one before: no basis of the contract."""
    own = context.fiscal_year
    return own is not None and meaning.year is not None and meaning.year not in (own - 1, own)


def _key(meaning: Meaning, context: Context) -> str:
    """The measure key of a meaning: fund, kind and time joined; an economic class by its code; else total."""
    if meaning.economic and context.statement not in ("income_expenditure_summary", "fiscal_appropriation_summary"):
        return meaning.economic
    fund, kind, time = meaning.fund, meaning.kind, meaning.time
    if context.statement == THREE_PUBLIC:
        fund = fund or _fund_of_title(context)
    if fund and time == "current_year" and not kind:
        time = ""
    if fund == "fiscal_appropriation" and (kind or time):
        fund = "fiscal"
    if context.statement == "carryover" and fund == "fiscal_appropriation":
        fund = "fiscal"
    return "_".join(part for part in (fund, kind, time) if part) or "total"


def _fund_of_title(context: Context) -> str:
    """The fund that a three-public table is of, where it is not the general budget's."""
    funds = {t.key for t in cut(context.title).terms if t.facet == "fund"}
    return next(iter(funds)) if len(funds) == 1 and funds <= {"government_fund", "state_capital"} else ""


def _basis(meaning: Meaning, context: Context) -> str:
    """budget, final, prior_budget, prior_final, change or change_pct."""
    if meaning.basis in ("change", "change_pct"):
        return meaning.basis
    own = "final" if context.stage == "final_account" else "budget"
    word = meaning.basis.replace("adjusted_", "") or own
    year = context.fiscal_year
    prior = meaning.prior or (year is not None and meaning.year is not None and meaning.year < year)
    if not prior:
        return word if not (own == "budget" and word == "final") else "final"
    return "prior_final" if word == "final" else "prior_budget"


def _promote_total(read: list[Measure]) -> list[Measure]:
    """本年收入合计 is the total where no wider total stands beside it."""
    bases = {m.basis for m in read if m.measure == "total"}
    out = []
    for measure in read:
        if measure.measure == "current_year" and measure.basis not in bases:
            measure = replace(measure, measure="total")
        out.append(measure)
    return out


def _settle_items(read: list[Measure], context: Context) -> list[Measure]:
    """In a three-public table that prints items across, a column without an item is the total of all items.

    Where the table also sums 会议费 and 培训费, the wider total is no three-public item: the one under 三公 is.
    """
    if context.statement != THREE_PUBLIC or not any(m.item for m in read):
        return read
    named = {m.basis for m in read if not m.item and _says_three_public(m)}
    out = []
    for measure in read:
        outside = any(
            canon(p) in ("会议费", "培训费", "行政经费") or "机关运行" in canon(p) for p in measure.column.path
        )
        wider = measure.basis in named and not _says_three_public(measure)
        if not measure.item and not outside and not wider:
            measure = replace(measure, item="total")
        out.append(measure)
    return out


def _says_three_public(measure: Measure) -> bool:
    return any("三公" in canon(p) for p in measure.column.path)


def _stand_under_several_heads(measure: Measure, others: Sequence[Measure]) -> bool:
    """True where a column of the same leaf stands under another head: each is a part, and none is the whole."""
    *heads, leaf = (canon(p) for p in measure.column.path) if measure.column.path else ("",)
    paths = [[canon(p) for p in m.column.path] for m in others if m.column.path]
    return bool(heads) and any(p[-1] == leaf and len(p) == len(heads) + 1 and p[:-1] != heads for p in paths)


def _make_unique(read: list[Measure], meanings: Sequence[Meaning]) -> list[Measure]:
    """Where two columns come out alike, the one with the plainer header keeps the key; the others become `other`.

    Columns of the same name under several heads (省级, 市级) are parts of one whole: all of them become `other`.
    """
    keys = Counter((m.measure, m.basis, m.item) for m in read)
    out: list[Measure] = []
    taken: set[tuple[str, str, str]] = set()
    order = sorted(range(len(read)), key=lambda i: (bool(meanings[i].unknown), i))
    settled: dict[int, Measure] = {}
    for i in order:
        measure = read[i]
        key = (measure.measure, measure.basis, measure.item)
        alike = [m for m in read if (m.measure, m.basis, m.item) == key]
        if measure.measure != OTHER and _stand_under_several_heads(measure, alike):
            settled[i] = replace(measure, measure=OTHER, understood=False)
            continue
        if keys[key] > 1 and key in taken and measure.measure != OTHER:
            if meanings[i].time == "current_year" and meanings[i].fund:
                measure = replace(measure, measure=f"{measure.measure}_current_year")
            else:
                measure = replace(measure, measure=OTHER, understood=False)
        taken.add(key)
        settled[i] = measure
    for i in range(len(read)):
        out.append(settled[i])
    return out
