"""Text in a font that neither file nor machine has is read all the same: PDFium alone would leave some of it out."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.reading import read_document
from pipeline.reading.fast import FastReader

LINE = "主要职能是贯彻执行国家有关法律法规和方针政策组织实施并监督检查各项工作安排"
FONT = "NoFontOfThisName"


def pdf(texts: list[tuple[int, int, str]]) -> bytes:
    """A page of texts, each at x and y from the bottom left, in a font that is not embedded and nowhere to be found."""
    cids = {character: 0x4000 + at for at, character in enumerate(sorted({c for *_, text in texts for c in text}))}
    shown = [f"BT /F1 12 Tf {x} {y} Td <{''.join(f'{cids[c]:04x}' for c in text)}> Tj ET" for x, y, text in texts]
    meanings = "\n".join(f"<{cid:04x}> <{c.encode('utf-16-be').hex()}>" for c, cid in cids.items())
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        f"1 begincodespacerange <0000> <ffff> endcodespacerange {len(cids)} beginbfchar\n{meanings}\n"
        "endbfchar endcmap end end"
    )
    cid_font = (
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{FONT} /DW 1000 /FontDescriptor 7 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    font = f"/Type0 /BaseFont /{FONT} /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 8 0 R"
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 600 800] >>",
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        _stream("\n".join(shown)),
        f"<< /Type /Font /Subtype {font} >>",
        cid_font,
        f"<< /Type /FontDescriptor /FontName /{FONT} /Flags 4 /FontBBox [0 -200 1000 900] /Ascent 880 /Descent -120 >>",
        _stream(to_unicode),
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(bodies) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


@pytest.mark.parametrize(
    "texts",
    [
        [(50, 700, LINE), (50, 660, LINE), (50, 620, LINE)],
        [(50 + 12 * at, 700, character) for at, character in enumerate("一般公共预算支出")],
        [(50, 700, LINE), (50, 660, "出")],
    ],
    ids=["lines that repeat", "every character by itself", "a single character"],
)
def test_no_text_is_lost_for_want_of_a_font(tmp_path: Path, texts: list[tuple[int, int, str]]) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(texts))
    printed = sorted("".join(text for *_, text in texts))
    for reader in ("fast", "pdfplumber"):
        (page,) = read_document(path, reader).pages
        assert sorted("".join(word.text for word in page.words)) == printed


def test_a_page_that_is_left_to_the_other_reader_is_one_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([(50, 700, LINE), (50, 660, LINE)]))
    (page,) = FastReader().pages(path)
    assert [line.text for line in page.lines] == [LINE, LINE]
    assert page.number == 1
