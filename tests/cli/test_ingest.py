"""`yusuan ingest` from end to end: real disclosures beside files that nothing can be made of."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner
from made_files import bad_files

from pipeline.cli import main


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    status: int
    out: str
    err: str


def yusuan(*arguments: object, cwd: Path) -> Ran:
    """Run the command in this process, in another folder than the project's."""
    with contextlib.chdir(cwd):
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return Ran(result.exit_code, result.stdout, result.stderr)


def yusuan_as_a_process(*arguments: object, cwd: Path) -> Ran:
    """Run the command as a person does."""
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    ran = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def query(warehouse: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture(scope="session")
def good(inbox_dir: Path) -> Path:
    """The smallest bundled disclosure that has statements."""
    return next(inbox_dir.glob("阿合奇县*.pdf"))


@pytest.fixture(scope="session")
def mixed(tmp_path_factory: pytest.TempPathFactory, good: Path) -> tuple[Path, dict[str, set[str]]]:
    """A folder of bad files and one good one, and the right reasons by name."""
    folder = tmp_path_factory.mktemp("mixed")
    reasons = bad_files(folder, good)
    (folder / good.name).write_bytes(good.read_bytes())
    return folder, reasons


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory, mixed: tuple[Path, dict[str, set[str]]]) -> tuple[Path, Ran]:
    """A warehouse made of that folder."""
    folder = tmp_path_factory.mktemp("loaded")
    return folder / "w.duckdb", yusuan_as_a_process("ingest", mixed[0], "--warehouse", "w.duckdb", cwd=folder)


def test_the_good_file_is_loaded_and_the_command_succeeds(loaded: tuple[Path, Ran], good: Path) -> None:
    warehouse, ran = loaded
    assert ran.status == 0, ran.err
    assert query(warehouse, "SELECT file_name FROM dim_disclosure") == [(good.name,)]
    assert query(warehouse, "SELECT count(*) > 0 FROM staging.statement_cell") == [(True,)]


def test_every_bad_file_is_set_aside_with_the_right_reason(
    loaded: tuple[Path, Ran], mixed: tuple[Path, dict[str, set[str]]]
) -> None:
    warehouse, ran = loaded
    found = dict(query(warehouse, "SELECT file_name, reason FROM audit.quarantine"))
    reasons = mixed[1]
    assert set(found) == set(reasons)
    assert {name: reason for name, reason in found.items() if reason not in reasons[str(name)]} == {}
    details = dict(query(warehouse, "SELECT file_name, detail FROM audit.quarantine"))
    for name, detail in details.items():
        assert str(detail).endswith(".") or len(str(detail)) > 10
        assert str(name) in ran.out
        assert str(detail) in ran.out


def test_the_files_stay_where_they_are(loaded: tuple[Path, Ran], mixed: tuple[Path, dict[str, set[str]]]) -> None:
    folder, reasons = mixed
    assert loaded[1].status == 0
    assert len(list(folder.iterdir())) == len(reasons) + 1


def test_the_summary_says_what_a_person_wants_to_know(loaded: tuple[Path, Ran]) -> None:
    warehouse, ran = loaded
    assert "Documents: 1 loaded, 7 set aside" in ran.out
    assert "Statements found: " in ran.out
    cells = query(warehouse, "SELECT count(*) FROM staging.statement_cell")[0][0]
    facts = query(warehouse, "SELECT count(*) FROM fact_expenditure")[0][0]
    rows = {line.split()[0]: line.split()[1:] for line in ran.out.splitlines() if line.startswith("  fact_")}
    assert f"staging.statement_cell {cells} {cells}" in " ".join(ran.out.split())
    assert rows["fact_expenditure"] == [str(facts)] * 2
    assert "Warehouse: w.duckdb" in ran.out


def test_the_query_to_try_works(loaded: tuple[Path, Ran]) -> None:
    warehouse, ran = loaded
    sql = ran.out.split('"\n')[1].rstrip().rstrip('"')
    rows = query(warehouse, sql)
    assert {row[1] for row in rows} == {"阿合奇县医疗保障局"}
    assert "--warehouse w.duckdb" in ran.out


def test_a_second_run_adds_to_the_warehouse_and_strict_tells(
    tmp_path: Path, good: Path, inbox_dir: Path, mixed: tuple[Path, dict[str, set[str]]]
) -> None:
    other = next(inbox_dir.glob("博尔塔拉*.pdf"))
    assert yusuan("ingest", good, "--warehouse", "w.duckdb", cwd=tmp_path).status == 0
    ran = yusuan("ingest", other, mixed[0] / "empty.pdf", "--warehouse", "w.duckdb", "--strict", cwd=tmp_path)
    assert ran.status == 1
    names = query(tmp_path / "w.duckdb", "SELECT file_name FROM dim_disclosure ORDER BY file_name")
    assert names == sorted([(good.name,), (other.name,)])


def test_the_reader_can_be_named_and_gives_the_same_cells(tmp_path: Path, good: Path, loaded: tuple[Path, Ran]) -> None:
    assert yusuan("ingest", good, "--reader", "pdfplumber", "--warehouse", "w.duckdb", cwd=tmp_path).status == 0
    version = query(tmp_path / "w.duckdb", "SELECT extractor_version FROM dim_disclosure")[0][0]
    assert str(version).endswith("-pdfplumber")
    cells = "SELECT statement, row_no, measure, printed, page, label FROM staging.statement_cell ORDER BY ALL"
    assert query(tmp_path / "w.duckdb", cells) == query(loaded[0], cells)
    heard = query(tmp_path / "w.duckdb", "SELECT DISTINCT reader, witness FROM audit.witness")
    assert heard in ([], [("pdfplumber", "fast")])


def test_nothing_loadable_leaves_the_warehouse_as_it_was(
    tmp_path: Path, good: Path, mixed: tuple[Path, dict[str, set[str]]]
) -> None:
    warehouse = tmp_path / "w.duckdb"
    assert yusuan("ingest", good, "--warehouse", "w.duckdb", cwd=tmp_path).status == 0
    before = (warehouse.resolve(), warehouse.read_bytes())
    ran = yusuan("ingest", mixed[0] / "empty.pdf", "--warehouse", "w.duckdb", cwd=tmp_path)
    assert ran.status == 1
    assert "empty_file" in ran.out
    assert (warehouse.resolve(), warehouse.read_bytes()) == before


def test_misuse_is_told_in_a_sentence(tmp_path: Path) -> None:
    ran = yusuan("ingest", cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "no folder data/raw/inbox here" in ran.err
    missing = yusuan("ingest", "nowhere.pdf", cwd=tmp_path)
    assert missing.status == 2
    assert "nowhere.pdf" in missing.err
