"""Places that do not belong: another county's offices and people in a copied text.

Takes a ``Page``, gives the name. The divisions come from ``divisions.py``, what a report says of its own place and of
others is in ``data/place_uses.toml``. Read next: ``rules/parents.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from reportmine import divisions
from reportmine.divisions import Division, Lineage
from reportmine.lexicon import alternatives, load, strings
from reportmine.patterns import regex
from reportmine.rules.rule import Hit, Page, Rule
from reportmine.text import simplify

_CJK = "\u4e00-\u9fff"
_STOPS = regex("[。；！？，,;\n]")
_ENDS = regex("[。！？\n]")
# How far a clause and a sentence are looked through, in characters.
_CLAUSE, _SENTENCE = 40, 120
_MASKED = regex("[XxХ×*○〇□某]")
# The first places of a list that goes on with another: 与甲县、乙县.
_LIST = regex(r"(?:[^\W、和与及]{2,8}[、和与及])+$")
# A county or city by its form alone, at the head of a phrase, with what only the own place has after it.
_STRANGE = regex(rf"(?:^|[^{_CJK}]|在|中共|全)(?!在|全|中共)([{_CJK}]{{2,3}}[市县区旗])$")
# So long ago there were counties and cities that no table has now.
_RENAMED = 2015
# Where a name that no table has may stand before its office or congress.
_HEADED = regex("[市县区旗](?=[委第县区旗])")

_Kind = Literal["sure", "office", "doubtful"]


class _Use(NamedTuple):
    """A name where a report speaks of itself; ``sure`` where nothing else can be meant. No places: in no table."""

    start: int
    end: int
    places: tuple[Division, ...]
    kind: _Kind


class _Words:
    """The compiled ``data/place_uses.toml``."""

    def __init__(self) -> None:
        data = load("place_uses")

        def any_of(*keys: str) -> re.Pattern[str]:
            return re.compile(alternatives(strings("place_uses", *keys)))

        def one_of(key: str) -> re.Pattern[str]:
            return re.compile("|".join(strings("place_uses", "uses", key)))

        self.zones = tuple(strings("place_uses", "words", "zones"))
        self.no_names = frozenset(data["words"]["no_names"])
        offices = "|".join(strings("place_uses", "uses", "offices"))
        bureaus = alternatives(strings("place_uses", "uses", "bureaus"))
        ends = "|".join(strings("place_uses", "uses", "bureau_ends"))
        self.office = re.compile(rf"[省市县区州盟旗]?(?:{offices}|(?:{bureaus})[{_CJK}]{{0,12}}?(?:{ends}))")
        self.own, self.congress, self.people = one_of("own"), one_of("congress"), one_of("people")
        self.works = re.compile(data["uses"]["works"])
        self.made, self.into = (re.compile(pattern) for pattern in strings("place_uses", "uses", "into"))
        self.leads = re.compile(data["uses"]["leads"])
        self.epithets = any_of("uses", "epithets")
        self.after_epithet = re.compile(data["uses"]["after_epithet"])
        self.sworn = re.compile(data["uses"]["sworn"])
        self.bare_uses = re.compile("|".join(strings("place_uses", "uses", "bare")))
        self.comes = re.compile(data["uses"]["comes"])
        self.bare_people = re.compile("|".join(strings("place_uses", "uses", "bare_people")))
        self.strives = re.compile(data["uses"]["strives"])
        self.before, self.after = any_of("others", "before"), any_of("others", "after")
        self.sentence = any_of("others", "sentence")
        self.near = tuple(strings("place_uses", "others", "near"))
        self.doubtful = tuple(strings("place_uses", "others", "doubtful"))


@cache
def _words() -> _Words:
    return _Words()


def _rest(norm: str, start: int, stops: re.Pattern[str], reach: int) -> str:
    """What follows up to the end of the clause or sentence."""
    stop = stops.search(norm, start, start + reach)
    return norm[start : stop.start() if stop else start + reach]


def _label(page: Page) -> str | None:
    """How the report names its place; ``None`` where it does not tell, empty where it is the whole country's."""
    if page.settings.home:
        return page.settings.home
    told = page.structure
    region, organisation, title = (simplify(name or "") for name in (told.region, told.organisation, told.title))
    if region == "全国" or "国务院" in organisation or "全国" in title:
        return ""
    if region and not (title != told.title and divisions.places_in(title)):
        return region
    # A title in traditional characters names more than is read from it: 湖南省攸縣.
    return next((name for name in (organisation, title, region) if name and divisions.places_in(name)), None)


def _lineage(page: Page, label: str) -> Lineage:
    # Who reports of long ago, or of no year, may speak of what was above it then.
    past = (page.structure.year or _RENAMED) <= _RENAMED
    return Lineage(label, past=past, allowed=(*page.settings.places, *page.settings.partners))


class ForeignPlace(Rule):
    """Another place's offices stand where a report speaks of its own.

    **What it finds.** A place that is neither the report's own nor above nor below it, where only the own place has
    reason to stand: its committee, government, offices and congress (茶陵县委, 攸县人民政府), 全 and 我 before it,
    各级 and 上下 after it, what is sworn to it (为建设美丽茶陵而奋斗) (medium); its people, its praise and its progress
    (茶陵人民, 美丽茶陵, 推动茶陵高质量发展) are doubtful (low). Places that are
    worked with, helped, visited, compared or told of from the past are left alone, and so are all where the
    report is the State Council's or its place is masked.

    **Why.** The text was copied from another place's report.

    **Example.** ``茶陵县政府工作报告…在攸县县委的坚强领导下`` → ``攸县``

    **What to do.** Write the own place, and compare the figures nearby with the source, too.

    **Norm.** 通常.
    """

    id = "RM1101"
    name = "foreign-place"
    category = "consistency"
    severity = "medium"
    message = "文中把其他地方当作本地来写，像是从别处的材料照搬过来的"
    advice = "改成本地名称，并核对附近的内容和数字；如果确实在说其他地方，请写明缘由"
    hit = (
        "茶陵县2023年政府工作报告\n一年来，在⟦攸县⟧县委的坚强领导下，⟦攸县⟧各级各部门真抓实干。\n由⟦攸县⟧财政局牵头落实。",
        "关于株洲市2023年国民经济和社会发展计划执行情况的报告\n在中共⟦湘潭市⟧委正确领导下，全⟦湘潭市⟧上下齐心协力。",
        "湖南省株洲市荷塘区2023年工作总结\n根据⟦石峰区⟧人民政府安排，建设美丽⟦石峰区⟧。",
        "炎陵县2023年政府工作报告\n——2024年1月4日在⟦桂东县⟧第十八届人民代表大会第三次会议上\n各位代表：",
        "江苏省2023年工作总结\n认真落实⟦浙江省⟧委决策部署，奋力建设平安⟦浙江⟧。",
        "攸县2023年工作总结\n在⟦青岭县⟧委坚强领导下，全县经济平稳运行。",
        "茶陵县2023年政府工作报告\n切实让⟦醴陵⟧群众住有所居，⟦醴陵⟧人民信心更足，奋力谱写⟦醴陵⟧高质量发展新篇章，为建设富裕文明的幸福⟦醴陵⟧而努力奋斗！",
        "湖南省茶陵縣2023年政府工作報告\n在⟦攸縣⟧縣委的堅強領導下，全縣上下團結奮鬥。",
        "青岭县2023年工作总结\n在⟦攸县⟧县委的坚强领导下，全县经济平稳运行。",
    )
    miss = (
        "茶陵县2023年政府工作报告\n在省委、省政府、株洲市委和茶陵县委的坚强领导下，湖南省财政厅支持，县委和县政府带头，新县委班子接力。",
        "茶陵县2023年政府工作报告\n与广东省深圳市福田区人民政府签订协议，赴攸县县委党校学习，对口支援新疆吐鲁番市高昌区，区政府来访。",
        "株洲市2023年政府工作报告\n支持茶陵县委、荷塘区人民政府改革，总量高于湘潭市，北京市海淀区企业落户，上海市财政局来我市考察。",
        "国务院政府工作报告\n——2020年5月在第十三届全国人民代表大会第三次会议上\n支持湖北省委、武汉市人民政府抗疫。",
        "2023年某市工作总结\n在攸县县委的坚强领导下，某市某局牵头，某市某局落实。",
        "有关情况如下。在攸县县委的坚强领导下，工作有了进展。",
        "朝阳区2023年工作总结\n在北京市委领导下，长春市人民政府支持。",
        "茶陵县2023年政府工作报告\n茶陵群众满意，推动株洲高质量发展，学习浏阳高质量发展经验，与醴陵人民携手，和平人民广场，长江大地",
        "长沙市望城区2023年工作总结\n原望城县委开展工作，高新区委落实，城区政府参与。",
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """The uses of a name that does not belong."""
        uses = list(self._uses(page))
        if not uses:
            return
        label = _label(page)
        if label == "" or (label and _MASKED.search(label) and not divisions.places_in(label)):
            return
        home = _lineage(page, label) if label else self._from_text(page, uses)
        if home is None:
            return
        for use in uses:
            severity = self._judge(page, use, home)
            if severity:
                yield Hit(use.start, use.end, severity)

    def _judge(self, page: Page, use: _Use, home: Lineage) -> Literal["medium", "low"] | None:
        """How grave a use of a name is, ``None`` where it belongs or another place may be named."""
        name = page.norm[use.start : use.end]
        if home.may_be(name) if not use.places else home.has(use.places):
            return None
        # A report on 云溪县, which no table has, is not of 云溪区: what it calls itself is its own.
        if use.kind == "doubtful" and name in simplify(page.structure.region or ""):
            return None
        if not home.own or not use.places:
            if not self._is_like(home, use, name, page):
                return None
        elif use.kind != "sure" and self._is_of_others(page.norm, use):
            return None
        receives = page.norm.endswith(_words().doubtful, 0, divisions.chain_start(page.norm, use.start))
        if use.kind == "doubtful" or (use.kind == "office" and receives):
            return "low"
        return "medium"

    @staticmethod
    def _is_like(home: Lineage, use: _Use, name: str, page: Page) -> bool:
        """Whether two names, one of them in no table, are of the same level, so that neither is above the other."""
        if use.kind != "sure" or page.norm.endswith(home.label, 0, use.start):
            return False
        if not use.places and (page.structure.year or _RENAMED) < _RENAMED:
            return False
        if home.own:
            return home.rank == 3 and name[-1] != "市"
        same = home.label[-1] in "县旗" or (home.label[-1] == "区" and not home.label[:-1].endswith(_words().zones))
        return same and name[-1] in "县区旗"

    @staticmethod
    def _is_of_others(norm: str, use: _Use) -> bool:
        """Whether the clause or sentence has a reason to name another place."""
        words = _words()
        start = divisions.chain_start(norm, use.start)
        before = norm[max(0, start - _SENTENCE) : start]
        sentence = _ENDS.split(before)[-1]
        clause = _STOPS.split(sentence)[-1][-_CLAUSE:]
        after = _rest(norm, use.end, _STOPS, _CLAUSE)
        if words.before.search(clause) or words.after.search(after):
            return True
        listed = _LIST.search(clause)
        lead = clause[: listed.start()] if listed else clause
        if (
            clause.endswith(words.near)
            or lead.endswith(words.near)
            or (listed and listed.group().startswith(words.near))
        ):
            return True
        return bool(words.sentence.search(sentence) or words.sentence.search(_rest(norm, use.end, _ENDS, _SENTENCE)))

    @staticmethod
    def _from_text(page: Page, uses: list[_Use]) -> Lineage | None:
        """The place that most of the text speaks of, when that is clear without a title."""
        counts = Counter(use.places[0].name for use in uses if use.places and use.kind == "sure")
        common = counts.most_common(2)
        if not common or common[0][1] < 3 or (len(common) > 1 and common[1][1] * 3 > common[0][1]):
            return None
        return _lineage(page, common[0][0])

    def _uses(self, page: Page) -> Iterator[_Use]:
        norm, words = page.norm, _words()
        for named in divisions.named(norm, page.pairs):
            kind = self._kind(norm, named, words)
            town = words.works.match(norm, named.end)
            if kind:
                yield _Use(*named, kind)
            elif town and norm.startswith("在", divisions.chain_start(norm, named.start) - 1):
                yield _Use(named.start, town.end(), named.places, "office")
        yield from self._strange(norm, words)
        yield from self._praised(norm, words)
        yield from self._bare(norm, words)

    @staticmethod
    def _kind(norm: str, named: divisions.Named, words: _Words) -> _Kind | None:
        start, end, _ = named
        office = words.office.match(norm, end)
        if office:
            return "sure" if words.leads.match(norm, office.end()) else "office"
        if words.congress.match(norm, end):
            return "sure"
        before = norm[start - 2 : start] if start > 1 else norm[:start]
        if before.endswith(("我", "我们")) or (before.endswith("全") and before[0] not in "健安完齐保成周"):
            return "sure"
        if words.own.match(norm, end) or (words.made.search(before) and words.into.match(norm, end)):
            return "office"
        if words.people.match(norm, end):
            return "doubtful"
        praised = words.epithets.search(norm, max(0, start - 5), start)
        if praised and words.after_epithet.match(norm, end):
            last = norm[start - 2 : start]
            return "office" if words.epithets.search(last) else None
        return None

    @staticmethod
    def _strange(norm: str, words: _Words) -> Iterator[_Use]:
        """Names that no table has, where only the own place stands: 在青岭县委坚强领导下."""
        tables = divisions.by_form()
        for match in _HEADED.finditer(norm):
            end = match.end()
            office = words.office.match(norm, end)
            if not (words.leads.match(norm, office.end()) if office else words.congress.match(norm, end)):
                continue
            found = _STRANGE.search(norm, max(0, end - 6), end)
            if not found or found[1] in tables or found[1][:-1].endswith(words.zones):
                continue
            if words.no_names.isdisjoint(found[1][:-1]) and not divisions.ending_at(norm, end):
                yield _Use(found.start(1), end, (), "sure")

    @staticmethod
    def _praised(norm: str, words: _Words) -> Iterator[_Use]:
        """Names without a suffix after an epithet: 平安浙江."""
        bare = divisions.bare()
        for match in words.epithets.finditer(norm):
            start = match.end()
            for size in (5, 4, 3, 2):
                name = norm[start : start + size]
                places = bare.get(name)
                if places:
                    if words.after_epithet.match(norm, start + len(name)):
                        sworn = words.sworn.match(norm, start + len(name))
                        kind: _Kind = "office" if places[0].rank < 3 or sworn else "doubtful"
                        yield _Use(start, start + len(name), places, kind)
                    break

    @staticmethod
    def _bare(norm: str, words: _Words) -> Iterator[_Use]:
        """Names without a suffix before their people, or where somebody strives for them: 让金乡群众."""
        bare = divisions.bare()
        for match in words.bare_uses.finditer(norm):
            end, people = match.start(), words.bare_people.match(norm, match.start())
            for size in (5, 4, 3, 2):
                name = norm[max(0, end - size) : end]
                if name in bare:
                    start = end - size
                    if people and words.comes.match(norm, match.end()):
                        break
                    if norm.endswith(("让", "全", "我们") if people else ("全", "我们"), 0, start):
                        yield _Use(start, end, bare[name], "office")
                    elif people or words.strives.search(norm, max(0, start - 4), start):
                        yield _Use(start, end, bare[name], "doubtful")
                    break


RULES: tuple[Rule, ...] = (ForeignPlace(),)
