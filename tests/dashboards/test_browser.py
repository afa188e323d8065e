"""The dashboard as a person sees it: every page in headless Chromium, at two widths, its figures against SQL.

Pictures are saved to the test's temporary folder, or to the folder that YUSUAN_PICTURES names.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.dashboards.figures import count, percent, share, wan
from pipeline.dashboards.server import arguments, environment
from tests.dashboards.conftest import NAMES, Night, ask
from tests.dashboards.test_publishes import PUBLISHES

pytestmark = pytest.mark.slow
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright (extra `browser`) is not installed")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (1440, 390)
ORGANIZATION_VIEWS = ("收支", "三公经费", "项目和绩效", "增减原因", "报表原样")
CARD = "[data-testid=stMetric]"


def serve(warehouse: Path, files: Path) -> tuple[subprocess.Popen[bytes], str]:
    """The dashboard on a free port, and its address."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    root = Path(__file__).resolve().parents[2]
    variables = {**os.environ, **environment(warehouse, [files]), "PYTHONPATH": str(root)}
    server = subprocess.Popen(
        [sys.executable, *arguments("localhost", port)],
        cwd=root, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://localhost:{port}"
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=2)
            return server, address
        except OSError:
            time.sleep(0.5)
    server.kill()
    raise AssertionError("the dashboard did not start within two minutes")


def stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Chromium with a profile of its own."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium fonts-noto-cjk)")
    with sync_api.sync_playwright() as driver:
        context = driver.chromium.launch_persistent_context(
            str(tmp_path_factory.mktemp("profile")), executable_path=CHROMIUM, args=FLAGS
        )
        yield context
        context.close()


@pytest.fixture(scope="module")
def dashboard(warehouse: Path, inbox_dir: Path) -> Iterator[str]:
    """The address of the dashboard on the bundled disclosures."""
    server, address = serve(warehouse, inbox_dir)
    yield address
    stop(server)


def visit(page: Any, address: str, name: str) -> None:
    """Open a page and wait until it is drawn to its end."""
    page.goto(f"{address}/{'' if name == 'overview' else name}")
    settle(page)


def settle(page: Any) -> None:
    page.wait_for_selector(".ys-note:has-text('数据版本')", timeout=120_000)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=120_000)


def cards(page: Any) -> dict[str, str]:
    """The cards by their title, once two looks in a row find the same: the browser draws them one after the other."""
    found = look(page)
    for _ in range(40):
        page.wait_for_timeout(150)
        before, found = found, look(page)
        if found and found == before:
            break
    return found


def look(page: Any) -> dict[str, str]:
    return dict(
        page.eval_on_selector_all(
            CARD,
            """found => found.map(card => [
                card.querySelector('[data-testid=stMetricLabel]').innerText.trim(),
                card.querySelector('[data-testid=stMetricValue]').innerText.trim(),
            ])""",
        )
    )


def save(page: Any, folder: Path, name: str, width: int) -> None:
    """A picture of the whole page; Streamlit scrolls inside, so the window is made as high as the content."""
    high = page.evaluate("document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight + 80")
    page.set_viewport_size({"width": width, "height": min(int(high), 5000)})
    page.wait_for_timeout(1200)
    page.screenshot(path=str(folder / f"{name}-{width}.png"))
    page.set_viewport_size({"width": width, "height": 900})


def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(os.environ.get("YUSUAN_PICTURES") or tmp_path_factory.mktemp("pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_right_and_fits(
    browser: Any, dashboard: str, warehouse: Path, tmp_path_factory: pytest.TempPathFactory, width: int
) -> None:
    folder = pictures(tmp_path_factory)
    page = browser.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    outside: list[str] = []
    page.on("request", lambda sent: outside.append(sent.url) if not sent.url.startswith(dashboard) else None)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for name in NAMES:
        visit(page, dashboard, name)
        assert not page.locator("[data-testid=stException]").count(), name
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} is wider than {width} pixels"
        if name == "search":
            assert_search(page)
            save(page, folder, name, width)
            continue
        page.locator(CARD).first.wait_for(timeout=60_000)
        assert_figures(name, cards(page), warehouse)
        for chart in page.locator("[data-testid=stVegaLiteChart]:visible").all():
            chart.locator("canvas, svg").first.wait_for(timeout=60_000)
        if name == "findings":
            page.locator("[class*=st-key-picture] img").first.wait_for(timeout=60_000)
        save(page, folder, name, width)
    for number, view in enumerate(ORGANIZATION_VIEWS):
        visit(page, dashboard, "organization")
        page.locator("[data-testid=stMain] button", has_text=view).first.click()
        page.wait_for_timeout(1500)
        settle(page)
        assert not page.locator("[data-testid=stException]").count(), view
        save(page, folder, f"organization-{number + 1}", width)
    page.close()
    assert not errors
    assert not [url for url in outside if url.startswith("http")], "the dashboard must work without the internet"


def assert_figures(name: str, shown: dict[str, str], warehouse: Path) -> None:
    """The page's cards are what SQL says."""
    if name == "overview":
        ((year, stage),) = ask(
            warehouse,
            "SELECT DISTINCT fiscal_year, stage FROM mart.disclosure WHERE is_counted ORDER BY ALL DESC LIMIT 1",
        )
        assert stage == "budget"
        query = """
            SELECT count(*), sum(budget_income), sum(budget_expenditure), sum(budget_basic), sum(budget_project)
            FROM mart.budget WHERE fiscal_year = ?
        """
        ((orgs, income, spent, basic, project),) = ask(warehouse, query, year)
        assert shown["机构数"] == count(orgs)
        assert shown["收入总计（万元）"] == wan(income)
        assert shown["支出合计（万元）"] == wan(spent)
        assert shown["基本支出（万元）"] == wan(basic)
        assert shown["项目支出（万元）"] == wan(project)
        ((public,),) = ask(warehouse, "SELECT sum(budget_amount) FROM mart.three_public WHERE fiscal_year = ?", year)
        assert shown["三公经费（万元）"] == wan(public)
    elif name == "organization":
        query = """
            SELECT coalesce(budget_expenditure, final_expenditure) FROM mart.every_budget
            ORDER BY org_name, org_id, fiscal_year DESC LIMIT 1
        """
        assert shown["支出合计（万元）"] == wan(ask(warehouse, query)[0][0])
    elif name == "compare":
        query = "SELECT max(n) FROM (SELECT count(*) AS n FROM mart.peer GROUP BY kind, fiscal_year)"
        assert shown["同类机构"] == count(ask(warehouse, query)[0][0])
    elif name == "findings":
        query = "SELECT count(*), count(*) FILTER (WHERE severity = 'error') FROM audit.finding"
        ((found, wrong),) = ask(warehouse, query)
        assert (shown["发现"], shown["错误"]) == (count(found), count(wrong))
    elif name == "quality":
        ((numbers, unread),) = ask(warehouse, "SELECT sum(numbers), sum(unread) FROM mart.data_quality")
        assert shown["像金额的数字"] == count(numbers)
        assert shown["未读数字"] == count(unread)
        assert shown["已读"] == percent(share(numbers - unread, numbers))
    else:
        raise AssertionError(name)


def assert_search(page: Any) -> None:
    """A project is found and leads to its organization, to the view and year that show it; the link back works."""
    page.locator("[data-testid=stTextInput] input").fill("全民参保宣传")
    page.keyboard.press("Enter")
    hit = page.locator("[data-testid=stPageLink] a", has_text="全民参保宣传经费").first
    hit.wait_for(timeout=60_000)
    hit.click()
    page.wait_for_selector("h1:has-text('机构')", timeout=60_000)
    settle(page)
    assert "view=projects" in page.url
    assert page.locator("[data-testid=stExpander]", has_text="全民参保宣传经费").count()
    page.locator("[data-testid=stApp]").wait_for()
    page.go_back()
    page.wait_for_selector("h1:has-text('搜索')", timeout=60_000)
    settle(page)


def test_the_first_page_has_its_name_as_an_address_too(browser: Any, dashboard: str) -> None:
    page = browser.new_page()
    page.goto(f"{dashboard}/overview")
    settle(page)
    assert not page.locator("[role=dialog]").count()
    assert page.locator("h1:has-text('总览')").count()
    page.close()


def test_a_click_on_its_name_leads_to_each_page(
    browser: Any, dashboard: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Tells the seconds from each click to the page drawn to its end, the best of three; they fail nothing."""
    page = browser.new_page()
    page.set_viewport_size({"width": 1440, "height": 900})
    visit(page, dashboard, "overview")
    names = {"organization": "机构", "compare": "比较", "search": "搜索", "findings": "发现", "quality": "数据质量",
             "overview": "总览"}  # fmt: skip
    best: dict[str, float] = {}
    for _ in range(3):
        for name in names:
            link = page.locator(f"[data-testid=stTopNavLink]:has-text('{names[name]}')").first
            started = time.perf_counter()
            link.click()
            page.wait_for_selector(f"h1:has-text('{names[name]}')", timeout=60_000)
            settle(page)
            assert not page.locator("[data-testid=stException]").count()
            best[name] = min(best.get(name, 99.0), time.perf_counter() - started)
    page.close()
    with capsys.disabled():
        sys.stdout.write(f"\npage times in seconds: { {name: round(seconds, 2) for name, seconds in best.items()} }\n")


def test_an_open_page_follows_publishes(browser: Any, night: Night, tmp_path: Path) -> None:
    """The page is open while new versions are published; it shows each version whole, and the last one by itself."""
    link = tmp_path / "budget.duckdb"
    server, address = serve(link, tmp_path)
    try:
        page = browser.new_page()
        page.goto(address)
        page.wait_for_selector(".ys-empty:has-text('还没有数据')", timeout=120_000)
        night(1, link)
        page.wait_for_selector(CARD, timeout=60_000)
        publishing = threading.Thread(target=lambda: [night(number, link) for number in range(2, PUBLISHES + 2)])
        publishing.start()
        seen: list[Decimal] = []
        end = time.monotonic() + 60 + 20 * PUBLISHES
        final = Decimal(PUBLISHES + 1)
        while time.monotonic() < end and (publishing.is_alive() or seen[-1:] != [final]):
            shown = look(page)
            spent, basic = shown.get("支出合计（万元）"), shown.get("基本支出（万元）")
            if spent and basic and page.locator("[data-test-script-state=notRunning]").count():
                seen.append(Decimal(spent))
            page.wait_for_timeout(300)
        publishing.join()
        assert not page.locator("[data-testid=stException]").count()
        page.close()
        assert seen == sorted(seen)
        assert seen[-1] == final
    finally:
        stop(server)
