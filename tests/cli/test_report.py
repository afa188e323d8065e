"""`yusuan report` and `yusuan show` on a warehouse of one bundled disclosure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from pipeline.cli import main
from pipeline.extract import extract
from pipeline.warehouse import build, publish

FILE = "乌鲁木齐市医疗保障局（汇总）_2022年预算.pdf"
"""Its page 8 prints 254.10 in a row where it does not belong: the one finding."""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory, inbox_dir: Path) -> Path:
    return publish(build([extract(inbox_dir / FILE)], None, tmp_path_factory.mktemp("warehouse")))


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_the_report_needs_no_other_file(warehouse: Path, inbox_dir: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    code, told = run("report", "--all", "--warehouse", warehouse, "--files", inbox_dir, "--out", out)
    assert code == 0, told
    page = out.read_text(encoding="utf-8")
    assert "乌鲁木齐市医疗保障局" in page
    assert "2,541,000.00元" in page
    assert "原文如此" in page
    assert page.count("data:image/png;base64,") == 1
    assert not re.search(r"(?:src|href)=\"(?!data:|#)", page)
    assert not re.search(r"(?<![0-9a-zA-Z+/])1[3-9]\d{9}(?![0-9a-zA-Z+/])", page)


def test_a_report_without_the_file_has_no_picture(warehouse: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    code, told = run("report", "--disclosure", "乌鲁木齐", "--warehouse", warehouse, "--files", tmp_path, "--out", out)
    assert code == 0, told
    assert "data:image" not in out.read_text(encoding="utf-8")


def test_a_finding_is_drawn_on_its_page(warehouse: Path, inbox_dir: Path, tmp_path: Path) -> None:
    out = tmp_path / "finding.png"
    code, told = run("show", "乌鲁木齐", "--finding", "1", "--warehouse", warehouse, "--files", inbox_dir, "--out", out)
    assert code == 0, told
    assert "2,541,000.00" in told
    assert "page 8" in told
    with Image.open(out) as picture:
        assert {(255, 0, 0), (0, 0, 255)} <= {colour for _, colour in picture.getcolors(1 << 24)}


def test_a_row_is_drawn_on_its_page(warehouse: Path, inbox_dir: Path, tmp_path: Path) -> None:
    out = tmp_path / "row.png"
    options = ("--warehouse", warehouse, "--files", inbox_dir, "--out", out)
    code, told = run("show", "乌鲁木齐", "--statement", "expenditure_summary", "--row", "1", *options)
    assert code == 0, told
    assert "120.62  120.62  254.10" in told
    assert out.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "乌鲁木齐"), "--finding"),
        (("show", "nobody", "--finding", "1"), "no disclosure is called"),
        (("show", "乌鲁木齐", "--finding", "99"), "no such row or finding"),
        (("report",), "--disclosure or --all"),
    ],
)
def test_what_cannot_be_shown_is_said(warehouse: Path, arguments: tuple[str, ...], said: str) -> None:
    code, told = run(*arguments, "--warehouse", warehouse)
    assert code != 0
    assert said in told


@pytest.mark.parametrize("command", [("report", "--all"), ("show", "乌鲁木齐", "--finding", "1")])
def test_commands_run_outside_the_project(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, told = run(*command, "--warehouse", warehouse, "--out", tmp_path / "out")
    assert "--files" not in told
    if command[0] == "report":
        assert code == 0, told
        assert "乌鲁木齐市医疗保障局" in (tmp_path / "out").read_text(encoding="utf-8")


def test_a_folder_of_files_that_is_not_there_is_refused(warehouse: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    code, told = run("report", "--all", "--warehouse", warehouse, "--files", tmp_path / "no", "--out", out)
    assert code == 2
    assert "there is no folder" in told
    assert not out.exists()


def test_a_report_or_picture_into_no_folder_is_a_sentence(warehouse: Path, tmp_path: Path) -> None:
    out = tmp_path / "no" / "where"
    for command in (("report", "--all"), ("show", "乌鲁木齐", "--finding", "1")):
        code, told = run(*command, "--warehouse", warehouse, "--out", out)
        assert code == 2
        assert "there is no folder" in told
