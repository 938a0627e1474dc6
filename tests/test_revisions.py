"""The list of changes between two versions of one report."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from conftest import CORPUS, analyzed, bare_report
from hypothesis import given
from hypothesis import strategies as st

import reportmine
from reportmine.cli import main
from reportmine.comparison.revisions.revisions import Revision, compare_versions, find_revisions
from reportmine.comparison.revisions.sequences import match, rising
from reportmine.messages import set_language
from reportmine.model import Report
from reportmine.readers import from_bytes
from reportmine.renderers.revisions import render_markdown, render_text

DRAFT = CORPUS / "county-2023.txt"
HIGHWAY = "新改建农村公路120公里。"
LAMPS = "深化“雪亮工程”建设，新增高清探头800个。"


@pytest.fixture(autouse=True)
def _chinese_again() -> Iterator[None]:
    yield
    set_language(None)


def version(text: str) -> Report:
    return reportmine.analyze(from_bytes(text.encode(), "定稿.txt"))


def edited(*changes: tuple[str, str]) -> Report:
    text = DRAFT.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return version(text)


def told(revisions: tuple[Revision, ...]) -> list[tuple[str, str, str]]:
    return [(one.kind, one.draft.text if one.draft else "", one.final.text if one.final else "") for one in revisions]


def changes(*replacements: tuple[str, str]) -> tuple[Revision, ...]:
    return find_revisions(analyzed(DRAFT), edited(*replacements))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # Words.
        ("工业经济加快升级", "工业经济提质升级", ("replaced", "加快", "提质")),
        ("固定资产投资增长10%，", "固定资产投资增长10%以上，", ("added", "", "以上")),
        ("文化体育事业繁荣发展，第十届", "第十届", ("deleted", "文化体育事业繁荣发展，", "")),
        ("农村卫生厕所普及率达到92%", "农村卫生厕所普及率达到95%", ("replaced", "92%", "95%")),
        # Sentences.
        (HIGHWAY, "", ("deleted", HIGHWAY, "")),
        (HIGHWAY, HIGHWAY + "新增客运班线六条。", ("added", "", "新增客运班线六条。")),
        # A sentence cut in two, two put together.
        ("“溪畔人家”和美乡村建设计划，再建成", "“溪畔人家”和美乡村建设计划。再建成", ("replaced", "，", "。")),
        ("新建5G基站200个。", "新建5G基站200个，投运一半。", ("added", "", "，投运一半")),
        # Headings and titles.
        ("聚焦文旅兴县，全面激活消费潜力", "聚焦文旅兴县，全面释放消费潜力", ("replaced", "激活", "释放")),
    ],
)
def test_one_change(old: str, new: str, expected: tuple[str, str, str]) -> None:
    assert told(changes((old, new))) == [expected]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # Numbers of headings, white space, line breaks, the width of characters.
        ("（三）守底线", "（四）守底线"),
        ("1.工业经济", "3.工业经济"),
        ("一、2022年工作回顾", "二、2022年工作回顾"),
        (HIGHWAY, "　" + HIGHWAY),
        (HIGHWAY, "\n　　" + HIGHWAY),
        ("达到92%", "达到９２％"),
    ],
)
def test_no_change(old: str, new: str) -> None:
    assert changes((old, new)) == ()


def test_same_file_has_no_changes() -> None:
    found = compare_versions(analyzed(DRAFT), analyzed(DRAFT))
    assert found.revisions == ()
    assert found.share == 1.0


def test_moved_and_changed_on_the_way() -> None:
    place = "坚持过紧日子"
    assert told(changes((LAMPS, ""), (place, LAMPS + place))) == [("moved", LAMPS, LAMPS)]
    more = LAMPS.replace("800", "900")
    moved, number = changes((LAMPS, ""), (place, more + place))
    assert (moved.kind, number.kind) == ("moved", "replaced")
    assert number.draft is not None
    assert number.draft.text == "800"
    assert number.figures
    assert moved.draft_place != moved.final_place


def test_figures_and_commitments() -> None:
    found = changes(
        ("地区生产总值增长6.5%左右", "地区生产总值增长6%左右"),
        ("力争茶叶综合产值", "确保茶叶综合产值"),
        ("固定资产投资增长10%，", "固定资产投资增长10%以上，"),
        ("工业经济加快升级", "工业经济提质升级"),
    )
    assert [(one.figures, one.commitment) for one in found] == [
        (False, None), (True, "weakened"), (False, "strengthened"), (False, "strengthened"),
    ]  # fmt: skip


def test_places_count_parts_and_paragraphs_of_the_draft() -> None:
    (found,) = changes((HIGHWAY, ""))
    assert found.section == "聚焦乡村振兴，促进农业高质高效"
    assert found.draft_place is not None
    assert (found.draft_place.part, found.draft_place.heading) == (2, "2023年工作安排")
    assert found.draft_place.paragraph == 8
    (title,) = changes(("云溪县人民政府县长　林若川", "云溪县人民政府代县长　林若川"))
    assert title.draft_place is not None
    assert (title.draft_place.part, title.draft_place.paragraph) == (None, 0)


def test_split_and_joined_paragraphs_are_no_change() -> None:
    text = DRAFT.read_text(encoding="utf-8").replace("实施“清溪行动”", "实施“清溪行动”", 1)
    assert find_revisions(version(text), version(text.replace(HIGHWAY, "\n　　" + HIGHWAY + "\n　　"))) == ()


def test_spans_are_exact() -> None:
    draft, final = analyzed(DRAFT), analyzed(CORPUS / "county-2024.txt")
    for one in find_revisions(draft, final):
        for side in (one.draft, one.final, one.draft_sentence, one.final_sentence):
            if side is not None:
                assert (draft, final)[side.report].text[side.start : side.end] == side.text
        for changed, around in ((one.draft, one.draft_sentence), (one.final, one.final_sentence)):
            if changed is not None:
                assert around is not None
                assert around.start <= changed.start < changed.end <= around.end


def test_unrelated_files_say_so_and_still_work() -> None:
    found = compare_versions(analyzed(DRAFT), analyzed(CORPUS / "state-1998.txt"))
    assert found.share < 0.05
    assert found.revisions
    assert "可能不是同一份报告的两稿" in render_text(found)


@pytest.mark.parametrize(("draft", "final"), [("", ""), ("", "推进改革。"), ("推进改革。", "")])
def test_almost_nothing(draft: str, final: str) -> None:
    found = compare_versions(bare_report(draft), bare_report(final))
    assert found.revisions == ()
    assert render_text(found).startswith("修改清单")


@given(st.lists(st.sampled_from("甲乙丙丁"), max_size=40), st.lists(st.sampled_from("甲乙丙丁"), max_size=40))
def test_match_rises_and_is_equal(one: list[str], other: list[str]) -> None:
    pairs = match(one, other)
    assert all(one[at] == other[at_other] for at, at_other in pairs)
    assert rising(pairs) == pairs


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲" * 200_000, "甲" * 199_000),
        ("甲乙" * 50_000, "乙乙甲" * 40_000),
        ("乙" + "甲" * 99_000, "甲" * 90_000 + "丙"),
    ],
)
def test_match_is_quick_where_all_repeats(one: str, other: str) -> None:
    began = time.perf_counter()
    assert len(match(one, other)) >= 0.4 * min(len(one), len(other))
    assert time.perf_counter() - began < 5


def test_five_per_cent_of_the_sentences_and_all_of_them() -> None:
    chance = random.Random(5)
    words = [
        "推进",
        "水库",
        "改造",
        "学校",
        "增加",
        "道路",
        "茶园",
        "企业",
        "服务",
        "完善",
        "机制",
        "社区",
        "医院",
        "林地",
    ]
    sentences = ["".join(chance.choices(words, k=14)) + "。" for _ in range(700)]
    changed = [one.replace("推进", "加快推进", 1) if at % 20 == 0 else one for at, one in enumerate(sentences)]
    other = ["".join(chance.choices(words, k=14)) + "。" for _ in range(700)]
    # The dictionary is loaded once a process.
    find_revisions(version("推进。"), version("改造。"))
    for final, most in ((changed, 1.0), (other, 5.0)):
        pair = [
            version("\n".join("".join(text[at : at + 7]) for at in range(0, 700, 7))) for text in (sentences, final)
        ]
        began = time.perf_counter()
        found = find_revisions(*pair)
        # Other work on the machine may slow it down.
        assert time.perf_counter() - began < 3 * most
        assert found
        if final is changed:
            assert {one.kind for one in found} == {"added"}


def write(folder: Path, *replacements: tuple[str, str]) -> tuple[str, str]:
    draft, final = folder / "初稿.txt", folder / "定稿.txt"
    draft.write_bytes(DRAFT.read_bytes())
    final.write_text(edited(*replacements).text, encoding="utf-8")
    return str(draft), str(final)


def run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[str, str, int]:
    with pytest.raises(SystemExit) as caught:
        main(["revisions", *arguments])
    out, err = capsys.readouterr()
    return out, err, int(caught.value.code or 0)


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft, final = write(tmp_path, ("固定资产投资增长10%，", "固定资产投资增长10%以上，"), (HIGHWAY, ""))
    out, _, code = run([draft, final], capsys)
    assert code == 0
    assert "共 2 处：增加 1，删除 1" in out
    assert "第二部分第2段：在“固定资产投资增长10%”后增加“以上”  [承诺加强]" in out
    assert f"第二部分第8段：删除“{HIGHWAY}”" in out
    assert run(["--format", "md", draft, final], capsys)[0].startswith("# 修改清单")
    saved = json.loads(run(["--format", "json", draft, final], capsys)[0])
    assert [one["kind"] for one in saved["revisions"]] == ["added", "deleted"]
    assert "added “以上” after" in run(["--lang", "en", draft, final], capsys)[0]
    same, _, code = run([draft, draft], capsys)
    assert "正文没有改动" in same
    assert code == 0


def test_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft, final = write(tmp_path, ("固定资产投资增长10%，", "固定资产投资增长10%以上，"), (LAMPS, ""))
    target = tmp_path / "清单.xlsx"
    assert run([draft, final, "-o", str(target)], capsys)[2] == 0
    rows = list(openpyxl.load_workbook(target).active.values)
    assert rows[0][:4] == ("序号", "所在部分", "位置", "方式")
    assert [row[3] for row in rows[1:]] == ["增加", "删除"]
    first = target.read_bytes()
    run([draft, final, "-o", str(target)], capsys)
    assert target.read_bytes() == first
    _, err, code = run(["--format", "xlsx", draft, final], capsys)
    assert code == 2
    assert "--output" in err


def test_saved_analyses_and_secrets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft, final = write(tmp_path, (HIGHWAY, HIGHWAY + "系统登录密码：Yx#2023abc。"))
    out, _, _ = run([draft, final], capsys)
    assert "增加" in out
    assert "Yx#2023abc" not in out
    assert "Yx#2023abc" in run([draft, final, "--show-secrets"], capsys)[0]
    saved = tmp_path / "定稿.json"
    with pytest.raises(SystemExit):
        main(["analyze", final, "--format", "json", "-o", str(saved)])
    capsys.readouterr()
    assert run([draft, str(saved)], capsys)[0].splitlines()[3:] == out.splitlines()[3:]


def test_markdown_escapes_what_a_draft_says() -> None:
    found = compare_versions(version("推进改革，提高效率。"), version("推进*重点*改革<b>，提高效率。"))
    assert "\\*重点\\*" in render_markdown(found)
