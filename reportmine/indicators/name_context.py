"""Completes names by what was said before: 诉求21万件，满意率98% → 诉求满意率; 覆盖面逐步扩大，已达到12% → 覆盖面.

Takes the text of a paragraph and the ``Place`` of a number in it, gives spans of the text. Read next: ``names.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from reportmine.indicators.phrases import GOVERNS, SENTENCE_END, STOPS, Clauses, any_of, cues, noun_of, says_nothing
from reportmine.indicators.pieces import Piece, Span, Supplied, said

# How far back the beginning of a sentence is looked for.
SENTENCE_LIMIT = 240
# 其中市本级: a level of government or a part of the country, not a thing.
_LEVEL = re.compile(
    "[省市县区]?本级|[省市县区]级|中央级?|地方级?|城镇|城市|农村|乡村|市区|县城|县域|国有|集体|民间|国内|国外"
)
# 生产|性建设 is no object of 生产, 优化|营商环境 is what was done and no subject.
_GOVERNED = re.compile(
    rf"(?:{GOVERNS.pattern}|{any_of(cues('verbs', 'acting'))})(?![性者线力商厂队员的面率]|资[料本]|总值)"
)
_PREFIX, _SHORT_SHARE = 4, 5
# 粮食实现“十连增”，总产量…
_WON = re.compile("(?:实现|喜获|再获|夺取|迎来)了?(?:[^，。；“]{0,8}的)?[“一二三四五六七八九十丰连全]")
_NO_NOUN = re.compile("位居|首位|居全|了|(?<!主)要|把|必须|应当|不能")
_HAVING = ("共有", "现有", "共", "共计")
_MATERIALS = frozenset(cues("generic", "materials"))
_OWNED = frozenset(cues("generic", "owned"))
_BENEFITS = cues("generic", "benefit")
BENEFIT = re.compile(any_of(_BENEFITS))
# 体量增大，7%左右的速度可以…: the growth spoken of, not the clause before.
SPEED = re.compile("(?:左右|以上)?的(?:年?均?增长)?(?:速度|增速|增长率|增幅)")
AMONG = ("其中", " 其中")
_NO_SUBJECT = re.compile(
    r" *(?:已|均|全部|都|达到|超过|位居|位列|居|占|创|扣除|考虑|剔除|不?包括|不含|按|据|同|与|比"
    r"|经过|通过|由于|因为|为了|如果|除|根据|预计"
    r"|在|到|从|同时|此外|总的|总起来|(?:当前|目前)[，：])"
)
# …的投入比重。这一比重，2016年为8%: what was called so in the sentence before.
_CHANGED = re.compile("(?:提高|增加|加大|扩大|降低|减少)了")
_THIS_SHARE = re.compile("(?:这个?|这一|该|此)(?P<what>比重|比例|比率|水平|指标)")
# 人均收入，考虑物价下降因素，增长6%: what was allowed for did not fall itself.
_ALLOWED_FOR = re.compile(" *(?:扣除|考虑|剔除)")
# A long list that ends so is what is measured: 水泥、砖瓦、原煤、农机、布匹等产品的产量，都比…
_LONG_SUBJECT = re.compile("(?:[产销总]量|[额值]|收入|支出|比重|比例|面积|能力)\\Z")
RISING = re.compile(
    r"(?:逐步|持续|稳步|明显|大幅度?|不断|进一步|较快|快速|显著|继续|平稳|总体|再|有所|连年|成倍|屡次?|连续|再次)*"
    r"(?:扩大|提高|增长(?!率|速度|幅度|值)|下降|上升|增加|减少|提升|好转|改善|加快|回升|回落|做大做强|做优做强|做强做优|上新台阶|创新高|跃升|稳定|增强|降低|壮大|攀升"
    r"|丰收|突破|落地|建成投产|竣工投产|集中开工|建成运营|正式运营|从无到有|从小到大|由小到大|从少到多|合理|创[^，。；]{0,4}新高|创新高)[^，。；]{0,4}\Z"
)


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where a number stands: its clause, what is behind it, the end of the number before it.

    ``sentence`` is where its sentence begins, or the last 240 characters of it, and ``former`` where the clause
    before its own does.
    """

    left: Span
    right: Span
    floor: int
    opens: bool  # no number before it in this sentence
    sentence: int
    former: int


class NameContext:
    """What the clauses around a number name, for one paragraph whose normalised text is ``plain``."""

    def __init__(self, plain: str, clauses: Clauses) -> None:
        self._plain = plain
        self._clauses = clauses

    def needs_owner(self, text: str, place: Place) -> bool:
        """Whether a noun needs the one before it: 诉求21万件，满意率…; 收入100亿元，其中税收占比…; 惠及居民."""
        if self._plain.startswith(AMONG, place.left[0]):
            return text.endswith(("占比", "比重")) and len(text) <= _SHORT_SHARE
        if text == "资金":
            return self._plain[place.left[0]] == "、"
        return text in _OWNED or len(text) <= 6 and text.startswith(_BENEFITS)

    def said(self, piece: Piece) -> str:
        """The words of a name."""
        return said(self._plain, piece)

    def carries(self, text: str, topic: Piece) -> bool:
        """Whether a name that was found before can own ``text``: it is no long one and does not say it already."""
        said = self.said(topic)
        return bool(said) and text not in said and len(said) <= 24

    def among(self, head: Span, topic: Piece) -> Piece:
        """Names a part by the whole: 新登记主体90户，其中企业20户 → 新登记企业; 优势企业…其中示范企业."""
        plain, size = self._plain, head[1] - head[0]
        last = topic[-1]
        if isinstance(last, Supplied) or last[1] - last[0] <= size:
            return (head,)
        if plain.endswith(plain[slice(*head)], *last) or plain.endswith(_HAVING, last[0], last[1] - size):
            return (head,)
        if says_nothing(plain[last[0] : last[1] - size]):
            return (head,)
        if _LEVEL.fullmatch(plain, *head):
            return (head, *topic)  # 财政收入增长12%，其中市本级增长14%
        alike = plain[head[1] - 2 : head[1]] == plain[last[1] - 2 : last[1]]
        if alike and last[1] - last[0] - size >= _PREFIX and plain[last[1] - size - 1] not in "和与及、":
            return (*topic[:-1], (last[0], last[1] - size), head)
        verb = GOVERNS.match(plain, *topic[0]) if not isinstance(topic[0], Supplied) else None
        if verb is not None and size <= 3 and verb[0].startswith("新"):
            return (verb.span(), head)
        return (head,)

    def grown(self, text: str, place: Place) -> Span | None:
        """居民储蓄存款 in 居民储蓄存款大幅增加，年末存款余额达到: what a clause before says of the same noun."""
        stop = place.left[0] - 1
        if stop <= place.floor or self._plain[stop] != "，":
            return None
        begin = max(place.floor, stop - 42, place.former)
        rise = RISING.search(self._plain, begin, stop)
        if rise is None or rise.start() < begin + 4:
            return None
        found = noun_of(self._plain, (begin, rise.start()), "change")
        return found if self._plain[found[0] : found[1]].endswith(text[:2]) else None

    def is_empty(self, text: str) -> bool:
        """Whether this names nothing: place and time alone, or one character that is no material (钢, 煤)."""
        return says_nothing(text) or len(text) == 1 and text not in _MATERIALS

    def _share_before(self, what: str, stop: int) -> Span | None:
        """The noun that ends so, in the sentence before ``stop``."""
        begin = self._clauses.sentence(max(0, stop - 2))
        end = self._plain.rfind(what, max(begin, stop - SENTENCE_LIMIT), stop)
        if end < 0:
            return None
        found = noun_of(self._plain, (self._clauses.start(end, begin), end), "level")
        changed = _CHANGED.match(self._plain, *found)
        found = (changed.end(), found[1]) if changed is not None else found
        return (found[0], end + len(what)) if found[0] < found[1] else None

    def names_nothing(self, piece: Piece) -> bool:
        """Whether this is no name."""
        return self.is_empty(said(self._plain, piece).strip())

    def filled(self, found: Sequence[Piece], place: Place, topic: tuple[Piece, ...]) -> list[Piece]:
        """Names for figures that got none: what was spoken of last, a clause before, or the words behind."""
        said = topic[-1] if topic and not place.opens else ()
        if not said or self.is_empty(self.said(said)):
            behind = self._plain[slice(*place.right)]
            said = self._spoken(place) or said or ((place.right,) if not says_nothing(behind) else ())
            said = said or (topic[-1] if topic else ())  # 增长9%。在连续两年增长13%的基础上，…
        return [said if self.is_empty(self.said(piece)) and said else piece for piece in found]

    def _spoken(self, place: Place) -> Piece:
        """The noun of the nearest clause of the sentence that has one."""
        plain, stop = self._plain, place.left[0] - 1
        for _ in range(3):
            if stop <= 0 or plain[stop] in SENTENCE_END:
                return ()
            begin = self._clauses.start(stop, max(0, stop - 60))
            # 在工业总产值方面：…; 油料在大增产的基础上，又增长17%: the noun stands inside or before.
            end = stop - 2 if plain.endswith("方面", begin, stop) else stop
            where = plain.find("在", begin + 2, stop)
            end = where if where >= 0 else end
            found = noun_of(plain, (begin, end), "change")
            if 2 <= found[1] - found[0] <= 24 and not self.is_empty(plain[slice(*found)]):
                return (found,)
            stop = begin - 1
        return ()

    def subject(self, place: Place) -> Span | None:
        """What an earlier clause of the sentence speaks of, when the clause of the number has no noun.

        覆盖面逐步扩大，已达到12.5%; 社会商品零售总额，比上年增长8%. Clauses before the last number are spent.
        """
        plain, floor, stop = self._plain, place.floor, place.left[0] - 1
        for _ in range(3):
            if stop <= floor or plain[stop] not in "，：":
                return None
            begin = self._clauses.start(stop, max(floor, stop - 42))
            if begin >= stop or stop - begin > 44 or begin == floor and floor and plain[floor - 1] not in STOPS:
                return None  # the rest of a clause whose number has been named
            rise = None if _ALLOWED_FOR.match(plain, begin, stop) else RISING.search(plain, begin, stop)
            aside = plain.find("）", begin, stop) - plain.find("（", begin, stop)
            long = stop - begin - aside > 26 and _LONG_SUBJECT.search(plain, begin, stop) is None
            if rise is None and (long or _NO_SUBJECT.match(plain, begin)):
                stop = begin - 1
                continue
            end = rise.start() if rise is not None and rise.start() >= begin + 2 else stop
            found = noun_of(plain, (begin, end), "change")
            reached = _WON.search(plain, found[0] + 2, found[1])
            found = (found[0], reached.start()) if reached is not None else found
            said = plain[found[0] : found[1]]
            named = len(said) >= 2 or said in _MATERIALS
            if (share := _THIS_SHARE.fullmatch(said)) is not None:
                return self._share_before(share["what"], begin)
            if named and not _NO_NOUN.search(said) and not _GOVERNED.match(said) and not says_nothing(said):
                return found
            stop = begin - 1
        return None
