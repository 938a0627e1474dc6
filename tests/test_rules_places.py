"""Places that do not belong, beyond the examples of the rules: whose report it is, and what was where when."""

from __future__ import annotations

import time

import pytest

from reportmine import divisions
from reportmine.lexicon import load
from reportmine.rules import Settings, check
from reportmine.rules.parents import PlaceParents
from reportmine.rules.places import ForeignPlace

HEAD = "茶陵县2023年政府工作报告\n各位代表：\n"


def found(text: str, settings: Settings | None = None) -> list[tuple[str, str]]:
    rules = (ForeignPlace(), PlaceParents())
    return [(f.severity, text[f.start : f.end]) for f in check(text, settings=settings, rules=rules)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("在中共攸县委员会领导下，", [("medium", "攸县")]),
        ("攸县农业农村局组织开展培训，", [("medium", "攸县")]),
        ("《攸县国民经济和社会发展第十四个五年规划纲要》实施，", [("medium", "攸县")]),
        ("我们醴陵市正处在关键期，", [("medium", "醴陵市")]),
        ("为把醴陵市建设成为强县而奋斗，", [("medium", "醴陵市")]),
        ("醴陵市各乡镇严格落实，", [("medium", "醴陵市")]),
        ("初步核算，醴陵市地区生产总值完成八百亿元，", [("medium", "醴陵市")]),
        ("在醴陵市泗汾镇新建水厂一座，", [("medium", "醴陵市泗汾镇")]),
        ("醴陵市人民用双手创造生活，", [("low", "醴陵市")]),
        ("被醴陵市人民政府评为先进，", [("low", "醴陵市")]),
        ("切实让醴陵群众住有所居，", [("medium", "醴陵")]),
        ("醴陵群众更有信心，推动醴陵高质量发展，", [("low", "醴陵"), ("low", "醴陵")]),
        ("为建设富裕文明的幸福醴陵而努力奋斗！", [("medium", "醴陵")]),
        ("全醴陵上下同心协力，", [("medium", "醴陵")]),
        ("让株洲人民满意，与醴陵群众结对，学习浏阳高质量发展经验，醴陵群众来茶陵旅游，", []),
        ("在醴陵市委的堅強領導下，讓醴陵羣衆滿意，", [("medium", "醴陵市"), ("medium", "醴陵")]),
        ("建设更高水平的平安湘潭。", [("medium", "湘潭")]),
        ("建设更高水平的平安醴陵。", [("low", "醴陵")]),
        ("健全县级财政制度，县委和县政府带头，安全县城建设，", []),
        ("深化合作市场建设，改善城区政府服务，", []),
        ("在省委、市委和株洲市人民政府关怀下，湖南省财政厅支持，", []),
        ("与攸县、醴陵市人民政府共建园区，醴陵市委书记来我县考察，", []),
        ("地区生产总值高于醴陵市，醴陵市城区道路与我县接壤，", []),
        ("在对口支援中，新疆吐鲁番市高昌区委、区政府给予支持，", []),
        ("北京大学、上海银行、长沙理工大学、三一重工落户，", []),
    ],
)
def test_uses_of_a_name(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert found(HEAD + sentence) == expected


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ("在攸县委坚强领导下，成绩来之不易。", Settings(home="湖南省株洲市攸县")),
        ("在攸县委坚强领导下，成绩来之不易。", Settings(home="湖南省株洲市")),
        (HEAD + "攸县财政局安排资金。", Settings(places=("攸县",))),
        (HEAD + "攸县财政局安排资金。", Settings(partners=("攸县",))),
        ("XX县2023年工作总结\n在攸县委坚强领导下，XX县XX局、XX县XX镇落实。", None),
        ("国务院政府工作报告\n湖北省委、武汉市人民政府坚守。", None),
    ],
)
def test_a_place_that_may_be_named(text: str, settings: Settings | None) -> None:
    assert found(text, settings) == []


def test_the_user_says_whose_report_it_is() -> None:
    text = "在攸县委坚强领导下，成绩来之不易。"
    assert found(text, Settings(home="湖南省株洲市茶陵县")) == [("medium", "攸县")]


def test_without_a_title_the_text_must_disagree_clearly() -> None:
    own = "在茶陵县委坚强领导下，全茶陵县努力，我茶陵县奋进。"
    assert found(own + "在攸县委坚强领导下。") == [("medium", "攸县")]
    assert found("在茶陵县委坚强领导下。在攸县委坚强领导下。") == []


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("组团赴湖北省张家界市考察。", ["湖北省张家界"]),
        ("来自河南省邯郸市等地的车辆。", ["河南省邯郸"]),
        ("长沙市韶山市、株洲市岳麓区。", ["长沙市韶山市", "株洲市岳麓区"]),
        ("四川省重庆市企业。", ["四川省重庆市"]),
        ("2020年四川省工作总结\n四川省重庆市企业。", ["四川省重庆市"]),
        ("1993年四川省工作总结\n四川省重庆市、四川省江津区。", []),
        ("资阳市简阳市、成都市简阳市、马鞍山市和县、芜湖市和县。", []),
        ("湖北省湖南省交界，四川省重庆市等地，长沙市株洲市联动。", []),
        ("西安市长安区、石家庄市长安区。", []),
    ],
)
def test_parents(text: str, evidence: list[str]) -> None:
    assert [name for _, name in found(text)] == evidence


def test_moves_name_places_of_the_table() -> None:
    names = divisions.by_name()
    for row in load("place_uses")["former"]:
        for child in row["children"].split():
            assert row["parent"] in names and child in names
            assert row["parent"] not in divisions.above(child)


@pytest.mark.parametrize("unit", ["湖北省", "县委", "在攸县委领导下", "平安", "和", "湖北省张家界市", "省市县区"])
def test_linear(unit: str) -> None:
    text = HEAD + unit * (100_000 // len(unit))
    rules = (ForeignPlace(), PlaceParents())
    started = time.perf_counter()
    check(text, rules=rules)
    assert time.perf_counter() - started < 10
