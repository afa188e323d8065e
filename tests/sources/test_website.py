"""Two agencies' sites over real HTTP: each thing that the web does has its outcome, and nothing is fetched twice."""

from __future__ import annotations

import gzip
import json
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from web_server import ARTICLE_B, HOSTS, Handler, Web, pdf, serving

from pipeline.sources.config import Links, SiteLimits, Website
from pipeline.sources.snapshots import Snapshots
from pipeline.sources.website import Visit, visit

LIMITS = SiteLimits(
    delay_seconds=0.0, timeout_seconds=2.0, file_seconds=0.6, attempts=3, retry_seconds=0.05, max_bytes=100_000
)


def site_a(web: Web, **changes: object) -> Website:
    given = {
        "name": "甲局",
        "start": [web.address("a")],
        "next_page": Links(text="下一页|上一页"),
        "private_addresses": [HOSTS["a"]],
        "limits": LIMITS,
    }
    return Website(**{**given, **changes})  # type: ignore[arg-type]


def site_b(web: Web, **changes: object) -> Website:
    given = {
        "name": "乙局",
        "start": [web.address("b")],
        "articles": Links(address="/art/", text="预算"),
        "private_addresses": [HOSTS["b"]],
        "limits": LIMITS,
    }
    return Website(**{**given, **changes})  # type: ignore[arg-type]


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as running:
        yield running


@pytest.fixture
def snapshots(tmp_path: Path) -> Snapshots:
    return Snapshots(tmp_path / "snapshots")


def outcomes(visits: Iterator[Visit]) -> dict[str, str]:
    """Outcome by the last part of the address."""
    return {each.address.rpartition("/")[2]: each.outcome for each in visits}


WANTED = {
    "index.html": "page",
    "page2.html": "page",
    "%E9%A2%84%E7%AE%97%20%E5%85%AC%E5%BC%80.pdf": "new",
    "%E5%86%B3%E7%AE%97.pdf": "new",
    "busy.pdf": "new",
    "broken.pdf": "new",
    "slow.pdf": "too_slow",
    "cut.pdf": "incomplete",
    "loop.pdf": "redirect_loop",
    "away.pdf": "host_not_allowed",
    "webpage.pdf": "new",
    "typed.pdf": "new",
    "hidden.pdf": "robots",
    "named.pdf": "new",
    "large.pdf": "too_large",
    "gone.pdf": "http_404",
    "second.pdf": "new",
}


def test_everything_the_web_does_has_its_outcome(web: Web, snapshots: Snapshots) -> None:
    started = time.monotonic()
    visits = list(visit(site_a(web), snapshots))
    assert outcomes(iter(visits)) == WANTED
    assert time.monotonic() - started >= 1.0, "Retry-After was not kept"
    assert len(visits) == len(WANTED)

    assert web.of("/files/busy.pdf") == [429, 200]
    assert web.of("/files/broken.pdf") == [500, 500, 200]
    assert web.of("/files/cut.pdf") == [200] * 3
    assert web.of("/private/hidden.pdf") == []
    assert web.of("/robots.txt") == [200]
    assert {host for host, *_ in web.asked} == {"a"}

    files = {file.file_name: file for file in snapshots.files()}
    assert len(files) == list(WANTED.values()).count("new")
    assert {"passwd.pdf", "决算.pdf", "预算 公开.pdf", "webpage.pdf"} <= set(files)
    for file in files.values():
        assert file.path.parent.parent == snapshots.folder
        assert file.path.name == f"{file.sha256}.pdf"
        assert not file.path.stat().st_mode & stat.S_IWUSR
        assert file.source_uri.startswith(web.address("a", "/files/"))
    assert files["typed.pdf"].path.read_bytes() == pdf("typed")
    assert not list(snapshots.folder.glob(".incoming*"))


def test_the_sidecar_says_where_a_file_came_from(web: Web, snapshots: Snapshots) -> None:
    list(visit(site_b(web), snapshots))
    file = next(file for file in snapshots.files() if file.file_name == "report.pdf")
    told = json.loads(file.path.with_suffix(".json").read_text())
    [source] = told["sources"]
    assert (told["sha256"], told["byte_size"]) == (file.sha256, len(pdf(web.figure)))
    assert (source["uri"], source["found_on"]) == (web.address("b", "/att/report.pdf"), web.address("b", "/art/1.html"))
    assert (source["status"], source["site"], source["headers"]["etag"]) == (200, "乙局", '"100.00"')
    assert source["headers"]["last-modified"] == "Mon, 09 Feb 2026 02:00:00 GMT"


def test_a_second_night_fetches_nothing_again(web: Web, snapshots: Snapshots) -> None:
    first = [*visit(site_a(web), snapshots), *visit(site_b(web), snapshots)]
    files = snapshots.files()
    web.asked.clear()
    second = [*visit(site_a(web), snapshots), *visit(site_b(web), snapshots)]
    assert snapshots.files() == files
    expected = {each.address: {"new": "unchanged"}.get(each.outcome, each.outcome) for each in first if each.sha256}
    found = {each.address: each.outcome for each in second if each.sha256}
    assert {address: outcome for address, outcome in found.items() if outcome == "unchanged"} == {
        address: outcome for address, outcome in expected.items() if outcome == "unchanged"
    }
    again = {(host, path) for host, path, status in web.asked if status == 200 and path.endswith(".pdf")}
    assert again == {("a", "/files/slow.pdf"), ("a", "/files/cut.pdf"), ("a", "/files/large.pdf")}
    assert web.of("/page2.html") == [304]


def test_the_same_bytes_at_two_addresses_are_one_file(web: Web, snapshots: Snapshots) -> None:
    list(visit(site_a(web), snapshots))
    count = len(snapshots.files())
    list(visit(site_b(web), snapshots))
    files = snapshots.files()
    assert len(files) == count + 1
    [twice] = [file for file in files if file.path.read_bytes() == pdf("one")]
    hosts = [source.uri.rpartition(":")[0] for source in snapshots.sources(twice.sha256)]
    assert hosts == ["http://localhost", "http://127.0.0.1"]
    assert twice.source_uri == snapshots.sources(twice.sha256)[0].uri


def test_a_republished_file_is_another_snapshot(web: Web, snapshots: Snapshots) -> None:
    list(visit(site_b(web), snapshots))
    web.figure = "101.00"
    assert outcomes(visit(site_b(web), snapshots))["report.pdf"] == "republished"
    contents = {file.path.read_bytes() for file in snapshots.files() if file.file_name == "report.pdf"}
    assert contents == {pdf("100.00"), pdf("101.00")}
    assert outcomes(visit(site_b(web), snapshots))["report.pdf"] == "unchanged"


def test_articles_themselves_are_kept_where_that_is_wanted(web: Web, snapshots: Snapshots) -> None:
    list(visit(site_b(web, page_text=True), snapshots))
    [page] = [file for file in snapshots.files() if file.path.suffix == ".html"]
    assert "预算".encode() in page.path.read_bytes()
    assert page.source_uri == web.address("b", "/art/1.html")
    assert web.of("/art/1.html") == [200]


def test_a_private_address_is_not_asked_unless_listed(web: Web, snapshots: Snapshots) -> None:
    found = outcomes(visit(site_b(web, private_addresses=[]), snapshots))
    assert found == {"index.html": "private_address"}
    assert web.asked == []


def test_limits_on_pages_and_files_are_told(web: Web, snapshots: Snapshots) -> None:
    few = LIMITS.model_copy(update={"max_pages": 1, "max_files": 1})
    found = [each.outcome for each in visit(site_a(web, limits=few), snapshots)]
    assert found == ["page", "too_many_pages", "new", "too_many_files"]


def test_a_host_without_robots_is_open_and_one_that_fails_is_closed(web: Web, snapshots: Snapshots) -> None:
    assert outcomes(visit(site_b(web), snapshots))["report.pdf"] == "new"
    dead = site_b(web, start=["http://127.0.0.1:9/index.html"])
    assert outcomes(visit(dead, snapshots)) == {"index.html": "robots_unreachable"}


@pytest.mark.parametrize("header", ["etag", "modified"])
def test_a_change_is_seen_where_the_server_names_contents_in_chinese(
    web: Web, snapshots: Snapshots, header: str
) -> None:
    """A header that is not ASCII cannot be sent back as it came."""
    said = "星期一, 09 2月 2026".encode().decode("latin-1")
    web.instead["b", "/att/report.pdf"] = lambda handler: handler.give(pdf(web.figure), **{header: said})
    found = [outcomes(visit(site_b(web), snapshots))["report.pdf"]]
    web.figure = "101.00"
    found += [outcomes(visit(site_b(web), snapshots))["report.pdf"] for _ in range(2)]
    assert found == ["new", "republished", "unchanged"]


def test_not_modified_says_nothing_where_nobody_asked_for_it(web: Web, snapshots: Snapshots) -> None:
    web.instead["b", "/att/report.pdf"] = lambda handler: handler.give(b"", status=304)
    web.instead["b", "/art/1.html"] = lambda handler: handler.give(ARTICLE_B.encode(), "text/html")
    found = outcomes(visit(site_b(web), snapshots))
    assert (found["report.pdf"], found["same.pdf"]) == ("http_304", "new")
    web.instead["b", "/index.html"] = lambda handler: handler.give(b"", status=304)
    assert outcomes(visit(site_b(web), Snapshots(snapshots.folder / "fresh"))) == {"index.html": "http_304"}


def test_a_redirect_to_what_is_no_address_costs_that_file_alone(web: Web, snapshots: Snapshots) -> None:
    web.instead["b", "/att/report.pdf"] = lambda handler: handler.redirect("http://[bad")
    found = outcomes(visit(site_b(web), snapshots))
    assert (found["report.pdf"], found["same.pdf"]) == ("bad_address", "new")


@pytest.mark.parametrize("packed", [False, True])
def test_a_robots_txt_that_comes_byte_by_byte_holds_nothing_up(web: Web, snapshots: Snapshots, packed: bool) -> None:
    def drip(handler: Handler) -> None:
        encoding = {"content_encoding": "gzip"} if packed else {}
        handler.begin(200, content_type="text/plain", content_length="1000", **encoding)
        handler.end_headers()
        try:
            for byte in gzip.compress(b"")[:10] + b"\x00\x00\x00\xff\xff" * 12:  # blocks of nothing, for ever
                handler.wfile.write(bytes([byte if packed else ord("#")]))
                handler.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass
        handler.close_connection = True

    web.instead["b", "/robots.txt"] = drip
    started = time.monotonic()
    few = LIMITS.model_copy(update={"attempts": 2})
    assert outcomes(visit(site_b(web, limits=few), snapshots)) == {"index.html": "robots_unreachable"}
    assert time.monotonic() - started < 4


def test_a_name_in_chinese_that_the_server_sends_as_it_is(web: Web, snapshots: Snapshots) -> None:
    said = 'attachment; filename="甲局2026年预算.pdf"'.encode().decode("latin-1")
    web.instead["b", "/att/report.pdf"] = lambda handler: handler.give(pdf(web.figure), disposition=said)
    list(visit(site_b(web), snapshots))
    assert "甲局2026年预算.pdf" in {file.file_name for file in snapshots.files()}
