"""The files of `vocabulary/`, which every process that reads documents loads once."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, Final

import yaml

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML was built with it: it takes a tenth of the time."""


def load_words(name: str) -> Any:
    """What a YAML file of the vocabulary holds."""
    text = files("pipeline.vocabulary").joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)
