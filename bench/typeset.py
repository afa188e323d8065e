"""Synthetic budgets as PDF: ruled tables with wrapped names and headers on every page, prose, a cover, contents.

Glyphs come from reportlab's built-in Chinese CID font, so that no font file is needed and a page takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from bench.budgets import Budget, Line, Statement, printed

FONT = "STSong-Light"
SIZE = 9
WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 50.0, WIDTH - 50.0, HEIGHT - 60.0, 60.0
ROW = 16.0
LEADING = 11.0
PROSE_LEADING = 20.0
PROSE_SIZE = 12

Row = tuple[str, ...]


def write_pdf(budget: Budget, folder: Path) -> Path:
    """Write one budget; the same budget gives the same bytes."""
    path = folder / budget.file_name
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    _cover(canvas, budget)
    _prose(
        canvas,
        "第一部分 部门概况",
        (f"{budget.org_name}主要职能是贯彻执行国家有关法律法规和方针政策，组织实施并监督检查。",) * 6,
    )
    for number, statement in enumerate(budget.statements, start=1):
        _statement(canvas, budget, number, statement)
    _prose(canvas, "第三部分 部门预算情况说明", budget.prose)
    canvas.save()
    return path


def _cover(canvas: Canvas, budget: Budget) -> None:
    canvas.setFont(FONT, 22)
    canvas.drawCentredString(WIDTH / 2, HEIGHT / 2 + 40, budget.org_name)
    canvas.drawCentredString(WIDTH / 2, HEIGHT / 2, f"{budget.year}年部门预算公开")
    canvas.showPage()
    titles = [f"{number}、{statement.title}" for number, statement in enumerate(budget.statements, start=1)]
    _prose(canvas, "目录", titles)


def _prose(canvas: Canvas, heading: str, paragraphs: Iterable[str]) -> None:
    lines = [heading]
    per_line = int((RIGHT - LEFT) // PROSE_SIZE)
    for paragraph in paragraphs:
        text = f"　　{paragraph}"
        lines += [text[start : start + per_line] for start in range(0, len(text), per_line)]
    per_page = int((TOP - BOTTOM) // PROSE_LEADING)
    for start in range(0, len(lines), per_page):
        canvas.setFont(FONT, PROSE_SIZE)
        for place, line in enumerate(lines[start : start + per_page]):
            canvas.drawString(LEFT, TOP - place * PROSE_LEADING, line)
        canvas.showPage()


def _statement(canvas: Canvas, budget: Budget, number: int, statement: Statement) -> None:
    header, rows, widths = _table(statement)
    left = rows
    first = True
    while first or left:
        canvas.setFont(FONT, SIZE)
        canvas.drawString(LEFT, TOP + 24, f"表{number}" if first else "")
        if first:
            canvas.setFont(FONT, 14)
            canvas.drawCentredString(WIDTH / 2, TOP + 10, statement.title)
            canvas.setFont(FONT, SIZE)
            canvas.drawString(LEFT, TOP - 10, f"编制部门：{budget.org_name}")
            canvas.drawRightString(RIGHT, TOP - 10, "单位：万元")
        left = _rows(canvas, TOP - 18, header, left, widths, statement.note)
        canvas.showPage()
        first = False


def _table(statement: Statement) -> tuple[Row, Sequence[Row], Sequence[float]]:
    """Header, rows of texts, and column widths in points."""
    headers = [title for _, title in statement.columns]
    if statement.name == "income_expenditure_summary":
        return ("项目", "预算数", "科目名称", "预算数"), _side_by_side(statement.lines), (150, 90, 160, 95)
    names: tuple[str, ...] = ("科目编码", "科目名称")
    widths: list[float] = [60, 150]
    if statement.name == "general_budget_project":
        names, widths = (*names, "项目名称"), [55, 120, 90]
    if statement.name == "three_public":
        names, widths = ("“三公”经费支出内容",), [200]
    rest = (RIGHT - LEFT - sum(widths)) / len(headers)
    rows = [
        (*_names(statement, line), *(printed(line.amounts[name]) for name, _ in statement.columns))
        for line in statement.lines
    ]
    return (*names, *headers), rows, [*widths, *[rest] * len(headers)]


def _names(statement: Statement, line: Line) -> Row:
    if statement.name == "three_public":
        return (line.label,)
    return (
        (line.code, line.label, line.project) if statement.name == "general_budget_project" else (line.code, line.label)
    )


def _side_by_side(lines: Sequence[Line]) -> list[Row]:
    """Items left and right from the top, the totals in the last row."""
    sides = [
        [
            (f"{line.code} {line.label}".strip(), printed(line.amounts["total"]))
            for line in lines
            if line.section == side
        ]
        for side in ("income", "expenditure")
    ]
    height = max(map(len, sides))
    filled = [[*side[:-1], *[("", "")] * (height - len(side)), side[-1]] for side in sides]
    return [(*one, *other) for one, other in zip(*filled, strict=True)]


def _rows(
    canvas: Canvas, top: float, header: Row, rows: Sequence[Row], widths: Sequence[float], note: str
) -> Sequence[Row]:
    """Draw header and as many rows as the page takes; the rows that are left."""
    xs = [LEFT]
    for width in widths:
        xs.append(xs[-1] + width)
    ys = [top]
    drawn = -1
    for row in (header, *rows):
        cells = [_wrapped(text, width) for text, width in zip(row, widths, strict=True)]
        height = ROW + LEADING * (max(map(len, cells)) - 1)
        if ys[-1] - height < BOTTOM:
            break
        for place, lines in enumerate(cells):
            for line_no, line in enumerate(lines):
                y = ys[-1] - 11 - LEADING * line_no
                if drawn >= 0 and line.replace(".", "").isdigit() and "." in line:
                    canvas.drawRightString(xs[place + 1] - 3, y, line)
                else:
                    canvas.drawString(xs[place] + 3, y, line)
        ys.append(ys[-1] - height)
        drawn += 1
    canvas.setLineWidth(0.5)
    canvas.grid(xs, ys)
    if note:
        per_line = int((RIGHT - LEFT) // SIZE)
        for place, start in enumerate(range(0, len(note), per_line)):
            canvas.drawString(LEFT, ys[-1] - 20 - 14 * place, note[start : start + per_line])
    return rows[drawn:]


def _wrapped(text: str, width: float) -> list[str]:
    """A cell's lines: Chinese breaks anywhere, a figure or code nowhere."""
    per_line = max(int((width - 6) // SIZE), 1)
    if text.isascii() or len(text) <= per_line:
        return [text]
    if " " in text:  # a code before the name is half as wide as Chinese
        per_line += 2
    return [text[start : start + per_line] for start in range(0, len(text), per_line)]
