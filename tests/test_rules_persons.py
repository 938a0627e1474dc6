"""Persons: masks of several texts that can be joined, names beside illness and relief, tables, kept masks."""

from __future__ import annotations

import pytest

from reportmine.joins import find_joinable, find_masked
from reportmine.rules import Settings, check
from reportmine.rules.rule import Page

NAMED = [
    ("走访慰问困难群众刘玉兰、陈小妹等人", ["刘玉兰", "陈小妹"]),
    ("孤儿王思雨今年8岁，事实无人抚养儿童田甜每月领取补助", ["王思雨", "田甜"]),
    ("村民马秀兰不幸患上乳腺癌，刘志强系肢体残疾二级", ["马秀兰", "刘志强"]),
    ("户主王德贵，低保户，家庭人口3人", ["王德贵"]),
    ("1  李贵生  特困  分散供养  800元", ["李贵生"]),
    ("低保户危房改造120户，患者马上就医，特困人员全覆盖", []),
    ("残疾人张海燕被评为全国道德模范，“最美残疾人”王小明", []),
    ("患者白内障手术，患者高血压管理，马铃薯患病，方便患病群众", []),
    ("学生王小明（18岁），马拉松（12岁组），6岁以下儿童", []),
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_vulnerable_persons(text: str, names: list[str]) -> None:
    assert [text[f.start : f.end] for f in check(text) if f.rule == "RM1602"] == names


JOINED = [
    ("王五 622202*********1234", "王五 银行卡622202020000123****", "6222020200001231234"),
    ("李桂兰 4301**19900307****", "李桂兰，身份证430102********1234", "430102199003071234"),
    ("刘芳 138****8000", "刘芳 1380013****", "13800138000"),
    ("刘芳 138****8000", "张强 1380013****", None),
    ("赵*国 青石小学", "赵爱* 青石小学", "赵爱国"),
    ("赵*国 青石小学", "赵爱* 白沙小学", None),
]


@pytest.mark.parametrize(("first", "second", "form"), JOINED)
def test_masks_of_two_texts(first: str, second: str, form: str | None) -> None:
    masks = [mask for source, text in enumerate((first, second)) for mask in find_masked(Page(text), source)]
    pairs = find_joinable(masks)
    assert [(pair.form, pair.first.source, pair.second.source) for pair in pairs] == ([(form, 0, 1)] if form else [])
    assert all(pair.is_complete for pair in pairs)


def test_complete_numbers_are_grave() -> None:
    text = "李桂兰 4301**19900307****，李桂兰，身份证430102********1234"
    assert [f.severity for f in check(text) if f.rule == "RM1601"] == ["high"]


def test_telephones_of_offices_are_low() -> None:
    text = "姓名\t职务\t电话\n王小明\t主任\t8800123\n姓名\t电话\n王小明\t8800123"
    assert [f.severity for f in check(text) if f.rule == "RM607"] == ["low", "medium"]


def test_kept_masks_are_no_findings() -> None:
    text = "XX市新增××件、**家、〇〇个，新建管网____公里，某某同志"
    assert {f.rule for f in check(text)} == {"RM201", "RM202", "RM203", "RM204", "RM205", "RM206"}
    assert check(text, settings=Settings(masks="keep")) == []
