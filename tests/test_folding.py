"""Text folded character by character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.folding import Folding
from pipeline.narrative.identity_words import squeeze as squeeze_lines
from pipeline.statements.text import canon, squeeze


def test_each_character_is_folded_when_it_is_first_met() -> None:
    asked: list[str] = []

    def fold(character: str) -> str:
        asked.append(character)
        return "" if character == " " else character.upper()

    table = Folding(fold)
    assert "a b a".translate(table) == "ABA"
    assert "b a".translate(table) == "BA"
    assert asked == ["a", " ", "b"]


@given(st.text(), st.text())
def test_what_is_folded_in_parts_is_folded_as_a_whole(first: str, second: str) -> None:
    for fold in (squeeze, canon, squeeze_lines):
        assert fold(first + second) == fold(first) + fold(second)


def test_full_width_forms_are_compared_half_width() -> None:
    assert canon("（一）“三公”　经费—２０２６〔表〕") == "(一)三公经费-2026(表)"
    assert squeeze_lines(" （１） 单位: 万元\n") == "（1）单位：万元"
