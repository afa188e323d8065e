"""The dashboard stays up and right while new versions are published, and follows them without a restart."""

from __future__ import annotations

import os
import threading
from datetime import date
from decimal import Decimal
from pathlib import Path

from pipeline.dashboards.figures import wan
from pipeline.warehouse import Settings, build, publish
from tests.dashboards.conftest import Run, metrics
from tests.warehouse.conftest import _cell, _document

PUBLISHES = int(os.environ.get("YUSUAN_PUBLISHES", "5"))
"""20 for the long run."""


def version(number: int, link: Path) -> None:
    """Publish version `number`: both its expenditure and its basic expenditure say which one it is."""
    amount = f"{number}0000.00"
    cells = [
        _cell("expenditure_summary", "合计", amount),
        _cell("expenditure_summary", "合计", amount, measure="basic"),
    ]
    document = _document(f"{number}.pdf", cells, published_on=date(2026, 1, number), title=str(number))
    publish(
        build([document], None, link.parent) if number == 1 else build([document], link, link.parent),
        Settings(keep_versions=2),
    )


def test_pages_stay_right_during_publishes(run: Run, tmp_path: Path) -> None:
    """Pages are drawn all the time; each shows one version whole, none an older one than the page before."""
    link = tmp_path / "budget.duckdb"
    version(1, link)
    problems: list[BaseException] = []

    def night() -> None:
        try:
            for number in range(2, PUBLISHES + 2):
                version(number, link)
        except BaseException as problem:
            problems.append(problem)

    publishing = threading.Thread(target=night)
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
