"""The rules of the audit as data: `pipeline/vocabulary/rules.yaml`, and the document made from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.warehouse.facts.vocabulary import plain
from pipeline.words import load_words


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it compares, why it must hold, how far it may be off, which statements it is about.

    `severity` is that of a finding it gives: error, or warning where usage differs or the texts are less exact.
    """

    id: str
    family: str
    name_zh: str
    name_en: str
    compares: str
    why: str
    tolerance: str
    applies: str
    severity: str = "error"


@dataclass(frozen=True, slots=True)
class Identity:
    """A column that sums others. `parts`: each possible part -> the parts that stand above it, if printed too.

    `others`: whether columns not understood may be parts. `at_least`: so many parts must be printed.
    """

    rule: str
    whole: str
    parts: Mapping[str, tuple[str, ...]]
    others: bool
    at_least: int


@cache
def vocabulary() -> Mapping[str, Any]:
    """The file as loaded."""
    loaded: Any = load_words("rules.yaml")
    assert isinstance(loaded, dict)
    return loaded


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its id, in the order of the file."""
    return {
        rule_id: Rule(rule_id, **{key: str(value) for key, value in entry.items()})
        for rule_id, entry in vocabulary()["rules"].items()
    }


@cache
def families() -> Mapping[str, Mapping[str, str]]:
    """Names of the families of rules by key."""
    return {key: dict(names) for key, names in vocabulary()["families"].items()}


@cache
def identities() -> tuple[Identity, ...]:
    """The identities between columns."""
    found = []
    for entry in vocabulary()["columns"]:
        tree = _tree(entry["parts"])
        found.append(
            Identity(entry["rule"], entry["whole"], tree, bool(entry.get("others")), int(entry.get("at_least", 0)))
        )
    return tuple(found)


def _tree(nested: Any, above: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """A nested list of measures (`a`, or `a: [parts]`) as measure -> what stands above it."""
    flat: dict[str, tuple[str, ...]] = {}
    for item in nested:
        if isinstance(item, dict):
            for name, parts in item.items():
                flat[str(name)] = above
                flat.update(_tree(parts, (*above, str(name))))
        else:
            flat[str(item)] = above
    return flat


def kind_row(label: str) -> tuple[str, ...] | None:
    """The economic classes that a row like 人员经费合计 sums; None for other rows."""
    for entry in vocabulary()["kind_rows"]:
        if re.fullmatch(entry["label"], plain(label)):
            return tuple(entry["classes"])
    return None


def kind_classes(kind: str) -> tuple[str, ...]:
    """The economic classes of personnel or operating expenditure; none for other kinds."""
    return next((tuple(entry["classes"]) for entry in vocabulary()["kind_rows"] if entry["kind"] == kind), ())


def markdown() -> str:
    """`docs/rules.md`."""
    lines = [
        "# 勾稽规则 / Rules of the audit",
        "",
        "由 `pipeline/vocabulary/rules.yaml` 生成，勿手改：`python -m pipeline.audit.rules`。",
        "Generated from `pipeline/vocabulary/rules.yaml`; do not edit: `python -m pipeline.audit.rules`.",
    ]
    for family, names in families().items():
        lines += ["", f"## {names['zh']} / {names['en']}", ""]
        lines += ["| 编号 id | 名称 name | 比较什么 compares | 为何成立 why | 允许误差 tolerance | 适用 applies to |"]
        lines += ["|---|---|---|---|---|---|"]
        lines += [
            f"| `{r.id}` | {r.name_zh}<br>{r.name_en} | {r.compares} | {r.why} | {r.tolerance} | {r.applies} |"
            for r in rules().values()
            if r.family == family
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    from pathlib import Path

    Path("docs/rules.md").write_text(markdown(), encoding="utf-8")
