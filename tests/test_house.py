"""The house keeps its rules: the top level, which way imports point, the lock, and what may not be in a file."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP_LEVEL = {
    ".ci",
    ".gitignore",
    ".pre-commit-config.yaml",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "assets",
    "bench",
    "data",
    "deploy",
    "docs",
    "pipeline",
    "pyproject.toml",
    "requirements.lock",
    "schemas",
    "tests",
    "workspace.yaml",
}
LAYERS = {
    "schemas": set(),
    "pipeline": {"schemas"},
    "assets": {"pipeline", "schemas"},
}
"""What each package may import of the others."""

IMPORTS_ASSETS = {"pipeline/cli/ingest.py"}
"""The one place of the library that starts the assets, inside a function."""

FORBIDDEN = {
    "a mobile number": re.compile(r"(?<![0-9a-f])1[3-9]\d{9}(?![0-9a-f])"),  # not inside a hash
    "a machine path": re.compile(r"(?<![A-Za-z0-9_.])/(?:work|farm|tmp/bash_jobs|home/\w+)/"),
    "a registry host": re.compile(r"pypi\.or[g]|pythonhoste[d]|registry\.npmj[s]|deb\.debia[n]"),
}
TEXT_SUFFIXES = {
    "",
    ".cfg",
    ".csv",
    ".html",
    ".json",
    ".lock",
    ".md",
    ".py",
    ".sql",
    ".svg",
    ".toml",
    ".txt",
    ".yaml",
    ".yml",
}


def tracked(root: Path) -> list[Path]:
    """The files that git tracks and that are there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git work tree")
    return [path for name in listed.stdout.decode().split("\0") if name and (path := root / name).is_file()]


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Modules that a file imports, and whether it does so at its top level."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in top) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, id(node) in top


def test_the_top_level_is_fixed(root: Path) -> None:
    assert {path.relative_to(root).parts[0] for path in tracked(root)} <= TOP_LEVEL


@pytest.mark.parametrize("package", LAYERS)
def test_imports_point_downward(root: Path, package: str) -> None:
    wrong = []
    for path in sorted((root / package).rglob("*.py")):
        name = path.relative_to(root).as_posix()
        for module, at_top in imports(path):
            target = module.split(".")[0]
            lazily_allowed = target == "assets" and name in IMPORTS_ASSETS and not at_top
            if target in LAYERS and target != package and target not in LAYERS[package] and not lazily_allowed:
                wrong.append(f"{name} imports {module}")
    assert not wrong


def test_the_library_does_not_know_dagster(root: Path) -> None:
    files = [path for package in ("pipeline", "schemas") for path in (root / package).rglob("*.py")]
    assert files
    assert not [path for path in files for module, _ in imports(path) if module.split(".")[0].startswith("dagster")]


def test_every_module_says_what_it_is(root: Path) -> None:
    files = [path for package in LAYERS for path in (root / package).rglob("*.py")]
    silent = [path.relative_to(root).as_posix() for path in files if path.stat().st_size and not docstring(path)]
    assert not silent


def docstring(path: Path) -> str | None:
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_modules_of_assets_say_what_stays_out(root: Path) -> None:
    for path in (root / "assets").glob("*.py"):
        assert "tays out" in (docstring(path) or ""), path.name


def test_nothing_private_or_local_is_committed(root: Path) -> None:
    found = []
    for path in tracked(root):
        if path.suffix not in TEXT_SUFFIXES:
            continue
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(root).as_posix()
        found += [f"{name}: {what}" for what, pattern in FORBIDDEN.items() if pattern.search(text)]
    assert not found


def test_the_lock_has_hashes_and_no_addresses(root: Path) -> None:
    lock = (root / "requirements.lock").read_text()
    assert "://" not in lock
    assert not re.search(r"^\s*-(?:i|-index-url|-extra-index-url|f|-find-links)\b", lock, re.M)
    entries = re.split(r"\n(?=[A-Za-z0-9])", lock.strip())
    assert len(entries) > 50
    assert all(re.match(r"[A-Za-z0-9._-]+(?:\[[\w,-]+\])?==\S+", entry) for entry in entries)
    assert all("--hash=sha256:" in entry for entry in entries)


def test_every_dependency_is_locked_and_explained(root: Path) -> None:
    source = (root / "pyproject.toml").read_text()
    project = tomllib.loads(source)["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    locked = {normal(line) for line in re.findall(r"^[A-Za-z0-9._-]+", (root / "requirements.lock").read_text(), re.M)}
    assert {normal(re.match(r"[A-Za-z0-9._-]+", name)[0]) for name in wanted} <= locked  # type: ignore[index]
    for requirement in wanted:
        line = next(line for line in source.splitlines() if line.startswith(f'    "{requirement}",'))
        assert re.search(r'",\s+# \S', line), f"no reason given: {line.strip()}"


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
