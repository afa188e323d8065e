"""The prose of a disclosure becomes data: whose it is, what changed and why, projects, procurement, assets, staff."""

from __future__ import annotations

from pipeline.narrative.model import NarrativeReading
from pipeline.narrative.reader import read_narrative

__all__ = ["NarrativeReading", "read_narrative"]
