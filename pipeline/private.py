"""Names and telephone numbers of contacts: told from other text, so that they are neither loaded nor listed nor shown.

The words are in `vocabulary/private.yaml`. Whatever reads text asks here: prose, performance tables, the audit.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pipeline.words import load_words

PHONE_MASK: Final = "[电话]"
NAME_MASK: Final = "[姓名]"
_LONGEST_ROW: Final = 80
"""A longer text that begins with a label is prose: it is masked, not passed over."""
_BRACKETS: Final = re.compile(r"[（(][^（）()]*[）)]")
_DIGITS_OR_WORDS: Final = re.compile(r"\d{3}|[人话机式导电系询]")
"""Every text with something private holds one of these; most texts hold none."""


@lru_cache(maxsize=32)
def _pattern(key: str) -> re.Pattern[str]:
    """A pattern put together from the vocabulary's words."""
    words: dict[str, str] = load_words("private.yaml")
    person = _unspaced(words["person"])
    contact = rf"(?:{person}|{words['number']})"
    ends = rf"(?:{words['label_end']}|{contact}|[（(][^（）()]{{0,12}}[）)])*"
    phone, bare = _unspaced(words["phone"]), _unspaced(words["bare_phone"])
    patterns = {
        "phone": phone,
        "person": words["name"],
        "label": rf"(?:{words['label_lead']}{contact}|{words['label_only']}){ends}",
        "row_of_label": rf"(?:{words['label_only']}){ends}\s*[:：]\s*{words['name']}",
        "somebody": words["label_of_somebody"],
        "opening": rf"{words['label_lead']}[:：].*?{contact}{ends}[:：]|{words['label_lead']}{contact}{ends}[:：]",
        "labelled": rf"{contact}{ends}\s*[:：]",
        "prose": words["prose"],
        "word": rf"{contact}|{words['calling']}",
        "contact": contact,
        "with_value": rf"{contact}[^:：]{{0,6}}[:：]\s*\S",
        "digits": bare,
        "about": rf"[^:：]{{0,8}}{contact}[^:：]{{0,10}}[:：]?",
        "alone": rf"^\s*(?:{person}){ends}\s*{words['name']}\s*$",
        "bare": rf"(?P<before>(?:{contact}|{words['calling']})[^\d。；;]{{0,16}})(?:{bare})",
        "name": rf"(?P<before>{contact}{ends}\s*[:：]\s*)(?!{contact}){words['name']}(?=$|[^\u3400-\u9fff·]|{contact})",
        "called": (
            rf"(?P<before>{person}|{words['calling']})(?!{contact}){words['name']}"
            rf"(?=[\s，,、（(:：]*(?:{words['number']})?[\s:：]*(?:{phone}|{bare}))"
        ),
        "beside": rf"(?P<before>[\s，,、（(:：])(?!{contact})[\u3400-\u9fff·]{{2,4}}(?=[\s，,、]*{phone})",
    }
    return re.compile(patterns[key])


def _unspaced(pattern: str) -> str:
    return "".join(pattern.split())


def holds_phone(text: str) -> bool:
    """True where a telephone number is printed that can be told by its form alone."""
    return bool(_pattern("phone").search(text))


def holds_contact_number(text: str) -> bool:
    """True where a telephone number is printed, by its form or beside a word for contacts."""
    return holds_phone(text) or bool(_pattern("bare").search(text))


def is_about_contacts(text: str) -> bool:
    """True for a short text around a word for a contact: where more may be covered than is a contact's."""
    return bool(_pattern("about").fullmatch(text))


def holds_contact_word(text: str) -> bool:
    """True where a word for a contact or a telephone number stands in the text."""
    return bool(_pattern("contact").search(text))


def holds_labelled_contact(text: str) -> bool:
    """True where the label of a contact is followed by something."""
    return bool(_pattern("with_value").search(text))


def holds_digits_of_phone(text: str) -> bool:
    """True where digits stand that are a telephone number if the text is about contacts."""
    return holds_phone(text) or bool(_pattern("digits").search(text))


def is_contact_label(text: str) -> bool:
    """True for a label of a contact's name or number (`项目负责人及联系电话`), brackets left aside."""
    return bool(_pattern("label").fullmatch(_BRACKETS.sub("", text).strip().rstrip(":： ")))


def opens_with_contact(text: str) -> bool:
    """True for a short row of labels with their values, one of them a contact's (`填报日期：… 填报人：…`)."""
    if not (":" in text or "：" in text):  # most cells of most tables
        return False
    is_opening = _pattern("opening").match(text) or _pattern("row_of_label").fullmatch(text)
    return len(text) <= _LONGEST_ROW and bool(is_opening)


def may_be_label_of_person(text: str) -> bool:
    """True for a short label that ends as those of persons do: what stands beside it may be a name."""
    return bool(_pattern("somebody").fullmatch(_BRACKETS.sub("", text).strip().rstrip(":： ")))


def is_person(text: str) -> bool:
    """True for a text that may be a name or several, and nothing else."""
    return bool(_pattern("person").fullmatch(text))


def is_private(text: str) -> bool:
    """True for a piece of prose that tells a contact's name or number."""
    if not _DIGITS_OR_WORDS.search(text):
        return False
    return holds_contact_number(text) or any(bool(_pattern(key).search(text)) for key in ("prose", "labelled", "alone"))


def names_contacts(text: str) -> bool:
    """True for a piece of a private text that tells a contact or has a word for one, whose name may follow."""
    return is_private(text) or bool(_pattern("word").search(text))


@lru_cache(maxsize=4096)
def masked(text: str) -> str:
    """The text without telephone numbers and names of contacts, for anything that is loaded, listed or logged."""
    if not _DIGITS_OR_WORDS.search(text):
        return text
    for key in ("name", "called", "beside"):
        text = _pattern(key).sub(rf"\g<before>{NAME_MASK}", text)
    return _pattern("bare").sub(rf"\g<before>{PHONE_MASK}", _pattern("phone").sub(PHONE_MASK, text))
