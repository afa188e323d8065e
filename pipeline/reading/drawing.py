"""Collects what one page draws: the same rules about rectangles, paths and clips for every PDF reader."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.reading.model import Box
from pipeline.reading.settings import ReadingSettings
from pipeline.reading.shapes import MIDDLE, Glyph, Mark, Stroke, Strokes, is_hidden

Point = tuple[float, float]
Subpath = Sequence[tuple[float, float, bool]]
"""Points of a path in order; the flag is true where a straight line leads to the point, false after a curve or move."""


class Drawing:
    """The characters and straight strokes of a page of `width` by `height` points."""

    def __init__(self, width: float, height: float, settings: ReadingSettings) -> None:
        self.width = width
        self.height = height
        self.settings = settings
        self.glyphs: list[Glyph] = []
        self.sideways: list[Mark] = []
        self.strokes = Strokes([], [])

    def narrow(self, clip: Box | None, area: Box) -> Box | None:
        """The clip after another one is laid over it; None while it leaves the whole page in sight."""
        if clip is not None:
            area = Box(
                max(clip.x0, area.x0),
                max(clip.top, area.top),
                max(min(clip.x1, area.x1), max(clip.x0, area.x0)),
                max(min(clip.bottom, area.bottom), max(clip.top, area.top)),
            )
        slack = self.settings.edge_slack
        if (
            area.x0 <= slack
            and area.top <= slack
            and area.x1 >= self.width - slack
            and area.bottom >= self.height - slack
        ):
            return None
        return area

    def add_character(self, mark: Mark) -> None:
        """Add a character; spaces are gaps and need no place of their own."""
        x, y, advance, size, text, direction, clip = mark
        if not text or text.isspace() or size <= 0:
            return
        if direction != 0:
            self.sideways.append(mark)
        elif clip is None:
            self.glyphs.append(Glyph(x, x + advance, y, size, text))
        else:
            hidden = is_hidden(x + advance / 2, y - MIDDLE * size, clip, self.settings.edge_slack)
            self.glyphs.append(Glyph(x, x + advance, y, size, text, clip, hidden))

    def add_path(self, subpaths: Sequence[Subpath], stroked: bool, filled: bool, clip: Box | None) -> None:
        """Add a painted path. Stroked: its straight pieces. Only filled: a rule where it is thin, else a background."""
        for points in subpaths:
            if stroked:
                for (x0, y0, _), (x1, y1, straight) in pairwise(points):
                    if straight:
                        self.add_line(x0, y0, x1, y1, clip)
            elif filled and len(points) > 1:
                xs, ys = [point[0] for point in points], [point[1] for point in points]
                self.add_fill(min(xs), min(ys), max(xs), max(ys), clip)

    def add_line(self, x0: float, y0: float, x1: float, y1: float, clip: Box | None) -> None:
        """Add a stroked straight line: a rule where it runs along an axis."""
        dx, dy = abs(x1 - x0), abs(y1 - y0)
        if dy <= self.settings.straight and dx >= dy:
            self._horizontal((y0 + y1) / 2, min(x0, x1), max(x0, x1), clip)
        elif dx <= self.settings.straight:
            self._vertical((x0 + x1) / 2, min(y0, y1), max(y0, y1), clip)

    def add_fill(self, x0: float, y0: float, x1: float, y1: float, clip: Box | None) -> None:
        """Add a filled area: a thin one is a rule along its middle; a speck (between borders) is one both ways."""
        if y1 - y0 <= self.settings.thick_fill:
            self._horizontal((y0 + y1) / 2, x0, x1, clip)
        if x1 - x0 <= self.settings.thick_fill:
            self._vertical((x0 + x1) / 2, y0, y1, clip)

    def _horizontal(self, y: float, x0: float, x1: float, clip: Box | None) -> None:
        if clip is not None:
            if not clip.top - self.settings.edge_slack <= y <= clip.bottom + self.settings.edge_slack:
                return
            x0, x1 = max(x0, clip.x0), min(x1, clip.x1)
        stroke = _on_page(y, x0, x1, self.height, self.width, self.settings.edge_slack)
        if stroke is not None:
            self.strokes.horizontal.append(stroke)

    def _vertical(self, x: float, y0: float, y1: float, clip: Box | None) -> None:
        if clip is not None:
            if not clip.x0 - self.settings.edge_slack <= x <= clip.x1 + self.settings.edge_slack:
                return
            y0, y1 = max(y0, clip.top), min(y1, clip.bottom)
        stroke = _on_page(x, y0, y1, self.width, self.height, self.settings.edge_slack)
        if stroke is not None:
            self.strokes.vertical.append(stroke)


def _on_page(pos: float, lo: float, hi: float, pos_limit: float, end_limit: float, slack: float) -> Stroke | None:
    """The part of a stroke on the visible page; a border just outside it is moved onto the page's edge."""
    lo, hi = max(lo, 0.0), min(hi, end_limit)
    if lo > hi or pos < -slack or pos > pos_limit + slack:
        return None
    return Stroke(min(max(pos, 0.0), pos_limit), lo, hi)
