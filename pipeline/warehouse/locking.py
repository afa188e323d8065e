"""One run at a time on one warehouse."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.warehouse.errors import WarehouseBusy

_held: set[Path] = set()


@contextmanager
def warehouse_lock(link: Path) -> Iterator[None]:
    """Hold the warehouse's lock; `WarehouseBusy` if another run holds it. Calls inside one another are one run.

    The lock is the kernel's: it ends with the process that holds it, however that ends. The file stays behind.
    """
    path = link.parent.resolve() / f".{link.name}.lock"
    if path in _held:
        yield
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _acquire(descriptor, link)
        _held.add(path)
        yield
    finally:
        _held.discard(path)
        os.close(descriptor)


def _acquire(descriptor: int, link: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(descriptor, 32, 0).decode(errors="replace").strip() or "unknown"
        raise WarehouseBusy(
            f"Another run (process {holder}) is working on {link.name}; this one stops, so that no document is lost. "
            "Start it again when the other has ended."
        ) from None
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
