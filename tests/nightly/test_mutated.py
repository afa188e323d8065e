"""Mutated PDFs: bit flips, truncation, swapped objects, bombs, page trees, deep nesting, encryption.

`YUSUAN_MUTANTS` sets how many (`make soak`: 500). The run ends in bounded time, each file is loaded or set aside.
"""

from __future__ import annotations

import os
import random
import re
import time
import zlib
from pathlib import Path

import pytest
from made_files import encrypted_pdf, text_pdf

from pipeline.pool import Pool
from pipeline.sources.folder import list_files
from pipeline.warehouse.extracts import Extracts
from pipeline.worker import Limits

pytestmark = pytest.mark.slow

MUTANTS = int(os.environ.get("YUSUAN_MUTANTS", "24"))
LIMITS = Limits(seconds=30, memory_bytes=3 << 30)


def flipped(content: bytes, chance: random.Random) -> bytes:
    mutant = bytearray(content)
    for _ in range(chance.choice((1, 10, 200))):
        mutant[chance.randrange(len(mutant))] ^= 1 << chance.randrange(8)
    return bytes(mutant)


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(1, len(content))]


def swapped(content: bytes, chance: random.Random) -> bytes:
    """Two object numbers change places, wherever they are referred to."""
    numbers = sorted({int(number) for number in re.findall(rb"(?<!\d)(\d{1,4}) 0 R", content)})
    one, other = chance.sample(numbers, 2) if len(numbers) > 1 else (1, 2)
    names = {b"%d 0 R" % one: b"%d 0 R" % other, b"%d 0 R" % other: b"%d 0 R" % one}
    return re.sub(rb"(?<!\d)\d{1,4} 0 R", lambda match: names.get(match[0], match[0]), content)


def bomb(_: bytes, chance: random.Random) -> bytes:
    """A page whose few kilobytes unpack to some hundred megabytes, packed once or twice."""
    packed = zlib.compress(b"0 " * (chance.choice((20, 100, 200)) << 20), 9)
    filters = b"/FlateDecode"
    if chance.random() < 0.5:
        packed, filters = zlib.compress(packed, 9), b"[/FlateDecode /FlateDecode]"
    return with_content(packed, b"/Filter %s" % filters)


def many_pages(_: bytes, chance: random.Random) -> bytes:
    """A tree of 10 000 pages that all are one and the same, or a tree that contains itself."""
    if chance.random() < 0.3:
        return text_pdf(["loop"]).replace(b"/Kids [3 0 R] /Count 1", b"/Kids [2 0 R] /Count 9")
    return text_pdf(["pages"]).replace(b"/Kids [3 0 R] /Count 1", b"/Kids [%s] /Count 10000" % (b"3 0 R " * 10_000))


def nested(_: bytes, chance: random.Random) -> bytes:
    depth = chance.choice((1_000, 50_000))
    if chance.random() < 0.5:
        return with_content(b"q " * depth + b"[" * depth, b"")
    return text_pdf(["deep"], b"/Deep " + b"[" * depth + b"]" * depth)


def locked(_: bytes, chance: random.Random) -> bytes:
    return encrypted_pdf(b"%d" % chance.randrange(10**6))


def with_content(content: bytes, entries: bytes) -> bytes:
    made = text_pdf(["x"])
    stream = b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)
    return re.sub(rb"<< /Length \d+ >>\nstream\n.*?\nendstream", lambda _: stream, made, flags=re.DOTALL)


KINDS = (flipped, cut, swapped, bomb, many_pages, nested, locked, flipped)


def test_every_mutant_is_loaded_or_set_aside(inbox_dir: Path, tmp_path: Path) -> None:
    chance = random.Random(20261128)
    good = [path.read_bytes() for path in sorted(inbox_dir.glob("*.pdf"))]
    small = min(good, key=len)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(MUTANTS):
        kind = KINDS[number % len(KINDS)]
        mutant = kind(chance.choice([small, *good]), chance)
        (inbox / f"{number:03d}-{kind.__name__}.pdf").write_bytes(
            mutant + b"\n%% %d\n" % number
        )  # each its own content
    files = list_files([inbox])
    assert len(files) == MUTANTS
    extracts = Extracts(tmp_path / "extracts", "1")
    started = time.monotonic()
    reasons: dict[str, int] = {}
    with Pool(extracts, None, LIMITS) as pool:
        for file, each in zip(files, pool.read(files), strict=True):
            assert each.file_name == file.file_name
            assert extracts.has(file)
            reason = each.quarantine.reason if each.quarantine else "loaded"
            reasons[reason] = reasons.get(reason, 0) + 1
            assert reason != "internal_error", (file.file_name, each.quarantine)
            assert each.seconds < LIMITS.seconds + 5, file.file_name
    seconds = time.monotonic() - started
    assert sum(reasons.values()) == len(files)
    print(f"{len(files)} mutants in {seconds:.0f} s: {reasons}")  # noqa: T201
