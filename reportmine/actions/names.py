"""Names that end with a head: finding the heads of a chunk and where its name begins.

Takes one paragraph; the methods of ``Page`` give the heads of a chunk, the name that the judge accepts, and
what brackets lie where. Read next: ``judge.py``, then ``find.py`` for lists and quotations.
"""

from __future__ import annotations

import re
from bisect import bisect_left

import msgspec

from reportmine.actions import lexicon
from reportmine.actions.candidate import RANK, Candidate, is_built
from reportmine.actions.chunks import PAREN, QUOTE, TITLE, Bracket, Chunk, mask
from reportmine.actions.judge import accept
from reportmine.actions.known import known_names
from reportmine.actions.works import GRADED
from reportmine.model import ActionType

LONGEST_NAME = 45
# Farther than this no light word brings the beginning of a name nearer to its head.
_FAR = LONGEST_NAME + 10
_NOTE = re.compile(r".{0,10}(?:简称|下同|[0-9%])|[（(](?:牵头|责任|负责|配合|协办|主办|由)")
_YEARS = re.compile("[一二两三五十][0-9]?年[^年]{0,6}行动$")
# Zones are where something happens more often than what is done.
_ZONES = ("区", "新城", "基地", "园")
# 云岭小学项目 is the works, 云岭枢纽工程项目 tells of them twice.
_PROJECT = re.compile("项目(?![库群化]|核准|立项|审批|前期|法人|资金|清单)")
# 举办2023年云岭灯会: the year right behind the verb belongs to the name.
_YEAR = re.compile("20[0-9]{2}年度?$")
_DATED = ("win", "host", "issue")
# “清河行动”整治: the quotation is the whole name.
_AFTER_NAMES = ("整治", "品牌")
# 全省先进集体 is the name of what was won.
_WHOLE = ("全国", "全省", "全市", "全县", "全区")
_SIGHTS = ("景区", "风景区", "综合保税区", "经济技术开发区", "高新技术产业开发区")
_CARRIED_OUT = ("工程", "项目", "行动", "计划", "专项行动")
_DOES = ("治理", "新建", "完成", "覆盖", "惠及", "带动", "新增", "改造", "解决", "整治", "加固", "修复")
_CHIEFS = "河湖林田山海湾滩路链街巷楼段"
# 防护林五期 is no building.
_GREEN = re.compile("防护林|三北|风沙源|治理|生态|保护|退耕|绿化")
# 云岭大桥桩基工程 is a part of the bridge.
_PARTS = ("桩基", "主体", "路基", "土建", "桥面", "附属", "收尾")
# “消费季”启动仪式: what is opened is the event.
_CEREMONIES = ("开幕式文艺演出", "闭幕式文艺演出", "启动仪式", "开幕式", "开幕仪式", "闭幕式")
# What these projects are called after is built.
_ESTATES = re.compile(
    "(?:基地|中心|综合体|商业|园区?|厂|站|库|路|桥|车间|市场|楼|广场|供应链|城|营地|书房|驿站|滑雪场|度假村)$"
)
# 白沙河整治工程: a road or a river that is rebuilt is works.
_REBUILT = re.compile(
    "[路桥河渠库堤坝街厂湖港楼馆院场线段沟](?:道|区|点|流域)?(?:改造|整治|综合整治|治理|拓宽|扩建|改建|改扩建|提升|升级|提升改造|升级改造|除险加固|加固|续建|修复|亮化|迁建|大修|大中修|连接|贯通|延伸|防洪|重点项目改造)$"
)
# “六个示范区” only counts.
# 本省在“万家企业评环境”活动中: where it was is no part of the name.
_SOMEWHERE = re.compile(f"[\u4e00-\u9fff]{{2,4}}在(?={QUOTE})")
# 惠及3000多万农村学生的计划: how many it reaches.
_MANY = re.compile("[0-9][0-9.]{0,6}[多余]?[万亿]{1,2}(?![吨千])(?=[\u4e00-\u9fff]{4})")
_COUNTED = re.compile(
    "[一二两三四五六七八九十]个(?:示范|基地|中心|高地|平台)|[一二两三四五六七八九十]{1,3}大(?:示范|基地|中心|平台)"
)
_RESULTS = ("成果", "成效", "经验", "后")
_COMPLETED = ("投产", "竣工", "完工", "建成投产", "通车", "并网")
_GATHERINGS = re.compile("(?:竞赛|展销|演讲|比赛|展览|文艺|义诊|巡演|招聘|对接|推介|演出|朗诵|宣讲)$")
# 云岭水库及灌区, 云岭铁路增建二线: what is built with the works.
_MORE_WORKS = re.compile("及灌区|增建二线|增建第二线|扩能改造|电气化改造")
_VERSION = re.compile(r"[1-9]\.0版")


class HeadAt(msgspec.Struct, frozen=True, order=True, gc=False):
    """A head found in the masked text."""

    start: int
    end: int
    word: str


class Name(msgspec.Struct, frozen=True, gc=False):
    """A name found: where it lies in the paragraph, its type, and the chunk it was taken from.

    ``rule`` tells what made it a name, and ``head`` where the head or the quotation stands that did.
    """

    start: int
    end: int
    type: ActionType
    chunk: Chunk
    rule: str = "head-word"
    head: tuple[int, int] | None = None


class Page:
    """One paragraph, masked, with its brackets."""

    def __init__(self, text: str, local: tuple[str, ...] = ()) -> None:
        self.text = text
        self.local = local
        self.masked, self.list = mask(text)
        self.brackets = {bracket.start: bracket for bracket in self.list}
        self._starts = [bracket.start for bracket in self.list]
        self.known = sorted(known_names(text))
        words, self._table = lexicon.heads()
        # Every word that may be a head, whatever stands around it.
        self._words = words.every(self.masked)
        self._word_starts = [start for start, _ in self._words]
        self.headed_places = self._headed_places()
        self._headed_starts = [start for start, _ in self.headed_places]

    def is_place(self, chunk: Chunk) -> bool:
        """True for a short chunk that begins with a place."""
        return lexicon.places().at(self.masked, chunk.start) is not None and chunk.end - chunk.start <= 6

    def is_quote(self, chunk: Chunk) -> bool:
        """True for a chunk that begins with a quotation."""
        bracket = self.brackets.get(chunk.start)
        return bracket is not None and bracket.fill == QUOTE

    def has_quote(self, chunk: Chunk) -> bool:
        """True for a chunk with a quotation in it."""
        return QUOTE in self.masked[chunk.start : chunk.end]

    def within(self, start: int, end: int) -> list[Bracket]:
        """The quotations that begin in ``masked[start:end]``."""
        if self.masked.find(QUOTE, start, end) < 0:
            return []
        first = bisect_left(self._starts, start)
        inside = self.list[first : bisect_left(self._starts, end, first)]
        return [bracket for bracket in inside if bracket.fill == QUOTE]

    def _headed_places(self) -> list[tuple[int, str]]:
        """The heads with where they stand, without those that are none by the words beside them."""
        masked, bound, shared = self.masked, lexicon.bound_heads(), lexicon.shared()[0].tags
        found: list[tuple[int, str]] = []
        for place in self._words:
            start, word = place
            if word in bound:
                not_after, not_before = bound[word]
                end = start + len(word)
                if not_after and masked.startswith(not_after, end) and not self._reformed(word, start, end):
                    continue
                barred = not_before and masked.endswith(not_before, 0, start)
                # 等重点项目 gives its type to what stands before it.
                if barred and (word not in shared or masked.find("等", max(0, start - 16), start) < 0):
                    continue
            found.append(place)
        return found

    def _reformed(self, word: str, start: int, end: int) -> bool:
        """True for “一枚印章管审批”改革成果: what a reform that has a name brought about."""
        return word == "改革" and self.masked[start - 1 : start] == QUOTE and self.masked.startswith(_RESULTS, end)

    def bare(self, start: int, end: int) -> bool:
        """True when no head and no bracket begins in ``masked[start:end]``."""
        word = bisect_left(self._headed_starts, start)
        if word < len(self._headed_starts) and self._headed_starts[word] < end:
            return False
        bracket = bisect_left(self._starts, start)
        return bracket == len(self._starts) or self._starts[bracket] >= end

    def heads(self, chunk: Chunk) -> list[HeadAt]:
        """The heads of a chunk after which it may go on with a predicate only, the last first."""
        words, table, masked, last = lexicon.heads()[0], self._table, self.masked, chunk.end
        found: list[HeadAt] = []
        covered, starts = chunk.start, self._word_starts
        first = bisect_left(starts, covered)
        for start, word in self._words[first : bisect_left(starts, last, first)]:
            end = start + len(word)
            if not covered < end <= last:
                # It lies in the one before it.
                continue
            covered, head = end, table[word]
            if head.not_after and masked.startswith(head.not_after, end) and not self._reformed(word, start, end):
                continue
            if head.not_before and masked.endswith(head.not_before, chunk.start, start):
                continue
            if end < last and not self._after_quote(chunk, start, end) and not self._may_follow(end, head):
                continue
            found.append(HeadAt(start, end, word))
        if masked.find(QUOTE, chunk.start, last) < 0:
            found.reverse()
            return found
        for bracket in self.within(chunk.start, last):
            # A quotation may hold the head: “百千万工程”.
            if "，" in self.text[bracket.start : bracket.end] or _COUNTED.match(self.text, bracket.start + 1):
                continue
            behind = words.at(self.masked, bracket.end) if bracket.end < chunk.end else None
            if behind is not None and behind not in _AFTER_NAMES:
                continue
            inner = words.before(self.text, bracket.end - 1, bracket.start + 1)
            awarded = inner == "奖" and chunk.verb == "win"
            if inner is not None and (awarded or table[inner].sure):
                start = bracket.end - 1 - len(inner)
                if not lexicon.covered(self.text[bracket.start + 1 : start], lexicon.vague()):
                    found.append(HeadAt(start, bracket.end, inner))
            found.sort()
        found.reverse()
        return found

    def _may_follow(self, end: int, head: lexicon.Head) -> bool:
        if self.masked[end] in (PAREN, " ", ",", "[") or (self.masked[end] == QUOTE and head.word == "班列"):
            return True
        if self._extent(head.word, end):
            return True
        if head.sure or lexicon.tail().at(self.masked, end) is not None:
            return True
        # 云岭实验室汇集…: works may be the subject of any verb, when what follows is no part of the same word.
        behind, everyday = self.masked[end : end + 2], lexicon.everyday()
        joined = self.masked[end - 1 : end + 1] in everyday or self.masked[end] in (QUOTE, TITLE)
        return "facility" in head.grades and len(head.word) > 1 and (behind in everyday or not joined)

    def _extent(self, word: str, end: int) -> bool:
        """True for 试点范围: how wide a pilot is, is no part of its name."""
        return word == "试点" and self.masked.startswith(("范围", "面积", "扩大", "形成"), end)

    def _after_quote(self, chunk: Chunk, start: int, end: int) -> bool:
        """True for “三双”合作机制惠及…: with a quotation before its head a name may be the subject of any verb."""
        if self.masked[start - 1] == QUOTE:
            return True
        near = QUOTE in self.masked[max(chunk.start, start - 6) : start]
        return near and self.masked[end : end + 2] in lexicon.everyday()

    def headed(self, chunk: Chunk, heads: list[HeadAt]) -> Name | None:
        """The name that ends with one of ``heads``, if the judge takes it for one."""
        first = self.begin(chunk)
        if chunk.verb == "win" and not RANK.match(self.masked, first):
            first -= 2 * self.masked.endswith(_WHOLE, 0, first)
        improving = lexicon.improving()
        for head in heads:
            start, end, word = head.start, head.end, head.word
            if end - first > _FAR:
                continue
            several = len(heads) > 1 and word not in _CARRIED_OUT
            if several and any(other.end < start and self._tells(other) for other in heads):
                continue
            if chunk.verb != "issue" and self.masked.startswith(improving, first):
                light = lexicon.light().at(self.masked, first) or ""
                if light in improving and first + len(light) < start:
                    first += len(light)
            opening = self.brackets.get(first)
            if opening is not None and opening.fill == QUOTE:
                # “试点城市”到“示范城市” is no name.
                if opening.end < end and self.masked[end - 1] == QUOTE:
                    continue
            elif first >= start:
                continue
            if (
                word == "工程"
                and self.masked.endswith(_PARTS, first, start)
                and any(other.end < start for other in heads)
            ):
                continue
            if end - first > LONGEST_NAME or (self.masked[end - 1] == QUOTE and self.masked.startswith("经验", end)):
                continue
            if word == "长制":
                # 市县乡四级河湖长制
                first = max(first, self._chief(start))
            modifier = self.masked[first:start].strip()
            quoted = self.masked.find(QUOTE, first, end) >= 0 and self.quotes(first, end)
            candidate = Candidate(self.masked, chunk, first, end, modifier, word, quoted, self.local)
            loose = end < chunk.end and self.masked[end] not in (PAREN, " ", ",", "[")
            loose = loose and lexicon.tail().at(self.masked, end) is None
            loose = loose and not self._after_quote(chunk, start, end)
            loose = loose and not self._extent(word, end)
            for kind, grade in self._table[word].ways:
                if loose and kind == "facility" and word.endswith(_ZONES) and word not in _SIGHTS:
                    continue
                if loose and grade != "sure" and kind != "facility":
                    continue
                if accept(candidate, kind, grade):
                    # A head inside a quotation ends before the closing mark.
                    return self.name(first, end, _refined(kind, candidate), chunk, head=(start, start + len(word)))
        return None

    def _chief(self, start: int) -> int:
        """Where 河湖 begins before 长制."""
        while start > 0 and self.masked[start - 1] in _CHIEFS:
            start -= 1
        return start

    def _tells(self, head: HeadAt) -> bool:
        """True for 云岭防洪工程治理堤防: what stands behind the head is what was done."""
        return head.word in _CARRIED_OUT and self.masked.startswith(_DOES, head.end)

    def quotes(self, first: int, end: int) -> bool:
        """True when a quotation that is no formula of politics lies in the name."""
        quotations = (self.text[bracket.start : bracket.end] for bracket in self.within(first, end))
        return not all(self.political(quotation) for quotation in quotations)

    def political(self, quotation: str) -> bool:
        """True for formulas of politics, which name no action."""
        return lexicon.any_phrase("political").search(quotation) is not None

    def begin(self, chunk: Chunk) -> int:
        """The start of the chunk without 首批, 新一轮."""
        first, editions = chunk.start, lexicon.edition()
        if many := _MANY.match(self.masked, first, chunk.end):
            first = many.end()
        if somewhere := _SOMEWHERE.match(self.masked, first, chunk.end):
            return somewhere.end()
        if self.masked[first] not in editions.initials:
            return first
        while (word := editions.at(self.masked, first)) is not None and first + len(word) < chunk.end:
            first += len(word)
        return first

    def name(
        self,
        first: int,
        end: int,
        kind: ActionType,
        chunk: Chunk,
        rule: str = "head-word",
        head: tuple[int, int] | None = None,
    ) -> Name | None:
        """The name without quotes around the whole of it, with （…） or 3.0版 that belongs to it."""
        if kind == "event" and self.masked.endswith(_CEREMONIES, first + 6, end):
            end -= next(len(word) for word in _CEREMONIES if self.masked.endswith(word, first, end))
        behind = self.brackets.get(end)
        if behind is not None and behind.fill == PAREN and 2 < behind.end - end <= 10:
            short = behind.end - end == 3 and self.text[end + 1] not in "市县区州旗"
            if not short and not _NOTE.match(self.text, end, behind.end):
                end = behind.end
        elif behind is not None and behind.fill == QUOTE and self.masked.endswith("班列", 0, end):
            end = behind.end
        elif version := _VERSION.match(self.text, end):
            end = version.end()
        if kind == "facility" and (more := _MORE_WORKS.match(self.masked, end)):
            end = more.end()
        if kind == "facility" and rule == "head-word" and _PROJECT.match(self.masked, end, chunk.end):
            end += 0 if self.masked.endswith("工程", first, end) else 2
        first = self._opened(first, end, kind, chunk)
        bracket = self.brackets.get(first)
        if bracket is not None and bracket.fill == QUOTE and bracket.end == end:
            inner = self.text[first + 1 : end - 1]
            if inner in lexicon.phrases("political") or inner in lexicon.phrases("slogans"):
                return None
            first, end = first + 1, end - 1
        return Name(first, end, kind, chunk, rule, head)

    def _opened(self, first: int, end: int, kind: ActionType, chunk: Chunk) -> int:
        """Where the name begins with 全市 or the year that belongs to it."""
        numbered = kind == "event" and self.masked.startswith("第", first)
        quoted = kind in ("programme", "campaign", "document") and QUOTE in self.masked[first + 1 : end - 1]
        quoted = quoted and self.masked[first] != QUOTE
        if numbered or quoted or (kind == "designation" and not RANK.match(self.masked, first)):
            first -= 2 * self.masked.endswith(_WHOLE, 0, first)
        if kind in ("event", "designation", "programme") and chunk.verb in _DATED:
            year = _YEAR.search(self.masked, max(0, first - 6), first)
            if year is not None and self.masked.endswith(chunk.verb_word, 0, year.start()):
                first = year.start()
        return first


def _refined(kind: ActionType, candidate: Candidate) -> ActionType:
    """工程 that are works are facilities; a pilot that was won is a title."""
    if kind == "programme" and candidate.word.endswith(("工程", "项目")) and is_built(candidate.modifier):
        return "facility"
    if (
        kind == "programme"
        and candidate.word == "项目"
        and not candidate.quoted
        and _ESTATES.search(candidate.modifier)
    ):
        return "facility"
    if kind == "campaign" and candidate.word == "活动" and _GATHERINGS.search(candidate.modifier):
        return "event"
    if kind == "programme" and candidate.modifier.endswith("国民经济和社会发展"):
        return "document"
    if kind == "facility" and candidate.rank and candidate.word == "工厂":
        return "designation"
    if kind == "programme" and candidate.word == "计划" and candidate.chunk.verb_word.startswith("入选"):
        return "designation"
    completed = candidate.chunk.right_word in _COMPLETED and not candidate.quoted
    if kind == "programme" and candidate.word == "项目" and completed:
        return "facility"
    if kind == "facility" and candidate.rank is False and "级" in candidate.modifier:
        return "designation" if candidate.masked.startswith("创建", candidate.end) else kind
    if kind == "facility" and candidate.word.endswith("期") and _GREEN.search(candidate.modifier):
        return "programme"
    if kind == "campaign" and _YEARS.search(candidate.modifier + candidate.word):
        return "programme"
    if kind == "programme" and candidate.word in ("工程", "项目") and not candidate.quoted:
        works = _REBUILT.search(candidate.modifier) is not None and not lexicon.covered(
            candidate.modifier, lexicon.common()
        )
        works = works and not GRADED.match(candidate.modifier)
        return "facility" if works else kind
    won = candidate.chunk.counted or candidate.chunk.verb in ("build", "win")
    return "designation" if kind == "programme" and candidate.word == "试点" and won else kind
