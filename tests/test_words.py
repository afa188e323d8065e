"""The files of the vocabulary are read the same whichever parser PyYAML has."""

from __future__ import annotations

from importlib.resources import files

import pytest
import yaml

from pipeline.words import load_words

FOLDER = files("pipeline.vocabulary")
NAMES = sorted(entry.name for entry in FOLDER.iterdir() if entry.name.endswith(".yaml"))


@pytest.mark.parametrize("name", NAMES)
def test_libyaml_reads_what_the_python_parser_reads(name: str) -> None:
    assert load_words(name) == yaml.safe_load(FOLDER.joinpath(name).read_text(encoding="utf-8"))
