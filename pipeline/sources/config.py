"""`sources.yaml`: where disclosures come from, read into typed values or refused with every mistake in a sentence.

The file is documented in `docs/operations.md`. Unknown keys are mistakes: a setting that is silently ignored is worse
than an error.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlsplit

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.places import INBOX
from pipeline.words import parse_yaml


class SourcesError(ValueError):
    """The file of sources cannot be used; the message names each mistake and where it stands."""


def _regular_expression(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from error
    return text


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be a full address that begins with http:// or https://")
    return text


Pattern = Annotated[str, AfterValidator(_regular_expression)]
Address = Annotated[str, AfterValidator(_address)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Links(_Strict):
    """Which links of a page are meant: those whose address and text match, both searched anywhere in them."""

    address: Pattern = ""
    text: Pattern = ""

    def match(self, address: str, text: str) -> bool:
        """Whether a link is one of these."""
        return bool(re.search(self.address, address) and re.search(self.text, text))


class SiteLimits(_Strict):
    """How gently a site is asked and how much is taken from it in one night."""

    delay_seconds: Annotated[float, Field(ge=0)] = 1.0
    """Pause between two requests; robots.txt may ask for a longer one."""
    timeout_seconds: Annotated[float, Field(gt=0)] = 30.0
    """Longest silence of the server."""
    file_seconds: Annotated[float, Field(gt=0)] = 300.0
    """Longest time for one file."""
    attempts: Annotated[int, Field(ge=1, le=10)] = 4
    retry_seconds: Annotated[float, Field(ge=0)] = 2.0
    """First pause before another attempt; it doubles each time."""
    longest_wait_seconds: Annotated[float, Field(ge=0)] = 120.0
    """The longest pause that a server may ask for (Retry-After) before it is left for this night."""
    max_pages: Annotated[int, Field(ge=1)] = 200
    max_files: Annotated[int, Field(ge=1)] = 5000
    max_bytes: Annotated[int, Field(ge=1)] = 100_000_000
    """Largest file."""
    redirects: Annotated[int, Field(ge=0, le=20)] = 5


class Website(_Strict):
    """One site: listing pages, the pages that they link to, and the files that are taken."""

    name: Annotated[str, Field(min_length=1)]
    start: Annotated[list[Address], Field(min_length=1)]
    next_page: Links | None = None
    articles: Links | None = None
    attachments: Links = Links(address=r"(?i)\.(?:pdf|docx?|xlsx?|ofd|zip|rar)(?:$|\?)")
    page_text: bool = False
    """Whether the articles themselves are kept, for bodies that publish figures as web pages."""
    allowed_hosts: list[str] = []
    """Hosts that may be asked, besides those of `start`."""
    private_addresses: list[str] = []
    """Hosts that may have an address in a private network (an intranet, a test server)."""
    user_agent: str = "yusuan"
    limits: SiteLimits = SiteLimits()

    @property
    def hosts(self) -> frozenset[str]:
        """Every host that may be asked, in lower case."""
        own = {urlsplit(address).hostname or "" for address in self.start}
        return frozenset(host.lower() for host in (*own, *self.allowed_hosts))


class Alerts(_Strict):
    """Who is told when a run fails; nobody by default."""

    command: list[str] = []
    """A program and its arguments; it gets the notice as JSON on its standard input."""
    webhook: Address | None = None
    """An address to which the notice is posted as JSON."""


class Witness(_Strict):
    """How much of a PDF the second reader reads again (`pipeline.audit.witness`)."""

    enabled: bool = True
    sample: Annotated[float, Field(ge=0, le=1)] = 0.01
    """Share of the pages without reason for doubt."""
    most_doubtful: Annotated[int, Field(ge=0)] = 8
    """Most pages with reason for doubt in one document."""
    most_sampled: Annotated[int, Field(ge=0)] = 3
    """Most of the others."""


class Reading(_Strict):
    """What reading may cost."""

    workers: Annotated[int, Field(ge=0)] = 0
    """Processes that read; 0: one for each core."""
    seconds_per_file: Annotated[float, Field(gt=0)] = 600.0
    megabytes_per_file: Annotated[int, Field(ge=512)] = 4096
    """Address space of a process that reads, its libraries included."""
    witness: Witness = Witness()


class Sources(_Strict):
    """The whole file."""

    inbox: list[str] = [str(INBOX)]
    websites: list[Website] = []
    alerts: Alerts = Alerts()
    reading: Reading = Reading()
    keep_versions: Annotated[int, Field(ge=1)] = 5
    """Published versions of the warehouse that stay, the current one included."""

    @model_validator(mode="after")
    def _names_differ(self) -> Sources:
        names = [site.name for site in self.websites]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"two websites are called {', '.join(twice)}")
        return self


DEFAULT: Final = Sources()
"""What a project without the file has: the drop folder."""


def load_sources(path: Path) -> Sources:
    """The sources of a file; the drop folder alone where there is no such file. Raises `SourcesError`."""
    if not path.exists():
        return DEFAULT
    try:
        content = parse_yaml(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SourcesError(f"{path}: {' '.join(str(error).split())}") from error
    try:
        return Sources.model_validate({} if content is None else content)
    except ValidationError as error:
        lines = [f"{_where(each['loc'])}: {each['msg']}" for each in error.errors()]
        raise SourcesError("\n  ".join([f"{path} cannot be used:", *lines])) from error


def _where(place: tuple[int | str, ...]) -> str:
    """`websites[1].start[0]`."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in place]
    return "".join(parts).lstrip(".") or "the file"
