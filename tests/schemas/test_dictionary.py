"""docs/data-dictionary.md is what the declarations say."""

from __future__ import annotations

from pathlib import Path

from schemas import LAYERS, TABLES
from schemas.__main__ import main
from schemas.dictionary import dictionary


def test_the_committed_dictionary_is_up_to_date(root: Path) -> None:
    committed = (root / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert committed == dictionary(LAYERS), "run `python -m schemas` and commit docs/data-dictionary.md"
    assert main(["--check"]) == 0


def test_every_table_and_column_is_in_it() -> None:
    text = dictionary(LAYERS)
    for table in TABLES.values():
        section = text.split(f"### {table.name}\n")[1].split("\n### ")[0]
        for column in table.columns:
            assert f"| `{column.name}` | {column.type.value} |" in section


def test_the_glossary_of_the_disclosures_is_in_it() -> None:
    text = dictionary(LAYERS)
    for term in ("财政拨款", "一般公共预算", "基本支出", "项目支出", "“三公”经费", "机关运行经费", "委托业务费"):
        assert f"**{term}**：" in text
