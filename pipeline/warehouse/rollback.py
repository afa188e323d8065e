"""Going back to an earlier version: the link is moved, nothing is deleted and nothing is built."""

from __future__ import annotations

from pathlib import Path

from pipeline.warehouse.errors import WarehouseError
from pipeline.warehouse.locking import warehouse_lock
from pipeline.warehouse.publish import flip
from pipeline.warehouse.versions import Version, current_version, list_versions, published_chain


def rollback(link: Path, number: int | None = None) -> Version:
    """Publish an earlier version again: the one before the current one, or that with the number.

    `WarehouseError` where there is none; `WarehouseBusy` while a run is at work.
    """
    with warehouse_lock(link):
        target = _target(link, number)
        flip(link, target)
    return target


def _target(link: Path, number: int | None) -> Version:
    current = current_version(link)
    if current is None:
        raise WarehouseError(f"There is no published warehouse {link}.")
    if number is None:
        before = published_chain(link)[1:]
        if not before:
            raise WarehouseError(f"No version before {current.number} was kept.")
        return before[0]
    for version in list_versions(link):
        if version.number == number:
            return version
    kept = ", ".join(str(version.number) for version in list_versions(link))
    raise WarehouseError(f"Version {number} was not kept; there are {kept}.")
