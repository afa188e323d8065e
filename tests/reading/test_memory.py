"""A long file is read page by page: its peak memory stays bounded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipeline.reading import READERS

LIMIT = 300 * 1024 * 1024
PROGRAM = """
import json, re, resource, sys
from pathlib import Path
from pipeline.reading import READERS, ReadingSettings
pages = cells = 0
for page in READERS[sys.argv[2]](ReadingSettings()).pages(Path(sys.argv[1])):
    pages += 1
    cells += sum(len(grid.cells) for grid in page.grids)
status = Path("/proc/self/status")
if status.exists():  # ru_maxrss would count the parent's memory at the time of the fork, which is that of all the tests
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) * 1024
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([pages, cells, peak]))
"""


@pytest.fixture(scope="module")
def long_pdf(tmp_path_factory: pytest.TempPathFactory, inbox_dir: Path) -> Path:
    """Three hundred pages: a bundled disclosure again and again."""
    path = tmp_path_factory.mktemp("long") / "long.pdf"
    whole = pdfium.PdfDocument.new()
    with pdfium.PdfDocument(sorted(inbox_dir.glob("*.pdf"))[-1]) as source:
        while len(whole) < 300:
            whole.import_pages(source, list(range(min(len(source), 300 - len(whole)))))
    whole.save(path)
    whole.close()
    return path


@pytest.mark.slow
@pytest.mark.parametrize("reader", sorted(READERS))
def test_300_pages_stay_under_300_megabytes(long_pdf: Path, root: Path, reader: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(long_pdf), reader], cwd=root, capture_output=True, text=True, check=True
    )
    pages, cells, peak = json.loads(done.stdout)
    assert pages == 300
    assert cells > 1000
    assert peak < LIMIT, f"{peak / 1024 / 1024:.0f} MB"
