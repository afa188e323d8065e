"""Search finds, scores and orders as reading all texts does, also where more of them are hits than it lists."""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.warehouse import build, connect
from pipeline.words import load_words

LISTED = 1000
SYNONYMS: dict[str, str] = load_words("search.yaml")["synonyms"]
SYLLABLES = "甲乙丙丁戊"
ASKED = ("医疗", "预算", "经费", "费", "2026", "医保局", "医疗 救助", "基金监管", "宣传 经费", "城乡医疗救助 经费 医保")


@dataclass(frozen=True)
class Text:
    """One text that is looked through: its number, title and text in lower case, the pairs of the text, and its row."""

    id: int
    title: str
    text: str
    pairs: frozenset[str]
    row: tuple[Any, ...]


def texts(path: Path) -> list[Text]:
    with connect(path) as connection:
        rows = connection.execute("SELECT lower(title), lower(text), * FROM mart.search_document").fetchall()
    return [
        Text(number, title, text, frozenset(text[at : at + 2] for at in range(len(text))), tuple(row))
        for title, text, number, *row in rows
    ]


def spellings(word: str) -> Iterator[str]:
    yield word
    for short, full in SYNONYMS.items():
        if short in word and full not in word:
            yield word.replace(short, full)


def expected(looked_through: list[Text], query: str) -> list[tuple[Any, ...]]:
    """The rows of all hits with their scores, the best first, by reading all texts."""
    words = set(query.lower().split())
    count = Counter(pair for text in looked_through for pair in text.pairs)
    weights = defaultdict(lambda: math.log(1 + len(looked_through)))
    weights |= {pair: math.log(1 + len(looked_through) / held) for pair, held in count.items()}
    best: dict[str, list[tuple[float, int, float, tuple[Any, ...]]]] = defaultdict(list)
    for text in looked_through:
        scored = [[score(text, spelled, weights) for spelled in spellings(word)] for word in words]
        at_most = round(sum(max(one[0] for one in word) for word in scored), 9)
        exact = round(sum(max(one[1] for one in word) for word in scored) / len(words), 9)
        if at_most / len(words) >= 0.5:
            best[text.row[0]].append((-at_most, text.id, exact, text.row))
    listed = [hit for hits in best.values() for hit in sorted(hits, key=lambda hit: hit[:2])[:LISTED] if hit[2] >= 0.5]
    listed.sort(key=lambda hit: (-hit[2], hit[3][0], hit[1]))
    return [(round(score, 3), *row) for _, _, score, row in listed]


def score(text: Text, spelled: str, weights: dict[str, float]) -> tuple[float, float]:
    """What a spelling counts in a text: at most, as far as pairs tell, and in fact."""
    if len(spelled) == 1:
        begun = [pair for pair in text.pairs if pair[0] == spelled]
        share, titled = float(bool(begun)), any(pair in text.title for pair in begun)
    else:
        pairs = {spelled[at : at + 2] for at in range(len(spelled) - 1)}
        share = sum(weights[pair] for pair in pairs & text.pairs) / sum(weights[pair] for pair in pairs)
        titled = all(pair in text.pairs and pair in text.title for pair in pairs)
    if not share:
        return 0, 0
    at_most = share + (share > 1 - 1e-9) / 2 + titled / 2
    return at_most, share + (spelled in text.text) / 2 + (spelled in text.title) / 2


def found(path: Path, query: str) -> list[tuple[Any, ...]]:
    """The rows that search lists, in its order."""
    with connect(path) as connection:
        return connection.execute("FROM mart.search(?)", [query]).fetchall()


@pytest.fixture(scope="module")
def crowded(make_document: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Projects of two organizations' names in few characters: every pair stands in very many of them."""
    chance = random.Random(1)

    def some(longest: int) -> str:
        return "".join(chance.choices(SYLLABLES, weights=(8, 6, 4, 2, 1), k=chance.randint(1, longest)))

    rows = [
        {"row_no": at, "project_name": f"{some(4)}{at}{some(3)}", "policy_basis": some(12), "page": at % 7 + 1}
        for at in range(1, 3001)
    ]
    place = tmp_path_factory.mktemp("crowded")
    return build([make_document(rows={"fact_project": rows})], None, place)


@pytest.mark.parametrize("query", ASKED)
def test_the_bundled_files_are_searched_as_by_reading_them(warehouse: Path, query: str) -> None:
    assert found(warehouse, query) == expected(texts(warehouse), query)


def test_very_frequent_words_are_searched_as_by_reading_all_texts(crowded: Path) -> None:
    looked_through = texts(crowded)
    chance = random.Random(2)
    queries = list(SYLLABLES)
    for words, longest in ((1, 2), (1, 4), (2, 2), (2, 4), (3, 2), (3, 4), (4, 2), (5, 3)):
        for _ in range(3):
            parts = ("".join(chance.choices(SYLLABLES, k=chance.randint(1, longest))) for _ in range(words))
            queries.append(" ".join(parts))
    more = 0
    for query in queries:
        hits = expected(looked_through, query)
        more += len(hits) >= LISTED
        assert found(crowded, query) == hits, query
    assert more > len(queries) / 2
