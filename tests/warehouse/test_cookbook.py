"""The cookbook: at least 20 questions, every query runs, and the document says what they give."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.warehouse import connect
from pipeline.warehouse.cookbook import TARGET, Recipe, cookbook, recipes

QUESTIONS = recipes()


def test_there_are_twenty_questions() -> None:
    assert len({recipe.sql for recipe in QUESTIONS}) >= 20


@pytest.mark.parametrize("recipe", QUESTIONS, ids=[recipe.en[:40] for recipe in QUESTIONS])
def test_every_question_has_an_answer_in_one_order(warehouse: Path, recipe: Recipe) -> None:
    assert "ORDER BY" in recipe.sql or "WHERE b.org_name" in recipe.sql
    with connect(warehouse) as connection:
        assert connection.execute(recipe.sql).fetchall()


def test_the_document_is_up_to_date(warehouse: Path) -> None:
    with connect(warehouse) as connection:
        text = cookbook(connection, QUESTIONS)
    assert TARGET.read_text(encoding="utf-8") == text, (
        "run `python -m pipeline.warehouse.cookbook` and commit the result"
    )
