"""Figures, texts, charts, statements and tables, each on its own."""

from __future__ import annotations

import ast
import csv
import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import altair as alt
import pytest

from pipeline.dashboards.charts import shares
from pipeline.dashboards.charts.bars import Bar, columns, lying, stacked
from pipeline.dashboards.charts.base import Specification
from pipeline.dashboards.charts.treemap import Leaf, layout, treemap
from pipeline.dashboards.charts.waterfall import steps, waterfall
from pipeline.dashboards.figures import percent, plain, share, wan
from pipeline.dashboards.language import Texts, texts
from pipeline.dashboards.server import SOURCES_VARIABLE, WAREHOUSE_VARIABLE, arguments, environment
from pipeline.dashboards.statement import html, sheets
from pipeline.dashboards.widgets import Column, csv_bytes, frame, matching
from pipeline.words import parse_yaml


@pytest.mark.parametrize(
    ("yuan", "shown"),
    [("14813700", "1,481.37"), ("0", "0.00"), ("-50", "-0.01"), ("20", "0.0020"), ("123456789012.34", "12,345,678.90")],
)
def test_money_is_shown_in_wan(yuan: str, shown: str) -> None:
    assert wan(Decimal(yuan)) == shown


def test_nothing_is_not_zero() -> None:
    assert wan(None) == percent(None) == plain(None) == "—"
    assert share(Decimal(1), Decimal(0)) is None
    assert percent(share(1, 3)) == "33.33%"
    assert plain(Decimal("2541000.000000")) == "2,541,000"
    assert plain(Decimal("200")) == "200"


def test_every_text_has_both_languages_and_is_asked_for_by_its_key(root: Path) -> None:
    known = texts()
    assert all(set(both) == {"zh", "en"} and all(both.values()) for both in known.values())
    fields = re.compile(r"{(\w+)}")
    assert all(set(fields.findall(both["zh"])) == set(fields.findall(both["en"])) for both in known.values())
    asked = set()
    for path in (root / "pipeline" / "dashboards").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if name == "t" and node.args and isinstance(node.args[0], ast.Constant):
                    asked.add(node.args[0].value)
    assert asked
    assert asked <= set(known)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("no header understood; 3 figures", "没有读懂表头，3 个数字"),
        ("text column: 项目简介", "文字列：项目简介"),
        ("unknown column: no header", "没有读懂的列：没有表头"),
        ("table unrecognised: no header understood", "未识别的表格：没有读懂表头"),
        ("The file is a web page (HTML); that kind is not read yet.", "文件是网页，尚不读取。"),
        ("The file is a scan: nothing on its 24 pages is text, all is pictures, which are not read yet.",
         "文件是扫描件：24 页都是图片，没有文字，尚不读取。"),
        ("一、项目概况", "一、项目概况"),
        ("something new", "something new"),
    ],
)  # fmt: skip
def test_what_the_pipeline_tells_is_told_in_the_language_of_the_page(english: str, chinese: str) -> None:
    assert Texts("zh").told(english) == chinese
    assert Texts("en").told(english) == english


def test_every_reason_that_is_translated_is_one_that_the_pipeline_gives(root: Path) -> None:
    told = parse_yaml((root / "pipeline/dashboards/reasons.yaml").read_text(encoding="utf-8"))
    code = " ".join(path.read_text(encoding="utf-8") for path in (root / "pipeline").rglob("*.py"))
    for english, chinese in told.items():
        assert set(re.findall(r"{(\w+)}", english)) == set(re.findall(r"{(\w+)}", chinese))
        assert all(word in code for word in re.findall(r"\w+", re.sub(r"{\w+}", "", english))), english


def checked(made: Specification) -> Specification:
    """The chart, as Vega-Lite's schema allows it."""
    alt.Chart.from_dict(made, validate=True)
    return made


def test_the_same_bars_are_drawn_once() -> None:
    bars = [Bar("2026", "预算", Decimal(10000))]
    assert columns(bars, "万元") is columns(list(bars), "万元")
    assert columns(bars, "万元") is not columns(bars, "元")


def test_a_treemap_shares_out_its_area_by_amount() -> None:
    leaves = [Leaf("甲", "a", Decimal(600)), Leaf("甲", "b", Decimal(200)), Leaf("乙", "c", Decimal(200))]
    tiles, heads = layout([*leaves, Leaf("乙", "nothing", Decimal(0))], 400)
    assert [tile.leaf.name for tile in tiles] == ["a", "b", "c"]
    assert [round(head.dx * head.dy / 400, 3) for head in heads] == [0.8, 0.2]
    inner = {tile.leaf.name: tile.dx * tile.dy for tile in tiles}
    assert inner["a"] == pytest.approx(3 * inner["b"])
    for one in tiles:
        assert 0 <= one.x <= one.x + one.dx <= 1.0001
        assert 0 <= one.y <= one.y + one.dy <= 400.001
        for other in tiles:
            apart = (
                one.x + one.dx <= other.x + 1e-6
                or other.x + other.dx <= one.x + 1e-6
                or one.y + one.dy <= other.y + 1e-6
                or other.y + other.dy <= one.y + 1e-6
            )
            assert one is other or apart
    assert "80.0%" in str(checked(treemap(leaves, "万元", "占比")))


def test_a_small_screen_has_a_list_of_the_same_parts() -> None:
    leaves = [Leaf("甲<b>", name, Decimal(amount)) for name, amount in (("a", 6000000), ("b", 2000000))]
    leaves += [Leaf("乙", str(number), Decimal(400000)) for number in range(5)]
    shown = shares.html(leaves, "其他")
    assert "<b>甲&lt;b&gt; · 80.0%</b>" in shown
    assert "<span>a</span><span>600.00</span>" in shown
    assert shown.count("<span>40.00</span>") == 5
    assert "<span>其他</span><span>40.00</span>" in shown


def test_series_with_a_colour_of_their_own_keep_it() -> None:
    bars = [Bar("甲", name, 1) for name in ("成立", "不成立", "无从核对")]
    made = stacked(bars, "核对", counts=True, colours=[("不成立", "#c00")])
    colours = dict(map(tuple, checked(made)["usermeta"]["legend"]))
    assert colours["不成立"] == "#c00"
    assert len(set(colours.values())) == 3


def test_budget_and_account_keep_order_and_colours_whichever_is_there_first() -> None:
    order = ("预算", "决算")
    both = columns([Bar("2025", "预算", 3), Bar("2025", "决算", 2)], "万元", order=order)
    account_first = columns([Bar("2024", "决算", 2), Bar("2026", "预算", 3)], "万元", order=order)
    account = columns([Bar("2024", "决算", 2)], "万元", order=order)
    told = [list(map(tuple, checked(made)["usermeta"]["legend"])) for made in (both, account_first)]
    assert told[0] == told[1]
    assert [name for name, _ in told[0]] == ["预算", "决算"]
    colours = [made["layer"][0]["encoding"]["color"]["scale"] for made in (both, account)]
    assert colours[0]["range"][1:] == colours[1]["range"]


def test_a_waterfall_comes_down_to_what_is_left() -> None:
    bars = steps([("财政", Decimal(100)), ("其他", Decimal(20))], [("教育", Decimal(90))], "总计", "差额")
    assert [(bar.name, bar.start, bar.end) for bar in bars] == [
        ("财政", 0, 100), ("其他", 100, 120), ("总计", 0, 120), ("教育", 120, 30), ("差额", 0, 30),
    ]  # fmt: skip
    even = steps([("财政", Decimal(100))], [("教育", Decimal(100))], "总计", "差额")
    assert [bar.kind for bar in even] == ["in", "total", "out"]


@pytest.mark.parametrize(("balance", "left"), [("0", []), ("-100", [-100])])
def test_a_waterfall_ends_with_the_balance_of_the_printed_totals(balance: str, left: list[int]) -> None:
    bars = steps([("财政", Decimal(10000))], [("教育", Decimal(10050))], "总计", "差额", Decimal(balance))
    assert [bar.end for bar in bars if bar.kind == "rest"] == left


@pytest.mark.parametrize("chart", [columns, stacked, lying])
def test_bars_carry_their_exact_amounts(chart: Any) -> None:
    made = checked(chart([Bar("2025", "预算", Decimal(14813700)), Bar("2026", "预算", Decimal(-20000))], "万元"))
    text = str(made)
    assert "1,481.37" in text
    assert "-2.00" in text


def test_a_waterfall_is_a_valid_chart() -> None:
    bars = steps([("财政", Decimal(1))], [("教育", Decimal(2))], "总计", "差额")
    assert checked(waterfall(bars, "万元"))["layer"]


def cell(row: int, header: str, printed: str, x0: float, **more: Any) -> dict[str, Any]:
    return {
        "section": "", "row_no": row, "code": "", "economic_code": "", "label": "行", "project": "", "unit_name": "",
        "measure_printed": header, "printed": printed, "x0": x0, **more,
    }  # fmt: skip


def test_a_statement_keeps_blank_cells_blank_and_headers_joined() -> None:
    cells = [
        cell(1, "合计", "100.00", 10, code="205", label="教育<支出>"),
        cell(1, "其中/基本支出", "60.00", 20, code="205", label="教育<支出>"),
        cell(2, "其中/项目支出", "0.00", 30, label="合计"),
    ]
    (sheet,) = sheets(cells)
    assert sheet.columns == ("合计", "其中/基本支出", "其中/项目支出")
    shown = html(sheet, "编码", "名称")
    assert '<th colspan="2" class="group">其中</th>' in shown
    assert '<th rowspan="2">合计</th>' in shown
    assert "教育&lt;支出&gt;" in shown
    assert shown.count('<td class="figure"></td>') == 3
    assert '<td class="figure">0.00</td>' in shown


def test_two_figures_under_one_header_are_both_shown() -> None:
    (sheet,) = sheets([cell(1, "预算数", "1.00", 10), cell(1, "预算数", "2.00", 20)])
    assert sheet.lines[0].figures == {"预算数": "1.00 / 2.00"}


COLUMNS = (Column("name", "名称"), Column("amount", "金额", "wan"), Column("page", "页", "count"))
ROWS = [
    {"name": "=1+1", "amount": Decimal("12345.67"), "page": 3},
    {"name": "乙局", "amount": None, "page": None},
]


def test_a_download_has_yuan_and_no_formulas() -> None:
    made = csv_bytes(COLUMNS, ROWS)
    assert made.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(made.decode("utf-8-sig")))) == [
        ["名称", "金额[元]", "页"], ["'=1+1", "12345.67", "3"], ["乙局", "", ""],
    ]  # fmt: skip


def test_a_table_has_exact_wan() -> None:
    assert frame(COLUMNS, ROWS)["金额"].to_list() == [Decimal("1.234567"), None]
    assert matching(ROWS, COLUMNS, " 乙 局 ") == ROWS[1:]
    assert matching(ROWS, COLUMNS, "") == ROWS


def test_streamlit_is_started_without_asking_or_calling_home(tmp_path: Path) -> None:
    given = arguments("localhost", 8501)
    assert "--server.headless=true" in given
    assert "--browser.gatherUsageStats=false" in given
    assert Path(given[3]).is_file()
    told = environment(tmp_path / "budget.duckdb", [tmp_path])
    assert told[WAREHOUSE_VARIABLE].endswith("budget.duckdb")
    assert told[SOURCES_VARIABLE] == str(tmp_path)
