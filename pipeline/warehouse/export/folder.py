"""The folder of an export: whole or not there, and never in the place of someone else's files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = ".yusuan-export"
"""An empty file in every export: what lies in such a folder may be replaced by the next one."""


class ExportError(Exception):
    """An export that cannot be made, in words for a person."""


@contextmanager
def fresh_folder(out: Path) -> Iterator[Path]:
    """A folder to write into, which becomes `out` when the block ends well."""
    if out.exists() and not _replaceable(out):
        raise ExportError(f"{out} holds files that are no export; name another folder with --out")
    work = out.with_name(f".{out.name}.partial")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        (work / MARK).touch()
        yield work
        if out.exists():
            shutil.rmtree(out)
        work.rename(out)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _replaceable(out: Path) -> bool:
    return out.is_dir() and ((out / MARK).exists() or not any(out.iterdir()))
