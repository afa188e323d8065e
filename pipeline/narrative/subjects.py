"""What a figure of the narrative is about, read from the words that stand directly before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.narrative.function_classes import FunctionClasses
from pipeline.narrative.vocabulary import SubjectWord, subject_words, words

FUNCTION_CLASS = "function_class"
ECONOMIC_CLASS = "economic_class"
TOTAL = "total"

_ITEM = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳])+")
_TEXT = r"[^，。；：（）()“”\"]"
_BRACKET = r"[（(](?![类款项][）)])[^（()）]{1,12}[）)]"
_NAME = rf"({_TEXT}{{2,30}}(?:{_BRACKET}{_TEXT}{{0,20}})?)"
_PATH = re.compile("".join(rf"(?:{_NAME}[（(]{level}[）)](?:支出)?)?" for level in "类款项"))
_LEVEL = re.compile("[（(][类款项][）)]")
_THREE_DIGITS = re.compile(r"\d{3}")
_DIGITS = r"(?P<{}>\d{{7}}|\d{{5}}|\d{{3}})"
_CODED_NAME = r"(?P<{}>[^\d，。；：（）()]{{2,40}}(?:[（(][一二三四][）)])?)"
_CODE = re.compile(
    rf"(?:[（(\[]?{_DIGITS.format('first')}[）)\]]?[-—－]?{_CODED_NAME.format('after')}"
    rf"|{_CODED_NAME.format('before')}[（(]{_DIGITS.format('last')}[）)])$"
)
_TAIL = re.compile(
    r"(?:预算|决算|总计|合计|总额|总量|数|额|为|安排|共计|共|各|均|年初|当年|全年|\d{4}年度?|[、，：:的])+$"
)
_FUNDING = (
    ("general_budget", re.compile("一般公共预算")),
    ("government_fund", re.compile("政府性基金")),
    ("state_capital", re.compile("国有资本经营")),
    ("fiscal_appropriation", re.compile("(?<!非)财政拨款|财拨")),
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A recognised subject. `path` are the names of a function class; `printed` is the text it was read from."""

    key: str
    section: str = ""
    funding_source: str = ""
    function_code: str = ""
    economic_code: str = ""
    path: tuple[str, ...] = ()
    printed: str = ""

    @property
    def is_whole(self) -> bool:
        """True for the whole budget and all 财政拨款, which may mean income and expenditure at once."""
        return self.key in (TOTAL, "fiscal_appropriation")

    @property
    def printed_name(self) -> str:
        """The name as printed; of a function class its last level."""
        return self.path[-1] if self.path else self.printed


class SubjectReader:
    """Recognises subjects; knows the reference classes, the name of the unit and the headings above the text."""

    def __init__(self, classes: FunctionClasses, org_name: str) -> None:
        self._classes = classes
        self._org_name = org_name
        self._fillers: str = words()["fillers"]
        self._last_fillers = re.compile(rf"(?:{self._fillers})+$")
        self._only_fillers = re.compile(rf"(?:{self._fillers})*")
        self._lead = re.compile(words()["leads"])
        self._patterns = [(word, re.compile(rf"({word.pattern})(?:{self._fillers})*$")) for word in subject_words()]
        self._top = self._top_pattern(classes.top_names)

    def _top_pattern(self, names: list[str]) -> re.Pattern[str] | None:
        """Classes of the first level by their bare names, standing free (`“卫生健康支出”科目`)."""
        if not names:
            return None
        free = r"(?:^|[^\u4e00-\u9fff]|(?<=年)|(?<=包括)|(?<=划分为))"
        known = "|".join(re.escape(name) for name in names)
        return re.compile(rf"{free}[“\"]?({known})[”\"]?(?:科目)?(?:{self._fillers})*$")

    def is_empty(self, text: str) -> bool:
        """True where the words name nothing by themselves (`2026年预算数为`)."""
        return self._only_fillers.fullmatch(self._stripped(text)) is not None

    def read(self, text: str, parents: tuple[str, ...] = ()) -> Subject | None:
        """The subject that `text` ends with, or None. `parents`: names of the classes above, from headings."""
        plain = self._stripped(text)
        return self._class_path(plain, parents) or self._coded(plain) or self._named(plain)

    def class_names(self, heading: str) -> tuple[str, ...]:
        """The names of function classes that a heading ends with (`（一）一般公共服务支出（类）`)."""
        found = self._class_path(self._stripped(heading), ())
        return found.path if found is not None else ()

    def _stripped(self, text: str) -> str:
        text = text.removeprefix("其中").lstrip("：:，,）)")
        text = _ITEM.sub("", text)
        return text.replace(self._org_name, "") if self._org_name else text

    def _class_path(self, text: str, parents: tuple[str, ...]) -> Subject | None:
        """`…（类）…（款）…（项）`, its upper part perhaps standing in the heading above."""
        if not _LEVEL.search(text):
            return None
        found = next((match for match in _PATH.finditer(text) if match.group()), None)
        if found is None or not self._only_fillers.fullmatch(text[found.end() :].lstrip('”"').removeprefix("科目")):
            return None
        names = tuple(_name(name) for name in found.groups() if name)
        if found[1] is None:
            names = (*parents[: 1 if found[2] else 2], *names)
        code = self._classes.code(names)
        funding = funding_source(text[: found.start()])
        return Subject(FUNCTION_CLASS, "expenditure", funding, code, "", names, found.group())

    def _coded(self, text: str) -> Subject | None:
        """`2080501-行政单位离退休`, `行政单位离退休（2080501）`, `工资福利支出（301）`."""
        if not _THREE_DIGITS.search(text):
            return None
        bare = self._last_fillers.sub("", text) if text[-1:] not in ")）]" else text
        found = _CODE.search(bare) or _CODE.search(text)
        if found is None:
            return None
        code = found["first"] or found["last"]
        name = found["after"] or found["before"]
        if re.match(r"(?:30|31|39|50|51|59)", code) and len(code) in (3, 5):
            return Subject(ECONOMIC_CLASS, "expenditure", "", "", code, (), name)
        if self._classes.known(code):
            return Subject(FUNCTION_CLASS, "expenditure", "", code, "", (), name)
        return None

    def _named(self, text: str) -> Subject | None:
        """A subject of the vocabulary, or a class of the first level by its bare name; the leftmost fit wins."""
        best: tuple[int, SubjectWord, re.Match[str]] | None = None
        for word, known in self._patterns:
            found = known.search(text)
            if found and (best is None or found.start() < best[0]) and self._stands_free(word, text[: found.start()]):
                best = (found.start(), word, found)
        top = self._top.search(text) if self._top else None
        if top and (best is None or top.start(1) < best[0]):
            return self._class_path(f"{top[1]}（类）", ())
        if best is None:
            return None
        _, word, found = best
        section = word.section or side_of(found.group())
        return Subject(word.key, section, funding_source(text), printed=_printed(word, found))

    def _stands_free(self, word: SubjectWord, before: str) -> bool:
        """收入 and 支出 alone mean the whole budget only where nothing but the unit and the year stands before."""
        return word.key != TOTAL or self._lead.fullmatch(before) is not None


def _printed(word: SubjectWord, found: re.Match[str]) -> str:
    """The subject as printed: of a source of money and of the whole budget with its 收入 or 支出."""
    if not (word.is_source or word.key == TOTAL):
        return found[1]
    return found[1] + _TAIL.sub("", found.group()[len(found[1]) :])


def _name(printed: str) -> str:
    """The name of a class without what precedes it (`按功能分类，`, quotation marks, numbering)."""
    return re.sub(r"^[“\"]", "", _ITEM.sub("", printed))


def funding_source(text: str) -> str:
    """The source of funds that the text names, one budget by its name before 财政拨款 in general; '' if none."""
    return next((key for key, pattern in _FUNDING if pattern.search(text)), "")


def side_of(text: str) -> str:
    """income or expenditure where the text names one of them, '' where both or none."""
    income = "收入" in text or "收、支" in text or "收支" in text
    expenditure = "支出" in text or "收、支" in text or "收支" in text
    if income == expenditure:
        return ""
    return "income" if income else "expenditure"
