"""Web pages: their text in whatever encoding, and their links as addresses that can be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

from selectolax.lexbor import LexborHTMLParser

_META: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.I)
_HEADER: Final = re.compile(r"charset\s*=\s*\"?([\w-]+)", re.I)
_PATH: Final = "/%:@!$&'()*+,;=~-._"
_QUERY: Final = _PATH + "?"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page: its address in full, percent-encoded, and its text (or title)."""

    address: str
    text: str


def decoded(content: bytes, content_type: str) -> tuple[str, str]:
    """A page's text and the encoding that it is in. Names of the GB family all mean GB18030, which holds the others."""
    named = _HEADER.search(content_type)
    meta = _META.search(content[:4096])
    for name in (named[1] if named else "", meta[1].decode("ascii") if meta else "", "utf-8", "gb18030"):
        encoding = "gb18030" if name.lower().startswith("gb") else name.lower()
        try:
            return content.decode(encoding), encoding
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("utf-8", errors="replace"), "utf-8"


def links(content: bytes, content_type: str, address: str) -> Iterator[Link]:
    """The links of a page in order, each address once."""
    text, encoding = decoded(content, content_type)
    tree = LexborHTMLParser(text)
    base = tree.css_first("base[href]")
    if base is not None:  # one that is no address counts for nothing, as in browsers
        address = absolute(address, (base.attributes.get("href") or "").strip(), encoding) or address
    seen: set[str] = set()
    for node in tree.css("a[href], area[href], iframe[src], embed[src]"):
        href = (node.attributes.get("href") or node.attributes.get("src") or "").strip()
        found = absolute(address, href, encoding)
        if found and found not in seen:
            seen.add(found)
            words = " ".join(node.text().split())
            yield Link(found, words or " ".join((node.attributes.get("title") or "").split()))


def absolute(base: str, href: str, encoding: str = "utf-8") -> str:
    """An address as a browser asks it: joined, without fragment, path in UTF-8 and query in the page's encoding.

    '' for what is no address of the web (mailto:, javascript:) or is none at all.
    """
    try:
        parts = urlsplit(urldefrag(urljoin(base, href)).url)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    query = quote(parts.query.encode(encoding, errors="replace"), safe=_QUERY)
    return urlunsplit((parts.scheme, parts.netloc, quote(parts.path or "/", safe=_PATH), query, ""))
