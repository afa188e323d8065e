"""Prose set in lines and pages the way Word prints it: first lines indented, full lines justified."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.narrative.changes import ParagraphReading, read_paragraph
from pipeline.narrative.context import Section
from pipeline.narrative.facts import DocumentFacts
from pipeline.narrative.function_classes import FunctionClasses
from pipeline.narrative.model import NarrativeReading
from pipeline.narrative.reader import read_narrative
from pipeline.narrative.subjects import SubjectReader
from pipeline.reading.model import Box, Document, Line, Page, Word

SIZE = 14.0
LEFT, TOP, LEADING = 90.0, 72.0, 28.0
ORG = "某市审计局"
CLASSES = (
    ("201", "一般公共服务支出"),
    ("20108", "审计事务"),
    ("2010801", "行政运行"),
    ("20140", "信访事务"),
    ("2014001", "行政运行"),
    ("2014099", "其他信访事务支出"),
    ("205", "教育支出"),
    ("208", "社会保障和就业支出"),
    ("20805", "行政事业单位养老支出"),
    ("2080501", "行政单位离退休"),
    ("210", "卫生健康支出"),
    ("21015", "医疗保障管理事务"),
    ("2101501", "行政运行"),
    ("223", "国有资本经营预算支出"),
)


def typeset(
    paragraphs: Sequence[str], *, width: int = 28, lines_per_page: int = 20, head: str = "", numbered: bool = False
) -> Document:
    """The paragraphs as a document: `width` characters a line, two of indent; a running head and page numbers."""
    lines = [line for paragraph in paragraphs for line in _wrapped(paragraph, width)]
    pages = [lines[start : start + lines_per_page] for start in range(0, len(lines), lines_per_page)] or [[]]
    return Document("x.pdf", "0" * 64, 1, "application/pdf", tuple(_pages(pages, head, numbered)))


def _pages(pages: list[list[tuple[int, str]]], head: str, numbered: bool) -> Iterator[Page]:
    for number, body in enumerate(pages, start=1):
        printed = [_line(text, indent, TOP + row * LEADING) for row, (indent, text) in enumerate(body)]
        if head:
            printed.insert(0, _line(head, 0, 20.0))
        if numbered:
            printed.append(_line(f"— {number} —", 14, 800.0))
        words = tuple(Word(line.text, line.box) for line in printed)
        yield Page(number, 595.0, 842.0, words, (), (), tuple(printed))


def _wrapped(paragraph: str, width: int) -> list[tuple[int, str]]:
    first, rest = paragraph[: width - 2], paragraph[width - 2 :]
    return [(2, first), *((0, rest[start : start + width]) for start in range(0, len(rest), width))]


def _line(text: str, indent: int, top: float) -> Line:
    x0 = LEFT + indent * SIZE
    return Line(text, Box(x0, top, x0 + SIZE * len(text), top + SIZE))


def subjects() -> SubjectReader:
    """A reader of subjects that knows a few function classes."""
    return SubjectReader(FunctionClasses(CLASSES), ORG)


def read_text(text: str, *, final: bool = False, headings: tuple[str, ...] = ()) -> ParagraphReading:
    """A single paragraph read by the grammar of comparisons."""
    return read_paragraph(text, Section(headings=headings, is_final=final), subjects())


def read_prose(paragraphs: Sequence[str], *, stage: str = "budget", year: int | None = None) -> NarrativeReading:
    """A whole narrative, set in lines and read."""
    return read_narrative(typeset(paragraphs), DocumentFacts(org_name=ORG, stage=stage, fiscal_year=year), CLASSES)


def wan(printed: str) -> Decimal:
    """万元 as yuan."""
    return Decimal(printed) * 10_000
