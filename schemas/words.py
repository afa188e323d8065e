"""The files of `pipeline/vocabulary`, and any other YAML: read in one place, for the library too."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, Final

import yaml

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML was built with it: it takes a tenth of the time."""


def parse_yaml(text: str) -> Any:
    """What a YAML text holds. Raises `yaml.YAMLError`."""
    return yaml.load(text, Loader=_LOADER)


def load_words(name: str) -> Any:
    """What a YAML file of the vocabulary holds."""
    return parse_yaml(files("pipeline").joinpath("vocabulary", name).read_text(encoding="utf-8"))
