"""One night at one website: listing pages, articles, attachments; what each address gave is told, nothing is dropped.

An address is asked once a night, under the condition that it has changed since the last answer. A page that was not to
be had is replaced by the one kept of it, so that a bad night of the server does not hide what is known.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.runlog import now
from pipeline.sources.config import Website
from pipeline.sources.fetching import Fetched, Fetcher, NotFetched
from pipeline.sources.names import name_of
from pipeline.sources.pages import Link, links
from pipeline.sources.snapshots import PAGES, Pages, Snapshots, Source

FAILED_NOT = frozenset({"new", "unchanged", "republished", "page", "page_unchanged"})
"""Outcomes that are no failures."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What an address gave. `outcome`: new, republished, unchanged, page, page_unchanged, or why it gave nothing."""

    site: str
    address: str
    outcome: str
    detail: str = ""
    status: int = 0
    sha256: str = ""
    attempts: int = 1

    @property
    def failed(self) -> bool:
        """Whether the address gave nothing."""
        return self.outcome not in FAILED_NOT


def visit(site: Website, snapshots: Snapshots, fetcher: Fetcher | None = None) -> Iterator[Visit]:
    """Fetch what is new at a website into the snapshots. Never raises for what the site does."""
    if fetcher is None:
        with Fetcher(site, snapshots.folder) as own:
            yield from _Night(site, snapshots, own).run()
    else:
        yield from _Night(site, snapshots, fetcher).run()


class _Night:
    def __init__(self, site: Website, snapshots: Snapshots, fetcher: Fetcher) -> None:
        self._site = site
        self._snapshots = snapshots
        self._pages = Pages(snapshots.folder / PAGES)
        self._fetcher = fetcher
        self._known = snapshots.by_address()

    def run(self) -> Iterator[Visit]:
        listings: deque[str] = deque(self._site.start)
        articles: dict[str, Link] = {}
        files: dict[str, tuple[Link, str]] = {}
        seen = set(self._site.start)
        pages = 0
        while listings and pages < self._site.limits.max_pages:
            address = listings.popleft()
            pages += 1
            page, told = self._page(address)
            yield told
            for link in page:
                if self._site.next_page and self._site.next_page.match(link.address, link.text):
                    if link.address not in seen:
                        seen.add(link.address)
                        listings.append(link.address)
                elif self._site.attachments.match(link.address, link.text):
                    files.setdefault(link.address, (link, address))
                elif self._site.articles and self._site.articles.match(link.address, link.text):
                    articles.setdefault(link.address, link)
        if listings:
            yield Visit(self._site.name, listings[0], "too_many_pages", f"{len(listings)} listing pages were left.")
        for link in list(articles.values()):
            pages += 1
            if pages > self._site.limits.max_pages:
                yield Visit(self._site.name, link.address, "too_many_pages", "Further articles were left.")
                break
            page, told = self._page(link.address)
            yield told
            for found in page:
                if self._site.attachments.match(found.address, found.text):
                    files.setdefault(found.address, (found, link.address))
            if self._site.page_text:
                files.setdefault(link.address, (link, link.address))
        for number, (link, found_on) in enumerate(files.values()):
            if number >= self._site.limits.max_files:
                yield Visit(self._site.name, link.address, "too_many_files", f"{len(files) - number} files were left.")
                break
            yield self._file(link, found_on)

    def _page(self, address: str) -> tuple[list[Link], Visit]:
        """The links of a page, from its last content where it has not changed or is not to be had."""
        kept = self._pages.load(address)
        try:
            fetched = self._fetcher.fetch(address, kept[1] if kept else None)
        except NotFetched as failure:
            told = Visit(self._site.name, address, failure.outcome, failure.detail)
            return (_links(kept, address) if kept else []), told
        told = Visit(self._site.name, address, "page", "", fetched.status, fetched.sha256, fetched.attempts)
        if fetched.path is None:
            return (_links(kept, address) if kept else []), replace(told, outcome="page_unchanged")
        content = fetched.path.read_bytes()
        fetched.path.unlink()
        headers = {**fetched.headers, "x-address": fetched.address}
        self._pages.keep(address, content, headers)
        return _links((content, headers), address), told

    def _file(self, link: Link, found_on: str) -> Visit:
        known = self._known.get(link.address)
        try:
            if self._site.page_text and link.address == found_on:
                fetched = self._kept_page(link.address)
            else:
                fetched = self._fetcher.fetch(link.address, known[1].headers if known else None)
        except NotFetched as failure:
            return Visit(self._site.name, link.address, failure.outcome, failure.detail)
        told = Visit(self._site.name, link.address, "unchanged", "", fetched.status, fetched.sha256, fetched.attempts)
        if fetched.path is None:
            return replace(told, sha256=known[0] if known else "")
        if known and known[0] == fetched.sha256:
            fetched.path.unlink()
            return told
        disposition = fetched.headers.get("content-disposition", "")
        name = name_of(fetched.address, disposition, link.text)
        if link.address == found_on and not name.lower().endswith((".html", ".htm", ".shtml")):
            name = f"{name}.html"
        source = Source(name, now(), link.address, self._site.name, found_on, fetched.status, fetched.headers)
        self._snapshots.keep(fetched.path, fetched.sha256, source)
        return replace(told, outcome="republished" if known else "new")

    def _kept_page(self, address: str) -> Fetched:
        """The article itself as a file: it was asked tonight already."""
        kept = self._pages.load(address)
        if kept is None:
            raise NotFetched("page_missing", f"{address} was not to be had.")
        content, headers = kept
        path = self._snapshots.folder / ".incoming-page"
        path.write_bytes(content)
        return Fetched(headers.get("x-address", address), 200, headers, path, digest(path), len(content))


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    from hashlib import file_digest

    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def _links(kept: tuple[bytes, dict[str, str]], address: str) -> list[Link]:
    content, headers = kept
    return list(links(content, headers.get("content-type", ""), headers.get("x-address", address)))
