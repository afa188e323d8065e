"""Normal forms of printed Chinese text: what stays the same however a layout sets it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pipeline.folding import Folding

_COMPARED = str.maketrans("〔〕—–∶", "()--:", "\"'“”‘’〞〝＂「」")
_INDEX = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．,，]"
    r"|[(][一二三四五六七八九十\d]{1,3}[)][、.]?"
    r"|\d{1,2}(?:[、．]|[.](?!\d))"
    r"|[①②③④⑤⑥⑦⑧⑨⑩⑪⑫]"
    r"|第[一二三四五六七八九十]{1,3}部分)"
)
_OF_WHICH = re.compile(r"^其中[:：,，]?")
_WHITE = re.compile(r"[\s\u200b\u200c\ufeff\u00ad]+")
_UNIT_NOTE = re.compile(r"[(](?:单位[:：]?)?(?:万元|元|千元|人民币万元)[)]$")


@lru_cache(maxsize=16384)  # every question about a cell asks for its text without blanks
def squeeze(text: str) -> str:
    """Text without any white space (Chinese print puts spaces and line breaks anywhere)."""
    return _WHITE.sub("", text)


@lru_cache(maxsize=16384)  # headers, names and titles come again and again
def canon(text: str) -> str:
    """Squeezed, full-width forms made half-width (`（` to `(`), quotation marks dropped: to compare, not to keep.

    Circled and compatibility characters of names are folded too, so a canon form is never shown to anybody.
    """
    return text.translate(_CANON)


def _canon(character: str) -> str:
    shown = _WHITE.sub("", character)
    folded = shown if shown in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫" else unicodedata.normalize("NFKC", shown)
    return folded.translate(_COMPARED)


_CANON = Folding(_canon)


@lru_cache(maxsize=8192)
def strip_index(label: str) -> str:
    """A label without leading index numbers and 其中: (`（一）`, `1.`, `其中：`), in any order and number."""
    while True:
        folded = unicodedata.normalize("NFKC", label)
        if len(folded) != len(label):  # a folded character grew: cut on the folded text instead
            label = folded
        match = _INDEX.match(folded) or _OF_WHICH.match(folded)
        if match is None or match.end() >= len(label):
            return label
        label = label[match.end() :]


@lru_cache(maxsize=8192)
def header_form(text: str) -> str:
    """The canon form of a header cell without index, 其中 and a trailing unit note."""
    return strip_index(_UNIT_NOTE.sub("", canon(text)))
