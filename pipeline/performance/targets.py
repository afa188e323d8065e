"""A printed target (`≥95%`, `不少于10次`, `有效提升`) becomes operator, value and unit, only where that is certain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipeline.performance.text import compact
from pipeline.performance.vocabulary import vocabulary

_NUMBER = re.compile(r"^(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(.*)$")
_UNIT = re.compile(r"^[^\d\s,;，；。、:=<>≥≤~-]{0,8}(\([^()\d]{1,4}\))?$")
_SEVERAL = re.compile(r"[;；]")
_DATED = re.compile(r"^(年|月|日|号)$")


@dataclass(frozen=True, slots=True)
class Target:
    """Operator (`''` where none is printed), value and unit of a target; the last two empty where it is words."""

    operator: str
    value: Decimal | None
    unit: str


def parse_target(printed: str) -> Target:
    """Read a target. Ranges, dates, several targets in one and approximations have neither value nor unit."""
    operator, rest = _operator(compact(printed))
    suffix, number = _suffix(rest)
    value, unit = _quantity(number)
    if value is None or (suffix and operator not in ("", suffix)):
        return Target(operator if _is_sign(printed) and not _SEVERAL.search(rest) else "", None, "")
    if not operator and not suffix and _DATED.match(unit) and (unit != "年" or value > 1900):
        return Target("", None, "")
    return Target(operator or suffix, value, unit.replace("(", "（").replace(")", "）") if "（" in printed else unit)


def combine(operator: str, value: str, unit: str) -> tuple[str, Target]:
    """A target printed in up to three cells: its text and its parts."""
    words = vocabulary()
    is_words = compact(operator) in words.qualitative
    sign, left = _operator(compact(operator))
    printed = value if is_words or (operator and not sign) else f"{operator}{value}"
    if unit and not is_words and not printed.endswith(unit):
        printed += unit
    if is_words:
        return printed, Target("", None, unit)
    if sign and not left:
        number, own_unit = _quantity(compact(value))
        return printed, Target(sign, number, unit or own_unit)
    target = parse_target(printed)
    return printed, Target(target.operator, target.value, unit or target.unit)


def parse_actual(printed: str) -> Decimal | None:
    """The number of an achieved value (`=1个`, `100%`, `93.47`), None for words, dates and ranges."""
    return parse_target(printed).value


def is_operator(printed: str) -> bool:
    """True for a sign or word that says how a target compares (`≥`, `不少于`), or that it is words (`定性`)."""
    sign, left = _operator(compact(printed))
    return compact(printed) in vocabulary().qualitative or bool(sign and not left)


def _is_sign(printed: str) -> bool:
    """True where the target begins with a sign (`≥`), not with a word (`不超过`) that may begin a sentence."""
    return bool(re.match(r"[^\w]", compact(printed)))


def _operator(text: str) -> tuple[str, str]:
    """The leading operator of a text without white space, and the rest."""
    for word, key in _operator_words():
        if text.startswith(word):
            return key, text[len(word) :]
    return "", text


@cache
def _operator_words() -> tuple[tuple[str, str], ...]:
    """Every word for an operator without white space, the longest first."""
    choices = [(word, key) for key, words in vocabulary().operators.items() for word in words]
    return tuple((compact(word), key) for word, key in sorted(choices, key=lambda choice: -len(choice[0])))


def _suffix(text: str) -> tuple[str, str]:
    choices = [(word, key) for key, words in vocabulary().operator_suffixes.items() for word in words]
    for word, key in sorted(choices, key=lambda choice: -len(choice[0])):
        if text.endswith(word):
            return key, text[: -len(word)]
    return "", text


def _quantity(text: str) -> tuple[Decimal | None, str]:
    """A number with at most a unit behind it; (None, '') for anything else."""
    found = _NUMBER.match(text)
    if not found:
        return None, ""
    unit = found.group(2).strip()
    if not _UNIT.match(unit) or any(word in unit for word in vocabulary().not_a_unit):
        return None, ""
    return Decimal(found.group(1).replace(",", "")), unit
