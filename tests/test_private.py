"""Contacts in printed text: numbers and names are found however they are set, and nothing else is taken for them."""

from __future__ import annotations

import pytest

from pipeline.private import is_contact_label, is_private, masked, opens_with_contact

MOBILE = "138" + "0" * 8


@pytest.mark.parametrize(
    "number",
    [
        MOBILE,
        "138-0000-0000",
        "138 0000 0000",
        "+86" + MOBILE,
        "１３８" + "０" * 8,
        "0571-87654321",
        "0571 87654321",
        "0571－87654321",
        "0571—87654321",
        "0571-8765 4321",
        "(0571)87654321",
        "（0571）87654321",
        "0571-87654321-802",
        "0571-87654321转802",
        "0571-87654321/87654322",
    ],
)
def test_a_telephone_number_is_known_by_its_form(number: str) -> None:
    assert is_private(f"见{number}。")
    assert masked(f"见{number}，2024年。") == "见[电话]，2024年。"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("联系电话：87654321", "联系电话：[电话]"),
        ("请致电张三，电话：87654321。", "请致电[姓名]，电话：[电话]。"),
        ("如有疑问请致电张三丰0571 87654321", "如有疑问请致电[姓名][电话]"),
        ("压减（填报人张三丰，电话87654321）", "压减（填报人[姓名]，电话[电话]）"),
        ("填表人（签字）：张三丰 联系电话：" + MOBILE, "填表人（签字）：[姓名] 联系电话：[电话]"),
        ("填表人：张三丰联系电话：" + MOBILE, "填表人：[姓名]联系电话：[电话]"),
        ("公开反馈方式：张三丰，0571－87654321", "公开反馈方式：[姓名]，[电话]"),
    ],
)
def test_names_and_short_numbers_are_known_beside_words_for_contacts(text: str, left: str) -> None:
    assert is_private(text)
    assert masked(text) == left


@pytest.mark.parametrize(
    "text",
    [
        f"收入预算{MOBILE}.00元，比上年增加100.00元。",
        f"收入预算{MOBILE}元。",
        "编号为2130010000123456。",
        "电话费12345678元",
        "接听电话12345678次",
        "导致电费增加1234567.00元",
        "密切联系人民群众1234567人",
        "联系人大代表，负责人事管理",
        "12345热线",
    ],
)
def test_amounts_codes_and_other_words_are_not_private(text: str) -> None:
    assert not is_private(text)
    assert masked(text) == text


def test_labels_of_contacts_are_known_by_their_words() -> None:
    for label in ("项目负责人及联系电话", "填报人（签字）", "分管领导", "手机号码", "审核人：", "项目联系人姓名"):
        assert is_contact_label(label)
    for label in ("负责人满意度", "电话费", "实施单位", "联系人次"):
        assert not is_contact_label(label)


@pytest.mark.parametrize(
    "label",
    [
        "填写人",
        "编制人：",
        "编报人员",
        "报送人",
        "评价人（签字）",
        "自评人员",
        "评审人",
        "录入人",
        "项目经办",
        "经办",
        "评价组长",
    ],
)
def test_whoever_fills_in_or_judges_a_form_is_a_contact(label: str) -> None:
    assert is_contact_label(label)


def test_a_row_of_a_form_is_a_contact_by_its_label_only_with_a_name() -> None:
    assert opens_with_contact("评价组长：张三丰")
    assert opens_with_contact("编制人：张三丰 日期：2024年3月5日")
    assert not opens_with_contact("项目经办：1. 参保登记；2. 待遇支付")


@pytest.mark.parametrize(
    "text",
    [
        "编制人员：32人，编制人数35人，编制人员经费1234567",
        "报送人口数据1234567条",
        "录入人口信息",
        "评审人员数1234567",
        "医保经办：提升服务",
        "经办机构1234567笔，经办服务能力",
        "评价人均支出",
    ],
)
def test_staff_and_work_are_no_contacts(text: str) -> None:
    assert not is_private(text)
    assert masked(text) == text
    assert not is_contact_label(text)
