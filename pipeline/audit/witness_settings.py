"""How much of a document the second witness (`pipeline.audit.witness`) reads again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class WitnessSettings:
    """How much is read again. `enabled` false: nothing."""

    enabled: bool = True
    sample: float = 0.01
    """Share of the pages without reason for doubt that are read again."""
    most_doubtful: int = 8
    """Of the pages that give reason for doubt no more than these are read again in one document."""
    most_sampled: int = 3
    """Of the others no more than these."""


DEFAULT_WITNESS: Final = WitnessSettings()
