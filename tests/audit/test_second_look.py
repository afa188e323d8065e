"""Facts reopened: the text under the box, read by the second library, is what the fact says was printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.audit.model import Spot, box_of
from pipeline.audit.prose import spot_in
from pipeline.audit.second_look import confirms, same_text, second_look
from pipeline.audit.tables import spot_of
from pipeline.reading import read_document
from pipeline.reading.model import Box
from tests.audit.number_documents import BUNDLED, inspection

TURNED = "shandong_2026/烟台市医保局_2026预算_rot90.pdf"
"""19 of its 47 pages are turned by /Rotate 90."""


@pytest.mark.parametrize("name", BUNDLED)
def test_every_statement_cell_of_the_bundled_disclosures(inbox_dir: Path, name: str) -> None:
    whole = inspection(inbox_dir / name)
    look = second_look(inbox_dir / name, whole.document)
    cells = whole.statements.cells
    wrong = [cell for cell in cells if not same_text(look(spot_of(cell)) or "", cell.printed)]
    assert not wrong
    assert cells or "决算" in name  # the final account's statements are in another file


@pytest.mark.parametrize("name", BUNDLED)
def test_figures_of_forms_and_sentences(inbox_dir: Path, name: str) -> None:
    whole = inspection(inbox_dir / name)
    look = second_look(inbox_dir / name, whole.document)
    forms = [
        Spot(f.printed, f.page, box_of(f), f.source_printed, within=True)
        for f in whole.performance.fundings
        if f.amount is not None or f.value is not None
    ]
    prose = [spot_in(fact.source, fact.printed, fact.subject_printed) for fact in whole.narrative.text_facts]
    assert forms
    assert prose
    unseen = [spot for spot in (*forms, *prose) if confirms(look(spot), spot) is not True]
    assert len(unseen) <= 0.05 * len([*forms, *prose]), unseen  # sentences that go on overleaf


def test_pages_turned_by_their_file(corpus_dir: Path) -> None:
    path = corpus_dir / TURNED
    document = read_document(path)
    whole = inspection(path)
    look = second_look(path, document)
    cells = whole.statements.cells
    assert len({cell.page for cell in cells}) > 10
    assert [cell for cell in cells if not same_text(look(spot_of(cell)) or "", cell.printed)] == []


def test_another_text_under_the_box_is_no_confirmation() -> None:
    spot = Spot("12.30", 1, Box(0, 0, 10, 10))
    assert confirms("12.30", spot) is True
    assert confirms("１2.30 ", spot) is True
    assert confirms("12.80", spot) is False
    assert confirms(None, spot) is None


def test_a_sentence_confirms_only_what_it_holds() -> None:
    spot = Spot("12.30万元", 1, Box(0, 0, 10, 10), within=True)
    assert confirms("预算 12.30 万元，", spot) is True
    assert confirms("预算", spot) is None
