"""The paragraph classifier as shipped: what it must get right by form, by words, by headings, by place."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportmine.errors import BadModel
from reportmine.lexicon import load
from reportmine.model import Paragraph, Section
from reportmine.paragraphs.classifier import judge, label_paragraphs, load_model
from reportmine.paragraphs.context import Unit, gather, promise, promised, surround
from reportmine.paragraphs.features import Vocabulary, cue_groups, fold, look, read
from reportmine.paragraphs.formalities import announcing, is_opening, is_thanks, says_more
from reportmine.paragraphs.lists import runs
from reportmine.resources import resource
from reportmine.sections import find_structure

OPENING = "现在，我代表县人民政府，向大会报告工作，请予审议，并请县政协委员和列席同志提出意见。"
DONE = (
    "过去一年，我们顶住压力、攻坚克难，地区生产总值增长5.2%，一般公共预算收入达到18.6亿元，城乡居民收入差距继续缩小。",
    "产业发展成效明显。新引进亿元以上项目23个，标准厂房建成投用12万平方米，规上工业企业净增9家。",
    "城乡面貌持续改善。改造老旧小区31个，新建农村公路86公里，县城绿化率提高到38%，群众出行更加方便。",
    "民生保障更加有力。城镇新增就业4200人，新增学位1800个，县医院新院区建成启用，低保标准提高6%。",
)
THANKS = "在此，我代表县人民政府，向全县人民，向各位代表、各位委员，向所有关心支持发展的同志们、朋友们，表示衷心感谢！"
SHORT = (
    "在肯定成绩的同时，我们也清醒看到，发展中还存在不少困难和问题：产业结构不优，龙头企业偏少；"
    "财政收支矛盾突出，民生领域还有不少短板；少数干部担当不足，工作作风有待改进。"
)
PLAN = (
    "今年经济社会发展的主要预期目标是：地区生产总值增长5.5%左右，固定资产投资增长7%，城镇新增就业4000人以上。",
    "要大力培育主导产业。加快推进工业园区扩区升级，力争引进亿元以上项目25个，推动传统企业技术改造。",
    "要全面推进乡村振兴。坚决守住耕地红线，新建高标准农田2万亩，深化农村集体产权制度改革，促进农民持续增收。",
    "要切实增进民生福祉。办好十件民生实事，扩大优质教育资源供给，完善养老服务体系，让群众看得见、摸得着。",
)
APPEAL = "各位代表，让我们更加紧密地团结起来，同心同德、真抓实干，为建设富裕美丽幸福新县而努力奋斗！"


def labels(text: str) -> list[tuple[str, str | None]]:
    """First characters and label of every body line."""
    structure = find_structure(text)
    found = label_paragraphs(text, structure.paragraphs, structure.sections)
    return [(text[p.start : p.end][:6], p.label) for p in found if p.kind == "body"]


def plain(lines: list[str]) -> tuple[str, list[Paragraph]]:
    """Lines as body paragraphs of a report without any structure."""
    text, paragraphs, at = "\n".join(lines), [], 0
    for index, line in enumerate(lines):
        paragraphs.append(Paragraph(id=index, start=at, end=at + len(line), kind="body"))
        at += len(line) + 1
    return text, paragraphs


EXPECTED = ["other", *["achievement"] * 4, "other", "shortfall", *["priority"] * 5]
LINES = [OPENING, *DONE, THANKS, SHORT, *PLAN, APPEAL]


@pytest.mark.parametrize(
    "headings",
    [
        ("一、2023年工作回顾", "二、2024年工作安排"),
        ("一、实干争先，阔步前行", "二、接续奋斗，再谱新篇"),
        (),
    ],
    ids=["headings that say it", "headings that say nothing", "no headings"],
)
def test_a_whole_report(headings: tuple[str, ...]) -> None:
    lines = list(LINES)
    if headings:
        lines[7:7] = [headings[1]]
        lines[1:1] = [headings[0]]
    text = "2024年某县政府工作报告\n各位代表：\n" + "\n".join(lines)
    assert [label for _, label in labels(text)] == EXPECTED


def test_without_structure_at_all() -> None:
    text, paragraphs = plain(LINES)
    assert [p.label for p in label_paragraphs(text, paragraphs, [])] == EXPECTED


@pytest.mark.parametrize(
    ("heading", "line", "expected"),
    [
        (
            "2023年工作回顾",
            "未来五年，我们要坚持工业立县不动摇，到2028年力争规上工业产值突破300亿元，必须一年接着一年干。",
            "priority",
        ),
        (
            "2024年工作安排",
            "过去的一年，外事侨务工作取得新成绩，接待友好代表团12批次，新增友好交流城市2个，受到各方好评。",
            "achievement",
        ),
        (
            "2024年工作安排",
            "我们也清醒认识到，县域经济总量偏小，产业层次不高，财政收支矛盾突出，公共服务短板仍然不少。",
            "shortfall",
        ),
    ],
)
def test_own_words_win_over_the_section(heading: str, line: str, expected: str) -> None:
    review = heading.endswith("回顾")
    around = list(DONE if review else PLAN)
    around[2:2] = [line]
    text = f"2024年某县政府工作报告\n各位代表：\n{OPENING}\n一、{heading}\n" + "\n".join(around)
    assert (line[:6], expected) in labels(text)


def test_bare_verbs_ask_the_heading() -> None:
    """推进… under a review is what was done, under a plan what will be."""
    bare = [
        "推动产业转型升级。实施传统产业改造提升工程，支持企业开展技术改造，培育专精特新企业，促进数字经济与实体经济融合。",
        "深化重点领域改革。推进财税金融体制改革，完善国有资产监管体制，激发各类经营主体活力，优化营商环境。",
        "加强生态环境保护。推进大气、水、土壤污染综合治理，完善河湖长制，推动绿色低碳发展，保护生物多样性。",
        "发展社会事业。推进义务教育优质均衡，健全医疗卫生服务体系，完善社会保障制度，丰富群众文化生活。",
    ]
    done, planned = [
        f"2024年某县政府工作报告\n各位代表：\n{OPENING}\n一、{heading}\n" + "\n".join([first, *bare])
        for heading, first in (("过去五年工作回顾", DONE[0]), ("今后五年主要任务", PLAN[0]))
    ]
    assert [label for _, label in labels(done)][-4:] == ["achievement"] * 4
    assert [label for _, label in labels(planned)][-4:] == ["priority"] * 4


def test_fragments_of_a_sentence_share_the_label_of_the_whole() -> None:
    whole = DONE[1]
    pieces = [OPENING, DONE[0], whole[:9], whole[9:15], whole[15:], PLAN[1]]
    text, paragraphs = plain(pieces)
    for index in (3, 4):
        paragraphs[index] = msgspec.structs.replace(paragraphs[index], continues=True)
    found = label_paragraphs(text, paragraphs, [])
    assert {(p.label, p.confidence) for p in found[2:5]} == {("achievement", found[2].confidence)}


@pytest.mark.parametrize("between", ["furniture", "heading"])
def test_furniture_between_the_fragments_of_a_sentence(between: str) -> None:
    """A line of invisible characters falls between two fragments; a heading would part them."""
    text, paragraphs = plain([OPENING, DONE[1][:20], "\u200b", DONE[1][20:], PLAN[1]])
    paragraphs[2] = msgspec.structs.replace(paragraphs[2], kind=between)  # type: ignore[arg-type]
    paragraphs[3] = msgspec.structs.replace(paragraphs[3], continues=True)
    members = [unit.members for unit in gather(text, paragraphs, [])]
    assert ((1, 3) in members) is (between == "furniture")


def test_what_is_set_for_the_year_is_no_result() -> None:
    lines = ["一、2023年工作回顾", *DONE, "二、2024年工作安排"]
    lines += ["加强园区建设，落实惠企政策，扩大有效投资，办好民生实事，守住安全底线。"] * 3
    lines += ["扩大有效投资。全年安排重点项目八十八个，完成投资六十二亿元，建成投产三十个。"]
    text = "\n".join(lines)
    structure = find_structure(text)
    assert label_paragraphs(text, structure.paragraphs, structure.sections)[-1].label == "priority"


def test_a_budget_draft_is_what_will_be() -> None:
    lines = [
        "（一）收支安排",
        "1．全县一般公共预算。收入预期12.4亿元，增长6%，加上上级补助收入和调入资金，可安排支出31.5亿元。",
        "2．县本级一般公共预算。收入拟安排5.2亿元，增长5%；支出拟安排9.8亿元，其中教育1.9亿元、农林水1.1亿元。",
        "3．其他预算。政府性基金收入拟安排3亿元，下降8%；社会保险基金收入预期6亿元，支出5.4亿元。",
    ]
    text = "\n".join(
        ("关于某县预算执行情况和预算草案的报告", "一、2015年预算执行情况", *DONE, "二、2016年预算草案", *lines)
    )
    assert [label for _, label in labels(text)] == ["achievement"] * 4 + ["priority"] * 3


def test_items_below_a_heading_of_problems() -> None:
    items = [
        "一是执法手段单一，信息化水平不高。",
        "二是部分企业责任意识不强，隐患仍然存在。",
        "三是人员不足，设备老化。",
    ]
    text = "\n".join(
        ("某县局2020年工作总结", "一、工作情况", *DONE, "二、存在的主要问题", *items, "三、下步打算", *PLAN)
    )
    assert [label for _, label in labels(text)][4:7] == ["shortfall"] * 3


def test_a_paragraph_that_names_itself() -> None:
    text, paragraphs = plain(["存在的主要问题：力量与任务不相适应，部分单位整改不到位。", "今年：抓好落实。"])
    assert [unit.own for unit in gather(text, paragraphs, [])] == [("存在的主要问题",), ()]


def test_nothing_is_claimed_for_certain() -> None:
    text, paragraphs = plain(LINES)
    assert max(p.confidence or 0 for p in label_paragraphs(text, paragraphs, [])) <= 0.99


def test_results_and_thanks_in_one_paragraph() -> None:
    credit = (
        "各位代表！这些成绩的取得，是县委正确领导的结果，是全县上下团结一心、共同奋斗的结果，是各方面关心支持的结果。"
    )
    thanks = "在此，我代表县人民政府，向全县人民和所有关心支持发展的同志们、朋友们，表示衷心感谢！"
    text, paragraphs = plain([OPENING, *DONE, credit + thanks, SHORT, *PLAN])
    mixed = label_paragraphs(text, paragraphs, [])[5]
    assert {mixed.label, mixed.also} == {"achievement", "other"}


def test_the_only_admission_is_never_lost() -> None:
    admission = (
        "在肯定成绩的同时，也清醒看到还存在问题和不足，主要是产业层次不高、企业规模偏小。对此，我们将采取有力措施，"
        "加快转型升级，着力补链强链，切实加以解决。"
    )
    text, paragraphs = plain([OPENING, *DONE, admission, *PLAN])
    found = label_paragraphs(text, paragraphs, [])[5]
    assert "shortfall" in (found.label, found.also)


def test_traditional_characters_are_read() -> None:
    lines = ["五年來，全縣糧食產量增長百分之二十，新建學校三十所，羣衆生活得到顯著改善。", *DONE]
    text, paragraphs = plain(lines)
    assert label_paragraphs(text, paragraphs, [])[0].label == "achievement"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("一年来，主要做了以下工作：", "bare"),
        ("为了控制投资规模，提高投资效益，县政府作出了以下规定。", "bare"),
        ("今后三年，重点是做三件事：", "bare"),
        ("具体抓好9个方面工作：", "bare"),
        ("实现上述目标，必须突出以下导向。", "bare"),
        ("今年经济社会发展的主要预期目标是：", "bare"),
        ("具体安排如下：", "bare"),
        ("落实八条措施，推进强市建设，下一步重点做好以下工作。", "content"),
        ("我们要统筹兼顾、突出重点，着重抓好以下几个方面工作。", "content"),
        ("失业率控制在5%以下。", None),
        ("完成了20项重点任务。", None),
        ("2021年是“十四五”开局之年，也是建局三十周年。全局工作要点如下：", "bare"),
        ("全局上下连续奋战，守住了安全底线。主要做法如下：", None),
        ("加快推进5个重点项目。", None),
        ("2024年完成投资9亿元，重点抓好以下工作。", None),
    ],
)
def test_announcing(line: str, expected: str | None) -> None:
    assert announcing(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (OPENING, True),
        ("根据会议安排，下面向联席会议报告2023年工作情况，请予以审议。", True),
        ("自觉接受监督，提请审议地方性法规草案11件，报告工作8次。", False),
        ("县政府编制了规划纲要草案，提请大会审查。", False),
    ],
)
def test_opening(line: str, expected: bool) -> None:
    assert is_opening(line) is expected


@pytest.mark.parametrize(("sentence", "expected"), [(THANKS, True), ("收到群众感谢信120封", False)])
def test_thanks(sentence: str, expected: bool) -> None:
    assert is_thanks(sentence) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "今年以来，全局干部职工攻坚克难、真抓实干，" + "各项工作有序推进，取得一定成效。" * 4 + "现总结汇报如下：",
            True,
        ),
        ("今后五年，是加快发展的五年。" + "综合各方面情况，顺应群众期盼，" * 5 + "主要奋斗目标为：", True),
        ("总的思路是：紧扣强县富民，突出产业升级，办好民生实事，守住安全底线，促进全面进步。", True),
        ("一年来，主要做了以下工作：", False),
        ("各项工作有序推进，取得一定成效。" * 6, False),
    ],
)
def test_what_is_said_beside_the_announcement(text: str, expected: bool) -> None:
    assert says_more(text) is expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("一是抓春耕。", "二是抓防汛。", "三是抓就业。", "各位代表！"), [[0, 1, 2]]),
        (("主要原因，一是基础差。", "二是投入少。"), [[0, 1]]),
        (("主要原因很多。", "二是投入少。"), []),
        (("关停能耗高的企业；", "关停产品积压的企业；", "关停污染重的企业。", "抓好整顿。"), [[0, 1, 2]]),
        (("（一）抓产业。", "（二）抓民生。", "（四）抓作风。"), [[0, 1]]),
        (("——抓产业。", "——抓民生。", "抓作风。"), [[0, 1]]),
        ((), []),
    ],
)
def test_lists(texts: tuple[str, ...], expected: list[list[int]]) -> None:
    assert runs([Unit((place,), text, (), -1, -1) for place, text in enumerate(texts)]) == expected


def test_items_of_a_list_are_judged_as_one() -> None:
    text = "\n".join(
        (
            "存在的问题主要表现在：一是产业结构不优，财政收支矛盾突出，骨干企业少，科技创新能力不强。",
            "二是教育、医疗等公共服务还有不少短板，与群众的期盼有较大差距。",
            "三是老企业多，富余人员多。",
        )
    )
    structure = find_structure(text)
    labelled = label_paragraphs(text, structure.paragraphs, structure.sections)
    assert [paragraph.label for paragraph in labelled] == ["shortfall"] * 3


def cues_of(line: str) -> list[float]:
    reading, nothing = read([line]), Vocabulary([], np.zeros(0, dtype=np.float32))
    counts: list[float] = nothing.count_cues(reading, nothing.nodes(reading.text)).sum(axis=0).tolist()
    return counts


@pytest.mark.parametrize("group", sorted(load("label_cues")["groups"]))
def test_cues_hit_and_miss(group: str) -> None:
    entry = load("label_cues")["groups"][group]
    column = cue_groups().index(group)
    for line in entry["hit"]:
        assert cues_of(line)[column] > 0, line
    for line in entry["miss"]:
        assert cues_of(line)[column] == 0, line


def test_promises() -> None:
    examples = load("weak_headings")["examples"]
    assert [promise(heading) for _, heading in examples["hit"]] == [label for label, _ in examples["hit"]]
    assert {promise(heading) for heading in examples["miss"]} == {"none"}
    for label, headings in load("weak_headings")["typical"].items():
        assert {promise(heading) for heading in headings} == {label}
    assert promised(("加快产业升级", "2024年工作安排")) == "priority"


@given(st.text(max_size=300))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_tables_of_characters_are_one_to_one() -> None:
    forms = load("traditional")
    traditional = forms["traditional"].replace("\n", "")
    assert len(traditional) == len(forms["simplified"].replace("\n", "")) == len(set(traditional))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="要了加快问题。，！ \u30008X\n", max_size=30), max_size=8))
def test_any_lines_get_a_label_and_a_confidence(lines: list[str]) -> None:
    text, paragraphs = plain([line.replace("\n", "") for line in lines])
    found = label_paragraphs(text, paragraphs, [])
    assert [(p.id, p.start, p.end) for p in found] == [(p.id, p.start, p.end) for p in paragraphs]
    for paragraph in found:
        assert paragraph.label is not None
        assert paragraph.label != paragraph.also
        assert paragraph.confidence is not None
        assert 0 <= paragraph.confidence <= 1
        assert round(paragraph.confidence, 3) == paragraph.confidence


def test_only_body_is_labelled() -> None:
    text = "工作报告\n各位代表：\n" + DONE[0]
    section = Section(id=0, level=1, number=None, heading="工作报告", start=0, end=len(text), parent=None)
    kinds = ("title", "salutation", "body")
    starts = (0, 5, 11)
    ends = (4, 10, len(text))
    paragraphs = [
        Paragraph(id=i, start=s, end=e, kind=kind, section=0)  # type: ignore[arg-type]
        for i, (s, e, kind) in enumerate(zip(starts, ends, kinds, strict=True))
    ]
    found = label_paragraphs(text, paragraphs, [section])
    assert [p.label is not None for p in found] == [False, False, True]
    assert label_paragraphs(text, paragraphs[:2], []) == paragraphs[:2]


@pytest.mark.parametrize(
    "line",
    ["8" * 200_000, "要" * 2_000_000, "在肯定成绩的同时，" * 100_000, "感谢。" * 200_000, "。" * 500_000],
    ids=["digits", "one cue", "one phrase", "thanks", "stops"],
)
def test_hostile_lines_are_fast(line: str) -> None:
    text, paragraphs = plain([OPENING, line, DONE[0]])
    started = time.perf_counter()
    assert label_paragraphs(text, paragraphs, [])[1].label
    assert time.perf_counter() - started < 5


@pytest.mark.slow
def test_many_short_lines_are_fast() -> None:
    text, paragraphs = plain(["好"] * 100_000)
    started = time.perf_counter()
    label_paragraphs(text, paragraphs, [])
    assert time.perf_counter() - started < 20


def test_rows_do_not_depend_on_headings_when_hidden() -> None:
    text, paragraphs = plain(LINES)
    section = Section(id=0, level=1, number=None, heading="工作回顾", start=0, end=len(text), parent=None)
    inside = [msgspec.structs.replace(p, section=0) for p in paragraphs]
    sight = look(LINES, Vocabulary([], np.zeros(0, dtype=np.float32)))
    rows = [
        surround(
            gather(text, which, [section]),
            sight,
            np.log(np.full((len(LINES), 4), 0.25, dtype=np.float32)),
            np.log(np.full((len(sight.reading.start), 4), 0.25, dtype=np.float32)),
            hide=hide,
        )
        for which, hide in ((paragraphs, False), (inside, True), (inside, False))
    ]
    assert np.array_equal(rows[0], rows[1])
    assert not np.array_equal(rows[0], rows[2])


def test_probabilities_sum_to_one() -> None:
    text, paragraphs = plain(LINES)
    found = judge(gather(text, paragraphs, []), load_model())
    assert np.allclose(found.probability.sum(axis=1), 1, atol=1e-4)


def test_twice_the_same() -> None:
    text, paragraphs = plain(LINES)
    assert label_paragraphs(text, paragraphs, []) == label_paragraphs(text, paragraphs, [])


@pytest.mark.parametrize("damage", ["missing", "meta", "vocabulary", "other cues"])
def test_a_damaged_model_is_refused(tmp_path: Path, damage: str) -> None:
    source = resource("models", "paragraph_classifier")
    if damage != "missing":
        for name in ("meta.json", "vocabulary.json", "weights.npz"):
            (tmp_path / name).write_bytes((source / name).read_bytes())
    if damage == "meta":
        (tmp_path / "meta.json").write_text("{}", encoding="utf-8")
    if damage == "vocabulary":
        (tmp_path / "vocabulary.json").write_text('["增"]', encoding="utf-8")
    if damage == "other cues":
        meta = json.loads((tmp_path / "meta.json").read_text(encoding="utf-8"))
        (tmp_path / "meta.json").write_text(json.dumps(meta | {"cues": ["aspect"]}), encoding="utf-8")
    with pytest.raises(BadModel):
        load_model(tmp_path)


def test_the_shipped_model_is_small_safe_and_described() -> None:
    folder = resource("models", "paragraph_classifier")
    assert sum(path.stat().st_size for path in folder.iterdir()) < 3_000_000
    with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
        assert all(np.isfinite(arrays[name].astype(np.float32)).all() for name in arrays.files)
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    card = (folder / "README.md").read_text(encoding="utf-8")
    for figures in meta["cross_validation"].values():
        assert f"{figures['accuracy']:.3f}" in card
        assert f"{figures['macro_f1']:.3f}" in card


def test_applying_needs_no_training_library() -> None:
    heavy = ("sklearn", "scipy", "spacy", "jieba")
    code = f"import sys, reportmine.paragraphs; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


REPORT = """一、工作回顾
过去一年，全县新建改造道路十二公里，群众出行得到改善，财政收入同比增长3.1%。
推进园区建设，完善基础设施配套，提升服务水平，促进产业集聚发展。
在此，我代表县人民政府，向全县人民表示衷心感谢！
在肯定成绩的同时，我们也清醒看到，产业基础仍然薄弱，公共服务还存在不少短板。
二、工作安排
重点做好以下工作：
今年要办好十件实事，力争新增就业两千人，确保粮食产量稳定。
"""


def explained() -> list[tuple[Paragraph, list[tuple[str, str, str | None]]]]:
    structure = find_structure(REPORT)
    return [
        (
            paragraph,
            [
                (
                    reason.field,
                    reason.rule,
                    None if reason.start is None else REPORT[reason.start : reason.end],
                )
                for reason in paragraph.why
            ],
        )
        for paragraph in label_paragraphs(REPORT, structure.paragraphs, structure.sections, explain=True)
        if paragraph.kind == "body"
    ]


def test_why_names_forms_headings_and_words() -> None:
    past, _bare, thanks, shortfall, announcing, plan = (why for _, why in explained())
    assert ("label", "thanks", "感谢") in thanks
    assert ("label", "announcing", "以下工作") in announcing
    assert any(rule == "words" for _, rule, _ in past)
    assert any(rule == "words" and words in ("薄弱", "短板", "不少短板", "清醒看到") for _, rule, words in shortfall)
    assert any(rule == "words" for _, rule, _ in plan)


def test_why_is_in_the_paragraph_or_in_a_heading() -> None:
    for paragraph, why in explained():
        assert paragraph.why
        for reason, (_, rule, words) in zip(paragraph.why, why, strict=True):
            if rule == "heading":
                assert words in ("工作回顾", "工作安排")
            elif reason.start is not None and reason.end is not None:
                assert paragraph.start <= reason.start < reason.end <= paragraph.end
            assert (reason.weight is None) == (rule not in ("words", "heading", "neighbours"))


def test_why_changes_no_label_and_is_empty_unasked() -> None:
    structure = find_structure(REPORT)
    plain = label_paragraphs(REPORT, structure.paragraphs, structure.sections)
    assert not any(paragraph.why for paragraph in plain)
    asked = label_paragraphs(REPORT, structure.paragraphs, structure.sections, explain=True)
    assert [(p.label, p.also, p.confidence) for p in asked] == [(p.label, p.also, p.confidence) for p in plain]
