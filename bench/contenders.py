"""What is timed on the same pages, each in a process of its own: `python -m bench.contenders NAME FILES...`.

Prints one line of JSON: pages, seconds of wall time and of this process's CPU, and the peak of its resident memory.
Imports and vocabularies are loaded before the clock starts.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

Work = Callable[[Path], int]
"""Works through one file and gives its number of pages; `finish`, where it has one, is called once after all files."""


def plumber_tables() -> Work:
    """pdfplumber's own tables, nothing else."""
    import pdfplumber

    def work(path: Path) -> int:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_tables()
                page.close()
            return len(pdf.pages)

    return work


def tablers_tables() -> Work:
    """The tables of tablers, text included."""
    import tablers

    def work(path: Path) -> int:
        document = tablers.Document(str(path))
        for page in document.pages():
            tablers.find_tables(page, extract_text=True)
        return int(document.page_count)

    return work


def camelot_lattice() -> Work:
    """Ruled tables by camelot, from pictures of the pages."""
    import camelot

    def work(path: Path) -> int:
        import pypdfium2

        pdf = pypdfium2.PdfDocument(path)
        pages = len(pdf)
        pdf.close()
        camelot.read_pdf(str(path), pages="all", flavor="lattice", suppress_stdout=True)
        return pages

    return work


def reading(reader: str) -> Callable[[], Work]:
    """Words, rules, grids and lines of every page, with their boxes."""

    def make() -> Work:
        from pipeline.reading import read_document
        from pipeline.worker import collect_garbage_rarely

        collect_garbage_rarely()
        return lambda path: len(read_document(path, reader).pages)

    return make


def statements(reader: str) -> Callable[[], Work]:
    """Reading, identity and statements: the cells of every statement as frames that keep their declaration."""

    def make() -> Work:
        from pipeline.narrative.identity import read_identity
        from pipeline.performance.recognise import performance_grids
        from pipeline.reading import UnreadableFile, read_document
        from pipeline.rows import _flat
        from pipeline.statements import read_statements
        from pipeline.worker import collect_garbage_rarely
        from schemas import TABLES, Row, frame, validate

        collect_garbage_rarely()
        table = TABLES["staging.statement_cell"]
        rows: list[Row] = []

        def work(path: Path) -> int:
            try:
                document = read_document(path, reader)
            except UnreadableFile:
                return 0
            read = read_statements(document, read_identity(document), performance_grids(document))
            key = {"disclosure_id": document.sha256[:16], "file_name": document.file_name}
            rows.extend({**key, **_flat(cell)} for cell in read.cells)
            return len(document.pages)

        def validated() -> None:
            validate(table, frame(table, rows))
            rows.clear()

        work.finish = validated  # type: ignore[attr-defined]
        return work

    return make


def extraction(reader: str, *, witness: bool = True) -> Callable[[], Work]:
    """Everything that one file gives: statements, forms, prose, facts, number account and audit."""

    def make() -> Work:
        import pypdfium2

        from pipeline.audit.witness_settings import WitnessSettings
        from pipeline.extract import extract
        from pipeline.extraction import ExtractionSettings
        from pipeline.worker import collect_garbage_rarely

        collect_garbage_rarely()
        settings = ExtractionSettings(reader=reader, witness=WitnessSettings(enabled=witness))

        def work(path: Path) -> int:
            extract(path, settings)
            pdf = pypdfium2.PdfDocument(path)
            pages = len(pdf)
            pdf.close()
            return pages

        return work

    return make


CONTENDERS: Final[dict[str, Callable[[], Work]]] = {
    "pdfplumber extract_tables": plumber_tables,
    "camelot lattice": camelot_lattice,
    "tablers find_tables": tablers_tables,
    "reading, pdfplumber": reading("pdfplumber"),
    "reading, fast": reading("fast"),
    "reading + statements, pdfplumber": statements("pdfplumber"),
    "reading + statements, fast": statements("fast"),
    "all extraction, pdfplumber": extraction("pdfplumber", witness=False),
    "all extraction, fast": extraction("fast", witness=False),
    "all extraction, fast, second witness": extraction("fast"),
}
"""What can be timed, by name, in the order of the table."""


def peak_memory() -> int:
    """The greatest resident memory of this program so far in bytes; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def main(name: str, warm_up: Path, paths: list[Path]) -> None:
    """Time one contender on the files, after a file that does not count."""
    work = CONTENDERS[name]()
    finish = getattr(work, "finish", lambda: None)
    work(warm_up)
    finish()
    wall, cpu = time.perf_counter(), time.process_time()
    pages = sum(work(path) for path in paths)
    finish()
    print(
        json.dumps(
            {
                "pages": pages,
                "seconds": time.perf_counter() - wall,
                "cpu": time.process_time() - cpu,
                "peak": peak_memory(),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
