"""Judges whether a number with its unit counts or measures anything.

Takes the text and what ``scan.py`` found there, gives yes or no. What it refuses: dates and durations, numbers
inside names, ordinals, idioms, 一 as an article, points of an argument (三个方面). The word lists are
data/quantity_cues.toml. Read next: ``bounds.py`` and ``durations.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from reportmine.lexicon import alternatives, strings
from reportmine.patterns import regex
from reportmine.quantities.bounds import before_bound, clause_before
from reportmine.quantities.durations import mask_measured, span_measured
from reportmine.quantities.found import Found


def _cues(*keys: str) -> tuple[str, ...]:
    return strings("quantity_cues", *keys)


_ROUND = frozenset(("十亿元", "十万元", "十亿级", "十亿"))
_TALK = regex(
    "(?:大|重大|重要|基本|主要|新的?|根本|突出|关键|显著)?(?:{})(?!{})".format(
        alternatives(_cues("abstract", "nouns")), alternatives(_cues("abstract", "unless"))
    )
)
_IDIOM = regex(alternatives(_cues("idioms", "phrases")))
_QUOTED = regex(r"“[^“”\n]{1,22}”|‘[^‘’\n]{1,22}’|「[^「」\n]{1,22}」|《[^《》\n]{1,90}》|〔[^〔〕\n]{1,12}〕")
_SENTENCE_LIKE = regex("[，。；%]")
_BLOCKED = regex(
    r"(?:(?<![目当提年之史空])前|(?<![先今最])后|{})\Z".format(
        alternatives(tuple(w for w in _cues("blocked", "before") if w not in ("前", "后")))
    )
)
_BLOCKED_ALWAYS = _cues("blocked", "always")
_BARE_NAME = regex(r"(?:{})[^，。；、\d]{{0,8}}\Z".format(alternatives(_cues("bare", "nouns"))))
_BARE_REACHED = regex(r"(?:{})[^，。；]{{0,14}}(?:到|至|的)\Z".format(alternatives(_cues("bare", "nouns"))))
_BARE_VERB = regex(r"(?:{})\Z".format(alternatives(_cues("bare", "verbs"))))
_BARE_AFTER = regex(r"[，。；、）)”\s]|左右|以上|以内|以下|提|增|降|缩|下|上升|的|\Z")
_RANK_CUE = regex(r"(?:{})[^，。；、]{{0,6}}\Z".format(alternatives(_cues("rank", "before"))))
_RANK_NOT = regex(r"(?:{})\Z".format(alternatives(_cues("rank", "not_after"))))
_RANK_END = regex(r"[，。、；！）)”\s和及与以]|\Z|的(?!第)|大(?![学会道类])|升|提|上升|跃|左右")
# 分别居全国第二、第七: the cue stands before the first.
_RANK_LIST = regex(r"[居列排名][^，。；]{0,10}第(?:\d{1,3}|[一二三四五六七八九十]{1,3})[位名]?[、和]\Z")
# 每斤提高3分: 分 as money.
_PRICE = regex(r"(?:每(?:市?斤|公斤|千克|度|千瓦时|立方米|吨)|[电水油粮]价)[^，。；]{0,12}\Z")
_SMALL_UNITS = frozenset(_cues("small", "units"))
_ORGANISATION = frozenset("市省县区州局厅镇村乡国部")
_YEAR_LIKE = regex("[〇○零一二三四五六七八九]{3}")
_CONGRESS = regex(r"[^，。；]{0,3}?(?:人大|人民代表|政协|委|[一二三四五六七八九\d][中次]|全会)")
_HELD = regex(r"(?:举办|承办|主办|办好)了?\Z")  # 连续举办三届
_ADMISSION = regex("以上|上线|达线|线|录取|院校")  # 高考二本以上
_TENTH_BEFORE = regex(r"(?:力争|确保|争取|实现|达到?|占|使|其中|仅)\Z")
_TENTH_AFTER = regex(r"来自|用于|投向|以上|左右|多|以下|以内|[，。；、）\s]|的|\Z|[提增降下]")
_ABOVE = ("以上", "以下", "及以上", "及以下")
_SIZED = frozenset("以及的")
_OF_SIZE = (
    "企业|项目|机组|[水火核风]?电站|矿井|产业|集群|园区|单位|工程|城市|县|市|区|镇|省份|机场|港口"
    "|品牌|大县|开发区|商圈|街区|乡镇|灌区"
)
_CLASS_ABOVE = regex(
    rf"及?以[上下]的?[^，。；、：\d]{{0,8}}?(?:{_OF_SIZE}|(?<!农)村|大队|公社|国家(?!级)|困难户|基地|主体|燃煤|锅炉|水库|热值)"
    r"|的[^，。；、：\d]{0,10}?(?:工程|机组|电站|装置)"
)
# 20户以上自然村, 500头以上规模养殖场.
_COUNT_ABOVE = regex(
    "户及?以[上下]的?[^，。；、]{0,8}?(?:自然村|村寨|小组|村庄|居民点)|人及?以[上下]的?(?:企业|单位|村|机构|学校)"
    "|[头只羽单]及?以[上下]的?[^，。；、]{0,4}?(?:规模|养殖|主体|商家)"
)
# 千吨级, 3人制, 5+2; not 制度, 制造 as the counted noun.
_CLASSED = regex("级|[+＋]|制(?![度造定订品药种作冷氢])")
_CLASSED_FIRST = frozenset("级+＋制")
# 玉树3县5乡, 覆盖14市; not the scope of another figure (10市PM2.5浓度).
_DIVIDED = regex(r"[，。；\d“]|\Z")
# 十届七次、八次全会.
_SESSIONS = regex("[^，。；]{0,8}?(?:全会|全体会议)")
_SIZES = frozenset(("英寸", "毫米", "微米", "纳米", "厘米", "英尺"))
_NOUN = regex("[^，。；、：）\\s以左]")
_DOCUMENT = regex("[^，。；、]{0,6}?(?:措施|政策|意见|举措|办法|规定)")
# 首个经济总量超万亿元的城市: what is told of one city.
_SINGLE = regex(r"(?:首个|第[一二三四五六七]个|唯一|成为)[^，。；]{0,16}\Z")
_CLASS = regex(rf"的?[^，。；、：\d]{{0,6}}?(?:{_OF_SIZE})")
_NO_CLASS = frozenset(("", *"，。；、："))
_APPROXIMATE = frozenset("百千")
_NUMERAL = regex("[〇零一二三四五六七八九十百千万亿点两]+")
# 年产30万套轴承项目, 日产2500吨生产线: the size of a work, part of its name.
_OUTPUT = tuple(span + made for span in "年日月" for made in ("产", "处理", "加工"))
_WORKS = regex("[^，。；、]{0,10}?(?:项目|工程|生产线|装置|基地|厂|企业|矿)")
# 省道318线, 214线公路: the number of a road.
_ROAD = regex(r"(?:[道线]|公路|[GSXY])\Z")
_POINTS = regex("方面|统筹|聚焦|坚持|确立|维护|自信|意识|层面|转变|体系|毫不动摇")
_MINORITIES = regex("个民族(?!自治|村|乡|团结|地区|特色)")
_TIMES = regex(r"\d ?[×xX*] ?\Z")
# The last characters of all that makes the number behind it a part of something.
_TELLING = frozenset("+-—×xX* 前产理工") | {word[-1] for word in _BLOCKED_ALWAYS}
# GDP320亿元, R&D3.1%: letters that name a measure, and units that only amounts have.
_MEASURE = regex(r"(?:GDP|GNP|CPI|PPI|PMI|R&D|GEP|IPO|EPC|PPP)\Z")
_AMOUNTS = frozenset(("money", "percent", "points"))
_AMOUNT = regex(r"(?:投资|耗资|投入|贷款|融资|资金|经费)[了约达]?\Z")
_AMOUNT_ENDS = frozenset("资入款金费了约达")
# 站点800米覆盖率: part of a name.
_REACH = regex("覆盖|半径|跑|接力|深潜|大关|生活圈")


def rank_holds(text: str, match: re.Match[str]) -> bool:
    """Whether 第四, 第4位 or 前十 is a rank (居全国第4位), not an ordinal (第一，…; 第三产业)."""
    start, end = match.span()
    line = text[max(0, start - 16) : start]
    clause = re.split("[，。；：！？\n“]", line)[-1]
    if _RANK_LIST.search(clause):
        return _RANK_END.match(text, end) is not None
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
        if idiom.start() == found.start and before_bound(self._text, found.start) is not None:
            return False  # 近千名干部, not 千名干部下基层
        # 一万一千 holds 万一 and is a numeral all the same.
        inside = idiom.start() > found.start and _NUMERAL.fullmatch(idiom[0]) is not None
        return not (inside and _NUMERAL.match(self._text, found.start, idiom.start()))

    def counts(self, found: Found) -> bool:
        """Whether this number is a quantity."""
        text, start, end = self._text, found.start, found.end
        if found.written == "none" or not found.base and not found.scale and found.written == "chinese":
            return False
        if found.base in ("年", "日") and found.low is not None and found.low > 999:
            return False
        if (self._starts or found.written == "chinese") and self._in_name(found):
            return False
        if found.form == "multiple" and found.written == "word":
            return start > 0 and text[start - 1] not in "，。；：、的就对把“\n 　"  # 翻两番 as the name of a goal
        if found.form in ("rank", "ratio") or found.written == "word":
            return found.form != "fraction" or not text.startswith(("时间", "的路", "世纪"), end)
        behind = text[max(0, start - 6) : start]
        if behind.endswith("连续") and found.base in ("次", "届"):
            return False  # 连续3次获评优秀: how long it went on
        telling = behind[-1:] in _TELLING
        if telling and self._is_part(found, behind):
            return False
        if found.form == "number" and text[end : end + 1] in _CLASSED_FIRST and _CLASSED.match(text, end):
            return False
        output = telling and behind.endswith(_OUTPUT)
        sized = found.form == "number" and (output or found.kind in ("money", "physical", ""))
        if sized and (output and _WORKS.match(text, end) or self._threshold(found)):
            return False
        if found.kind == "count" and text.startswith(_ABOVE, end) and _COUNT_ABOVE.match(text, end - 1):
            return False
        if found.kind == "duration":
            clause = clause_before(text, start, 30)
            if found.written == "mask":
                return mask_measured(found, clause)
            return not (behind[-1:].isascii() and behind[-1:].isalnum()) and span_measured(text, found, clause)
        if found.written == "mask":
            return self._mask_counts(found, behind)
        if found.base == "度" and not found.scale or found.base == "分" and not self._scored(found):
            return False
        if found.written == "arabic":
            return self._arabic_counts(found, behind)
        return self._chinese_counts(found, behind)

    def _is_part(self, found: Found, behind: str) -> bool:
        """Whether what stands before a number makes it a part of something: 5+2, 800×600, 第3, 前1%."""
        if found.written == "arabic" and (behind.endswith(("+", "-", "—")) and behind[-2:-1].isalnum()):
            return True
        if found.form == "number" and _TIMES.search(behind):
            return True
        if behind.endswith("第" if found.written == "mask" else _BLOCKED_ALWAYS):
            return True
        return found.form == "percent" and behind.endswith("前")  # 进入前1%

    def _threshold(self, found: Found) -> bool:
        """亿元以上项目30个, 产值超百亿元企业: the size that makes a class, not a figure."""
        text, start, end = self._text, found.start, found.end
        if found.base in ("米", "公里") and not found.scale and _REACH.match(text, end):
            return True
        if text.startswith("伏", end):
            return True  # 二十二万伏的变压器
        above = text.startswith(("以上", "及以上", "以下"), end)
        if not above and text[start - 1 : start] in _AMOUNT_ENDS and _AMOUNT.search(text, max(0, start - 18), start):
            return False
        if text.endswith("海拔", 0, start):
            return True
        following = text[end : end + 1]
        if following in _SIZED and _CLASS_ABOVE.match(text, end):
            return True
        if following in _NO_CLASS or before_bound(text, start) != "min" or _CLASS.match(text, end) is None:
            return False
        return _SINGLE.search(text, max(0, start - 24), start) is None

    def _mask_counts(self, found: Found, behind: str) -> bool:
        if found.kind == "division" or not found.base and not found.scale:
            return False
        organisation = behind[-1:] in _ORGANISATION and found.base in "部处所站室组科台线路门口"
        if organisation and self._text.startswith(("全部", "均", "都已", "已全部"), found.end):
            return True
        return not organisation or not found.base

    def _scored(self, found: Found) -> bool:
        clause = clause_before(self._text, found.start, 20)
        return _BARE_NAME.search(clause) is not None or _PRICE.search(clause) is not None

    def _arabic_counts(self, found: Found, behind: str) -> bool:
        text, end = self._text, found.end
        if behind[-1:].isascii() and behind[-1:].isalpha():
            return _MEASURE.search(behind) is not None and found.kind in _AMOUNTS
        if not found.base and not found.scale:
            return self._bare_counts(found)
        if found.base == "个" and (_POINTS.match(text, end) or _MINORITIES.match(text, end - 1)):
            return False
        if found.base == "届":
            return _CONGRESS.match(text, end) is None
        if found.base == "线" and (_ROAD.search(behind) or text.startswith("公路", end)):
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
        clause = clause_before(self._text, found.start, 24)
        if clause.endswith("比"):
            return False  # 1.03比1
        value = re.sub(r"(?:约|近|左右)\Z", "", clause)
        named = _BARE_NAME.search(value) is not None
        named = named or _BARE_REACHED.search(value) is not None
        if not named or not (_BARE_VERB.search(value) or _BARE_NAME.search(value)):
            return False
        return _BARE_AFTER.match(self._text, found.end) is not None

    def _chinese_counts(self, found: Found, behind: str) -> bool:
        text, start, end = self._text, found.start, found.end
        numeral = text[start : start + 1]
        if (
            numeral in "十百千万亿"
            and behind.endswith(("数", "几", "若干"))
            or numeral in "百千"
            and behind.endswith("成")
        ):
            return False  # 数十个, 几百万, 成千户
        if found.kind == "percent" or found.form == "points":
            return True
        if found.kind == "tenth":
            # 近三成居民, 力争九成事项
            bounded = numeral != "一" and (before_bound(text, start) is not None or _TENTH_BEFORE.search(behind))
            return numeral != "十" and (bool(bounded) or _TENTH_AFTER.match(text, end) is not None)
        written = text[start:end]
        if _YEAR_LIKE.match(written):
            return False  # 一九八一和一九八二两个年度
        if numeral in "万亿" or written[0] in _APPROXIMATE:
            # 近万场, 突破百亿元, 千余家: the bare multiplier is a number only with a word of bound.
            return found.more in ("余", "多") or before_bound(text, start) is not None
        if written in _ROUND and _CLASS.match(text, end):
            return False  # 十亿元企业
        if found.scale and found.low is not None:
            return not (found.low == 1 and not found.base and not before_bound(text, start))
        if found.base == "届":
            return _HELD.search(behind) is not None and 1 < (found.low or 0) < 10
        if found.base == "路" or found.base == "次" and (behind.endswith("届") or _SESSIONS.match(text, end)):
            return False
        if found.base == "本" and _ADMISSION.match(text, end):
            return False
        if found.kind in ("physical", "money") and (found.low or 0) % 1:
            return True
        if found.low is not None and found.low < 20 and not (found.kind == "multiple" and found.form == "multiple"):
            small = found.base in _SMALL_UNITS or found.base == "人" and found.low >= 10
            if _BLOCKED.search(behind) or not small:
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
