"""What is shown of a long text: the piece that holds what was looked for."""

from __future__ import annotations

from pipeline.excerpt import excerpt


def test_the_piece_around_the_first_word_is_shown() -> None:
    text = "一" * 50 + "DRG改革" + "二" * 100
    shown = excerpt(text, ["二二", "drg"], before=5, length=12)
    assert shown == "…" + "一" * 5 + "DRG改革" + "二" * 2 + "…"


def test_a_short_text_is_shown_whole_and_a_missing_word_shows_the_beginning() -> None:
    assert excerpt("短文", ["没有"]) == "短文"
    assert excerpt("三" * 100, ["没有"], length=10) == "三" * 10 + "…"
