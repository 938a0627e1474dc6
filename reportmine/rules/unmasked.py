"""Names left readable in a report that masks its place: XX市 here, 株洲占据X席 there.

Takes a ``Page`` and gives the name, or the one character of its short form (株 of 在株企业, 株企). A name
counts when it stands in a slot that only the report's own place fills; places named for comparison,
learning, work or a list are other places. Slots are in ``data/unmasked.toml``, names in
``data/places.toml``. Read next: ``rules/masks.py``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from operator import add
from typing import Any, Literal, NamedTuple

from reportmine.lexicon import load, strings
from reportmine.rules.rule import Hit, Page, Rule

Level = Literal["province", "city", "county"]

_CJK = "\u4e00-\u9fff"
_MASK = r"(?<![A-Za-z\d])(?:[XxХ]{1,12}|×{1,12}|\*{2,12}|[〇○□]{2,12}|某{1,4})"
_MASK_SIGNS = tuple("XxХ×*〇○□某")
_SUFFIXES = ("自治州", "自治区", "自治县", "地区", "省", "市", "州", "盟", "县", "区", "旗")
# Between two places of a list.
_JOIN = re.compile(r"(?:省|市|县|区)?[、和与及]")
# Fewer masked places than this are leftovers of their own, not a report that hides where it is from.
_FEWEST = 2
# How far a clause is looked back into, in characters.
_CLAUSE = 40


class _Place(NamedTuple):
    name: str
    level: Level
    shorts: tuple[str, ...]


class _Mention(NamedTuple):
    start: int
    end: int
    place: _Place
    role: Literal["own", "other", "slot", "open"]


@cache
def _places() -> dict[str, _Place]:
    """Names as they stand in running text (株洲; 荷塘区 in full) → the place."""
    data: dict[str, Any] = load("places")
    never = strings("unmasked", "other", "never")
    places: dict[str, _Place] = {}
    for block in data["counties"].values():
        for name in block.split():
            if len(name) > 2:
                places[name] = _Place(name, "county", ())
    for rows in data["prefectures"].values():
        for name, row in rows.items():
            place = _Place(name, "city", (row.get("short", row["base"][0]), row["base"][0]))
            places[row["base"]] = place
    for name, row in data["provinces"].items():
        level: Level = "city" if name.endswith("市") else "province"
        if row["base"] in never:
            continue
        places[row["base"]] = _Place(name, level, tuple(row["short"]))
    return places


@cache
def _by_head() -> dict[str, tuple[str, ...]]:
    """The names by their first two characters, longest first: one look-up a character finds them."""
    heads: dict[str, list[str]] = defaultdict(list)
    for name in _places():
        heads[name[:2]].append(name)
    return {head: tuple(sorted(names, key=lambda name: (-len(name), name))) for head, names in heads.items()}


class _Slots:
    """The compiled slots of ``data/unmasked.toml``."""

    def __init__(self) -> None:
        data = load("unmasked")

        def any_of(*keys: str) -> str:
            return "|".join(sorted(map(re.escape, strings("unmasked", *keys)), key=len, reverse=True))

        self.own_sure = re.compile("|".join(f"(?:{p})" for p in strings("unmasked", "own", "sure")))
        self.own_after = re.compile("|".join(f"(?:{p})" for p in strings("unmasked", "own", "after")))
        self.own_before = re.compile("|".join(f"(?:{p})" for p in strings("unmasked", "own", "before")))
        self.own_around = [(re.compile(a), re.compile(b)) for a, b in data["own"]["around"]]
        self.other_before = re.compile(any_of("other", "before"))
        self.other_near = re.compile(rf"(?:{any_of('other', 'near')})$")
        self.other_after = re.compile(any_of("other", "after"))
        self.stay = any_of("short", "stay")
        self.things = any_of("short", "things")
        self.own_short = "|".join(strings("unmasked", "short", "own"))
        self.numbers = data["short"]["numbers"]
        self.common = frozenset(strings("unmasked", "short", "common"))
        self.speaks = re.compile(rf"[{_CJK}]{{0,12}}?{data['unknown']['speaks']}")
        self.verbs = tuple(strings("unmasked", "unknown", "verbs"))
        self.not_names = tuple(strings("unmasked", "unknown", "not_names"))
        levels = load("mask_forms")["place_levels"]
        self.masked: dict[Level, re.Pattern[str]] = {
            level: re.compile(rf"{_MASK}(?:{'|'.join(map(re.escape, levels[level]))})")
            for level in ("province", "city", "county")
        }


@cache
def _slots() -> _Slots:
    return _Slots()


class UnmaskedPlace(Rule):
    """A report that masks its place names it somewhere.

    **What it finds.** In a text that writes XX市, XX省 or 某市 for its own place: that place by its name
    (株洲占据X席), or by its short form (在株企业, 株企). The place is the one that stands where only the
    report's own can: it wins, its firms are set against those from outside, its offices carry its name.
    Every other mention of it counts then, too. Places that are compared with, visited, worked with or
    listed do not: 高于襄阳、洛阳, 引进上海、深圳资源.

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
        "XX市生态环境局印发方案，XX市生态环境局牵头。⟦清源⟧市生态环境局获评先进，在⟦清⟧企业受益。",
    )
    miss = (
        "《XX市条例》《XX市办法》，每万人拥有量高于襄阳、洛阳、宜昌、九江等市，落后于长沙和湘潭，赴杭州考察，对接上海总部。",
        "岳阳市2023年工作报告：XX市项目待定，岳阳企业和外地企业一视同仁。",
        "全市推进平安赣州建设，在赣企业增多。",
        "《XX市条例》《XX市办法》，惠企政策落地，国企央企踊跃。",
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """The own place of each masked level, by name and by short form."""
        slots = _slots()
        masked = self._masked_levels(page, slots)
        if not masked:
            return
        mentions = list(self._mentions(page, masked, slots))
        unknown = list(self._unknown(page, masked, slots))
        found: set[tuple[int, int]] = set()
        shorts: set[str] = set()
        for level in masked:
            of_level = [m for m in mentions if m.place.level == level]
            own = self._own_place(of_level)
            if own is None:
                continue
            found |= {(m.start, m.end) for m in of_level if m.place == own and m.role != "other"}
            shorts |= set(own.shorts)
        for name, start in unknown:
            found |= {(m.start(), m.end()) for m in re.finditer(re.escape(name), page.norm)}
            found.add((start, start + len(name)))
            shorts |= {name[0], name[-1]}
        found |= set(self._short_forms(page.norm, shorts, slots))
        for start, end in sorted(found):
            yield Hit(start, end)

    def _masked_levels(self, page: Page, slots: _Slots) -> dict[Level, Counter[str]]:
        """The levels whose names are masked → the words after the masks, to find such slots unmasked."""
        lines = list(page.lines_with(_MASK_SIGNS))
        counts: dict[Level, list[int]] = {}
        for level, pattern in slots.masked.items():
            ends = [match.end() for line in lines for match in pattern.finditer(page.norm, *line)]
            if ends:
                counts[level] = ends
        titled = any(p.search(page.norm, start, end) for start, end in page.titles for p in slots.masked.values())
        total = sum(map(len, counts.values()))
        if total < _FEWEST and not (titled and total):
            return {}
        names = _places()
        for start, end in page.titles:
            # A title that names its place hides nothing.
            if not titled and any(name in page.norm[start:end] for name in names if len(name) > 1):
                return {}
        return {
            level: Counter(page.norm[end : end + 2] for end in ends if len(page.norm[end : end + 2]) == 2)
            for level, ends in counts.items()
        }

    def _mentions(self, page: Page, masked: dict[Level, Counter[str]], slots: _Slots) -> Iterator[_Mention]:
        """Every place of a masked level with the part it plays in its clause."""
        norm, places, heads = page.norm, _places(), _by_head()
        spans: list[tuple[int, int, _Place]] = []
        pairs = map(add, norm, norm[1:])
        for position in [position for position, pair in enumerate(pairs) if pair in heads]:
            if spans and spans[-1][1] > position:
                continue
            names = heads[norm[position : position + 2]]
            name = next((name for name in names if norm.startswith(name, position)), None)
            if name is not None:
                spans.append((position, position + len(name), places[name]))
        for index, (start, end, place) in enumerate(spans):
            if place.level not in masked:
                continue
            after_suffix = end
            for suffix in _SUFFIXES:
                if place.level != "county" and norm.startswith(suffix, end):
                    after_suffix = end + len(suffix)
                    break
            listed = self._listed(norm, spans, index)
            role = self._role(page, start, end, after_suffix, listed, masked[place.level], slots)
            yield _Mention(start, end, place, role)

    @staticmethod
    def _listed(norm: str, spans: list[tuple[int, int, _Place]], index: int) -> bool:
        """Whether the place stands beside another: 襄阳、洛阳; 长沙和湘潭."""
        start, end, _ = spans[index]
        if index and _JOIN.fullmatch(norm, spans[index - 1][1], start):
            return True
        return index + 1 < len(spans) and bool(_JOIN.fullmatch(norm, end, spans[index + 1][0]))

    @staticmethod
    def _role(
        page: Page, start: int, name_end: int, end: int, listed: bool, masked: Counter[str], slots: _Slots
    ) -> Literal["own", "other", "slot", "open"]:
        norm = page.norm
        before = page.clause_before(start, _CLAUSE)
        after = norm[end : end + 24].split("\n", 1)[0]
        if slots.own_sure.match(norm, name_end) or slots.own_sure.match(after):
            return "own"
        wins = bool(slots.own_after.match(norm, name_end) or slots.own_after.match(after))
        if slots.other_before.search(before):
            return "other"
        if slots.other_near.search(before[:-1] if listed else before):
            return "other"
        if wins:
            return "own"
        if listed or slots.other_after.match(after):
            return "other"
        if slots.own_before.search(before):
            return "own"
        if any(a.search(before) and b.match(after) for a, b in slots.own_around):
            return "own"
        return "slot" if after[:2] in masked and len(after) >= 2 else "open"

    @staticmethod
    def _own_place(mentions: list[_Mention]) -> _Place | None:
        """The place with the most own slots; it must have more of them than of the others' contexts."""
        roles: dict[_Place, Counter[str]] = defaultdict(Counter)
        for mention in mentions:
            roles[mention.place][mention.role] += 1
        best = max(roles.items(), key=lambda item: (2 * item[1]["own"] + item[1]["slot"], item[0].name), default=None)
        if best is None:
            return None
        place, counts = best
        weight = 2 * counts["own"] + counts["slot"]
        return place if weight >= 2 and weight > counts["other"] else None

    @staticmethod
    def _unknown(page: Page, masked: dict[Level, Counter[str]], slots: _Slots) -> Iterator[tuple[str, int]]:
        """Names no table has, in the place of a mask: 清源市生态环境局 beside XX市生态环境局."""
        for level, suffix in (("city", "市"), ("county", "县")):
            if level not in masked:
                continue
            tails = {
                page.norm[match.end() : match.end() + 4]
                for match in re.finditer(rf"{_MASK}{suffix}(?=[{_CJK}]{{4}})", page.norm)
            }
            for match in re.finditer(rf"(?:^|[，。；：、“（\s])([{_CJK}]{{2,3}}){suffix}([{_CJK}]{{4}})", page.norm):
                name = match[1]
                if match[2] in tails and name not in _places() and not name.endswith(slots.not_names):
                    if name.startswith(("我", "全", "各", "本", "省", *slots.verbs)) or "某" in name:
                        continue
                    # A name that no table has must also speak of itself or go by a short form: 在澄企业.
                    short = next(UnmaskedPlace._short_forms(page.norm, {name[0], name[-1]}, slots), None)
                    if short is not None or slots.speaks.match(page.norm, match.start(2)):
                        yield name, match.start(1)

    @staticmethod
    def _short_forms(norm: str, shorts: set[str], slots: _Slots) -> Iterator[tuple[int, int]]:
        """One-character forms of an own place that has been found."""
        if not shorts:
            return
        one = f"[{''.join(map(re.escape, sorted(shorts)))}]"
        for match in re.finditer(rf"(?:{slots.stay})({one})(?={slots.things})", norm):
            yield match.span(1)
        for match in re.finditer(rf"(?<![{_CJK}])({one})(?={slots.numbers})", norm):
            yield match.span(1)
        for match in re.finditer(rf"({one})(?={slots.own_short})", norm):
            if norm[match.start() : match.start() + 2] not in slots.common:
                yield match.span(1)


RULES: tuple[Rule, ...] = (UnmaskedPlace(),)
