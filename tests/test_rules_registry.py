"""Every rule: its examples, its page, and the promises that hold for all findings."""

from __future__ import annotations

import re
import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportmine.rules
from reportmine.readers.document import Part
from reportmine.rules import FAMILIES, RULES, check
from reportmine.rules.rule import CLOSE, OPEN, Page, PartRule, Rule

EXAMPLES = [(rule, line) for rule in RULES for line in rule.hit]
COUNTEREXAMPLES = [(rule, line) for rule in RULES for line in rule.miss]


def marked(line: str) -> tuple[str, list[tuple[int, int]]]:
    """A hit line without its brackets, and the spans they enclosed."""
    text, spans, start = "", [], 0
    for char in line:
        if char == OPEN:
            start = len(text)
        elif char == CLOSE:
            spans.append((start, len(text)))
        else:
            text += char
    return text, spans


def example(rule: Rule, line: str) -> tuple[Page, list[tuple[int, int]]]:
    """The page of an example line and its marked spans; a rule about parts says the kind first: ``deleted｜⟦三个⟧``."""
    if not isinstance(rule, PartRule):
        text, spans = marked(line)
        return Page(text, settings=rule.example_settings), spans
    kind, _, said = line.partition("｜")
    text, spans = marked(said)
    kind, _, name = kind.partition(":")  # of a property its key: metadata:author
    part = msgspec.convert({"kind": kind, "text": text, "place": "", "name": name or None}, Part)
    return Page(text, part=part, whole=Page("2023年工作总结\n各位代表：")), spans


@pytest.mark.parametrize(("rule", "line"), EXAMPLES, ids=[f"{r.id}-{i}" for i, (r, _) in enumerate(EXAMPLES)])
def test_hit(rule: Rule, line: str) -> None:
    page, spans = example(rule, line)
    text = page.text
    if page.part is None:
        found = [(f.start, f.end) for f in check(text, settings=rule.example_settings) if f.rule == rule.id]
    else:
        found = [(hit.start, hit.end) for hit in rule.find(page)]
    assert [text[a:b] for a, b in found] == [text[a:b] for a, b in spans]
    assert found == spans


@pytest.mark.parametrize(
    ("rule", "line"), COUNTEREXAMPLES, ids=[f"{r.id}-{i}" for i, (r, _) in enumerate(COUNTEREXAMPLES)]
)
def test_miss(rule: Rule, line: str) -> None:
    page, _ = example(rule, line)
    assert [page.text[hit.start : hit.end] for hit in rule.find(page)] == []


def test_every_file_is_a_family_or_has_rules_that_one_lists() -> None:
    folder = Path(reportmine.rules.__file__).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__", "rule", "settings"}
    families = {family.__name__.rpartition(".")[2] for family in FAMILIES}
    assert families <= files
    assert files <= families | {type(rule).__module__.rpartition(".")[2] for rule in RULES}


def test_ids_and_names_are_unique_and_well_formed() -> None:
    assert len({rule.id for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    for family in FAMILIES:
        assert len({rule.id[:-2] for rule in family.RULES}) == 1
    for rule in RULES:
        assert re.fullmatch(r"RM\d{1,2}\d\d", rule.id)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_carries_its_page(rule: Rule) -> None:
    page = rule.__doc__ or ""
    for part in ("**What it finds.**", "**Why.**", "**Example.**", "**What to do.**", "**Norm.**"):
        assert part in page
    assert rule.hit and rule.miss and rule.message and rule.advice


SAMPLE = (
    "某市2023年工作总结\n一、成绩\nXX市新增XXX件，XX市企业增多，岳阳占据X席，在岳企业受益。\n"
    "文档密码：abc2023，初始密码：xyz9876\n身份证号：11010519491231002X\n【字体：大 中 小】\n##paidend##\n"
)


def test_offsets_lines_and_columns() -> None:
    for finding in check(SAMPLE):
        before = SAMPLE[: finding.start]
        assert finding.line == before.count("\n") + 1
        assert finding.column == finding.start - (before.rfind("\n") + 1) + 1
        assert 0 <= finding.start < finding.end <= len(SAMPLE)


def test_twice_the_same_and_unique_fingerprints() -> None:
    text = SAMPLE + SAMPLE + "XX XX XX，新增XX件，新增XX件"
    first = check(text)
    assert first == check(text)
    assert len({f.fingerprint for f in first}) == len(first)
    assert all(re.fullmatch(r"[0-9a-f]{16}", f.fingerprint) for f in first)


def test_a_line_before_the_text_moves_offsets_only() -> None:
    first, moved = check(SAMPLE), check("\n" + SAMPLE)
    assert [(f.rule, f.start + 1, f.end + 1, f.line + 1, f.fingerprint) for f in first] == [
        (f.rule, f.start, f.end, f.line, f.fingerprint) for f in moved
    ]


def test_another_secret_of_the_same_place_has_another_fingerprint() -> None:
    one, other = (check(f"文档密码：{value}")[0] for value in ("abc2023", "abc2024"))
    assert one.fingerprint != other.fingerprint


def test_no_secret_in_message_or_advice() -> None:
    for finding in check(SAMPLE):
        for secret in ("abc2023", "xyz9876", "11010519491231002X"):
            assert secret not in finding.message + finding.advice + finding.fingerprint


# fmt: off
PIECES = st.sampled_from([
    "XX", "X", "市", "**", "*", "密码：", "abc123", "\n", " ", "某某", "____", "〇〇", "一、", "三、", "“",
    "（", "##a##", "13800138000", "株洲", "在株企业", "，", "。", "年", "５", "首页", ">", "秘密★", "一是",
    "三是", "\u3000", "\ufffd", "٣",
])
HOSTILE = [
    "X", "1", "*", "X市", "密码：", "密码：a ", "http://a:", "“", "（", "一、\n", "首页 > ", "_ ", "某",
    "在株企业", "-----BEGIN PRIVATE KEY-----\n", "## ", "eyJa", " ", "\n", "【字体：", "〔 ", "内部资料",
    "一、", "一是", "二是资金，", "岳阳、", "XX市岳阳占据", "{{", "<p ", "身份证", "首页\n", "年 ", "批注[",
    "1、\n", "“\n", "（一）\n二、\n", "家住安", "家住安康路1号", "康1栋1单元", "护照E", "湘A1", "提取码 ", "王某",
    "密码为本人", "个八", "密码六个", "待补", "token=a", "@qq", "“一", "138-",
    # Places, figures, style, papers, misspelt names, persons, structure.
    "岳阳", "岳阳市", "与岳阳", "长沙市岳阳", "湖南省", "增长8%，", "同比", "占比10%", "其中工业1亿元，",
    "由1增长到2", "分别为1、", "近1", "约1多", "超过1", "1多左右", "1,", "几", "百", "3千", "，。", "（", ")",
    "的的", "2月30日", "十月", "附件：1.", "〔2023〕1号", "习近", "全国人民代大表会", "政", "1O", "丨", "锟",
    "政府工作报告", "低保户", "低保户王", "张*明，", "王某患", "12岁", "\x01", "\u200b", "一、甲\n（一）乙\n",
    "一、\n一是\n", "①甲\n", "第一章\n", "共三项：", "三个", "“十四五”", "2023年", "2023-", "比上年",
]
# fmt: on


@given(st.lists(PIECES, max_size=40).map("".join))
def test_findings_of_any_text_are_well_formed(text: str) -> None:
    findings = check(text)
    assert findings == sorted(findings, key=lambda f: (f.start, f.end, f.rule))
    assert len({f.fingerprint for f in findings}) == len(findings)
    for finding in findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end].strip()


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_input_is_linear(unit: str) -> None:
    text = "某市XX市XX市\n" + unit * (30_000 // len(unit))
    started = time.perf_counter()
    check(text)
    assert time.perf_counter() - started < 6
