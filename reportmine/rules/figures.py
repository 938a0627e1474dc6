"""Two values of one figure.

Takes a ``Page``, gives the value that differs from the others of its indicator. The indicators, and the words that
make a sentence about another place or time, are in ``data/figure_cues.toml``. Read next: ``rules/parts.py`` and
``rules/growth.py``, for figures that contradict each other within a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from reportmine.lexicon import alternatives, load
from reportmine.patterns import regex
from reportmine.quantities.amounts import Amount, amount_at, close
from reportmine.quantities.sentences import REACH, cues, mentions, sentence_at
from reportmine.rules.rule import Hit, Page, Rule

# The most often a report gives one figure.
_MANY = 200


# The year of a report and whether it looks back on it, see ``_title_year``.
_Reported = tuple[int | None, str]


class _Statement(NamedTuple):
    """That an indicator has a value: ``place`` is where its name begins."""

    code: str
    place: int
    amount: Amount


class TwoValues(Rule):
    """One indicator is stated with two values.

    **What it finds.** 地区生产总值, 一般公共预算收入, 常住人口 and some seventy more with two values, or two rates
    of growth, for one year and the whole place. The same of whatever else a clause gives in the same words and the
    same unit: 全县粮食播种面积 with two values, another known indicator, a value with its digits transposed (86.4,
    84.6); of anything else only as a hint (low). Rounding (5.53万亿元, 55303亿元), bounds (超过, 左右), targets, other
    years, quarters, parts of the place and parts of the figure are left alone, and so is every sentence that is not
    plain.

    **Why.** One of them is from a draft, from preliminary statistics or from another year.

    **Example.** ``全市地区生产总值1200亿元。……全市地区生产总值达到1250亿元`` → ``1250亿元``

    **What to do.** Check both against the statistics.

    **Norm.** 通常.
    """

    id = "RM1301"
    name = "two-values"
    category = "consistency"
    severity = "medium"
    message = "同一指标在文中有两个不同的数值"
    advice = "对照统计数据核实，统一前后的数值；如果口径或时期不同，请写明"
    hit = (
        "2023年工作总结\n全市地区生产总值1200亿元，增长5.2%。\n经济稳中有进，全市地区生产总值达到⟦1250亿元⟧。",
        "2024年政府工作报告\n2023年，地区生产总值完成1200亿元，增长5.2%。\n去年，地区生产总值增长⟦5.6%⟧。",
        "一、基本情况\n年末全市常住人口305.2万人。\n二、民生\n常住人口⟦315.2万人⟧，城镇化率65%。",
        "2022年，全县一般公共预算收入完成12.5亿元。\n2022年，全县一般公共预算收入完成⟦12.9亿元⟧。",
        "全年地区生产总值312.6亿元，增长6.1%。\n去年全县地区生产总值⟦316.2亿元⟧、增长6.1%，为今年发展打下基础。",
        "全县粮食播种面积86.4万亩，增产2%；生猪出栏42万头。落实最低收购价，全县粮食播种面积⟦84.6万亩⟧，单产提高。",
        "一年来，全镇设施蔬菜基地达到26处。\n产业兴旺，全镇设施蔬菜基地⟦32处⟧。",
        "农业稳定，全年生猪出栏42.6万头。\n畜牧业稳定，生猪出栏达到⟦46.2万头⟧。",
        "今年，改造老旧小区22个，惠及群众5200户。\n城市更新加快，改造老旧小区⟦26个⟧。",
    )
    miss = (
        "地区生产总值5.53万亿元。地区生产总值55303亿元，增长5%。",
        "2021年地区生产总值1100亿元。2022年地区生产总值1200亿元。",
        "一季度，地区生产总值300亿元。上半年，地区生产总值600亿元。地区生产总值1200亿元。",
        "地区生产总值1200亿元。今年的目标是：地区生产总值1300亿元，增长6%左右。",
        "地区生产总值突破1200亿元。地区生产总值1230亿元。",
        "全市一般公共预算收入100亿元。市本级一般公共预算收入30亿元。其中，税收收入20亿元。",
        "全国地区生产总值100万亿元，我省地区生产总值5万亿元。",
        "一、回顾\n城镇新增就业5万人。\n二、2024年主要目标\n城镇新增就业4万人。",
        "地区生产总值由800亿元增加到1200亿元。地区生产总值1200亿元，年均增长6%。",
        "东江县地区生产总值80亿元。西江县地区生产总值90亿元。",
        "2023年工作总结\n常住人口305万人。去年常住人口300万人。",
        "常住人口305万人。去年常住人口300万人。",
        "今年，落实资金3.2亿元。修建道路，落实资金2.3亿元。总投资12亿元，总投资21亿元。",
        "城关镇粮食播种面积2.3万亩，石塘镇粮食播种面积3.2万亩。",
        "农业稳定，全县粮食播种面积86.4万亩。\n2022年，全县粮食播种面积84.6万亩。",
        "工业用电增长7%，高于全省2个百分点。消费回暖，高于全省3个百分点。",
        "一、今年，改造老旧小区22个。\n二、2024年主要任务\n改造老旧小区26个。",
        "全县，企业家数达到30户，企业家数达到40户",
    )

    _PERIOD = regex(
        r"(?P<year>(?:19|20)\d\d)(?=年|[—–\-~至])年?(?P<span>[—–\-~至到以]|\d{1,2}月)?|(?P<other>季度|半年|\d月|[三四五十]年|[一二三四五六七八九十]五[”时规期]"
        r"|期间|以来|前年|明年|月份|同期|届|此前|当时|多年|近年)|(?P<last>去年|上年|过去一年|过去的一年)|(?P<this>今年|本年)"
    )
    _GROWS = regex(r"[，、]?(?:同比|比上年|较上年|比去年|较去年)?(?:增长|增|上涨|下降)(?=\d)")
    _REVIEW = regex("回顾|成绩|成就|情况|总结|完成")
    _SCOPE = regex("[全我本]([国省市县区州旗盟镇])")
    # Whatever a clause begins with and gives a number of; the clause is taken apart only when it is said twice.
    _NAMED = regex(r"[，。；：\n 年]([\u4e00-\u9fffA-Z]{4,24})(?=\d)")
    _NAMED_FIRST = regex(r"([\u4e00-\u9fffA-Z]{4,24})(?=\d)")
    _VERBS = regex(r"(?:实现|完成|保持在|稳定在|达到|达|已|为|是|共|有)+\Z")
    _STRIPPED = "实现完成保持在稳定达到已为是共有"
    _LEAD = regex(
        r"(?:全年|年末|年底|[一两三四五]年来|同时|全部|实现|完成|去年|今年|共|[我本][省市县区州])*(全[国省市县区州旗盟镇乡])?"
    )
    # What is given so of many things, and what is compared or shared.
    _MONEY = regex(r"(?:资金|投资|投入|金额|贷款|补贴|费用|经费|总额|合同|奖补)\Z")
    _VAGUE = regex(
        r"(?:资金|投资|投入|金额|贷款|补贴|费用|经费|总额|合同|奖补|产值|营收|收入|规模|土地|面积|人员|人数|群众|劳动力|学员|企业|项目|户数|家数|个数|数量)\Z"
    )
    _COMPARED = regex(
        r"[占比较居列每第][^，]*\Z|高于|低于|平均|其中|预算|计划|[的了约近超至到由从被年月]\Z|[增减缩升降]|提高|[多快]于"
    )
    _LONG = 6

    def find(self, page: Page) -> Iterator[Hit]:
        """Statements by indicator first; only where two differ is looked at what they are about."""
        groups: dict[tuple[str, str], list[_Statement]] = {}
        for statement in self._statements(page.norm):
            groups.setdefault((statement.code, statement.amount.unit), []).append(statement)
        for group in groups.values():
            if len(group) > 1 and any(not _agree(group[0].amount, other.amount) for other in group[1:]):
                yield from self._differing(page, group)
        yield from self._repeated(page)

    def _repeated(self, page: Page) -> Iterator[Hit]:
        """Two values of anything that is named twice in the same words."""
        norm = page.norm
        named: dict[str, list[re.Match[str]]] = {}
        first = self._NAMED_FIRST.match(norm)
        for match in chain([first] if first else [], self._NAMED.finditer(norm)):
            # The last words before a number tell most clauses apart, and few come twice.
            named.setdefault(match[1].rstrip(self._STRIPPED)[-4:], []).append(match)
        by_name: dict[str, list[tuple[re.Match[str], re.Match[str]]]] = {}
        for alike in named.values():
            for match in alike if len(alike) > 1 else ():
                if lead := self._LEAD.match(match[1]):
                    by_name.setdefault(self._VERBS.sub("", match[1][lead.end() :]), []).append((match, lead))
        groups: dict[tuple[str, str], list[_Statement]] = {}
        scoped: Counter[tuple[str, str]] = Counter()
        for name, matches in by_name.items():
            if len(matches) < 2 or len(name) < 4 or self._COMPARED.search(name):
                continue
            for match, lead in matches:
                amount = amount_at(norm, match.end())
                if amount is not None and amount.unit:
                    statement = _Statement(name, match.start(1) + lead.end(), amount)
                    groups.setdefault((name, amount.unit), []).append(statement)
                    scoped[name, amount.unit] += lead[1] is not None
        for (name, unit), group in groups.items():
            if len(group) < 2:
                continue
            if all(_agree(group[0].amount, other.amount) for other in group[1:]):
                continue
            hits = list(self._differing(page, group))
            sure = hits and (scoped[name, unit] == len(group) or name in _known())
            written = Counter(_digits(norm, statement.amount) for statement in group)
            for hit in hits:
                if sure or (len(written) == 1 and len(norm[hit.start : hit.end]) > 3 and not self._MONEY.search(name)):
                    yield hit
                elif len(group) == 2 and len(name) >= self._LONG and not self._VAGUE.search(name):
                    yield hit._replace(severity="low")

    def _statements(self, norm: str) -> Iterator[_Statement]:
        """The values and rates of indicators that are named more than once."""
        pattern, codes = _indicator_names()
        matches = list(pattern.finditer(norm))
        said = Counter(codes[match[1]][0] for match in matches)
        for match in matches:
            code, units = codes[match[1]]
            if said[code] < 2:
                continue
            amount = amount_at(norm, match.end())
            if amount is None:
                growth = self._GROWS.match(norm, match.end())
            else:
                if amount.unit in units:
                    yield _Statement(code, match.start(), amount)
                growth = self._GROWS.match(norm, amount.end)
            if growth and "%" not in units and (rate := amount_at(norm, growth.end())) and rate.unit == "%":
                way = "falls" if "下降" in growth.group() else "grows"
                yield _Statement(f"{code} {way}", match.start(), rate)

    def _differing(self, page: Page, group: list[_Statement]) -> Iterator[Hit]:
        reported = _title_year(page)
        judged = [
            (about, statement)
            for statement in group[:_MANY]
            if (about := self._about(page, statement, reported)) is not None
        ]
        scopes = Counter(scope for (_, scope), _ in judged if scope)
        usual = max(scopes, key=lambda scope: scopes[scope]) if scopes else ""
        by_period: dict[str, list[_Statement]] = {}
        for (period, scope), statement in judged:
            if scope in ("", usual):
                by_period.setdefault(period, []).append(statement)
        for statements in by_period.values():
            first = max(statements, key=lambda one: sum(_agree(one.amount, other.amount) for other in statements))
            for other in statements:
                if not _agree(first.amount, other.amount):
                    yield Hit(other.amount.start, other.amount.end)

    def _about(self, page: Page, statement: _Statement, reported: _Reported) -> tuple[str, str] | None:
        """Period and scope of a statement; None when it is a bound, a target or about a part."""
        norm, place, amount = page.norm, statement.place, statement.amount
        if amount.bound or amount.rank or norm.startswith(("的目标", "目标", "的任务", "—", "任务"), amount.end):
            return None
        start, _ = sentence_at(norm, place)
        clause_start = max(start, *(norm.rfind(mark, start, place) + 1 for mark in "，：、（"))
        clause = norm[clause_start:place]
        rest = _stripped(re.sub(r"\d{4}年(?:末|底)?", "", clause))
        if rest or norm[clause_start - 1 : clause_start] in ("、", "（"):
            return None
        before = norm[start:clause_start]
        if mentions(before, "statements", "elsewhere") or re.search(
            r"[\u4e00-\u9fff]{2}(?<![全我本].)[市县区镇乡州旗盟][：，]", before
        ):
            return None
        line = page.line_at(place)
        since = max(line.start, place - 2 * REACH)
        own = "" if (found := self._SCOPE.search(clause) or self._SCOPE.search(before)) is None else found[1]
        period = self._period(page, norm[since:place], place, reported)
        return None if period is None or self._planned(page, place) else (period, own)

    def _period(self, page: Page, before: str, place: int, reported: _Reported) -> str | None:
        """The nearest word for a time: before the figure in its line, or in the head of a line above.

        Without one it is the year of the report; None where it is several years or a part of one.
        """
        found = None
        for match in self._PERIOD.finditer(before):
            found = match
        if found is None:
            index = bisect_left(page.lines, page.line_at(place))
            for start, end in reversed(page.lines[max(0, index - 80) : index]):
                heads = list(self._PERIOD.finditer(page.norm, start, min(end, start + 30)))
                if any(head["other"] or head["span"] for head in heads):
                    return None
                if heads and not page.in_title(start):
                    found = heads[-1]
                    break
        year, reviews = reported
        if found is None or not found.lastgroup:
            return str(year - 1 if reviews == "last" else year) if year else ""
        if found["other"] or found["span"]:
            return None
        if found["year"]:
            return found["year"]
        if not year:
            # The year that is reported on has no name: it is 去年 to a text that has this year before it.
            away = found["this"] if reviews else found["last"]
            return found.lastgroup if away else ""
        if found["last"]:
            return str(year - 1)
        return str(year)

    def _planned(self, page: Page, place: int) -> bool:
        """Whether the last heading above speaks of what will be done."""
        index = bisect_left(page.lines, page.line_at(place))
        for start, end in reversed(page.lines[max(0, index - 60) : index]):
            if end - start > 40 or page.norm[end - 1] in "。；，":
                continue
            heading = page.norm[start:end]
            if self._REVIEW.search(heading):
                return False
            if mentions(heading, "statements", "plan"):
                return True
        return False


def _agree(one: Amount, other: Amount) -> bool:
    """Whether two values are one, written out to different digits."""
    if one.bound or other.bound:
        return True
    slack = max(one.step, other.step) if one.step != other.step else 0.0
    return close(one.value, other.value, slack)


def _digits(norm: str, amount: Amount) -> str:
    """The digits of an amount in order: those of 86.4 and 84.6 are the same."""
    return "".join(sorted(norm[amount.start : amount.end]))


@cache
def _known() -> frozenset[str]:
    """The names of indicators that reports give once."""
    codes = load("indicator_codes")["codes"].values()
    return frozenset(name for code in codes for name in (code["name"], *code["aliases"]))


def _stripped(clause: str) -> str:
    for word in _before():
        clause = clause.replace(word, "")
    return clause


@cache
def _before() -> tuple[str, ...]:
    return tuple(sorted(cues("statements", "before"), key=len, reverse=True))


@cache
def _indicator_names() -> tuple[re.Pattern[str], dict[str, tuple[str, frozenset[str]]]]:
    """A pattern of all names with the verbs behind them, and the code and units of each."""
    units = {
        "money": frozenset({"元", "美元"}), "people": frozenset({"人", "人次"}), "percent": frozenset({"%"}),
        "weight": frozenset({"吨", "斤", "公斤"}), "length": frozenset({"公里"}), "days": frozenset({"天"}),
    }  # fmt: skip
    codes: dict[str, tuple[str, frozenset[str]]] = {}
    for family, groups in load("figure_cues")["indicators"].items():
        for group in groups:
            codes.update((name, (group[0], units[family])) for name in group)
    verbs = alternatives(cues("statements", "after"))
    # By first character: most places are told by it, and each is asked once.
    firsts: dict[str, list[str]] = {}
    for name in codes:
        firsts.setdefault(name[0], []).append(name[1:])
    names = "|".join(f"{first}(?:{alternatives(rest)})" for first, rest in firsts.items())
    return regex(rf"({names})(?:{verbs}){{0,3}}(?=[\d百增同比较，、])"), codes


_TITLE_YEAR = regex(r"((?:19|20)\d\d)年?度?")
# What is said of a year that has just begun.
_AHEAD = regex(
    r"(?:为|做好|抓好|确保|实现|完成)今年|今年(?:要|将|拟|的?(?:主要)?(?:预期|目标|任务|工作(?!总结|中|以来)))"
)


def _title_year(page: Page) -> _Reported:
    """The year of the title, and whether the text looks back on it (``this``) or on the one before (``last``)."""
    for start, end in page.titles:
        title = page.norm[start:end]
        years = _TITLE_YEAR.findall(title)
        if years:
            reports = "政府工作报告" in title and "年度" not in title
            return int(years[0]), "last" if reports else "this"
    reports = any("政府工作报告" in page.norm[start:end] for start, end in page.titles)
    return None, "last" if reports or _AHEAD.search(page.norm) else ""


RULES: tuple[Rule, ...] = (TwoValues(),)
