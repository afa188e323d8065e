"""Performance tables (绩效目标表, 绩效自评表) become goals, indicators and the money behind them."""

from __future__ import annotations

from pipeline.performance.recognise import find_tables, performance_grids

__all__ = ["find_tables", "performance_grids"]
