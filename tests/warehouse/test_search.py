"""Search: Chinese words in names, goals, indicators and reasons, ranked, from the command line and from SQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.warehouse import build, connect


def search(path: Path, text: str) -> list[tuple[Any, ...]]:
    with connect(path) as connection:
        query = "SELECT area, org_name, title, score FROM mart.search(?)"
        return connection.execute(query, [text]).fetchall()


@pytest.mark.parametrize(
    ("text", "area", "title"),
    [
        ("阿合奇县医疗保障局", "organizations", "阿合奇县医疗保障局"),
        ("基金监管专项经费", "projects", "基金监管专项经费"),
        ("异地稽核准确率", "indicators", "异地稽核准确率"),
        ("城乡医疗救助", "reasons", "城乡医疗救助"),
    ],
)
def test_the_best_answer_comes_first(warehouse: Path, text: str, area: str, title: str) -> None:
    best = search(warehouse, text)[0]
    assert (best[0], best[2]) == (area, title)


def test_every_word_counts(warehouse: Path) -> None:
    scores = {row[2]: row[3] for row in search(warehouse, "全民参保 宣传")}
    assert max(scores, key=lambda title: scores[title]) == "全民参保宣传经费"


def test_a_short_name_finds_the_full_one(warehouse: Path) -> None:
    found = {row[1] for row in search(warehouse, "医保局") if row[0] == "organizations"}
    assert "博尔塔拉蒙古自治州医疗保障局" in found
    assert len(found) == 4


def test_words_broken_over_lines_and_wrong_words_in_between(make_document: Any, link: Path) -> None:
    project = {"row_no": 1, "project_name": "学校\n食堂 改造", "policy_basis": "关于食堂的通知"}
    path = build([make_document(rows={"fact_project": [project]})], None, link.parent)
    assert [row[2] for row in search(path, "学校食堂") if row[0] == "projects"] == ["学校\n食堂 改造"]
    assert search(path, "学校的食堂改造工程")[0][0] == "projects"
    assert search(path, "桥梁") == []
    assert search(path, "  ") == []


def test_search_by_one_character_and_by_letters(make_document: Any, link: Path) -> None:
    project = {"row_no": 1, "project_name": "DRG付费改革", "policy_basis": ""}
    path = build([make_document(rows={"fact_project": [project]})], None, link.parent)
    assert search(path, "drg")[0][2] == "DRG付费改革"
    assert search(path, "付")[0][2] == "DRG付费改革"
    assert search(path, "革")[0][2] == "DRG付费改革"


def test_search_is_there_in_chinese(warehouse: Path) -> None:
    with connect(warehouse) as connection:
        found = connection.execute("SELECT title FROM 中文.搜索('异地稽核准确率') LIMIT 1").fetchall()
    assert found == [("异地稽核准确率",)]


def test_the_best_thousand_of_an_area_are_told_whatever_their_order(make_document: Any, link: Path) -> None:
    basis = "关于食堂的通知"
    rows = [{"row_no": at, "project_name": f"设备{at}", "policy_basis": basis} for at in range(1, 1201)]
    rows.append({"row_no": 1201, "project_name": "食堂改造", "policy_basis": basis})
    path = build([make_document(rows={"fact_project": rows})], None, link.parent)
    found = [row[2] for row in search(path, "食堂") if row[0] == "projects"]
    assert len(found) == 1000
    assert found[0] == "食堂改造"
