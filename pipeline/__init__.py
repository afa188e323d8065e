"""Yusuan's library: pure functions on typed values, from a file to warehouse rows. Nothing here knows Dagster."""

__version__ = "0.1.0"
