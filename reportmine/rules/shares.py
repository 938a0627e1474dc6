"""Shares: one that is over 100 %, and shares of one whole that do not make 100 % together.

Takes a ``Page``, gives the share, or the last of those that cannot stand together. What may pass 100 % and what makes
up one whole is in ``data/figure_cues.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.lexicon import load
from reportmine.patterns import regex
from reportmine.quantities.amounts import above_hundred
from reportmine.quantities.sentences import cues, mentions, sentence_at
from reportmine.rules.rule import Hit, Page, Rule


class ShareOverHundred(Rule):
    """A share is over 100 %.

    **What it finds.** A rate, a share or a coverage that cannot pass 100 % and does, or the parts of 三次产业结构 that
    do not make 100. Rates that may pass 100 % are left alone (完成率, 毛入学率, 负债率, 拨备覆盖率, 产销率, 自给率 and
    their like), and so are growth and shares of a target.

    **Why.** A digit or the point was mistyped.

    **Example.** ``森林覆盖率达到163.5%`` → ``163.5%``

    **What to do.** Check the value.

    **Norm.** 通常.
    """

    id = "RM1303"
    name = "share-over-hundred"
    category = "consistency"
    severity = "medium"
    message = "占比、覆盖率一类的数值超过100%，或者产业结构各项之和不是100"
    advice = "核对数值和小数点；如果按定义可以超过100%，请写明口径"
    hit = (
        "森林覆盖率达到⟦163.5%⟧，食品抽检合格率为⟦109%⟧。",
        "高新技术产业占比提高到⟦145%⟧。",
        "集中供水人口占农村人口的⟦112%⟧。",
        "三次产业结构调整为⟦8.5:45.2:56.3⟧。",
    )
    miss = (
        "完成率105%，毛入学率112%，资产负债率120%，拨备覆盖率230%，产销率101%，自给率130%，移动电话普及率118%",
        "覆盖率100%，合格率达到99.8%",
        "完成年度目标的105%，占年度任务的110%，是上年的120%，相当于计划的130%",
        "参保率提高，收入增长120%。增长率达到120%",
        "三次产业结构为8.5:45.2:46.3，三次产业比为1:4:5",
    )

    _VERB = regex(
        r"(?:均|都|已|分别|也|将|全部|提高|上升|提升|增加|扩大|稳定|保持|稳|[达为是到在至约近超过]|实现|由|平均|总体|整体|突破|升|首次|高达|、|和)*\Z"
    )
    _OF = regex(r"占[^，。；、\d]{0,16}\Z")
    _TARGET = regex("目标|任务|计划|预算|定额|应|指标|上年|去年|同期|进度")
    _SECOND = regex(r":\d{1,3}(?:\.\d{1,2})?:(?=\d)")
    _THREE = regex(r"(\d{1,3}(?:\.\d{1,2})?):(\d{1,3}(?:\.\d{1,2})?):(\d{1,3}(?:\.\d{1,2})?)(?![:.\d])")
    _STRUCTURE = regex(
        r"(?:三次产业|一二三产|一、二、三产业?|产业)[^，。；\d]{0,16}?(?:结构|比例?|比重)[^。；\d]{0,12}(?:[\d:.]{5,18}[^。；\d]{0,8})?\Z"
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """Large percentages, then structures."""
        norm = page.norm
        for amount in above_hundred(norm):
            if self._is_share(page, amount.start):
                yield Hit(amount.start, amount.end)
        for match in self._SECOND.finditer(norm):
            three = self._THREE.search(norm, max(0, match.start() - 6), match.end() + 8)
            if three is None or not self._STRUCTURE.search(norm[max(0, three.start() - 60) : three.start()]):
                continue
            values = [float(value) for value in three.groups()]
            slack = sum(0.5 * 10.0 ** -len(value.partition(".")[2]) for value in three.groups()) + 0.05
            if 60 < sum(values) < 160 and abs(sum(values) - 100) > slack:
                yield Hit(three.start(1), three.end(3))

    def _is_share(self, page: Page, start: int) -> bool:
        clause = page.clause_before(start)
        verb = self._VERB.search(clause)
        name = clause[: verb.start()] if verb else clause
        if name.endswith(cues("shares", "names")):
            free = name.endswith(cues("shares", "free")) or mentions(name[-12:], "shares", "counted")
            return not free and not re.search(r"毛入[学园]率$|占.{0,6}(?:目标|任务|计划)", name)
        share = self._OF.search(name)
        return bool(share and clause == name + clause[len(name) :] and not self._TARGET.search(share.group()))


class SharesOfWhole(Rule):
    """Shares of one whole do not make 100 % together.

    **What it finds.** Shares of the members of one group (第一产业, 第二产业, 第三产业; 城镇, 农村) or of a list that
    is announced as a division (从投向看, 按学历分) that make more than 100 %, rounding aside; of the three industries
    also less. A share of something else (占税收的) begins anew; lists whose members overlap (民营, 高新技术) are left
    alone.

    **Why.** One share was changed and the others were not.

    **Example.** ``从投向看，产业占62%、基础设施占31%、民生占15%`` → ``产业占62%、基础设施占31%、民生占15%``

    **What to do.** Check the shares.

    **Norm.** 通常.
    """

    id = "RM1308"
    name = "shares-of-whole"
    category = "consistency"
    severity = "medium"
    message = "同一整体的各部分占比之和不是100%"
    advice = "核对各部分的占比"
    hit = (
        "从结构看，第一产业占比10%，第二产业占比45%，第三产业占比⟦55%⟧。",
        "第一产业增加值占地区生产总值的11%，第二产业占43%，第三产业占⟦48%⟧。",
        "第一产业占比10%，第二产业占比45%，第三产业占比⟦35%⟧。",
        "从投向看，⟦产业投资占62%、基础设施投资占31%、社会民生投资占15%⟧。",
        "从年龄看，⟦30岁及以下占28%，31至50岁占51%，51岁及以上占26%⟧。",
        "按学历分，⟦研究生占12%、本科占68%、大专占30%⟧。",
        "从资金来源看，⟦财政资金、银行贷款、社会资本分别占30%、40%、50%⟧。",
    )
    miss = (
        "第一产业占比10%，第二产业占比45%，第三产业占比45%。",
        "民营经济占GDP的56%，占税收的70%，占就业的80%。",
        "城镇人口占常住人口的61.3%，农村劳动力占就业人口的42%。",
        "从结构看，民间投资占比60%，工业投资占比45%，高技术产业投资占比20%。",
        "从投向看，产业投资占62%、基础设施投资占31%、社会民生投资占7%。",
        "从投向看，产业投资占62%，增长31%，民生支出占80%。",
        "从年龄看，0至14岁占18%，15至59岁占60%，60岁以上占22%，65岁以上占15%。",
        "2022年第一产业占比10%，2023年第一产业占比9.5%、第二产业占比45%、第三产业占比45.5%。",
    )

    _SAID = regex(
        r"占(?P<base>[^，。；、\d]{0,18}?)(?:的?(?:比重|比例)|比|的)?(?:提高到|调整为|为|达到?|是)?(?P<value>\d{1,3}(?:\.\d{1,2})?)%"
    )
    _TAIL = regex(r"(?:增加值|人口|居民|经济|企业)\Z")
    _DIVIDED = regex(r"(?:从[^，。；、\d]{1,10}(?:上|来)?看|[按依][^，。；、\d]{1,10}(?:划?分类?|来看|看))[，：]")
    _NAME = r"[^，。；：、占%]{2,14}占"
    _SHARE = r"(?:比(?:为|达到?)?|[为到])?\d{1,2}(?:\.\d{1,2})?%"
    _LISTED = regex(
        rf"{_NAME}{_SHARE}(?:[、，]{_NAME}{_SHARE}){{1,7}}"
        rf"|[^，。；：\d占]{{4,60}}分别占{_SHARE}(?:[、和]\d{{1,2}}(?:\.\d{{1,2}})?%){{1,7}}"
    )
    _VALUE = regex(r"(\d{1,3}(?:\.\d{1,2})?)%")

    def find(self, page: Page) -> Iterator[Hit]:
        """Members of a group, then announced divisions."""
        for line in page.lines_with(("占",)):
            grouped = list(self._groups(page.norm, *line))
            yield from grouped or self._divisions(page.norm, *line)

    def _groups(self, norm: str, start: int, end: int) -> Iterator[Hit]:
        groups = load("figure_cues")["shares"]["wholes"]["groups"]
        sentence: tuple[int, int] = (0, 0)
        found: dict[int, dict[str, float]] = {}
        base = ""
        for match in self._SAID.finditer(norm, start, end):
            if match.start() >= sentence[1]:
                sentence, found, base = sentence_at(norm, match.start()), {}, ""
            name = self._TAIL.sub("", norm[max(sentence[0], match.start() - 10) : match.start()])
            if match["base"] and match["base"] != base:
                found, base = {}, match["base"]
            for index, group in enumerate(groups):
                member = max((member for member in group if name.endswith(member)), key=len, default="")
                if not member or (name.endswith(("非公有", "基本满意", "不满意")) and len(member) < 3):
                    continue
                shares = found.setdefault(index, {})
                if member in shares:
                    shares.clear()  # the next year, or the next place
                shares[member] = float(match["value"])
                total = sum(shares.values())
                if len(shares) > 1 and (total > 101 or (total < 99 and len(shares) == 3 and index < 2)):
                    yield Hit(match.start("value"), match.end())
                    shares.clear()

    def _divisions(self, norm: str, start: int, end: int) -> Iterator[Hit]:
        for match in self._DIVIDED.finditer(norm, start, end):
            listed = self._LISTED.match(norm, match.end(), end)
            if listed is None:
                continue
            said = listed.group()
            if "年龄" in match.group() and said.count("以上") < 2:
                said = said.replace("以上", "").replace("以下", "")  # 60岁以上 and 65岁以上 overlap, one does not
            if mentions(said, "shares", "wholes", "overlap"):
                continue
            if sum(float(value) for value in self._VALUE.findall(listed.group())) > 101:
                yield Hit(*listed.span())


RULES: tuple[Rule, ...] = (ShareOverHundred(), SharesOfWhole())
