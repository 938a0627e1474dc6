"""Names of figures that lean on what stands around them: 支出 behind 收入, 80%用于民生, a list behind one verb.

Takes the text of a paragraph and spans in it, gives spans or ``Piece``; empty or ``None`` when the figure does not
lean in that way. ``names.py`` decides which of these is asked. Read next: ``name_context.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportmine.indicators.name_context import RISING, Place
from reportmine.indicators.pairs import distribute, split_list
from reportmine.indicators.phrases import SENTENCE_END, STOPS, any_of, cues, noun_of
from reportmine.indicators.pieces import Piece, Span, Supplied, said
from reportmine.model import Quantity

# 该项收入, 这一比例, 计划把这个比例: they point to what was spoken of before.
_REFERRING = re.compile(
    r"(?:[^，。；：]{0,12}[把将使])?(?:[这该此](?:[个一]|一?项|些|两项)|上述|以上)"
    r"(?:比例|比重|比率|占比|数字|指标|速度|增速|增幅|水平|目标|幅度|数|(?P<adds>收入|支出|资金|投资|费用|税收|基金|业务))"
    r"|(?:实际)?(?:执行|完成|预计)(?:结果|数)"
)
_REFERRED = frozenset(
    ("比例", "比重", "比率", "占比", "数字", "指标", "速度", "增速", "增幅", "水平", "目标", "幅度", "结果")
    + ("收入", "支出", "资金", "投资", "费用", "税收", "基金", "业务")
)
# Measures that describe a work in front of its name.
_EXTENTS = frozenset(cues("generic", "extents"))
_EXTENT_ENDS = frozenset(extent[-1] for extent in _EXTENTS)
_EXTENTS_AT_MOST = 3
_NEXT_EXTENT = re.compile(r"(?:以上|左右)?[、，和]?[^，。；：、的\d]{1,8}")
_DESCRIBED = re.compile(
    r"(?P<noun>[^，。；：、（\n\d]{2,22}?)(?=[，。；：、（\n]|[和与]总?投资|全线|全面|正式|顺利|基本|建成|开工|动工|竣工|投产|投入|启动|加快|完成|进展|通车|开通|落地|已|正)"
)
_RESIDENTS = re.compile("(?:城镇|农村)(?:常住)?居民|农牧?民")
_PEOPLE = re.compile(r"(?:各族)?(?:人民(?![币法检政])|儿女)")
_SCOPE = re.compile(r"(?:全[国省市区县州旗镇乡]|我[国國省市区县州]|全自治[区州县])\Z")
# 比上年年初预算增加14亿元.
_MORE = re.compile(
    r"(?:同比|环比|(?<![占之同环])比(?![重例率值])|较)[^，。；：、]{0,20}?"
    rf"(?P<verb>{any_of(cues('generic', 'changes'))})了?\Z"
)
_VERBS_OF_CHANGE = frozenset(cues("generic", "changes"))
_CHANGE_ENDS = frozenset(verb[-1] for verb in _VERBS_OF_CHANGE) | {"了"}
_BUDGET = re.compile(r"(?:预算|基金|财政|保险)\Z")
_RUN_IN = re.compile(
    r" {0,4}(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)．.、]{0,2} ?)?(?P<name>[^，。；：\d]{1,18}?(?:预算|基金))。"
)
# 居民收入增速快于经济增速、突破3万元: how it grew is told before the level, and is no part of the level's name.
_PACE = re.compile(
    "(?<!^)(?:增速|增幅|增长速度)(?:(?:持续|连续|均|一直)?(?:高于|快于|好于|优于|超过|跑赢|领先).*)?\\Z"
    "|(?<!^)增长[与同].{2,12}同步\\Z"
)
_PACE_SIGNS = frozenset("增步")
_BALANCE = re.compile("(?:当年|本年|年末|滚存|年末滚存|年终|累计)?结余")
_EVENT = re.compile(rf"(?:累计|现场|首期|日均|全年|合计|共)*(?:{any_of(cues('generic', 'events'))})")
_EVENT_ENDS = frozenset(event[-2:] for event in cues("generic", "events"))
_SITE = re.compile(
    rf"(?:设置|设|新增|布设|增设|配置|配备|拥有|新设|规划|共有|内设)?(?:{any_of(cues('generic', 'parts'))})"
)
_PARTS = cues("generic", "parts")
_WORK = re.compile(rf"(?:{any_of(cues('generic', 'works'))})\Z")
_CONTEST = re.compile(
    rf"(?:\A|[，。；：\s])在?(?P<name>[^，。；：]{{2,22}}?(?:{any_of(cues('generic', 'contests'))}))(?:工作)?[中上里]，"
)
_SHORT_PRIZE = 10
# What was done to all of a few things: 3个村全部通硬化路 counts 通硬化路的村.
_BECAME = re.compile(r"(?:首次)?(?:已经?|均已?|全部|全都|都)+(?P<did>[^，。；：、\d]{3,16}?)了?[，。；]")
_BOTH = re.compile("“?[双三]{1,2}(?:下降|增长|提升|降|增|升)”?\\Z")
_BRANCH = re.compile("(?:第[一二三]产业|[农工林牧渔轻重]业|轻工业|重工业|建筑业|服务业|制造业|采矿业)\\Z")
_BRANCH_OF = re.compile("(?:总产值|增加值)\\Z")
# Behind these a noun names the undertaking, not the thing: 清理欠款|专项行动.
_FRAME = re.compile("(?:[一二三]期)?(?:专项行动|专项整治|行动|制度|机制|试点)?\\Z")
_LISTING = re.compile(r"(?:跻身|入选|进入|入围|荣登|上榜)(?P<what>[^，。；：]{3,24}?)(?:行列|榜单|名单|之列)?，\Z")
_VERBS = any_of(word for kind in ("keep", "drop", "acting") for word in cues("verbs", kind) if len(word) > 1)
_GOVERNED = re.compile(
    r"(?:在?全[国省市区县州])?(?:率先|首次|先后|相继|及时|积极|大力|有序|全面|深入|稳步|扎实)?" rf"(?:{_VERBS}){{1,4}}"
)
_PRIZES = cues("generic", "prizes")
_GRADE = re.compile("(?:(?:国家|省|市|县|区|镇|乡|村|州|地)[、和（）]{0,2}){1,3}级")
_GRADED = re.compile(r"[^，。；：、\d]{2,10}?(?=分别|[，。；：、完建获通]|总投资|入选|基本|全面|全部|陆续)")
_AGAIN = 4
_CAPACITY = re.compile(r"(?P<new>新增)加?的?[^，。；：\d]{0,8}(?P<what>生产能力)[^，。；：\d]{0,8}[：，]")
# 48小时内反馈: what must be done in that time.
_LIMIT = re.compile(r"(?:以|之)?内(?P<does>[^，。；、\d]{2,6})")
_TIME_LIMIT = "时限"
# A verb that governs a whole list: 新增托位100个、养老床位200张.
_LIST_VERB = re.compile(
    "(?:{}){{1,2}}".format(any_of(word for word in cues("verbs", "keep") if len(word) > 1 and word != "累计"))
)
_INNER_VERB = re.compile(f"(?:{any_of(cues('verbs', 'inner'))})(?![\u4e00-\u9fff]?[量额率人])")
# What is measured for itself stands beside the list, not under its verb.
_MEASURED = re.compile("(?:[率量额]|收入|花费|能力|资金|投资|产值|面积)\\Z")
_HAVING_WITHIN = 14
_SIDES = ("收入", "支出")
_MEMORY = 8


def referring(text: str) -> int | None:
    """How much of 该项收入, 把这个比例 adds to what was spoken of before; ``None`` when it refers to nothing."""
    if text[-2:] not in _REFERRED and text[-1:] != "数":
        return None
    found = _REFERRING.fullmatch(text)
    return len(found["adds"] or "") if found else None


def may_be_extent(text: str) -> bool:
    """Whether a noun ends like those that describe a work."""
    return text[-1] in _EXTENT_ENDS


def attributed(plain: str, quantities: Sequence[Quantity], index: int, text: str) -> Span | None:
    """旅游公路 in 投资近9亿元、全长130公里的3条旅游公路: what a list of measures describes."""
    if text not in _EXTENTS:
        return None
    last = index
    while last + 1 < len(quantities) and last - index < _EXTENTS_AT_MOST:
        if _NEXT_EXTENT.fullmatch(plain, quantities[last].end, quantities[last + 1].start) is None:
            break
        last += 1
    begin = quantities[last].end
    begin += 2 if plain.startswith(("以上", "左右"), begin) else 0
    if not plain.startswith("的", begin):
        return None
    begin += 1
    if last + 1 < len(quantities) and quantities[last + 1].start <= begin + 1:
        begin = quantities[last + 1].end
    found = _DESCRIBED.match(plain, begin)
    return found.span("noun") if found else None


def twin(plain: str, head: Span, topic: Piece) -> Piece:
    """农村居民 + 人均收入 behind 城镇居民人均收入3万元."""
    if not topic or isinstance(topic[-1], Supplied) or plain[head[1] - 1] != "民":
        return ()
    if _RESIDENTS.fullmatch(plain, *head) is None:
        return ()
    first = _RESIDENTS.search(plain, *topic[-1])
    return (head, (first.end(), topic[-1][1])) if first and first.end() < topic[-1][1] else ()


def graded(plain: str, right: Span, quantities: Sequence[Quantity], index: int) -> Piece:
    """省级 + 重点项目 in 3个省级、18个市级重点项目."""
    if index + 1 == len(quantities) or _GRADE.fullmatch(plain, *right) is None:
        return ()
    following = quantities[index + 1]
    other = _GRADE.match(plain, following.end) if following.start - right[1] == 1 else None
    noun = _GRADED.match(plain, other.end()) if other is not None else None
    return (right, noun.span()) if noun is not None else ()


def said_again(plain: str, head: Span, topic: Piece) -> Span | None:
    """总数 in 软件注册人数20万人，注册人数总数居全省第一: what a noun adds to the one that it begins with."""
    said_before = said(plain, topic) if topic and head[1] - head[0] > _AGAIN + 1 else ""
    if plain[head[0] : head[0] + _AGAIN] not in said_before:
        return None
    for size in range(head[1] - head[0] - 2, _AGAIN - 1, -1):
        if len(said_before) > size and said_before.endswith(plain[head[0] : head[0] + size]):
            return (head[0] + size, head[1]) if plain[head[0] + size] not in "、和与及" else None
    return None


def capacity(plain: str, place: Place, name: Piece) -> Piece:
    """新增 + 洗煤 + 生产能力 in a list that 新增的主要生产能力有： opens."""
    found = _CAPACITY.search(plain, place.sentence, place.left[0])
    if found is None or "能力" in said(plain, name) or "新增" in said(plain, name):
        return ()
    return (found.span("new"), *name, found.span("what"))


def people(plain: str, place: Place) -> Piece:
    """全县人民 in 全县52万人民的心血."""
    found = _PEOPLE.match(plain, *place.right)
    scope = _SCOPE.search(plain, *place.left)
    return (scope.span(), found.span()) if found and scope else ()


def increase(plain: str, left: Span) -> tuple[int, Span] | None:
    """Where 比上年 begins, and the verb of change that is part of the name of an amount."""
    last = plain[left[1] - 1 : left[1]]
    found = _MORE.search(plain, max(left[0], left[1] - 28), left[1]) if last in _CHANGE_ENDS else None
    return (found.start(), found.span("verb")) if found else None


def is_increase(plain: str, piece: Piece) -> bool:
    """Whether the name of an amount ends with a verb of change of its own."""
    return len(piece) > 1 and not isinstance(piece[-1], Supplied) and plain[slice(*piece[-1])] in _VERBS_OF_CHANGE


def is_balance(text: str) -> bool:
    """Whether this is what is left of a budget."""
    return text.endswith("结余") and _BALANCE.fullmatch(text) is not None


def budget(plain: str, topic: Piece, history: Sequence[Piece]) -> Piece:
    """基金 in 基金收入96亿元，支出84亿元: the budget whose other side was named, or the one a run-in heading names."""
    if topic and (stem := stem_of(plain, topic)):
        return stem
    for piece in reversed(history[-_MEMORY:]):
        stem = stem_of(plain, piece)
        if stem and _BUDGET.search(said(plain, stem)):
            return stem
    heading = _RUN_IN.match(plain)
    return (heading.span("name"),) if heading else ()


def stem_of(plain: str, piece: Piece) -> Piece:
    """A name without 收入 or 支出 at its end: 市本级 of 市本级收入."""
    if not piece:
        return ()
    last = piece[-1]
    if isinstance(last, Supplied) or plain[last[1] - 2 : last[1]] not in _SIDES or last[1] - last[0] < 2:
        return ()
    return piece[:-1] if last[1] - last[0] == 2 else (*piece[:-1], (last[0], last[1] - 2))


def is_event(text: str) -> bool:
    """Whether this is only what happened: 累计签约, 抽检."""
    return text[-2:] in _EVENT_ENDS and _EVENT.fullmatch(text) is not None


def is_part(text: str) -> bool:
    """Whether this is a part of some work: 设置床位."""
    return text.endswith(_PARTS) and _SITE.fullmatch(text) is not None


def is_work(plain: str, span: Span) -> bool:
    """Whether this names a building or a place that has parts."""
    return _WORK.search(plain, *span) is not None


def is_prize(text: str) -> bool:
    """Whether this is won in a contest, with no word of who won it."""
    return len(text) <= _SHORT_PRIZE and text.endswith(_PRIZES)


def contest(plain: str, place: Place) -> Piece:
    """绩效考核 in 在绩效考核中，市医院居第9位, before a rank or a prize."""
    begin = max(place.sentence - 1, place.left[0] - 60, 0)
    found = _CONTEST.search(plain, begin, place.left[0])
    return (found.span("name"),) if found else ()


def joint(plain: str, quantities: Sequence[Quantity], history: Sequence[Piece], index: int, place: Place) -> Piece:
    """建议 | 、 | 提案 in 建议73件，提案89件，办复率均为100%: all that was counted alike in the sentence."""
    if place.opens or index < 2:
        return ()
    unit = quantities[index - 1].unit
    names: list[Piece] = []
    for back in range(index - 1, max(-1, index - 5), -1):
        if quantities[back].unit != unit or not history[back]:
            break
        if history[back] not in names:
            names.insert(0, history[back])
        begin = quantities[back - 1].end if back else 0
        if not SENTENCE_END.isdisjoint(plain[begin : quantities[back].start]):
            break
    return joined(names) if len(names) > 1 else ()


def joined(names: Sequence[Piece]) -> Piece:
    """The names of a list as one: 覆盖率 | 、 | 绿地率."""
    pieces: list[Span | Supplied] = list(names[0])
    for name in names[1:]:
        comma = name[0].start if isinstance(name[0], Supplied) else name[0][0]
        pieces += [Supplied("、", comma, comma), *name]
    return tuple(pieces)


def listing(plain: str, place: Place) -> Span | None:
    """百强县 in 连续九届跻身百强县行列，排名升至第47位: the list that the clause before tells of."""
    near = max(place.sentence, place.left[0] - 40)
    found = _LISTING.search(plain, near, place.left[0])
    return found.span("what") if found is not None else None


def list_verb(plain: str, place: Place, head: Span, topic: Piece) -> Piece:
    """新增 for 养老床位 in 新增托位100个、养老床位200张: the verb that governs the list."""
    begin = place.left[0]
    if not topic or isinstance(topic[0], Supplied):
        return ()
    if begin > place.floor + 1 or plain[begin : begin + 1] not in "、和及与":
        return ()
    if any(mark in plain[place.floor : begin] for mark in STOPS):
        return ()
    if head[0] - begin > 2 or _MEASURED.search(plain, *head):
        return ()
    first = topic[0]
    having = plain.find("拥有", first[0], min(first[1], first[0] + _HAVING_WITHIN))
    if having > first[0] and plain[first[0]] in "每平百":
        return ((first[0], having + 2),)  # 每百户居民拥有电视机86台、电冰箱45台
    inner = _INNER_VERB.search(plain, first[0] + 2, min(first[1] - 1, first[0] + _HAVING_WITHIN))
    if inner is not None and _LIST_VERB.match(plain, *first) is None and _LIST_VERB.match(plain, *head) is None:
        return ((first[0], inner.end()),)  # 云岭港接待货轮76艘次、游客8万人次
    verb = _LIST_VERB.search(plain, first[0], min(first[1], first[0] + 8))
    if verb is None or verb.start() > first[0] + 2 or verb.end() >= first[1] - 1 and len(topic) == 1:
        return ()
    return () if _LIST_VERB.match(plain, *head) else ((first[0], verb.end()),)


def time_limit(plain: str, end: int, owner: Piece) -> Piece:
    """诉求 + 反馈 + 时限 for 48小时内反馈; ``owner`` may be the name of the limit before it."""
    found = _LIMIT.match(plain, end)
    if found is None:
        return ()
    base = owner[:-2] if owner and owner[-1][0] == _TIME_LIMIT else owner
    return (*base, found.span("does"), Supplied(_TIME_LIMIT, end, found.start("does")))


def object_before(plain: str, place: Place) -> Span | None:
    """县医院 in 开工建设县医院，设置床位300张: what the clause before, without a number, was done to."""
    stop = place.left[0] - 1
    if stop <= place.floor or plain[stop] != "，":
        return None
    begin = max(place.floor, stop - 40, place.former)
    clause = begin
    begin, stop = noun_of(plain, (begin, stop), "change")
    verb = _GOVERNED.match(plain, begin, stop)
    begin = verb.end() if verb else begin
    if begin == clause:
        return None  # a subject, not an object
    frame = _FRAME.search(plain, begin, stop)
    stop = frame.start() if frame and frame.start() >= begin + 4 else stop
    return (begin, stop) if 4 <= stop - begin <= 22 and "了" not in plain[begin:stop] else None


def became(plain: str, noun: Span) -> Piece:
    """通硬化路的村 in 3个村全部通硬化路, for a noun that says little by itself."""
    found = _BECAME.match(plain, noun[1], noun[1] + 24) if noun[1] - noun[0] <= 3 else None
    return (found.span("did"), Supplied("的", noun[0], noun[0]), noun) if found else ()


def rise_of_both(plain: str, place: Place) -> bool:
    """Whether the clause before says that all of a few things rose or fell: …首次出现双下降，分别下降3%、4%."""
    stop = place.left[0] - 1
    near = max(place.floor, stop - 12)
    if not plain.startswith("，", stop):
        return False
    return any(rise.search(plain, near, stop) is not None for rise in (_BOTH, RISING))


def listed_before(plain: str, place: Place, size: int) -> list[Piece]:
    """事故起数 | 死亡人数 in 事故起数、死亡人数“双下降”，降幅分别为17%、22%."""
    stop = place.left[0] - 1
    if stop <= place.floor or plain[stop] != "，":
        return []
    begin = max(place.floor, stop - 48, place.former)
    rise = _BOTH.search(plain, begin, stop) or RISING.search(plain, begin, stop)
    items = split_list(plain, noun_of(plain, (begin, rise.start() if rise else stop), "change"), size)
    return distribute(plain, items) if items else []


def branch(plain: str, head: Span, topic: Piece) -> Piece:
    """农业 + 总产值 in 工农业总产值增长7%，其中农业增长4%."""
    if not topic or isinstance(topic[-1], Supplied) or not plain.endswith(("产业", "业"), *head):
        return ()
    if _BRANCH.fullmatch(plain, *head) is None:
        return ()
    whole = _BRANCH_OF.search(plain, *topic[-1])
    return (head, whole.span()) if whole else ()


def level_of(plain: str, piece: Piece, number: int) -> Piece:
    """The name of a level without the growth told before it: 居民收入, not 居民收入增速快于经济增速.

    ``number`` is the offset of the level: what stands behind it (57个县增速快于全省) is left alone.
    """
    if not piece or isinstance(piece[0], Supplied):
        return piece
    begin, stop = piece[0]
    if stop > number or _PACE_SIGNS.isdisjoint(plain[begin:stop]):
        return piece
    pace = _PACE.search(plain[begin:stop])
    return ((begin, begin + pace.start()), *piece[1:]) if pace else piece
