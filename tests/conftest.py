"""Fixtures that every test may use: where the bundled and the optional test data are."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract import extract
from pipeline.extraction import Extraction
from pipeline.warehouse import build, publish

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def _optional(folder: Path) -> Path:
    if not folder.is_dir():
        pytest.skip(f"optional test data is not there: ../shared/{folder.name}")
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's top folder."""
    return ROOT


@pytest.fixture(scope="session")
def inbox_dir(root: Path) -> Path:
    """The drop folder with the five bundled disclosures."""
    return root / "data" / "raw" / "inbox"


@pytest.fixture(scope="session")
def extractions(inbox_dir: Path) -> dict[str, Extraction]:
    """What the bundled disclosures give, by file name."""
    return {path.name: extract(path) for path in sorted(inbox_dir.glob("*.pdf"))}


@pytest.fixture(scope="session")
def warehouse(extractions: dict[str, Extraction], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published warehouse of the bundled disclosures; for reading only."""
    folder = tmp_path_factory.mktemp("warehouse")
    return publish(build(extractions.values(), previous=None, target_dir=folder))


@pytest.fixture(scope="session")
def seeds_dir() -> Path:
    """Text conversions of the bundled disclosures; skips where they are not there."""
    return _optional(SHARED / "seeds")


@pytest.fixture(scope="session")
def corpus_dir() -> Path:
    """Real disclosures of many agencies; skips where they are not there."""
    return _optional(SHARED / "corpus")
