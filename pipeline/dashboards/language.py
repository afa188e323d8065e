"""The dashboard's texts in Chinese and English, read from `texts.yaml`, and the Chinese of what the pipeline tells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from pipeline.words import parse_yaml

Language = Literal["zh", "en"]
LANGUAGES: Final[Mapping[Language, str]] = {"zh": "中文", "en": "English"}


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Every text by key and language."""
    loaded: Any = parse_yaml(files("pipeline.dashboards").joinpath("texts.yaml").read_text(encoding="utf-8"))
    return {str(key): dict(both) for key, both in loaded.items()}


@cache
def reasons() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What the pipeline tells in English, as patterns with the Chinese for each, read from `reasons.yaml`."""
    loaded: Any = parse_yaml(files("pipeline.dashboards").joinpath("reasons.yaml").read_text(encoding="utf-8"))
    return tuple((_pattern(str(english)), str(chinese)) for english, chinese in loaded.items())


def _pattern(english: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", english)
    return re.compile("".join(f"(?P<{part}>.+)" if at % 2 else re.escape(part) for at, part in enumerate(parts)), re.S)


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts in one language: `t("key", name=value)`."""

    language: Language

    def __call__(self, key: str, **values: object) -> str:
        text = texts()[key][self.language]
        return text.format(**values) if values else text

    def known(self, key: str) -> str:
        """The text of a key that data gives; what follows its first `_` where there is none."""
        return self(key) if key in texts() else key.partition("_")[2]

    def told(self, text: str) -> str:
        """What the pipeline told about a table, a number or a file; as it is where there is no Chinese for it."""
        if self.language == "en":
            return text
        for pattern, chinese in reasons():
            if match := pattern.fullmatch(text):
                return chinese.format(**{name: self.told(part) for name, part in match.groupdict().items()})
        return text

    def pick(self, zh: str, en: str) -> str:
        """The name in this language, the Chinese one where the other is missing."""
        return en if self.language == "en" and en else zh

    def stage(self, stage: str) -> str:
        """The name of a stage."""
        return self(f"stage_{stage or 'unknown'}")

    @property
    def series(self) -> tuple[str, str]:
        """The names of budget and final account in charts, in the order that fixes their colours."""
        return self("series_budget"), self("series_final")

    def period(self, year: int | None, stage: str) -> str:
        """A year and stage, as the selectors show it."""
        return self("period", year=year or "?", stage=self.stage(stage))
