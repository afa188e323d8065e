"""Projects of the narrative: fields under printed labels (`项目名称：`, `设立的政策依据：`, `（1）项目概述`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from pipeline.narrative.figures import MONEY, money
from pipeline.narrative.model import ClaimedNumber, Project
from pipeline.narrative.source import claims, source_of
from pipeline.narrative.text import EMPTY, Paragraph, Passage
from pipeline.narrative.vocabulary import pattern, words
from pipeline.reading.model import Document

_ITEM = r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?"
_MONEY = re.compile(MONEY)
_GENERIC = re.compile("(?:一级|二级|重点|其他|部门)?项目(?:支出|经费)?")
_BRACKET = re.compile(r"[（(][^（()）]*[）)]")
_TITLE = re.compile(rf"^{_ITEM}(?:.*[—－-])?(?P<name>[^—－-]+?)(?:项目)?(?:情况|经费情况)?(?:说明)?$")


@dataclass(slots=True)
class _Draft:
    title: str = ""
    first: Passage = EMPTY
    fields: dict[str, Passage] = field(default_factory=dict)


class ProjectReader:
    """Collects the fields of one project after the other from the paragraphs of a document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._draft: _Draft | None = None
        self._key: str | None = None
        self.projects: list[Project] = []
        self.claimed: list[ClaimedNumber] = []
        self.nameless: list[Passage] = []

    def take(self, paragraph: Paragraph) -> bool:
        """Read a paragraph; True where it belongs to a project."""
        labels = list(_labels().finditer(paragraph.text))
        if labels and labels[0].start() == 0 and (labels[0]["colon"] or paragraph.is_heading):
            return self._take_labelled(paragraph, labels)
        if self._draft is None or self._key is None:
            return False
        if paragraph.is_heading and not paragraph.text.endswith(("。", "；")):
            self.close()
            return False
        if self._key:
            self._draft.fields[self._key] = self._draft.fields.get(self._key, EMPTY) + paragraph.passage
        return True

    def end_field(self) -> None:
        """What follows is no part of the field that is being read; the project itself may go on."""
        self._key = None

    def close(self) -> None:
        """Emit the project that is being read."""
        draft, self._draft, self._key = self._draft, None, None
        if draft is None or len(draft.fields) < 2:
            return
        name = draft.fields["project_name"].text if "project_name" in draft.fields else draft.title
        if not name:
            self.nameless.append(draft.first)
            return
        amount = self._amount(draft.fields.get("amount", EMPTY))
        text = {key: value.text for key, value in draft.fields.items()}
        self.projects.append(
            Project(
                name,
                text.get("policy_basis", ""),
                amount,
                text.get("undertaking_unit", "").rstrip("。"),
                text.get("allocation", ""),
                text.get("period", ""),
                text.get("overview", ""),
                source_of(self._document, draft.first, 0, len(draft.first)),
            )
        )

    def _take_labelled(self, paragraph: Paragraph, labels: list[re.Match[str]]) -> bool:
        for index, label in enumerate(labels):
            end = labels[index + 1].start() if index + 1 < len(labels) else len(paragraph.text)
            key = next(name for name, value in label.groupdict().items() if value and name != "colon")
            self._begin_field(key.removeprefix("end"), paragraph, paragraph.passage.part(label.end(), end))
        return True

    def _begin_field(self, key: str, paragraph: Paragraph, value: Passage) -> None:
        fresh = self._draft is None or key in self._draft.fields or key == "project_name"
        if fresh:
            self.close()
            self._draft = _Draft(_title(paragraph.headings), paragraph.passage)
        assert self._draft is not None
        self._key = key
        if key:
            self._draft.fields[key] = value

    def _amount(self, passage: Passage) -> Decimal | None:
        """The amount of the field, if it states just one; brackets only explain it, a list of parts is no amount."""
        plain = _BRACKET.sub(lambda bracket: " " * len(bracket.group()), passage.text)
        found = list(_MONEY.finditer(plain))
        if len(found) != 1:
            return None
        self.claimed.extend(claims(self._document, passage, [found[0].span()]))
        return money(found[0].group())


def _title(headings: tuple[str, ...]) -> str:
    """The project's name in the innermost heading that speaks of a project."""
    for heading in reversed(headings):
        if not _labels().match(heading) and pattern("project_heading").search(heading):
            found = _TITLE.match(heading)
            return found["name"] if found and not _GENERIC.fullmatch(found["name"]) else ""
    return ""


@cache
def _labels() -> re.Pattern[str]:
    """Any label with its numbering; the group that matched names its field, `end` one that only ends a field."""
    groups = "|".join(f"(?P<{entry['key'] or 'end'}>{entry['pattern']})" for entry in words()["project_labels"])
    return re.compile(rf"(?:^|(?<=[。；]))\s*{_ITEM}(?:{groups})(?:(?P<colon>[：:])|$)")
