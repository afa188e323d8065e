"""Indicators written into one cell."""

from __future__ import annotations

from pipeline.performance.coded import split_coded, split_levels


def test_glued_level_names() -> None:
    assert split_levels("产出指标数量指标调查样本") == ("产出指标", "数量指标", "调查样本")
    assert split_levels("满意度指标服务对象满意度指标参保人员满意度") == (
        "满意度指标",
        "服务对象满意度指标",
        "参保人员满意度",
    )
    assert split_levels("网站发布量") == ("", "", "网站发布量")


def test_numbered_list_of_coded_indicators() -> None:
    text = (
        "1、1-产出指标；11-数量指标；会议保障次数；实施周期指标值:每年≥20场；年度指标值:≥20场。"
        "2、3-满意度指标；31-服务对象满意度；培训评价；实施周期指标值:≥4.5分；年度指标值:≥4.5分。"
    )
    read, rest = split_coded(text)
    assert [(item.level1, item.level2, item.level3, item.target, item.period_target) for item in read] == [
        ("产出指标", "数量指标", "会议保障次数", "≥20场", "每年≥20场"),
        ("满意度指标", "服务对象满意度", "培训评价", "≥4.5分", "≥4.5分"),
    ]
    assert rest == []


def test_semicolons_inside_a_target_stay_in_it() -> None:
    read, rest = split_coded("1、1-产出指标；12-质量指标；恢复时间；年度指标值:一级≤1小时；二级≤2小时。")
    assert [(item.level3, item.target) for item in read] == [("恢复时间", "一级≤1小时；二级≤2小时")]
    assert rest == []


def test_what_is_no_such_list_is_given_back() -> None:
    read, rest = split_coded("按年度计划完成。")
    assert read == []
    assert rest == ["按年度计划完成。"]
    read, rest = split_coded("1、1-产出指标；11-数量指标；没有目标值。")
    assert read == []
    assert rest == ["1-产出指标；11-数量指标；没有目标值"]
