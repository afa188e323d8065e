"""What a build may use, and how many versions stay."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits of the writing DuckDB process: what exceeds the memory waits on disk.

    `keep_versions` counts published versions, the current one included.
    """

    memory_limit: str = "3GB"
    threads: int = 2
    keep_versions: int = 5
