"""`duckdb -readonly` on the published link, as docs/tools.md says."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

SHELL = Path(sys.executable).with_name("duckdb")


def shell(path: Path, query: str) -> subprocess.CompletedProcess[str]:
    if not SHELL.exists():
        pytest.skip("the DuckDB shell is not installed (duckdb-cli)")
    command = [str(SHELL), "-readonly", "-csv", str(path), "-c", query]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_views_and_search_work_in_the_shell(warehouse: Path) -> None:
    found = shell(warehouse, "SELECT 单位名称, 支出预算 FROM 中文.部门预算 WHERE 年度 = 2022")
    assert list(csv.reader(found.stdout.splitlines())) == [
        ["单位名称", "支出预算"],
        ["乌鲁木齐市医疗保障局", "14813700.00"],
    ]
    assert "后勤服务费" in shell(warehouse, "SELECT title FROM mart.search('司机')").stdout


def test_the_shell_cannot_write(warehouse: Path) -> None:
    assert "read-only" in shell(warehouse, "DELETE FROM fact_income").stderr
