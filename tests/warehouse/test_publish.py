"""Publishing: readers are never disturbed and never see half a version."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.warehouse import (
    Settings,
    StaleVersion,
    WarehouseBusy,
    WarehouseError,
    build,
    connect,
    publish,
    warehouse_lock,
)

PUBLISHES = int(os.environ.get("YUSUAN_PUBLISHES", "10"))
READER = """
    import sys, pathlib, time, duckdb
    link, stop = map(pathlib.Path, sys.argv[1:])
    seen = set()
    while True:
        last = stop.exists()
        with duckdb.connect(str(link), read_only=True) as connection:
            [(name, amount, documents)] = connection.execute(
                "SELECT title, (SELECT amount FROM fact_expenditure WHERE row_no = 1), "
                "(SELECT documents FROM audit.version) FROM dim_disclosure").fetchall()
        assert (name, documents) == (str(int(amount)), 1), (name, amount)
        seen.add(name)
        if last:
            break
        time.sleep(0.2)
    print(len(seen))
"""


@pytest.fixture
def night(make_document: Any, make_cell: Any, link: Path) -> Any:
    """`night(n, keep=5)`: build and publish a version whose only document says n in its title and in its amount."""

    def run(number: int, keep: int = 5) -> Path:
        cells = [make_cell("expenditure_summary", "行政运行", f"{number}.00", code="2010601")]
        document = make_document("a.pdf", cells, title=str(number))
        path = build([document], link, link.parent)
        publish(path, Settings(keep_versions=keep))
        return path

    return run


def amount(connection: duckdb.DuckDBPyConnection) -> Decimal:
    [(value,)] = connection.execute("SELECT amount FROM fact_expenditure").fetchall()
    return Decimal(value)


def test_the_link_points_to_the_version(night: Any, link: Path) -> None:
    path = night(1)
    assert link.is_symlink()
    assert not link.readlink().is_absolute()
    assert link.resolve() == path.resolve()


def test_no_write_ahead_log_is_left(night: Any, link: Path) -> None:
    for number in range(3):
        night(number)
    assert not [path for path in link.parent.rglob("*") if "wal" in path.suffix or path.name.startswith(".building")]


@pytest.mark.parametrize("opener", [connect, lambda path: duckdb.connect(str(path), read_only=True)])
def test_an_old_reader_goes_on_and_a_new_one_in_the_same_process_sees_the_new(
    night: Any, link: Path, opener: Any
) -> None:
    night(1)
    old = opener(link)
    night(2)
    new = opener(link)
    assert amount(old) == 1
    assert amount(new) == 2
    old.close()
    night(3)
    assert amount(new) == 2
    with opener(link) as newest:
        assert amount(newest) == 3
    new.close()


def test_a_reader_whose_version_was_deleted_goes_on(night: Any, link: Path) -> None:
    first = night(1)
    with connect(link) as old:
        night(2, keep=1)
        assert not first.exists()
        assert amount(old) == 1


def test_four_readers_through_many_publishes(night: Any, link: Path, tmp_path: Path) -> None:
    night(0)
    stop = tmp_path / "stop"
    script = textwrap.dedent(READER)
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(link), str(stop)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for number in range(1, PUBLISHES + 1):
        night(number)
    stop.touch()
    for reader in readers:
        output, errors = reader.communicate(timeout=60)
        assert reader.returncode == 0, errors
        assert int(output) >= 1


def test_the_last_versions_are_kept(night: Any, link: Path) -> None:
    paths = [night(number, keep=2) for number in range(1, 5)]
    assert sorted(link.parent.glob("versions/*/*.duckdb")) == sorted(paths[-2:])


def test_the_published_version_is_never_deleted(make_document: Any, two_rows: Any, link: Path) -> None:
    for content in "abc":
        path = build([make_document(cells=two_rows, content=content)], link, link.parent)
        publish(path, Settings(keep_versions=0))
        assert [*link.parent.glob("versions/*/*.duckdb")] == [path]


def test_a_version_that_was_never_published_is_cleared_away(make_document: Any, two_rows: Any, link: Path) -> None:
    abandoned = build([make_document(cells=two_rows)], link, link.parent)
    second = build([make_document(cells=two_rows)], link, link.parent)
    assert abandoned != second
    publish(second)
    assert not abandoned.exists()


def test_a_version_made_from_another_than_the_published_one_is_refused(
    make_document: Any, two_rows: Any, link: Path
) -> None:
    ours = build([make_document("a.pdf", two_rows)], link, link.parent)
    theirs = build([make_document("b.pdf", two_rows)], link, link.parent)
    publish(ours)
    with pytest.raises(StaleVersion, match="Ingest the files again"):
        publish(theirs)
    assert link.resolve() == ours.resolve()


def test_publishing_twice_is_publishing_once(night: Any, link: Path) -> None:
    path = night(1)
    assert publish(path) == link


def test_a_file_in_the_place_of_the_link_is_not_replaced(make_document: Any, two_rows: Any, link: Path) -> None:
    link.parent.mkdir(parents=True)
    link.write_text("mine")
    path = build([make_document(cells=two_rows)], None, link.parent)
    with pytest.raises(WarehouseError, match="not a link"):
        publish(path)
    assert link.read_text() == "mine"


def test_what_a_file_of_another_name_holds_is_kept(make_document: Any, two_rows: Any, link: Path) -> None:
    """As programs before named them; its documents would be lost without a word otherwise."""
    publish(build([make_document("a.pdf", two_rows)], link, link.parent))
    old = link.parent / "versions" / "budget-000001-after-000000.duckdb"
    link.resolve().rename(old)
    link.unlink()
    link.symlink_to(old.relative_to(link.parent))
    publish(build([make_document("b.pdf", two_rows, content="other")], link, link.parent))
    with connect(link) as connection:
        assert connection.execute("SELECT count(*) FROM dim_disclosure").fetchall() == [(2,)]
    assert old.exists()


def test_other_files_are_no_versions(tmp_path: Path) -> None:
    other = tmp_path / "other.duckdb"
    other.touch()
    with pytest.raises(WarehouseError, match="no built version"):
        publish(other)


def test_a_warehouse_may_have_any_name(make_document: Any, two_rows: Any, tmp_path: Path) -> None:
    link = tmp_path / "my-budget-2026.db"
    publish(build([make_document(cells=two_rows)], link, tmp_path))
    with connect(link) as connection:
        assert connection.execute("SELECT count(*) FROM fact_expenditure").fetchall() == [(2,)]


def test_two_warehouses_in_one_folder_leave_each_other_alone(make_document: Any, two_rows: Any, tmp_path: Path) -> None:
    paths = [publish(build([make_document(cells=two_rows)], tmp_path / name, tmp_path)) for name in ("a.db", "b.db")]
    assert [path.resolve().relative_to(tmp_path) for path in paths] == [
        Path("versions/a-000001-after-000000/a.db"),
        Path("versions/b-000001-after-000000/b.db"),
    ]


def test_the_database_has_one_name_in_every_version(night: Any, link: Path) -> None:
    """DuckDB names it after the file; tools keep that name with what they know of a table."""
    names = set()
    for number in range(2):
        for path in (night(number), link):
            with connect(path) as connection:
                names.update(connection.execute("SELECT current_database()").fetchall())
    assert names == {("budget",)}


def test_a_second_run_is_told_to_wait(make_document: Any, two_rows: Any, link: Path) -> None:
    script = textwrap.dedent("""
        import sys, pathlib
        from pipeline.warehouse.locking import warehouse_lock
        with warehouse_lock(pathlib.Path(sys.argv[1])):
            print("held", flush=True)
            sys.stdin.read()
    """)
    root = Path(__file__).resolve().parents[2]
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(link)], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline().strip() == "held"
    with pytest.raises(WarehouseBusy, match=f"process {holder.pid}"):
        build([make_document(cells=two_rows)], link, link.parent)
    holder.kill()
    holder.communicate()
    assert build([make_document(cells=two_rows)], link, link.parent).is_file()


def test_one_run_may_hold_the_lock_around_all_it_does(make_document: Any, two_rows: Any, link: Path) -> None:
    with warehouse_lock(link):
        publish(build([make_document(cells=two_rows)], link, link.parent))
    assert link.exists()
