"""Small files of the kinds that no pipeline can load, made by hand so that nothing needs to be downloaded."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_FILE_ID = b"0123456789abcdef"


def text_pdf(lines: list[str], trailer: bytes = b"", objects: tuple[bytes, ...] = ()) -> bytes:
    """A PDF of one page with Latin text in Helvetica."""
    shown = b" ".join(b"(%s) Tj 0 -20 Td" % line.encode("ascii") for line in lines)
    content = b"BT /F1 12 Tf 72 720 Td " + shown + b" ET"
    bodies = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *objects,
    )
    return _pdf(bodies, trailer)


def encrypted_pdf(password: bytes = b"secret") -> bytes:
    """A PDF that opens with a password only (40-bit RC4, the oldest scheme; its content does not matter here)."""
    padded = (password + _PAD)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    permissions = -44
    seed = padded + owner + permissions.to_bytes(4, "little", signed=True) + _FILE_ID
    user = _rc4(hashlib.md5(seed).digest()[:5], _PAD)
    encrypt = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P %d >>" % (
        owner.hex().encode(),
        user.hex().encode(),
        permissions,
    )
    file_id = _FILE_ID.hex().encode()
    return text_pdf(["locked"], b"/Encrypt 6 0 R /ID [<%s> <%s>]" % (file_id, file_id), (encrypt,))


def image_pdf() -> bytes:
    """A PDF whose only page is a picture, as a scanner makes it."""
    picture = Image.new("RGB", (600, 800), "white")
    ImageDraw.Draw(picture).rectangle((50, 50, 550, 400), outline="black")
    buffer = BytesIO()
    picture.save(buffer, "PDF")
    return buffer.getvalue()


def bad_files(folder: Path, good: Path) -> dict[str, set[str]]:
    """Write one file of each kind; gives the right reasons for each name. `good` is cut for the truncated one."""
    whole = good.read_bytes()
    contents: dict[str, tuple[bytes, set[str]]] = {
        "empty.pdf": (b"", {"empty_file"}),
        "html.pdf": (
            b"<!DOCTYPE html><html><body><table><tr><td>1</td></tr></table></body></html>",
            {"html_named_pdf"},
        ),
        "text.pdf": ("这不是一个文件\n".encode(), {"not_a_pdf"}),
        "truncated.pdf": (whole[: len(whole) // 3], {"truncated_pdf"}),
        "encrypted.pdf": (encrypted_pdf(), {"encrypted_pdf"}),
        "image_only.pdf": (image_pdf(), {"image_only_pdf"}),
        "no_statement.pdf": (
            text_pdf(["Minutes of a meeting", "Nothing was decided."]),
            {"no_statement", "not_a_budget"},
        ),
    }
    for name, (content, _) in contents.items():
        (folder / name).write_bytes(content)
    return {name: reasons for name, (_, reasons) in contents.items()}


def _pdf(bodies: tuple[bytes, ...], trailer: bytes) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, trailer, start)
    return bytes(out)


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
