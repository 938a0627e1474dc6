"""Names left readable in a report that masks its place: XX市 here, 株洲占据X席 there.

Takes a ``Page`` and gives the name, or the one character of its short form (株 of 在株企业, 株企). Which of the places
a text names is its own is for ``own_place.py`` to say; here one sure mention is enough, several likely ones are, and
a place that is more often another's is not. Read next: ``own_place.py``, ``rules/masks.py``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from reportmine import divisions
from reportmine.lexicon import load, strings
from reportmine.own_place import LIKELY, SUFFIXES, SURE, Kind, Masked, Mention, find_masked, find_mentions
from reportmine.patterns import regex
from reportmine.rules.rule import Hit, Page, Rule

_CJK = "\u4e00-\u9fff"
# Between two places of a list.
_JOIN = regex(r"(?:省|市|县|区)?[、和与及]")
_STOPS = regex("[，。；！？\n]")
# So many places that each may be the own one are none of them.
_MANY = 2
# How far a clause is looked back into, in characters.
_CLAUSE = 40


def _is_chinese(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


class _Words:
    """The compiled short forms and neighbours of ``data/unmasked.toml``."""

    def __init__(self) -> None:
        data = load("unmasked")
        self.compared = strings("unmasked", "neighbours", "before")
        self.compared_after = strings("unmasked", "neighbours", "after")
        self.stay = strings("unmasked", "short", "stay")
        self.things = strings("unmasked", "short", "things")
        self.own_short = regex("|".join(strings("unmasked", "short", "own")))
        self.numbers = regex(data["short"]["numbers"])
        self.common = frozenset(strings("unmasked", "short", "common"))
        self.sure = {
            kind: [
                regex(frame.replace("{one}", f"[{data['short'][key]}]").replace("{cjk}", _CJK))
                for frame in strings("unmasked", "short", "sure_frames")
            ]
            for kind, key in (("city", "sure"), ("province", "sure_provinces"))
        }
        self.elsewhere = strings("unmasked", "short", "not_before")
        self.speaks = regex(rf"[{_CJK}]{{0,12}}?{data['unknown']['speaks']}")
        self.verbs = strings("unmasked", "unknown", "verbs")
        self.not_names = strings("unmasked", "unknown", "not_names")


@cache
def _words() -> _Words:
    return _Words()


class UnmaskedPlace(Rule):
    """A report that masks its place names it somewhere.

    **What it finds.** In a text that writes XX市, XX省, ××县 or 某市 for its own place: that place by its name, or by
    its short form (在株企业, 株企). One mention is enough where only the own place can stand: in a heading, a
    signature or the name of an office (绵阳市水利局), in the title of its own document, where it wins or something
    settles (株洲占据X席, 落户安吉), where it is set against places outside. Elsewhere the mentions are weighed; a place
    that is compared with, visited, worked with or listed more often than that is another one (高于襄阳、洛阳, 引进上海
    资源). An office of a county gives the masked city above it away; what lies above the masked level does not.

    **Why.** One readable name undoes all the masks.

    **Example.** ``XX市…签约XX个，株洲占据X席`` → ``株洲``

    **What to do.** Mask it like the rest, or unmask the rest.

    **Norm.** 通常; where the mask protects persons 《个人信息保护法》第二十八条 and 第五十一条 (去标识化).
    """

    id = "RM301"
    name = "unmasked-place"
    category = "unmasked"
    severity = "medium"
    message = "全文以占位符代替地名，此处却可以认出是哪里"
    advice = "改成与全文一致的占位符；如果不需要隐去，全文都写真名"
    hit = (
        "《XX市条例》《XX市办法》，签约XX个，⟦岳阳⟧占据X席，⟦岳阳⟧企业和外地企业一视同仁，为在⟦岳⟧企业服务，"
        "引进上海、深圳资源为⟦岳⟧企所用，高于襄阳、洛阳等市，落后于长沙和湘潭。",
        "某市2023年工作总结\nXX市人民政府和XX市法院推进。全力建设平安⟦赣州⟧，⟦赣州⟧与省内各市相比不差。",
        "工作总结\nXX市抓项目，XX市稳投资。\n两家企业落户⟦宜昌⟧，客流高于荆州。\n⟦宜昌⟧市商务局",
        "××县兴产业，××县强县城。驻地企业满意，建设平安⟦盱眙⟧，增速快于金湖。",
        "XX市生态环境局印发方案，XX市生态环境局牵头。⟦清源⟧市生态环境局获评先进，在⟦清⟧企业受益。",
    )
    miss = (
        "《XX市条例》《XX市办法》，每万人拥有量高于襄阳、洛阳、宜昌、九江等市，落后于长沙和湘潭，赴杭州考察，对接上海总部。",
        "岳阳市2023年工作报告：XX市项目待定，岳阳企业和外地企业一视同仁。",
        "XX市抓项目，XX市稳投资。与宜昌市签订协议，宜昌市商务局来我市考察，走访在深企业，推广安全用电。",
        "全市推进平安赣州建设，在赣企业增多。",
        "《XX市条例》《XX市办法》，惠企政策落地，国企央企踊跃。",
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """The own place of each masked level, by name and by short form."""
        masked = find_masked(page)
        if masked is None:
            return
        mentions = find_mentions(page, masked)
        if self._is_named_by_title(page, masked, mentions):
            return
        own = self._own_places(mentions) | self._told(page, mentions)
        found = {(m.start, m.end) for m in mentions if m.name in own and not m.other and (not m.below or m.weight)}
        shorts = {short for m in mentions if m.name in own for short in self._shorts(m)}
        for name, start in self._unknown(page, masked):
            found |= {match.span() for match in re.finditer(re.escape(name), page.norm)}
            found.add((start, start + len(name)))
            shorts |= {name[0], name[-1]}
        found |= set(self._short_forms(page.norm, shorts))
        for kind in ("city", "province"):
            if kind in masked.kinds and not any(m.kind == kind and m.name in own for m in mentions):
                found |= set(self._sure_short_forms(page, kind))
        for start, end in sorted(found):
            yield Hit(start, end)

    @staticmethod
    def _is_named_by_title(page: Page, masked: Masked, mentions: list[Mention]) -> bool:
        """Whether the title says where the report is from and the text hides nothing by its masks."""
        named = {m.name for m in mentions if m.weight and not m.below and page.in_title(m.start)}
        if not named or masked.in_title:
            return False
        again = sum(m.name in named and not page.in_title(m.start) for m in mentions)
        return masked.heading < 2 or again >= masked.heading

    @staticmethod
    def _told(page: Page, mentions: list[Mention]) -> set[str]:
        """The masked places that the user's configuration says are the report's own."""
        home = {place.name for places in divisions.places_in(page.settings.home or "") for place in places}
        return {m.name for m in mentions if not m.below and any(place.name in home for place in m.places)}

    @staticmethod
    def _own_places(mentions: list[Mention]) -> set[str]:
        """Of each level the place with the most evidence, and what lies in it or above it with evidence of its own."""
        weights: dict[Kind, dict[str, float]] = defaultdict(dict)
        by_name: dict[str, list[Mention]] = defaultdict(list)
        likely: dict[str, float] = {}
        for mention in mentions:
            by_name[mention.name].append(mention)
        for name, same in by_name.items():
            total, mine = sum(m.weight for m in same), sum(m.weight > 0 for m in same)
            others = sum(m.other for m in same)
            if max(m.weight for m in same) >= SURE and mine >= others:
                weights[same[0].kind][name] = total - others
            elif total >= LIKELY and mine > others:
                likely[name] = total - others
        # A text that tells of many places tells of others.
        if len(likely) <= _MANY:
            for name, weight in likely.items():
                weights[by_name[name][0].kind][name] = weight
        own: set[str] = set()
        lineage: set[str] = set()
        kinds: tuple[Kind, ...] = ("province", "city", "county", "district")
        for kind in kinds:
            # Python's sort is stable: of two that weigh the same the first in the text is the one.
            for name in sorted(weights[kind], key=lambda name: -weights[kind][name]):
                places = {place for mention in by_name[name] for place in mention.places}
                chain = {one for place in places for one in (place.name, *divisions.above(place.name))}
                if not own or lineage & chain:
                    own.add(name)
                    lineage |= {one for place in places for one in (place.name, *place.parents)}
        # 湛江市赤坎区民政局: with the district the city is known that is named beside it.
        for name, same in by_name.items():
            if not any(m.other or m.below for m in same) and any(p.name in lineage for m in same for p in m.places):
                own.add(name)
        return own

    @staticmethod
    def _shorts(mention: Mention) -> set[str]:
        if mention.below:
            return set()
        return {short for place in mention.places for short in place.shorts} or {mention.name[0], mention.name[-1]}

    @staticmethod
    def _unknown(page: Page, masked: Masked) -> Iterator[tuple[str, int]]:
        """Names no table has, in the place of a mask: 清源市生态环境局 beside XX市生态环境局."""
        words, names = _words(), divisions.by_form()
        kinds: tuple[tuple[Kind, str], ...] = (("city", "市"), ("county", "县"))
        for kind, suffix in kinds:
            if kind not in masked.kinds:
                continue
            tails = {tail for after, tail in masked.slots if after == suffix}
            places = page.places_of(tuple(sorted(suffix + tail for tail in tails)))
            if not any(_is_chinese(page.norm[start - 1 : start]) for start, _ in places):
                continue
            for match in re.finditer(rf"(?:^|[，。；：、“（\s])([{_CJK}]{{2,3}}){suffix}([{_CJK}]{{4}})", page.norm):
                name = match[1]
                if match[2] in tails and name + suffix not in names and not name.endswith(words.not_names):
                    if name.startswith(("我", "全", "各", "本", "省", *words.verbs)) or "某" in name:
                        continue
                    # A name that no table has must also speak of itself or go by a short form: 在澄企业.
                    short = next(UnmaskedPlace._short_forms(page.norm, {name[0], name[-1]}), None)
                    if short is not None or words.speaks.match(page.norm, match.start(2)):
                        yield name, match.start(1)

    @staticmethod
    def _short_forms(norm: str, shorts: set[str]) -> Iterator[tuple[int, int]]:
        """One-character forms of an own place that has been found."""
        if not shorts:
            return
        words = _words()
        for match in re.finditer(f"[{''.join(map(re.escape, sorted(shorts)))}]", norm):
            start, end = match.span()
            if (
                (norm.endswith(words.stay, 0, start) and norm.startswith(words.things, end))
                or (not _is_chinese(norm[start - 1 : start]) and words.numbers.match(norm, end))
                or (words.own_short.match(norm, end) and norm[start : start + 2] not in words.common)
            ):
                yield start, end

    @staticmethod
    def _sure_short_forms(page: Page, kind: str) -> Iterator[tuple[int, int]]:
        """One-character forms that speak for themselves, when they all are of one place: 驻洛高校."""
        words = _words()
        spans = [match.span(1) for frame in words.sure[kind] for match in frame.finditer(page.norm)]
        clauses = [page.clause_before(start, _CLAUSE) for start, _ in spans]
        spans = [
            span
            for span, clause in zip(spans, clauses, strict=True)
            if not any(word in clause for word in words.elsewhere)
        ]
        if len({page.norm[start:end] for start, end in spans}) == 1:
            yield from spans


class NamedNeighbours(Rule):
    """A report that masks its place compares itself with its neighbours by name.

    **What it finds.** In a text that writes XX市 or 某市 for its own place the first list of two or more places of
    that level that it is compared with: 高于襄阳、洛阳. Once a text; places that are visited or worked with are none.

    **Why.** None of them gives the place away, but together they leave few.

    **Example.** ``XX市…高于襄阳、洛阳等市`` → ``襄阳、洛阳``

    **What to do.** Write 周边城市 or mask the list.

    **Norm.** 通常.
    """

    id = "RM302"
    name = "named-neighbours"
    category = "unmasked"
    severity = "low"
    message = "全文隐去地名，此处用来比较的几个地方合起来会缩小范围"
    advice = "写作“周边城市”，或者一并隐去"
    hit = (
        "《XX市条例》《XX市办法》，拥有量高于⟦襄阳、洛阳、宜昌⟧等市，落后于长沙和湘潭。",
        "某市2023年工作总结\nXX市推进创建，与⟦宜昌市、荆州市⟧相比仍有差距。",
    )
    miss = (
        "岳阳市2023年工作报告：拥有量高于襄阳、洛阳、宜昌等市。",
        "《XX市条例》《XX市办法》，赴杭州、苏州考察，引进上海、深圳资源，与长沙、湘潭签署合作协议。",
        "《XX市条例》《XX市办法》，拥有量高于襄阳。",
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """The first list that is compared with."""
        masked = find_masked(page)
        mentions = [m for m in find_mentions(page, masked) if not m.below] if masked else []
        index = 0
        while index < len(mentions):
            first = last = index
            while last + 1 < len(mentions) and self._joined(page.norm, mentions[last], mentions[last + 1]):
                last += 1
            start, end = mentions[first].start, mentions[last].end
            if last > first and self._is_compared(page, start, end):
                suffix = next((s for s in SUFFIXES if page.norm.startswith(s, end) and page.norm[end - 1] != s), "")
                yield Hit(start, end + len(suffix))
                return
            index = last + 1

    @staticmethod
    def _joined(norm: str, one: Mention, other: Mention) -> bool:
        return _JOIN.fullmatch(norm, one.end, other.start) is not None

    @staticmethod
    def _is_compared(page: Page, start: int, end: int) -> bool:
        before = page.clause_before(start, _CLAUSE)
        after = _STOPS.split(page.norm[end : end + 16], maxsplit=1)[0]
        words = _words()
        return any(word in before for word in words.compared) or any(word in after for word in words.compared_after)


RULES: tuple[Rule, ...] = (UnmaskedPlace(), NamedNeighbours())
