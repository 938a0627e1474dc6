"""The problems reports admit: what counts as one, which are the same from year to year, what a comparison tells.

How the threshold was chosen: the problems of six reports of the State Council (2011-13, 2021-23; 129 problems, 68 pairs
that are the same one, 30 that two readers could judge either way) were annotated and linked at thresholds from 0.25
to 0.65.
At 0.45 precision is 0.98 and recall 0.96; below 0.4 problems of one field run together, above 0.5 recall falls to 0.8.
The topics of data/shortfalls.toml were written with these reports at hand, so expect less on others.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportmine import analyze
from reportmine.comparison.edition import Edition
from reportmine.comparison.model import ShortfallTrend
from reportmine.comparison.shortfalls import compare_shortfalls, find_problems
from reportmine.readers import from_text

OPENING = "在肯定成绩的同时，我们也清醒认识到，发展中还存在不少困难和问题。"
REVIEW = "全年粮食总产13.2万吨，新建道路12公里，各项事业取得新成绩。"
CLOSING = "对此，我们将采取有力措施，认真加以解决。"


def edition(id: int, year: int, problems: str, *, region: str = "云溪县", review: str = "") -> Edition:
    text = (
        f"{region}{year}年政府工作报告\n\n一、{year - 1}年工作回顾\n{review or REVIEW}\n"
        f"{problems}\n二、{year}年工作安排\n今年新建高标准农田3万亩，改造老旧小区18个。\n"
    )
    return Edition(analyze(from_text(text), year=year, region=region), id, year)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("主要是：城乡差距较大；部分企业经营困难。", ["城乡差距较大", "部分企业经营困难"]),
        (
            "一是经济总量偏小，产业链条不长；二是财政收支矛盾突出。",
            ["经济总量偏小", "产业链条不长", "财政收支矛盾突出"],
        ),
        (
            "在住房、教育、医疗等方面，群众还有不少难题没有解决。",
            ["在住房、教育、医疗等方面，群众还有不少难题没有解决"],
        ),
        ("受市场低迷影响，财政收支矛盾突出。", ["受市场低迷影响，财政收支矛盾突出"]),
        ("企业亏损加剧，亏损面达到百分之十八。", ["企业亏损加剧，亏损面达到百分之十八"]),
        ("产业发展滞后，一些企业经营困难。", ["产业发展滞后", "一些企业经营困难"]),
        ("产业偏重，全县税收超千万元企业8家。", ["产业偏重，全县税收超千万元企业8家"]),
        ("投入欠账较多，导致管网老化失修。", ["投入欠账较多，导致管网老化失修"]),
        ("外部打压不断上升，局部疫情时有发生。", ["外部打压不断上升", "局部疫情时有发生"]),
        ("科技创新能力不强，等等。", ["科技创新能力不强"]),
        ("我们做了大量工作，取得了积极进展，但河道污染仍较重。", ["但河道污染仍较重"]),
        ("政府工作还存在不足。", []),
        ("前进道路上老问题、新挑战仍然不少。", []),
        ("这些问题，有的是长期积累的，有的是工作不力造成的。", []),
        ("我们一定要直面问题，尽心竭力改进工作，决不辜负人民期待。", []),
    ],
)
def test_problems(text: str, expected: list[str]) -> None:
    report = edition(0, 2024, OPENING + "农村道路养护不足，集镇停车困难，就业压力较大。" + text + CLOSING)
    found = [problem.plain for problem in find_problems(report)]
    assert found[:3] == ["农村道路养护不足", "集镇停车困难", "就业压力较大"]
    assert [problem.removeprefix("但") for problem in found[3:]] == [problem.removeprefix("但") for problem in expected]


def test_an_admission_in_a_paragraph_of_results() -> None:
    review = "全年新建道路12公里，改造危桥6座，群众出行条件得到改善，但农村公路养护资金不足的问题依然存在。"
    assert [one.plain for one in find_problems(edition(0, 2024, "", review=review))] == [
        "农村公路养护资金不足的问题依然存在"
    ]


@pytest.mark.parametrize(
    ("earlier", "later", "same"),
    [
        ("稳就业压力较大", "就业任务更加艰巨", True),
        ("部分中小企业经营困难", "一些中小企业生产经营仍较困难", True),
        ("关键领域创新能力不强", "科技创新能力还不够强", True),
        ("城乡区域发展差距较大", "城乡之间、区域之间仍有不小差距", True),
        ("形式主义、官僚主义仍然突出", "官僚主义、形式主义不同程度存在", True),
        ("民生领域还有不少短板", "民生保障存在短板弱项", True),
        ("部分群众生活仍然比较困难", "有些群众生活还很困难", True),
        ("在教育、医疗、养老等方面还有不少差距", "住房、医疗、食品安全等方面群众不满意的地方不少", True),
        ("就业压力较大", "企业招工难", False),
        ("部分城市房价涨幅过高", "房地产市场风险隐患较多", False),
        ("一些领域腐败问题时有发生", "重大安全事故时有发生", False),
        ("财政收支矛盾突出", "经济结构矛盾突出", False),
        ("科技创新能力不强", "科技人才短缺", False),
        ("停车困难", "企业融资困难", False),
    ],
)
def test_the_same_problem(earlier: str, later: str, same: bool) -> None:
    trends = compare_shortfalls(
        [edition(0, 2023, f"{OPENING}{earlier}。{CLOSING}"), edition(1, 2024, f"{OPENING}{later}。{CLOSING}")]
    )
    assert {trend.change for trend in trends} == ({"returns"} if same else {"new", "gone"})


def summary(trends: tuple[ShortfallTrend, ...], editions: list[Edition]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for trend in trends:
        assert 0 <= trend.similarity <= 1
        reports = [mention.report for mention in trend.mentions]
        assert reports == sorted(reports)
        for mention in trend.mentions:
            assert editions[mention.report].text[mention.start : mention.end] == mention.text
        found.setdefault(trend.change, []).append("|".join(mention.text for mention in trend.mentions))
    return found


def test_three_years() -> None:
    editions = [
        edition(0, 2022, f"{OPENING}县域经济薄弱；消费不足；投资乏力；停车困难。{CLOSING}"),
        edition(1, 2023, f"{OPENING}县域经济实力偏弱；消费和投资增长动力不足。{CLOSING}"),
        edition(2, 2024, f"{OPENING}县域经济仍然薄弱；群众停车仍较困难；债务负担较重。{CLOSING}"),
    ]
    assert summary(compare_shortfalls(editions), editions) == {
        "returns": ["县域经济薄弱|县域经济实力偏弱|县域经济仍然薄弱", "停车困难|群众停车仍较困难"],
        "new": ["债务负担较重"],
        "gone": ["消费不足|消费和投资增长动力不足", "投资乏力|消费和投资增长动力不足"],
    }


def test_reports_of_several_places() -> None:
    editions = [
        edition(0, 2024, f"{OPENING}县域经济薄弱；停车困难。{CLOSING}"),
        edition(1, 2024, f"{OPENING}县域经济实力偏弱；债务负担较重。{CLOSING}", region="青山县"),
    ]
    assert summary(compare_shortfalls(editions), editions) == {"returns": ["县域经济薄弱|县域经济实力偏弱"]}


@pytest.mark.parametrize("text", ["一", "云溪县2024年政府工作报告\n", "　\n\n各位代表！\n"])
def test_hardly_any_text(text: str) -> None:
    empty = Edition(analyze(from_text(text)), 1, 2024)
    assert compare_shortfalls([empty]) == ()
    assert compare_shortfalls([]) == ()
    first = edition(0, 2023, f"{OPENING}停车困难。{CLOSING}")
    assert [trend.change for trend in compare_shortfalls([first, empty])] == ["gone"]


CLAUSES = [
    "城乡差距较大",
    "部分企业\n经营困难",
    "受市场影响",
    "税收只有３亿元",
    "“三保”压力加大",
    "我们将努力",
    "（一）财力薄弱",
    "主要是：",
]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(CLAUSES), st.sampled_from("，；。")), max_size=6), min_size=1, max_size=3
    )
)
def test_every_span_is_what_stands_there(drawn: list[list[tuple[str, str]]]) -> None:
    editions = [
        edition(id, 2020 + id, OPENING + "".join(clause + mark for clause, mark in clauses) + CLOSING)
        for id, clauses in enumerate(drawn)
    ]
    first = compare_shortfalls(editions)
    summary(first, editions)
    assert first == compare_shortfalls(editions)
