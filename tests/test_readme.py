"""The README is true: its query gives what it prints, and what it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.cli.summary import EXAMPLE
from pipeline.places import INBOX, WAREHOUSE

SHOWN = re.compile(r'yusuan sql "\n(?P<query>.*?)"\n(?P<output>┌.*?)\n```', re.S)


@pytest.fixture(scope="session")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def test_the_first_query_gives_what_is_shown(readme: str, warehouse: Path) -> None:
    shown = SHOWN.search(readme)
    assert shown is not None
    result = CliRunner().invoke(main, ["sql", shown["query"], "--warehouse", str(warehouse)])
    assert result.exit_code == 0
    assert result.output.rstrip() == shown["output"]


def test_a_run_ends_with_the_same_query(readme: str) -> None:
    shown = SHOWN.search(readme)
    assert shown is not None
    assert shown["query"] == EXAMPLE


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_links_and_make_targets_are_there(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(), re.M))
    assert set(re.findall(r"\bmake ([a-z]+)\b", text)) <= targets
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert [link for link in links if not (root / link).exists()] == []


def test_folders_and_files_named_are_there(readme: str, root: Path) -> None:
    folders = re.findall(r"`([a-z/]+/)`", readme)
    assert "pipeline/" in folders
    assert [folder for folder in folders if not (root / folder).is_dir()] == []
    assert str(INBOX) in readme
    assert str(WAREHOUSE) in readme
