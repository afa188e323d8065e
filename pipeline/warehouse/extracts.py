"""What was read from each file, kept by content and extractor version, so that known content is read once.

`<folder>/<extractor version>/<sha256[:2]>/<sha256><suffix>.json.zst`, one file for each document. Rows are kept column
by column as JSON with Zstandard; decimals, dates and times are kept as text, marked as what they are, and come back
exactly. The file name, the time of arrival and the address are not part of it: they belong to where the content was
found, and are put on the rows when these are taken out. The suffix is part of the key, because what a file cannot be is
told by its name.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from pipeline.extraction import Extraction, QuarantineRow
from pipeline.fingerprint import extractor_version
from pipeline.sources.folder import SourceFile
from schemas.rows import Columns, Row

FOLDER: Final = "extracts"
_FORMAT: Final = 2
_READABLE: Final = (1, 2)
"""Format 1 has a mark on each decimal, date and time, format 2 on a column of nothing else."""
_ENDING: Final = ".json.zst"
_READERS: Final[Mapping[str, Callable[[str], object]]] = {
    "decimal": Decimal,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
}
_KINDS: Final[Mapping[type, str]] = {Decimal: "decimal", datetime: "datetime", date: "date"}
_KEPT_VERSIONS: Final = 2


class DamagedExtract(Exception):
    """A kept result that is not there or cannot be read; its content can be read again."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept result that is loaded when it is needed, so that a batch of any size takes little memory."""

    file: SourceFile
    extracts: Extracts

    @property
    def sha256(self) -> str:
        """The content's hash."""
        return self.file.sha256

    @property
    def file_name(self) -> str:
        """What the file is called."""
        return self.file.file_name

    def load(self) -> Extraction:
        """The result itself."""
        return self.extracts.load(self.file)


@dataclass(frozen=True, slots=True)
class Extracts:
    """The kept results of one extractor version below `folder`."""

    folder: Path
    version: str

    @classmethod
    def beside(cls, warehouse: Path, variant: str = "") -> Extracts:
        """The results kept beside a warehouse, of the extractor that runs now (with other settings: `variant`)."""
        return cls(warehouse.parent / FOLDER, extractor_version(variant))

    def path(self, file: SourceFile) -> Path:
        """Where the result of a file's content is or will be kept."""
        suffix = Path(file.file_name).suffix.lower()
        suffix = suffix if suffix[1:].isalnum() and suffix.isascii() and len(suffix) < 8 else ""
        return self.folder / self.version / file.sha256[:2] / f"{file.sha256}{suffix}{_ENDING}"

    def has(self, file: SourceFile) -> bool:
        """Whether the content was read by this extractor."""
        return self.path(file).is_file()

    def save(self, file: SourceFile, extraction: Extraction) -> None:
        """Keep a result; a reader of the same name sees the old one or the new one in full."""
        save(self.path(file), extraction)

    def load(self, file: SourceFile) -> Extraction:
        """The kept result with the file's name, arrival and address on its rows. Raises `DamagedExtract`."""
        return named(load(self.path(file)), file, self.version)

    def retry(self, sha256: str) -> int:
        """Put a result aside, so that the content is read again; its attempts are counted on. Gives how many it was."""
        kept = list((self.folder / self.version / sha256[:2]).glob(f"{sha256}*{_ENDING}"))
        for path in kept:
            path.replace(_before(path))
        return len(kept)

    def prune(self) -> None:
        """Delete the results of other extractor versions, the latest aside (in case a release is taken back)."""
        if not self.folder.is_dir():
            return
        others = [path for path in self.folder.iterdir() if path.is_dir() and path.name != self.version]
        for path in sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)[_KEPT_VERSIONS - 1 :]:
            shutil.rmtree(path, ignore_errors=True)


def named(extraction: Extraction, file: SourceFile, version: str) -> Extraction:
    """An extraction's rows as those of this file: its name, when it arrived and where it came from."""
    quarantine = extraction.quarantine
    if quarantine is not None:
        told = replace(quarantine, file_name=file.file_name, seen_at=file.arrived, extractor_version=version)
        return replace(extraction, file_name=file.file_name, rows={}, quarantine=told)
    rows = dict(extraction.rows)
    name: dict[str, object] = {"file_name": file.file_name}
    origin = {"ingested_at": file.arrived, "source_uri": file.source_uri, "extractor_version": version}
    for table, values in (("staging.statement_cell", name), ("dim_disclosure", name | origin)):
        rows[table] = Columns.of(rows.get(table, [])).with_each(values)
    return replace(extraction, file_name=file.file_name, rows=rows)


def save(path: Path, extraction: Extraction) -> None:
    """Write one result, complete or not at all."""
    quarantine = extraction.quarantine
    if quarantine is not None and _before(path).exists():
        earlier = load(_before(path)).quarantine
        quarantine = replace(quarantine, attempts=quarantine.attempts + (earlier.attempts if earlier else 1))
    content = {
        "format": _FORMAT,
        "disclosure_id": extraction.disclosure_id,
        "file_name": extraction.file_name,
        "sha256": extraction.sha256,
        "quarantine": None if quarantine is None else _quarantine(quarantine),
        "tables": {name: _columns(rows) for name, rows in extraction.rows.items()},
    }
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    work = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with pa.CompressedOutputStream(str(work), "zstd") as stream:
            stream.write(data)
        _flush(work)  # else a power cut could leave the name without the content
        work.replace(path)
        _before(path).unlink(missing_ok=True)
    finally:
        work.unlink(missing_ok=True)


def load(path: Path) -> Extraction:
    """Read one result as it was saved. Raises `DamagedExtract`."""
    try:
        with pa.CompressedInputStream(pa.OSFile(str(path)), "zstd") as stream:
            content = json.loads(stream.read())
        if content["format"] not in _READABLE:
            raise ValueError(f"it is of format {content['format']}; this program reads {_READABLE}")
        kept = content["quarantine"]
        return Extraction(
            content["disclosure_id"],
            content["file_name"],
            content["sha256"],
            {name: _rows(table) for name, table in content["tables"].items()},
            None if kept is None else QuarantineRow(**kept | {"seen_at": datetime.fromisoformat(kept["seen_at"])}),
        )
    except (OSError, ValueError, LookupError, TypeError, ArithmeticError) as error:
        raise DamagedExtract(f"{path.name} cannot be used: {type(error).__name__}: {error}") from error


def _flush(path: Path) -> None:
    """Put a file's content on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _before(path: Path) -> Path:
    """Where a result waits that is to be replaced by another attempt."""
    return path.with_name(f"{path.name}.retry")


def _quarantine(row: QuarantineRow) -> dict[str, object]:
    return {**asdict(row), "seen_at": row.seen_at.isoformat()}


def _columns(rows: Sequence[Row]) -> dict[str, Any]:
    """Rows that share their columns as lists of values by column; else the rows one by one."""
    names = list(rows[0]) if rows else []
    if any(list(row) != names for row in rows):
        return {"rows": [{name: _encode(value) for name, value in row.items()} for row in rows]}
    columns = {name: [row[name] for row in rows] for name in names}
    kinds = {name: kind for name, values in columns.items() if (kind := _kind(values))}
    encode = {name: _text if name in kinds else _encode for name in names}
    encoded = {name: list(map(encode[name], values)) for name, values in columns.items()}
    return {"length": len(rows), "columns": encoded, "kinds": kinds}


def _kind(values: Sequence[object]) -> str:
    """The kind of a column that holds decimals, or days, or times and None only; '' of any other."""
    types = set(map(type, values)) - {type(None)}
    return _KINDS.get(types.pop(), "") if len(types) == 1 else ""


def _rows(table: Mapping[str, Any]) -> Sequence[Row]:
    if "rows" in table:
        return [{name: _decode(value) for name, value in row.items()} for row in table["rows"]]
    kinds: Mapping[str, str] = table.get("kinds", {})
    values = {name: _values(column, kinds.get(name, "")) for name, column in table["columns"].items()}
    return Columns(values, table["length"])


def _values(column: list[Any], kind: str) -> list[object]:
    """A column's values; most columns have none that was kept as text."""
    if kind:
        read = _READERS[kind]
        return [None if value is None else read(value) for value in column]
    return [_decode(value) for value in column] if dict in set(map(type, column)) else column


def _encode(value: object) -> object:
    """A value as JSON knows it; anything that would not come back as it was is an error."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if kind := _KINDS.get(type(value)):
        return {kind: _text(value)}
    raise TypeError(f"a value of type {type(value).__name__} cannot be kept")


def _text(value: object) -> str | None:
    """A decimal, date or time as text."""
    return value.isoformat() if isinstance(value, date) else None if value is None else str(value)


def _decode(value: Any) -> object:
    if not isinstance(value, dict):
        return value
    ((kind, text),) = value.items()
    return _READERS[kind](text)
