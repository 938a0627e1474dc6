"""The divisions of China: which names there are, how they are written in running text, what lies above what.

Reads ``data/places.toml``, and of ``data/place_uses.toml`` what looks like a name and is none, and what was where
before. Several counties bear the same name (鼓楼区, 朝阳区): they are one ``Division`` with several
parents, because a text alone seldom tells which is meant. Read next: ``rules/places.py``, ``rules/unmasked.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from reportmine.lexicon import load, strings
from reportmine.patterns import regex
from reportmine.signs import Signs

Level = Literal["province", "city", "county"]

_PEOPLES = (
    "各族|满族|蒙古族?|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|"
    "畲族|拉祜族|水族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯|普米族|塔吉克|怒族|裕固族|"
    "独龙族|保安族|东乡族"
)
# 恩施土家族苗族自治州 → 恩施州, 广西壮族自治区 → 广西自治区, 瀍河回族区 → 瀍河区.
_FULL_FORM = regex(rf"([\u4e00-\u9fff]{{2,5}}?)(?:{_PEOPLES})+(?:自治(?=[州县旗]))?(自治区|[州县旗区])")
_LONGEST = 15


class Division(NamedTuple):
    """One name of the table.

    ``base`` is the name without its suffix; of a county, whose bare name is often a common word, it is the full name.
    ``level`` is what a report calls it (北京市 is a city); ``rank`` is 1 for a province, 2 for a prefecture, 3 below.
    ``parents`` are the full names right above it, ``shorts`` its one-character forms.
    """

    name: str
    base: str
    level: Level
    rank: int
    shorts: tuple[str, ...]
    parents: tuple[str, ...]


@cache
def by_name() -> dict[str, Division]:
    """Every division by its full name."""
    data: dict[str, Any] = load("places")
    found: dict[str, Division] = {}
    for name, row in data["provinces"].items():
        level: Level = "city" if name.endswith("市") else "province"
        found[name] = Division(name, row["base"], level, 1, tuple(row["short"]), ())
    for province, rows in data["prefectures"].items():
        for name, row in rows.items():
            shorts = (row.get("short", row["base"][0]), row["base"][0])
            found[name] = Division(name, row["base"], "city", 2, shorts, (province,))
    parents: dict[str, list[str]] = defaultdict(list)
    for above, names in data["counties"].items():
        for name in names.split():
            parents[name].append(above.lstrip("#"))
    for name, above_it in parents.items():
        # 东莞市 has no counties and stands as its own.
        if name not in found:
            found[name] = Division(name, name, "county", 3, (), tuple(above_it))
    return found


@cache
def by_base() -> dict[str, tuple[Division, ...]]:
    """Provinces and prefectures by their names without suffix, the higher first: 吉林 is both."""
    found: dict[str, list[Division]] = defaultdict(list)
    for division in by_name().values():
        if division.rank < 3:
            found[division.base].append(division)
    return {base: tuple(sorted(same, key=lambda one: one.rank)) for base, same in found.items()}


@cache
def written() -> dict[str, Division]:
    """Names as they stand in running text: 株洲, 荷塘区 in full; counties of two characters (城区) are left out."""
    found = {name: one for name, one in by_name().items() if one.rank == 3 and len(name) > 2}
    found.update({base: same[0] for base, same in by_base().items()})
    return found


@cache
def above(name: str) -> frozenset[str]:
    """The full names of all that lies above a division, for a shared name all that it may be."""
    division = by_name().get(name)
    if division is None:
        return frozenset()
    return frozenset(division.parents).union(*(above(parent) for parent in division.parents))


@cache
def by_form() -> dict[str, tuple[Division, ...]]:
    """Every division by the names it has with a suffix: 恩施土家族苗族自治州, 恩施州."""
    found: dict[str, tuple[Division, ...]] = {name: (one,) for name, one in by_name().items()}
    for name, one in by_name().items():
        match = _FULL_FORM.fullmatch(name)
        if match:
            form = match[1] + match[2]
            found[form] = (*found.get(form, ()), one)
    return found


@cache
def stem(form: str) -> str:
    """A name with its suffix without it: 恩施 of 恩施土家族苗族自治州, 攸 of 攸县."""
    place = by_form()[form][0]
    if place.rank < 3 and form.startswith(place.base):
        return place.base
    match = _FULL_FORM.fullmatch(form)
    return match[1] if match else form[:-1]


@cache
def tails() -> dict[str, tuple[int, ...]]:
    """The last two characters of all these names, with the lengths of the names, the longest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for form in by_form():
        found[form[-2:]].add(len(form))
    return {tail: tuple(sorted(lengths, reverse=True)) for tail, lengths in found.items()}


@cache
def _tails() -> Signs:
    return Signs(tuple(tails()))


def ending_at(text: str, end: int) -> tuple[int, tuple[Division, ...]] | None:
    """Where the longest name with a suffix that ends here begins, and what it may name.

    >>> start, found = ending_at("在湖南省株洲市", 7)
    >>> start, [one.name for one in found]
    (4, ['株洲市'])
    """
    lengths = tails().get(text[end - 2 : end])
    if lengths:
        forms = by_form()
        for length in lengths:
            if length <= end and text[end - length : end] in forms:
                return end - length, forms[text[end - length : end]]
    return None


class Named(NamedTuple):
    """A name with its suffix, and what it may name."""

    start: int
    end: int
    places: tuple[Division, ...]


class _Words:
    """What looks like a county and is a common word, and what shows that it is one."""

    def __init__(self) -> None:
        self.generic = frozenset(strings("place_uses", "words", "generic"))
        self.risky = frozenset(load("place_uses")["words"]["one"])
        self.bare = frozenset(strings("place_uses", "words", "bare"))
        self._praise = strings("place_uses", "uses", "epithets")

    def is_one(self, norm: str, start: int) -> bool:
        """Whether a county of one character is meant: 攸县 at the head of a phrase, not 县委和县政府."""
        if norm.endswith(("中共", *self._praise), 0, start) or ending_at(norm, start):
            return True
        before = norm[start - 1 : start]
        return norm[start] not in self.risky and (
            not "\u4e00" <= before <= "\u9fff" or before in "在全我和与及由经向对受据从为把被将让给到以"
        )


@cache
def _words() -> _Words:
    return _Words()


@cache
def bare() -> dict[str, tuple[Division, ...]]:
    """Names without suffix, of counties too, that are no common words: 株洲, 茶陵."""
    found = dict(by_base())
    for form, places in by_form().items():
        if places[0].rank == 3 and len(form) > 2:
            base = form[:-1]
            found[base] = (*found.get(base, ()), *places)
    return {base: places for base, places in found.items() if base not in _words().bare}


@cache
def formerly() -> tuple[dict[str, frozenset[str]], dict[tuple[str, str], int]]:
    """What a division has lain in before, and until when where that is no longer right to say."""
    parents: dict[str, set[str]] = {}
    until: dict[tuple[str, str], int] = {}
    for row in load("place_uses")["former"]:
        for child in row["children"].split():
            parents.setdefault(child, set()).add(row["parent"])
            if "until" in row:
                until[row["parent"], child] = row["until"]
    return {child: frozenset(names) for child, names in parents.items()}, until


def once_above(name: str) -> frozenset[str]:
    """What lies above a division now or lay there before, as far as it is right to say today."""
    former, until = formerly()
    before = {parent for parent in former.get(name, ()) if (parent, name) not in until}
    return above(name).union(before, *(above(parent) for parent in before))


# Several rules ask.
@lru_cache(maxsize=1)
def named(norm: str, pairs: frozenset[int]) -> tuple[Named, ...]:
    """The names of the table with their suffixes; common words that look like one are left out.

    ``pairs`` are those of the text, see ``signs.py``.
    """
    words, names = _words(), []
    for _, end in _tails().places(norm, pairs):
        found = ending_at(norm, end)
        if found is None or norm[found[0] : end] in words.generic:
            continue
        start, places = found
        if end - start > 2 or words.is_one(norm, start):
            names.append(Named(start, end, places))
    return tuple(names)


def chain_start(norm: str, start: int) -> int:
    """Where the chain of places begins that ends with the name that stands here: 湖南省株洲市｜茶陵县."""
    for _ in range(2):
        before = ending_at(norm, start)
        start = before[0] if before else start
    return start


def places_in(label: str) -> list[tuple[Division, ...]]:
    """The places of a label: 湖南省株洲市茶陵县人民政府."""
    forms, bases, found, at, open_to_bases = by_form(), bare(), [], 0, True
    while at < len(label):
        name = next((label[at : at + size] for size in range(_LONGEST, 1, -1) if label[at : at + size] in forms), "")
        if name:
            found.append(forms[name])
        elif open_to_bases:
            name = next((label[at : at + size] for size in range(6, 1, -1) if label[at : at + size] in bases), "")
            if name:
                found.append(bases[name])
        # 关于株洲…, 湖南省株洲…: elsewhere a bare name may be part of another word.
        open_to_bases = bool(name) or label[at] in "0123456789年关于中共、，,;； "
        at += len(name) or 1
    return found


class Lineage:
    """The place a report is of, and what belongs to it: itself, all above it, all below it."""

    def __init__(self, label: str, *, past: bool, allowed: tuple[str, ...] = ()) -> None:
        """``past`` says that what was above it once counts as well, ``allowed`` names what else may belong."""
        self.label = label
        self._above = once_above if past else above
        chain = [place.name for places in places_in(label) for place in places]
        self.own = {name for name in chain if not any(name in above(other) for other in chain)}
        self.above: set[str] = set()
        for name in self.own:
            # 福州市鼓楼区: of the counties of that name it is the one of this city.
            named = [other for other in chain if other in above(name)]
            self.above |= {*named, *(up for other in named for up in above(other))} or self._above(name)
        self._allowed = tuple(name for name in allowed if name)

    @property
    def rank(self) -> int:
        """The rank of the lowest place of the home, 0 where no table has it."""
        return max((by_name()[name].rank for name in self.own), default=0)

    def has(self, places: Iterable[Division]) -> bool:
        """Whether a name that may mean these places may belong."""
        return any(
            place.name in self.own
            or place.name in self.above
            or not self.own.isdisjoint(self._above(place.name))
            or any(place.name in named or place.name.startswith(named) for named in self._allowed)
            for place in places
        )

    def may_be(self, name: str) -> bool:
        """Whether a name that no table has may be the home or a part of it."""
        stem = name[:-1]
        return stem in self.label or any(stem in allowed for allowed in self._allowed)
