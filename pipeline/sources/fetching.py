"""Asking one address: gently, with conditions, hop by hop, within limits, and again where that may help.

Robots.txt is read by protego, attempts are made by stamina, HTTP is spoken by httpx2; what is here is their order and
what each outcome is called.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from urllib.parse import urljoin, urlsplit

import httpx2
import stamina
from protego import Protego

from pipeline.sources.config import Website
from pipeline.sources.network import AddressRefused, GuardedTransport
from pipeline.sources.pages import absolute

_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_ROBOTS_SIZE: Final = 500_000
KEPT_HEADERS: Final = (
    "content-type",
    "content-length",
    "content-disposition",
    "etag",
    "last-modified",
    "date",
    "server",
)


stamina.instrumentation.set_on_retry_hooks([])  # else each retry is printed; the outcome says how many there were


class NotFetched(Exception):
    """An address gave nothing. `outcome` is a stable key; `again` says that another attempt may help.

    `after` is the pause that the server asked for, in seconds.
    """

    def __init__(self, outcome: str, detail: str, *, again: bool = False, after: float | None = None) -> None:
        super().__init__(detail)
        self.outcome, self.detail, self.again, self.after = outcome, detail, again, after


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: `path` holds the content (none for status 304). `address` is where redirects ended."""

    address: str
    status: int
    headers: Mapping[str, str]
    path: Path | None = None
    sha256: str = ""
    byte_size: int = 0
    attempts: int = 1


@dataclass(slots=True)
class _Count:
    attempts: int = 0


class _Timed(httpx2.SyncByteStream):
    """What comes of an answer, robots.txt or file, packed or not, within so many seconds altogether.

    The client's own limit is on silence: a byte now and then would keep it waiting for ever.
    """

    def __init__(self, stream: httpx2.SyncByteStream, address: str, seconds: float) -> None:
        self._stream, self._address, self._seconds = stream, address, seconds
        self._deadline = time.monotonic() + seconds

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._stream:
            if time.monotonic() > self._deadline:
                raise NotFetched("too_slow", f"{self._address} takes more than {self._seconds:g} s.", again=True)
            yield chunk

    def close(self) -> None:
        self._stream.close()


class Fetcher:
    """Asks the hosts of one website. `folder` takes the files while they come in; `sleep` is for tests of pauses."""

    def __init__(self, site: Website, folder: Path, sleep: Callable[[float], None] = time.sleep) -> None:
        self._site = site
        self._folder = folder
        self._sleep = sleep
        self._robots: dict[str, Protego | None] = {}
        self._asked: dict[str, float] = {}
        limits = site.limits
        self._client = httpx2.Client(
            transport=GuardedTransport(host.lower() for host in site.private_addresses),
            timeout=limits.timeout_seconds,
            headers={"user-agent": site.user_agent, "accept-encoding": "gzip, deflate"},
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def fetch(self, address: str, known: Mapping[str, str] | None = None) -> Fetched:
        """Ask an address, under the condition that it has changed since `known` (headers of the last answer).

        Raises `NotFetched`; nothing is left in the folder then.
        """
        count = _Count()
        limits = self._site.limits
        try:
            for attempt in stamina.retry_context(
                on=self._pause_after,
                attempts=limits.attempts,
                timeout=None,
                wait_initial=limits.retry_seconds,
                wait_max=limits.longest_wait_seconds,
                wait_jitter=limits.retry_seconds / 4,
            ):
                with attempt:
                    count.attempts += 1
                    return self._follow(address, _conditions(known or {}), count.attempts)
        except NotFetched as failure:
            failure.detail += f" ({count.attempts} attempts)" if count.attempts > 1 else ""
            raise
        raise AssertionError("stamina ends with a result or an error")

    def _pause_after(self, error: Exception) -> bool | float:
        """Whether to try again, and after which pause where the server says so."""
        if not isinstance(error, NotFetched) or not error.again:
            return False
        if error.after is None:
            return True
        return error.after if error.after <= self._site.limits.longest_wait_seconds else False

    def _follow(self, address: str, conditions: Mapping[str, str], attempts: int) -> Fetched:
        """Follow redirects one by one, each checked as the first address was."""
        seen: list[str] = []
        while True:
            if address in seen:
                raise NotFetched("redirect_loop", f"{address} leads back to itself.")
            if len(seen) > self._site.limits.redirects:
                raise NotFetched("redirect_loop", f"{seen[0]} was redirected {len(seen)} times.")
            seen.append(address)
            self._require_allowed(address)
            with self._ask(address, conditions) as response:
                location = response.headers.get("location", "")
                if response.status_code in (301, 302, 303, 307, 308) and location:
                    address = _redirected(address, location)
                    continue
                return self._received(address, response, attempts, asked_whether_changed=bool(conditions))

    def _require_allowed(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https"):
            raise NotFetched("scheme_not_allowed", f"{address} is not on the web.")
        if (parts.hostname or "").lower() not in self._site.hosts:
            raise NotFetched("host_not_allowed", f"{parts.hostname} is no host of {self._site.name}.")
        robots = self._robots_of(f"{parts.scheme}://{parts.netloc}")
        if robots is None:
            raise NotFetched("robots_unreachable", f"{parts.netloc} does not say what may be asked (robots.txt).")
        if not robots.can_fetch(address, self._site.user_agent):
            raise NotFetched("robots", f"{address} may not be asked (robots.txt).")

    def _robots_of(self, origin: str) -> Protego | None:
        """What a host allows; everything where it has no robots.txt, nothing (None) where it cannot be had."""
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(f"{origin}/robots.txt")
        return self._robots[origin]

    def _read_robots(self, address: str) -> Protego | None:
        limits = self._site.limits
        for attempt in range(limits.attempts):
            if attempt:
                self._sleep(min(limits.retry_seconds * 2**attempt, limits.longest_wait_seconds))
            try:
                with self._ask(address, {}) as response:
                    if response.status_code == 200:
                        content = b"".join(islice(response.iter_bytes(1024), _ROBOTS_SIZE // 1024))
                        return Protego.parse(content.decode("utf-8", errors="replace"))
                    if response.status_code < 500 and response.status_code != 429:
                        return Protego.parse("")  # a redirect elsewhere says nothing about this host
            except NotFetched as failure:
                if not failure.again:
                    raise
        return None

    @contextmanager
    def _ask(self, address: str, headers: Mapping[str, str]) -> Iterator[httpx2.Response]:
        """One request, after the pause that the host is due."""
        self._wait(address)
        try:
            with self._client.stream("GET", address, headers=dict(headers), follow_redirects=False) as response:
                assert isinstance(response.stream, httpx2.SyncByteStream)
                response.stream = _Timed(response.stream, address, self._site.limits.file_seconds)
                yield response
        except AddressRefused as error:
            raise NotFetched("private_address", f"{error}.") from error
        except httpx2.TimeoutException as error:
            raise NotFetched("too_slow", f"{address} was silent for too long.", again=True) from error
        except httpx2.RemoteProtocolError as error:
            raise NotFetched("incomplete", f"{address} broke off: {error}.", again=True) from error
        except (httpx2.TransportError, httpx2.DecodingError) as error:
            raise NotFetched("network", f"{address}: {type(error).__name__} {error}.", again=True) from error
        except (httpx2.InvalidURL, UnicodeError) as error:
            raise NotFetched("bad_address", f"{address}: {error}.") from error

    def _wait(self, address: str) -> None:
        host = urlsplit(address).netloc
        robots = self._robots.get(f"{urlsplit(address).scheme}://{host}")
        asked = float(robots.crawl_delay(self._site.user_agent) or 0) if robots is not None else 0.0
        pause = max(self._site.limits.delay_seconds, min(asked, self._site.limits.longest_wait_seconds))
        last = self._asked.get(host)
        if last is not None and (left := last + pause - time.monotonic()) > 0:
            self._sleep(left)
        self._asked[host] = time.monotonic()

    def _received(
        self, address: str, response: httpx2.Response, attempts: int, *, asked_whether_changed: bool
    ) -> Fetched:
        status = response.status_code
        headers = {name: value for name, value in response.headers.items() if name.lower() in KEPT_HEADERS}
        if status == 304 and asked_whether_changed:  # else it says nothing: no content of ours was named
            return Fetched(address, status, headers, attempts=attempts)
        if status in _AGAIN:
            after = retry_after(response.headers.get("retry-after", ""))
            raise NotFetched(f"http_{status}", f"{address} answered {status}.", again=True, after=after)
        if status != 200:
            raise NotFetched(f"http_{status}", f"{address} answered {status}.")
        most = self._site.limits.max_bytes
        if (size := response.headers.get("content-length", "")).isdigit() and int(size) > most:
            raise NotFetched("too_large", f"{address} has {size} bytes; more than {most} are not taken.")
        path = self._folder / f".incoming-{os.getpid()}"
        try:
            digest, size_read = self._save(address, response, path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return Fetched(address, status, headers, path, digest, size_read, attempts)

    def _save(self, address: str, response: httpx2.Response, path: Path) -> tuple[str, int]:
        """The content into a file; its size counts unpacked, so that a small answer cannot fill the disk."""
        limits = self._site.limits
        digest, size = sha256(), 0
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            for chunk in response.iter_bytes():
                size += len(chunk)
                if size > limits.max_bytes:
                    raise NotFetched("too_large", f"{address} has more than {limits.max_bytes} bytes.")
                digest.update(chunk)
                stream.write(chunk)
            stream.flush()
            os.fsync(stream.fileno())
        return digest.hexdigest(), size


def _redirected(address: str, location: str) -> str:
    """Where a redirect leads. What is no address of the web at all is named by `bad_address`."""
    try:
        return absolute(address, location) or urljoin(address, location)
    except ValueError as error:
        raise NotFetched("bad_address", f"{address} leads to what is no address: {error}.") from error


def _conditions(known: Mapping[str, str]) -> dict[str, str]:
    """What can be sent back as it came; a header that is not ASCII cannot, and the content is then asked in full."""
    conditions = {"if-none-match": known.get("etag", ""), "if-modified-since": known.get("last-modified", "")}
    return {name: value for name, value in conditions.items() if value and value.isascii()}


def retry_after(header: str) -> float | None:
    """The pause that a server asks for, in seconds: a number or a date."""
    if header.strip().isdigit():
        return float(header)
    try:
        until = parsedate_to_datetime(header)
    except (TypeError, ValueError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
