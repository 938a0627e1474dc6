"""Reports to draw, made by hand: an ordinary one, an empty one, and one with everything in it that does harm."""

from __future__ import annotations

from msgspec.structs import replace

from reportmine.model import Action, Finding, Indicator, Paragraph, Report, Section, Source

LINES = (
    "2031年青岚县政府工作报告",
    "一、2030年工作回顾",
    "全县地区生产总值120.5亿元，增长5.5%，亏损企业下降3.5%，新增市场主体XX户。",
    "二、困难和问题",
    "基层力量还比较薄弱。",
    "三、2031年工作安排",
    "粮食产量稳定在10万吨以上，推进清泉行动，编辑密码：abc12345。",
)
TEXT = "\n".join(LINES)
SECRET = "abc12345"
_LABELS = {2: "achievement", 4: "shortfall", 6: "priority"}
_STARTS = [TEXT.index(line) for line in LINES]


def place(words: str, text: str = TEXT) -> dict[str, int]:
    """``start`` and ``end`` of words, and the paragraph they stand in."""
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def indicator(words: str, name: str, paragraph: int, **fields: object) -> Indicator:
    """A figure: an exact level that was reached, unless said otherwise."""
    known = {"value": None, "unit": "", "bound": "exact", "kind": "level", "status": "actual", "masked": False}
    return Indicator(name=name, paragraph=paragraph, evidence=LINES[paragraph], **place(words), **{**known, **fields})  # type: ignore[arg-type]


REPORT = Report(
    source=Source(path="报告/青岚县2031.txt", format="txt", encoding="utf-8", sha256="0" * 64, chars=len(TEXT)),
    title=LINES[0], year=2031, region="青岚县", organisation="青岚县人民政府", date="2031-01-08", audience=None,
    sections=tuple(
        Section(id=number, level=1, number=LINES[at][:2], heading=LINES[at][2:], start=_STARTS[at],
                end=_STARTS[at + 1] + len(LINES[at + 1]), parent=None)
        for number, at in enumerate((1, 3, 5))
    ),
    paragraphs=tuple(
        Paragraph(id=number, start=_STARTS[number], end=_STARTS[number] + len(line),
                  kind="title" if number == 0 else "body" if number in _LABELS else "heading",
                  label=_LABELS.get(number), confidence=0.9 if number in _LABELS else None,  # type: ignore[arg-type]
                  section=None if number == 0 else (number - 1) // 2)
        for number, line in enumerate(LINES)
    ),
    indicators=(
        indicator("120.5亿元", "全县地区生产总值", 2, value=120.5, unit="亿元", period="2030", code="gdp"),
        indicator("5.5%", "全县地区生产总值", 2, value=5.5, unit="%", kind="change", direction="up", period="2030"),
        indicator("3.5%", "亏损企业", 2, value=3.5, unit="%", kind="change", direction="down", period="2030"),
        indicator("XX户", "新增市场主体", 2, unit="户", masked=True, period="2030"),
        indicator("10万吨以上", "粮食产量", 6, value=10, unit="万吨", bound="min", status="target", period="2031"),
    ),
    actions=(Action(name="清泉行动", type="campaign", status="planned", paragraph=6, **place("清泉行动")),),
    findings=(
        Finding(rule="RM201", category="mask", severity="medium", line=3, column=36, message="占位符还没有补上",
                advice="补上真实内容", fingerprint="3a0e", **place("XX")),
        Finding(rule="RM101", category="secret", severity="high", line=7, column=27, message="文中留有密码",
                advice="删除此处", fingerprint="0a7e", **place(SECRET)),
    ),
    text=TEXT,
)  # fmt: skip

EMPTY = Report(
    source=Source(path="-", format="txt", encoding="utf-8", sha256="", chars=0),
    title=None, year=None, region=None, organisation=None, date=None, audience=None,
)  # fmt: skip

#: What a spreadsheet, a page, a terminal or an encoder would stumble over.
NASTY = (
    "=HYPERLINK(\"http://x\",\"y\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "[点](javascript:alert(1))", "a|b", "**粗**", "\x1b[31m红", "\u202e倒", "\x00",
    "𠀀𪚥", "\ud83d", "引\"号\"，逗,号", "上\n下", "# 一级", "_x0041_", "${7*7}", "水" * 40_000,
)  # fmt: skip
_HOSTILE_TEXT = "\n".join(word.replace("\n", " ") for word in NASTY)


def _hostile() -> Report:
    spans = []
    position = 0
    for word in NASTY:
        spans.append((position, position + len(word)))
        position += len(word) + 1
    return replace(
        REPORT,
        source=replace(REPORT.source, path="=cmd|calc!A1\ud800.txt"),
        title=NASTY[6], region=NASTY[0], organisation=NASTY[7], text=_HOSTILE_TEXT, sections=(
            Section(id=0, level=9, number=None, heading=NASTY[0], start=0, end=spans[0][1], parent=None),
        ),
        paragraphs=tuple(
            Paragraph(id=number, start=start, end=end, kind="body", label="priority", also="shortfall",
                      confidence=1.0, section=0) for number, (start, end) in enumerate(spans)
        ),
        indicators=tuple(
            replace(REPORT.indicators[0], name=word, evidence=word, unit=word, baseline=word, start=start, end=end,
                    paragraph=number)
            for number, (word, (start, end)) in enumerate(zip(NASTY, spans, strict=True))
        ),
        actions=tuple(
            replace(REPORT.actions[0], name=word, start=start, end=end, paragraph=number)
            for number, (word, (start, end)) in enumerate(zip(NASTY, spans, strict=True))
        ),
        findings=tuple(
            replace(REPORT.findings[0], start=start, end=end, line=number + 1, column=1, message=word, advice=word)
            for number, (word, (start, end)) in enumerate(zip(NASTY, spans, strict=True))
        ),
    )  # fmt: skip


HOSTILE = _hostile()
CASES = {
    "ordinary": (REPORT,), "empty": (EMPTY,), "hostile": (HOSTILE,), "none": (),
    "several": (REPORT, EMPTY, HOSTILE, REPORT),
}  # fmt: skip
