"""Growth that contradicts its values: a rise that falls, a rate that does not follow from them.

Takes a ``Page``, gives the change or the growth. What changed from where to where is read by
``quantities/changes.py``; the words are in ``data/figure_cues.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.lexicon import alternatives
from reportmine.patterns import regex
from reportmine.quantities.amounts import above_hundred, amount_at, amounts, close
from reportmine.quantities.changes import DOWN, UP, Change, changes
from reportmine.quantities.sentences import cues, mentions, sentence_at
from reportmine.rules.rule import Hit, Page, Rule


class GrowthSign(Rule):
    """A growth that falls, a fall below nothing.

    **What it finds.** 由120万吨增加到100万吨, 从5.2%下降到6.1%, a rank that 上升 to a larger number (medium); a
    direction and then the opposite (由100增加到120，下降20%); 减少120% of what cannot turn negative (medium);
    增长-3.2%, 下降-2% (low). Units where less is better are left alone: 效率由5天提升到1天.

    **Why.** A verb or a digit was not put right when a figure was changed.

    **Example.** ``由120万吨增加到100万吨`` → ``由120万吨增加到100万吨``

    **What to do.** Check verb and values.

    **Norm.** 通常; for 增长-3.2% the usage of statistics.
    """

    id = "RM1304"
    name = "growth-sign"
    category = "consistency"
    severity = "medium"
    message = "增减的方向与数值矛盾"
    advice = "核对数值和“增长”“下降”等用语"
    hit = (
        "产量⟦由120万吨增加到100万吨⟧。",
        "失业率⟦从5.2%下降到6.1%⟧，",
        "总量⟦从2020年的9800万元增长到2022年的9500万元⟧。",
        "排名⟦由全省第5位上升到第8位⟧。",
        "低保标准⟦由每月650元提高到每月620元⟧。",
        "2023年税收42亿元，比2022年的45亿元⟦增长5%⟧。",
        "产值由100亿元增加到120亿元，⟦下降20%⟧。",
        "事故起数⟦下降150%⟧，案件⟦减少120%⟧。",
        "投资同比⟦增长-3.2%⟧，工业⟦下降-2%⟧。",
        "工业投资增长5.2%，⟦降幅⟧比上年收窄2个百分点。",
    )
    miss = (
        "由100万吨增加到120万吨，增长20%",
        "从6.1%下降到5.2%，时限由5天提升到1天，制程从14纳米提升到7纳米",
        "排名由第12位上升到第8位，由8000增加到1.2万户",
        "由9800万元增加到1.2亿元",
        "利润下降150%，净出口减少120%，收入增长150%",
        "增长3%-5%，增长2—3个百分点，下降2%",
        "由亏损100万元提高到盈利50万元",
        "增速由上年的-2.3%回升到1.5%，由-5.1%回升到-2.3%",
        "标准由每月650元提高到每年8400元",
        "2023年税收42亿元，比2022年的40亿元增长5%。",
        "产量增长120%，下降到120%",
        "投资下降5.2%，降幅比上年收窄2个百分点",
    )

    _MINUS = regex(r"-\d{1,4}(?:\.\d{1,2})?(?:%|个百分点)")
    _GROWN = regex(r"(?:增长|增加|提高|上升|上涨|下降|减少|降低|回落|下滑)(?:了|约|为)?\Z")
    _FALLEN = regex(r"(?:下降|减少|降低|下滑|压减|缩减|削减|缩短|回落|萎缩)了?\Z")
    _THEN = regex(rf"[，、]?(?:同比|共|净|累计|实际|年均|平均)?({alternatives((*UP, *DOWN))})了?(?=[\d百])")
    _THAN = regex(rf"[，、]?(?:净|共|实际)?((?:{alternatives((*UP, *DOWN))}|[多高]出?|[少低])了?)(?=[\d百])")
    _SPAN = regex(r"[降跌增涨]幅(?=[比较]|高于|低于|居|位居|列|收窄|扩大)")
    _ROSE = regex(r"(?:增长|上升|上涨)\d{1,4}(?:\.\d{1,2})?%[，、]\Z")
    _FELL = regex(r"(?:下降|减少)\d{1,4}(?:\.\d{1,2})?%[，、]\Z")

    def find(self, page: Page) -> Iterator[Hit]:
        """Minus signs, falls over 100 %, changes from one value to another."""
        norm = page.norm
        for match in self._MINUS.finditer(norm):
            if grown := self._GROWN.search(norm, max(0, match.start() - 3), match.start()):
                yield Hit(grown.start(), match.end(), "low")
        for amount in above_hundred(norm):
            fallen = self._FALLEN.search(norm, max(0, amount.start - 3), amount.start)
            if fallen and not amount.bound:
                start, _ = sentence_at(norm, fallen.start())
                if not mentions(norm[max(start, fallen.start() - 40) : fallen.start()], "rises", "can_turn"):
                    yield Hit(fallen.start(), amount.end)
        for match in self._SPAN.finditer(norm):
            opposite = self._ROSE if match.group()[0] in "降跌" else self._FELL
            if opposite.search(norm, max(0, match.start() - 14), match.start()):
                yield Hit(*match.span())
        for change in changes(norm):
            yield from self._judge(norm, change)

    def _judge(self, norm: str, change: Change) -> Iterator[Hit]:
        old, new = change.old, change.new
        start, _ = sentence_at(norm, change.start)
        if old.value < 0 or new.value < 0:
            if change.way < 0 or change.compared:
                return  # a fall that gets smaller is said to fall as well
        elif mentions(norm[max(start, change.start - 20) : old.start], "rises", "negative") and not old.rank:
            return
        way = change.way
        if old.rank:
            way = -way  # the fifth place is above the eighth
            if change.verb not in ("上升", "提升", "跃升", "攀升", "下降", "回落", "下滑"):
                return
        elif way > 0 and old.unit in cues("rises", "inverse_units"):
            return
        open_end = (new.bound == "min" and way > 0) or (new.bound == "max" and way < 0)
        if (new.value - old.value) * way < 0 and not open_end:
            if not change.compared:
                yield Hit(change.start, new.end)
            elif not (old.bound or mentions(norm[start : change.end], "growth", "real")):
                said = self._THAN.match(norm, change.end)
                if (
                    said
                    and (amount := amount_at(norm, said.end()))
                    and amount.unit in ("%", "个百分点", "倍", old.unit)
                ):
                    yield Hit(said.start(1), amount.end)
            return
        then = None if change.compared else self._THEN.match(norm, change.end)
        if then and not old.rank and (1 if then[1] in UP else -1) != change.way:
            amount = amount_at(norm, then.end())
            if amount and amount.unit in ("%", "个百分点", old.unit):
                yield Hit(then.start(1), amount.end)


class GrowthArithmetic(Rule):
    """The growth does not follow from the two values beside it.

    **What it finds.** 由100亿元增加到150亿元、增长20%: the rate, the difference, the 倍 or 翻一番 behind two values
    that gives another result, and 150亿元，比上年增加30亿元、增长40% or 42亿元，比上年的40亿元增长15%. 年均 counts
    where the years are named. Rounding is allowed for; what is measured at constant prices (可比价, 实际, 生产总值,
    增加值, incomes) only counts when it is far off.

    **Why.** Values and growth come from two versions.

    **Example.** ``由100亿元增加到150亿元、增长20%`` → ``20%``

    **What to do.** Calculate again.

    **Norm.** 通常.
    """

    id = "RM1305"
    name = "growth-arithmetic"
    category = "consistency"
    severity = "medium"
    message = "增幅与前后两个数值不符"
    advice = "重新计算；如果口径不同或按可比价计算，请写明"
    hit = (
        "产值由100亿元增加到150亿元、增长⟦20%⟧。",
        "2023年税收42亿元，比2022年的40亿元增长⟦15%⟧。",
        "普及率由60%提高到65%，提高⟦6个百分点⟧。",
        "税收由100亿元增加到150亿元，增加⟦40亿元⟧。",
        "企业由100家增加到150家，增长⟦1.5倍⟧。",
        "税收由2012年的100亿元增加到2022年的200亿元，年均增长⟦12%⟧。",
        "完成税收150亿元，比上年增加30亿元、增长⟦40%⟧。",
        "企业由100家增加到150家，⟦翻了一番⟧。",
    )
    miss = (
        "由100亿元增加到150亿元、增长50%",
        "由100亿元增加到150亿元，按可比价增长20%",
        "地区生产总值由2012年的100亿元增加到2022年的200亿元，年均增长6.5%",
        "由2012年的100亿元增加到2022年的200亿元，年均增长7.2%",
        "由100亿元增加到150亿元，年均增长8%",
        "由60%提高到65%，提高5个百分点",
        "由1.2万户增加到2.5万户，翻了一番多",
        "由100家增加到200家，增长1倍，翻了一番",
        "完成税收150亿元，比上年增加30亿元、增长25%",
        "由100亿元增加到150亿元，其中工业增长20%",
        "由12万人增加到15万人，增长约25%",
    )

    _RATE = regex(
        r"[，、（]?(?P<fill>(?:同比|累计|净|共|实际|五年|年均|平均每年|每年平均|年平均|总体)*)"
        rf"(?P<verb>{alternatives((*UP, *DOWN))}|[多高]出?|[少低])了?(?P<about>[近约超]|超过)?(?=[\d百])"
    )
    _DOUBLE = regex(r"[，、（]?((?:实现)?翻了?([一两])番)(?!多|以上|半)")
    _YEARS = regex(r"(\d{4})年")
    _BOTH = regex(r"[，、](?:同比|比上年|较上年|比去年|较去年)(增加|减少|净增|多收)(?=\d)")
    _BOTH_SIGNS = tuple(f"{than}{more}" for than in "比年" for more in ("增加", "减少", "净增", "多收"))

    def find(self, page: Page) -> Iterator[Hit]:
        """Changes from one value to another with a growth behind them, then value, difference and rate."""
        norm = page.norm
        for change in changes(norm):
            plain = not (change.old.rank or change.old.bound or change.new.bound)
            if plain and (change.old.value > 0 or change.old.unit == "%"):
                yield from self._judge(norm, change)
        for match in self._BOTH.finditer(norm) if page.holds(self._BOTH_SIGNS) else ():
            yield from self._with_difference(norm, match)

    def _judge(self, norm: str, change: Change) -> Iterator[Hit]:
        old, new = change.old, change.new
        double = self._DOUBLE.match(norm, change.end)
        if double and change.way > 0 and new.value < (1.85 if double[2] == "一" else 3.7) * old.value:
            yield Hit(*double.span(1))
            return
        rate = self._RATE.match(norm, change.end)
        said = amount_at(norm, rate.end()) if rate else None
        if rate is None or said is None or said.bound or rate["about"]:
            return
        rises = rate["verb"] in UP or rate["verb"][0] in "多高"
        if (1 if rises else -1) != change.way or (change.compared and (new.value - old.value) * change.way < 0):
            return  # RM1304 tells of that
        start, end = sentence_at(norm, change.end)
        if mentions(norm[start:end], "growth", "other_base"):
            return
        difference = abs(new.value - old.value)
        if said.unit == old.unit or (old.unit == "%" and said.unit == "个百分点"):
            slack = max(old.step, new.step, said.step)  # a last digit off, as rounding has it
            if old.slack == 0 or slack == 1:
                slack = 0.4
            if "年" not in rate["fill"] and not close(difference, said.value, slack):
                yield Hit(said.start, said.end)
            return
        if said.unit not in ("%", "倍") or old.unit in ("%", "‰"):
            return
        years = 1
        if "均" in rate["fill"]:
            named = [int(year) for year in self._YEARS.findall(norm[change.start : new.start])]
            if len(named) != 2 or not 1 < named[1] - named[0] < 40:
                return
            years = named[1] - named[0]
        stated = said.value * (100 if said.unit == "倍" else 1)
        unit = said.step * (100 if said.unit == "倍" else 1)
        low = _rate(old.value + old.slack, max(new.value - new.slack, 0.0), years)
        high = _rate(max(old.value - old.slack, old.value * 0.01), new.value + new.slack, years)
        low, high = sorted((abs(low), abs(high)))
        margin = unit + 0.3 + 0.02 * high
        if mentions(norm[start : new.start], "growth", "real"):
            margin += max(6.0, high * 0.5)
        elif years > 1:
            margin += 0.5
        if not low - margin <= stated <= high + margin:
            yield Hit(said.start, said.end)

    def _with_difference(self, norm: str, match: re.Match[str]) -> Iterator[Hit]:
        start, end = sentence_at(norm, match.start())
        before = list(amounts(norm, max(start, match.start() - 30), match.start()))
        more = amount_at(norm, match.end())
        if not before or more is None or before[-1].end != match.start():
            return
        whole = before[-1]
        rate = self._RATE.match(norm, more.end)
        said = amount_at(norm, rate.end()) if rate else None
        if (
            rate is None
            or said is None
            or said.unit != "%"
            or rate["fill"]
            or whole.unit != more.unit
            or more.unit == "%"
        ):
            return
        if any(amount.bound for amount in (whole, more, said)) or mentions(
            norm[start:end], "growth", "other_base_of_difference"
        ):
            return
        fewer = match[1] == "减少"
        if (rate["verb"] in DOWN) != fewer or mentions(norm[start : whole.start], "growth", "real"):
            return
        base = whole.value + more.value if fewer else whole.value - more.value
        if base <= 0:
            return
        found = 100 * more.value / base
        margin = said.step + 0.3 + 0.02 * found + 100 * (more.step + whole.step * found / 100) / base
        if not close(found, said.value, margin):
            yield Hit(said.start, said.end)


def _rate(old: float, new: float, years: int) -> float:
    """The growth in percent, of one year where there are several."""
    return float(100 * ((new / old) ** (1 / years) - 1))


RULES: tuple[Rule, ...] = (GrowthSign(), GrowthArithmetic())
