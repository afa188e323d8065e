"""Facts of documents: of real ones against what a person read in them, of made ones against their covers."""

from __future__ import annotations

import csv
import dataclasses
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pytest

from pipeline.narrative.identity import DocumentFacts, read_identity
from pipeline.reading import read_document
from pipeline.reading.model import Document
from tests.narrative.made_documents import BODY, TITLE, made_document, made_page

STATEMENT = ("收支总表", "单位：万元")
ROWS = (("项目", "预算数"), ("一、一般公共预算拨款收入", "100.00"), ("合计", "100.00"))


def _rows(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _as_printed(facts: DocumentFacts, columns: Sequence[str]) -> dict[str, str]:
    values = dataclasses.asdict(facts)
    words = {None: "", True: "true", False: "false"}
    return {
        c: words[values[c]] if isinstance(values[c], bool) or values[c] is None else str(values[c]) for c in columns
    }


@lru_cache(maxsize=64)
def _facts(path: Path) -> DocumentFacts:
    return read_identity(read_document(path))


def _check(path: Path, row: dict[str, str]) -> None:
    columns = [column for column in row if column != "file_name"]
    assert _as_printed(_facts(path), columns) == {column: row[column] for column in columns}


@pytest.mark.parametrize("row", _rows("identity_corpus.csv")[:5], ids=lambda row: row["file_name"])
def test_bundled_disclosures(row: dict[str, str], inbox_dir: Path) -> None:
    _check(inbox_dir / row["file_name"], row)


@pytest.mark.slow
@pytest.mark.parametrize("row", _rows("identity_corpus.csv")[5:], ids=lambda row: row["file_name"])
def test_corpus(row: dict[str, str], corpus_dir: Path) -> None:
    _check(next(corpus_dir.rglob(row["file_name"])), row)


@pytest.mark.slow
def test_hand_checked_facts(corpus_dir: Path) -> None:
    """The facts that the hand-checked cells of the corpus come with."""
    truths = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((corpus_dir / "truth").glob("*.json"))]
    assert truths
    keys = ("org_name", "fiscal_year", "stage", "is_consolidated", "printed_unit")
    expected = {truth["file"]: {key: truth["doc"][key] for key in keys} for truth in truths}
    read = {name: dataclasses.asdict(_facts(next(corpus_dir.rglob(name)))) for name in expected}
    assert {name: {key: facts[key] for key in keys} for name, facts in read.items()} == expected


def made(
    cover: Sequence[str],
    body: Sequence[str] = ("一、主要职责",),
    statement: Sequence[str] = STATEMENT,
    rows: Sequence[Sequence[str]] = ROWS,
) -> Document:
    """A document with a cover, a page of text and one statement."""
    return made_document(
        made_page(1, cover, height=TITLE), made_page(2, body, height=BODY), made_page(3, statement, rows)
    )


@pytest.mark.parametrize("row", _rows("identity_covers.csv"), ids=lambda row: row["cover"])
def test_made_covers(row: dict[str, str]) -> None:
    columns = [column for column in row if column != "cover"]
    facts = read_identity(made(row["cover"].split("|")))
    assert _as_printed(facts, columns) == {column: row[column] for column in columns}


def test_name_broken_over_lines() -> None:
    facts = read_identity(made(("2026年绵阳市涪城区医疗保障", "局", "部门预算公开")))
    assert facts.org_name == "绵阳市涪城区医疗保障局"
    assert facts.title == "2026年绵阳市涪城区医疗保障局部门预算公开"


def test_full_name_wins_over_the_short_one() -> None:
    document = made(("雁塔区财政局2026年部门预算",), statement=("收支总表", "编制部门：西安市雁塔区财政局 单位：万元"))
    assert read_identity(document).org_name == "西安市雁塔区财政局"


def test_file_name_is_never_used() -> None:
    document = dataclasses.replace(made(("吉林省教育厅", "2026年部门预算")), file_name="长沙市财政局2019年决算.pdf")
    facts = read_identity(document)
    assert (facts.org_name, facts.fiscal_year, facts.stage) == ("吉林省教育厅", 2026, "budget")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (("长沙市民政局无下属预算单位，下设3个科室。",), False),
        (("本部门无独立核算下属单位，部门预算为本级预算。",), False),
        (("纳入本部门2026年部门汇总预算编制范围的预算单位共计1家，具体包括：长沙市民政局。",), False),
        (("纳入本部门2026年部门预算编制范围的二级预算单位共有3个，包括：",), True),
        (("长沙市民政局下属12个二级预算单位，分别是长沙市福利院等。",), True),
        (("本部门预算为汇总预算，包括：局本级预算，以及下属单位预算。",), True),
        (("长沙市民政局2026年部门预算编制范围的单位包括：", "1.长沙市民政局", "2.长沙市福利院"), True),
        (("一、主要职责", "贯彻执行民政工作的法律法规。"), None),
    ],
)
def test_one_unit_or_several(body: Sequence[str], expected: bool | None) -> None:
    assert read_identity(made(("长沙市民政局", "2026年部门预算"), body)).is_consolidated is expected


def test_titles_that_tell_one_unit_or_several() -> None:
    assert read_identity(made(("长沙市民政局（汇总）", "2026年部门预算"))).is_consolidated is True
    assert read_identity(made(("长沙市福利院", "2026年单位预算"))).is_consolidated is False


def test_unit_of_the_statements() -> None:
    document = made(("长沙市民政局", "2026年部门预算"), statement=("收支总表", "金额单位：元"))
    assert read_identity(document).printed_unit == "元"


def test_date_must_stand_alone_and_be_whole() -> None:
    cover = ("长沙市民政局", "2026年部门预算")
    assert read_identity(made(cover, ("长沙市民政局", "2026年2月12日"))).published_on == "2026-02-12"
    assert read_identity(made(cover, ("截至2025年12月31日，本部门共有车辆2辆。",))).published_on is None
    assert read_identity(made((*cover, "二〇二六年二月"))).published_on is None
    assert read_identity(made((*cover, "二〇二六年二月"))).title == "长沙市民政局2026年部门预算"


def test_kinds() -> None:
    cover = ("长沙市民政局", "2026年部门预算")
    prose = tuple(f"{n}月份一般公共预算拨款收入预算为{n}00.00万元，比上年增加1.00万元。" for n in range(1, 7))
    table = made_page(3, STATEMENT, ROWS)
    first = made_page(1, cover, height=TITLE)
    kinds = {
        "complete": made_document(first, made_page(2, prose), table),
        "statements": made_document(first, table),
        "narrative": made_document(first, made_page(2, prose)),
        "performance": made_document(first, made_page(2, ("项目支出绩效目标表",), (("绩效指标", "≥90%"),))),
        "not_a_budget": made_document(made_page(1, ("2026年1月长沙市国民经济主要指标",), (("指标", "12.5"),))),
        "blank_template": made_document(first, made_page(2, STATEMENT, (("项目", "预算数"), ("合计", "")))),
        "image_only": made_document(made_page(1)),
    }
    assert {kind: read_identity(document).document_kind for kind, document in kinds.items()} == {k: k for k in kinds}
    assert all(read_identity(document).kind_reason for document in kinds.values())


def test_placeholder_makes_a_blank_template() -> None:
    facts = read_identity(made(("XX县医疗保障局2026年部门预算公开",)))
    assert (facts.document_kind, facts.org_name, facts.region_code) == ("blank_template", "", "")


def test_file_with_the_disclosures_of_many_units_is_no_single_units() -> None:
    names = ("长沙市民政局", "长沙市福利院", "长沙市救助站", "长沙市殡仪馆")
    pages = [made_page(n + 2, ("收支总表", f"编制部门：{name} 单位：万元"), ROWS) for n, name in enumerate(names)]
    document = made_document(made_page(1, ("2026年部门预算公开",), height=TITLE), *pages)
    assert read_identity(document).org_name == ""


def test_statements_without_ruled_lines_are_no_missing_budget() -> None:
    figures = tuple(f"{n}00.00" for n in range(1, 9))
    document = made_document(
        made_page(1, ("长沙市民政局", "2026年部门预算"), height=TITLE), made_page(2, (*STATEMENT, *figures))
    )
    assert read_identity(document).document_kind == "statements"


def test_latin_letters_are_no_placeholder() -> None:
    assert read_identity(made(("长沙市民政局2026年部门预算xxgk",))).org_name == "长沙市民政局"


def test_subordinate_without_a_budget_of_its_own_does_not_count() -> None:
    cover = ("长沙市民政局", "2026年部门预算")
    assert read_identity(made(cover, ("局下设1个事业单位为长沙市救助站，经费未单独核算。",))).is_consolidated is None
    assert read_identity(made(cover, ("局下设1个事业单位为长沙市救助站。",))).is_consolidated is True


@pytest.mark.parametrize(
    ("cover", "body", "year", "stage"),
    [
        (["长沙市民政局2023年度部门决算（2024年公开）"], [], 2023, "final_account"),
        (["长沙市民政局", "2023年度部门决算", "（2024年公开）"], [], 2023, "final_account"),
        (["二〇二四年度长沙市民政局", "部门决算"], ["二、2023年支出决算", "三、2023年支出"], 2024, "final_account"),
        (["二0二四年度长沙市民政局", "部门决算"], ["2025年收支总表"], 2024, "final_account"),
        (["二０二四年度长沙市民政局", "部门决算"], ["2025年收支总表"], 2024, "final_account"),
        (["二\u039f二四年度长沙市民政局", "部门决算"], [], 2024, "final_account"),
        (["长沙市民政局2024年度预算项目支出绩效自评表"], [], 2024, "final_account"),
        (["长沙市民政局", "2024年度部门预算绩效自评报告"], [], 2024, "final_account"),
        (["长沙市民政局2025年部门预算（含2024年绩效自评）"], [], 2025, "budget"),
        (["长沙市民政局关于2026年部门预算的说明"], ["第一部分长沙市福利院概况"], 2026, "budget"),
        (["长沙市民政局关于公开2026年部门预算的说明"], [], 2026, "budget"),
    ],
)
def test_year_stage_and_name_of_ordinary_titles(cover: list[str], body: list[str], year: int, stage: str) -> None:
    facts = read_identity(made(cover, ["一、主要职责", *body]))
    assert (facts.org_name, facts.fiscal_year, facts.stage) == ("长沙市民政局", year, stage)


def test_the_word_for_a_budget_in_a_name_says_nothing_about_the_stage() -> None:
    name = "长沙市财政预算编审中心"
    facts = read_identity(made([name, "2024年度部门决算"], ["一、主要职责", f"二、{name}概况", f"三、{name}职能"]))
    assert (facts.org_name, facts.stage) == (name, "final_account")
