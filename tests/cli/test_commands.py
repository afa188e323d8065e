"""The command line as a whole: every command has help, imports nothing heavy for it, and says what is wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from pipeline import __version__
from pipeline.cli import COMMANDS, main
from pipeline.cli.options import READER_NAMES
from pipeline.reading import DEFAULT_READER, READERS


def test_version() -> None:
    assert CliRunner().invoke(main, ["--version"]).output.strip() == f"yusuan, version {__version__}"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert f"Usage: main {name}" in result.output
    assert name in CliRunner().invoke(main, ["--help"]).output


def test_an_unknown_command_is_named() -> None:
    result = CliRunner().invoke(main, ["nonsense"])
    assert result.exit_code == 2
    assert "nonsense" in result.output


def test_help_imports_neither_dagster_nor_readers(root: Path) -> None:
    code = (
        "import sys\nfrom pipeline.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'dagster', 'duckdb', 'pdfplumber', 'polars'} & set(sys.modules)\nassert not heavy, heavy"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_what_starts_the_workers_does_not_import_what_they_read_with() -> None:
    code = (
        "import sys, assets.run, pipeline.cli.summary\n"
        "reading = {'pipeline.extract', 'pipeline.reading', 'pdfplumber', 'pypdfium2'} & set(sys.modules)\n"
        "assert not reading, reading"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_readers_that_can_be_named_are_those_that_there_are() -> None:
    assert set(READER_NAMES) == set(READERS)
    assert READER_NAMES[0] == DEFAULT_READER


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A DuckDB file with one table."""
    path = tmp_path / "small.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE t AS SELECT '医保局' AS org, 12.50::DECIMAL(18,2) AS amount")
    return path


def test_sql_prints_a_table_or_csv(small: Path) -> None:
    table = CliRunner().invoke(main, ["sql", "SELECT * FROM t", "--warehouse", str(small)])
    assert "医保局" in table.output
    assert "12.50" in table.output
    text = CliRunner().invoke(main, ["sql", "--csv", "SELECT * FROM t", "--warehouse", str(small)])
    assert text.output == "org,amount\n医保局,12.50\n"


def test_sql_cannot_change_the_warehouse(small: Path) -> None:
    result = CliRunner().invoke(main, ["sql", "DELETE FROM t", "--warehouse", str(small)])
    assert result.exit_code == 1
    assert "read-only" in result.output


def test_sql_tells_what_is_wrong(small: Path, tmp_path: Path) -> None:
    wrong = CliRunner().invoke(main, ["sql", "SELECT * FROM nothing", "--warehouse", str(small)])
    assert wrong.exit_code == 1
    assert "nothing" in wrong.output
    missing = CliRunner().invoke(main, ["sql", "SELECT 1", "--warehouse", str(tmp_path / "no.duckdb")])
    assert missing.exit_code == 1
    assert "yusuan ingest" in missing.output


@pytest.mark.parametrize(
    ("query", "said"), [("SELECT 1; SELECT 2", "2 queries"), ("", "no query"), (" ; ", "no query")]
)
def test_sql_wants_one_query(small: Path, query: str, said: str) -> None:
    result = CliRunner().invoke(main, ["sql", query, "--warehouse", str(small)])
    assert result.exit_code == 2
    assert said in result.output


def test_sql_takes_a_pivot_and_a_closing_mark_for_one_query(small: Path) -> None:
    for query in ("PIVOT t ON org USING sum(amount);", "SELECT 12.50 AS x;"):
        result = CliRunner().invoke(main, ["sql", "--csv", query, "--warehouse", str(small)])
        assert result.exit_code == 0, result.output
        assert "12.50" in result.output


@pytest.mark.parametrize(
    "query", ["COPY t TO '{}'", "EXPLAIN ANALYZE COPY t TO '{}'", "EXPORT DATABASE '{}'", "ATTACH '{}'"]
)
def test_sql_writes_no_file(small: Path, tmp_path: Path, query: str) -> None:
    out = tmp_path / "out"
    result = CliRunner().invoke(main, ["sql", query.format(out), "--warehouse", str(small)])
    assert result.exit_code == 1
    assert not out.exists()
