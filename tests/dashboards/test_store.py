"""Which version is shown: the link is resolved anew, answers belong to their version, files may go."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.dashboards.store import NoWarehouse, open_store, version_key
from tests.dashboards.conftest import Night

SPENT = "SELECT sum(budget_expenditure) AS spent FROM mart.budget"


def test_a_new_publish_is_a_new_version(night: Night, tmp_path: Path) -> None:
    link = tmp_path / "budget.duckdb"
    assert version_key(link) == ""
    night(1, link)
    first = open_store(link)
    assert first.row(SPENT) == {"spent": Decimal(10000)}
    night(2, link)
    assert version_key(link) != first.key
    assert first.row(SPENT) == {"spent": Decimal(10000)}
    assert open_store(link).row(SPENT) == {"spent": Decimal(20000)}


def test_the_connection_is_read_only(county: Path) -> None:
    store = open_store(county)
    with pytest.raises(Exception, match="read-only"):
        store.rows("CREATE TABLE t AS SELECT 1")
    (limit,) = store.rows("SELECT current_setting('memory_limit') AS memory, current_setting('threads') AS threads")
    assert limit["threads"] == 1
    assert limit["memory"].startswith(("1.8", "2.0"))


def test_what_is_no_warehouse_has_a_reason(tmp_path: Path, plain_file: Path) -> None:
    with pytest.raises(NoWarehouse) as missing:
        open_store(tmp_path / "none.duckdb")
    assert missing.value.reason == "no_warehouse"
    with pytest.raises(NoWarehouse) as old:
        open_store(plain_file)
    assert old.value.reason == "old_warehouse"
