"""Regions of organizations: expected codes are those of GB/T 2260 as the ministry of civil affairs publishes them."""

from __future__ import annotations

import pytest

from pipeline.narrative.region import Region, region_names, resolve_region

XINJIANG = "新疆维吾尔自治区"


@pytest.mark.parametrize(
    ("org_name", "expected"),
    [
        ("乌鲁木齐市沙依巴克区医疗保障局", Region("650103", XINJIANG, "乌鲁木齐市", "沙依巴克区", "county")),
        ("博尔塔拉蒙古自治州医疗保障局", Region("652700", XINJIANG, "博尔塔拉蒙古自治州", "", "prefecture")),
        ("博州医疗保障局", Region("652700", XINJIANG, "博尔塔拉蒙古自治州", "", "prefecture")),
        ("阿合奇县医疗保障局", Region("653023", XINJIANG, "克孜勒苏柯尔克孜自治州", "阿合奇县", "county")),
        ("新疆乌鲁木齐市财政局", Region("650100", XINJIANG, "乌鲁木齐市", "", "prefecture")),
        ("上海市普陀区财政局", Region("310107", "上海市", "", "普陀区", "county")),
        ("上海市医疗保险事业管理中心", Region("310000", "上海市", "", "", "province")),
        ("西安市信访局", Region("610100", "陕西省", "西安市", "", "prefecture")),
        ("中共长沙市委组织部", Region("430100", "湖南省", "长沙市", "", "prefecture")),
        ("湖南省人大常委会办公厅", Region("430000", "湖南省", "", "", "province")),
        ("西藏自治区那曲市色尼区教育局", Region("540602", "西藏自治区", "那曲市", "色尼区", "county")),
        ("吉林省吉林市船营区人民法院", Region("220204", "吉林省", "吉林市", "船营区", "county")),
        ("中国人民政治协商会议成都市委员会办公室", Region("510100", "四川省", "成都市", "", "prefecture")),
        ("中国红十字会福州市委员会", Region("350100", "福建省", "福州市", "", "prefecture")),
        ("浙江省高级人民法院", Region("330000", "浙江省", "", "", "province")),
        ("东莞市财政局", Region("441900", "广东省", "东莞市", "", "prefecture")),
        ("石河子市财政局", Region("659001", XINJIANG, "", "石河子市", "county")),
        ("元江县农业农村局", Region("530428", "云南省", "玉溪市", "元江哈尼族彝族傣族自治县", "county")),
        ("朝阳市财政局", Region("211300", "辽宁省", "朝阳市", "", "prefecture")),
    ],
)
def test_place_in_the_name(org_name: str, expected: Region) -> None:
    assert resolve_region(org_name, "") == expected


@pytest.mark.parametrize(
    ("org_name", "code"),
    [
        ("上海市普陀区人民政府万里街道办事处", "310107"),
        ("昆山市千灯镇人民政府", "320583"),
        ("湖南长沙县星沙街道办事处", "430121"),
    ],
)
def test_townships_carry_the_code_of_their_county(org_name: str, code: str) -> None:
    region = resolve_region(org_name, "")
    assert (region.region_code, region.level) == (code, "township")


def test_rural_affairs_are_no_township() -> None:
    assert resolve_region("乐都区乡村振兴局", "").level == "county"


def test_ambiguous_place_is_decided_by_the_text_or_left_open() -> None:
    assert resolve_region("普陀区万里街道", "上海市普陀区2025年区级部门预算").region_code == "310107"
    assert resolve_region("普陀区万里街道", "浙江省舟山市普陀区").region_code == "330903"
    assert resolve_region("普陀区万里街道", "") == Region()
    assert resolve_region("江北区教育局", "重庆市").region_code == "500105"


@pytest.mark.parametrize("org_name", ["国家信访局", "中华人民共和国商务部", "最高人民法院", "中央民族大学", "水利部"])
def test_central_bodies_have_no_region(org_name: str) -> None:
    assert resolve_region(org_name, "北京市") == Region(level="central")


def test_branch_of_a_central_body() -> None:
    region = resolve_region("国家税务总局乌鲁木齐市税务局", "")
    assert (region.region_code, region.level) == ("650100", "central")


def test_former_regions_keep_the_code_of_their_time() -> None:
    assert resolve_region("莱芜市财政局", "") == Region("371200", "山东省", "莱芜市", "", "prefecture")
    assert resolve_region("重庆市江北区教育委员会", "").region_code == "500105"
    assert resolve_region("三明市三元区财政局", "").region_code == "350404", "the current code where the name lives on"


def test_university_named_after_a_province() -> None:
    assert resolve_region("湖南师范大学", "湖南省教育厅主管").region_code == "430000"
    assert resolve_region("浙江大学", "浙江省杭州市 教育部直属高校") == Region(level="central")
    assert resolve_region("湖南师范大学", "") == Region()


def test_zones_have_the_code_of_their_city_and_no_level() -> None:
    region = resolve_region("合肥市高新技术产业开发区管理委员会", "")
    assert (region.region_code, region.level) == ("340100", "")


@pytest.mark.parametrize("org_name", ["", "第一中学", "市医疗保障局", "XX局"])
def test_unknown_stays_unknown(org_name: str) -> None:
    assert resolve_region(org_name, "西安市") == Region()


def test_region_names_hold_full_and_short_names() -> None:
    assert {"乌鲁木齐市", "元江县", "上海市"} <= region_names()
