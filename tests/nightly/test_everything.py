"""A whole night from sources.yaml over real HTTP: from two agencies and the drop folder to the published warehouse."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from made_extractors import obedient
from web_server import HOSTS, Web, serving

from assets.run import run_ingest
from pipeline.cli import main
from pipeline.cli.summary import Watcher
from pipeline.places import WAREHOUSE
from pipeline.runlog import RunLog, read
from pipeline.status import read_status
from pipeline.warehouse import connect, warehouse_lock


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as running:
        yield running


@pytest.fixture
def project(tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project with a drop folder and one website; files are read by a stand-in that takes any bytes."""
    monkeypatch.setattr("assets.staging.read_file", obedient)
    (tmp_path / "data" / "raw" / "inbox").mkdir(parents=True)
    write(tmp_path, web)
    with contextlib.chdir(tmp_path):
        yield tmp_path


def write(project: Path, web: Web, **more: object) -> None:
    site = {
        "name": "乙局",
        "start": [web.address("b")],
        "articles": {"address": "/art/"},
        "private_addresses": [HOSTS["b"]],
        "limits": {"delay_seconds": 0.0, "retry_seconds": 0.05},
    }
    content = yaml.safe_dump({"websites": [site], **more}, allow_unicode=True)
    (project / "data" / "raw" / "sources.yaml").write_text(content)


def night() -> Watcher:
    watcher = Watcher()
    outcome = run_ingest([], WAREHOUSE, watcher, workers=1)
    assert not outcome.errors
    return watcher


def documents() -> dict[str, str]:
    with connect(WAREHOUSE) as connection:
        return dict(connection.execute("SELECT sha256, file_name || ' ' || source_uri FROM dim_disclosure").fetchall())


def test_nights_over_the_web(project: Path, web: Web) -> None:
    inbox = project / "data" / "raw" / "inbox"
    (inbox / "甲.pdf").write_text("甲")
    assert len(night().reports) == 3
    address = web.address("b", "/att/report.pdf")
    assert sorted(documents().values()) == sorted([
        "甲.pdf ", f"report.pdf {address}", f"same.pdf {web.address('b', '/att/same.pdf')}"
    ])  # fmt: skip
    version = WAREHOUSE.resolve()

    web.asked.clear()
    assert night().reports == []
    assert WAREHOUSE.resolve() == version
    assert web.of("/att/report.pdf") == [304]

    web.figure = "101.00"
    (inbox / "甲.pdf").write_text("另")
    second = night()
    assert len(second.reports) == 2
    found = documents()
    assert len(found) == 5, "a content that was replaced stays"
    assert list(found.values()).count(f"report.pdf {address}") == 2
    assert read_status(WAREHOUSE)["version"] == WAREHOUSE.resolve().parent.name

    lines = read(RunLog(WAREHOUSE).path)
    assert {"republished", "unchanged"} <= {line["outcome"] for line in lines if line["event"] == "address"}
    assert sum(line["event"] == "document" for line in lines) == 5


def test_a_mistake_in_the_sources_is_told(project: Path, web: Web) -> None:
    write(project, web, websits=[])
    result = CliRunner().invoke(main, ["ingest"])
    assert result.exit_code == 2
    assert "websits: Extra inputs are not permitted" in result.output


def test_a_failed_night_is_noted_and_told_to_who_is_named(project: Path, web: Web) -> None:
    (project / "data" / "raw" / "inbox" / "甲.pdf").write_text("甲")
    night()
    succeeded_at = read_status(WAREHOUSE)["succeeded_at"]
    script = "import sys, pathlib; pathlib.Path('told.json').write_text(sys.stdin.read())"
    write(project, web, alerts={"command": [sys.executable, "-c", script]})
    (project / "bad").mkdir()
    (project / "bad" / "x.pdf").write_text("exit")
    assert CliRunner().invoke(main, ["ingest", "bad"]).exit_code == 1
    told = json.loads((project / "told.json").read_text())
    assert told["event"] == "run_failed"
    assert "Nothing in this batch could be loaded" in told["errors"][0]
    status = read_status(WAREHOUSE)
    assert status["succeeded_at"] == succeeded_at
    assert status["errors"] == told["errors"]


def test_two_runs_never_meet(project: Path) -> None:
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    holder = context.Process(target=hold, args=(WAREHOUSE.absolute(), ready, done))
    holder.start()
    ready.wait()
    result = CliRunner().invoke(main, ["ingest"])
    done.set()
    holder.join()
    assert result.exit_code == 3
    assert f"Another run (process {holder.pid})" in result.output


def hold(link: Path, ready: object, done: object) -> None:
    with warehouse_lock(link):
        ready.set()  # type: ignore[attr-defined]
        done.wait()  # type: ignore[attr-defined]
