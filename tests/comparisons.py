"""Comparisons made by hand: a whole one, an empty one, a hostile one, one of forty reports."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from reportmine.comparison.model import (
    ActionMention,
    ActionTrend,
    Arithmetic,
    Compared,
    Comparison,
    Figure,
    FollowUp,
    LedgerEntry,
    Note,
    Passage,
    Point,
    SectionCarry,
    Series,
    SharedPassage,
    ShortfallTrend,
    Similarity,
    Wording,
    WordingShift,
    WordTrend,
)

EARLIER = """2031年政府工作报告

一、今年重点工作
　　粮食产量增长4.5%左右，新建水库12座以上，化债XX亿元。
开展清泉行动，确保完成河道整治。
加强基层
值守。
二、困难和问题
老旧小区停车难。
"""
LATER = """2032年政府工作报告

一、过去一年
粮食产量增长3.1%，达到5.2万吨。新建水库13座。
清泉行动扎实推进。
二、困难和问题
老旧小区停车难还没有解决。养老床位不足。
三、今年工作
力争完成河道整治，开展清泉计划，新建水库10座以上。
"""
TEXTS = (EARLIER, LATER)


def span(report: int, said: str) -> dict[str, Any]:
    start = TEXTS[report].index(said)
    return {"report": report, "start": start, "end": start + len(said)}


def passage(report: int, said: str) -> Passage:
    return Passage(text=said, **span(report, said))


def figure(report: int, said: str, name: str, value: float | None, unit: str, **more: Any) -> Figure:
    fields = {"bound": "exact", "kind": "level", "status": "actual", "evidence": said, **more}
    return Figure(text=said, name=name, value=value, unit=unit, masked=value is None, **span(report, said), **fields)


def point(report: int, said: str, year: int | None, value: float | None, **more: Any) -> Point:
    fields = {"bound": "exact", "status": "actual", "name": "新建水库", "evidence": said, **more}
    return Point(year=year, value=value, masked=value is None, text=said, **span(report, said), **fields)


def compared(id: int, text: str, **more: Any) -> Compared:
    fields = {"year": 2031 + id, "region": "某县", "title": "政府工作报告", "path": f"{2031 + id}.txt", **more}
    return Compared(id=id, sha256="0" * 64, chars=len(text), text=text, **fields)


GROWTH = figure(0, "4.5%", "粮食产量", 4.5, "%", bound="about", kind="change", direction="up", status="target")
REACHED = figure(1, "3.1%", "粮食产量", 3.1, "%", kind="change", direction="up")
FOLLOW_UP = (
    FollowUp(
        kind="target", promise=passage(0, "粮食产量增长4.5%左右"), next_report=1, outcome="missed", confidence=0.93,
        evidence=(passage(1, "粮食产量增长3.1%"), passage(1, "达到5.2万吨")), subject=passage(0, "4.5%"),
        name="粮食产量", section="今年重点工作", target=GROWTH, actual=REACHED,
        arithmetic=Arithmetic(rule="around", actual=3.1, unit="%", low=4.0, high=None, better="higher"),
        filled={"牵头单位": "=农业局", "进展": "已完成"},
    ),
    FollowUp(
        kind="target", promise=passage(0, "化债XX亿元"), next_report=1, outcome="not_mentioned", evidence=(),
        confidence=0.5, target=figure(0, "XX亿元", "化债", None, "亿元", status="target"), name="化债",
    ),
    FollowUp(
        kind="action", promise=passage(0, "开展清泉行动"), next_report=1, outcome="reported", confidence=0.8,
        evidence=(passage(1, "清泉行动扎实推进"),), subject=passage(0, "清泉行动"), name="清泉行动",
    ),
    FollowUp(
        kind="task", promise=passage(0, "确保完成河道整治"), next_report=1, outcome="restated", confidence=0.7,
        evidence=(passage(1, "力争完成河道整治"),),
    ),
    FollowUp(
        kind="task", promise=passage(0, "加强基层\n值守"), next_report=1, outcome="not_mentioned", evidence=(),
        confidence=0.6,
    ),
    FollowUp(
        kind="target", promise=passage(0, "新建水库12座以上"), next_report=1, outcome="met", confidence=0.99,
        evidence=(passage(1, "新建水库13座"),), name="新建水库",
        target=figure(0, "12座", "新建水库", 12, "座", bound="min", status="target"),
        actual=figure(1, "13座", "新建水库", 13, "座"),
        arithmetic=Arithmetic(rule="at-least", actual=13, unit="座", low=12, better="higher"),
    ),
)  # fmt: skip
WHOLE = Comparison(
    reports=(compared(0, EARLIER), compared(1, LATER)),
    notes=(Note(kind="missing-year", message="2028 年与 2031 年之间缺报告", parts=("ledger",)),),
    series=(
        Series(
            name="新建水库", unit="座", kind="level", code="reservoirs",
            points=(
                point(0, "12座", 2031, 12, bound="min", status="target", period="2031"),
                point(1, "13座", 2031, 13), point(1, "10座", 2032, 10, value_max=12, status="target"),
                point(0, "XX亿元", 2030, None), point(1, "3.1%", None, -3.1), point(0, "4.5%", 2031, 14.25),
            ),
        ),
    ),
    follow_up=FOLLOW_UP,
    actions=(
        ActionTrend(
            name="清泉计划", type="campaign", change="renamed", names=("清泉行动", "清泉计划"),
            mentions=(
                ActionMention(text="清泉行动", status="planned", **span(0, "清泉行动")),
                ActionMention(text="清泉行动", status="done", **span(1, "清泉行动")),
                ActionMention(text="清泉计划", status="planned", **span(1, "清泉计划")),
            ),
        ),
    ),
    shortfalls=(
        ShortfallTrend(change="new", mentions=(passage(1, "养老床位不足。"),), similarity=1.0),
        ShortfallTrend(
            change="returns", similarity=0.625,
            mentions=(passage(0, "老旧小区停车难。"), passage(1, "老旧小区停车难还没有解决。")),
        ),
    ),
    ledger=(
        LedgerEntry(check="target-result", name="新建水库", verdict="consistent", unit="座", expected=12.0, actual=13.0,
                    difference=1.0, tolerance=0.0, figures=(FOLLOW_UP[5].target, FOLLOW_UP[5].actual)),
        LedgerEntry(check="growth-level", name="粮食产量", verdict="contradiction", unit="万吨", expected=5.0,
                    actual=5.2, difference=0.2, tolerance=0.05, figures=(REACHED,)),
    ),
    wording=Wording(
        shifts=(
            WordingShift(shift="weakened", kind="modal", old="确保", new="力争", earlier=passage(0, "确保完成河道整治"),
                         later=passage(1, "力争完成河道整治")),
        ),
        words=(
            WordTrend(word="水库", counts=(1, 2), per_10000=(120.5, 221.25), log_odds=0.7, z=1.1, g2=0.9, rises=True,
                      first_year=2031, last_year=2032, first=passage(0, "水库")),
            WordTrend(word="基层", counts=(1, 0), per_10000=(120.5, 0.0), log_odds=-0.7, z=-1.3, g2=1.9, rises=False,
                      first_year=2031, last_year=2031, first=passage(0, "基层")),
        ),
    ),
    similarity=(
        Similarity(
            earlier=0, later=1, cosine=0.81, earlier_in_later=0.4, later_in_earlier=0.3,
            longest=(SharedPassage(earlier=passage(0, "二、困难和问题"), later=passage(1, "二、困难和问题"), chars=7),),
            sections=(
                SectionCarry(report=1, heading="", start=0, end=len(LATER), carried=10, rewritten=30, new=60),
                SectionCarry(heading="困难和问题", level=1, carried=7, rewritten=3, **span(1, "二、困难和问题")),
                SectionCarry(report=0, heading="", start=0, end=len(EARLIER), carried=10, rewritten=30, dropped=40),
            ),
        ),
    ),
)  # fmt: skip
EMPTY = Comparison(
    reports=WHOLE.reports,
    series=(),
    follow_up=(),
    actions=(),
    shortfalls=(),
    ledger=(),
    wording=Wording(),
    similarity=(),
)
NOTHING = Comparison(reports=WHOLE.reports)
HOSTILE = "=1+1|`a`*b*_c_[d](e)<script>&amp;\x1b[31m\x07\x00\u202e # >\t@x\\"


def hostile() -> Comparison:
    """The whole comparison with names and texts that mean something to terminals, Markdown and spreadsheets."""
    reports = tuple(
        compared(id, f"{HOSTILE}\n{text}", title=HOSTILE, region=HOSTILE, path=f"{HOSTILE}{id}")
        for id, text in enumerate(TEXTS)
    )
    quoted = Passage(report=0, start=0, end=len(HOSTILE), text=HOSTILE)
    rows = tuple(
        replace(row, promise=quoted, evidence=(quoted,), name=HOSTILE, section=HOSTILE, filled={HOSTILE: HOSTILE})
        for row in FOLLOW_UP
    )
    assert WHOLE.wording is not None and WHOLE.series is not None and WHOLE.actions is not None
    return replace(
        WHOLE,
        reports=reports,
        notes=(Note(kind="x", message=HOSTILE),),
        follow_up=rows,
        series=tuple(replace(one, name=HOSTILE, unit=HOSTILE, code=HOSTILE) for one in WHOLE.series),
        actions=tuple(replace(one, name=HOSTILE, names=(HOSTILE, HOSTILE)) for one in WHOLE.actions),
        wording=replace(WHOLE.wording, words=tuple(replace(one, word=HOSTILE) for one in WHOLE.wording.words)),
    )


def forty() -> Comparison:
    years = range(1985, 2025)
    reports = tuple(compared(id, EARLIER, year=year, path=f"{year}.txt") for id, year in enumerate(years))
    points = tuple(
        Point(report=id, year=year, value=1000.5 + id, bound="min", status="actual", masked=False, text="12座",
              name="水库", evidence="新建水库12座", start=45, end=48)
        for id, year in enumerate(years)
    )  # fmt: skip
    word = WordTrend(word="水库", counts=tuple(range(40)), per_10000=(1.0,) * 40, log_odds=0.7, z=1.1, g2=0.9,
                     rises=True, first_year=1985, last_year=2024, first=passage(0, "水库"))  # fmt: skip
    pairs = tuple(
        Similarity(earlier=a, later=b, cosine=0.5, earlier_in_later=0.4, later_in_earlier=0.3)
        for a in range(40)
        for b in range(a + 1, 40)
    )
    return Comparison(
        reports=reports,
        series=(Series(name="新建水库", unit="座", kind="level", points=points),),
        wording=Wording(words=(word,)),
        similarity=pairs,
        actions=WHOLE.actions,
    )


def undated() -> Comparison:
    return replace(WHOLE, reports=(WHOLE.reports[0], replace(WHOLE.reports[1], year=None, region=None, title=None)))


CASES = {
    "whole": WHOLE, "empty": EMPTY, "nothing": NOTHING, "hostile": hostile(), "forty": forty(), "undated": undated(),
}  # fmt: skip
