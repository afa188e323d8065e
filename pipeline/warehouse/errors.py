"""What can keep a version from being built or published, each with a message for a person."""

from __future__ import annotations


class WarehouseError(RuntimeError):
    """The published warehouse stays as it is."""


class NothingLoaded(WarehouseError):
    """A batch of which no document could be loaded builds no version."""


class WarehouseBusy(WarehouseError):
    """Another run is working on the same warehouse."""


class BrokenVersion(WarehouseError):
    """The built version does not keep the declarations: keys, references or counts."""


class StaleVersion(WarehouseError):
    """Another version was published since this one was built; publishing it would lose documents."""
