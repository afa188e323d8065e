"""The files of `vocabulary/`, which every process that reads documents loads once.

The loader is that of `schemas`, which names its keys from there and imports nothing of the library.
"""

from __future__ import annotations

from schemas.words import load_words, parse_yaml

__all__ = ["load_words", "parse_yaml"]
