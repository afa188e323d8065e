"""Performance tables (绩效目标表, 绩效自评表) become goals, indicators and the money behind them.

`read_performance` reads a document's tables; `performance_grids` only says which grids are such tables.
"""

from __future__ import annotations

from pipeline.performance.model import (
    PerformanceFunding,
    PerformanceGoal,
    PerformanceIndicator,
    PerformanceReading,
)
from pipeline.performance.read import read_performance
from pipeline.performance.recognise import find_tables, performance_grids

__all__ = [
    "PerformanceFunding",
    "PerformanceGoal",
    "PerformanceIndicator",
    "PerformanceReading",
    "find_tables",
    "performance_grids",
    "read_performance",
]
