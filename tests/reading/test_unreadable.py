"""Files that cannot be read, each with the reason that a person gets."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from made_files import encrypted_pdf, image_pdf
from reading.drawn import DrawnPage, write_pdf

from pipeline.reading import READERS, UnreadableFile, checks, read_document
from pipeline.reading.sniff import media_type


@pytest.fixture(params=sorted(READERS))
def reader(request: pytest.FixtureRequest) -> str:
    """Every reader gives the same reasons."""
    return str(request.param)


def refused(tmp_path: Path, name: str, content: bytes, reader: str) -> UnreadableFile:
    """What reading such a file raises."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as raised:
        read_document(path, reader)
    assert raised.value.detail.endswith(".")
    return raised.value


def zipped(*names: str) -> bytes:
    """A zip archive with empty members."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return buffer.getvalue()


def ole(stream: str) -> bytes:
    """The beginning of a compound file whose directory names a stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack("<I", 0) * 100 + stream.encode("utf-16-le")


@pytest.mark.parametrize("content", [b"", b"\n", b"\x00" * 512])
def test_empty_file(tmp_path: Path, reader: str, content: bytes) -> None:
    assert refused(tmp_path, "a.pdf", content, reader).reason == "empty_file"


def test_text_named_pdf(tmp_path: Path, reader: str) -> None:
    error = refused(tmp_path, "a.pdf", "部门预算公开".encode(), reader)
    assert error.reason == "not_a_pdf"
    assert "plain text" in error.detail


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><html></html>",
        b"\xef\xbb\xbf\r\n  <HTML><body>",
        b"<?xml version='1.0'?><html xmlns=''>",
        b"<!-- saved --><!-- twice --><table>",
        b"\xff\xfe" + "<html>".encode("utf-16-le"),
    ],
)
def test_html_named_pdf(tmp_path: Path, reader: str, content: bytes) -> None:
    assert refused(tmp_path, "a.PDF", content, reader).reason == "html_named_pdf"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.99])
def test_truncated_pdf_is_never_read_in_part(tmp_path: Path, reader: str, inbox_dir: Path, share: float) -> None:
    whole = sorted(inbox_dir.glob("*.pdf"))[0].read_bytes()
    assert refused(tmp_path, "a.pdf", whole[: int(len(whole) * share)], reader).reason == "truncated_pdf"


def test_linearized_pdf_that_was_cut_is_truncated(tmp_path: Path, reader: str) -> None:
    content = write_pdf(tmp_path / "whole.pdf", DrawnPage().text(50, 50, "1.00")).read_bytes()
    told = content.replace(
        b"%PDF-1.4\n", b"%%PDF-1.4\n9 0 obj << /Linearized 1 /L %d >> endobj\n" % (10 * len(content))
    )
    error = refused(tmp_path, "a.pdf", told, reader)
    assert error.reason == "truncated_pdf"
    assert str(10 * len(content)) in error.detail


@pytest.mark.parametrize("end", ["", "\n\n"])
def test_a_failure_of_ours_is_not_told_as_damage(
    tmp_path: Path, reader: str, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("column")

    path = write_pdf(tmp_path / "whole.pdf", DrawnPage().text(50, 50, "1.00"))
    path.write_bytes(path.read_bytes() + end.encode())
    monkeypatch.setattr(READERS[reader], "pages", broken)
    with pytest.raises(UnreadableFile) as raised:
        read_document(path, reader)
    assert raised.value.reason == "unreadable_pdf"
    assert "KeyError" in raised.value.detail


def test_a_file_that_points_nowhere_is_damaged(tmp_path: Path, reader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("column")

    content = write_pdf(tmp_path / "whole.pdf", DrawnPage().text(50, 50, "1.00")).read_bytes()
    monkeypatch.setattr(READERS[reader], "pages", broken)
    assert refused(tmp_path, "a.pdf", content.replace(b"xref\n0 ", b"lost\n0 "), reader).reason == "truncated_pdf"


def test_encrypted_pdf(tmp_path: Path, reader: str) -> None:
    assert refused(tmp_path, "a.pdf", encrypted_pdf(), reader).reason == "encrypted_pdf"


def test_image_only_pdf(tmp_path: Path, reader: str) -> None:
    error = refused(tmp_path, "a.pdf", image_pdf(), reader)
    assert error.reason == "image_only_pdf"
    assert "its 1 page is text" in error.detail


def test_too_many_pages(tmp_path: Path, reader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "MAX_PAGES", 2)
    path = write_pdf(tmp_path / "a.pdf", *[DrawnPage().text(50, 50, "1.00")] * 3)
    with pytest.raises(UnreadableFile) as raised:
        read_document(path, reader)
    assert raised.value.reason == "too_many_pages"
    assert "3 pages" in raised.value.detail


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.xls", ole("Workbook"), "Excel workbook (.xls)"),
        ("a.doc", ole("WordDocument"), "Word document (.doc)"),
        ("a.xlsx", zipped("xl/workbook.xml"), "Excel workbook (.xlsx)"),
        ("a.doc", zipped("word/document.xml"), "Word document (.docx)"),
        ("a.ofd", zipped("OFD.xml"), "OFD document"),
        ("a.zip", zipped("a.pdf"), "zip archive"),
        ("a.jpg", b"\xff\xd8\xff\xe0 picture", "an image"),
        ("a.htm", b"<html><body>", "web page"),
    ],
)
def test_kinds_that_are_not_read_are_named(tmp_path: Path, reader: str, name: str, content: bytes, told: str) -> None:
    error = refused(tmp_path, name, content, reader)
    assert error.reason == "unsupported_media"
    assert told in error.detail


def test_content_decides_not_the_name(tmp_path: Path, reader: str) -> None:
    path = write_pdf(tmp_path / "report.doc", DrawnPage().text(50, 50, "1.00"))
    assert [word.text for word in read_document(path, reader).pages[0].words] == ["1.00"]


def test_pdf_with_bytes_before_its_header(tmp_path: Path) -> None:
    assert media_type(b"\r\n\xef\xbb\xbf%PDF-1.7\n") == "application/pdf"
