"""Which place a report that masks its own is from: every place it names, and what each mention says of that.

``find_masked`` tells what a text masks (XX市, ××县), ``find_mentions`` gives the places of that level with a weight:
what only the own place can be (绵阳市水利局 as a signature, 落户安吉), what it may be (荆州古城日均入园), and what it
is not: compared with, visited, worked with, listed. The words are in ``data/unmasked.toml``, the names come from
``divisions.py``. Read next: ``rules/unmasked.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from reportmine import divisions
from reportmine.divisions import Division
from reportmine.lexicon import alternatives, load, strings
from reportmine.patterns import regex
from reportmine.signs import Signs

if TYPE_CHECKING:
    from reportmine.rules.rule import Page

_CJK = "\u4e00-\u9fff"
# ``re`` skips to the first character; what must not stand before is said behind it.
_FIRST = "[XxХ×*〇○□某]"
_REST = r"(?:(?<=[XxХ])[XxХ]{0,11}|(?<=×)×{0,11}|(?<=\*)\*{1,11}|(?<=[〇○□])[〇○□]{1,11}|(?<=某)某{0,3})"
_MASK = rf"{_FIRST}(?<![A-Za-z\d].){_REST}"
# A mask that another follows is one of several.
_AGAIN = ("X", "x", "Х", "×", "**", "某", *(one + other for one in "〇○□" for other in "〇○□"))
_MASK_SIGNS = tuple("XxХ×*〇○□某")
SUFFIXES = ("自治州", "自治区", "自治县", "地区", "省", "市", "州", "盟", "县", "区", "旗")
# Between two places of a list or of two cells.
_JOIN = regex(r"(?:省|市|县|区|州)?(?:[、和与及/~～至到]|以及|—{1,2}|[ \t|｜│]{1,8})")
_HEADS = frozenset("，。；：！？,;:!?\n\t“《（(|│·•— ")
_OPENS = ("", *"，。；：\n")
_TAIL = regex(rf"[{_CJK}]{{4}}")
_CLAUSE_END = regex("[，。；！？,;\n]")
_SENTENCE_END = regex("[。！？\n]")
_QUOTE_BEFORE = regex(r"[“‘][^“”‘’]{0,10}$")
_QUOTE_AFTER = regex(r"[^“”‘’。\n]{0,10}[”’]")
_NUMBERED = regex(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、])\s?")
_NUMBERING = regex(r"[一二三四五六七八九十\d]{1,3}、")
_TIME = regex(r"(?:近年来|今年以来|去年|今年|全年|年内|目前|其中|截至\w{2,8}|\d{4}年)?")
# Fewer masked places than this are leftovers of their own, not a report that hides where it is from.
_FEWEST = 2
# How far a clause and a sentence are looked through, in characters.
_CLAUSE, _SENTENCE = 40, 80
#: What one mention must weigh to settle the matter, and what several must together.
SURE, LIKELY = 3.0, 2.0

Kind = Literal["province", "city", "county", "district"]
_BELOW: dict[Kind, tuple[Kind, ...]] = {"province": ("city", "county", "district"), "city": ("county", "district")}


class Mention(NamedTuple):
    """One place where a text names a division: ``text[start:end]`` is the name without its suffix.

    ``weight`` says how much it is the report's own, 0 for open; ``other`` that it is another one. ``below`` is set for
    what lies below the masked level: it gives the own place away where it stands for an office of it.
    """

    start: int
    end: int
    name: str
    kind: Kind
    places: tuple[Division, ...]
    weight: float
    other: bool
    below: bool


class _Span(NamedTuple):
    start: int
    end: int
    after: int
    places: tuple[Division, ...]


class Masked(NamedTuple):
    """What a text masks: the kinds of places, and the suffix and what follows it, to find such slots unmasked.

    ``heading`` counts the masks that stand at the head of a clause, as the report's own place does.
    """

    kinds: frozenset[Kind]
    slots: frozenset[tuple[str, str]]
    in_title: bool
    heading: int


class _Words:
    """The patterns of ``data/unmasked.toml``."""

    def __init__(self) -> None:
        data = load("unmasked")

        def one_of(*keys: str) -> re.Pattern[str]:
            return regex("|".join(f"(?:{pattern})" for pattern in strings("unmasked", *keys)))

        self.certain_after, self.certain_before = one_of("certain", "after"), one_of("certain", "before")
        self.arrival_before = one_of("arrival", "before")
        self.arrival_around = [(regex(a), regex(b)) for a, b in data["arrival"]["around"]]
        self.outpost = one_of("arrival", "not_before")
        self.outpost_far = one_of("arrival", "not_before_far")
        self.own_after = one_of("own", "after")
        self.things, self.speaks = one_of("own", "things"), regex(data["own"]["speaks"])
        self.does = regex(alternatives(strings("unmasked", "own", "does")))
        self.sells = regex(rf"[{_CJK}]{{1,10}}(?:{alternatives(strings('unmasked', 'own', 'sells'))})")
        self.document = regex(rf"(?:[省市县区州盟旗])?{data['own']['document']}")
        self.foreign_document = strings("unmasked", "own", "document_not_before")
        self.other_before = strings("unmasked", "other", "before")
        self.other_near = strings("unmasked", "other", "near")
        self.other_after, self.other_later = one_of("other", "after"), one_of("other", "later")
        self.round = strings("unmasked", "other", "round")
        self.hubs = frozenset(strings("unmasked", "other", "hubs"))
        # By the name that each begins with.
        accidents: dict[str, list[str]] = defaultdict(list)
        for pattern in strings("unmasked", "other", "accidents"):
            accidents[pattern[:2]].append(pattern)
        self._accidents = {name: regex("|".join(patterns)) for name, patterns in accidents.items()}
        offices = "|".join(strings("place_uses", "uses", "offices"))
        bureaus = alternatives(strings("place_uses", "uses", "bureaus"))
        ends = "|".join(strings("place_uses", "uses", "bureau_ends"))
        self.office = regex(rf"[省市县区州盟旗]?(?:{offices}|(?:{bureaus})[{_CJK}]{{0,12}}?(?:{ends}))")
        levels = load("mask_forms")["place_levels"]
        suffixes: dict[Kind, list[str]] = {
            "province": levels["province"],
            "city": levels["city"],
            "county": [suffix for suffix in levels["county"] if suffix != "区"],
            "district": ["区"],
        }
        self.kinds = {suffix: kind for kind, found in suffixes.items() for suffix in found}
        self.masked = regex(f"{_MASK}({alternatives(self.kinds)})")

    def is_accident(self, norm: str, start: int) -> bool:
        """Whether what looks like a name is part of other words: 推广安全."""
        accident = self._accidents.get(norm[start : start + 2])
        return accident is not None and accident.match(norm, start) is not None


def _any_in(words: tuple[str, ...], text: str) -> bool:
    return any(word in text for word in words)


@cache
def _words() -> _Words:
    return _Words()


# Two rules ask.
@lru_cache(maxsize=1)
def find_masked(page: Page) -> Masked | None:
    """What the text masks, ``None`` where that is nothing or too little to hide anything."""
    words, norm = _words(), page.norm
    masks = [mask for line in page.lines_with(_MASK_SIGNS) for mask in words.masked.finditer(norm, *line)]
    if not masks:
        return None
    in_title = any(words.masked.search(norm, *line) for line in page.titles)
    if len(masks) < _FEWEST and not in_title:
        return None
    slots = {(mask[1], tail[0]) for mask in masks if (tail := _TAIL.match(norm, mask.end()))}
    heading = sum(
        mask[1] in "省市县区州"
        and norm[max(0, mask.start() - 1) : mask.start()] in _OPENS
        and not norm.startswith(_AGAIN, mask.end())
        for mask in masks
    )
    return Masked(frozenset(words.kinds[mask[1]] for mask in masks), frozenset(slots), in_title, heading)


def _kind(place: Division) -> Kind:
    if place.rank < 3:
        return "province" if place.level == "province" else "city"
    return {"市": "city", "区": "district"}.get(place.name[-1], "county")  # type: ignore[return-value]


@cache
def _bare(kinds: frozenset[Kind]) -> dict[str, tuple[str, ...]]:
    """Names without suffix by their first two characters, longest first; of counties those of these kinds alone."""
    heads: dict[str, list[str]] = defaultdict(list)
    for base, places in divisions.bare().items():
        if places[0].rank < 3 or _kind(places[0]) in kinds:
            heads[base[:2]].append(base)
    return {head: tuple(sorted(bases, key=lambda base: (-len(base), base))) for head, bases in heads.items()}


@cache
def _heads(kinds: frozenset[Kind]) -> Signs:
    return Signs(tuple(_bare(kinds)))


def _spans(page: Page, masked: Masked) -> list[_Span]:
    """The places of the text in order: with their suffix, or alone where they are of a masked kind."""
    norm, is_accident = page.norm, _words().is_accident
    found: dict[int, _Span] = {}
    for start, end, places in divisions.named(norm, page.pairs):
        if is_accident(norm, start):
            continue
        found[start] = _Span(start, start + len(divisions.stem(norm[start:end])), end, places)
    heads, bare, covered = _bare(masked.kinds), divisions.bare(), -1
    for at, _ in _heads(masked.kinds).places(norm, page.pairs):
        if at < covered or at in found:
            continue
        base = next((base for base in heads[norm[at : at + 2]] if norm.startswith(base, at)), None)
        if base is None or is_accident(norm, at):
            continue
        # A longer name that begins before it holds it already.
        if any(before in found and found[before].after > at for before in range(at - 1, max(-1, at - 12), -1)):
            continue
        found[at] = _Span(at, at + len(base), at + len(base), bare[base])
        covered = at + len(base)
    return [found[start] for start in sorted(found)]


# Two rules ask.
@lru_cache(maxsize=1)
def find_mentions(page: Page, masked: Masked) -> list[Mention]:
    """Every place of a masked kind, or below one, with what its context says of it."""
    return list(_Judge(page, masked).mentions())


class _Judge:
    """Weighs the places of one page."""

    def __init__(self, page: Page, masked: Masked) -> None:
        self._page, self._masked, self._words = page, masked, _words()
        self._tails = {tail for _, tail in masked.slots}
        self._spans = _spans(page, masked)
        heads = [p for p in page.structure.paragraphs if p.kind in ("title", "heading")]
        self._heads, self._head_ends = [p.start for p in heads], [p.end for p in heads]
        self._below = {kind for upper in masked.kinds for kind in _BELOW.get(upper, ())} - {"city"}
        if "province" in masked.kinds and "city" not in masked.kinds:
            self._below.add("city")
        self._first: dict[int, str] = {}
        for span in self._spans:
            line = page.line_at(span.start)
            if line.start == span.start:
                self._first[self._row(line.start)] = page.norm[span.start : span.end]

    def _row(self, start: int) -> int:
        return bisect_left(self._page.lines, (start,))

    def mentions(self) -> Iterator[Mention]:
        """The mentions in order."""
        found = list(self._judged())
        # 宜昌获批…，襄阳入选…: two that stand side by side in one sentence are the others.
        doubtful: dict[int, set[str]] = defaultdict(set)
        sentences = [self._sentence_start(m.start) for m in found]
        for mention, at in zip(found, sentences, strict=True):
            if 0 < mention.weight < SURE:
                doubtful[at].add(mention.name)
        for mention, at in zip(found, sentences, strict=True):
            if 0 < mention.weight < SURE and len(doubtful[at]) > 1:
                mention = mention._replace(weight=0.0, other=True)
            yield mention

    def _sentence_start(self, at: int) -> int:
        piece = self._page.norm[max(0, at - _SENTENCE) : at]
        return at - len(_SENTENCE_END.split(piece)[-1])

    def _judged(self) -> Iterator[Mention]:
        norm, kinds = self._page.norm, self._masked.kinds
        never = strings("unmasked", "other", "never")
        for index, span in enumerate(self._spans):
            # 吉林 alone may be the province, which nobody hides where only the city is masked.
            nearest = span.places if span.after > span.end else span.places[:1]
            kind = next((kind for kind in map(_kind, nearest) if kind in kinds), None)
            below = kind is None and span.after > span.end
            if below:
                kind = next((kind for kind in map(_kind, span.places) if kind in self._below), None)
            if kind is None or norm[span.start : span.end] in never:
                continue
            listed = self._is_listed(index)
            weight, other = self._weigh_below(index) if below else self._weigh(index, listed)
            yield Mention(span.start, span.end, norm[span.start : span.end], kind, span.places, weight, other, below)

    def _is_listed(self, index: int) -> bool:
        """Whether the place stands beside another: 襄阳、洛阳; 长沙和湘潭; two rows of a table."""
        if self._is_joined(index - 1) or self._is_joined(index):
            return True
        span, line = self._spans[index], self._page.line_at(self._spans[index].start)
        if line.start != span.start:
            return False
        row, name = self._row(line.start), self._page.norm[span.start : span.end]
        return any(self._first.get(beside, name) != name for beside in (row - 1, row + 1))

    def _is_joined(self, index: int) -> bool:
        """Whether this place and the next are two of a list."""
        if not 0 <= index < len(self._spans) - 1:
            return False
        return _JOIN.fullmatch(self._page.norm, self._spans[index].after, self._spans[index + 1].start) is not None

    def _weigh(self, index: int, listed: bool) -> tuple[float, bool]:
        """What a mention is worth, and whether it is of another place."""
        page, words, norm, span = self._page, self._words, self._page.norm, self._spans[index]
        before = page.clause_before(span.start, _CLAUSE)
        after = _CLAUSE_END.split(norm[span.after : span.after + _CLAUSE], maxsplit=1)[0]
        hub = norm[span.start : span.end] in words.hubs
        certain = words.certain_after.match(after) or words.certain_after.match(norm, span.end)
        if certain or words.certain_before.search(before):
            return SURE, False
        arrives = words.arrival_before.search(before) or any(
            a.search(before) and b.match(after) for a, b in words.arrival_around
        )
        if arrives and not listed:
            far = norm[self._sentence_start(span.start) : span.start]
            away = hub or words.outpost.search(before) or words.outpost_far.search(far)
            return (0.0, True) if away else (SURE, False)
        lead = before[:-1] if listed else before
        if _any_in(words.other_before, before) or (lead.endswith(words.other_near) and lead[-2:] != "近年"):
            return 0.0, True
        if listed or words.other_after.match(after):
            return 0.0, True
        if words.other_later.search(after):
            sells = not hub and self._opens_clause(span, before) and words.sells.match(after)
            return (LIKELY, False) if sells else (0.0, True)
        return self._weigh_own(index, before, after, hub), False

    def _weigh_own(self, index: int, before: str, after: str, hub: bool) -> float:
        """What a mention is worth that nothing in its clause gives to another place."""
        words, norm, span = self._words, self._page.norm, self._spans[index]
        suffixed = span.after > span.end
        opens = norm[span.start - 1 : span.start]
        listed = opens == "、" and not _NUMBERING.fullmatch(before)
        if listed or (not suffixed and span.places[0].rank == 3 and re.match(f"[{_CJK}]", opens)):
            return 0.0  # One of a list, or the end of a word and the beginning of another: 人民和睦.
        head = bisect_right(self._heads, span.start) - 1
        in_head = head >= 0 and span.start < self._head_ends[head]
        office = words.office.match(norm, span.after) if suffixed or span.places[0].rank < 3 else None
        line = self._page.line_at(span.start)
        first = span.start == line.start or _NUMBERED.fullmatch(norm, line.start, span.start) is not None
        if in_head and (suffixed or office or first):
            return SURE
        if office and norm[span.after : span.after + 4] in self._tails:
            return SURE
        if opens == "《" and words.document.match(norm, span.after) and not _any_in(words.foreign_document, before):
            return SURE
        if office:
            return 0.0 if _any_in(words.round, self._around(span)) else SURE
        if hub:
            return 0.0
        if words.own_after.match(norm, span.end):
            return 0.0 if _any_in(words.round, self._around(span)) and not after.startswith("占") else SURE
        alone = suffixed and not any(span.after == other.start for other in self._spans[index + 1 : index + 2])
        likely = (
            (_QUOTE_BEFORE.search(before) and _QUOTE_AFTER.match(norm, span.after))
            or words.things.match(norm, span.after)
            or before.endswith("中国（")
            or (
                self._opens_clause(span, before)
                and (alone or words.speaks.match(norm, span.after) or words.does.search(after))
            )
        )
        return LIKELY if likely and not _any_in(words.round, self._around(span)) else 0.0

    def _opens_clause(self, span: _Span, before: str) -> bool:
        """Whether nothing goes before it in its clause but a time."""
        opens = self._page.norm[span.start - 1 : span.start]
        return opens == "" or opens in _HEADS or _TIME.fullmatch(before) is not None

    def _around(self, span: _Span) -> str:
        """The sentence it stands in, without the clauses far off."""
        norm = self._page.norm
        start = self._sentence_start(span.start)
        return norm[start : span.start] + _SENTENCE_END.split(norm[span.after : span.after + _SENTENCE], maxsplit=1)[0]

    def _weigh_below(self, index: int) -> tuple[float, bool]:
        """A county counts where it is an office of the masked city, or in a list of its counties."""
        span, words = self._spans[index], self._words
        before = self._page.clause_before(span.start, _CLAUSE)
        after = _CLAUSE_END.split(self._page.norm[span.after : span.after + _CLAUSE], maxsplit=1)[0]
        if _any_in(words.other_before, before) or before.endswith(words.other_near) or words.other_later.search(after):
            return 0.0, True
        if words.office.match(self._page.norm, span.after) and not _any_in(words.round, self._around(span)):
            return SURE, False
        beside = [self._spans[at + away] for at, away in ((index - 1, 0), (index, 1)) if self._is_joined(at)]
        parents = set(span.places[0].parents)
        return (SURE if any(parents.intersection(near.places[0].parents) for near in beside) else 0.0), False
