"""Judges whether a number with its unit counts or measures anything, and how exactly it is meant.

Takes the text and what ``scan.py`` found there, gives yes or no and a bound. What it refuses: dates and
durations, numbers inside names, ordinals, idioms, 一 as an article, points of an argument (三个方面). The
word lists are data/quantity_cues.toml. Read next: ``scan.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal, NamedTuple

from reportmine.lexicon import alternatives, strings
from reportmine.model import Bound

Form = Literal["number", "percent", "points", "rank", "multiple", "fraction", "ratio", ""]


class Found(NamedTuple):
    """A number as found, not judged yet. ``written``: arabic, chinese, mask, rank, word or none."""

    start: int
    end: int
    low: float | None
    high: float | None
    scale: str
    base: str
    form: Form
    kind: str
    written: str
    more: str = ""
    borrowed: bool = False


def _cues(*keys: str) -> tuple[str, ...]:
    return strings("quantity_cues", *keys)


# The word before 近, 过, 上, 约 and 超 decides whether they are one of these (附近, 通过, 以上, 节约, 赶超).
_BEFORE = re.compile(
    r"(?P<min>(?<![通经不超度透渡胜])过|(?<![赶反])超|{min})(?:了|至|到|达|为|有)?\Z"
    r"|(?P<max>{max})(?:了|至|到|达|为|有)?\Z"
    r"|(?P<about>(?<![最附邻远靠])近|(?<![节公契合条预制])约|{about})(?:了|至|到|达|为|有)?\Z".format(
        min=alternatives(tuple(w for w in _cues("before", "min") if w != "超")),
        max=alternatives(_cues("before", "max")),
        about=alternatives(tuple(w for w in _cues("before", "about") if w not in ("近", "约"))),
    )
)
# 超过可用财力的70%, 至少储备2处: the word of bound stands before the noun.
_MORE_THAN = re.compile(r"(?:(?<!不)超过|高于|大于)(?!去年|上年|全[国省市])[^，。；、\d]{2,10}的\Z")
_AT_LEAST = re.compile(r"(?:至少|不少于|不低于)[^，。；、\d]{1,6}\Z")
_ABOUT_OF = re.compile(r"约占[^，。；、\d]{0,6}\Z")  # 约占全国1/10
_AFTER = re.compile(
    r" ?(?:(?P<min>{min})|(?P<max>{max})|(?P<about>{about}))".format(
        **{key: alternatives(_cues("after", key)) for key in ("min", "max", "about")}
    )
)
_NO_MORE = ("多层", "多为", "多是", "余额")
_ROUND = frozenset(("十亿元", "十万元", "十亿级", "十亿"))
_SUMMIT = re.compile("新?(?:大关|关口|台阶|门槛)")
_CLIMB = re.compile("[迈跨越登站跃闯冲破踏]")
_TALK = re.compile(
    "(?:大|重大|重要|基本|主要|新的?|根本|突出|关键|显著)?(?:{})(?!{})".format(
        alternatives(_cues("abstract", "nouns")), alternatives(_cues("abstract", "unless"))
    )
)
_IDIOM = re.compile(alternatives(_cues("idioms", "phrases")))
_QUOTED = re.compile(r"“[^“”\n]{1,22}”|‘[^‘’\n]{1,22}’|「[^「」\n]{1,22}」|《[^《》\n]{1,90}》|〔[^〔〕\n]{1,12}〕")
_SENTENCE_LIKE = re.compile("[，。；%]")
_BLOCKED = re.compile(
    r"(?:(?<![目当提年之史空])前|(?<![先今最])后|(?<![共合相])同|{})\Z".format(
        alternatives(tuple(w for w in _cues("blocked", "before") if w not in ("前", "后", "同")))
    )
)
_BLOCKED_ALWAYS = re.compile(r"(?:{})\Z".format(alternatives(_cues("blocked", "always"))))
_BARE_NAME = re.compile(r"(?:{})[^，。；、\d]{{0,8}}\Z".format(alternatives(_cues("bare", "nouns"))))
_BARE_VERB = re.compile(r"(?:{})\Z".format(alternatives(_cues("bare", "verbs"))))
_BARE_AFTER = re.compile(r"[，。；、）)”\s]|左右|以上|以内|以下|提|增|降|缩|下|上升|的|\Z")
_SPAN_VERB = re.compile(r"(?:{})[了近约超到]?\Z".format(alternatives(_cues("duration", "verbs"))))
_SPAN_NAME = re.compile(r"(?:{})[^，。；]{{0,14}}\Z".format(alternatives(_cues("duration", "nouns"))))
_NOT_SPAN = re.compile(r"(?:连续|近|前|后|过去|未来|今后|用|经过|历时|每|第|满|建成|成立|提前)\Z")
_SPAN_DATES = re.compile(r"[来前后内间]|以来|期|计划|行动|过渡|规划|纲要|时间|底|末|初|春|夏|秋|冬|度")
_RANK_CUE = re.compile(r"(?:{})[^，。；、]{{0,6}}\Z".format(alternatives(_cues("rank", "before"))))
_RANK_NOT = re.compile(r"(?:{})\Z".format(alternatives(_cues("rank", "not_after"))))
_RANK_END = re.compile(r"[，。、；！）)”\s和及与以]|\Z|的(?!第)|大(?![学会道类])|升|提|上升|跃|左右")
_SMALL_UNITS = frozenset(_cues("small", "units"))
_ORGANISATION = frozenset("市省县区州局厅镇村乡国部")
_YEAR_LIKE = re.compile("[〇○零一二三四五六七八九]{3}")
_CLAUSE = "，。；：！？\n"
_TENTH_AFTER = re.compile(r"来自|用于|投向|以上|左右|多|以下|以内|[，。；、）\s]|的|\Z|[提增降下]")
_OF_SIZE = (
    "企业|项目|机组|[水火核风]?电站|矿井|产业|集群|园区|单位|工程|城市|县|市|区|镇|省份|机场|港口"
    "|品牌|大县|开发区|商圈|街区|乡镇|灌区"
)
_CLASS_ABOVE = re.compile(
    rf"(?:及?以上|以下)的?[^，。；、：\d]{{0,8}}?(?:{_OF_SIZE})"
    r"|的[^，。；、：\d]{0,10}?(?:工程|机组|电站|装置)"
)
# 千吨级, 3人制, 5+2; not 制度, 制造 as the counted noun.
_CLASSED = re.compile("级|[+＋]|制(?![度造定订品药种作冷氢])")
# 玉树3县5乡, 覆盖14市; not the scope of another figure (10市PM2.5浓度).
_DIVIDED = re.compile(r"[，。；\d“]|\Z")
_SIZES = frozenset(("英寸", "毫米", "微米", "纳米", "厘米", "英尺"))
_NOUN = re.compile("[^，。；、：）\\s以左]")
_DOCUMENT = re.compile("[^，。；、]{0,6}?(?:措施|政策|意见|举措|办法|规定)")
_CLASS = re.compile(rf"的?[^，。；、：\d]{{0,6}}?(?:{_OF_SIZE})")
_APPROXIMATE = frozenset("百千")
_NUMERAL = re.compile("[〇零一二三四五六七八九十百千万亿点两]+")
# 48小时内反馈, 5分钟以内直达: a limit that is kept.
_WITHIN = re.compile(
    r"(?:以|之)?内[^，。；]{0,4}?(?:反馈|办结|直达|响应|到达|送达|完成|处置|回应|受理|处理|签收|办理|答复|到位|出具|联系|抵达)"
)
_HOURS = frozenset(("小时", "个小时", "分钟", "个工作日", "工作日", "天", "秒"))
_DAYS = re.compile(r"天数[^，。；]{0,12}\Z")
# 年产30万套轴承项目: the size of a work, part of its name.
_WORKS = re.compile("[^，。；、]{0,10}?(?:项目|工程|生产线|装置|基地)")
_SHORTENED = re.compile(r"(?:缩短|压缩|压减|延长|增加|减少|提前)了?[近约超]?\Z")
_AMOUNT = re.compile(r"(?:投资|耗资|投入|贷款|融资|资金|经费)[了约达]?\Z|首个[^，。；]{0,10}投资(?:超过?|过)\Z")
# 站点800米覆盖率: part of a name.
_REACH = re.compile("覆盖|半径|跑|接力|深潜|大关|生活圈")


def before_bound(text: str, start: int) -> Bound | None:
    """The bound a word before the number gives: 超过 → min, 不足 → max, 近 → about."""
    before = text[max(0, start - 8) : start].rstrip(" ")
    match = _BEFORE.search(before)
    if match is None and _ABOUT_OF.search(before):
        return "about"
    if match is None and _AT_LEAST.search(before):
        return "min"
    if match is None and before.endswith("上") and not before.endswith(("以上", "之上", "加上")):
        return "min" if text[start : start + 1] in "百千万" else None  # 上千家
    if match is None:
        return None
    return "min" if match["min"] else "max" if match["max"] else "about"


def rank_holds(text: str, match: re.Match[str]) -> bool:
    """Whether 第四, 第4位 or 前十 is a rank (居全国第4位), not an ordinal (第一，…; 第三产业)."""
    start, end = match.span()
    line = text[max(0, start - 16) : start]
    clause = re.split("[，。；：！？\n“]", line)[-1]
    if not clause or _RANK_NOT.search(clause) or text.startswith(("季", "产业", "批", "次", "届", "三"), end):
        return False
    listed = clause.rstrip("、和与").endswith(("位", "名")) or re.search(r"第\d{1,3}[、和]\Z", clause) is not None
    cue = listed or _RANK_CUE.search(clause) is not None
    if match[0][0] == "前":
        return cue and _RANK_END.match(text, end) is not None and clause[-1] not in "目当提年以之"
    if match["place"]:
        return cue or _RANK_END.match(text, end) is not None and not text.startswith("的", end)
    return cue and _RANK_END.match(text, end) is not None and clause[-1] not in "、"


class Judge:
    """Judges the numbers of one text; holds the spans of its quotes and idioms."""

    def __init__(self, text: str) -> None:
        self._text = text
        spans = []
        for match in _QUOTED.finditer(text):
            if match[0][0] in "《〔" or len(match[0]) <= 9 or not _SENTENCE_LIKE.search(match[0]):
                spans.append(match.span())
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def _in_name(self, found: Found) -> bool:
        """Inside quotes or 《》, or a Chinese numeral that is part of an idiom (千家万户)."""
        last = bisect_right(self._starts, found.start) - 1
        if last >= 0 and found.start < self._ends[last]:
            return True
        if found.written != "chinese":
            return False
        idiom = _IDIOM.search(self._text, max(0, found.start - 3), min(len(self._text), found.end + 4))
        if idiom is None or idiom.start() >= found.end or found.start >= idiom.end():
            return False
        # 一万一千 holds 万一 and is a numeral all the same.
        inside = idiom.start() > found.start and _NUMERAL.fullmatch(idiom[0]) is not None
        return not (inside and _NUMERAL.match(self._text, found.start, idiom.start()))

    def _clause(self, position: int, width: int) -> str:
        """The text before ``position`` up to the last comma or stop, at most ``width`` characters."""
        text = self._text[max(0, position - width) : position]
        cut = max(text.rfind(mark) for mark in _CLAUSE)
        return text[cut + 1 :]

    def counts(self, found: Found) -> bool:
        """Whether this number is a quantity."""
        text, start, end = self._text, found.start, found.end
        if found.written == "none" or self._in_name(found):
            return False
        if found.form == "multiple" and found.written == "word":
            return start > 0 and text[start - 1] not in "，。；：、的就对把“\n 　"  # 翻两番 as the name of a goal
        if found.form in ("rank", "ratio") or found.written == "word":
            return found.form != "fraction" or not text.startswith(("时间", "的路"), end)
        behind = text[max(0, start - 6) : start]
        if behind and (behind[-1] in "+-—" and found.written == "arabic" and behind[-2:-1].isalnum()):
            return False
        if found.form == "number" and _CLASSED.match(text, end):
            return False
        if found.written != "mask" and _BLOCKED_ALWAYS.search(behind):
            return False
        if found.form == "percent" and behind.endswith("前"):
            return False  # 进入前1%
        sized = found.kind in ("money", "physical", "") or behind.endswith("年产")
        if sized and found.form == "number" and self._threshold(found):
            return False
        if found.kind == "duration":
            if found.written == "mask":
                return found.base != "年" and _SPAN_NAME.search(self._clause(start, 30)) is not None
            return not (behind[-1:].isascii() and behind[-1:].isalnum()) and self._span_measured(found)
        if found.written == "mask":
            return self._mask_counts(found, behind)
        if found.base == "度" and not found.scale or found.base == "分" and not self._scored(found):
            return False
        if found.written == "arabic":
            return self._arabic_counts(found, behind)
        return self._chinese_counts(found, behind)

    def _threshold(self, found: Found) -> bool:
        """亿元以上项目30个, 产值超百亿元企业: the size that makes a class, not a figure."""
        if self._text.endswith("年产", 0, found.start) and _WORKS.match(self._text, found.end):
            return True
        if found.base in ("米", "公里") and not found.scale and _REACH.match(self._text, found.end):
            return True
        if _AMOUNT.search(self._text, max(0, found.start - 18), found.start) and not self._text.startswith(
            ("以上", "及以上", "以下"), found.end
        ):
            return False
        if self._text.endswith("海拔", 0, found.start) or _CLASS_ABOVE.match(self._text, found.end):
            return True
        return _CLASS.match(self._text, found.end) is not None and before_bound(self._text, found.start) == "min"

    def _mask_counts(self, found: Found, behind: str) -> bool:
        if found.kind == "division" or not found.base and not found.scale:
            return False
        organisation = behind[-1:] in _ORGANISATION and found.base in "部处所站室组科台线路门口"
        if organisation and self._text.startswith(("全部", "均", "都已", "已全部"), found.end):
            return True
        return not organisation or not found.base

    def _scored(self, found: Found) -> bool:
        return _BARE_NAME.search(self._clause(found.start, 20)) is not None

    def _arabic_counts(self, found: Found, behind: str) -> bool:
        text, end = self._text, found.end
        if behind[-1:].isascii() and behind[-1:].isalnum():
            return False
        if not found.base and not found.scale:
            return self._bare_counts(found)
        if found.base == "个" and text.startswith(("方面", "民族"), end):
            return False
        if found.base == "路" and not found.scale or found.base == "版" and "." in text[found.start : end]:
            return False  # 3路公交, 2.0版
        if found.base == "条" and (behind.endswith("新") or _DOCUMENT.match(text, end)):
            return False  # 新36条, 十条措施: a document
        if found.base in _SIZES and _NOUN.match(text, end) or found.base == "类" and found.low in (1, 2, 3):
            return False  # 8英寸碳化硅晶圆, 1类创新药
        if found.kind == "division":
            return found.low is not None and found.low >= 2 and _DIVIDED.match(text, end) is not None
        return not (found.base == "位" and not found.scale and behind.endswith(("第", "后")))

    def _bare_counts(self, found: Found) -> bool:
        clause = self._clause(found.start, 24)
        if clause.endswith("比"):
            return False  # 1.03比1
        value = re.sub(r"(?:约|近|左右)\Z", "", clause)
        named = _BARE_NAME.search(value) is not None
        if not named and re.search(
            r"(?:{})[^，。；]{{0,14}}(?:到|至|的)\Z".format(alternatives(_cues("bare", "nouns"))), value
        ):
            named = True
        if not named or not (_BARE_VERB.search(value) or _BARE_NAME.search(value + "")):
            return False
        return _BARE_AFTER.match(self._text, found.end) is not None

    def _chinese_counts(self, found: Found, behind: str) -> bool:
        text, start, end = self._text, found.start, found.end
        numeral = text[start : start + 1]
        if not found.base and not found.scale:
            return False
        if numeral in "十百千万亿" and behind.endswith(("数", "几", "若干", "成")):
            return False  # 数十个, 几百万
        if found.form == "percent" and found.kind == "percent" or found.form == "points":
            return True
        if found.kind == "tenth":
            bounded = numeral != "一" and before_bound(text, start) is not None  # 近三成居民
            return numeral != "十" and (bounded or _TENTH_AFTER.match(text, end) is not None)
        written = text[start:end]
        if _YEAR_LIKE.match(written):
            return False  # 一九八一和一九八二两个年度
        if numeral in "万亿" or written[0] in _APPROXIMATE:
            # 近万场, 突破百亿元: the bare multiplier is a number only behind a word of bound.
            return bool(found.base or found.scale) and before_bound(text, start) is not None
        if written in _ROUND and _CLASS.match(text, end):
            return False  # 十亿元企业
        if found.scale and found.low is not None:
            return not (found.low == 1 and not found.base and not before_bound(text, start))
        if found.base in ("路", "届"):
            return False
        if found.kind in ("physical", "money") and (found.low or 0) % 1:
            return True
        if found.low is not None and found.low < 20 and not (found.kind == "multiple" and found.form == "multiple"):
            if _BLOCKED.search(behind) or found.base not in _SMALL_UNITS and "." not in str(found.base):
                return False
            if found.low <= 1 or found.high is None and _TALK.match(text, end):
                return False
        elif (
            found.kind == "division"
            or found.kind == "count"
            and _TALK.match(text, end)
            and found.low is not None
            and found.low < 30
        ):
            return False
        return not (found.kind == "multiple" and _BLOCKED.search(behind))

    def _span_measured(self, found: Found) -> bool:
        """Whether a span of time is what is measured: 缩短至5天, 受教育年限9.6年, 240小时过境免签."""
        text, start, end = self._text, found.start, found.end
        if found.low is None or found.scale or found.low >= 10_000:
            return False
        if text.startswith(("过境免签", "免签"), end):
            return True
        clause = self._clause(start, 30)
        if found.base in ("岁", "周岁"):
            return re.search("寿命|年龄", clause) is not None
        if found.base in _HOURS and _WITHIN.match(text, end):
            return found.written == "arabic"
        if found.base == "天" and found.low > 1 and _SHORTENED.search(text, max(0, start - 6), start):
            return _NOT_SPAN.search(clause) is None
        if found.base == "天" and found.low > 1 and _DAYS.search(clause):
            return True  # 黑臭天数由一百二十天减少到七十五天
        if found.written == "chinese" and found.base in ("年", "日", "天", "周", "秒"):
            return False
        if found.base == "天" and found.low >= 100 and clause.endswith(("年有", "年里有")):
            return True  # 全年有300天
        if found.base == "日" or found.base == "年" and found.low >= 200:
            return False
        near = re.sub(r"(?:了|近|约|超过|超|个)\Z", "", clause)
        if _NOT_SPAN.search(near) or found.base == "年" and _SPAN_DATES.match(text, end):
            return False
        if found.base == "年":
            named = _SPAN_NAME.search(clause) is not None
            return named or found.low % 1 > 0 and round(found.low, 1) == found.low
        return bool(_SPAN_VERB.search(near) or _SPAN_NAME.search(clause))

    def bound(self, found: Found) -> Bound:
        """How exactly the number is meant, by the words before, inside and after it."""
        text = self._text
        before = before_bound(text, found.start)
        if found.form == "rank":
            return "max" if text[found.start] == "前" else "exact"
        if found.form == "points" and before is not None:
            word = text[max(0, found.start - 3) : found.start]
            if word.endswith(("高于", "低于", "大于", "小于", "多于", "少于")):
                before = None
        if before is None and found.form == "percent" and _MORE_THAN.search(self._clause(found.start, 16)):
            return "min"
        if before in ("min", "max"):
            return before
        if found.base in _HOURS and _WITHIN.match(text, found.end):
            return "max"
        after = _AFTER.match(text, found.end)
        if after is not None and not (found.kind == "count" and text.startswith(_NO_MORE, found.end)):
            return "min" if after["min"] else "max" if after["max"] else "about"
        if found.more:
            return "about" if found.more == "来" else "min"
        if _SUMMIT.match(text, found.end) and _CLIMB.search(text, max(0, found.start - 8), found.start):
            return "min"
        return before or "exact"
