"""Comparisons of the narrative: `比上年预算增加 … 万元，增长 …%，主要原因是 …`, and the figures they speak of.

Reads a paragraph clause by clause. A clause names a subject with its amount, or compares the last subject with another
year, or adds a rate, a share or a reason. A reason runs to the end of its sentence, or to the `；` before a clause that
opens the next item of the list. Nothing is computed: what a text does not state stays None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.narrative.clauses import Clause, clauses
from pipeline.narrative.context import Section, resolved
from pipeline.narrative.figures import money, percent
from pipeline.narrative.own_year import is_of_another_year
from pipeline.narrative.statement import Comparison, Figure, set_change, signed_percent
from pipeline.narrative.subjects import FUNCTION_CLASS, Subject, SubjectReader
from pipeline.narrative.tokens import Token, carried, tokens
from pipeline.narrative.vocabulary import pattern

_ITEM = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])+")
_INTRODUCES = ("：", ":", "其中")
_ENUMERATION = re.compile(r"^[一二三四五六七八九十]是")
_NUMBERED = re.compile(r"(?P<bracket>[（(]\d{1,2}[）)])|(?P<stop>\d{1,2}[.、．](?!\d))|(?P<circle>[①-⑳])")


@dataclass(slots=True)
class ParagraphReading:
    """Figures and comparisons of one paragraph; `understood` are the character ranges that they account for.

    `loose_reasons`: reasons that name what they explain (`收支预算减少的主要原因 …`) instead of following it.
    `doubtful`: amounts whose words look like a figure of the unit and are none, or may be none.
    """

    figures: list[Figure] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    understood: list[tuple[int, int]] = field(default_factory=list)
    loose_reasons: list[tuple[Subject, tuple[int, int]]] = field(default_factory=list)
    doubtful: list[tuple[int, int]] = field(default_factory=list)


def read_paragraph(text: str, section: Section, subjects: SubjectReader) -> ParagraphReading:
    """Figures and comparisons of a paragraph; the section learns what it states."""
    grammar = _Grammar(text, section, subjects)
    for clause in clauses(text):
        grammar.take(clause)
    section.figures.extend(grammar.out.figures)
    if grammar.baseline is not None and (section.baseline is not None or text.endswith(_INTRODUCES)):
        section.baseline = carried(grammar.baseline)
    return grammar.out


@dataclass(frozen=True, slots=True)
class _SpokenOf:
    """What a clause speaks of where a bracket opens."""

    subject: Subject | None
    figure: Figure | None
    planned: Figure | None
    comparison: Comparison | None
    baseline: Token | None
    nameless_amount: bool


class _Grammar:
    """What has been read of one paragraph so far, and what the next clause does with it."""

    def __init__(self, text: str, section: Section, subjects: SubjectReader) -> None:
        self.text = text
        self.section = section
        self.subjects = subjects
        self.out = ParagraphReading()
        self.subject: Subject | None = section.subject
        self.figure: Figure | None = None
        self.planned: Figure | None = None
        self.comparison: Comparison | None = None
        self.baseline: Token | None = section.baseline
        self.fresh = False
        self.condition = ""
        self.announced = section.subject is not None
        self.mode = ""
        self.listing = False
        self.list_side = ""
        self.itemised = False
        self.mode_start = 0
        self.nameless_amount = False
        self.nameless_words = False

    # Clauses

    def take(self, clause: Clause) -> None:
        """Read one clause in the light of those before."""
        if clause.mark == "。":
            self.list_side = ""
            self.nameless_amount = self.nameless_words = False
        if clause.text.startswith("其中") and self.subject is not None:
            self.list_side = self.subject.section
        if clause.text == "其中":
            self.listing = True
            return
        skipped = 2 if clause.text.startswith("其中") else 0
        parts = tokens(clause.text[skipped:], clause.start + skipped)
        listing, self.listing = self.listing or skipped > 0, False
        if self.mode and not self._leaves_mode(clause, parts, listing):
            self._continue_mode(clause, parts)
            return
        self.mode = ""
        if not self._enters_mode(clause):
            self._read(parts)

    def _leaves_mode(self, clause: Clause, parts: list[Token], listing: bool) -> bool:
        """A reason or purpose ends with its sentence, or where a clause opens the next item."""
        if clause.mark == "。":
            return True
        if listing:
            return self._opens_item(parts)
        if clause.mark in ("；", ";"):
            return not self._continues_list(clause) and self._opens_item(parts)
        return self.mode == "purpose" and (_compares(parts) or pattern("reason").match(clause.text) is not None)

    def _continues_list(self, clause: Clause) -> bool:
        """True for `二是 …`, and for `2. …` in a reason that began with `1. …`; a purpose may list figures."""
        number = _NUMBERED.match(clause.text)
        first = _NUMBERED.match(self.text[self.mode_start : clause.start].lstrip("：:，,"))
        same_kind = number is not None and first is not None and number.lastgroup == first.lastgroup
        return (same_kind and self.mode != "purpose") or _ENUMERATION.match(clause.text) is not None

    def _opens_item(self, parts: list[Token]) -> bool:
        """True where the clause names a subject of its own with a figure, or a function class."""
        if parts[0].kind == "money" and self._is_not_own(parts[0].before):
            return False
        subject = self._named(parts[0].before)
        return subject is not None and (parts[0].kind != "end" or subject.key == FUNCTION_CLASS)

    def _enters_mode(self, clause: Clause) -> bool:
        """Enter a reason or a purpose; what follows the marker in the same clause already belongs to it."""
        reason = pattern("reason").match(clause.text)
        self.mode_start = clause.start + (reason.end() if reason else 0)
        explained = self._explained(clause.text) if reason else None
        if reason and explained is not None and self.comparison is None:
            self.mode = "loose"
            self.out.loose_reasons.append((explained, (clause.start + reason.end(), clause.end)))
        elif reason and (self.comparison is not None or self.figure is not None):
            self.mode = "reason"
            self._begin_reason(clause, clause.start + reason.end())
        elif pattern("purpose").match(clause.text):
            self.mode = "purpose"
        else:
            return False
        self.out.understood.append((clause.start, clause.end))
        return True

    def _explained(self, text: str) -> Subject | None:
        """The subject that a reason names in front of its marker (`收支预算减少的主要原因`)."""
        before = re.split("增加|减少|增长|下降|变动|增减", text.split("原因")[0])[0]
        return self._named(_ITEM.sub("", before))

    def _begin_reason(self, clause: Clause, start: int) -> None:
        self.itemised = self.comparison is not None and self.comparison.reason is None
        if self.comparison is not None and self.comparison.reason is None:
            self.comparison.reason = (start, clause.end)
            self.comparison.direction = self.comparison.direction or _execution_direction(clause.text)
            self.comparison.extend(clause.end)
            if start < clause.end:
                self._read_item(tokens(self.text[start : clause.end], start))
        else:
            self.mode = "purpose"

    def _continue_mode(self, clause: Clause, parts: list[Token]) -> None:
        self.out.understood.append((clause.start, clause.end))
        if self.mode == "reason" and self.comparison is not None and self.comparison.reason is not None:
            self.comparison.reason = (self.comparison.reason[0], clause.end)
            self.comparison.extend(clause.end)
            self._read_item(parts)
        elif self.mode == "loose":
            explained, (start, _) = self.out.loose_reasons[-1]
            self.out.loose_reasons[-1] = (explained, (start, clause.end))

    def _read_item(self, parts: list[Token]) -> None:
        """A reason that lists the parts of the change: `主要是基本支出增加 …，项目支出减少 …` gives a row for each."""
        if not self.itemised or self.baseline is None:
            return
        subject = self._named(parts[0].before)
        if len(parts) != 2 or parts[0].kind != "change" or parts[1].before or subject is None:
            self.itemised = False
            return
        if not subject.section and self.comparison is not None:
            subject = replace(subject, section=self.comparison.subject.section)
        item = Comparison(subject, self.baseline.key, parts[0].before_start, parts[0].end, reason=(0, 0))
        set_change(item, parts[0])
        self.out.comparisons.append(item)

    # Tokens

    def _read(self, parts: list[Token]) -> None:
        if parts[0].kind == "end":
            self._on_words(parts[0])
            return
        outside = None
        for before, part in zip([None, *parts], parts, strict=False):
            inside = _depth(self.text[parts[0].before_start : part.start]) > 0
            if inside and outside is None:
                outside = self._spoken_of()
            elif not inside and outside is not None:
                self._speak_again_of(outside)
                outside = None
            self._take_token(before, part)

    def _take_token(self, before: Token | None, part: Token) -> None:
        match part.kind:
            case "money" if before is not None and before.kind == "baseline":
                self._forget()
            case "money":
                self._on_money(part)
            case "share":
                self._on_share(part)
            case "baseline":
                self._on_baseline(part)
            case "change":
                self._on_change(part)
            case "rate":
                self._on_rate(part)
            case "difference" | "completion":
                self._on_execution(part)

    def _spoken_of(self) -> _SpokenOf:
        return _SpokenOf(self.subject, self.figure, self.planned, self.comparison, self.baseline, self.nameless_amount)

    def _speak_again_of(self, outside: _SpokenOf) -> None:
        """Behind a bracket that names parts the clause goes on about the whole."""
        if self.subject != outside.subject:
            self.subject, self.figure = outside.subject, outside.figure
            self.planned, self.comparison = outside.planned, outside.comparison
        self.baseline = self.baseline or outside.baseline
        self.nameless_amount = outside.nameless_amount

    def _on_words(self, part: Token) -> None:
        """A clause without figures may name the subject of the next (`…（项）：`, `因公出国（境）费用。`)."""
        subject = self._named(part.before)
        self.nameless_words = subject is None and not self._is_plain(part.before)
        if subject is not None:
            self._turn_to(subject)
            self.announced = True

    def _on_money(self, part: Token) -> None:
        refused = self._is_not_own(part.before) or self._may_be_of_another(part.before)
        subject = None if refused else self._subject_of_amount(part.before)
        self.announced = self.nameless_words = False
        if subject is None:
            if refused:
                self.out.doubtful.append((part.before_start, part.end))
            self.nameless_amount = True
            self._forget()
            return
        basis = self.section.basis_of(part.before)
        figure = Figure(subject, part.before_start, part.end, basis, part.value, money(part.value))
        figure.numbers.append((part.start, part.end))
        self.out.figures.append(figure)
        self.out.understood.append((part.before_start, part.end))
        if self.planned is not None and self.planned.subject != subject:
            self.planned = None
        self.subject, self.comparison = subject, None
        if self.section.is_final and basis in ("budget", "adjusted_budget"):
            self.planned, self.figure = figure, None
            return
        self.figure = figure
        if self.planned is not None:
            self._execute(figure, self.planned)

    def _execute(self, figure: Figure, planned: Figure) -> None:
        """决算 against the budget of the same year: two figures, the rate perhaps to follow."""
        start = min(figure.start, planned.start)
        comparison = Comparison(figure.subject, planned.basis, start, figure.end, amount=figure.amount)
        comparison.base_amount = planned.amount
        self._add(comparison)

    def _is_not_own(self, before: str) -> bool:
        """True where the words say that the amount is another year's, or a change and not a figure."""
        moved = pattern("moved").search(before) is not None
        return moved or is_of_another_year(before, self.section.fiscal_year)

    def _may_be_of_another(self, before: str) -> bool:
        """收入 or 支出 alone behind an amount or words that name nothing known: it may be theirs, not the whole budget.

        `某某补助年初预算为100万元，支出决算为80万元`, `出租房屋一处，收入50万元`.
        """
        known = pattern("bare_side" if self.nameless_amount else "barest_side")
        return (self.nameless_amount or self.nameless_words) and known.fullmatch(before) is not None

    def _subject_of_amount(self, before: str) -> Subject | None:
        """The subject that the words name; the present one where they only say which of its figures follows."""
        plain = self._is_plain(before)
        if plain and (self.announced or self.planned is not None):
            return self.subject
        named = self._named(before)
        if named is None and plain and (before or self.figure is None):
            return self.subject
        return named

    def _on_share(self, part: Token) -> None:
        if self.figure is not None and self.figure.share_pct is None:
            self.figure.share_pct = percent(part.value)
            self.figure.numbers.append(part.value_range)
            self.figure.end = part.end
            self.out.understood.append((part.start, part.end))

    def _on_baseline(self, part: Token) -> None:
        condition = pattern("condition").match(part.before)
        self.condition = condition.group() if condition else ""
        if not condition and not self._turns(part.before):
            return
        self.baseline, self.fresh = self._of_own_budget(part), True
        self.out.understood.append((part.before_start, part.end))

    def _on_change(self, part: Token) -> None:
        if self.baseline is None or not self._turns(part.before) or self.subject is None:
            return
        self.out.understood.append((part.before_start, part.end))
        if part.key == "unchanged" and self._repeats():
            return
        set_change(self._open(part), part)

    def _on_rate(self, part: Token) -> None:
        current = self.comparison
        if current is not None and current.direction and current.change_pct is None:
            current.change_pct = signed_percent(part.value, part.key or current.direction)
            current.numbers.append(part.value_range)
            current.extend(part.end)
        elif part.key and self.baseline is not None and self._turns(part.before) and self.subject is not None:
            comparison = self._open(part)
            comparison.direction = part.key
            comparison.change_pct = signed_percent(part.value, part.key)
            comparison.numbers.append(part.value_range)
        else:
            return
        self.out.understood.append((part.before_start, part.end))

    def _on_execution(self, part: Token) -> None:
        """The rate of execution: 预决算差异率, or 完成预算的 …%."""
        if self.figure is None or not self._is_plain(part.before):
            return
        if self.comparison is None:
            against = self._own_budget(part)
            self._add(Comparison(self.figure.subject, against, self.figure.start, part.end, amount=self.figure.amount))
        comparison = self.comparison
        assert comparison is not None
        if part.kind == "difference":
            comparison.change_pct = percent(part.value)
        else:
            comparison.completion_pct = percent(part.value)
        comparison.extend(part.end)
        comparison.numbers.append(part.value_range)
        self.out.understood.append((part.before_start, part.end))

    # Parts of a comparison

    def _open(self, part: Token) -> Comparison:
        """A comparison of the present subject with the present baseline; the first with a baseline owns its text."""
        assert self.subject is not None
        assert self.baseline is not None
        start = min(self.baseline.before_start, part.before_start) if self.fresh else part.before_start
        figure = self.figure if self.figure is not None and self.figure.subject == self.subject else None
        comparison = Comparison(self.subject, self.baseline.key, start, part.end, condition=self.condition)
        if figure is not None:
            comparison.start = min(start, figure.start)
        comparison.amount = figure.amount if figure is not None else self._stated(self.subject)
        if self.fresh and self.baseline.value:
            comparison.base_amount = money(self.baseline.value)
            comparison.numbers.append(self.baseline.value_range)
        self.condition, self.fresh = "", False
        self._add(comparison)
        return comparison

    def _add(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.out.comparisons.append(comparison)

    def _stated(self, subject: Subject) -> Decimal | None:
        """The amount that the same section has already stated for the subject."""
        return self.section.stated(subject, self.out.figures)

    def _of_own_budget(self, baseline: Token) -> Token:
        """比2024年年初预算 in the final account of 2024 compares with the own year's budget."""
        printed = self.text[baseline.start : baseline.end]
        own = self.section.fiscal_year is not None and f"{self.section.fiscal_year}年" in printed
        if not (own and self.section.is_final and baseline.key == "prior_budget"):
            return baseline
        return replace(baseline, key="adjusted_budget" if re.search("全年|调整", printed) else "budget")

    def _own_budget(self, part: Token) -> str:
        if self.baseline is not None and self.baseline.key in ("budget", "adjusted_budget"):
            return self.baseline.key
        return "adjusted_budget" if re.search("(?:全年|调整)预算", self.text[part.start : part.end]) else "budget"

    def _turns(self, before: str) -> bool:
        """Turn to the subject that the words name; keep the present one where they name nothing; else forget it."""
        named = self._named(before)
        if named is not None:
            self._turn_to(named)
            return True
        if self._is_plain(before):
            return True
        self._forget()
        return False

    def _turn_to(self, subject: Subject) -> None:
        if subject != self.subject or self.figure is None or self.figure.subject != subject:
            self.figure = self.planned = None
            self.comparison = None
        self.subject = subject

    def _forget(self) -> None:
        """The text speaks of something that is not understood: nothing said before applies to it."""
        self.subject = self.figure = self.planned = self.comparison = self.baseline = None

    def _repeats(self) -> bool:
        """`公务接待费预算与上年预算持平` behind a change in figures of the same subject says nothing new."""
        previous = self.out.comparisons[-1] if self.out.comparisons else None
        return previous is not None and previous.subject == self.subject and previous.change_amount is not None

    def _is_plain(self, before: str) -> bool:
        return self.subjects.is_empty(before)

    def _named(self, before: str) -> Subject | None:
        subject = self.subjects.read(before, self.section.parents) if before else None
        if subject is None or pattern("only_a_part").search(before):
            return None
        found = resolved(subject, self.section)
        if not found.section and not found.is_whole:
            found = replace(found, section=self.list_side)
        self.section.subjects.append(found)
        return found


def _execution_direction(text: str) -> str:
    """`决算数大于预算数的主要原因` says which way the execution went."""
    if re.match("(?:支出)?决算数?大于", text):
        return "increase"
    return "decrease" if re.match("(?:支出)?决算数?小于", text) else ""


def _compares(parts: list[Token]) -> bool:
    """True where a clause compares by itself: with its own baseline and direction, or with the budget."""
    kinds = {part.kind for part in parts}
    return bool(kinds & {"completion", "difference"}) or ("baseline" in kinds and bool(kinds & {"change", "rate"}))


def _depth(text: str) -> int:
    """How many brackets are open at the end of the text."""
    return sum(text.count(bracket) for bracket in "（(") - sum(text.count(bracket) for bracket in "）)")
