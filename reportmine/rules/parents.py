"""A province and a city that do not go together.

Takes a ``Page``, gives the two names. The divisions come from ``divisions.py``, what shows that names side by side are
a list is in ``data/place_uses.toml``. Read next: ``rules/places.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reportmine import divisions
from reportmine.divisions import Division
from reportmine.lexicon import alternatives, load, strings
from reportmine.patterns import regex
from reportmine.rules.rule import Hit, Page, Rule

_STOPS = regex("[。；！？，,;\n]")
# How far a clause is looked through, in characters.
_CLAUSE = 40


class _Words:
    """The ``chains`` of ``data/place_uses.toml``, compiled."""

    def __init__(self) -> None:
        def any_of(key: str) -> re.Pattern[str]:
            return re.compile(alternatives(strings("place_uses", "chains", key)))

        self.not_chain_before, self.not_chain_after = any_of("before"), any_of("after")
        self.not_chain_after_equals = any_of("after_equals")
        self.not_city = any_of("not_city")
        self.known = frozenset(strings("place_uses", "chains", "known"))


@cache
def _words() -> _Words:
    return _Words()


class PlaceParents(Rule):
    """A province and a city, or a city and a county, that do not go together.

    **What it finds.** A name right after the name of a province or city that it does not lie in: 湖北省张家界,
    四川省重庆市, 长沙市韶山市. Of several counties of one name any is right, and what lay there before is, too. Two
    places of one level side by side are a list and no chain.

    **Why.** The text was copied with one half of the name changed, or written from memory.

    **Example.** ``赴湖北省张家界市考察`` → ``湖北省张家界``

    **What to do.** Look the place up and mend the half that is wrong.

    **Norm.** 规定: 《地名管理条例》第十八条 (standard names on government sites); the names of
    divisions are in GB/T 2260.
    """

    id = "RM1102"
    name = "place-parents"
    category = "consistency"
    severity = "medium"
    message = "上下级地名对不上：后一个地方不属于前一个地方"
    advice = "核对行政区划，改正写错的一级地名"
    hit = (
        "前往⟦湖北省张家界⟧市考察，⟦湖北省张家界⟧旅游升温。",
        "与⟦四川省重庆市⟧的企业签约。",
        "⟦长沙市韶山市⟧红色旅游，⟦广东省长沙⟧市，⟦株洲市岳麓区⟧，⟦江西省攸县⟧。",
        "⟦湖北张家界⟧市、湖南省⟦株洲市湘乡市⟧项目，⟦四川省恩施土家族苗族自治州⟧，⟦贵州省恩施州⟧。",
    )
    miss = (
        "湖南省张家界市、湖南张家界市、陕西安康市、湖南省株洲市醴陵市、湖北省仙桃市、辽宁省大连市、河北省雄安新区、吉林省吉林市、济南市市中区、乐山市市中区",
        "北京市朝阳区、长春市朝阳区、南京市鼓楼区、福州市鼓楼区、石家庄市新华区、平顶山市新华区、海南省海口市、青海省海南州",
        "资阳市简阳市、六安市寿县、四平市公主岭市、伊犁州塔城地区、广东省东莞市",
        "湖北省与湖南省张家界市，湖北省、湖南省，四川省重庆市两地，湖北省湖南省交界，株洲市城区、长沙市高新区，湖北省中山路",
        "1995年四川省政府工作报告\n四川省重庆市、四川省万州区。",
        "长沙市株洲市湘潭市一体化，长沙市新城区建设，全省市县区联动，广东省中山大学。",
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """Pairs of names side by side whose second cannot lie in the first."""
        norm, words = page.norm, _words()
        for start, end, places in divisions.named(norm, page.pairs):
            before = divisions.ending_at(norm, start) or self._bare_province(norm, start)
            if before and self._disagree(page, before[1], places) and self._is_chain(norm, before[0], end, places):
                # The smallest part that gives it away: 湖北省张家界 of 湖北省张家界市.
                yield Hit(before[0], end - (norm[end - 1] == "市" and places[0].rank == 2))
            if all(place.rank == 1 and place.level == "province" for place in places):
                size = self._bare_child(norm, end, words)
                if size:
                    child = norm[end : end + size]
                    inside = divisions.bare().get(child, ())
                    if self._disagree(page, places, inside) and self._is_chain(norm, start, end + size, inside):
                        yield Hit(start, end + size)

    @staticmethod
    def _bare_province(norm: str, end: int) -> tuple[int, tuple[Division, ...]] | None:
        """The province without suffix that ends here: 湖北 of 湖北张家界市."""
        for start in (end - 3, end - 2):
            found = divisions.by_base().get(norm[max(0, start) : end])
            if found and found[0].rank == 1:
                return max(0, start), found
        return None

    @staticmethod
    def _bare_child(norm: str, start: int, words: _Words) -> int:
        """The length of the well-known name without suffix that stands here, 0 where there is none."""
        bases = divisions.by_base()
        for size in (5, 4, 3, 2):
            name = norm[start : start + size]
            if name in words.known or (name in bases and name in divisions.bare()):
                return 0 if words.not_city.match(norm, start + len(name)) else len(name)
        return 0

    @staticmethod
    def _disagree(page: Page, parents: tuple[Division, ...], children: tuple[Division, ...]) -> bool:
        """Whether no child can lie in any parent, and not all of them are of one level."""
        pairs = [(parent, child) for parent in parents for child in children]
        # Two provinces are a list, but a province and one of the four cities are read as a chain.
        chained = [
            (p, c) for p, c in pairs if p.rank < c.rank or (p.rank == c.rank == 1 and p.level != c.level == "city")
        ]
        if not chained or any(p.name in divisions.once_above(c.name) or p.name == c.name for p, c in pairs):
            return False
        former, until = divisions.formerly()
        for parent, child in pairs:
            for name in (child.name, *divisions.above(child.name)):
                if parent.name in former.get(name, ()):
                    year = page.structure.year or load("places")["year"]
                    if year <= until.get((parent.name, name), year):
                        return False
        return True

    @staticmethod
    def _is_chain(norm: str, start: int, end: int, children: tuple[Division, ...]) -> bool:
        """Whether nothing beside two names shows that they are a list."""
        words = _words()
        if words.not_chain_after.match(norm, end) or norm.startswith("域", end):
            return False
        if words.not_chain_after_equals.match(norm, end) and any(child.rank == 1 for child in children):
            return False
        clause = _STOPS.split(norm[max(0, start - _CLAUSE) : start])[-1]
        return not words.not_chain_before.search(clause[-4:])


RULES: tuple[Rule, ...] = (PlaceParents(),)
