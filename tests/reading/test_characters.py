"""Look-alike characters are read as what they look like; everything else stays as printed."""

from __future__ import annotations

import pytest

from pipeline.reading.characters import readable


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("\u2f00\u2f06\u2f2f", "一二工"),
        ("公务用\u2ecb", "公务用车"),
        ("\u2ed3期", "长期"),
        ("\uf981", "女"),
        ("１２３．００", "１２３．００"),
        ("（境）费①％", "（境）费①％"),
        ("12\u200b.50\ufeff", "12.50"),
        ("1,234.50", "1,234.50"),
    ],
)
def test_readable(given: str, read: str) -> None:
    assert readable(given) == read
