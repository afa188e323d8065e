"""The dashboard stays up and right while new versions are published, and follows them without a restart."""

from __future__ import annotations

import os
import threading
from decimal import Decimal
from pathlib import Path

from pipeline.dashboards.figures import wan
from tests.dashboards.conftest import Night, Run, metrics

PUBLISHES = int(os.environ.get("YUSUAN_PUBLISHES", "5"))
"""20 for the long run."""


def test_pages_stay_right_during_publishes(run: Run, night: Night, tmp_path: Path) -> None:
    """Pages are drawn all the time; each shows one version whole, none an older one than the page before."""
    link = tmp_path / "budget.duckdb"
    night(1, link)
    problems: list[BaseException] = []

    def nights() -> None:
        try:
            for number in range(2, PUBLISHES + 2):
                night(number, link)
        except BaseException as problem:
            problems.append(problem)

    publishing = threading.Thread(target=nights)
    publishing.start()
    seen: list[str] = []
    while publishing.is_alive():
        seen.append(one_version(run, link))
    publishing.join()
    seen.append(one_version(run, link))
    assert not problems
    amounts = [Decimal(text.replace(",", "")) for text in seen]
    assert amounts == sorted(amounts)
    assert seen[-1] == wan(Decimal((PUBLISHES + 1) * 10000))


def one_version(run: Run, link: Path) -> str:
    shown = metrics(run("overview", warehouse=link))
    assert shown["支出合计（万元）"] == shown["基本支出（万元）"]
    return shown["支出合计（万元）"]
