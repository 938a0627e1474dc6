"""Masked numbers and names that give each other away: the first ten digits here, the last eight there.

``find_masked`` takes a ``Page`` and gives its masked forms; ``find_joinable`` takes those of one text or of several and
gives the pairs that show more together. Words are in ``data/persons.toml``. Read next: ``rules/persons.py``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from reportmine.lexicon import alternatives, load, strings
from reportmine.patterns import regex

if TYPE_CHECKING:
    from reportmine.rules.rule import Line, Page

Kind = Literal["id", "card", "mobile", "name"]

HIDDEN = "*"
_CJK = "\u4e00-\u9fff"
_STARS = "*●•×✕xX□■#○〇◯"
_LENGTHS: dict[Kind, tuple[int, ...]] = {"id": (18, 15), "card": (19, 18, 17, 16, 15), "mobile": (11,)}
# The digits that the people of one county, of one operator or of one bank share.
_COMMON: dict[Kind, int] = {"id": 6, "card": 6, "mobile": 3, "name": 1}
# So many others must agree where no name says that two numbers are one.
_SAME = 4
# Masked forms of one person that are compared with one another: a list of more is no slip.
_FORMS = 8
# How far from a number its label and the name before it may be.
_NEAR = 60

# The stars of a name do not belong to the number after it: 陈文* 138****5566.
_RUN = regex(
    rf"[\d{_STARS}](?<![A-Za-z\d.][\d{_STARS}])(?![{_STARS}]? )(?:[ -]?[\d{_STARS}]){{5,23}}(?![\d{_STARS}A-Za-z])",
    re.ASCII,
)
# Signs that hide characters of a name.
_STAR = regex("[*●×〇○]")
_RUNS = ("**", "XXX", "xxx", "×××", "●●", "••", "□□", "##")
# The other way to hide: 身份证后八位03071234.
_ENDS = regex(
    r"(?P<side>最后|后|末|尾|前)(?:(?:[四六八十]|\d{1,2})位(?:数字?|号码?)?|号)[为是]?[:：]? ?"
    r"(?P<value>\d{4,10}[Xx]?)(?![\dA-Za-z年元万人亿%.])"
)
# What a text has to speak of before the ends of a number are looked for.
_OF_NUMBERS = ("身份证", "证件号", "身份号码", "手机", "卡号", "银行卡", "账号")


class Masked(NamedTuple):
    """A masked number or name: ``form`` has a ``*`` for every character that is hidden.

    ``name`` is the person beside a number; ``beside`` are the numbers and offices beside a name. ``source`` says
    which of several texts ``start`` and ``end`` are offsets in.
    """

    kind: Kind
    form: str
    name: str
    beside: frozenset[str]
    source: int
    start: int
    end: int


class Joined(NamedTuple):
    """Two masks of one thing, and what they show together."""

    first: Masked
    second: Masked
    form: str

    @property
    def is_complete(self) -> bool:
        """Whether nothing stays hidden; one missing digit of an identity number follows from its check."""
        return self.form.count(HIDDEN) <= (self.first.kind == "id" and len(self.form) == 18)


class _Words:
    def __init__(self) -> None:
        names, masked = load("persons")["names"], load("persons")["masked"]
        surname = rf"(?:{alternatives(names['double'])}|[{names['surnames']}])"
        self.labels: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
            (kind, regex(alternatives(masked[kind]))) for kind in ("id", "card", "mobile")
        )
        self.name = regex(
            rf"(?:(?<![{_CJK}*])|(?<={')|(?<='.join(strings('persons', 'masked', 'roles'))}))"
            rf"{surname}[{_CJK}*●×〇○]{{1,2}}(?![{_CJK}*●×〇○])"
        )
        self.masked_name = regex(
            rf"{surname}(?<![*●×〇○].)(?:[*●×〇○]{{1,2}}[{_CJK}]|[{_CJK}][*●×〇○]|[*●×〇○]{{1,2}})(?![*●×〇○\d])"
        )
        self.office = regex(rf"[{_CJK}]{{2,14}}?(?:{alternatives(masked['office_ends'])})")


@cache
def _words() -> _Words:
    return _Words()


def find_masked(page: Page, source: int = 0) -> list[Masked]:
    """The masked numbers and names of a text, by place; ``source`` is kept in them."""
    numbers = list(_numbers(page, source))
    forms: dict[Line, set[str]] = defaultdict(set)
    for mask in numbers:
        forms[page.line_at(mask.start)].add(mask.form)
    found = numbers
    words = _words()
    for match in _masked_names(page):
        line = page.line_at(match.start())
        form = re.sub("[●×〇○]", HIDDEN, match.group())
        around = max(line.start, match.start() - _NEAR), min(line.end, match.end() + _NEAR)
        beside = {office.group() for office in words.office.finditer(page.norm, *around)}
        if len(forms[line]) == 1:
            beside |= forms[line]
        found.append(Masked("name", form, form, frozenset(beside), source, *match.span()))
    return sorted(found, key=lambda mask: (mask.start, mask.end))


def _numbers(page: Page, source: int) -> Iterator[Masked]:
    for line in page.lines_with(_RUNS):
        for match in _RUN.finditer(page.norm, *line):
            form = _plain(match.group())
            before = page.norm[max(line.start, match.start() - _NEAR) : match.start()]
            kind, form = _kind(form, _label(before))
            if kind and HIDDEN in form and sum(char.isdigit() for char in form) >= 3:
                yield Masked(
                    kind, form, _name(page, line, match.start(), match.end()), frozenset(), source, *match.span()
                )
    for line in page.lines_with(_OF_NUMBERS):
        for match in _ENDS.finditer(page.norm, *line):
            kind_of = _label(page.norm[max(line.start, match.start() - 12) : match.start()])
            shown = match["value"].upper()
            if kind_of and len(shown) < _LENGTHS[kind_of][0]:
                hidden = HIDDEN * (_LENGTHS[kind_of][0] - len(shown))
                form = shown + hidden if match["side"] == "前" else hidden + shown
                name = _name(page, line, match.start(), match.end())
                yield Masked(kind_of, form, name, frozenset(), source, *match.span("value"))


def _masked_names(page: Page) -> Iterator[re.Match[str]]:
    done = 0
    for star in _STAR.finditer(page.norm):
        for start in (star.start() - 2, star.start() - 1):
            match = _words().masked_name.match(page.norm, start) if start >= done else None
            if match and match.end() > star.start():
                yield match
                done = match.end()
                break


def _plain(written: str) -> str:
    """A masked number with a ``*`` for every sign that hides a digit, without spaces; X may be its last digit."""
    signs = re.sub("[ -]", "", written)
    last = "X" if signs[-1] in "xX" and signs[-2].isdigit() else ""
    return "".join(sign if sign.isdigit() else HIDDEN for sign in signs[: len(signs) - len(last)]) + last


def _label(before: str) -> Kind | None:
    """What the last label before a number says it is."""
    last: tuple[int, Kind | None] = (-1, None)
    for kind, pattern in _words().labels:
        for match in pattern.finditer(before):
            last = max(last, (match.end(), kind), key=lambda pair: pair[0])
    return last[1]


def _kind(form: str, label: Kind | None) -> tuple[Kind | None, str]:
    """What a masked number is, and the form in its full length: people write four stars for any number of digits."""
    first = form.lstrip(HIDDEN)
    whole = len(form)
    if label and whole in _LENGTHS[label]:
        return label, form.upper()
    if label is None or whole in (11, 18):  # what has no label must have its full length
        if whole == 11 and (form[0] == HIDDEN or re.match(r"1[3-9*]", form)):
            return "mobile", form
        if whole == 18 and (form[0] == HIDDEN or re.match(r"[1-8]\d|[1-8]\*", form)):
            return "id", form.upper()
        if whole in (16, 17, 19) and re.match("62|[45]\\d", form):
            return "card", form
        return None, form
    parts = [part for part in form.split(HIDDEN) if part]
    if label == "card" or not first or whole > _LENGTHS[label][0] or len(parts) > 2:
        return None, form
    hidden = HIDDEN * (_LENGTHS[label][0] - sum(map(len, parts)))
    if len(parts) == 2:
        return label, (parts[0] + hidden + parts[1]).upper()
    return (label, (hidden + parts[0] if form[0] == HIDDEN else parts[0] + hidden).upper())


def _name(page: Page, line: Line, start: int, end: int) -> str:
    """The name of a person that stands before a number in its line, or else right after it."""
    pattern = _words().name
    before = [match.group() for match in pattern.finditer(page.norm, max(line.start, start - _NEAR), start)]
    after = pattern.search(page.norm, end, min(line.end, end + 12)) if not before else None
    name = before[-1] if before else after.group() if after else ""
    return re.sub("[●×〇○]", HIDDEN, name)


def find_joinable(masks: Iterable[Masked]) -> list[Joined]:
    """The pairs of masks that belong to one person or number and show more together than each by itself.

    Two numbers are one when the names beside them agree and no shown digit differs, or, where a name is missing, when
    four digits beyond those of the place or the operator agree. Two names are one beside the same number or office.
    """
    groups: dict[tuple[str, ...], dict[str, Masked]] = defaultdict(dict)
    for mask in masks:
        for key in _keys(mask):
            forms = groups[key]
            if len(forms) < _FORMS:
                forms.setdefault(mask.form, mask)
    joined: dict[tuple[int, int, int], Joined] = {}
    for key, forms in groups.items():
        known = list(forms.values())
        for at, second in enumerate(known):
            for first in known[:at]:
                form = _union(first.form, second.form)
                if form is None or form in (first.form, second.form) or not _are_one(first, second, key[0] == "same"):
                    continue
                place = (second.source, second.start, second.end)
                pair = Joined(first, second, form)
                if place not in joined or form.count(HIDDEN) < joined[place].form.count(HIDDEN):
                    joined[place] = pair
    return [joined[place] for place in sorted(joined)]


def _keys(mask: Masked) -> Iterator[tuple[str, ...]]:
    """What two masks must have in common to be compared."""
    if mask.kind == "name":
        for thing in mask.beside:
            yield ("beside", mask.form[0], thing)
        return
    if mask.name:
        # 张*明 and 张晓* may be one; 张晓明 is one with both.
        yield ("named", mask.kind, mask.name[0])
    shown = mask.form[_COMMON[mask.kind] :].replace(HIDDEN, "")
    if len(shown) >= _SAME:
        for at in range(len(mask.form) - _SAME + 1):
            piece = mask.form[at : at + _SAME]
            if at >= _COMMON[mask.kind] and HIDDEN not in piece:
                yield ("same", mask.kind, str(at), piece)


def _are_one(first: Masked, second: Masked, same: bool) -> bool:
    """Whether nothing speaks against two masks being of one person."""
    if first.kind == "name":
        return True
    if first.name and second.name:
        return _union(first.name, second.name) is not None
    return same


def _union(first: str, second: str) -> str | None:
    """What both forms show together, or ``None`` where they differ.

    >>> _union("张*明", "张晓*")
    '张晓明'
    """
    if len(first) != len(second):
        return None
    pairs = list(zip(first, second, strict=True))
    if any(a != b and HIDDEN not in (a, b) for a, b in pairs):
        return None
    return "".join(b if a == HIDDEN else a for a, b in pairs)
