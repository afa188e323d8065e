"""A reader as Superset is one: SQLAlchemy through duckdb-engine, up and right while versions are published."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.pool import NullPool

from pipeline.warehouse import Settings, build, publish
from pipeline.warehouse.versions import make_version

Night = Callable[[int], None]
QUERY = "SELECT title, budget_expenditure FROM mart.budget JOIN mart.disclosure ON disclosure_id = budget_disclosure_id"


def reader(link: Path) -> Engine:
    """As docs/tools.md says."""
    return create_engine(f"duckdb:///{link}", connect_args={"read_only": True}, poolclass=NullPool)


@pytest.fixture(scope="module")
def built(make_document: Any, make_cell: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A version whose only document says 1 in its title and in its amount."""
    cells = [make_cell("expenditure_summary", "行政运行", "1.00", code="2010601")]
    return build([make_document("a.pdf", cells, title="1")], None, tmp_path_factory.mktemp("built"))


@pytest.fixture
def night(built: Path, link: Path) -> Night:
    """`night(n)`: publish version n, which says n in its title and in its amount."""

    def run(number: int) -> None:
        path = make_version(link, number, number - 1).path
        path.parent.mkdir(parents=True)
        shutil.copy(built, path)
        with duckdb.connect(str(path)) as connection:
            connection.execute(f"UPDATE mart.disclosure SET title = '{number}'")
            connection.execute(f"UPDATE mart.budget SET budget_expenditure = {number}")
        publish(path, Settings(keep_versions=2))

    return run


def test_a_new_query_sees_the_new_version(night: Night, link: Path) -> None:
    night(1)
    engine = reader(link)
    for number in (1, 2, 3):
        if number > 1:
            night(number)
        with engine.connect() as connection:
            assert connection.execute(text(QUERY)).all() == [(str(number), Decimal(number))]


def test_a_dataset_that_names_its_database_goes_on_after_a_publish(night: Night, link: Path) -> None:
    """Superset stores the schema that its lists show, with the database before it."""
    night(1)
    engine = reader(link)
    assert {"budget.mart", "budget.main"} <= {name.replace('"', "") for name in inspect(engine).get_schema_names()}
    for number in (1, 2, 3):
        if number > 1:
            night(number)
        with engine.connect() as connection:
            stored = text("SELECT budget_expenditure FROM budget.mart.budget")
            assert connection.execute(stored).scalar_one() == Decimal(number)


def test_a_connection_keeps_its_version(night: Night, link: Path) -> None:
    night(1)
    engine = reader(link)
    with engine.connect() as old:
        night(2)
        assert old.execute(text(QUERY)).scalar_one() == "1"
        with engine.connect() as new:
            assert new.execute(text(QUERY)).scalar_one() == "2"
        assert old.execute(text(QUERY)).scalar_one() == "1"


def test_readers_stay_right_during_twenty_publishes(night: Night, link: Path) -> None:
    """Two threads ask all the time while the night publishes; what they see belongs together and never goes back."""
    night(1)
    stop = threading.Event()
    seen: list[list[int]] = [[], []]
    errors: list[BaseException] = []

    def ask(mine: list[int]) -> None:
        engine = reader(link)
        try:
            while not stop.is_set():
                with engine.connect() as connection:
                    [(title, amount)] = connection.execute(text(QUERY)).all()
                assert title == str(int(amount))
                mine.append(int(amount))
                stop.wait(0.02)  # leave the publishing thread its share of the processor
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=ask, args=(mine,)) for mine in seen]
    for thread in threads:
        thread.start()
    for number in range(2, 22):
        night(number)
        time.sleep(0.05)
    stop.set()
    for thread in threads:
        thread.join(timeout=60)
    assert not errors
    for mine in seen:
        assert mine == sorted(mine)
        assert len(set(mine)) > 3


def test_it_can_be_browsed_but_not_written(night: Night, link: Path) -> None:
    night(1)
    engine = reader(link)
    found = inspect(engine)
    assert {"mart", "main", "staging", "audit"} <= {name.split(".")[-1].strip('"') for name in found.get_schema_names()}
    assert "budget" in {*found.get_table_names("mart"), *found.get_view_names("mart")}
    assert "部门预算" in found.get_view_names("中文")
    with engine.connect() as connection, pytest.raises(Exception, match="read-only"):
        connection.execute(text("DELETE FROM fact_expenditure"))
