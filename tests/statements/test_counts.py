"""Rows that count vehicles, devices or visits are listed as counts, never loaded as money."""

from __future__ import annotations

import pytest

from pipeline.statements import StatementReading
from tests.statements.grids import grid, page, read, told


def _counted(reading: StatementReading) -> list[str]:
    return [u.cell.text for t in reading.tables for u in t.unread if "count" in u.reason]


def _read(*rows: str, header: str = "项目|决算数", title: str = "机构运行信息表") -> StatementReading:
    return read(page(1, title, "单位：万元", grid(header, *rows)), stage="final_account")


def test_rows_numbered_below_a_row_that_counts_are_counts_until_the_numbering_returns() -> None:
    reading = _read(
        "一、机关运行经费|85.20", "（一）车辆数合计（辆）|5", "1.主要负责人用车|1",
        "2.机要通信用车|4", "其中：新能源|2",
        "（二）政府采购支出|33.10", "1.货物|30",
    )  # fmt: skip
    assert told(reading, "label printed") == ["机关运行经费 85.20", "政府采购支出 33.10", "货物 30"]
    assert _counted(reading) == ["5", "1", "4", "2"]


def test_kinds_of_vehicles_without_numbers_are_counts_below_their_number() -> None:
    reading = _read("车辆数（辆）|5", "其中：执法执勤用车|2", "机要通信用车|3", "合计|2040.00")
    assert (told(reading, "label printed"), _counted(reading)) == (["合计 2040.00"], ["5", "2", "3"])


def test_costs_below_a_count_and_vehicles_without_one_are_money() -> None:
    rows = ("一、公务用车|8.00", "二、车辆数（辆）|5", "（一）车辆购置费|20", "三、执法执勤用车|3")
    assert told(_read(*rows), "label printed") == ["公务用车 8.00", "车辆购置费 20", "执法执勤用车 3"]


@pytest.mark.parametrize("name", ["单价100万元（含）以上设备（不含车辆）", "会议次数", "出国团组"])
def test_devices_by_price_and_numbers_of_meetings_are_counts_where_whole(name: str) -> None:
    reading = _read(f"{name}|3", "培训费|4.00")
    assert (told(reading, "label"), _counted(reading)) == (["培训费"], ["3"])
    assert told(_read(f"{name}|450.00", "培训费|4.00"), "printed") == ["450.00", "4.00"]


def test_a_count_goes_on_over_the_page_and_stays_on_its_side() -> None:
    first = grid("项目|决算数|项目|决算数", "一、三公经费支出|3|二、车辆数（辆）|5")
    second = grid("（一）因公出国（境）费|1|（一）应急保障用车|2", "（二）公务接待费|2|（二）其他|3")
    reading = read(page(1, "机构运行信息表", "单位：万元", first), page(2, second), stage="final_account")
    assert told(reading, "label") == ["三公经费支出", "因公出国（境）费", "公务接待费"]
    assert _counted(reading) == ["5", "2", "3"]


def test_money_beside_a_column_of_quantities_stays_money() -> None:
    rows = ("一、车辆（辆）|5|90.00", "其中：执法执勤用车|2|40.00", "二、单价100万元以上设备（台/套）|3|450")
    assert told(_read(*rows, header="项目|数量|金额"), "printed") == ["90.00", "40.00", "450"]
