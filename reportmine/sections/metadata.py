"""What the head of a report tells: title, year, region, who reports, to whom, and when.

Takes the text and its blocks (``layout.py``), gives a ``Metadata``. Nothing is invented: a report that
begins at 各位代表 has no title. Places are known from ``data/places.toml`` or by their form. The year alone
is inferred from the text if need be; read next: ``years.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reportmine.divisions import by_name
from reportmine.patterns import regex
from reportmine.sections.margins import close_up, is_session, pattern
from reportmine.sections.years import find_year, full_date
from reportmine.text import normalise

if TYPE_CHECKING:
    from reportmine.sections.layout import Block

_MASK = r"(?:[X×Ｘ＊*○〇□]{1,4}|某{1,2})"
_FORM = "(?:特别行政区|自治区|自治州|自治县|自治旗|新区|开发区|高新区|街道|地区|省|市|州(?!市)|盟|县|区|旗|镇|乡)"
_REGION = regex(rf"{_MASK}{_FORM}(?:{_MASK}{_FORM})?|[一-龥]{{1,9}}?{_FORM}")
_OFFICE = (
    "(?:国务院|人民政府|政府|管理委员会|管委会|人大常委会|委员会|人民法院|人民检察院|法院|检察院|办公室|办事处|公安局|"
    "[一-龥X×*]{1,10}?(?:局|厅|委|办|部|院|中心))"
)
_ON_BEHALF = regex(
    r"代表(?!大会|[们团])((?:[一-龥X×*（）]{0,14}?)(?:国务院|人民政府|政府|管委会|常委会|委员会|法院|检察院|党组|局|厅|委|办公室|办))"
)
_COMMISSIONED = regex(r"受([一-龥X×*]{2,20}?)的?委托")
_TO = regex(
    r"(?:向|(?<![现正])在)((?:[一-龥X×*\d]{0,24}?)(?:人民代表大会(?:常务委员会)?(?:第[一-龥\d]{1,4}次(?:全体)?会议)?|常委会(?:第[一-龥\d]{1,4}次)?(?:会议)?|"
    r"联席会议|全体会议|全会|职工代表大会|职代会|党组会议|常务会议|会议|大会))(?:上)?[，,]?(?:全面|专题|书面|简要)?(?:作|做|报告|汇报|提出|述职|提交)"
)
_BEFORE_PLACE = regex(
    r"^[—―─－\-（(]{0,4}(?:关于)?(?:(?:\d{4}|[〇○O零一二三四五六七八九]{4})年度?)?"
    r"(?:[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日)?(?:上午|下午)?[在于]?"
)
_HELD = regex(r"(?:在|于)(.{2,60}?)上(?:的?(?:报告|讲话|发言|工作报告))?[)）]?(?: .{0,24})?$")
_SPOKEN = regex("我(?!们|国|省|市|县)|代表(?!大会)|受.{1,20}委托|下面")
_OF_STATE_COUNCIL = regex("国务院(?:决定由我|的决定|的委托)")
_DATED = regex(r"^(?:关于)?\d{4}年度?")
_TITLED = regex(rf"(?:关于)?([一-龥X×*]{{0,16}}?{_OFFICE})(?=关于|\d{{4}}|工作|年度|述职|党)")
_ABOUT = regex("关于|工作")
_CHIEF = regex(r"([一-龥X×*]{2,14}(?:局|厅|委员会|办公室|法院|检察院))(?:党组书记、)?(?:局长|主任|厅长|院长|检察长)")
_GOVERNMENT = regex(r"(自治区|自治州|省|市|州|县|区|旗|镇|乡)?(?:人民)?政府")
_THANKS_FOR = regex("我(?:谨)?代表([一-龥]{0,6}人民政府)")
_NO_PLACE = regex("全国|全省|全市|全县|我省|我市|我县|工作|建设|示范|试点|社区|地区生产|政府|人民|关于|年")
_OF_ALL = regex("第[一-龥]{1,3}届全国人民代表大会第")
_MASKED = regex(rf"{_MASK}{_FORM}")
_LEVELS = "省市县区旗镇乡"
_OF_LEVEL = {level: regex(rf"([《“]?)([一-龥]{{1,6}}?{level})") for level in _LEVELS}
_STOPPED = regex("[。\n]")
# How the second line of a title over two begins.
_GOES_ON = tuple("与和及暨、的")
# 向大会报告 does not say which; the session line or the place would have.
_NAMELESS = ("", "大会", "会议", "全体会议")
_LEAD = regex(r"^(?:本次|这次|各位|全体)")


class Metadata(NamedTuple):
    """See ``sections.Structure`` for the fields."""

    title: str | None
    year: int | None
    region: str | None
    organisation: str | None
    date: str | None
    audience: str | None


def find_metadata(text: str, blocks: Sequence[Block]) -> Metadata:
    """Reads the title lines, the opening and, for the year, the whole text."""
    titles = [block for block in blocks if block.kind == "title"]
    title = _title(text, titles)
    session = next((block.text for block in _sessions(titles)), None)
    opening = "\n".join(block.text[:400] for block in blocks if block.kind == "body")[:1200]
    date = next((found for found in map(full_date, (b.text for b in titles)) if found), None)
    organisation = _organisation(title, titles, opening) or _thankful(blocks)
    audience = _audience(session, opening) or _addressee(blocks) or _congress(organisation, blocks)
    region = _region(title, session, titles, organisation, opening, blocks)
    return Metadata(
        title=title,
        year=find_year(blocks, normalise(title) if title else None, session, date, opening),
        region=region,
        organisation=_in_full(organisation, region),
        date=date,
        audience=audience,
    )


def _sessions(titles: Sequence[Block]) -> list[Block]:
    return [block for block in titles if is_session(block.text)]


def _title(text: str, titles: Sequence[Block]) -> str | None:
    """The line that names the report, with the lines it was cut into; else the first left unexplained.

    Spaces that set its characters wide apart (政　府　工　作　报　告) are no part of it.
    """
    written = [close_up("".join(text[line.start : line.end] for line in block.lines)) for block in titles]
    for place, block in enumerate(titles):
        if is_session(block.text) or not pattern("title", "name").search(close_up(block.text)):
            continue
        whole = written[place]
        # 关于……执行情况 / 与……计划草案的报告: one title over two lines.
        if place + 1 < len(titles) and titles[place + 1].text.startswith(_GOES_ON):
            whole += written[place + 1]
        if place and titles[place - 1].text.startswith("关于") and not block.text.startswith("关于"):
            whole = written[place - 1] + whole
        return whole
    for place, block in enumerate(titles):
        other = ("speaker", "date", "signature")
        if not is_session(block.text) and not any(pattern("title", key).search(block.text) for key in other):
            return written[place]
    return None


def _audience(session: str | None, opening: str) -> str | None:
    if session:
        found = _HELD.search(session)
        if found:
            return found.group(1)
    sentences = [sentence for sentence in _STOPPED.split(opening[:900]) if _TO.search(sentence)]
    spoken = next(
        (one for one in sentences if _SPOKEN.search(one)),
        None,
    )
    found = _TO.search(spoken or (sentences[0] if sentences else ""))
    named = _LEAD.sub("", found.group(1)) if found else ""
    return None if named in _NAMELESS else named


def _congress(organisation: str | None, blocks: Sequence[Block]) -> str | None:
    """The central government speaks to 代表 at one meeting only."""
    if organisation not in ("国务院", "中央人民政府"):
        return None
    spoken = any(block.text.startswith("各位代表") for block in blocks if block.kind in ("salutation", "body"))
    return "全国人民代表大会" if spoken else None


def _addressee(blocks: Sequence[Block]) -> str | None:
    """市人大常委会 of a salutation that names the body the report is put to."""
    for block in blocks:
        if block.kind == "salutation":
            named = pattern("salutation", "addressee").match(block.text)
            return block.text.rstrip(":：") if named else None
    return None


def _organisation(title: str | None, titles: Sequence[Block], opening: str) -> str | None:
    found = _ON_BEHALF.search(opening[:600])
    if found:
        return found.group(1).removeprefix("中华人民共和国") or found.group(1)
    if _OF_STATE_COUNCIL.search(opening[:400]):
        return "国务院"
    if title:
        plain = _DATED.sub("", normalise(title))
        found = _TITLED.match(plain)
        if found and not _ABOUT.search(found.group(1)) and found.group(1) not in ("政府",):
            return found.group(1)
    for form in (_CHIEF, pattern("title", "signature")):
        for block in titles:
            found = form.match(block.text)
            if found:
                return found.group(1) if found.lastindex else block.text
    # Who was charged to report speaks for the body that charged him: 受市人民政府委托.
    found = _COMMISSIONED.search(opening[:600])
    return found.group(1) if found else None


def _in_full(organisation: str | None, region: str | None) -> str | None:
    """The government of a place by its full name: 县人民政府, 某县 → 某县人民政府."""
    if organisation is None or region is None:
        return organisation
    found = _GOVERNMENT.fullmatch(organisation)
    if found and region.endswith(found.group(1) or ""):
        return f"{region}人民政府"
    return organisation


def _thankful(blocks: Sequence[Block]) -> str | None:
    """An excerpt may still say 我代表镇人民政府 where it gives thanks."""
    for block in blocks:
        found = _THANKS_FOR.search(block.text) if block.kind == "body" else None
        if found:
            return found.group(1)
    return None


def _place_in(head: str) -> str | None:
    """The place a title begins with: known by name, masked, or by its form; a chain of them stays one."""
    head = _BEFORE_PLACE.sub("", head, count=1)
    taken = 0
    while taken < len(head):
        rest = head[taken:]
        known = next((rest[:size] for size in range(12, 1, -1) if rest[:size] in by_name()), None)
        if known is None:
            found = _REGION.match(rest)
            if found is None or _is_no_place(found.group()):
                break
            known = found.group()
        taken += len(known)
    return head[:taken] or None


def _is_no_place(name: str) -> bool:
    return _NO_PLACE.search(name) is not None


def _region(
    title: str | None,
    session: str | None,
    titles: Sequence[Block],
    organisation: str | None,
    opening: str,
    blocks: Sequence[Block],
) -> str | None:
    if organisation and ("国务院" in organisation or organisation == "中央人民政府"):
        return "全国"
    heads = [normalise(title) if title else "", session or ""]
    heads += [block.text for block in titles]
    heads += [b.text for b in blocks[:40] if b.kind == "furniture" and pattern("title", "signature").match(b.text)]
    for head in heads:
        if "全国人民代表大会" in head:
            return "全国"
        found = _place_in(head)
        if found:
            return found
    if organisation:
        found = _place_in(organisation)
        if found and len(found) > 1:
            return found
    if organisation and organisation[0] in _LEVELS:
        found = _most_named(blocks, organisation[0])
        if found:
            return found
    if _OF_ALL.search(opening[:600]):
        return "全国"
    masked = _MASKED.findall("".join(block.text[:2000] for block in blocks[:200]))
    return max(sorted(set(masked)), key=masked.count) if len(masked) >= 3 else None


def _most_named(blocks: Sequence[Block], level: str) -> str | None:
    """The place of one level that a headless text names most: known, or opening a name in marks."""
    named: Counter[str] = Counter()
    for block in blocks:
        for mark, name in _OF_LEVEL[level].findall(block.text):
            if mark and len(name) > 2 and not _is_no_place(name):
                named[name] += 1
            known = next((name[cut:] for cut in range(len(name) - 2) if name[cut:] in by_name()), None)
            if known:
                named[known] += 1
    return max(sorted(named), key=named.__getitem__) if named else None
