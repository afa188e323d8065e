"""Where things are by default, relative to the project's top folder."""

from __future__ import annotations

from pathlib import Path
from typing import Final

INBOX: Final = Path("data/raw/inbox")
"""The drop folder."""

CORRECTIONS: Final = Path("data/corrections")
"""Corrections of printed figures, as YAML files."""

WAREHOUSE: Final = Path("data/warehouse/budget.duckdb")
"""The link under which the warehouse is published."""

EXPORTS: Final = Path("data/export")
"""The folder of exports, one folder a format."""

SOURCES: Final = Path("data/raw/sources.yaml")
"""Where disclosures come from."""

SNAPSHOTS: Final = Path("data/raw/snapshots")
"""Every content that ever came."""
