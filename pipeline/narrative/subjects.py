"""What a figure of the narrative is about, read from the words that stand directly before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.narrative.function_classes import FunctionClasses
from pipeline.narrative.vocabulary import SubjectWord, subject_words, words

FUNCTION_CLASS = "function_class"
ECONOMIC_CLASS = "economic_class"
TOTAL = "total"

_ITEM = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳])+")
_CLASS = r"([^，。；：（）()“”\"]{2,30}(?:[（(][^（()）]{1,12}[）)])?)[（(]{}[）)](?:支出)?"
_PATH = re.compile(
    rf"(?:{_CLASS.format('类')})?(?:{_CLASS.format('款')})?(?:{_CLASS.format('项')})?"
)
_CODE = re.compile(r"(?:[（(\[]?(\d{7}|\d{5}|\d{3})[）)\]]?[-—－]?([^\d，。；：（）()]{2,40})|([^\d，。；：（）()]{2,40})[（(](\d{7}|\d{5}|\d{3})[）)])$")
_FUNDING = (
    ("general_budget", re.compile("一般公共预算")),
    ("government_fund", re.compile("政府性基金")),
    ("state_capital", re.compile("国有资本经营")),
    ("fiscal_appropriation", re.compile("财政拨款|财拨")),
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


class SubjectReader:
    """Recognises subjects; knows the reference classes, the name of the unit and the headings above the text."""

    def __init__(self, classes: FunctionClasses, org_name: str) -> None:
        self._classes = classes
        self._org_name = org_name
        self._fillers: str = words()["fillers"]
        self._only_fillers = re.compile(rf"(?:{self._fillers})*")
        self._lead = re.compile(words()["leads"])
        self._patterns = [
            (word, re.compile(rf"(?:{word.pattern})(?:{self._fillers})*$")) for word in subject_words()
        ]
        names = "|".join(re.escape(name) for name in classes.top_names)
        self._top = re.compile(rf"(?:^|[^\u4e00-\u9fff]|(?<=年)|(?<=包括)|(?<=划分为))[“\"]?({names})[”\"]?(?:科目)?(?:{self._fillers})*$") if names else None

    def is_empty(self, text: str) -> bool:
        """True where the words name nothing by themselves (`2026年预算数为`)."""
        return self._only_fillers.fullmatch(self._stripped(text)) is not None

    def read(self, text: str, parents: tuple[str, ...] = ()) -> Subject | None:
        """The subject that `text` ends with, or None. `parents`: names of the classes above, from headings."""
        plain = self._stripped(text)
        return self._class_path(plain, parents) or self._coded(plain) or self._named(plain)

    def _stripped(self, text: str) -> str:
        text = text.removeprefix("其中").lstrip("：:，,")
        text = _ITEM.sub("", text)
        return text.replace(self._org_name, "") if self._org_name else text

    def _class_path(self, text: str, parents: tuple[str, ...]) -> Subject | None:
        """`…（类）…（款）…（项）`, its upper part perhaps standing in the heading above."""
        found = next((match for match in _PATH.finditer(text) if match.group()), None)
        if found is None or not self._only_fillers.fullmatch(text[found.end() :].lstrip("”\"").removeprefix("科目")):
            return None
        names = tuple(_name(name) for name in found.groups() if name)
        if found[1] is None:
            names = (*parents[: 1 if found[2] else 2], *names)
        code = self._classes.code(names)
        return Subject(FUNCTION_CLASS, "expenditure", _funding(text[: found.start()]), code, "", names, found.group())

    def _coded(self, text: str) -> Subject | None:
        """`2080501-行政单位离退休`, `行政单位离退休（2080501）`, `工资福利支出（301）`."""
        bare = re.sub(rf"(?:{self._fillers})+$", "", text) if text[-1:] not in ")）]" else text
        found = _CODE.search(bare) or _CODE.search(text)
        if found is None:
            return None
        code = found[1] or found[4]
        name = found[2] or found[3]
        if re.match(r"(?:30|31|39|50|51|59)", code) and len(code) in (3, 5):
            return Subject(ECONOMIC_CLASS, "expenditure", "", "", code, (), name)
        if self._classes.known(code):
            return Subject(FUNCTION_CLASS, "expenditure", "", code, "", (), name)
        return None

    def _named(self, text: str) -> Subject | None:
        """A subject of the vocabulary, or a class of the first level by its bare name."""
        top = self._top.search(text) if self._top else None
        best: tuple[int, SubjectWord, str] | None = None
        for word, pattern in self._patterns:
            found = pattern.search(text)
            if found and (best is None or found.start() < best[0]) and self._stands_free(word, text[: found.start()]):
                best = (found.start(), word, found.group())
        if top and (best is None or top.start(1) <= best[0]):
            code = self._classes.code((top[1],))
            return Subject(FUNCTION_CLASS, "expenditure", _funding(text[: top.start(1)]), code, "", (top[1],), top[1])
        if best is None:
            return None
        start, word, printed = best
        section = word.section or _side(printed)
        return Subject(word.key, section, _funding(text[:start] + (printed if word.key not in _SOURCES else "")), printed=printed)

    def _stands_free(self, word: SubjectWord, before: str) -> bool:
        """收入 and 支出 alone mean the whole budget only where nothing but the unit and the year stands before."""
        return word.key != TOTAL or self._lead.fullmatch(before) is not None


_SOURCES = frozenset({"general_budget", "government_fund", "state_capital", "fiscal_appropriation"})


def with_section(subject: Subject, headings: tuple[str, ...]) -> Subject:
    """The subject with the side of the budget that its heading gives, where its own words give none."""
    if subject.section or not headings:
        return subject
    return replace(subject, section=_side("".join(headings[-2:])))


def _name(printed: str) -> str:
    """The name of a class without what precedes it (`按功能分类，`, quotation marks, numbering)."""
    return re.sub(r"^[“\"]", "", _ITEM.sub("", printed))


def _funding(text: str) -> str:
    return next((key for key, pattern in _FUNDING if pattern.search(text)), "")


def _side(text: str) -> str:
    """income or expenditure where the text names one of them, '' where both or none."""
    income = "收入" in text or "收、支" in text or "收支" in text
    expenditure = "支出" in text or "收、支" in text or "收支" in text
    if income == expenditure:
        return ""
    return "income" if income else "expenditure"
