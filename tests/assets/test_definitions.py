"""What Dagster loads: every declared table as an asset with a blocking check, the job, the schedule."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest
import yaml

from assets.definitions import defs
from assets.schedules import nightly
from assets.tables import CHECK, column_schema, table_key
from assets.warehouse import PUBLISHED
from schemas import TABLES, Table

TABLES_BY_NAME = sorted(TABLES.items())


def test_the_workspace_names_the_definitions(root: Path) -> None:
    workspace = yaml.safe_load((root / "workspace.yaml").read_text())
    assert [entry["python_module"]["module_name"] for entry in workspace["load_from"]] == ["assets.definitions"]


def test_the_definitions_load() -> None:
    dg.Definitions.validate_loadable(defs)


def test_the_layers_are_groups() -> None:
    groups = {spec.group_name for spec in defs.resolve_all_asset_specs()}
    assert groups == {"raw", "staging", "dims", "facts", "audit", "warehouse"}


@pytest.mark.parametrize(("name", "table"), TABLES_BY_NAME)
def test_every_table_is_an_asset_with_one_blocking_check(name: str, table: Table) -> None:
    spec = defs.resolve_assets_def(table_key(table)).get_asset_spec(table_key(table))
    assert spec.metadata["dagster/column_schema"] == column_schema(table)
    checks = [
        check for check in defs.resolve_assets_def(table_key(table)).check_specs if check.asset_key == table_key(table)
    ]
    assert [(check.name, check.blocking) for check in checks] == [(CHECK, True)], name


def test_publishing_waits_for_every_table() -> None:
    upstream = {dep.asset_key for dep in defs.resolve_assets_def(PUBLISHED).get_asset_spec(PUBLISHED).deps}
    assert {table_key(table) for table in TABLES.values()} <= upstream


def test_the_job_runs_everything() -> None:
    job = defs.resolve_job_def("ingest")
    assert set(job.asset_layer.executable_asset_keys) == {spec.key for spec in defs.resolve_all_asset_specs()}


def test_the_schedule_is_two_at_night_in_shanghai() -> None:
    schedule = defs.resolve_schedule_def("nightly")
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("0 2 * * *", "Asia/Shanghai")
    assert schedule.job_name == "ingest"


def test_a_night_without_files_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with dg.build_schedule_context() as context:
        assert isinstance(nightly(context), dg.SkipReason)
        inbox = tmp_path / "data" / "raw" / "inbox"
        inbox.mkdir(parents=True)
        (inbox / "one.pdf").write_bytes(b"%PDF-")
        assert isinstance(nightly(context), dg.RunRequest)
