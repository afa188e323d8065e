"""Names from the web made safe, encodings and addresses of pages, addresses that are public."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from pipeline.sources.fetching import retry_after
from pipeline.sources.names import name_of, safe_name
from pipeline.sources.network import AddressRefused, checked_address, is_public
from pipeline.sources.pages import absolute, decoded, links

GB = "预算.pdf".encode("gb18030").decode("latin-1")
"""A name as servers send it that know no better."""


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        (".bashrc", "bashrc"),
        ("..", ""),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("预算：公开？.pdf", "预算：公开？.pdf"),
        ('a<b>"c".pdf', "a_b_c_.pdf"),
        ("  a   b .pdf ", "a b .pdf"),
    ],
)
def test_names_are_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_ending() -> None:
    name = safe_name("预" * 300 + ".pdf")
    assert name.endswith(".pdf")
    assert len(name.encode()) <= 180


@pytest.mark.parametrize(
    ("url", "disposition", "text", "name"),
    [
        ("http://x/a/%E9%A2%84%E7%AE%97.pdf", "", "下载", "预算.pdf"),
        ("http://x/a/%D4%A4%CB%E3.pdf", "", "", "预算.pdf"),
        ("http://x/P020260209.PDF", "", "某局2026年部门预算", "某局2026年部门预算.pdf"),
        ("http://x/down?id=1", "attachment; filename*=UTF-8''%E9%A2%84.pdf", "", "预.pdf"),
        (
            "http://x/down",
            'attachment; filename="' + "预算.pdf".encode("gb18030").decode("latin-1") + '"',
            "",
            "预算.pdf",
        ),
        ("http://x/down", 'attachment; filename="甲局2026年预算.pdf"', "", "甲局2026年预算.pdf"),
        ("http://x/down", "attachment; filename=甲局%202026.pdf", "", "甲局 2026.pdf"),
        ("http://x/down", 'attachment; filename="../../x.pdf"', "", "x.pdf"),
        ("http://x/", "", "", "document"),
    ],
)
def test_what_a_file_is_called(url: str, disposition: str, text: str, name: str) -> None:
    assert name_of(url, disposition, text) == name


@pytest.mark.parametrize("told", ["text/html; charset=gb2312", "text/html; charset=GBK", "text/html"])
def test_pages_in_gb18030(told: str) -> None:
    text = "<meta charset=gb2312>㐂预算"
    assert decoded(text.encode("gb18030"), told) == (text, "gb18030")


def test_a_wrong_declaration_does_not_lose_the_text() -> None:
    assert decoded("<meta charset='no-such'>预算".encode(), "text/html; charset=ascii")[0].endswith("预算")


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("../附件/预算 1.pdf", "http://x/%E9%99%84%E4%BB%B6/%E9%A2%84%E7%AE%97%201.pdf"),
        ("%E9%A2%84.pdf#page=2", "http://x/a/%E9%A2%84.pdf"),
        ("?name=预", "http://x/a/b.html?name=%D4%A4"),
        ("//y/z", "http://y/z"),
        ("mailto:a@b", ""),
        ("javascript:void(0)", ""),
        ("http://[", ""),
    ],
)
def test_addresses_as_a_browser_asks_them(href: str, address: str) -> None:
    assert absolute("http://x/a/b.html", href, "gb18030") == address


def test_links_are_told_once_with_their_text() -> None:
    page = '<base href="/d/"><a href=a.pdf> 甲 <b>乙</b></a><a href="/d/a.pdf">x</a><a href=b.pdf title=丙></a>'
    found = [(link.address, link.text) for link in links(page.encode(), "text/html; charset=utf-8", "http://x/i")]
    assert found == [("http://x/d/a.pdf", "甲 乙"), ("http://x/d/b.pdf", "丙")]


@pytest.mark.parametrize("base", ["http://[x", "javascript:void(0)"])
def test_a_base_that_is_no_address_counts_for_nothing(base: str) -> None:
    page = f'<base href="{base}"><a href=a.pdf>甲</a>'
    found = [link.address for link in links(page.encode(), "text/html; charset=utf-8", "http://x/d/i")]
    assert found == ["http://x/d/a.pdf"]


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "::1", "fe80::1%eth0",
                                     "::ffff:10.0.0.1", "0.0.0.0", "224.0.0.1", "100.64.0.1"])  # fmt: skip
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


def test_public_addresses() -> None:
    assert is_public("114.114.114.114")
    assert is_public("2400:3200::1")


def test_a_private_host_must_be_listed() -> None:
    assert checked_address("127.0.0.1", 80, frozenset({"127.0.0.1"})) == "127.0.0.1"
    with pytest.raises(AddressRefused, match="not public"):
        checked_address("localhost", 80, frozenset())


def test_pauses_that_a_server_asks_for() -> None:
    assert retry_after("7") == 7
    later = datetime.now(UTC) + timedelta(seconds=60)
    pause = retry_after(format_datetime(later, usegmt=True))
    assert pause is not None
    assert 50 < pause <= 60
    assert retry_after("Mon, 09 Feb 2015 02:00:00 GMT") == 0
    assert retry_after("soon") is None
