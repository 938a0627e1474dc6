"""Finds the thing that a noun belongs to when it says little alone: 水电站 for 装机, 示范区 for 入园企业.

Takes the text of a paragraph and the ``Place`` of a number in it, gives spans and pieces of names. The lists are
``generic.dependent`` and its neighbours in data/indicator_cues.toml. Read next: ``leaning.py``.
"""

from __future__ import annotations

import re

from reportmine.indicators.name_context import AMONG, Place
from reportmine.indicators.phrases import any_of, cues, noun_of
from reportmine.indicators.pieces import Piece, Span, Supplied, said
from reportmine.model import Quantity
from reportmine.quantities.units import kind_of

DEPENDENT = frozenset(cues("generic", "dependent"))
_ALONE = frozenset(cues("generic", "standalone_rates"))
_RATE = re.compile(r"[^率，。；：、]{2}率")
_HOUSES = any_of(cues("generic", "houses"))
_HOUSE = re.compile(rf"[^，。；：、“”\d]{{2,22}}?(?:{_HOUSES})(?!{_HOUSES}|[的等、和与及内中外])")
_LODGED = re.compile(
    rf"(?:累计|新增|新|已|现有|共)?(?:{any_of(cues('generic', 'lodged'))})"
    r"(?:规模|规上|重点|优质|科技|高新技术)?(?:企业|单位|项目|机构|人员|学校|商家|商户|客商|团队|事项|部门|主体|公司|商品|房源|户数|家数)?"
)
_LODGED_BEGINS = ("累计", "新", "已", "现有", "共", *cues("generic", "lodged"))
_PREDICATE = re.compile(
    rf"(?:{any_of(cues('generic', 'adverbs'))}|[一二两三四五六七八九十]{{1,2}}[期台条]机?组?){{0,4}}"
    rf"(?:{any_of(cues('generic', 'happenings'))})"
)
_COUNTED = re.compile(r"[一二两三四五六七八九十\d]{1,3}[台座条期个家]")
_MEASURES = any_of(cues("generic", "measures"))
_MEASURE = re.compile(rf"(?:{_MEASURES})\Z")
_BARE_MEASURE = re.compile(rf"(?:{_MEASURES}|{any_of(cues('generic', 'bare_measures'))})")
_BUILT = re.compile(
    r"(?:左右|以上|余)?，(?:用于|主要用于)?(?:新建|建设|建成|改造|新改建|改扩建|扩建|实施|完成|修建|购置|启动|开工建设)了?"
    r"(?P<what>[^，。；：、\d一二三四五六七八九十“]{3,16})(?=[，。；])"
)
_USED_FOR = re.compile(r"(?:左右|以上)?，?(?:主要|专项|全部|重点)?(?:用于|支持)(?P<what>[^，。；：]{2,30})")
# 投入200亿元，对乡镇卫生院进行改造
_DONE_WITH = re.compile(r"(?:左右|以上)?，对(?P<what>[^，。；：]{2,30}?(?:进行|给予|实施)[^，。；：]{2,8})")
# 中央财政拨出20亿元专项资金: the noun behind the amount is what it is.
_OUTLAY = re.compile(
    r"(?:拨出|拨付|安排|投入|下达|筹集|筹措|拿出|列支|追加|增拨|注入|提供|设立|(?P<kept>发行|举借|募集))了?[近约超]?过?\Z"
)
_FUNDS = re.compile(
    r"(?:[^，。；、的]{0,12})(?:资金|基金|经费|贷款|补助|补贴|国债|债券|专款)(?![^，。；、用支])"
    r"(?:(?:用于|支持)[^，。；：]{2,30})?"
)
# 中央财政拿出3亿元用于转移支付: who pays, and nothing else.
_PAID = re.compile(
    r"(?P<payer>[^，。；：、]{0,6}(?:财政|中央|[省市县区]级|政府|国家|部门)(?:[^，。；：、]{0,6}(?:投入|安排))?)"
    r"[拟将再共已]?(?:拨出|拨付|下达|筹集|筹措|拿出|列支|追加|安排|投入)?了?"
)
_SPENDING = re.compile(rf"(?:{any_of(cues('verbs', 'keep') + cues('verbs', 'drop'))})[、和][^，。；：\d]{{2,24}}")
_SITE = re.compile(rf"(?:{any_of(cues('generic', 'sets_up'))}){{0,3}}(?:{any_of(cues('generic', 'sites'))})")
_SITE_ENDS = cues("generic", "sites")
_PEOPLE = re.compile(rf"[^，。；：、]{{2}}(?:{any_of(cues('generic', 'people'))})\Z")
_SIDES = re.compile("支出|收入|投资|贷款|存款")
# 支出总数30亿元。本年收入增长9%: neither is a part of the other.
BUDGET = ("收入", "支出")
_SIDE = 2
_MONEY_NOUN = re.compile("(?:[资基]金|收入|支出|投资|款|[额费税金利]|转移支付|预算|经费|债券?|补助|财力|内资|外资)\\Z")
_ADDED = re.compile(
    any_of(cues("generic", "events") + cues("generic", "owned") + cues("generic", "dependent"))
    + "|[^，。；：、]{2,5}率"
)
_EXTENT = re.compile("(?:总?占地面积|总?建筑面积|总投资)\\Z")
_BEGUN = re.compile(rf"(?:{any_of((*cues('verbs', 'built'), '建设'))})\Z")
_ENTERED = re.compile("(?:新增|纳入|新纳入|净增|增加|登记|注册|存栏)\\Z")
_SHORT, _LONGEST, _SHORT_PART, _SHARE_LENGTH = 3, 24, 8, 14


def depends(text: str, before: Quantity | None) -> bool:
    """Whether a noun names nothing without what was spoken of before: 装机, 注册资本, 参合率 behind a count."""
    if text in DEPENDENT:
        return True
    if len(text) != _SHORT or text[-1] != "率" or text in _ALONE or _RATE.fullmatch(text) is None:
        return False
    return before is not None and before.form == "number" and kind_of(before.unit) in ("count", "")


def is_lodged(text: str) -> bool:
    """Whether this stands in some place or was taken in by it: 入园企业, 进驻单位."""
    return text.startswith(_LODGED_BEGINS) and _LODGED.fullmatch(text) is not None


def is_site(text: str) -> bool:
    """Whether this is one of the places that a programme sets up: 再建成示范点."""
    return text.endswith(_SITE_ENDS) and _SITE.fullmatch(text) is not None


def are_people(plain: str, span: Span, quantity: Quantity) -> bool:
    """Whether people are counted whose noun stands before the number: 抽调党员干部30人支援一线."""
    return quantity.unit.endswith(("人", "名", "位", "人次")) and _PEOPLE.search(plain, *span) is not None


def spent_on(plain: str, head: Span, place: Place, topic: Piece, before: Piece) -> Piece:
    """教育 + 支出 in 支出83亿元，其中教育12亿元、科技3亿元: a part of the money that was spoken of."""
    among = plain.startswith(AMONG, place.left[0])
    whole = topic if among else before
    if not whole or isinstance(whole[-1], Supplied) or head[1] - head[0] > _SHORT_PART:
        return ()
    last = whole[-1]
    if not among and (len(whole) < 2 or plain[place.left[0]] not in "、和" or last[1] - last[0] != _SIDE):
        return ()
    side = _SIDES.search(plain, max(last[0], last[1] - _SIDE), last[1])
    if side is None or _MONEY_NOUN.search(plain, *head):
        return ()
    return (head, side.span())


def built(plain: str, end: int) -> Span | None:
    """县污水处理厂 in 投资1.3亿元，建设县污水处理厂: what the clause behind the amount says it was spent on."""
    found = _BUILT.match(plain, end)
    return found.span("what") if found is not None else None


def used_for(plain: str, end: int) -> Span | None:
    """补助低保家庭 in 今年拟安排43亿元，用于补助低保家庭: nothing but the purpose names the amount."""
    found = _USED_FOR.match(plain, end) or _DONE_WITH.match(plain, end)
    return found.span("what") if found is not None else None


def payer(plain: str, head: Span) -> Span | None:
    """中央财政 in 中央财政拟安排: who pays, when nothing else stands there."""
    paid = _PAID.fullmatch(plain, *head)
    return paid.span("payer") if paid is not None else None


def paid_for(plain: str, head: Span, end: int) -> Piece:
    """中央财政 + 转移支付 in 中央财政拿出3亿元用于转移支付, when nothing but who pays stands before the amount."""
    who = payer(plain, head)
    use = used_for(plain, end) if who is not None else None
    return (who, use) if who is not None and use is not None else ()


def funds(plain: str, head: Span, place: Place) -> Piece:
    """中央财政 + 专项资金 in 中央财政拨出20亿元专项资金: the noun behind the amount is what it is."""
    spent = _OUTLAY.search(plain, *place.left)
    found = _FUNDS.match(plain, *place.right) if spent is not None else None
    if spent is None or found is None:
        return ()
    if spent["kept"]:
        return (spent.span("kept"), found.span())  # 地方发行2000亿元债券
    who = payer(plain, head)
    return (who, found.span()) if who is not None else (found.span(),)


def spending(plain: str, right: Span) -> Span:
    """新建、改扩建学校 in 投入12亿元新建、改扩建学校: all that the money was spent on, not the first verb alone."""
    whole = _SPENDING.match(plain, right[0])
    return whole.span() if whole is not None and whole.end() > right[1] else right


def house(plain: str, place: Place) -> Span | None:
    """工业小区 in 青川工业小区再征地600亩，入园企业达25户: the last place named in the sentence."""
    begin = max(place.sentence, place.left[0] - 80)
    found = None
    for match in _HOUSE.finditer(plain, begin, place.left[0]):
        span = noun_of(plain, match.span(), "change")
        if span[1] - span[0] > _SHORT:
            found = span
    return found


def doer(plain: str, place: Place) -> Span | None:
    """清川水电站 in 清川水电站两台机组并网发电，装机2万千瓦: of whom the clause before, without a number, tells."""
    stop = place.left[0] - 1
    if stop <= place.floor or plain[stop] not in "，：":
        return None
    begin = max(0, stop - 42, place.former)
    happened = _PREDICATE.search(plain, max(begin + 3, place.floor), stop)
    if happened is None:
        return None
    counted = _COUNTED.search(plain, begin + 2, happened.start())
    found = noun_of(plain, (begin, counted.start() if counted else happened.start()), "change")
    return found if _SHORT <= found[1] - found[0] <= _LONGEST else None


def swapped(plain: str, owner: Piece, text: str) -> Piece | None:
    """规模工业 in 规模工业增加值9亿元、利税1.6亿元: the owner without its measure, when ``text`` is a bare measure.

    ``None`` when the owner does not end with a measure, or nothing would be left of it.
    """
    if not owner or isinstance(owner[-1], Supplied) or _BARE_MEASURE.fullmatch(text) is None:
        return None
    begin, stop = owner[-1]
    measure = _MEASURE.search(plain, max(begin, stop - 8), stop)
    if measure is None:
        return None
    rest: Piece = (*owner[:-1], (begin, measure.start())) if measure.start() > begin else owner[:-1]
    return rest if len(said(plain, rest)) >= 2 else None


def measured(plain: str, owner: Piece) -> Piece:
    """税收 in 税收占预算80%，占收入的39%: the name without the share that was named before."""
    if not owner or isinstance(owner[-1], Supplied):
        return owner
    begin, stop = owner[-1]
    part = plain.rfind("占", begin, stop)
    if part < 0 or stop - part > _SHARE_LENGTH:
        return owner
    return owner[:-1] if part == begin and len(owner) > 1 else (*owner[:-1], (begin, part)) if part > begin else owner


def root(plain: str, owner: Piece) -> Piece:
    """受理投诉 in 受理投诉230件，办结228件，办结率99%: the name without the noun that was added to it before."""
    while len(owner) > 1 and not isinstance(owner[-1], Supplied) and _ADDED.fullmatch(plain, *owner[-1]):
        owner = owner[:-1]
    if not owner or isinstance(owner[-1], Supplied):
        return owner
    begin, stop = owner[-1]
    extent = _EXTENT.search(plain, max(begin + 2, stop - 6), stop)
    return (*owner[:-1], (begin, extent.start())) if extent is not None else owner


def entered(plain: str, owner: Piece) -> Piece:
    """城市低保 in 城市低保新增276户，退出374户: what was added to, when the name before ends with that."""
    if not owner or isinstance(owner[-1], Supplied):
        return ()
    begin, stop = owner[-1]
    verb = _ENTERED.search(plain, max(begin, stop - 4), stop)
    return (*owner[:-1], (begin, verb.start())) if verb is not None and verb.start() > begin + 1 else ()


def unbuilt(plain: str, owner: Piece) -> Piece:
    """保障房 of 保障房基本建成, when the name before tells what became of buildings; empty when it does not."""
    if not owner or isinstance(owner[-1], Supplied):
        return ()
    begin, stop = owner[-1]
    done = _BEGUN.search(plain, max(begin, stop - 6), stop)
    return (*owner[:-1], (begin, done.start())) if done is not None and done.start() > begin else ()


def is_measure(text: str) -> bool:
    """Whether this is a measure and nothing else: 产值, 利润."""
    return _BARE_MEASURE.fullmatch(text) is not None


def alike(owner: str, text: str) -> bool:
    """Whether both are short measures of the same thing, so that neither owns the other: 亏损面, 亏损额."""
    return len(owner) <= _SHORT and owner[:2] == text[:2]
