"""Chooses the name of one number: the noun before it, the noun behind it, or what was spoken of before.

Takes the number, the noun of its clause and the ``Place`` it stands in, gives a ``Choice``: the pieces of the name and
the rule that chose them. Names that lean on their neighbours are completed by ``leaning.py`` and ``owners.py``. Read
next: ``name_context.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from reportmine.indicators import leaning, owners, shares, subsets
from reportmine.indicators.behind import subject_behind
from reportmine.indicators.counted import name_of_count
from reportmine.indicators.name_context import AMONG, RISING, SPEED, NameContext, Place
from reportmine.indicators.phrases import CHANGE_VERB, any_of, cues, noun_of
from reportmine.indicators.pieces import Piece, Span, Supplied, said
from reportmine.model import Quantity
from reportmine.quantities.units import kind_of

GENERIC = frozenset(cues("generic", "words"))
_PLANS = frozenset(cues("generic", "plans"))
# 完成省下达计划的107%, 占年初预算的98%: how far what was named before got.
PLAN = re.compile(r"(?P<share>(?:完成|占)[^，。；：、占]{0,12}(?:计划|任务|目标|预算)(?:数|额|任务)?)的?[近约]?\Z")
SHARE_OF_PLAN = "share-of-plan"
_KEPT_VERBS = frozenset((*cues("verbs", "keep"), *(f"{verb}了" for verb in cues("verbs", "keep"))))
_DROPPED_VERBS = frozenset(cues("verbs", "drop"))
_GOVERNING = _KEPT_VERBS | frozenset(cues("verbs", "rebuilt"))
_PREDICATE = re.compile(f"(?!预期性)(?:{any_of(cues('verbs', 'predicates'))})")
# 提升2个等级, 迈上万亿元台阶: steps of what stands before the number.
_STEP = re.compile(r"[^，。；]{0,8}(?:台阶|大关|关口)|(?:等级|档次|位次|名次|层次|级别|能级)")
# 资助困难家庭大学生，合计6300名.
_IN_ALL = re.compile("合计|共计|总计|共|一共|总共")
_NEAR = 4
_CHANGES = re.compile(rf"(?:较?大幅度?|小幅|适时|及时|再次|连续|统一)?(?:{CHANGE_VERB.pattern})")
# 保障房基本建成470万套，新开工630万套: the same was begun.
_BUILT = frozenset(cues("verbs", "built"))
_FLOWS = ("出口", "进口")  # 进出口总额36亿元，其中出口21亿元: nouns here
_TIMES = ("次", "轮")
_MEASURED = frozenset(("percent", "fraction", "number"))
_SHARES = ("比重", "比例", "份额", "占比")  # 比重由40%…，上升为53%: the share is what rose
# 城市低保新增276户，退出374户.
_LEAVES = frozenset(("退出", "注销", "清退", "停发", "迁出", "调出", "核销", "取消", "出栏", "死亡"))
_SPENT = frozenset(("投资", "总投资", "投入", "耗资", "估算投资", "概算投资", "计划投资", "完成投资"))
_MOVES = frozenset(("前移", "前进", "上升", "提升", "跃升", "下降", "后退", "进"))
_BOTH = re.compile(r"(?:均|都|双双|皆)[^，。；：、]{0,5}\Z")
# 分流800人的工作进展顺利: what the number belongs to stands before it.
_TASK = re.compile("(?:左右|以上)?(?:的|等各项)(?:任务|计划|目标|指标|工作|要求|规划|设想|决定)")
_COVERS = re.compile(r"(?:覆盖|惠及)[^，。；：、]{0,14}\Z")
_OF_THEM = re.compile("(?:以上|左右)?的")
_YARDSTICK = re.compile(r"(?:(?<![占之])比(?![重例率值])|较|高于|低于|多于|少于)[^，。；：、由从到]{2,24}的[近约]?\Z")
# 超额完成年度目标1.2个百分点.
_MISSED = re.compile(r"(?:完成|超过|超出|超)[^，。；：、]{0,6}(?:目标|任务|计划)[近约]?\Z")
# 短收集中在土地出让上，该项收入…
_INSIDE = re.compile(r"(?:集中)?在(?P<what>[^，。；：]{2,20}?)[上中]?\Z")


class Choice(msgspec.Struct, frozen=True, gc=False):
    """The pieces of a name and the rule that chose them."""

    pieces: Piece
    rule: str


class Chooser:
    """Chooses names in one paragraph; ``history`` are the names given so far, one a quantity."""

    def __init__(self, plain: str, quantities: Sequence[Quantity], context: NameContext) -> None:
        self._plain = plain
        self._quantities = quantities
        self._context = context
        self.history: list[Piece] = []
        self.whole: Piece = ()  # what the parts of a sentence with 其中 are parts of

    def choose(self, index: int, head: Span, place: Place, topics: tuple[Piece, ...]) -> Choice:
        """The name of one number.

        Args:
            index: which of the quantities.
            head: the noun of the clause before it, empty when there is none.
            place: where it stands.
            topics: the names of the list before it, the last one being what was spoken of last.
        """
        plain, quantity = self._plain, self._quantities[index]
        topic = topics[-1] if topics else ()
        text = plain[head[0] : head[1]]
        empty = self._context.is_empty(text)
        behind = plain[place.right[0] : place.right[1]]
        noun = bool(behind) and _PREDICATE.match(behind) is None
        unit = kind_of(quantity.unit)
        counted = quantity.form == "number" and bool(quantity.unit) and unit in ("count", "division", "")
        own: Piece = (head,) if text else ()
        if quantity.form == "rank" or quantity.unit == "位" and place.left[1] and plain[place.left[1] - 1] == "第":
            return self._ranked(head, text, empty, place, topics)
        if quantity.unit == "位" and text in _MOVES and topic:
            return Choice(topic + own, "completed-by-previous-clause")
        if quantity.unit in _TIMES and len(behind) >= _NEAR and _CHANGES.match(behind):
            return Choice((place.right,), "after-number")  # 先后4次降低存款准备金率
        if counted and behind.startswith("人口的"):
            return Choice(((place.right[0], place.right[0] + 2),), "after-number")
        if text in _LEAVES and not place.opens and (entered := owners.entered(plain, topic)):
            return Choice((*entered, head), "completed-by-previous-clause")
        if text and (referred := leaning.referring(text)) is not None:
            found = self._referring(head, referred, place, () if place.opens else topic)
            if found.pieces:
                return found
        if counted and behind and _STEP.fullmatch(behind):
            subject = None if own else self._context.subject(place)
            whose: Piece = (subject,) if subject else topic
            if text in _MOVES:
                return Choice(whose + own, "completed-by-previous-clause")
            return Choice(own or whose, "before-number")
        if unit == "duration" and (limit := self._limit(quantity, head, text, place, topic)):
            return Choice(limit, "time-limit")
        if counted and (own or noun) and owners.is_site(text or behind):
            site: Piece = own or (place.right,)
            whole = leaning.object_before(plain, place) or owners.doer(plain, place)
            if whole is not None:
                return Choice((whole, *site), "object-of-previous-clause")
        if counted and own and behind and owners.are_people(plain, head, quantity):
            return Choice(own, "before-number")
        if counted and behind.endswith("级") and (part := leaning.graded(plain, place.right, self._quantities, index)):
            return Choice(part, "after-number")
        if index and counted and (over := subsets.over(plain, self._quantities[index - 1], quantity)) is not None:
            return Choice((over, *self._counted_before(index)), "part-of-whole")
        if quantity.form == "number" and own and not empty and _TASK.match(plain, quantity.end):
            return Choice(own, "before-number")
        joined = noun and index and place.left[0] == place.floor and plain[place.left[1] - 1] in "、和与及近约"
        if joined and unit == "physical" and quantity.form == "number":
            verbs = topic[:1] if len(topic) > 1 and said(plain, topic[:1]) in _GOVERNING else ()
            return Choice((*verbs, place.right), "verb-of-list" if verbs else "after-number")
        if counted and noun:
            if text and not empty and (listed := leaning.list_verb(plain, place, head, topic)) and len(behind) <= 2:
                return Choice((*listed, head), "verb-of-list")
            if joined:
                head, empty = (place.left[1], place.left[1]), True  # 5个沿江城市、18个省会城市: that noun is taken
            following = self._quantities[index + 1].start if index + 1 < len(self._quantities) else -1
            if 0 <= following - place.right[1] <= 1:
                place = msgspec.structs.replace(place, right=subject_behind(plain, place))
            named = leaning.people(plain, place) or name_of_count(plain, head, place, topic, empty)
            became = leaning.became(plain, place.right) if named == (place.right,) else ()
            return Choice(became or named, "after-number" if place.right in named else "around-number")
        measures = topic and quantity.form in _MEASURED and shares.measures(plain, place.left)
        if measures and _YARDSTICK.search(plain, *place.left):
            return Choice(topic, "leans-on-previous-clause")
        if text and leaning.may_be_extent(text):
            comma = max(plain.rfind("、", *head), plain.rfind("和", *head))
            extent = (comma + 1, head[1]) if comma >= 0 else head
            if whole := leaning.attributed(plain, self._quantities, index, plain[slice(*extent)]):
                return Choice((whole, extent), "described-noun")
        if topic and quantity.form == "points" and _MISSED.search(plain, *place.left):
            return Choice(topic, "leans-on-previous-clause")
        if leaned := self._leaning(quantity, head, text, empty, place, topic):
            return leaned
        if unit == "money" and text and (paid := owners.paid_for(plain, head, quantity.end)):
            return Choice(paid, "object-of-next-clause")
        reaches = quantity.form == "percent" and noun and _COVERS.search(text) is not None
        if reaches and _OF_THEM.match(plain, quantity.end):
            return Choice((head, place.right), "around-number")  # 覆盖西部80%以上的中小学
        spends = unit == "money" and own and not place.opens and not empty
        if spends and (part := owners.spent_on(plain, head, place, topic, self.history[-1] if self.history else ())):
            return Choice(part, "part-of-whole")
        if text in ("收入", "支出") or leaning.is_balance(text):
            side = leaning.budget(plain, () if place.opens else topic, self.history)
            if side:
                return Choice((*side, head), "side-of-budget")
        lacks_owner = self._context.needs_owner(text, place)
        leans = lacks_owner or text in GENERIC or text in owners.DEPENDENT
        both = leans and _BOTH.search(plain, head[1], place.left[1])
        if both and (joint := leaning.joint(plain, self._quantities, self.history, index, place)):
            return Choice(joint + own, "joint")
        if lacks_owner or owners.depends(text, self._quantities[index - 1] if index else None):
            owned = self._owned(index, head, text, place, topics)
            if owned is not None:
                return owned
        if text in _PLANS and topic and not place.opens and quantity.form == "percent":
            done = text.startswith(("相当", "为")) or said(plain, topic).endswith("完成")
            plan: Piece = (head,) if done else (Supplied("完成", head[0], head[0]), head)
            return Choice(owners.measured(plain, topic) + plan, SHARE_OF_PLAN)  # 支出412亿元，完成预算的98%
        if text in _SPENT and place.opens and not behind and (built := owners.built(plain, quantity.end)) is not None:
            return Choice((built, *own), "object-of-next-clause")
        if unit == "money" and noun and (funds := owners.funds(plain, head, place)):
            return Choice(funds, "after-number")
        return self._plainly(quantity, head, text, empty, place, topics)

    def _plainly(
        self, quantity: Quantity, head: Span, text: str, empty: bool, place: Place, topics: tuple[Piece, ...]
    ) -> Choice:
        """The name of a number that leans on nothing in a way of its own."""
        plain = self._plain
        topic = topics[-1] if topics else ()
        behind = plain[place.right[0] : place.right[1]]
        noun = bool(behind) and _PREDICATE.match(behind) is None
        own: Piece = (head,) if text else ()
        if (rest := leaning.said_again(plain, head, () if place.opens else topic)) is not None:
            return Choice((*topic, rest), "completed-by-previous-clause")
        kept_verb = text in _KEPT_VERBS
        verb = kept_verb or text in _DROPPED_VERBS
        among = plain.startswith(AMONG, place.left[0])
        if own and topic and among and not empty and not verb and len(text) <= 6:
            return Choice(self._context.among(head, topic), "part-of-whole")
        if own and 2 < len(text) <= 6 and (grown := self._context.grown(text, place)) is not None:
            return Choice((grown, (head[0] + 2, head[1])), "completed-by-previous-clause")
        share = PLAN.search(plain, *place.left) if quantity.form == "percent" and topic and not place.opens else None
        if share is not None and share.start() - place.left[0] <= _NEAR:
            return Choice((*owners.measured(plain, topic), share.span("share")), SHARE_OF_PLAN)
        counts = noun and kept_verb  # 新增4亿元的投资计划
        if text in GENERIC and not counts or text.startswith("占"):
            if text.startswith("占"):
                topics = tuple(owners.measured(plain, piece) for piece in topics)
                topic = topics[-1] if topics else ()
            subject = self._context.subject(place)
            if subject is not None:
                base: Piece = (subject,)
            else:
                base = topics[0] if len(topics) > 1 and not place.opens else topic
            if quantity.form == "number" and said(plain, base).endswith("率"):
                return Choice(own, "before-number")  # 开工率96%，完成投资9亿元
            if text in said(plain, base):
                return Choice(base, "leans-on-previous-clause")
            swapped = owners.swapped(plain, base, text)
            if swapped is None and text in owners.BUDGET and any(side in said(plain, base) for side in owners.BUDGET):
                return Choice(leaning.stem_of(plain, base) + own, "side-of-budget")
            if swapped is None and owners.is_measure(said(plain, base)) and owners.is_measure(text):
                return Choice(own, "before-number")  # 产值2亿元，利润1亿元
            return Choice((base if swapped is None else swapped) + own, "completed-by-previous-clause")
        if (empty or verb) and (noun or place.opens and behind.startswith(("支持", "用于", "专项", "主要"))):
            if empty and topic and not place.opens and CHANGE_VERB.search(plain, *place.left):
                return Choice(topic, "leans-on-previous-clause")
            kept: Piece = own if kept_verb else ()
            spent = owners.spending(plain, place.right) if kind_of(quantity.unit) == "money" else place.right
            return Choice((*kept, spent), "after-number")
        if empty:
            whole = leaning.object_before(plain, place) if _IN_ALL.match(plain, place.left[0]) else None
            if whole is not None:
                return Choice((whole,), "object-of-previous-clause")
            subject = self._context.subject(place)
            rises = subject is not None and RISING.search(plain, subject[1], place.left[0] - 1)
            if subject is not None and (place.opens or rises) and not (topic and SPEED.match(plain, quantity.end)):
                return Choice((subject,), "subject-of-previous-clause")
            if topic and quantity.form == "percent" and CHANGE_VERB.search(plain, *place.left):
                topic = topic if said(plain, topic).endswith(_SHARES) else owners.measured(plain, topic)
            if topic:
                return Choice(topic, "leans-on-previous-clause")
            used = owners.used_for(plain, quantity.end)
            if used is not None:
                return Choice((used,), "object-of-next-clause")
            return Choice(own or ((place.right,) if behind else ()), "after-number")
        topic = (alike := text in _BUILT and owners.unbuilt(plain, topic)) or topic
        if verb and not place.opens and (plain[place.left[0]] in "、和" or among and text not in _FLOWS or alike):
            return Choice(own + topic, "verb-of-list")  # 保障房建成470套、新开工630套
        if noun and quantity.form == "number" and kind_of(quantity.unit) == "physical" and len(behind) <= 16:
            return Choice((head, place.right), "around-number")
        if verb and not noun and quantity.form == "number":
            who = owners.doer(plain, place)
            if who is not None and who[1] - who[0] > len(text):
                return Choice((who, *own), "subject-of-previous-clause")
        return Choice(own, "before-number")

    def _ranked(self, head: Span, text: str, empty: bool, place: Place, topics: tuple[Piece, ...]) -> Choice:
        topic = topics[-1] if topics else ()
        own: Piece = (head,) if text else ()
        if (empty or text in GENERIC) and place.opens and (listed := leaning.listing(self._plain, place)):
            return Choice((listed,), "object-of-previous-clause")
        if empty and len(topics) > 1 and not place.opens and _BOTH.search(self._plain, *place.left):
            return Choice(leaning.joined(topics), "joint")
        if empty or text in GENERIC:
            return Choice(topic, "leans-on-previous-clause") if topic else Choice(own, "before-number")
        return Choice((*leaning.contest(self._plain, place), head), "before-number")

    def _referring(self, head: Span, noun: int, place: Place, topic: Piece) -> Choice:
        """这一比例, 该项收入: what was spoken of before; ``noun`` is the length of a noun that adds to it."""
        if not noun and topic:
            return Choice(topic, "anaphora")
        subject = self._context.subject(place)
        if subject is not None and (inner := _INSIDE.search(self._plain, *subject)):
            subject = inner.span("what")
        base: Piece = (subject,) if subject is not None else topic
        if not base or not noun:
            return Choice(base, "anaphora")
        tail = (head[1] - noun, head[1])
        if self._plain[slice(*tail)] in said(self._plain, base):
            return Choice(base, "anaphora")
        return Choice((*base, tail), "anaphora")

    def _limit(self, quantity: Quantity, head: Span, text: str, place: Place, topic: Piece) -> Piece:
        subject = self._context.subject(place)
        whose: Piece = (subject,) if subject is not None else () if place.opens else topic
        whose = (head,) if text and text[0] != "内" else whose
        return leaning.time_limit(self._plain, quantity.end, whose)

    def _owned(self, index: int, head: Span, text: str, place: Place, topics: tuple[Piece, ...]) -> Choice | None:
        """A noun that says little without the thing it belongs to: 诉求 + 满意率, 水电站 + 装机."""
        plain = self._plain
        topic = topics[-1] if topics else ()
        whole = leaning.object_before(plain, place)
        if whole is not None and text not in plain[slice(*whole)]:
            return Choice((whole, head), "object-of-previous-clause")
        whole = owners.doer(plain, place) or self._context.subject(place)
        if whole is not None and text not in plain[slice(*whole)]:
            return Choice((whole, head), "subject-of-previous-clause")
        if topic and not place.opens:
            base = self.whole if text.endswith("率") else ()  # 提案90件，其中建议50件，办结率98%
            base = base or owners.root(plain, topics[0] if len(topics) > 1 else topic)
            if (swapped := owners.swapped(plain, base, text)) is not None:
                return Choice((*swapped, head), "completed-by-previous-clause")
            if len(text) > 2 and said(plain, base).endswith(text[:2]):
                return Choice((*base, (head[0] + 2, head[1])), "completed-by-previous-clause")  # 参保1万人，参保率96%
            if self._context.carries(text, base) and not owners.alike(said(plain, base), text):
                return Choice((*base, head), "completed-by-previous-clause")
        return None

    def _alike(self, quantity: Quantity, topic: Piece) -> Piece:
        """What was last counted in the same unit, else the topic."""
        for index in range(len(self.history) - 1, max(-1, len(self.history) - 5), -1):
            if self._quantities[index].unit == quantity.unit:
                return self.history[index]
        return topic

    def _counted_before(self, index: int) -> Piece:
        """What was last counted in the same unit without a threshold: 工业品 in 工业品104种…超过10%的有44种."""
        quantities = self._quantities
        for place in range(index - 1, max(-1, index - 7), -1):
            limited = place and subsets.over(self._plain, quantities[place - 1], quantities[place]) is not None
            if quantities[place].unit == quantities[index].unit and not limited:
                return self.history[place]
        return ()

    def _leaning(
        self, quantity: Quantity, head: Span, text: str, empty: bool, place: Place, topic: Piece
    ) -> Choice | None:
        """The name of a figure that leans on its neighbours in one of the ways of ``leaning.py``."""
        plain = self._plain
        own: Piece = (head,) if text else ()
        if quantity.form in ("percent", "fraction"):
            return self._leaning_share(quantity, head, text, empty, place, topic)
        counted = kind_of(quantity.unit) in ("count", "")
        may_be_such = quantity.form == "number" and counted and subsets.may_be_such(plain, place)
        if may_be_such and (such := subsets.such(plain, place, self._alike(quantity, topic))):
            return Choice(such, "part-of-whole")
        if own and not place.opens and (twin := leaning.twin(plain, head, topic)):
            return Choice(twin, "completed-by-previous-clause")
        if quantity.form == "number" and (more := leaning.increase(plain, place.left)) is not None:
            before = noun_of(plain, (place.left[0], more[0]), "level")
            base = (before,) if not self._context.is_empty(plain[slice(*before)]) else topic
            if base and not said(plain, base).endswith(plain[slice(*more[1])]):
                return Choice((*base, more[1]), "amount-of-change")
            return Choice(base, "leans-on-previous-clause") if base else None
        if not text:
            return None
        if leaning.is_event(text):
            subject = leaning.object_before(plain, place) or self._context.subject(place)
            base = (subject,) if subject is not None else () if place.opens else owners.root(plain, topic)
            if base and said(plain, base).endswith(text):
                return Choice(base, "leans-on-previous-clause")
            if base and self._context.carries(text, base):
                return Choice((*base, head), "completed-by-previous-clause")
            return None
        part, done = leaning.is_part(text), counted and text in _KEPT_VERBS
        if part or done:
            subject = leaning.object_before(plain, place)
            if subject is None and part:
                subject = owners.doer(plain, place)
            if subject and (done or leaning.is_work(plain, subject)):
                same = plain.endswith(text, *subject)
                return Choice((subject,) if same else (subject, head), "object-of-previous-clause")
        if not empty and text not in GENERIC:
            if leaning.is_prize(text) and (contest := leaning.contest(plain, place)):
                return Choice((*contest, head), "contest")
            if owners.is_lodged(text) and (house := owners.house(plain, place)):
                return Choice((house, head), "subject-of-previous-clause")
            if quantity.form == "number" and kind_of(quantity.unit) != "money":
                verb = leaning.list_verb(plain, place, head, topic)
                return Choice((*verb, head), "verb-of-list") if verb else None
        return None

    def _leaning_share(
        self, quantity: Quantity, head: Span, text: str, empty: bool, place: Place, topic: Piece
    ) -> Choice | None:
        plain = self._plain
        own: Piece = (head,) if text else ()
        base = topic if empty else own
        spent = shares.share_spent(plain, place, quantity.end)
        if spent and base:
            return Choice((*base, *spent), "share-spent")
        if own and not place.opens and (branch := leaning.branch(plain, head, topic)):
            return Choice(branch, "part-of-whole")
        if quantity.form == "percent" and (measure := shares.measured_by(plain, place.left)) is not None:
            before = noun_of(plain, (place.left[0], measure[0]), "change")
            base = (before,) if before[0] < before[1] else topic
            if base and not self._context.is_empty(said(plain, base)):
                return Choice((*base, measure), "share-of-whole")
        is_share = text.endswith(("比重", "比例", "占比", "份额")) or text.startswith("占")
        if own and not is_share and (share := shares.occupies(plain, place.left)) is not None:
            return Choice((head, Supplied("占比", *share)), "share-of-whole")
        return None
