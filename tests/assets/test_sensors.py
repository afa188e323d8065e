"""The sensor on the drop folder, and the check on how old the data are."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest
import yaml

from assets.freshness import is_fresh
from assets.resources import Batch
from assets.sensors import dropped_files
from pipeline.status import failed, read_status


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "data" / "raw" / "inbox"
    folder.mkdir(parents=True)
    return folder


def look(cursor: str | None) -> dg.SensorResult | dg.SkipReason:
    with dg.build_sensor_context(cursor=cursor) as context:
        result = dropped_files(context)
    assert isinstance(result, dg.SensorResult | dg.SkipReason)
    return result


def test_the_sensor_waits_until_files_have_arrived(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(look(None), dg.SkipReason)
    (inbox / "a.pdf").write_text("a")
    assert isinstance(look(None), dg.SkipReason)
    monkeypatch.setattr("assets.sensors.SETTLED_SECONDS", -1)
    first = look(None)
    assert isinstance(first, dg.SensorResult)
    assert len(first.run_requests or []) == 1
    assert isinstance(look(first.cursor), dg.SkipReason)
    os.utime(inbox / "a.pdf", (1, 1))
    assert isinstance(look(first.cursor), dg.SensorResult)


@pytest.mark.parametrize(("hours", "fresh"), [(1, True), (25, True), (27, False), (None, False)])
def test_data_are_fresh_for_a_night_and_two_hours(tmp_path: Path, hours: int | None, fresh: bool) -> None:
    link = tmp_path / "w.duckdb"
    if hours is not None:
        told = {"succeeded_at": (datetime.now(UTC) - timedelta(hours=hours)).isoformat(timespec="seconds")}
        (tmp_path / "status.json").write_text(json.dumps(told))
    assert is_fresh(Batch(warehouse=str(link))).passed is fresh


def test_a_failed_night_leaves_the_time_of_the_last_that_succeeded(tmp_path: Path) -> None:
    link = tmp_path / "w.duckdb"
    (tmp_path / "status.json").write_text(json.dumps({"succeeded_at": "2026-01-01T00:00:00+00:00", "version": "v"}))
    failed(link, ["why"])
    status = read_status(link)
    assert (status["succeeded_at"], status["version"], status["errors"]) == ("2026-01-01T00:00:00+00:00", "v", ["why"])


def test_the_instance_for_a_server_runs_one_at_a_time(root: Path) -> None:
    settings = yaml.safe_load((root / "deploy" / "dagster.yaml").read_text())
    assert settings["concurrency"]["runs"]["max_concurrent_runs"] == 1
    assert settings["telemetry"]["enabled"] is False
