"""`yusuan export` and `yusuan search` as a person uses them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.mark.parametrize("name", ["xlsx", "datapackage"])
def test_export_says_what_it_wrote(warehouse: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    result = run("export", "--format", name, "--out", out, "--warehouse", warehouse)
    assert result.exit_code == 0, result.output
    files = [path for path in out.rglob("*.*") if path.is_file() and not path.name.startswith(".")]
    assert result.output.strip() == f"{len(files)} files in {out}"


def test_export_tells_what_is_wrong(warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    for arguments, status, told in (
        (("--format", "csv", "--out", tmp_path, "--warehouse", warehouse), 1, "name another folder"),
        (("--format", "csv", "--warehouse", tmp_path / "no.duckdb"), 1, "yusuan ingest"),
        (("--format", "pdf"), 2, "datapackage"),
        ((), 2, "--format"),
    ):
        result = run("export", *arguments)
        assert (result.exit_code, told in result.output) == (status, True), result.output


def test_search_finds_and_says_where(warehouse: Path) -> None:
    result = run("search", "司机", "--warehouse", warehouse, "--in", "projects")
    assert result.exit_code == 0, result.output
    assert "[projects] 后勤服务费  77,900.00 元\n  乌鲁木齐市沙依巴克区医疗保障局 2026" in result.output
    assert "聘请司机一人" in result.output
    assert "[indicators]" not in result.output


def test_search_takes_several_words_with_or_without_quotes(warehouse: Path) -> None:
    parted = run("search", "宣传", "经费", "--warehouse", warehouse)
    assert parted.exit_code == 0
    assert parted.output == run("search", "宣传 经费", "--warehouse", warehouse).output != "Nothing found.\n"


def test_search_tells_what_is_wrong(warehouse: Path, tmp_path: Path) -> None:
    assert run("search", "航天飞机发射", "--warehouse", warehouse).output == "Nothing found.\n"
    empty = run("search", " ", "--warehouse", warehouse)
    assert (empty.exit_code, "empty" in empty.output) == (2, True)
    missing = run("search", "司机", "--warehouse", tmp_path / "no.duckdb")
    assert (missing.exit_code, "yusuan ingest" in missing.output) == (1, True)
