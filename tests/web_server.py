"""A web server on loopback with two agencies that behave as the web does, and a log of what it was asked.

It answers by the host name that it is asked as, so that `localhost` (a) and `127.0.0.1` (b) are two sites.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

from made_files import text_pdf

HOSTS: Final = {"a": "localhost", "b": "127.0.0.1", "c": "elsewhere.example"}
ETAG: Final = '"one"'
LISTING_A: Final = """<html><head><meta charset="gb2312"></head><body>
<a href="page2.html">下一页</a>
<a href="files/预算 公开.pdf">甲局2026年部门预算</a>
<a href="/files/%E5%86%B3%E7%AE%97.pdf#page=1">percent</a>
<a href="files/busy.pdf">busy</a> <a href="files/broken.pdf">broken twice</a>
<a href="files/slow.pdf">slow</a> <a href="files/cut.pdf">cut short</a>
<a href="files/loop.pdf">loop</a> <a href="files/away.pdf">away</a>
<a href="files/webpage.pdf">a page</a> <a href="files/typed.pdf">wrong type</a>
<a href="private/hidden.pdf">hidden</a> <a href="files/named.pdf">named</a>
<a href="files/large.pdf">large</a> <a href="files/gone.pdf">gone</a>
<a href="mailto:x@example.org">mail</a> <a href="javascript:void(0)">script</a> <a href="notes.txt">notes</a>
</body></html>"""
PAGE_2: Final = '<html><body><a href="index.html">上一页</a><a href="files/second.pdf">second</a></body></html>'
LISTING_B: Final = '<html><body><a href="art/1.html">乙局预算公开</a><a href="about.html">about</a></body></html>'
ARTICLE_B: Final = (
    '<html><body><p>预算</p><a href="../att/report.pdf">report</a><a href="../att/same.pdf">s</a></body></html>'
)


@dataclass
class Web:
    """The server's address, what is published, and what was asked: (host, path, status)."""

    port: int = 0
    figure: str = "100.00"
    asked: list[tuple[str, str, int]] = field(default_factory=list)
    times: dict[str, int] = field(default_factory=dict)
    instead: dict[tuple[str, str], Callable[[Handler], None]] = field(default_factory=dict)
    """Answers of one test, by host and path."""

    def address(self, host: str, path: str = "/index.html") -> str:
        return f"http://{HOSTS[host]}:{self.port}{path}"

    def of(self, path: str) -> list[int]:
        """The statuses with which a path was answered."""
        return [status for _, asked, status in self.asked if asked == path]


def pdf(text: str) -> bytes:
    """A small PDF that says something."""
    return text_pdf([text])


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    web: Web

    def do_GET(self) -> None:
        host = self.site()
        path = self.path
        self.web.times[path] = self.web.times.get(path, 0) + 1
        answers: dict[tuple[str, str], Callable[[], None]] = {
            ("a", "/robots.txt"): lambda: self.give(b"User-agent: *\nDisallow: /private/\n", "text/plain"),
            ("a", "/index.html"): lambda: self.give(LISTING_A.encode("gb18030"), "text/html", etag=ETAG),
            ("a", "/page2.html"): lambda: self.give(PAGE_2.encode(), "text/html; charset=utf-8", etag=ETAG),
            ("a", "/files/%E9%A2%84%E7%AE%97%20%E5%85%AC%E5%BC%80.pdf"): lambda: self.give(pdf("one"), etag=ETAG),
            ("a", "/files/%E5%86%B3%E7%AE%97.pdf"): lambda: self.give(pdf("two"), etag=ETAG),
            ("a", "/files/busy.pdf"): self.busy,
            ("a", "/files/broken.pdf"): self.broken_twice,
            ("a", "/files/slow.pdf"): self.slow,
            ("a", "/files/cut.pdf"): self.cut,
            ("a", "/files/loop.pdf"): lambda: self.redirect("/files/loop2.pdf"),
            ("a", "/files/loop2.pdf"): lambda: self.redirect("/files/loop.pdf"),
            ("a", "/files/away.pdf"): lambda: self.redirect(self.web.address("c", "/files/away.pdf")),
            ("a", "/files/webpage.pdf"): lambda: self.give(b"<!DOCTYPE html><html><p>404</p></html>", etag=ETAG),
            ("a", "/files/typed.pdf"): lambda: self.give(pdf("typed"), "text/html", etag=ETAG),
            ("a", "/files/named.pdf"): lambda: self.give(
                pdf("named"), etag=ETAG, disposition='attachment; filename="../../../etc/passwd.pdf"'
            ),
            ("a", "/files/large.pdf"): lambda: self.give(b"%PDF-" + b"x" * 200_000),
            ("a", "/files/second.pdf"): lambda: self.give(pdf("second"), etag=ETAG),
            ("b", "/index.html"): lambda: self.give(LISTING_B.encode(), "text/html; charset=utf-8"),
            ("b", "/art/1.html"): lambda: self.give(ARTICLE_B.encode(), "text/html; charset=utf-8", etag=ETAG),
            ("b", "/att/report.pdf"): lambda: self.give(
                pdf(self.web.figure), etag=f'"{self.web.figure}"', modified="Mon, 09 Feb 2026 02:00:00 GMT"
            ),
            ("b", "/att/same.pdf"): lambda: self.give(pdf("one"), etag=ETAG),
        }
        if (host, path) in self.web.instead:
            self.web.instead[host, path](self)
            return
        answers.get((host, path), lambda: self.give(b"not here", "text/plain", status=404))()

    def site(self) -> str:
        """Which of the agencies is asked."""
        name = self.headers["host"].partition(":")[0]
        return next(site for site, host in HOSTS.items() if host == name)

    def give(
        self,
        content: bytes,
        kind: str = "application/pdf",
        status: int = 200,
        etag: str = "",
        modified: str = "",
        disposition: str = "",
        **headers: str,
    ) -> None:
        if etag and self.headers.get("if-none-match") == etag:
            content, status = b"", 304
        told = {"content-type": kind, "etag": etag, "last-modified": modified, "content-disposition": disposition}
        self.begin(status, **{name: value for name, value in told.items() if value}, **headers)
        if status != 304:
            self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def begin(self, status: int, **headers: str) -> None:
        self.web.asked.append((self.site(), self.path, status))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)

    def busy(self) -> None:
        if self.web.times[self.path] == 1:
            self.give(b"", "text/plain", 429, retry_after="1")
        else:
            self.give(pdf("busy"), etag=ETAG)

    def broken_twice(self) -> None:
        if self.web.times[self.path] <= 2:
            self.give(b"", "text/plain", 500)
        else:
            self.give(pdf("broken"), etag=ETAG)

    def slow(self) -> None:
        """A byte now and then, for ever."""
        self.begin(200, content_type="application/pdf", content_length="1000")
        self.end_headers()
        try:
            for _ in range(40):
                self.wfile.write(b"%")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass
        self.close_connection = True

    def cut(self) -> None:
        self.begin(200, content_type="application/pdf", content_length="5000")
        self.end_headers()
        self.wfile.write(pdf("cut")[:100])
        self.close_connection = True

    def redirect(self, to: str) -> None:
        self.begin(302, location=to, content_length="0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[Web]:
    """The server while the block runs."""
    web = Web()
    handler = type("Handler", (Handler,), {"web": web})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    web.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
