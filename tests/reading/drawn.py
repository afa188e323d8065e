"""PDFs drawn operator by operator, so that each way of drawing a table can be tested alone.

Positions are points from the top left of the media box, downwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from pipeline.reading.model import Grid, Page


@dataclass
class DrawnPage:
    """One page; its methods add operators and return the page, so that calls can be chained."""

    width: float = 400
    height: float = 300
    rotate: int = 0
    left: float = 0
    bottom: float = 0
    crop: tuple[float, float, float, float] | None = None
    operators: list[str] = field(default_factory=list)
    form: list[str] | None = None

    def _y(self, top: float) -> float:
        return self.bottom + self.height - top

    def raw(self, operators: str) -> DrawnPage:
        """Add operators as they are."""
        self.operators.append(operators)
        return self

    def line(self, x0: float, top0: float, x1: float, top1: float) -> DrawnPage:
        """A stroked line."""
        return self.raw(f"{x0 + self.left} {self._y(top0)} m {x1 + self.left} {self._y(top1)} l S")

    def rectangle(self, x0: float, top: float, x1: float, bottom: float, paint: str = "f") -> DrawnPage:
        """A rectangle, filled (f), stroked (S), both (B) or as a clip (`W n`)."""
        return self.raw(f"{x0 + self.left} {self._y(bottom)} {x1 - x0} {bottom - top} re {paint}")

    def text(self, x: float, base: float, text: str, size: float = 10) -> DrawnPage:
        """Latin text with its baseline at `base`."""
        return self.raw(f"BT /F1 {size} Tf {x + self.left} {self._y(base)} Td ({text}) Tj ET")

    def sideways(self, x: float, base: float, text: str, size: float = 10) -> DrawnPage:
        """Text that runs upwards from (x, base)."""
        return self.raw(f"BT /F1 {size} Tf 0 1 -1 0 {x + self.left} {self._y(base)} Tm ({text}) Tj ET")

    def lattice(self, xs: list[float], tops: list[float]) -> DrawnPage:
        """All rules of a table."""
        for top in tops:
            self.line(xs[0], top, xs[-1], top)
        for x in xs:
            self.line(x, tops[0], x, tops[-1])
        return self

    def numbers(self, xs: list[float], tops: list[float], size: float = 10) -> DrawnPage:
        """A text `row.column` (from 0) in every square."""
        for row, (top, bottom) in enumerate(pairwise(tops)):
            for column, x in enumerate(xs[:-1]):
                self.text(x + 3, (top + bottom) / 2 + 0.38 * size, f"{row}.{column}", size)
        return self


def write_pdf(path: Path, *pages: DrawnPage, trailer: str = "") -> Path:
    """Write the pages to a PDF file with a correct cross-reference table."""
    kids, bodies = (
        [],
        ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"],
    )
    for page in pages:
        content = "\n".join(page.operators)
        bodies.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        stream = len(bodies)
        resources = "/Font << /F1 3 0 R >>"
        if page.form is not None:
            form = "\n".join(page.form)
            bodies.append(
                f"<< /Type /XObject /Subtype /Form /BBox [0 0 1000 1000] /Resources << /Font << /F1 3 0 R >> >> "
                f"/Length {len(form)} >>\nstream\n{form}\nendstream"
            )
            resources += f" /XObject << /X1 {len(bodies)} 0 R >>"
        box = f"{page.left} {page.bottom} {page.left + page.width} {page.bottom + page.height}"
        crop = "/CropBox [{} {} {} {}]".format(*page.crop) if page.crop else ""
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] {crop} /Rotate {page.rotate} "
            f"/Contents {stream} 0 R /Resources << {resources} >> >>"
        )
        kids.append(f"{len(bodies)} 0 R")
    bodies[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    path.write_bytes(out)
    return path


def table(grid: Grid) -> list[list[str | None]]:
    """The texts of a grid by row and column: a merged cell's text where it begins, None where it goes on."""
    rows: list[list[str | None]] = [[None] * grid.n_cols for _ in range(grid.n_rows)]
    for cell in grid.cells:
        rows[cell.row][cell.col] = cell.text
    return rows


def lines(page: Page) -> list[str]:
    """The texts of a page outside its grids."""
    return [line.text for line in page.lines]
