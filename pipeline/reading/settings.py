"""The tolerances of reading, in PDF points unless they say otherwise, each with the reason for its value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """Measured on real disclosures: 9 to 12 pt text, rows from 8 pt, rules from 0.24 to 2 pt thick."""

    thick_fill: float = 2.0
    """A filled rectangle thicker than this both ways is a background; a thinner one is a rule drawn as a rectangle."""
    snap: float = 3.0
    """Parallel rules nearer than this are one rule (a border drawn twice, neighbouring cells' own borders)."""
    join: float = 3.0
    """Pieces of one rule with a gap up to this are one rule."""
    cross: float = 3.0
    """A rule that ends this near to another one meets it."""
    min_rule: float = 3.0
    """Shorter rules, after joining, are ornaments (corner squares, ticks)."""
    open_row: float = 4.0
    """Vertical rules that run this far past the outermost horizontal one leave an open row, which is closed."""
    open_column: float = 8.0
    """The same for horizontal rules past the outermost vertical one; larger, since borders overshoot sideways."""
    most_squares: int = 100_000
    """A lattice of more squares is a drawing (a chart, a map), no table: 1000 rows of 100 columns fit on no page."""
    straight: float = 1.0
    """A drawn path segment that deviates less than this from an axis is a rule."""
    word_gap: float = 0.3
    """Share of the glyph size: a wider gap between Chinese characters ends a word."""
    latin_gap: float = 0.215
    """The same beside a Latin letter, digit or sign: the narrowest spaces of common fonts are 0.22 to 0.28."""
    wide_gap: float = 1.5
    """Share of the glyph size: words of a line outside tables that stand further apart are joined with a space."""
    word_overlap: float = 0.6
    """Share of the glyph size: a glyph that starts this far before its predecessor's end begins a new word."""
    same_line: float = 0.5
    """Share of the glyph size: glyphs whose baselines differ less are on one line."""
    same_word: float = 0.4
    """Share of the glyph size: pieces of a word may sit on baselines that differ this much."""
    same_glyph: float = 0.15
    """Share of the glyph size: the same character drawn again this near is fake bold."""
    edge_slack: float = 1.0
    """What lies outside the visible page by more than this is not seen and not read."""


DEFAULT_SETTINGS = ReadingSettings()
