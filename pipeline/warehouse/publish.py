"""Publishing: one atomic flip of a link, so that readers see the old version or the new one and nothing between."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.warehouse.errors import StaleVersion, WarehouseError
from pipeline.warehouse.locking import warehouse_lock
from pipeline.warehouse.settings import Settings
from pipeline.warehouse.versions import (
    Version,
    current_version,
    discard,
    list_versions,
    published_chain,
    version_of,
)

DEFAULTS = Settings()


def publish(path: Path, settings: Settings = DEFAULTS) -> Path:
    """Make a built version the one that new connections see, and return the link.

    `StaleVersion` if the published version is not the one this was made from. Older versions beyond
    `settings.keep_versions`, and versions built but never published, are deleted; readers that hold them go on.
    """
    version = version_of(path)
    if version is None or not path.is_file():
        raise WarehouseError(f"{path} is no built version of a warehouse")
    link = version.link
    with warehouse_lock(link):
        current = current_version(link)
        if current is not None and current.number == version.number:
            return link
        published = current.number if current else 0
        if published != version.after:
            raise StaleVersion(
                f"{version.name} was made from version {version.after}, but version {published} is published by now. "
                "Ingest the files again."
            )
        flip(link, version)
        _delete_old(link, settings.keep_versions)
    return link


def flip(link: Path, version: Version) -> None:
    """Point the link at a version, atomically and durably. Refuses to replace what is not a link."""
    if link.exists() and not link.is_symlink():
        raise WarehouseError(f"{link} is a file and not a link to a version; move it away or name another warehouse")
    fresh = link.with_name(f".{link.name}.{version.number}.link")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(os.path.relpath(version.path, link.parent))
    fresh.replace(link)
    sync_folder(link.parent)


def sync_file(path: Path) -> None:
    """Flush a file and the folder entry that names it to disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Flush a folder's entries to disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _delete_old(link: Path, keep: int) -> None:
    """Keep the newest `keep` published versions; versions newer than the published one are someone's work."""
    chain = published_chain(link)
    kept = {version.number for version in chain[: max(keep, 1)]}
    for version in list_versions(link):
        if version.number not in kept and version.number < chain[0].number:
            discard(version.path)
