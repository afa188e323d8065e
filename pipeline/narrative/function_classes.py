"""Function classes (类, 款, 项) by the names that a narrative prints, resolved to their codes by path.

The same name occurs under many parents (行政运行 under every 款), so a name is looked up under its parent only.
Names of a narrative differ from the reference in a missing 支出 or in a note in brackets (`行政运行（医疗保障管理）`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

_BRACKET = re.compile(r"[（(][^（()）]*[）)]")


class FunctionClasses:
    """Reference data: pairs of code and name. One code may come with several names (of several years)."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._children: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._names: dict[str, str] = {}
        for code, name in pairs:
            for form in _forms(name):
                self._children[_parent(code)][form].add(code)
            self._names.setdefault(code, name)

    def code(self, path: tuple[str, ...]) -> str:
        """The code of a path of names from 类 downwards; '' where it does not lead to exactly one class."""
        code = ""
        for name in path:
            found = self._child(code, name)
            if len(found) != 1:
                return ""
            code = found.pop()
        return code

    def known(self, code: str) -> bool:
        """True where the reference has this code."""
        return code in self._names

    @property
    def top_names(self) -> list[str]:
        """Names of the classes of the first level that say 支出, and so cannot be taken for income; longest first."""
        names = {form for form in self._children[""] if form.endswith("支出")}
        return sorted(names, key=lambda name: (-len(name), name))

    def _child(self, parent: str, name: str) -> set[str]:
        """Codes below `parent` with this name; the form nearest to the printed one decides."""
        for form in _forms(name):
            if codes := self._children.get(parent, {}).get(form):
                return set(codes)
        return set()


def _forms(name: str) -> list[str]:
    """Forms of a name from the printed one to the barest: without brackets, without 支出."""
    plain = "".join(name.split()).replace("(", "（").replace(")", "）")
    bare = _BRACKET.sub("", plain)
    forms = [plain, bare, plain.removesuffix("支出"), bare.removesuffix("支出")]
    return list(dict.fromkeys(form for form in forms if form))


def _parent(code: str) -> str:
    return code[:-2] if len(code) > 3 else ""
