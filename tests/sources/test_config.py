"""sources.yaml: read into values, or every mistake told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.sources.config import SourcesError, load_sources


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_there_is_the_drop_folder(tmp_path: Path) -> None:
    assert load_sources(tmp_path / "none.yaml").inbox == ["data/raw/inbox"]
    assert load_sources(written(tmp_path, "# nothing\n")).websites == []


def test_the_committed_file_is_right_and_asks_nobody(root: Path) -> None:
    assert load_sources(root / "data" / "raw" / "sources.yaml").websites == []


def test_the_example_in_it_is_right_too(root: Path, tmp_path: Path) -> None:
    lines = (root / "data" / "raw" / "sources.yaml").read_text(encoding="utf-8").splitlines()
    start = lines.index("# websites:")
    example = "\n".join(line.removeprefix("# ") for line in lines[start:] if line.startswith("# "))
    [site] = load_sources(written(tmp_path, example)).websites
    assert site.hosts == {"ybj.example.gov.cn", "static.example.gov.cn"}
    assert site.next_page is not None
    assert site.next_page.match("https://x/2", "下一页")
    assert not site.attachments.match("https://x/a.html", "")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("websits: []", "websits: Extra inputs are not permitted"),
        ("websites: [{name: a}]", "websites[0].start: Field required"),
        ("websites: [{name: a, start: [ftp://x/]}]", "websites[0].start[0]"),
        ("websites: [{name: a, start: [http://x/], articles: {text: '('}}]", "no regular expression"),
        ("websites: [{name: a, start: [http://x/], limits: {max_bytes: lots}}]", "websites[0].limits.max_bytes"),
        ("websites: [{name: a, start: [http://x/]}, {name: a, start: [http://y/]}]", "two websites are called a"),
        ("a: [", "sources.yaml"),
        ("- a", "the file"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, place: str) -> None:
    with pytest.raises(SourcesError) as error:
        load_sources(written(tmp_path, text))
    assert place in str(error.value)
