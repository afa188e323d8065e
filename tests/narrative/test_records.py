"""Procurement, assets, staff, purposes, projects and glossary, in the wording of several provinces."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.narrative.model import StateAsset
from tests.narrative.made_prose import read_prose, wan


def assets(*paragraphs: str) -> list[tuple[str, str, Decimal | None, str, Decimal | None]]:
    def parts(asset: StateAsset) -> tuple[str, str, Decimal | None, str, Decimal | None]:
        return asset.item, asset.basis, asset.quantity, asset.quantity_unit, asset.amount

    return [parts(asset) for asset in read_prose(["（三）国有资产占用情况", *paragraphs]).state_assets]


def test_procurement_with_reservations() -> None:
    found = read_prose(
        [
            "（二）政府采购情况",
            "2026年，本单位政府采购预算8.98万元，其中：政府采购货物预算4.00万元，政府采购工程预算0.00万元，政府采购服务预算4.98万元。",
            "2026年，本单位面向中小企业预留政府采购项目预算金额4.00万元，小微企业预留政府采购项目预算金额7.33万元。",
        ]
    ).procurement
    assert [(lot.category, lot.amount) for lot in found] == [
        ("total", wan("8.98")),
        ("goods", wan("4")),
        ("works", wan("0")),
        ("services", wan("4.98")),
        ("sme_reserved", wan("4")),
        ("micro_reserved", wan("7.33")),
    ]
    assert {lot.basis for lot in found} == {"budget"}


def test_contracts_awarded_and_their_share_of_all_procurement() -> None:
    found = read_prose(
        [
            "（二）政府采购情况",
            (
                "授予中小企业合同金额1820.69万元，占政府采购支出总额的92.54%，其中：授予小微企业合同金额1015.5万元，"
                "占授予中小企业合同金额的55.78%。"
            ),
        ],
        stage="final_account",
    ).procurement
    assert [(lot.category, lot.basis, lot.amount, lot.share_pct) for lot in found] == [
        ("sme_awarded", "final", wan("1820.69"), Decimal("92.54")),
        ("micro_awarded", "final", wan("1015.5"), None),
    ]


def test_procurement_out_of_one_source_of_funds() -> None:
    found = read_prose(
        [
            "政府采购预算总额118万元：政府采购货物预算27万元；其中一般公共预算拨款政府采购113万元：政府采购货物预算20万元。"
        ]
    ).procurement
    assert [(lot.category, lot.funding_source, lot.amount) for lot in found] == [
        ("total", "", wan("118")),
        ("goods", "", wan("27")),
        ("total", "general_budget", wan("113")),
        ("goods", "general_budget", wan("20")),
    ]


def test_assets_with_quantity_and_value() -> None:
    assert assets(
        "1.房屋0.00平方米，价值0.00万元。",
        "2.车辆1辆，价值13.18万元；其中：一般公务用车0辆，价值0.00万元；其他车辆1辆，价值13.18万元。",
        "3.办公家具价值4.36万元。",
    ) == [
        ("building", "held", Decimal("0.00"), "平方米", wan("0")),
        ("vehicle", "held", Decimal(1), "辆", wan("13.18")),
        ("vehicle_general", "held", Decimal(0), "辆", wan("0")),
        ("vehicle_other", "held", Decimal(1), "辆", wan("13.18")),
        ("office_furniture", "held", None, "", wan("4.36")),
    ]


def test_the_threshold_of_equipment_is_no_amount() -> None:
    assert assets("单价100万元（含）以上设备（不含车辆）46台（套）。") == [
        ("equipment_over_1m", "held", Decimal(46), "台（套）", None)
    ]


def test_planned_purchases_are_not_held() -> None:
    assert assets("2026年计划购置车辆0辆、0万元，主要是无计划购置车辆；单价100万元以上设备2台（套）、300万元。") == [
        ("vehicle", "planned", Decimal(0), "辆", wan("0")),
        ("equipment_over_1m", "planned", Decimal(2), "台（套）", wan("300")),
    ]


def test_the_date_of_a_list_of_assets_stands_above_it() -> None:
    found = read_prose(["（三）国有资产占用情况", "截至2025年底，本单位国有资产总体情况为：", "1.车辆1辆，价值8万元。"])
    assert [(asset.item, asset.as_of) for asset in found.state_assets] == [("vehicle", "2025年底")]


def test_staff_and_changes() -> None:
    found = read_prose(
        [
            "某市审计局编制数108人，机关工勤岗位控制数4名，实有人数94人，其中：在职91人，减少1人；退休3人，增加2人；离休0人，增加0人。"
        ]
    ).staffing
    assert [(staff.item, staff.headcount, staff.change) for staff in found] == [
        ("establishment", 108, None),
        ("support_establishment", 4, None),
        ("actual", 94, None),
        ("in_service", 91, -1),
        ("retired", 3, 2),
        ("retired_veteran", 0, 0),
    ]


def test_a_code_or_a_share_is_no_number_of_persons() -> None:
    told = "某局编制20240101123，实有人数94人，其中：在职12.5人，退休3人，增加99999999人。"
    found = read_prose([told]).staffing
    told_persons = [(staff.item, staff.headcount, staff.change) for staff in found]
    assert told_persons == [("actual", 94, None), ("retired", 3, None)]


def test_staff_by_kind_of_post() -> None:
    found = read_prose(
        [
            "截止2021年底，本部门人员编制142人，其中行政编制32人、事业编制110人；实有人员102人，其中行政40人、事业61人、工勤1人。"
        ]
    ).staffing
    assert [(staff.item, staff.headcount) for staff in found] == [
        ("establishment", 142),
        ("establishment_administrative", 32),
        ("establishment_institution", 110),
        ("actual", 102),
        ("actual_administrative", 40),
        ("actual_institution", 61),
        ("actual_support", 1),
    ]
    assert {staff.as_of for staff in found} == {"2021年底"}


def test_the_purpose_of_a_commissioned_service() -> None:
    found = read_prose(
        ["2.后勤服务费委托业务费7.79万元，主要用于：聘请司机一人，全年费用77924.4元，每月6493.7元。"]
    ).purposes
    assert [(each.project_name, each.amount, each.purpose) for each in found] == [
        ("后勤服务费", wan("7.79"), "聘请司机一人，全年费用77924.4元，每月6493.7元")
    ]


def test_a_project_under_labels() -> None:
    (project,) = read_prose(
        [
            "1.项目名称：业务楼运行费",
            "设立的政策依据：1.保障办公区域的维修、卫生保洁、垃圾清理等工作。2.聘用驾驶员支付劳务费。",
            "预算安排规模：109.1万元",
            "项目承担单位：某市审计局",
            "资金分配情况：按照业务进度支付",
            "资金执行时间：2022年1-12月",
            "八、政府性基金预算拨款情况说明",
            "本单位2022年没有使用政府性基金预算拨款安排的支出。",
        ]
    ).projects
    assert (project.project_name, project.amount) == ("业务楼运行费", wan("109.1"))
    assert project.policy_basis == "1.保障办公区域的维修、卫生保洁、垃圾清理等工作。2.聘用驾驶员支付劳务费。"
    assert (project.undertaking_unit, project.allocation, project.period) == (
        "某市审计局",
        "按照业务进度支付",
        "2022年1-12月",
    )


def test_a_project_under_numbered_headings() -> None:
    (project,) = read_prose(
        [
            "1.报全国人大审议的一级项目—信息化运行维护项目情况",
            "（1）项目概述",
            "持续优化信息系统。",
            "（2）立项依据",
            "《信访工作条例》正式施行。",
            "（3）实施主体",
            "国家信访局信息中心。",
            "（4）实施方案",
            "一是全面推进。",
            "（5）实施周期",
            "2026年至2027年。",
            "（6）年度预算安排",
            "2026年拟安排该项目一般公共预算2,134.87万元（含上年结转750.00万元）。",
            "（7）项目绩效目标表",
        ]
    ).projects
    assert (project.project_name, project.amount) == ("信息化运行维护", wan("2134.87"))
    assert (project.policy_basis, project.undertaking_unit) == ("《信访工作条例》正式施行。", "国家信访局信息中心")


def test_parts_of_a_budget_are_not_taken_for_its_size() -> None:
    (project,) = read_prose(
        ["项目名称：新建工程", "立项依据：某文件。", "年度预算安排：第一季度用款计划15万元，第二季度用款计划15万元。"]
    ).projects
    assert project.amount is None


def test_a_project_without_a_name_is_listed() -> None:
    reading = read_prose(["项目经费情况说明", "一、项目概况", "本工程位于路口。", "二、立项依据", "根据某文件。"])
    assert reading.projects == []
    assert [each.status for each in reading.coverage] == ["unrecognised"]


def test_the_glossary_with_terms_in_quotation_marks() -> None:
    found = read_prose(
        [
            "第四部分名词解释",
            "一、财政拨款：指由一般公共预算、政府性基金预算安排的财政拨款数。",
            "二、“三公”经费：指部门因公出国（境）费用、公务用车购置及运行维护费和公务接待费。",
        ]
    ).glossary
    assert [term.term for term in found] == ["财政拨款", "“三公”经费"]
    assert found[0].explanation == "指由一般公共预算、政府性基金预算安排的财政拨款数。"


def test_figures_of_a_final_account() -> None:
    found = read_prose(
        [
            "一、收入支出决算总体情况说明",
            "2023年度收入总计103.85万元，其中：本年收入合计103.81万元，年初结转和结余0.04万元。",
        ],
        stage="final_account",
    ).text_facts
    assert [(fact.subject, fact.section, fact.basis, fact.amount) for fact in found] == [
        ("total", "income", "final", wan("103.85")),
        ("total", "income", "final", wan("103.81")),
        ("opening_carryover", "carryover", "final", wan("0.04")),
    ]


def test_persons_and_telephone_numbers_are_not_read() -> None:
    number = "0" + "99" + "1-" + "1234567"
    reading = read_prose(
        [f"部门预算公开联系人：某某，比上年增加3万元，联系方式：{number}。", f"咨询{number}，比上年增加1万元。"]
    )
    assert (reading.budget_changes, reading.text_facts) == ([], [])
    assert {found.detail for found in reading.coverage} == {"amounts beside a contact: not read"}


NAME, NUMBER = "张三丰", "87654321"


@pytest.mark.parametrize(
    "line", [f"填报人：{NAME}", f"经办人：{NAME} 电话：{NUMBER}", f"项目责任人：{NAME}（0571）{NUMBER}"]
)
def test_a_contact_below_a_field_of_a_project_is_no_part_of_it(line: str) -> None:
    fields = ["一、项目情况", "项目名称：甲项目", "项目概述：做好甲。", "资金执行时间：2026年1-12月"]
    reading = read_prose([*fields, line, "后面的文字。"])
    assert [(found.overview, found.period) for found in reading.projects] == [("做好甲。", "2026年1-12月")]
    assert NAME not in repr(reading)


@pytest.mark.parametrize(
    "line",
    [
        f"如有疑问请致电{NAME}，电话：{NUMBER}。",
        f"监督电话：0571 {NUMBER}。",
        f"公开反馈方式：{NAME}，0571－{NUMBER}",
    ],
)
def test_a_contact_below_a_glossary_is_no_explanation(line: str) -> None:
    reading = read_prose(["一、名词解释", "1.财政拨款收入：指本级财政当年拨付的资金。", line])
    assert [(term.term, term.explanation) for term in reading.glossary] == [
        ("财政拨款收入", "指本级财政当年拨付的资金。")
    ]
    assert NAME not in repr(reading)
    assert NUMBER not in repr(reading)


def test_figures_before_a_contact_are_read_and_those_beside_one_are_listed_without_their_words() -> None:
    before, beside = "收入预算100.00万元，比上年增加10.00万元。", "支出预算90.00万元，比上年增加10.00万元"
    reading = read_prose(["一、情况", f"{before}{beside}，原因是压减（填报人{NAME}，电话{NUMBER}）。"])
    assert [(fact.section, fact.amount) for fact in reading.text_facts] == [("income", wan("100.00"))]
    assert [found.detail for found in reading.coverage] == ["amounts beside a contact: not read"]
    assert NAME not in repr(reading)


def test_a_number_with_blanks_between_its_groups_is_a_telephone_number_in_prose_too() -> None:
    reading = read_prose(["一、情况", f"支出比上年增加3倍，见{NAME}0571 {NUMBER}"])
    assert NAME not in repr(reading)


def test_amounts_and_codes_of_eleven_digits_are_no_telephone_numbers() -> None:
    amount = "138" + "0" * 8 + ".00"
    [change] = read_prose(["一、情况", f"收入预算{amount}元，比上年增加100.00元。"]).budget_changes
    assert change.amount == Decimal(amount)
    coded = read_prose(["一、情况", "项目编号为2130010000123456，支出预算90.00万元，比上年增加10.00万元。"])
    assert [found.amount for found in coded.budget_changes] == [wan("90.00")]


def test_words_that_begin_like_those_for_contacts_hide_no_figures() -> None:
    text = "密切联系人民群众，2026年支出预算90.00万元，比上年增加10.00万元。"
    assert len(read_prose(["一、情况", text]).budget_changes) == 1


def test_the_numbers_that_records_use_are_claimed() -> None:
    claimed = read_prose(["公务接待费5.00万元，比上年减少2.00万元，下降28.57%，主要原因是压减12批次。"]).claimed_numbers
    assert sorted(number.printed for number in claimed) == ["2.00万元", "28.57%", "5.00万元"]


def lots(*paragraphs: str) -> list[tuple[str, Decimal | None]]:
    found = read_prose(["（二）政府采购情况", *paragraphs], year=2026).procurement
    return [(lot.category, lot.amount) for lot in found]


@pytest.mark.parametrize(
    "behind",
    [
        "较2025年政府采购预算增加20万元",
        "上年政府采购预算120万元，减少20万元",
        "与上年政府采购预算120万元相比减少20万元",
        "2025年政府采购预算120万元",
        "政府购买服务预算50万元",
    ],
)
def test_only_the_years_own_procurement_is_loaded(behind: str) -> None:
    assert lots(f"2026年政府采购预算总额100万元，{behind}。") == [("total", wan("100"))]


def test_a_change_of_a_kind_of_procurement_is_none_of_it() -> None:
    assert lots("货物预算40万元，比上年货物预算减少5万元；工程预算3万元。") == [
        ("goods", wan("40")),
        ("works", wan("3")),
    ]


def test_what_is_meant_for_micro_enterprises() -> None:
    assert lots("面向中小企业预留采购金额50万元，其中面向小微企业采购金额30万元。") == [
        ("sme_reserved", wan("50")),
        ("micro_reserved", wan("30")),
    ]


def test_a_project_that_buys_something_is_no_section_on_procurement() -> None:
    told = ["（三）办公设备采购项目", "为保障服务大厅运行，安排经费200万元。"]
    assert read_prose(told).procurement == []


def staff(*paragraphs: str) -> list[tuple[str, int | None]]:
    return [(each.item, each.headcount) for each in read_prose(list(paragraphs)).staffing]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "编制60人，实有在职人员50人，离退休人员20人。",
            [("establishment", 60), ("in_service", 50), ("retired_all", 20)],
        ),
        (
            "核定政法专项编制120名，工勤编制5名，空缺编制3名。",
            [("establishment_political_legal", 120), ("establishment_support", 5)],
        ),
        (
            "核定行政编制30名，机关工勤编制2名。",
            [("establishment_administrative", 30), ("establishment_support", 2)],
        ),
        ("编制数为108人，实有人数为94人。", [("establishment", 108), ("actual", 94)]),
        ("本单位核定编制30名，实有30名。", [("establishment", 30), ("actual", 30)]),
        ("下属事业单位编制数6名，本部门编制数30名。", [("establishment", 30)]),
    ],
)
def test_a_part_of_the_posts_is_not_all_posts(text: str, items: list[tuple[str, int]]) -> None:
    assert staff(text) == items


def test_a_sentence_on_posts_that_gives_nothing_is_listed() -> None:
    reading = read_prose(["一、人员情况", "某市审计局空缺编制数3名。"])
    assert reading.staffing == []
    assert [each.detail for each in reading.coverage] == ["某市审计局空缺编制数3名"]
    assert read_prose(["一、人员情况", "某市审计局编制数30名。"]).coverage == []


def test_assets_that_have_come_or_gone_are_not_held() -> None:
    assert assets("共有车辆10辆。2025年新增车辆2辆，报废车辆3辆。") == [("vehicle", "held", Decimal(10), "辆", None)]
    assert assets("一般公务用车5辆，较上年减少一般公务用车2辆。") == [
        ("vehicle_general", "held", Decimal(5), "辆", None)
    ]
    assert assets("资产占有及购置情况：共有车辆4辆。") == [("vehicle", "held", Decimal(4), "辆", None)]


@pytest.mark.parametrize(
    ("text", "asset"),
    [
        ("2026年部门预算购置车辆1辆。", ("vehicle", "planned", Decimal(1), "辆", None)),
        (
            "新增购置单价50万元以上设备2台（套）。",
            ("equipment_over_500k", "planned", Decimal(2), "台（套）", None),
        ),
    ],
)
def test_what_a_budget_will_buy_is_planned(
    text: str, asset: tuple[str, str, Decimal | None, str, Decimal | None]
) -> None:
    assert assets(text) == [asset]


def test_what_was_bought_is_neither_held_nor_planned() -> None:
    told = ["（三）国有资产占用情况", "2024年新增购置车辆1辆，共有车辆5辆。"]
    found = read_prose(told, stage="final_account").state_assets
    assert [(asset.item, asset.basis, asset.quantity) for asset in found] == [("vehicle", "held", Decimal(5))]


def test_a_threshold_that_is_not_known_is_not_the_one_it_ends_with() -> None:
    assert assets("单价120万元以上设备3台（套）。") == []
